"""Measure tags against what a reader says of real texts: `python -m tests.tagging_quality`.

The texts stand beside the project, under licences that keep them out of it; only names of files and
entries are in `quality/tagging-gold.yml`. A tag is right if the reader says that the text is about
it, wrong if the reader names it nowhere, and not counted if it is a matter of taste.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import yaml

from builder.config import load_config
from builder.folding import name_key
from builder.raw_files import raw_file
from builder.reading import read
from builder.validate import NAMED
from builder.workshop import mention, open_workshop

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builder.vocabulary import Vocabulary
    from builder.vocabulary.entries import Kind
    from builder.workshop import Workshop

ROOT: Final = Path(__file__).resolve().parent.parent
TEXTS: Final = ROOT.parent / "shared" / "data" / "extraction" / "text" / "unlabelled"
GOLD: Final[dict[str, Any]] = yaml.safe_load(
    (ROOT / "tests" / "quality" / "tagging-gold.yml").read_text(encoding="utf-8")
)
FLOORS: Final[dict[str, float]] = GOLD["floors"]


@dataclass(slots=True)
class Score:
    """Tags of all texts, each as `file kind name`."""

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


def measure() -> Score:
    """Tag the texts of the gold with the project's own vocabulary and compare."""
    workshop = open_workshop(load_config(ROOT))
    score = Score()
    for stem, said in GOLD["texts"].items():
        tags = _tags(stem, workshop)
        for kind in NAMED:
            about, holes = _ids(said["about"], kind, workshop.desk.vocabulary)
            also, _ = _ids(said.get("also", {}), kind, workshop.desk.vocabulary)
            found = tags.get(kind, set())
            shown = f"{stem} {kind}"
            score.right += [f"{shown} {one}" for one in sorted(found & about)]
            score.missed += [f"{shown} {one}" for one in sorted(about - found)]
            score.wrong += [f"{shown} {one}" for one in sorted(found - about - also)]
            score.taste += [f"{shown} {one}" for one in sorted(found & also)]
            score.holes += [f"{shown} {name}" for name in holes]
    return score


def _tags(stem: str, workshop: Workshop) -> dict[str, set[str]]:
    judged = mention(read(raw_file(TEXTS / f"{stem}.txt", ROOT), workshop.desk), workshop.gazetteer)
    tags: dict[str, set[str]] = {}
    for one in judged.mentions:
        if one.decided:
            tags.setdefault(one.kind, set()).add(one.id)
    return tags


def _ids(said: dict[str, Any], kind: Kind, vocabulary: Vocabulary) -> tuple[set[str], list[str]]:
    """Return the ids of the entries that the vocabulary has, and the names that it has not."""
    known = dict(_names(kind, vocabulary)) | {key: key for key in vocabulary.of(kind)}
    keys = {name: name if name in known else name_key(name) for name in said.get(kind, [])}
    return (
        {known[key] for key in keys.values() if key in known},
        [name for name, key in keys.items() if key not in known],
    )


def _names(kind: Kind, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield key and id of every name; an entry's main name comes last and so wins."""
    entries = vocabulary.of(kind).values()
    for entry in entries:
        for alias in entry.aliases:
            yield name_key(alias.text), entry.id
    for entry in entries:
        yield name_key(entry.name), entry.id


def main() -> None:
    """Print every tag that is not right, and the figures on the last line."""
    score = measure()
    for label in ("wrong", "missed", "taste", "holes"):
        for one in getattr(score, label):
            print(f"{label:<8} {one}")  # noqa: T201 - a measure speaks to a person
    print(  # noqa: T201
        f"texts={len(GOLD['texts'])} right={len(score.right)} wrong={len(score.wrong)} "
        f"missed={len(score.missed)} taste={len(score.taste)} holes={len(score.holes)} "
        f"precision={score.precision:.3f} recall={score.recall:.3f}"
    )


if __name__ == "__main__":
    main()
