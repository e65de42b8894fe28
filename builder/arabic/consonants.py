"""Compare a name in Arabic letters with its spelling in Latin ones.

Nobody spells vowels alike in Latin letters, and everybody nearly all consonants: «المرصد الجديد» is
Al Marsad Al Jadid, almarsad-aljadeed and El Marsad Eljadid.
"""

from __future__ import annotations

import re
from typing import Final

_DIGRAPHS: Final = (("sh", "ش"), ("ch", "ش"), ("kh", "خ"), ("gh", "غ"), ("th", "ت"), ("dh", "د"))
_LATIN: Final = str.maketrans(
    {
        **dict(zip("bptdrzsfvlmn", "ببتدرسسففلمن", strict=True)),
        **dict.fromkeys("jg", "ج"),
        **dict.fromkeys("cqkx", "ك"),
    }
)
_ARABIC: Final = str.maketrans("ثذصضطظزقڤچگپ", "تدسدتسسكفشجب")
_SPOKEN: Final = re.compile("[^بتجخدرسشغفكلمن]+")
"""What is left out: vowels, and the consonants that Latin letters have no sign for."""
_TWICE: Final = re.compile(r"(.)\1+")
_ARTICLE: Final = re.compile(r"(?<!\w)ال(?=\w{2})")
_LATIN_ARTICLE: Final = re.compile(r"(?<![a-z])[ae]l(?:[ -]|(?=[a-z]{3}))")


def consonants(name: str) -> frozenset[str]:
    """Return the consonants of a name, with its articles and without.

    >>> consonants("المرصد الجديد") & consonants("Al Marsad Al-Jadeed") != frozenset()
    True
    >>> consonants("ضفة نيوز") & consonants("daffanews") != frozenset()
    True
    >>> consonants("المرصد الجديد") & consonants("Al Masar") == frozenset()
    True
    """
    if name.isascii():
        whole = name.lower()
        return frozenset(map(_of_latin, (whole, _LATIN_ARTICLE.sub(" ", whole))))
    return frozenset(map(_of_arabic, (name, _ARTICLE.sub("", name))))


def _of_latin(name: str) -> str:
    for letters, letter in _DIGRAPHS:
        name = name.replace(letters, letter)
    return _bare(name.translate(_LATIN))


def _of_arabic(name: str) -> str:
    return _bare(name.translate(_ARABIC))


def _bare(name: str) -> str:
    return _TWICE.sub(r"\1", _SPOKEN.sub("", name))
