"""Read the site's name from what its page says to readers: offers, terms, disclaimers."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from builder.extract.boilerplate import CACHED_LINES
from builder.extract.plaintext.draft import SourceHint
from builder.extract.plaintext.masthead import MASTHEAD_SCORE, SITE_LINE_SCORE, named
from builder.extract.prepositions import SPECIAL_FOR_QUOTED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from builder.extract.plaintext.lines import Line

LONGEST: Final = 600
"""Characters of a notice: disclaimers are paragraphs, and the patterns look at each word."""
FEWEST_WORDS: Final = 2
"""A line of no more cannot say anything of a site beside its name."""

_NAME: Final = r"[^\s.،:؟!|«»\"“”()]+(?: [^\s.،:؟!|«»\"“”()]+){0,2}"
_SITE: Final = (
    r"(?:(?:موقع|تطبيق|منصة|بوابة|شبكة|صحيفة|جريدة|قناة|مجلة|وكالة)\s*:?\s*)?[«\"“(]?"
    rf"(?P<name>{_NAME}?)[»\"”)]?"
)
_WHAT: Final = (
    r"(?:أخبار|قناة|قنوات|صفحة|حساب|مجموعة|مجموعات|نشرة|خدمة|صحيفة|جريدة|تطبيق|موقع|بوابة)"
)
_OFFERED: Final = re.compile(
    r"(?<!\w)(?:(?:تابع|تابعوا|تابعونا|ل?متابعة|اشترك(?:وا)?|انضم(?:وا)?"
    r"|حمّ?ل(?:وا)?|نزّ?ل(?:وا)?|ل?تحميل|ل?تنزيل) "
    r"(?:(?:الآن|الان|معنا|في|إلى|الى|آخر|أحدث|أهم|جميع|كل) ){0,2}"
    r"|لل(?:اشتراك|إشتراك) في |لل(?:انضمام|إنضمام) (?:إلى|الى) )"
    rf"(?:{_WHAT} )?[«\"“(]?(?P<name>(?!\S{{3,}}نا ){_NAME}?)[»\"”)]?"
    r"(?: (?:البريدية|الإخبارية|الأسبوعية|اليومية))?"
    r" (?:على|عبر|في|من|الآن|الان|ل[تي]صلكم?|الجديد(?! (?:على|عبر|في|من)(?!\w))|للحصول|مجانا)(?!\w)"
    rf"|^(?:حمّ?ل(?:وا)?|نزّ?ل(?:وا)?|ل?تحميل|ل?تنزيل) تطبيق [«\"“]?(?P<app>{_NAME})[»\"”]?\s*[.!]?$"
    rf"|^(?:اشترك(?:وا)?|ل?لاشتراك) في (?:نشرة|قناة|قائمة) (?P<letter>{_NAME}?)[»\"”]?"
    r"(?: (?:البريدية|الإخبارية|الأسبوعية|اليومية))?\s*[.!]?$"
)
"""«حمل تطبيق الأفق ليصلك …», «تابعوا أخبار الأفق عبر …», «اشترك في نشرة الأفق البريدية ليصلك»"""
_SUBSCRIBED: Final = re.compile(
    rf"مشترك[ةا]? في (?:نشرة|خدمة|قائمة|قناة) [«\"“(]?(?P<name>{_NAME})"
)
_SUPPORTED: Final = re.compile(rf"^(?:ادعم(?:وا)?|(?:ساهم|شارك)(?:وا)? في دعم) {_SITE}\s*[.!]?$")
_SENT_FROM: Final = re.compile(
    r"^(?:تمت?\s)?(?:إرسال|ارسال|[أا]ُ?رسلت?|مشاركة|مشارك|طباعة|طُ?بعت?|نسخة للطباعة|منقول)\b"
    rf".{{0,30}}?\s(?:من|عبر) (?=موقع|تطبيق|منصة|بوابة|شبكة|صحيفة|جريدة|قناة|مجلة){_SITE}\s*[.:]?$"
)
"""«تم إرسال هذا الخبر من تطبيق الأفق», «طباعة من موقع: الأفق»"""
_CAME_FROM: Final = re.compile(
    r"^(?:(?:أتى|أتت|جاء|جاءت|نُ?قلت?) (?:هذا|هذه) (?:المقال|المقالة|الخبر|الموضوع|المادة)"
    r"|نُ?شرت? (?:\S+ ){0,3}في العدد \S+) من "
    rf"(?=موقع|منصة|بوابة|شبكة|صحيفة|جريدة|مجلة|وكالة){_SITE}\s*[.:]?$"
)
"""«أتى هذا المقال من شبكة الأفق», «نُشرت في العدد 14 من مجلة الأفق»"""
_TERMS: Final = re.compile(
    r"^(?:شروط|سياسة|قواعد|ضوابط|اتفاقية) "
    r"(?:ال)?(?:تعليقات|تعليق|نشر|استخدام|خصوصية|مشاركة) "
    rf"(?:في|على|لدى) {_SITE}\s*(?::|$)"
)
"""«شروط التعليق في الأفق: …»"""
_OPINION: Final = re.compile(
    r"(?:لا|ولا) (?:ت|ي)(?:عبر|عبّر|عكس|مثل)(?:ان|ون)? (?:بالضرورة )?(?:عن )?(?:بالضرورة )?(?:عن )?"
    rf"(?:رأي|آراء|وجهة نظر|موقف|سياسة|توجهات?) {_SITE}\s*(?:[.،:)]|$)"
)
"""«لا تعبر بالضرورة عن رأي الأفق»"""
_MORE_ON: Final = re.compile(
    r"(?:المزيد|لل?مزيد|التفاصيل|النص الكامل|المقال كاملا|الخبر كاملا)\b.{0,30}? (?:على|عبر|في) "
    rf"(?=موقع|منصة|بوابة|شبكة|صحيفة|جريدة|مجلة){_SITE}\s*[.:]?$"
)
"""«اقرأ المزيد على موقع «الأفق»»"""
_NOT_LIABLE: Final = re.compile(
    rf"(?:إدارة|هيئة تحرير|أسرة تحرير) {_SITE} "
    r"(?:غير مسؤولة|ليست مسؤولة|لا تتحمل|لا تتبنى)(?!\w)"
)
"""«هيئة تحرير الأفق غير مسؤولة عن …»"""
_PRINTED_ON: Final = re.compile(
    r"(?:(?:هذا|هذه) (?:الخبر|المقال|المقالة|المادة|التقرير|الموضوع)\b.*?(?:منشورة?|نُ?شرت?)"
    r"|ظهرت? (?:المقالة|المقال|المنشور|التدوينة)\b.*?)"
    r" (?:أولاً? |أول مرة )?(?:على|في) (?P<name>[^.:]{3,40}?)\.?$"
    r"|(?:appeared first|first appeared) on (?P<site>[^.]{3,40}?)\.?$"
)
"""«هذا الخبر منشور على الأفق», «ظهرت المقالة … أولاً على الأفق»"""
_DISCOVERED: Final = re.compile(
    r"^(?:اكتشاف المزيد من|Discover more from) (?P<name>[^.:]{3,40}?)\.?$"
    r"|^من (?P<site>[^.:،]{3,30})، ال?موسوعة(?!\w)"
)
"""«اكتشاف المزيد من الأفق», «من الأفق، الموسوعة الحرة»"""
_EDITED: Final = re.compile(
    r"^(?P<name>[^:|]{4,30}?)\s*رئيس (?:التحرير|تحريرها|مجلسي? ال[إا]دارة|مجلسى ال[إا]دارة)\s*\w"
)


_GROUPS: Final = ("name", "site", "app", "letter")


class _Notice(NamedTuple):
    """A kind of notice: words of which it has one, its pattern, and what the name weighs."""

    signs: re.Pattern[str]
    pattern: re.Pattern[str]
    rule: str
    score: float
    long: bool = False
    """Whether it may be a paragraph."""


_NOTICES: Final = (
    _Notice(re.compile("منشور|ظهر|appeared"), _PRINTED_ON, "site-line", SITE_LINE_SCORE),
    _Notice(re.compile("اكتشاف|Discover|موسوعة"), _DISCOVERED, "site-line", SITE_LINE_SCORE),
    _Notice(re.compile("رئيس"), _EDITED, "masthead", MASTHEAD_SCORE),
    _Notice(
        re.compile("تابع|شترك|نضم|حمل|حمّل|نزل|نزّل|تنزيل|تحميل|اشتراك"),
        _OFFERED,
        "masthead",
        MASTHEAD_SCORE,
    ),
    _Notice(re.compile("مشترك"), _SUBSCRIBED, "site-line", SITE_LINE_SCORE),
    _Notice(re.compile("خاص|حصري"), SPECIAL_FOR_QUOTED, "site-line", SITE_LINE_SCORE),
    _Notice(re.compile("المزيد|تفاصيل|كامل"), _MORE_ON, "site-line", SITE_LINE_SCORE),
    _Notice(re.compile("إدارة|تحرير"), _NOT_LIABLE, "site-line", SITE_LINE_SCORE, long=True),
    _Notice(re.compile("دعم"), _SUPPORTED, "masthead", MASTHEAD_SCORE),
    _Notice(re.compile("رسل|رسال|شارك|طباعة|طبع|منقول"), _SENT_FROM, "site-line", SITE_LINE_SCORE),
    _Notice(re.compile("هذا|هذه|العدد"), _CAME_FROM, "site-line", SITE_LINE_SCORE),
    _Notice(re.compile("شروط|سياسة|قواعد|ضوابط|اتفاقية"), _TERMS, "site-line", SITE_LINE_SCORE),
    _Notice(re.compile("عبر|عبّر|عكس|مثل"), _OPINION, "site-line", SITE_LINE_SCORE, long=True),
)


_SIGNS: Final = re.compile("|".join(notice.signs.pattern for notice in _NOTICES))


def notice_hints(dropped: Sequence[Line]) -> Iterator[SourceHint]:
    """Yield the names that notices to readers give their site."""
    for line in dropped:
        if line.words <= FEWEST_WORDS or len(line.text) > LONGEST:
            continue
        for name, rule, score in _said(line.text, short=line.short):
            yield SourceHint(name, rule, line.number, score, line.text[:80])


@lru_cache(maxsize=CACHED_LINES)
def _said(text: str, *, short: bool) -> tuple[tuple[str, str, float], ...]:
    """Return names, rules and scores of one line; the same lines stand on every page of a site."""
    if not _SIGNS.search(text):
        return ()
    return tuple(
        (name, notice.rule, notice.score)
        for notice in _NOTICES
        if (short or notice.long) and notice.signs.search(text)
        if (name := next(filter(None, map(_name, notice.pattern.finditer(text))), ""))
    )


def _name(found: re.Match[str]) -> str:
    said = next(filter(None, map(found.groupdict().get, _GROUPS)), "")
    return named(said.removeprefix("موقع ").strip())
