"""Write the number of an item as its list counts: by figures, by letters, in Roman numerals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LATIN: Final = "abcdefghijklmnopqrstuvwxyz"
ALPHABET: Final = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
ABJAD: Final = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
ROMAN: Final = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
MAX_ROMAN: Final = 4_000
MAX_REPEATED: Final = 10


def _by_letters(letters: str) -> Callable[[int], str]:
    """Count by an alphabet: after its last letter come two of the first."""

    def written(number: int) -> str:
        if not 1 <= number <= MAX_REPEATED * len(letters):
            return str(number)
        repeated, at = divmod(number - 1, len(letters))
        return letters[at] * (repeated + 1)

    return written


def _roman(number: int) -> str:
    if not 0 < number < MAX_ROMAN:
        return str(number)
    written = ""
    for worth, sign in ROMAN:
        times, number = divmod(number, worth)
        written += sign * times
    return written


WRITTEN: Final[Mapping[str, Callable[[int], str]]] = {
    "arabicAlpha": _by_letters(ALPHABET),
    "arabicAbjad": _by_letters(ABJAD),
    "lowerLetter": _by_letters(LATIN),
    "upperLetter": _by_letters(LATIN.upper()),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "decimalZero": lambda number: f"{number:02}",
    "bullet": lambda _number: "",
    "none": lambda _number: "",
}
"""How numbers are written, by the name that Word has for it; any other kind as figures."""
