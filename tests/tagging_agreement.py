"""Measure how far two readers of the same texts agree: `python -m tests.tagging_agreement`.

What they said is in `quality/readers/`. Two names are one if they fold alike or are names of one
entry of the vocabulary; others count as different, even where a person sees that they are not.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import yaml

from builder.config import load_config
from builder.desk import open_desk
from builder.terms import NAMED
from tests.tagging_names import Names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

ROOT: Final = Path(__file__).resolve().parent.parent
READERS: Final = ROOT / "tests" / "quality" / "readers"
TOPICS: Final = 105
"""How many topics were on the readers' list."""

Said = dict[str, dict[str, dict[str, list[str]]]]
"""What a reader said: by text, `about` or `also`, and kind."""


class Agreement(NamedTuple):
    """How often two readers say the same of one kind, over all texts."""

    first: int
    """What the first reader says that texts are about."""
    second: int
    both: int
    first_named: int
    """How much of the first's `about` the second names at all."""
    second_named: int

    @property
    def f1(self) -> float:
        """The share of what either says that both say."""
        return 2 * self.both / max(1, self.first + self.second)

    def kappa(self, decisions: int) -> float:
        """Return Cohen's kappa of as many decisions to tag or not."""
        agreed = (decisions - self.first - self.second + 2 * self.both) / decisions
        yes = self.first / decisions * (self.second / decisions)
        no = (1 - self.first / decisions) * (1 - self.second / decisions)
        return (agreed - yes - no) / (1 - yes - no)


def read_reader(name: str) -> Said:
    """Return what one reader said."""
    said: Said = yaml.safe_load((READERS / f"{name}.yml").read_text(encoding="utf-8"))
    return said


def agreement(first: Said, second: Said, kind: str, same: Callable[[str], object]) -> Agreement:
    """Compare two readers of the same texts; `same` maps a name to what all its spellings share."""
    counts = [0, 0, 0, 0, 0]
    for text in first.keys() & second.keys():
        one, one_also = (_named(first[text], part, kind, same) for part in ("about", "also"))
        two, two_also = (_named(second[text], part, kind, same) for part in ("about", "also"))
        found = (one, two, one & two, one & (two | two_also), two & (one | one_also))
        counts = [count + len(part) for count, part in zip(counts, found, strict=True)]
    return Agreement(*counts)


def _named(
    said: dict[str, dict[str, list[str]]], part: str, kind: str, same: Callable[[str], object]
) -> set[Any]:
    return set(map(same, said.get(part, {}).get(kind) or ()))


def _lines(first: Said, second: Said) -> Iterable[str]:
    vocabulary = open_desk(load_config(ROOT)).vocabulary
    for kind in NAMED:
        names = Names(kind, vocabulary)
        found = agreement(first, second, kind, names.same)
        shares = {
            "a-in-b": found.both / found.first,
            "a-named-by-b": found.first_named / found.first,
            "b-in-a": found.both / found.second,
            "b-named-by-a": found.second_named / found.second,
            "f1": found.f1,
        }
        if kind == "topics":
            shares["kappa"] = found.kappa(len(first) * TOPICS)
        told = " ".join(f"{name}={share:.3f}" for name, share in shares.items())
        yield f"{kind:<13} a={found.first} b={found.second} both={found.both} {told}"


def main() -> None:
    """Print one line for each kind."""
    for line in _lines(read_reader("a"), read_reader("b")):
        print(line)  # noqa: T201 - a measure speaks to a person


if __name__ == "__main__":
    main()
