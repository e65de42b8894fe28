"""What the reading of one raw file asks of the vocabulary.

An article depends on few entries of thousands. Which ones cannot be told from the raw file, so the
reading is overheard: every key that it looks up, found or not, and every text that it has names
looked for in. `builder.concerned` tells from this whether another vocabulary would answer the same.

Nothing of the vocabulary is in reach of a reading but what is overheard here.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar
from zlib import crc32

from builder.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from builder.desk import Desk
    from builder.model import Mention
    from builder.workshop import Tagger, Workshop

V = TypeVar("V")

EVERYTHING: Final = "\0"
"""Asked for by whoever goes through a whole index; no name has it."""


class Trace(NamedTuple):
    """What is kept of a reading to tell whether it would come out the same."""

    beside: str
    """The texts in which names were looked for and that are not part of what is searched."""
    questions: bytes
    """What was looked up."""


class Asked:
    """Notes all that one reading asks, and then the next."""

    def __init__(self, workshop: Workshop) -> None:
        """Begin with nothing asked."""
        self._questions: set[tuple[str, str]] = set()
        self._texts: list[str] = []
        desk = workshop.desk
        terms = {kind: self._overheard(one, kind) for kind, one in desk.terms.items()}
        sources = self._overheard(desk.sources, "sources")
        desk = replace(desk, vocabulary=Vocabulary(), sources=sources, terms=terms)
        tagger = _Overheard(workshop.gazetteer, self._texts)
        self.workshop = replace(workshop, desk=desk, gazetteer=tagger)
        """A workshop that answers as the other does, and is overheard."""

    def forget(self) -> None:
        """Forget what was asked: the next reading begins."""
        self._questions.clear()
        self._texts.clear()

    def trace(self, text: str) -> Trace:
        """Return what was asked, where `text` is kept anyway."""
        title, standfirst, *body = self._texts or ("", "")
        if "\n".join(body) != text:
            body = [one for one in body if f"\n{one}\n" not in f"\n{text}\n"]
        else:
            body = []
        questions = packed(digest(*question) for question in self._questions)
        return Trace("\n".join((title, standfirst, *body)), questions)

    def _overheard(self, answers: V, about: str) -> V:
        """Return a copy of what answers by its indices, with each of them overheard."""
        heard = {
            name: _Answers(index, f"{about}.{name}", self._questions)
            for name, index in indices(answers)
        }
        return replace(answers, **heard)  # type: ignore[type-var]


def indices(answers: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:  # noqa: ANN401 - dataclass
    """Yield the indices of a dataclass by the names of their fields."""
    for field in fields(answers):
        index = getattr(answers, field.name)
        if isinstance(index, Mapping):
            yield field.name, index


def indices_of(desk: Desk) -> dict[str, Mapping[str, Any]]:
    """Return all indices of the vocabulary in which a reading may look something up, by name."""
    whole = {"sources": desk.sources, **desk.terms}
    return {
        f"{about}.{name}": index for about, one in whole.items() for name, index in indices(one)
    }


def digest(index: str, key: str) -> int:
    """Return a short digest of a question; two that share it only cost time."""
    return crc32(f"{index} {key}".encode(errors="surrogatepass"))


def packed(digests: Iterable[int]) -> bytes:
    """Return digests in a form to be kept."""
    ordered = sorted(digests)
    return struct.pack(f">{len(ordered)}I", *ordered)


def unpacked(kept: bytes) -> tuple[int, ...]:
    """Return the digests that were kept; raise ValueError where they are damaged."""
    if len(kept) % 4:
        raise ValueError(kept)
    return struct.unpack(f">{len(kept) // 4}I", kept)


class _Answers(Mapping[str, V]):
    """An index that notes each key it is asked for."""

    __slots__ = ("_answers", "_index", "_questions")

    def __init__(
        self, answers: Mapping[str, V], index: str, questions: set[tuple[str, str]]
    ) -> None:
        self._answers, self._index, self._questions = answers, index, questions

    def __getitem__(self, key: str) -> V:
        self._questions.add((self._index, key))
        return self._answers[key]

    def get(self, key: str, default: Any = None) -> Any:  # noqa: ANN401 - as `Mapping` has it
        """Answer as `dict` does, quicker than `Mapping`."""
        self._questions.add((self._index, key))
        return self._answers.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._questions.add((self._index, str(key)))
        return key in self._answers

    def __iter__(self) -> Iterator[str]:
        self._questions.add((self._index, EVERYTHING))
        return iter(self._answers)

    def __len__(self) -> int:
        self._questions.add((self._index, EVERYTHING))
        return len(self._answers)

    def __bool__(self) -> bool:
        """Say nothing of how many there are: an index without entries is asked like any other."""
        return True


class _Overheard:
    """A tagger that notes each text it is given."""

    __slots__ = ("_tagger", "_texts")

    def __init__(self, tagger: Tagger, texts: list[str]) -> None:
        self._tagger, self._texts = tagger, texts

    def find_mentions(
        self, title: str, lede: str, paragraphs: Sequence[str], *, evidence: bool = True
    ) -> tuple[Mention, ...]:
        """Note the texts, and return the entries that they name."""
        self._texts += (title, lede, *paragraphs)
        return self._tagger.find_mentions(title, lede, paragraphs, evidence=evidence)
