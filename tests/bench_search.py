"""Print what the search costs at growing sizes: `python tests/bench_search.py [SIZE …]`.

Needs the shared corpus. Sizes beyond it are recombined paragraphs, whose vocabulary does not grow.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import resource
import sys
import tempfile
import time
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from builder.search import build_index  # noqa: E402  # runs as a script

if TYPE_CHECKING:
    from collections.abc import Iterator

CORPUS = ROOT.parent / "shared" / "data" / "corpus" / "arwiki_10197.jsonl.gz"
WORDS = 600
HEAD = "articles  build s  memory MB  index MB  files  one more s  new MB  rewritten MB  analysed"


def main() -> int:
    """Measure each size in a process of its own, so that memory is its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[1000, 10_197])
    sizes = parser.parse_args().sizes
    if not CORPUS.is_file():
        parser.error(f"no corpus at {CORPUS}")
    sys.stdout.write(f"{HEAD}\n")
    for size in sizes:
        with get_context("spawn").Pool(1) as pool:
            sys.stdout.write(f"{pool.apply(measure, (size,))}\n")
    return 0


def measure(size: int) -> str:
    """Return one row: a build from nothing, then one article more, without reading the corpus."""
    with tempfile.TemporaryDirectory() as folder:
        index, cache = Path(folder, "index"), Path(folder, "cache")
        started = time.process_time()
        for _ in documents(size):
            pass
        reading = time.process_time() - started
        started = time.process_time()
        build_index(documents(size - 1), index, cache_dir=cache)
        build = time.process_time() - started - reading
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        before = {file.name: file.read_bytes() for file in index.iterdir()}
        started = time.process_time()
        report = build_index(documents(size), index, cache_dir=cache)
        update = time.process_time() - started - reading
        after = {file.name: file.read_bytes() for file in index.iterdir()}
        total = sum(map(len, after.values())) / 1e6
        new = sum(len(content) for name, content in after.items() if name not in before) / 1e6
        rewritten = (
            sum(
                len(after[name])
                for name in after.keys() & before.keys()
                if after[name] != before[name]
            )
            / 1e6
        )
    return (
        f"{size:8}  {build:7.1f}  {memory:9.0f}  {total:8.2f}  {len(after):5}  {update:10.2f}"
        f"  {new:6.2f}  {rewritten:12.3f}  {report.analysed:8}"
    )


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


if __name__ == "__main__":
    sys.exit(main())
