"""The quality gate: how well articles that nobody tuned for are read. Floors only rise."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING, Any, Final

import pytest

from builder.decoding import decode
from builder.extract import Profiles, extract_text, load_profiles
from builder.model import Fate, Heading, ListBlock, Paragraph, Quote, plain_text
from tests.evidence import value

if TYPE_CHECKING:
    from types import ModuleType

    from builder.model import Block, Document

HERE: Final = Path(__file__).parent
SHARED: Final = HERE.parent.parent.parent / "shared"
FLOORS: Final = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))
PAGES: Final = 400
TEXT_KINDS: Final = ("dump", "pasted", "saudinewsnet")


@pytest.mark.parametrize("measure", FLOORS["invented"])
def test_invented_pages_stay_above_the_floor(measure: str) -> None:
    """Pages of every make, without a profile, are read no worse than before."""
    assert _invented()[measure] >= FLOORS["invented"][measure]


@pytest.mark.parametrize("case", ["shared", "shared_without_profiles"])
def test_real_pages_stay_above_the_floor(case: str) -> None:
    """Real pages with hand-read answers are read no worse than before, profiles or none."""
    data = SHARED / "data" / "extraction"
    if not data.is_dir():
        pytest.skip(f"NOT MEASURED on real pages: there is no {data}")
    found = _shared(data, load_profiles() if case == "shared" else Profiles())
    floors = FLOORS[case]
    worse = {name for name in floors if _is_worse(name, found[name], floors[name])}
    assert {name: found[name] for name in worse} == {}


def _is_worse(name: str, found: float, floor: float) -> bool:
    return found > floor if name in ("leaky", "lost") else found < floor


@cache
def _invented() -> dict[str, float]:
    """Measure the invented pages: shares of right answers, and the mean F1 of the body."""
    pages = _load(HERE / "pages.py", "quality_pages")
    rows: list[dict[str, float]] = []
    for page in pages.pages(PAGES):
        document = extract_text(page.text, Profiles())
        body = "\n".join(_text(block) for block in document.blocks)
        published = document.published
        row: dict[str, float] = {
            "title": document.headline is not None and document.headline.value == page.title,
            "date": published is not None and published.value.day == page.day,
            "source": document.source is not None and _name(page.source) in document.source.value,
            "f1": _f1(body, page.paragraphs, document),
            "clean": not any(line in body.split("\n") for line in page.chrome),
            "accounted": _accounted(page.text, document),
        }
        if page.author:
            row["author"] = [author.value for author in document.authors] == [page.author]
        rows.append(row)
    names = FLOORS["invented"]
    return {name: mean(row[name] for row in rows if name in row) for name in names}


def _name(source: str) -> str:
    return re.sub("^(?:جريدة|صحيفة|منصة|مجلة) ", "", source)


def _accounted(text: str, document: Document) -> bool:
    numbers = [number for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    return list(dict.fromkeys(fate.line for fate in document.lines)) == numbers


def _f1(body: str, paragraphs: tuple[str, ...], document: Document) -> float:
    """Compare words as bags; subheadings are free, as in the scorer of the shared data."""
    headings = " ".join(_text(b) for b in document.blocks if isinstance(b, Heading))
    have = Counter(re.findall(r"\w+", body))
    have.subtract(Counter(re.findall(r"\w+", headings)))
    want = Counter(re.findall(r"\w+", " ".join(paragraphs)))
    common = sum((have & want).values())
    return 2 * common / (sum(have.values()) + sum(want.values()))


def _shared(data: Path, profiles: Profiles) -> dict[str, float]:
    """Score the text inputs of the shared data with the scorer that lies beside them."""
    scorer = _load(SHARED / "tools" / "score_extraction.py", "score_extraction")
    golds = scorer.load_gold(data / "gold")
    inputs = [data / name for gold in golds for name in gold.files if name.endswith(".txt")]
    answers = {str(path): _answer(path, profiles) for path in inputs}
    rows = [row for row in scorer.score_all(golds, data, answers) if row["kind"] in TEXT_KINDS]
    return {
        "title": sum(bool(row["title"]) for row in rows),
        "date": sum(bool(row["date"]) for row in rows),
        "source": sum(bool(row["source"]) for row in rows),
        "f1": mean(row["f1"] for row in rows),
        "leaky": sum(bool(row["leaks"]) for row in rows),
        "lost": sum(len(row["lost"]) for row in rows),
    }


def _answer(path: Path, profiles: Profiles) -> dict[str, Any]:
    document = extract_text(decode(path.read_bytes()).text, profiles)
    published = document.published
    return {
        "title": value(document.headline),
        "date": published.value.day.isoformat() if published else None,
        "date_text": document.date_text,
        "source": value(document.source),
        "author": "، ".join(author.value for author in document.authors),
        "dateline": value(document.dateline),
        "section": value(document.section),
        "standfirst": value(document.standfirst),
        "tags": [tag.value for tag in document.tags],
        "images": [
            {"name": image.name, "caption": image.caption, "credit": image.credit}
            for image in document.images
        ],
        "body": [{"kind": type(block).__name__, "text": _text(block)} for block in document.blocks],
        "dropped": [
            {"line": fate.line, "text": fate.text, "rule": fate.rule}
            for fate in document.lines
            if fate.fate is Fate.DROPPED
        ],
    }


def _text(block: Block) -> str:
    match block:
        case Paragraph() | Heading():
            return plain_text(block.runs)
        case Quote():
            return "\n".join(map(plain_text, block.paragraphs))
        case ListBlock():
            return "\n".join(map(plain_text, block.items))
    return ""


def _load(path: Path, name: str) -> ModuleType:
    """Import a file that is in no package."""
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module
