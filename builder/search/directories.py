"""Which block a key stands in: the directories of the series, as the root holds them.

Whoever searches reads them all before anything else, so they are short: first keys without what
they share with the one before, and of the blocks' names the versions only, see `files.py`.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any, Final

from builder.search.files import VERSION_DIGITS, place_name
from builder.search.series import Directory, Key, order
from builder.search.wordlist import shared_letters

if TYPE_CHECKING:
    from collections.abc import Sequence

_OFFSET: Final = 48


def write_directory(directory: Directory[Any]) -> tuple[object, str]:
    """Return the first keys and the versions of `directory` as JSON has them.

    >>> write_directory(Directory(("حقل", "حقوق"), ("f4f96591aaaa", "f4f965a8bbbb")))
    ('0حقل 2وق', 'aaaabbbb')
    """
    firsts: object = directory.firsts
    if any(isinstance(first, str) for first in directory.firsts):
        firsts = _shortened(directory.firsts)
    return firsts, "".join(name[-VERSION_DIGITS:] for name in directory.names)


def read_directory(firsts: Any, versions: str) -> Directory[Any]:  # noqa: ANN401  # any JSON
    """Return the directory that `write_directory` wrote."""
    if isinstance(firsts, str):
        firsts = _whole(firsts)
    names = (
        place_name(first) + versions[place * VERSION_DIGITS : (place + 1) * VERSION_DIGITS]
        for place, first in enumerate(firsts)
    )
    return Directory(tuple(firsts), tuple(names))


def find_block(directory: Directory[Key], key: Key) -> str:
    """Return the name of the block that `key` stands in, or "" where it stands before all."""
    place = bisect_right(directory.firsts, order(key), key=order)
    return directory.names[place - 1] if place else ""


def _shortened(firsts: Sequence[str]) -> str:
    words = []
    before = ""
    for first in firsts:
        shared = shared_letters(before, first)
        words.append(f"{chr(_OFFSET + shared)}{first[shared:]}")
        before = first
    return " ".join(words)


def _whole(shortened: str) -> list[str]:
    firsts: list[str] = []
    before = ""
    for word in shortened.split(" "):
        before = before[: ord(word[0]) - _OFFSET] + word[1:]
        firsts.append(before)
    return firsts
