"""Cut a pasted text into lines and say of each what can be seen without understanding it."""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from builder.arabic.charsets import COLONS, INVISIBLE_RUBBISH, TATWEEL
from builder.arabic.normalise import clean_text, is_blank
from builder.extract.listed import is_section
from builder.extract.phrases import phrase_key

if TYPE_CHECKING:
    from collections.abc import Sequence

REACH_OF_NUMBERS: Final = 6
SHORT: Final = 160
"""Characters up to which a line is compared with phrases; a longer one is a paragraph."""

PROBE: Final = 20
"""Characters by which a part of a cleaned line is found again in the raw one."""

_WIDEST: Final = 8 * " "
"""As wide as a space need be to part columns or halves of a verse."""
_WIDER: Final = re.compile(r"[ \t]{9,}")
"""Many patterns look for what stands around spaces, and would look at each of a thousand anew."""
_PRINTABLE_RUBBISH: Final = tuple(filter(str.isprintable, INVISIBLE_RUBBISH))
"""What has to be removed and yet counts as printable; all else that cleaning changes does not."""
_NUMBERED: Final = re.compile(r"[(\[]?(\d{1,3})\s*[-–—.)\]/:ـ،](?!\d)")
_CLOSERS: Final = "»”\"')]’ *"
"""Signs that may follow a sentence's last stop; posts put asterisks round what they stress."""
_FULL_STOPS: Final = frozenset(".۔")
_OTHER_STOPS: Final = frozenset("!?؟…:؛")


class Stop(IntEnum):
    """How a line ends. Sentences end in a full stop; headlines almost never do."""

    NONE = 0
    WEAK = 1
    """A question or exclamation mark, a colon, an ellipsis, a closing quotation mark."""
    FULL = 2


class Line(NamedTuple):
    """One non-blank line of the text."""

    index: int  # type: ignore[assignment] # nobody looks a value up in a line
    """Place among the non-blank lines, from 0."""
    number: int
    """Number in the raw file, from 1."""
    raw: str
    """As it stands in the raw file, without surrounding white space."""
    text: str
    """Cleaned for display."""
    words: int
    """How many stretches between spaces it has."""
    stop: Stop
    gap: bool
    """Whether a blank line, or the start of the file, stands before it."""
    joined: tuple[Line, ...] = ()
    """The raw lines it was put together from, where a paste had broken a paragraph."""

    @property
    def parts(self) -> tuple[Line, ...]:
        """The raw lines it stands for."""
        return self.joined or (self,)

    @property
    def short(self) -> bool:
        """Whether it is short enough to be anything but a paragraph."""
        return len(self.text) <= SHORT

    @property
    def is_section(self) -> bool:
        """Whether it is what many publishers call a section."""
        return is_section(self.text)

    @property
    def announces(self) -> bool:
        """Whether it ends in a colon, and so leads to what stands below it."""
        return self.text.endswith(COLONS)

    def place_of(self, text: str) -> int:
        """Return where in the raw line a part of its cleaned text begins; 0 where it is not found.

        What was cleaned away may stand in it: a mark of direction, a letter in two parts.
        """
        probe = text[:PROBE]
        found = self.raw.find(probe)
        if found >= 0:
            return found
        first = _base(probe[:1])
        places = (at for at, sign in enumerate(self.raw) if _base(sign) == first)
        begun = (at for at in places if self._cleaned(at).startswith(probe))
        return next(begun, 0)

    def _cleaned(self, at: int) -> str:
        return clean_text(self.raw[at : at + 2 * PROBE])

    @property
    def key(self) -> str:
        """The words of the line folded, without numbers and signs, to compare with phrases."""
        return phrase_key(self.text)


def split_lines(text: str) -> tuple[Line, ...]:
    r"""Return the non-blank lines of `text`, whose line ends are `\n`.

    A line that holds only no-break spaces or bidi marks is blank.

    >>> [(line.number, line.text, line.gap) for line in split_lines("أ\n\u00a0\nب \nج")]
    [(1, 'أ', True), (3, 'ب', True), (4, 'ج', False)]
    """
    usual = unicodedata.is_normalized("NFC", text) and not any(
        character in text for character in _PRINTABLE_RUBBISH
    )
    found: list[Line] = []
    gap = True
    for number, raw in enumerate(text.split("\n"), 1):
        stripped = raw.strip()
        clean = stripped
        if not (usual and stripped.isprintable()):
            clean = clean_text(stripped).strip()
            if not clean and TATWEEL in stripped:
                clean = (
                    TATWEEL  # a rule drawn across the page: nothing to show, a line to account for
                )
            stripped = "" if not clean and is_blank(stripped) else stripped
            clean = _WIDER.sub(_WIDEST, clean)
        elif _WIDEST in stripped:
            clean = _WIDER.sub(_WIDEST, stripped)
        if not stripped:
            gap = True
            continue
        found.append(
            Line(len(found), number, stripped, clean, clean.count(" ") + 1, stop_of(clean), gap)
        )
        gap = False
    return tuple(found)


def stop_of(text: str) -> Stop:
    """Say how `text` ends.

    >>> stop_of("قال إنه عاد."), stop_of("من يحكم؟"), stop_of("انتهى الأمر..."), stop_of("عودة")
    (<Stop.FULL: 2>, <Stop.WEAK: 1>, <Stop.WEAK: 1>, <Stop.NONE: 0>)
    >>> stop_of("قال «عدنا».")
    <Stop.FULL: 2>
    """
    bare = text.rstrip(_CLOSERS)
    if not bare:
        return Stop.NONE
    if bare[-1] in _FULL_STOPS:
        return Stop.WEAK if bare.endswith("..") else Stop.FULL
    if bare[-1] in _OTHER_STOPS or len(bare) < len(text):
        return Stop.WEAK
    return Stop.NONE


def _base(sign: str) -> str:
    """Return the letter of a sign that may hold a mark above or below it as well."""
    return unicodedata.normalize("NFD", sign)[:1]


def number_of(line: Line) -> int:
    """Return the number that a line begins with, 0 where it has none: «4- بيت», «٤) بيت»."""
    match = _NUMBERED.match(line.text)
    return int(match[1]) if match else 0


def begins_numbers(lines: Sequence[Line], line: Line) -> bool:
    """Say whether a line is the first of numbered ones: «1- بيت», and «2- سوق» below it."""
    if number_of(line) != 1:
        return False
    below = lines[line.index + 1 : line.index + 1 + REACH_OF_NUMBERS]
    return any(number_of(other) == 2 for other in below)  # noqa: PLR2004 - the next
