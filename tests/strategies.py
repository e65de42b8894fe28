"""Hypothesis strategies for Arabic text: what pasted articles are really made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hypothesis import strategies as st

from builder.arabic import charsets

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

LETTERS: Final = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي" + charsets.ALEF_FORMS + "ةىؤئءپچگ"
RUBBISH: Final = (
    charsets.BIDI_CONTROLS
    + charsets.BYTE_ORDER_MARK
    + charsets.INVISIBLE_RUBBISH
    + charsets.EXOTIC_SPACES
    + charsets.ZWNJ
    + charsets.ZWJ
)
PUNCTUATION: Final = "،؛؟«»()[]{}/|\\.,:-–—_'\"!*#+<>&=%"


def arabic_words() -> SearchStrategy[str]:
    """Words of Arabic letters, some of them vowelled."""
    marks = charsets.TASHKEEL[:8] + charsets.TATWEEL
    return st.text(alphabet=LETTERS + marks, min_size=1, max_size=10)


def messy_text(max_size: int = 60) -> SearchStrategy[str]:
    """Arabic text with digits of three sets, punctuation, line ends and invisible rubbish."""
    alphabet = (
        LETTERS
        + charsets.TASHKEEL
        + charsets.DIGITS
        + PUNCTUATION
        + RUBBISH
        + " \t\n\r"
        + "aZé²\x00"
    )
    return st.text(
        alphabet=st.sampled_from(alphabet) | st.characters(codec="utf-8"), max_size=max_size
    )
