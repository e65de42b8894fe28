"""Measure tags against what readers say of real texts: `python -m tests.tagging_quality`.

Some texts stand beside the project, under licences that keep them out of it; only names of files
and entries are in `quality/tagging-gold.yml`, which tells how it was made. A tag is right if the
text is about it, wrong if no reader names it, and not counted if it is a matter of taste.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import yaml

from builder.config import load_config
from builder.finishing import mention
from builder.raw_files import RawFile, discover_files, raw_file
from builder.reading import read
from builder.terms import NAMED
from builder.workshop import open_workshop
from tests.tagging_names import Names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from builder.validate import Judged
    from builder.workshop import Workshop

ROOT: Final = Path(__file__).resolve().parent.parent
TEXTS: Final = ROOT.parent / "shared" / "data" / "extraction" / "text" / "unlabelled"
GOLD: Final[dict[str, Any]] = yaml.safe_load(
    (ROOT / "tests" / "quality" / "tagging-gold.yml").read_text(encoding="utf-8")
)
PARTS: Final[tuple[str, ...]] = tuple(GOLD["parts"])
COLLECTION: Final = "collection"
FLOORS: Final[dict[str, dict[str, float]]] = GOLD["floors"]
MEASURES: Final = ("precision", "recall")


@dataclass(slots=True)
class Score:
    """Tags of some texts, each as `file kind name`."""

    texts: int = 0
    right: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    taste: list[str] = field(default_factory=list)
    holes: list[str] = field(default_factory=list)
    """What a reader would tag and the vocabulary does not have."""

    @property
    def precision(self) -> float:
        """The share of tags that are right, of those that are right or wrong."""
        return len(self.right) / max(1, len(self.right) + len(self.wrong))

    @property
    def recall(self) -> float:
        """The share of what the texts are about that is tagged, of what the vocabulary has."""
        return len(self.right) / max(1, len(self.right) + len(self.missed))

    def __str__(self) -> str:
        """Return all figures on one line."""
        counts = ("right", "wrong", "missed", "taste", "holes")
        told = " ".join(f"{name}={len(getattr(self, name))}" for name in counts)
        return f"texts={self.texts} {told} precision={self.precision:.3f} recall={self.recall:.3f}"


@cache
def workshop() -> Workshop:
    """Return the project's own workshop, with its vocabulary."""
    return open_workshop(load_config(ROOT))


def judge(part: str) -> dict[str, Judged]:
    """Read and tag the texts of one part of the gold, by their file's stem."""
    if part == COLLECTION:
        found = discover_files(ROOT / "articles", ROOT)
        raws = {Path(raw.path).stem: raw for raw in found if isinstance(raw, RawFile)}
    else:
        raws = {stem: raw_file(TEXTS / f"{stem}.txt", ROOT) for stem in GOLD["parts"][part]}
    return {
        stem: mention(read(raw, workshop().desk), workshop().gazetteer)
        for stem, raw in raws.items()
    }


def measure(parts: Iterable[str]) -> Score:
    """Tag the texts of some parts with the project's own vocabulary and compare."""
    score = Score()
    for part in parts:
        gold = GOLD["parts"][part]
        for stem, judged in judge(part).items():
            if stem in gold:  # an article that came later is not in the collection's gold
                _compare(judged, stem, gold[stem], score)
    return score


def _compare(judged: Judged, stem: str, said: dict[str, Any], score: Score) -> None:
    score.texts += 1
    for kind in NAMED:
        names = Names(kind, workshop().desk.vocabulary)
        about, also = (said.get(part, {}).get(kind, ()) for part in ("about", "also"))
        wanted, other = names.ids_of(about), names.ids_of(also)
        found = {one.id for one in judged.mentions if one.kind == kind and one.decided}
        shown = f"{stem} {kind}"
        score.right += [f"{shown} {one}" for one in sorted(found & wanted)]
        score.missed += [f"{shown} {one}" for one in sorted(wanted - found)]
        score.wrong += [f"{shown} {one}" for one in sorted(found - wanted - other)]
        score.taste += [f"{shown} {one}" for one in sorted((found & other) - wanted)]
        score.holes += [f"{shown} {name}" for name in about if names.id_of(name) is None]


def main() -> None:
    """Print every tag that is not right, and the figures of each part and of all."""
    scores = {part: measure([part]) for part in PARTS}
    for part, score in scores.items():
        for label in ("wrong", "missed", "taste", "holes"):
            for one in getattr(score, label):
                print(f"{part:<15} {label:<8} {one}")  # noqa: T201 - a measure speaks to a person
    for part, score in (*scores.items(), ("all", measure(PARTS))):
        print(f"{part:<15} {score}")  # noqa: T201 - as above


if __name__ == "__main__":
    main()
