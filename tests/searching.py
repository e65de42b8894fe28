"""Ask the browser's search from a test: build an index, then run its JavaScript in Node."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from playwright._impl._driver import compute_driver_executable

import builder.search
from builder.search import build_index

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SHARED: Final = Path(__file__).resolve().parents[2] / "shared"
JS: Final = Path(builder.search.__file__).parent / "js"
NEVER: Final = 300
"""Seconds after which a script is taken for one that does not end."""

_ASK: Final = """
import fs from 'node:fs';
import path from 'node:path';
import { openIndex } from './search.js';
const { folder, base, calls } = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const loaded = [];
const load = async (url) => {
  loaded.push(url);
  return new Uint8Array(fs.readFileSync(path.join(folder, url.slice(base.length))));
};
const failure = (error) => ({ error: error.name, code: error.code, message: error.message });
const answers = [];
try {
  const index = await openIndex(base, { load });
  for (const [method, ...values] of calls) {
    try {
      answers.push(await index[method](...values));
    } catch (error) {
      answers.push(failure(error));
    }
  }
} catch (error) {
  answers.push(failure(error));
}
console.log(JSON.stringify({ answers, loaded }));
"""


def document(name: str, title: str, text: str = "", **more: object) -> dict[str, Any]:
    """Return a document as `build_index` wants it."""
    return {
        "url": f"articles/{name}/",
        "title": title,
        "text": text,
        "date": "2021-08-11",
        "source": "دفاتر ورّاق",
        "tags": [],
        **more,
    }


def indexed(folder: Path, documents: Sequence[Mapping[str, Any]]) -> Path:
    """Return a folder that now has the index of some documents in `index`, where `ask` seeks it."""
    build_index(documents, folder / "index")
    return folder


def run_node(folder: Path, script: str, payload: object) -> Any:  # noqa: ANN401  # any JSON
    """Run `script`, an ES module beside the search's own, with `payload`; return what it prints."""
    stage = folder / "js"
    if not stage.exists():
        shutil.copytree(JS, stage)
    if not (stage / "package.json").exists():
        (stage / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    (stage / "script.js").write_text(script, encoding="utf-8")
    (folder / "payload.json").write_text(json.dumps(payload), encoding="utf-8")
    node = compute_driver_executable()[0]
    run = subprocess.run(
        [node, str(stage / "script.js"), str(folder / "payload.json")],
        capture_output=True,
        check=True,
        encoding="utf-8",
        timeout=NEVER,
    )
    return json.loads(run.stdout)


def ask(
    folder: Path,
    index: Path,
    calls: Sequence[Sequence[object]],
    base: str = "https://example.org/collection/search/",
) -> Mapping[str, Any]:
    """Return the answers to `calls` (method and arguments) and the addresses that were loaded."""
    payload = {"folder": str(index), "base": base, "calls": calls}
    answers: Mapping[str, Any] = run_node(folder, _ASK, payload)
    return answers


def answer(folder: Path, text: str, **options: object) -> Any:  # noqa: ANN401  # any JSON
    """Return the full answer to one query of the index in `folder / "index"`."""
    return ask(folder, folder / "index", [["query", text, options]])["answers"][0]


def names(found: Mapping[str, Any]) -> list[str]:
    """Return the names of the documents of a full answer, best first."""
    return [hit["url"].split("/")[1] for hit in found["hits"]]


def contents(folder: Path) -> dict[str, bytes]:
    """Return all files of an index."""
    return {file.name: file.read_bytes() for file in folder.iterdir()}
