"""The table of rules in the guide names every rule that can decide on a line, and no other."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import yaml

from builder.extract import extract_text, load_profiles

ROOT: Final = Path(__file__).parent.parent
GUIDE: Final = ROOT / "docs" / "guide" / "rules.md"
SOURCES: Final = sorted((ROOT / "builder").rglob("*.py"))
EMITTING: Final = (
    *sorted((ROOT / "builder" / "extract" / "plaintext").glob("*.py")),
    ROOT / "builder" / "extract" / "readings.py",
    ROOT / "builder" / "extract" / "page" / "bodytext.py",
)
"""Modules in which every literal with a hyphen is the name of a rule."""

_ROW: Final = re.compile(r"^\| `([a-z-]+)` \|", re.MULTILINE)
_LITERAL: Final = re.compile(r'"([a-z]+(?:-[a-z]+)+)"')
_DOCSTRING: Final = re.compile(r'"""[\s\S]*?"""')


def test_every_rule_of_the_code_and_the_data_is_in_the_guide() -> None:
    """A curator who meets a rule in `explain` finds what it means."""
    rules = {
        rule
        for path in EMITTING
        for rule in _LITERAL.findall(_DOCSTRING.sub("", path.read_text(encoding="utf-8")))
    }
    assert (rules | _chrome_rules() | _page_rules()) - _documented() == set()


def test_every_rule_of_the_guide_exists() -> None:
    """The guide keeps no rule that is gone."""
    code = "".join(path.read_text(encoding="utf-8") for path in SOURCES)
    from_data = _chrome_rules() | _page_rules()
    gone = {rule for rule in _documented() - from_data if f'"{rule}"' not in code}
    assert gone == set()


def test_every_rule_that_articles_meet_is_in_the_guide() -> None:
    """What the invented articles meet is documented, whatever its name looks like."""
    met = {
        fate.rule
        for path in sorted((ROOT / "tests" / "articles").glob("*/raw.txt"))
        for fate in extract_text(path.read_text(encoding="utf-8"), load_profiles()).lines
    }
    assert met - _documented() == set()


def _documented() -> set[str]:
    return set(_ROW.findall(GUIDE.read_text(encoding="utf-8")))


def _chrome_rules() -> set[str]:
    data = yaml.safe_load((ROOT / "builder/data/chrome.yml").read_text(encoding="utf-8"))
    return {f"chrome-{kind}" for kind in data}


def _page_rules() -> set[str]:
    data = yaml.safe_load((ROOT / "builder/data/page.yml").read_text(encoding="utf-8"))
    return {f"page-{kind}" for kind in (*data["dropped"], "teaser")}


def test_the_table_of_rules_is_one_table() -> None:
    """A blank line in between would end it, and what follows would be read as text."""
    guide = GUIDE.read_text(encoding="utf-8")
    rows = [number for number, line in enumerate(guide.splitlines()) if _ROW.match(line)]
    assert rows == list(range(rows[0], rows[-1] + 1))
