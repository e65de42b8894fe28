"""Take a posting out of a list, or put one in, while the list stays as it is encoded.

A common word is in thousands of documents, and an article has hundreds of common words. Of such a
list only the bytes beside the posting change; to read it all and to write it anew, as
`builder.search.columns` does, takes ten times as long.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from builder.search import postings
from builder.search.columns import Columns
from builder.search.documents import LEADING
from builder.search.postings import WITHOUT_LEADING, FormList
from builder.search.varint import decode_differences, encode_varint, end_of, end_of_varints
from builder.search.wordlist import frequency_mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_NOTHING: Final = Columns([], b"", b"", b"")


def spliced(
    form: str, before: Sequence[FormList], gone: Iterable[int], came: Columns | None
) -> list[FormList] | None:
    """Return the main list of a form as it is now, and the rest if there is one.

    None, where there was another number of lists `before`: then more than a posting moves.
    """
    lists = [_Open(one) for one in before]
    for number in gone:
        for one in lists:
            one.take(number)
    for posting in came.apart() if came and lists else ():
        lists[-1].put(posting)
    total = sum([len(one.numbers) for one in lists])
    if not total or (total > postings.MOST_POSTINGS) != (len(lists) > 1):
        return None
    if len(lists) == 1:
        return [lists[0].closed(form)]
    main, rest = lists
    _balance(main, rest)
    return [main.closed(form, frequency_mark(total)), rest.closed(form)]


def _balance(main: _Open, rest: _Open) -> None:
    """Move postings until the strongest are in the main list, of equal ones the first."""
    while len(main.numbers) < postings.MOST_POSTINGS:
        main.put(rest.take(rest.strongest()[1]))
    while True:
        (weak, last), (strong, first) = main.weakest(), rest.strongest()
        if (weak, -last) > (strong, -first):
            return
        rest.put(main.take(last))
        main.put(rest.take(first))


class _Open:
    """A list that is worked on."""

    def __init__(self, one: FormList) -> None:
        self.numbers = decode_differences(one.numbers)
        self._steps, self._levels = one.numbers, one.levels
        self._windows, self._positions = one.windows, one.positions

    def take(self, number: int) -> Columns:
        """Take out the posting of a document, if there is one."""
        place = bisect_left(self.numbers, number)
        is_there = self.numbers[place : place + 1] == [number]
        return self._replace(place, place + 1, _NOTHING) if is_there else _NOTHING

    def put(self, posting: Columns) -> None:
        """Put in the posting of a document that has none here."""
        place = bisect_left(self.numbers, posting.numbers[0])
        self._replace(place, place, posting)

    def strongest(self) -> tuple[int, int]:
        """Return the highest level, and the first document that has it."""
        levels = self._levels.translate(WITHOUT_LEADING)
        level = next(filter(levels.__contains__, reversed(range(LEADING))))
        return level, self.numbers[levels.index(level)]

    def weakest(self) -> tuple[int, int]:
        """Return the lowest level, and the last document that has it."""
        levels = self._levels.translate(WITHOUT_LEADING)
        level = min(levels)
        return level, self.numbers[levels.rindex(level)]

    def closed(self, form: str, frequency: str = "") -> FormList:
        """Return the list as it is now."""
        columns = self._steps, self._levels, self._windows, self._positions
        return FormList(form, frequency, len(self.numbers), *columns)

    def _replace(self, begin: int, end: int, new: Columns) -> Columns:
        """Put `new` in the place of the postings from `begin` to `end`; return those."""
        levels, windows, positions = self._levels, self._windows, self._positions
        first = end_of(0, positions, begin)
        last = end_of(0, positions, end - begin, first)
        old = self.numbers[begin:end], levels[begin:end], windows[begin:end], positions[first:last]
        self._levels = levels[:begin] + new.levels + levels[end:]
        self._windows = windows[:begin] + new.windows + windows[end:]
        self._positions = positions[:first] + new.positions + positions[last:]
        self._steps = self._stepping(begin, end, new.numbers)
        self.numbers[begin:end] = new.numbers
        return Columns(*old)

    def _stepping(self, begin: int, end: int, new: Sequence[int]) -> bytes:
        """Return the steps from number to number, with `new` ones in the place of some."""
        behind = self.numbers[begin - 1] if begin else 0
        ahead = self.numbers[end : end + 1]
        first = end_of_varints(self._steps, begin)
        last = first + end_of_varints(self._steps[first:], end - begin + len(ahead))
        steps = [encode_varint(to - at) for at, to in pairwise([behind, *new, *ahead])]
        return self._steps[:first] + b"".join(steps) + self._steps[last:]
