"""Part the site's name from titles it is glued to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from builder.arabic.key import words
from builder.extract.called import is_called_site
from builder.extract.phrases import phrase_key, phrase_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from builder.extract.page.parts import Segment

MAX_CHARACTERS: Final = 500
"""Length beyond which a text is no title, and is not looked into."""
MIN_WORDS: Final = 2
MIN_WORDS_OF_HEADLINE: Final = 4
"""A first-level heading of fewer words that no metadata confirms names a section or the site."""
MAX_WORDS_OF_SITE: Final = 6
MAX_WORDS_OF_SITE_ALONE: Final = 4
MAX_SHOWN: Final = 200
"""Characters of the longest stretch that may show a headline without being marked as one."""

_COLON: Final = re.compile(r"\s*:\s+")
_SINCE: Final = re.compile(r"(?<!\d)(?:19|20)\d\d\s*[-–]\s*20\d\d(?!\d)")
"""«2009 - 2026» beside the site's name at the foot."""
_SEPARATOR: Final = re.compile(r"\s+[-–—|:•·»«/~]{1,2}\s+|\s*[|•·]\s*|\s+::\s+|\s*[–—]\s+")


def part_site_name(
    title: str, names: Iterable[str], others: Iterable[str]
) -> tuple[str, tuple[str, ...]]:
    """Cut the site's name from the ends of `title`; `others` are titles without it, perhaps.

    >>> part_site_name("عودة الحياة إلى السوق القديم | صدى الفرات", ["صدى الفرات"], [])
    ('عودة الحياة إلى السوق القديم', ('صدى الفرات',))
    >>> part_site_name("لبنان - سوريا: عودة الحياة إلى السوق", [], [])
    ('لبنان - سوريا: عودة الحياة إلى السوق', ())
    """
    if len(title) > MAX_CHARACTERS:
        return title, ()
    known = {key for name in names if (key := "".join(words(name)))}
    targets = {key for other in others if (key := "".join(words(other)))}
    cut: list[str] = []
    while (parted := _last_part(title, known, targets)) is not None:
        title, name = parted
        cut.append(name)
    while (parted := _first_part(title, known, targets)) is not None:
        title, name = parted
        cut.append(name)
    return title, tuple(cut)


def _last_part(title: str, known: set[str], targets: set[str]) -> tuple[str, str] | None:
    for match in reversed(list(_SEPARATOR.finditer(title))):
        rest, name = title[: match.start()].strip(), title[match.end() :].strip()
        if not rest or len(name.split()) > MAX_WORDS_OF_SITE:
            continue
        if is_called_site(rest) and not is_called_site(name):
            continue  # «وكالة الأفق - عودة السوق»: the page shows both
        if "".join(words(rest)) in targets or _is_site(name, known):
            return rest, name
        bar = "|" in match[0] or "•" in match[0] or "::" in match[0]
        if bar and len(rest.split()) >= max(MIN_WORDS_OF_HEADLINE, 2 * len(name.split())):
            return rest, name
        if name.isascii() and len(rest.split()) >= MIN_WORDS_OF_HEADLINE and not rest.isascii():
            return rest, name
    return None


def _first_part(title: str, known: set[str], targets: set[str]) -> tuple[str, str] | None:
    for sign in _SEPARATOR.finditer(title):
        rest = title[sign.end() :].strip()
        if len(rest.split()) >= MIN_WORDS_OF_HEADLINE and "".join(words(rest)) in targets:
            return rest, _SEPARATOR.split(title)[0].strip()
    for match in (_SEPARATOR.search(title), _COLON.search(title)):
        if match is None:
            continue
        name, rest = title[: match.start()].strip(), title[match.end() :].strip()
        if not name or len(name.split()) > MAX_WORDS_OF_SITE or len(rest.split()) < MIN_WORDS:
            continue
        if "".join(words(rest)) in targets or _is_site(name, known):
            return rest, name
    return None


def _is_site(name: str, known: set[str]) -> bool:
    key = "".join(words(name))
    return bool(key) and (key in known or phrase_key(name) in no_headlines())


def names_site(value: str, segments: Sequence[Segment]) -> bool:
    """Say whether a title is but the site's name: the page's line on rights has it too."""
    if len(value.split()) > MAX_WORDS_OF_SITE_ALONE:
        return False
    return any(
        value in segment.text
        and ("©" in segment.text or "حقوق" in segment.text or _SINCE.search(segment.text))
        for segment in segments
        if len(segment.text) <= MAX_SHOWN
    )


def no_headlines() -> frozenset[str]:
    """Return what sites call themselves, folded: «الرئيسية» is no headline."""
    return phrase_set("page", "no_source")
