/**
 * Fetch and unpack the files of one index.
 *
 * Files are gzip under a neutral name. Some servers unpack them on the way and some do not: what still
 * begins like gzip is unpacked here.
 */

/** The index, or a part of it, could not be read. `code`: `offline`, `missing` or `damaged`. */
export class SearchError extends Error {
  constructor(code, file, cause) {
    super(`search index: ${file} is ${code}`, { cause });
    this.name = 'SearchError';
    this.code = code;
    this.file = file;
  }
}

/**
 * Return `read(file, again)`, which gives the bytes of a file of the index at `baseUrl`. `root` is a response to
 * the first question for the root that is on its way already, if there is one.
 */
export function createReader(baseUrl, load = fetchBytes, root) {
  return (file, again = false) => {
    const early = root;
    root = undefined;
    return read(new URL(file, baseUrl).href, file, early ? () => bytesOf(early, file) : load, again);
  };
}

/** Return a script beside this one that few searches need. */
export async function loadScript(file) {
  try {
    return await import(`./${file}`);
  } catch (error) {
    throw new SearchError('offline', file, error);
  }
}

async function read(url, file, load, again) {
  let packed;
  try {
    packed = await load(url, { again });
  } catch (error) {
    if (error instanceof SearchError) throw error;
    throw new SearchError('missing', file, error);
  }
  try {
    return packed[0] === 0x1f && packed[1] === 0x8b ? await unpack(packed) : packed;
  } catch (error) {
    throw new SearchError('damaged', file, error);
  }
}

async function unpack(packed) {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function fetchBytes(url, { again }) {
  const file = url.slice(url.lastIndexOf('/') + 1);
  // Only the root keeps its name from build to build: it is asked for anew, the others never change.
  return bytesOf(fetch(url, { cache: again || file === 'index.bin' ? 'no-cache' : 'default' }), file);
}

async function bytesOf(fetched, file) {
  let response;
  try {
    response = await fetched;
  } catch (error) {
    throw new SearchError('offline', file, error);
  }
  if (!response.ok) throw new SearchError('missing', file, new Error(`HTTP ${response.status}`));
  return new Uint8Array(await response.arrayBuffer());
}
