"""Read names of picture files, captions and credits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final
from urllib.parse import unquote, urlsplit

from builder.extract.persons import is_person, is_signer
from builder.extract.phrases import beginnings, phrase_key, phrase_set
from builder.extract.sureness import DOUBTFUL

MAX_LENGTH: Final = 1000
"""Of a caption whose credit is looked for: the patterns below go through it again and again."""
MAX_WORDS_OF_CREDIT: Final = 6
MAX_WORDS_OF_BRIEF: Final = 20
"""A longer line that ends in a photographer's name is text."""
MAX_WORDS_OF_LABEL: Final = 3
WORDS_OF_SURE_CREDIT: Final = 2
MAX_WORDS_OF_STOCK: Final = 6

_STOCK: Final = ("صورة تعبيرية", "صورة أرشيفية", "صورة توضيحية", "صورة من الأرشيف")
_LABEL_SIGN: Final = re.compile(r"[:：،,|©()\[\]]")
"""Every line that labels itself has one of these signs."""
_IMAGE: Final = re.compile(
    r"^\S+\.(?:jpe?g|png|webp|gif|avif|jfif|svg)(?:[?!]\S*)?$", re.IGNORECASE
)
_DECORATION: Final = re.compile(r"logo|icon|sprite|avatar|placeholder|pixel", re.IGNORECASE)
_LABELLED: Final = re.compile(r"^(?P<label>[^:：،,|]{2,25}?)\s*[:：،,|]\s*(?P<value>\S.*)$")
_COPYRIGHT: Final = re.compile(r"^(?:©|\(c\)|\(C\))\s*(?P<credit>\S.{1,60})$")
_ENDS_IN_BRACKETS: Final = re.compile(r"\w\s*[(\[][^()\[\]\d]{2,25}[)\]]$")
_TAKEN_BY: Final = re.compile(
    r"^(?P<caption>.*[^\s/|،,(\[–-])[\s/|،,(\[–-]+(?:تصوير|عدسة|بعدسة)\s*:?\s*(?P<credit>[^)\]]{2,40})[)\]]?\.?$"
)
_MADE_BY: Final = re.compile(
    r"^(?P<caption>.*[^\s/|،,(\[–-])[\s/|،,(\[–-]+"
    r"(?P<credit>(?P<label>[^\s:：]+(?: [^\s:：]+)?)\s*[:：]\s*[^)\]:：]{2,40})[)\]]?\.?$"
)
_COPYRIGHTED: Final = re.compile(r"^(?P<caption>.*\S)\s*©\s*(?P<credit>.{2,40})$")
_PICTURE_OF: Final = re.compile(r"^(?P<caption>.*\S)\s*صورة(?: من)?\s*:\s*(?P<credit>[^:]{2,50})$")
"""A paste may run the label into the caption: «بعد ترميمهصورة من: رويترز»."""
_ARTICLES: Final = frozenset({"ال", "بال", "وال", "لل"})
"""What «الصورة: …» would leave of a caption: nothing but the article."""
_ORIGIN: Final = re.compile(r"^(?:ال)?(?:صورة|صور|لقطة|لقطات)\s+(?:من|عن)\s+(?P<credit>\S.*)$")
"""What a text in brackets says of its picture: «الصورة من أرشيف الفنان»."""
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b|[٠-٩]{4}")
_BRACKETED: Final = re.compile(r"^(?P<caption>.*?)\s*[(\[](?P<credit>[^()\[\]]{2,40})[)\]]\.?$")
_AFTER_SIGN: Final = re.compile(
    r"^(?P<caption>.*\S)(?:\s+[-–—|/ـ]\s*|\s*©\s*)(?P<credit>[^-–—|/©]{2,40})$"
)


@dataclass(frozen=True, slots=True)
class Credit:
    """Who took or made a picture, and how sure it is that the line says so."""

    text: str
    score: float = 1.0


def image_name(text: str) -> str | None:
    """Return the file name where the line is one, or an address of one.

    >>> image_name("2ccd4540.jpg"), image_name("https://cdn.example.org/a/b.png?w=300")
    ('2ccd4540.jpg', 'b.png')
    >>> image_name("قال إن الصورة a.jpg قديمة") is None
    True
    """
    if "." not in text or not _IMAGE.match(text):
        return None
    path = urlsplit(text).path if "://" in text else text.partition("?")[0]
    return unquote(path.rsplit("/", 1)[-1]) or None


def is_decoration(name: str) -> bool:
    """Say whether a picture belongs to the page and not to the article: a logo, an icon."""
    return bool(_DECORATION.search(name))


def split_credit(text: str) -> tuple[str, str | None]:
    """Part the credit from a caption.

    >>> split_credit("مقاتلون قرب الحقل - Getty")
    ('مقاتلون قرب الحقل', 'Getty')
    >>> split_credit("السوق القديم بعد ترميمه (رويترز)")
    ('السوق القديم بعد ترميمه', 'رويترز')
    >>> split_credit("قمة بيروت - الجولة الثانية")
    ('قمة بيروت - الجولة الثانية', None)
    >>> split_credit("خريطة الموقع القديم - رسم: ليلى حداد")
    ('خريطة الموقع القديم', 'رسم: ليلى حداد')
    """
    if len(text) > MAX_LENGTH:
        return text, None
    if (taken := _TAKEN_BY.match(text) or _pictured(text)) is not None:
        return taken["caption"], taken["credit"].strip()
    if (made := _made_by(text)) is not None:
        return made
    for pattern in (_COPYRIGHTED, _BRACKETED, _AFTER_SIGN):
        match = pattern.match(text)
        if match and is_credit(match["credit"]):
            return match["caption"], match["credit"].strip()
    return text, None


def _pictured(text: str) -> re.Match[str] | None:
    """Part «صورة من: رويترز» from the caption before it."""
    found = _PICTURE_OF.match(text)
    return found if found and found["caption"].rpartition(" ")[2] not in _ARTICLES else None


def read_credit(text: str) -> Credit | None:
    """Return the credit where the line is nothing but a credit.

    >>> read_credit("صور: هسبريس"), read_credit("© REUTERS / SAMIR")
    (Credit(text='هسبريس', score=1.0), Credit(text='REUTERS / SAMIR', score=1.0))
    >>> read_credit("(الأرشيف)").text, read_credit("(عدسة سامر الحلبي)").text, read_credit("(يتبع)")
    ('الأرشيف', 'سامر الحلبي', None)
    >>> read_credit("(الصورة من أرشيف الفنان)").text
    'أرشيف الفنان'
    >>> read_credit("الصورة: ماذا بقي من السوق").score < 0.5
    True
    """
    if text.count(" ") >= MAX_WORDS_OF_CREDIT:
        return None
    if not _LABEL_SIGN.search(text):
        return None
    sign = _COPYRIGHT.match(text)
    if sign and not _YEAR.search(text) and "حقوق" not in text:
        return Credit(sign["credit"].strip())
    labelled = _LABELLED.match(text)
    if labelled:
        return _labelled_credit(text, phrase_key(labelled["label"]), labelled["value"].strip())
    bracketed = _BRACKETED.match(text)
    if bracketed and not bracketed["caption"]:
        return _bracketed_credit(bracketed["credit"].strip())
    return None


def _bracketed_credit(text: str) -> Credit | None:
    """Read «رويترز» and «تصوير سامر الحلبي»: in brackets the label needs no colon."""
    label, _, name = text.partition(" ")
    if phrase_key(label) in phrase_set("captions", "takers") and is_signer(name):
        return Credit(name)
    if (origin := _ORIGIN.match(text)) is not None:
        return Credit(origin["credit"])
    return Credit(text) if is_credit(text) else None


def _labelled_credit(text: str, label: str, value: str) -> Credit | None:
    """Doubt a label that headlines begin with too: «الصورة: ماذا بقي؟», «خريطة: طرق الحرير»."""
    if _is_captioned(label, value):
        return None
    named = is_credit(value) or is_signer(value)
    if label in phrase_set("captions", "makers"):
        return Credit(text.strip(), 1.0 if named else DOUBTFUL)
    if label in phrase_set("captions", "credit_labels"):
        short = value.count(" ") < WORDS_OF_SURE_CREDIT and not value.endswith(("؟", "!"))
        return Credit(value, 1.0 if named or short else DOUBTFUL)
    return None


def _is_captioned(label: str, value: str) -> bool:
    """Say whether a caption with its credit follows the label: «الصورة: المرفأ (رويترز)»."""
    if label not in phrase_set("captions", "picture_labels"):
        return False
    caption, credit = split_credit(value)
    return credit is not None and not (is_credit(caption) or is_signer(caption))


def _made_by(text: str) -> tuple[str, str] | None:
    """Part «رسم: فلان» from a caption: what was made stays with who made it."""
    made = _MADE_BY.match(text) if ":" in text or "：" in text else None
    if made is None:
        return None
    words = made["label"].split()
    makers = phrase_set("captions", "makers")
    if phrase_key(made["label"]) in makers:
        return made["caption"], made["credit"].strip()
    if len(words) > 1 and phrase_key(words[-1]) in makers:
        start = made.start("credit") + made["credit"].index(words[-1], len(words[0]))
        return text[:start].rstrip(" /|،,([–-"), text[start : made.end("credit")].strip()
    return None


def read_caption(text: str) -> str | None:
    """Return the caption where the line says that it is one.

    >>> read_caption("التعليق على الصورة، السوق بعد ترميمه")
    'السوق بعد ترميمه'
    >>> read_caption("الصورة: المرفأ القديم (رويترز)"), read_caption("الصورة: رويترز")
    ('المرفأ القديم (رويترز)', None)
    >>> read_caption("الورّاق في صورة: حكاية مهنة") is None
    True
    """
    if "صورة" in text and ":" in text:
        pictured = _pictured(text)
        if pictured and (is_credit(pictured["credit"]) or pictured["credit"].isascii()):
            return text
    labelled = _LABELLED.match(text) if _LABEL_SIGN.search(text) else None
    if labelled is None:
        return None
    label, value = phrase_key(labelled["label"]), labelled["value"].strip()
    is_caption = label in phrase_set("captions", "caption_labels") or _is_captioned(label, value)
    return value if is_caption else None


def names_its_credit(text: str) -> bool:
    """Say whether a line ends in a credit by a sign that headings do not end in.

    >>> names_its_credit("الجسر القديم (الأرشيف)"), names_its_credit("الجسر القديم © رويترز")
    (True, True)
    >>> names_its_credit("الجسر القديم - رويترز"), names_its_credit("الجسر القديم (1910)")
    (False, False)
    """
    if len(text) > MAX_LENGTH or (not text.endswith((")", "]", ").", "].")) and "©" not in text):
        return False
    matches = (pattern.match(text) for pattern in (_COPYRIGHTED, _BRACKETED))
    return _TAKEN_BY.match(text) is not None or any(
        match is not None and is_credit(match["credit"]) for match in matches
    )


def is_bare_label(text: str) -> bool:
    """Say whether a line is the label of a caption or of a credit, and nothing else.

    >>> is_bare_label("تعليق الصورة:"), is_bare_label("تصوير"), is_bare_label("المرفأ القديم")
    (True, True, False)
    """
    key = phrase_key(text)
    labels = ("caption_labels", "credit_labels")
    return any(key in phrase_set("captions", part) for part in labels)


def is_caption_label(text: str) -> bool:
    """Say whether a line only announces the caption on the next one: «التعليق على الصورة،»."""
    few = text.count(" ") < MAX_WORDS_OF_LABEL
    return few and phrase_key(text) in phrase_set("captions", "caption_labels")


def looks_like_caption(text: str) -> bool:
    """Say whether a line has the shape of a caption, though nothing names a picture.

    >>> looks_like_caption("صورة عامة للجسر القديم"), looks_like_caption("الجسر القديم (الأفق)")
    (True, True)
    >>> looks_like_caption("الحكومة تعد بإصلاح الجسر")
    False
    """
    if beginnings("captions", "caption_starts").match(phrase_key(text)) is not None:
        return True
    return split_credit(text)[1] is not None or _ENDS_IN_BRACKETS.search(text) is not None


def ends_in_photographer(text: str) -> bool:
    """Say whether a short line ends in a person's name in brackets, as captions do.

    >>> ends_in_photographer("الجسر القديم بعد ترميمه (سامر الحلبي).")
    True
    >>> ends_in_photographer("الجسر القديم بعد ترميمه (1910).")
    False
    """
    if not text.endswith((")", ").")) or text.count(" ") >= MAX_WORDS_OF_BRIEF:
        return False
    return is_person(text[text.rfind("(") + 1 :].rstrip(").")) and text.count("(") == 1


def is_credit(text: str) -> bool:
    """Say whether `text` names an agency, an archive or a photographer's house."""
    key = phrase_key(text)
    known = _known_credits()
    if key in known:
        return True
    first, _, rest = key.partition(" ")
    return bool(rest) and (first in known or key.rpartition(" ")[2] in known)


@cache
def _known_credits() -> frozenset[str]:
    return phrase_set("captions", "credits") | phrase_set("datelines", "agencies")


def tells_of_picture(text: str) -> bool:
    """Say whether a line among the text is of a picture that nothing else names.

    It says who took it, or is «صورة تعبيرية», perhaps with who owns it.
    """
    return names_its_credit(text) or (
        text.startswith(_STOCK) and text.count(" ") < MAX_WORDS_OF_STOCK
    )
