"""Measure builds beside plain MkDocs with Material, Hugo and Pelican, on the same articles.

    python tests/bench_build.py [ARTICLES] [--folder FOLDER] [--stages] [--growth ARTICLES]

The collection is made by `../shared/tools/make_corpus.py`, or by a generator of our own where that
is absent. Every build is a process of its own, one after another; the table tells its CPU and wall
seconds, its peak memory, and what it wrote to the site. Plain Material publishes the articles with
its own search and tags, and the very pages that we render without and with them, all without the
front matter that only our theme reads; it, Hugo and Pelican have no part in what the vocabulary and
the extraction do, and rebuild everything each time. So each build is measured against two: Material
with search and tags on the articles alone, and on the same Markdown as ours.

A first build finds nothing; `build --clean` also has to remove what an earlier one made.

`--growth` makes a second collection, of so many articles, and tells how much dearer each is there.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from tests.bench_peers import PEERS, PLAIN, SAME, lay_out_peers  # noqa: E402 - found by the line above

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CORPUS: Final = ROOT.parent / "shared" / "tools" / "make_corpus.py"
WARRAQ: Final = (sys.executable, "-m", "builder")
LETTERS: Final = "ابتجحدرزسشصطعغفقكلمنهوي"
FIRST: Final = "warraq, first build"
STAGES: Final = Path(__file__).with_name("bench_stages.py")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one build cost and wrote."""

    name: str
    cpu: float
    wall: float
    memory: float
    files: int
    size: int


def main() -> None:
    """Make the collections, run the builds, print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("articles", nargs="?", type=int, default=1000)
    parser.add_argument("--folder", type=Path, help="a folder that does not exist yet, and is kept")
    parser.add_argument("--stages", action="store_true", help="show each stage's share as well")
    parser.add_argument("--growth", type=int, help="articles of a second, larger collection")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.folder or Path(scratch) / "bench"
        folder.mkdir(parents=True)
        project = make_project(folder, options.articles)
        costs = list(measure_ours(project))
        lay_out_peers(folder, project)
        for name, (peer, command, site) in PEERS.items():
            if shutil.which(command[0]):
                costs.append(run(name, command, folder / peer, site))
        print_table(costs, options.articles)
        print_largest(project / "site")
        if options.growth:
            print_growth(costs, options.articles, make_project(folder / "large", options.growth))
        if options.stages:
            subprocess.run([sys.executable, str(STAGES), str(project)], check=True)


def measure_ours(project: Path) -> Iterator[Cost]:
    """Yield the cost of each kind of build of ours."""
    raws = sorted((project / "articles" / "raw").rglob("*.txt"))
    changed, added = raws[len(raws) // 2], raws[0].with_name("added.txt")
    again = raws[len(raws) // 3].read_bytes()
    fresh = project.with_name("fresh")
    shutil.copytree(project, fresh)
    yield run(FIRST, (*WARRAQ, "build"), fresh, "site")
    steps: tuple[tuple[str, Callable[[], object], tuple[str, ...]], ...] = (
        ("warraq, convert alone", lambda: None, ("convert",)),
        ("warraq, render alone", lambda: None, ("build",)),
        ("warraq, build --clean", lambda: None, ("build", "--clean")),
        ("warraq, nothing changed", lambda: None, ("build",)),
        ("warraq, one changed", lambda: _edit(changed), ("build",)),
        ("warraq, one added", lambda: added.write_bytes(again + b"\n\n2024.\n"), ()),
        ("warraq, one deleted", added.unlink, ()),
    )
    for name, change, command in steps:
        change()
        yield run(name, (*WARRAQ, *(command or ("build",))), project, "site")


def _edit(file: Path) -> None:
    """Let a paragraph say a little more: the longest line, whatever the file's encoding."""
    lines = file.read_bytes().split(b"\n")
    longest = max(range(len(lines)), key=lambda number: len(lines[number]))
    lines[longest] = lines[longest].rstrip() + b" (2024)."
    file.write_bytes(b"\n".join(lines))


def run(name: str, command: tuple[str, ...], folder: Path, site: str) -> Cost:
    """Run one build and return what it cost; end where it fails."""
    before = _marks(folder / site)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # installed packages are compiled, we are not
    begun = time.monotonic()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            command, cwd=folder, stdout=output, stderr=subprocess.STDOUT, env=environment
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in {0, 1}:
            output.seek(0)
            sys.exit(f"{name}: {output.read().decode()[-2000:]}")
    after = _marks(folder / site)
    new = [size for path, (size, at) in after.items() if before.get(path) != (size, at)]
    cpu = usage.ru_utime + usage.ru_stime
    return Cost(name, cpu, wall, usage.ru_maxrss / 1024, len(new), sum(new))


def _marks(folder: Path) -> dict[str, tuple[int, int]]:
    return {
        str(file): (file.stat().st_size, file.stat().st_ino)
        for file in folder.rglob("*")
        if file.is_file()
    }


def print_table(costs: list[Cost], articles: int) -> None:
    """Print the costs, and their shares of Material's on the articles and on the same pages."""
    by_name = {cost.name: cost for cost in costs}
    plain, same = by_name[PLAIN], by_name[SAME]
    head = (f"{articles} articles", "CPU s", "/ art.", "/ same", "wall s", "/ art.", "/ same")
    rows: list[tuple[str, ...]] = [(*head, "MB", "files", "MB")]
    for cost in costs:
        ratios = (cost.cpu / plain.cpu, cost.cpu / same.cpu)
        walls = (cost.wall / plain.wall, cost.wall / same.wall)
        row = (f"{cost.cpu:.2f}", *map("{:.3f}".format, ratios), f"{cost.wall:.2f}")
        row = (cost.name, *row, *map("{:.3f}".format, walls), f"{cost.memory:.0f}")
        rows.append((*row, str(cost.files), f"{cost.size / 1e6:.1f}"))
    for name, *figures in rows:
        say(f"{name:24}" + "".join(f"{figure:>8}" for figure in figures))
    say(f"/ art.: beside {PLAIN}; / same: beside {SAME}")


def print_largest(site: Path) -> None:
    """Print the largest page: none may be longer than a phone can be asked to load."""
    size, page = max((file.stat().st_size, file) for file in site.rglob("*.html"))
    say(f"largest page: {size / 1000:.0f} kB, {page.relative_to(site)}")


def print_growth(costs: list[Cost], articles: int, large: Path) -> None:
    """Build a larger collection and print what one article costs there, beside what it did."""
    small = next(cost for cost in costs if cost.name == FIRST)
    more = sum(1 for _ in (large / "articles" / "raw").rglob("*.txt"))
    grown = run(FIRST, (*WARRAQ, "build"), large, "site")
    each, there = small.cpu / articles * 1000, grown.cpu / more * 1000
    say(
        f"first build, {articles} articles: {each:.2f} CPU ms each; {more}: {there:.2f}, "
        f"ratio {there / each:.3f}; {grown.wall:.0f} s, {grown.memory:.0f} MB"
    )


def say(line: str) -> None:
    """Print a line now, though the output may be a file."""
    print(line, flush=True)  # noqa: T201 - a benchmark speaks to the person who runs it


def make_project(folder: Path, articles: int) -> Path:
    """Lay out a collection like ours, with generated articles and the sources they name."""
    project, corpus = folder / "warraq", folder / "corpus"
    shutil.copytree(ROOT / "articles" / "vocabulary", project / "articles" / "vocabulary")
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    settings = settings.replace("builder/theme", (ROOT / "builder" / "theme").as_posix())
    settings = re.sub(r"cards: true.*", "cards: false", settings)
    (project / "mkdocs.yml").write_text(settings, encoding="utf-8")
    for name in ("about.md", "search.md"):
        (project / "docs").mkdir(exist_ok=True)
        shutil.copy(ROOT / "docs" / name, project / "docs" / name)
    shutil.copytree(ROOT / "docs" / "guide", project / "docs" / "guide")
    if CORPUS.exists():
        command = [sys.executable, str(CORPUS), str(corpus), str(articles)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    else:
        generate(corpus, articles)
    (corpus / "raw").rename(project / "articles" / "raw")
    truth = (corpus / "truth.jsonl").read_text(encoding="utf-8")
    names = dict.fromkeys(re.findall(r'"source": "([^"]+)"', truth))
    entries = [f"source-{n}: {{name: {name}, kind: newspaper}}\n" for n, name in enumerate(names)]
    sources = project / "articles" / "vocabulary" / "sources.yml"
    sources.write_text("".join(entries), encoding="utf-8")
    return project


def generate(corpus: Path, articles: int) -> None:
    """Write articles of our own, of some 450 words each."""
    chance = random.Random(7)  # noqa: S311 - a game, not a secret
    (corpus / "raw").mkdir(parents=True)
    words = ["".join(chance.choices(LETTERS, k=chance.randint(2, 7))) for _ in range(20_000)]
    weights = [1 / rank for rank in range(1, len(words) + 1)]
    for number in range(articles):
        said = chance.choices(words, weights, k=450)
        paragraphs = [" ".join(said[start : start + 45]) + "." for start in range(0, 450, 45)]
        day = f"{chance.randint(1, 28)} آذار {chance.randint(2005, 2024)}"
        head = [f"خبر رقم {number} من {' '.join(chance.choices(words, k=4))}", day]
        text = "\n\n".join((*head, "المصدر: صدى الفرات", *paragraphs))
        (corpus / "raw" / f"{number:06}.txt").write_text(text, encoding="utf-8")
    (corpus / "truth.jsonl").write_text('{"source": "صدى الفرات"}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
