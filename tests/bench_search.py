"""Print what the search costs to build and to ask: `python tests/bench_search.py [SIZE …]`.

Needs the shared corpus and its questions, and Chromium as the browser tests have it. Sizes beyond
the corpus are recombined paragraphs: *their vocabulary does not grow*, so disk and memory of a real
collection of that size are larger. With `--pagefind COMMAND` (`pagefind`, or
`"python -m pagefind"` of an environment that has it) Pagefind indexes and answers the same in the
same run.

Bytes and requests are counted by the server; each first query has a fresh browser context. Of the
issue's budgets, megabytes are decimal but for memory.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import re
import resource
import shlex
import statistics
import subprocess
import sys
import tempfile
import time
from html import escape
from itertools import chain, islice
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import sync_playwright  # noqa: E402  # runs as a script

from builder.search import build_index  # noqa: E402
from tests.browsing import FLAGS, chromium  # noqa: E402
from tests.counting import CountingServer  # noqa: E402
from tests.searching import contents  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from playwright.sync_api import Browser

SHARED = ROOT.parent / "shared" / "data"
CORPUS = SHARED / "corpus" / "arwiki_10197.jsonl.gz"
QUESTIONS = SHARED / "search" / "xquad.ar.json"
WORDS = 600
USUAL, LONG = 300, 3000
"""Words of an article that is added: a real one, and one put together from many."""
ASKED = 40
SLOW_ASKED = 12
SLOW = {"offline": False, "latency": 100, "downloadThroughput": 200_000, "uploadThroughput": -1}

OURS = """async (query) => {
  const started = performance.now();
  const { openIndex } = await import('/search.js');
  const index = await openIndex('/');
  const hits = await index.search(query, { limit: 10 });
  const first = performance.now();
  await index.search('مدينة', { limit: 10 });
  return [hits.length, first - started, performance.now() - first];
}"""
PAGEFIND = """async (query) => {
  const started = performance.now();
  const pagefind = await import('/pagefind/pagefind.js');
  const list = async (text) => Promise.all(
    (await pagefind.search(text)).results.slice(0, 10).map((one) => one.data()));
  const hits = await list(query);
  const first = performance.now();
  await list('مدينة');
  return [hits.length, first - started, performance.now() - first];
}"""


def main() -> int:
    """Measure each size in a process of its own, so that memory is its own."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, default=[2000, 10_000])
    parser.add_argument("--asked", type=int, default=ASKED, help="how many first queries")
    parser.add_argument("--pagefind", metavar="COMMAND", type=shlex.split)
    options = parser.parse_args()
    for file in (CORPUS, QUESTIONS):
        if not file.is_file():
            parser.error(f"not here: {file}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        for size in options.sizes:
            note = " (beyond the corpus: the vocabulary does not grow)" if size > 10_197 else ""
            say(f"== {size} articles{note}")
            with tempfile.TemporaryDirectory() as folder:
                index = Path(folder, "index")
                with get_context("spawn").Pool(1) as pool:
                    for line in pool.apply(measure_build, (size, index)):
                        say(line)
                measure_queries(browser, index, OURS, options.asked)
                if options.pagefind:
                    site = Path(folder, "site")
                    measure_pagefind(options.pagefind, size, site)
                    measure_queries(browser, site, PAGEFIND, options.asked)
        browser.close()
    return 0


def say(line: str) -> None:
    """Print one row at once: a run takes minutes."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def measure_build(size: int, index: Path) -> list[str]:
    """Return rows of a build from nothing, and of one article more: a usual one, and a long one."""
    cache = index.parent / "cache"
    every = documents(size)
    some = list(islice(every, 200))
    usual, other = sorted(some, key=lambda one: abs(len(one["text"].split()) - USUAL))[:2]
    of_many = " ".join(one["text"] for one in some).split()
    long = {**other, "text": " ".join(of_many[:LONG])}
    base = [one["url"] for one in (usual, long)]
    reading = cost(lambda: sum(1 for _ in documents(size)))[0]
    before = peak()

    def update(*more: Mapping[str, Any]) -> object:
        return build_index(chain(more, kept_of(size, base)), index, cache_dir=cache)

    cpu, wall = cost(lambda: build_index(kept_of(size, base), index, cache_dir=cache))
    memory = peak()
    files = contents(index)
    total = sum(map(len, files.values()))
    rows = [
        f"build             {cpu - reading:7.1f} CPU s   {wall:7.1f} s",
        f"memory            {memory:7.0f} MB      {before:.0f} of them for reading the corpus",
        f"                  {(cpu - reading) / size * 1000:7.2f} CPU ms an article",
        f"disk              {total / 1e6:7.2f} MB      {len(files)} files",
    ]
    done: list[Mapping[str, Any]] = []
    for name, document in (("usual", usual), ("long", long)):
        done.append(document)
        spent = cost(lambda: update(*done))[0] - reading
        after = contents(index)
        in_place = [file for file in after if file in files and after[file] != files[file]]
        new = [file for file in after if file not in files]
        growth = sum(map(len, after.values())) - sum(map(len, files.values()))
        rows.append(
            f"one more, {name:5}   {spent:7.2f} CPU s   {len(document['text'].split())} words: "
            f"{share(after, in_place)} of the bytes rewritten in place, "
            f"{share(after, new)} in {len(new)} new files; "
            f"{growth:+} bytes more than before"
        )
        files = after
    return rows


def kept_of(size: int, without: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Yield the documents but those of the addresses `without`."""
    return (one for one in documents(size) if one["url"] not in without)


def share(files: Mapping[str, bytes], some: Sequence[str]) -> str:
    """Return what part of all bytes stands in `some`."""
    return f"{sum(len(files[one]) for one in some) / sum(map(len, files.values())):.1%}"


def measure_pagefind(command: Sequence[str], size: int, site: Path) -> None:
    """Let Pagefind index the same articles, as pages of nothing but themselves."""
    for document in documents(size):
        page = site / document["url"] / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(
            '<!doctype html><html lang="ar"><meta charset="utf-8">'
            f"<title>{escape(document['title'])}</title>"
            f"<main data-pagefind-body><h1>{escape(document['title'])}</h1>"
            f"<p>{escape(document['text'])}</p></main></html>",
            encoding="utf-8",
        )
    before = os.times()
    started = time.monotonic()
    subprocess.run([*command, "--site", str(site)], check=True, capture_output=True)
    after = os.times()
    cpu = after.children_user + after.children_system
    cpu -= before.children_user + before.children_system
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    files = [file for file in (site / "pagefind").rglob("*") if file.is_file()]
    say(
        f"Pagefind: build   {cpu:7.1f} CPU s   {time.monotonic() - started:7.1f} s   "
        f"{memory:5.0f} MB memory"
    )
    total = sum(file.stat().st_size for file in files)
    say(f"disk              {total / 1e6:7.2f} MB      {len(files)} files")


def measure_queries(browser: Browser, folder: Path, script: str, count: int) -> None:
    """Print bytes, requests and milliseconds of first queries."""
    asked = questions(count)
    with CountingServer(folder) as server:
        kinds = (("two words", two_longest), ("question", str), ("month", month))
        for name, change in kinds:
            rows = [first_query(browser, server, script, change(one)) for one in asked]
            say(f"{name:17} {spread(rows, 'index', 1000)} kB  {spread(rows, 'requests')} requests")
            say(f"  loopback        {spread(rows, 'first')} ms to the list, the code included")
            say(f"  next word       {spread(rows, 'next')} ms")
        say(f"code              {rows[0]['code'] / 1000:7.1f} kB, gzip -6")
        slow = [
            first_query(browser, server, script, two_longest(one), SLOW)
            for one in asked[:: -(-len(asked) // SLOW_ASKED)]
        ]
        say(f"  slow network    {spread(slow, 'first')} ms: two words, 100 ms and 200 kB/s (CDP)")


def first_query(
    browser: Browser,
    server: CountingServer,
    script: str,
    query: str,
    network: Mapping[str, Any] | None = None,
) -> dict[str, float]:
    """Ask once with nothing loaded before; return what it cost, the second query's time aside."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{server.address}/blank")
    server.served.clear()
    if network:
        context.new_cdp_session(page).send("Network.emulateNetworkConditions", dict(network))
    until = "  await index.search('مدينة'" if script is OURS else "  await list('مدينة')"
    alone = re.sub(rf"{re.escape(until)}.*;", "", script)
    _, first, _ = page.evaluate(alone, query)
    served = list(server.served)
    next_ = page.evaluate(script, query)[2]
    context.close()
    code = [size for name, size in served if re.search(r"\.(js|css|json|wasm|pagefind)$", name)]
    index = [size for name, size in served if not re.search(r"\.(js|css|wasm|pagefind)$", name)]
    return {
        "first": first,
        "next": next_,
        "index": sum(index),
        "requests": len(index),
        "code": sum(code),
    }


def spread(rows: Sequence[Mapping[str, float]], name: str, unit: float = 1) -> str:
    """Return the median and the largest of a column."""
    column = [row[name] / unit for row in rows]
    return f"{statistics.median(column):7.1f} (most {max(column):.1f})"


def questions(count: int) -> list[str]:
    """Return `count` questions spread evenly over the shared ones."""
    data = json.loads(QUESTIONS.read_text(encoding="utf-8"))["data"]
    every = [
        one["question"].strip()
        for article in data
        for paragraph in article["paragraphs"]
        for one in paragraph["qas"]
    ]
    return [every[place * len(every) // count] for place in range(count)]


def two_longest(question: str) -> str:
    """Return the two longest words, as people ask."""
    found = dict.fromkeys(re.findall(r"\w+", question))
    return " ".join(sorted(found, key=len, reverse=True)[:2])


def month(question: str) -> str:
    """Return one of the months that have articles, a question's own."""
    return f"يناير {2005 + len(question) % 20}"


def documents(size: int) -> Iterator[dict[str, Any]]:
    """Yield `size` documents; beyond the corpus, paragraphs of several articles in a new order."""
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        texts = [" ".join(json.loads(line)["text"].split()[:WORDS]) for line in lines]
    rng = random.Random(1)  # noqa: S311  # only has to be the same each time
    for i in range(size):
        text = texts[i] if i < len(texts) else _recombined(rng, texts)
        yield {
            "url": f"articles/{i}/",
            "title": " ".join(text.split()[:7]),
            "text": text,
            "date": f"{2005 + i % 20}-01-{1 + i % 28:02}",
            "source": f"مصدر {i % 9}",
            "tags": [f"باب {i % 30}"],
        }


def _recombined(rng: random.Random, texts: list[str]) -> str:
    parts = []
    for text in rng.choices(texts, k=3):
        words = text.split()
        start = rng.randrange(max(1, len(words) - WORDS // 3))
        parts += words[start : start + WORDS // 3]
    return " ".join(parts)


def cost(run: Callable[[], object]) -> tuple[float, float]:
    """Return the processor's seconds and the clock's."""
    cpu, wall = time.process_time(), time.monotonic()
    run()
    return time.process_time() - cpu, time.monotonic() - wall


def peak() -> float:
    """Return the most memory that this process had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
