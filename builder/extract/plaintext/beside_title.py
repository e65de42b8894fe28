"""Part a headline from what a page prints on its line: the name of the site, of the author."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from builder.extract.called import is_called_site
from builder.extract.listed import is_no_name, is_section
from builder.extract.persons import is_person
from builder.extract.phrases import phrase_key, phrase_set

if TYPE_CHECKING:
    from builder.extract.plaintext.draft import Draft

MAX_WORDS_OF_SITE: Final = 5
MIN_WORDS_OF_TITLE: Final = 4
TAB_PARTS: Final = 3
_BESIDE_TITLE: Final = re.compile(r"^\s*[-–—|:»›/]\s*(?P<name>\S.*)$")
_SITE_FIRST: Final = re.compile(r"^(?P<site>[^-–—|:]{2,30}?)\s*[-–—|:]\s+(?P<title>\S.{10,})$")
_WRITES: Final = re.compile(
    r"^(?P<name>[^:.،؟!]{5,35}?)\s*[.:،]{0,3}\s*[يت]كتب\s*(?:[:،]|\.\.+|…|\s[-–—])\s*\S"
)
"""«ليلى حداد تكتب: عودة السوق»; the headline keeps its words."""
_SIGNED_TITLE: Final = re.compile(
    r"^(?P<title>\S.{8,}?)\s*(?:\.\.+|…|\s[-–—|/])\s*بقلم\s*[:/-]?\s*(?P<name>\S.{3,38}?)\s*$"
)
_POEM_BY: Final = re.compile(r"^(?P<title>\S.{3,}?)\s+[-–—|]\s*(?P<name>[^-–—|:]{5,38}?)\s*$")
"""«في رثاء المدينة — ليلى حداد», where a line above says that it is a poem."""
_LATIN_NAME: Final = re.compile(
    r"(?!(?i:photos?|pdf|hd|live|watch)$)[A-Z][\w.]+(?: [A-Z0-9][\w.]*){0,2}$"
)
_SITE_LAST: Final = re.compile(r"^(?P<title>\S.{10,})\s+[-–—|]\s*(?P<site>[^-–—|]{2,30})$")


def strip_site(title: str, other: str) -> str | None:
    """Return what `other` says besides the headline: the site's name, in «الموقع - العنوان».

    >>> strip_site("عودة الحياة إلى السوق", "الأفق - عودة الحياة إلى السوق")
    'الأفق'
    >>> strip_site("عودة الحياة إلى السوق", "عودة الحياة إلى السوق | الأفق")
    'الأفق'
    >>> strip_site("عودة الحياة", "عودة الحياة إلى السوق") is None
    True
    """
    before, found, after = other.partition(title)
    if not found or bool(before.strip()) == bool(after.strip()):
        return None
    rest = _BESIDE_TITLE.match(before[::-1] if before.strip() else after)
    if rest is None:
        return None
    name = rest["name"][::-1] if before.strip() else rest["name"]
    return name.strip() if name.count(" ") < MAX_WORDS_OF_SITE else None


def _is_site_beside(title: str, name: str) -> bool:
    """Say whether words parted from a headline by a bar or a dash are a site's by themselves.

    >>> _is_site_beside("عودة الحياة إلى السوق | ضفاف بوست", "ضفاف بوست")
    True
    >>> _is_site_beside("عودة الحياة إلى السوق - تحليل", "تحليل")
    False
    """
    if ":" in title.replace(name, "", 1) and f"{name}:" in title:
        return False
    if is_no_name(name):
        return False
    latin = name.isascii() and not title.isascii() and _LATIN_NAME.match(name.strip()) is not None
    return latin or is_called_site(name)


def without_byline(title: str, *, poem: bool = False) -> tuple[str, str]:
    """Part a headline and its author, «عودة السوق .. بقلم: ليلى حداد», or find the author in it.

    Of a poem the author's name alone may stand there.

    >>> without_byline("عودة الحياة إلى السوق؟! .. بقلم: د. ليلى حداد")
    ('عودة الحياة إلى السوق؟!', 'د. ليلى حداد')
    >>> without_byline("سيرة المدينة — ليلى حداد", poem=True)
    ('سيرة المدينة', 'ليلى حداد')
    >>> without_byline("سيرة المدينة بقلم أهلها")
    ('سيرة المدينة بقلم أهلها', '')
    >>> without_byline("ليلى حداد تكتب: عودة السوق")
    ('ليلى حداد تكتب: عودة السوق', 'ليلى حداد')
    """
    found = _signed(title, poem=poem)
    if found is not None and is_person(found["name"]):
        return found["title"], found["name"]
    found = _WRITES.match(title) if "كتب" in title else None
    return (title, found["name"]) if found and is_person(found["name"]) else (title, "")


def _signed(title: str, *, poem: bool) -> re.Match[str] | None:
    if "بقلم" in title:
        return _SIGNED_TITLE.match(title)
    return _POEM_BY.match(title) if poem else None


def split_byline(raw: str, *, poem: bool = False) -> tuple[str, str, str] | None:
    """Part a headline's raw line into headline, label and author; None where it has no such parts.

    >>> split_byline("• عودة الحياة إلى السوق .. بقلم: ليلى حداد")
    ('• عودة الحياة إلى السوق', ' .. بقلم: ', 'ليلى حداد')
    """
    found = _signed(raw, poem=poem)
    if found is None:
        return None
    title, name = found.end("title"), found.start("name")
    return raw[:title], raw[title:name], raw[name:]


def read_tab(title: str) -> tuple[str, str, str] | None:
    """Part what the tab of a browser shows: title, section and site; None for any other headline.

    >>> read_tab("الأفق | ثقافة | عودة الحياة إلى السوق القديم")
    ('عودة الحياة إلى السوق القديم', 'ثقافة', 'الأفق')
    >>> read_tab("عودة الحياة إلى السوق القديم | الأفق") is None
    True
    """
    parts = [part.strip() for part in title.split("|")]
    longest = max(parts, key=len)
    sections = [part for part in parts if is_section(part)]
    rest = [part for part in parts if part != longest and part not in sections]
    if len(parts) != TAB_PARTS or len(sections) != 1 or len(rest) != 1:
        return None
    if longest.count(" ") < MIN_WORDS_OF_TITLE - 1 or rest[0].count(" ") >= MAX_WORDS_OF_SITE:
        return None
    return longest, sections[0], rest[0]


def without_site(title: str, at: int, draft: Draft) -> tuple[str, str]:
    """Part a headline and the site's name, where page or vocabulary shows that it is one.

    «الأفق : عودة الحياة إلى السوق» loses «الأفق» if that stands alone on a line at the top; a name
    before a colon may also be who spoke or what it is about, and then it stays.
    """
    parts = [part for part in (_SITE_FIRST.match(title), _SITE_LAST.match(title)) if part]
    for part in parts:
        key = phrase_key(part["site"])
        if not key or is_person(part["site"]) or key in phrase_set("sections"):
            continue
        if _is_site_beside(title, part["site"]):
            return part["title"], part["site"].strip()
        if key in draft.known_sources or any(line.key == key for line in draft.lines[: at + 3]):
            return part["title"], part["site"].strip()
    return title, ""
