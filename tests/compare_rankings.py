"""Compare two indexes by paired bootstrap: `python tests/compare_rankings.py FIRST SECOND`.

Each is a folder as `build_index` writes it, of the same documents: those of the shared questions,
as `score_search.py --index FOLDER` leaves it, with distractors or without. Each answers through the
reader that lies in it, so two rankers are compared as well as two indexes. A difference tells
something where its interval does not hold zero.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[1]
QUESTIONS = ROOT.parent / "shared" / "data" / "search" / "xquad.ar.json"
SAMPLES = 2000
TOP = 10

ASK = """
import fs from 'node:fs';
import { openIndex } from './search.js';
const [, , folder, file] = process.argv;
const load = async (url) => new Uint8Array(fs.readFileSync(folder + '/' + url.split('/').pop()));
const index = await openIndex('https://index.invalid/', { load });
const found = [];
for (const text of JSON.parse(fs.readFileSync(file, 'utf8'))) {
  found.push((await index.search(text, { limit: 10 })).map((hit) => hit.url));
}
console.log(JSON.stringify(found));
"""


def main() -> int:
    """Ask both, then say how each does and how sure the difference is."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs=2, type=Path, metavar="FOLDER")
    first, second = map(ranks, parser.parse_args().folders)
    worths: dict[str, Callable[[int], float]] = {
        "recall@10": lambda rank: float(rank > 0),
        "MRR@10": lambda rank: 1 / rank if rank else 0.0,
    }
    for name, worth in worths.items():
        pairs = [(worth(one), worth(other)) for one, other in zip(first, second, strict=True)]
        means = [sum(column) / len(pairs) for column in zip(*pairs, strict=True)]
        low, high = interval([other - one for one, other in pairs])
        sys.stdout.write(
            f"{name:9}  {means[0]:.4f}  {means[1]:.4f}  "
            f"difference {means[1] - means[0]:+.4f}, 95 % from {low:+.4f} to {high:+.4f}\n"
        )
    return 0


def ranks(folder: Path) -> list[int]:
    """Return for each question the rank of its paragraph, 0 where it is not among the first."""
    articles = json.loads(QUESTIONS.read_text(encoding="utf-8"))["data"]
    paragraphs = [one for article in articles for one in article["paragraphs"]]
    asked = [
        (one["question"].strip(), f"articles/q{number:04}/")
        for number, paragraph in enumerate(paragraphs)
        for one in paragraph["qas"]
    ]
    with tempfile.TemporaryDirectory() as stage:
        for script in folder.glob("*.js"):
            shutil.copy(script, stage)
        Path(stage, "package.json").write_text('{"type": "module"}', encoding="utf-8")
        Path(stage, "ask.js").write_text(ASK, encoding="utf-8")
        Path(stage, "asked.json").write_text(json.dumps([text for text, _ in asked]), "utf-8")
        command = ["node", f"{stage}/ask.js", str(folder.resolve()), f"{stage}/asked.json"]
        answer = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    return [
        found.index(url) + 1 if url in found[:TOP] else 0
        for found, (_, url) in zip(json.loads(answer), asked, strict=True)
    ]


def interval(differences: list[float]) -> tuple[float, float]:
    """Return between what the mean lies in 95 of 100 samples of the questions."""
    rng = random.Random(1)  # noqa: S311  # only has to be the same each time
    count = len(differences)
    means = sorted(sum(rng.choices(differences, k=count)) / count for _ in range(SAMPLES))
    return means[SAMPLES // 40], means[-1 - SAMPLES // 40]


if __name__ == "__main__":
    sys.exit(main())
