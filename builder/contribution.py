"""The report on a contribution: what was understood of each file, for a person who knows no tool.

It is Markdown for the summary of a workflow run, Arabic first. Everything that comes from a file is
escaped to entities: the report is read on a page where a forged link or mention would be believed.
What stands between the entities is cut to a size, since a summary that is too large is not shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

from builder.arabic.charsets import BIDI_CONTROLS, BYTE_ORDER_MARK, CONTROL_CHARACTERS
from builder.diagnostics import Severity
from builder.interface import Interface
from builder.model import Fate, Figure, block_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from builder.diagnostics import Diagnostic, Language
    from builder.model import Mention
    from builder.validate import Judged

FIRST_LINES: Final = 3
LINE: Final = 240
"""Characters of a text from a file that the report shows."""
MESSAGE: Final = 800
"""Characters of a diagnostic that the report shows; some list every key there is."""
MAX_FILES: Final = 40
"""Files that are shown whole."""
MAX_TOLD: Final = 40
"""Diagnostics of one severity that are shown of one file."""
MAX_DROPPED: Final = 200
"""Dropped lines that are shown of one file."""
MAX_BYTES: Final = 900_000
"""Size of the report; GitHub shows no summary beyond 1 MiB."""
_MEANINGFUL: Final = {ord(sign): f"&#{ord(sign)};" for sign in "\\`*_{}[]()#+-.!|~@:/$^='\""}
_INVISIBLE: Final = str.maketrans("", "", BIDI_CONTROLS + BYTE_ORDER_MARK + CONTROL_CHARACTERS)
_LINKED: Final = re.compile(r"(?<=[@#])(?=\w)|(?<=:)(?=//)|(?<=www)(?=\.)", re.IGNORECASE)
"""Where GitHub would see a mention, an issue or an address even in text made of entities."""
_UNLINK: Final = "\N{WORD JOINER}"
_CORRECTED: Final = "تصحيح بيد إنسان<br><sub>a person’s correction</sub>"
_HEADS: Final = {
    Severity.ERROR: ("أخطاء تمنع النشر", "Errors that keep it from being published"),
    Severity.WARNING: ("تنبيهات", "Warnings"),
    Severity.NOTE: ("ملاحظات", "Notes"),
}
_FIELDS: Final = (
    ("title", "العنوان", "Title", "headline", ("title",)),
    ("date", "التاريخ", "Date", "published", ("date", "published")),
    ("source", "المصدر", "Source", "source", ("source",)),
    ("author", "الكاتب", "Author", "authors", ("authors",)),
    ("dateline", "مكان الخبر", "Dateline", "dateline", ("dateline",)),
)
"""Key of the answer, its name in both languages, where the document and a person may say it."""


@dataclass(frozen=True, slots=True)
class Examined:
    """One file of a contribution: what was read of it, and what is to be said."""

    path: str
    judged: Judged | None
    answer: dict[str, object]
    diagnostics: tuple[Diagnostic, ...]
    touched: bool = True
    """False for a file that is read again because the settings or the vocabulary changed."""

    @property
    def failed(self) -> bool:
        """Tell whether the file is left out of the site."""
        return any(d.severity is Severity.ERROR for d in self.diagnostics)


def contribution_report(files: Iterable[Examined], others: Iterable[Diagnostic] = ()) -> str:
    """Return the report: failed files first, each with its errors first.

    A file that the contribution does not touch is shown only where it fails.
    """
    ordered = sorted(files, key=lambda one: (not one.failed, one.path))
    loose = tuple(others)
    report = "\n".join([*_verdict(ordered, loose), *_told(loose)]) + "\n"
    told = [one for one in ordered if one.failed or one.touched]
    size, shown = len(report.encode()), 0
    for one in told[:MAX_FILES]:
        part = "\n".join(["", *_file(one)]) + "\n"
        size += len(part.encode())
        if size > MAX_BYTES:
            break
        report += part
        shown += 1
    return report + ("\n" + _more(len(told) - shown) + "\n") * (shown < len(told))


def _verdict(files: list[Examined], loose: tuple[Diagnostic, ...]) -> Iterator[str]:
    failed = sum(one.failed for one in files)
    arabic, english = Interface("ar"), Interface("en")
    if failed or any(d.severity is Severity.ERROR for d in loose):
        yield "## ❌ تحتاج المشاركة إلى إصلاح · This contribution needs mending"
    elif files:
        yield "## ✅ المشاركة سليمة · This contribution is fine"
    else:
        yield "## لا تمسّ المشاركة مقالًا · No article is touched"
    yield ""
    if files:
        yield f"{arabic.count('count.files', len(files))}؛ المتعثّر: {failed}."
        yield f"<br>{english.count('count.files', len(files))}; failed: {failed}."
        yield ""
    beside = sum(d.severity is Severity.ERROR for d in loose)
    if beside:
        yield f"أخطاء ليست في مقال بعينه: {beside}."
        yield f"<br>Errors that belong to no single article: {beside}."
        yield ""


def _more(number: int) -> str:
    return f"… +{number}"


def _file(one: Examined) -> Iterator[str]:
    yield f'### {"❌" if one.failed else "✅"} <code dir="ltr">{_safe(one.path)}</code>'
    yield ""
    yield from _told(one.diagnostics)
    if one.judged is None:
        return
    yield from _understood(one)
    yield from _first_lines(one.judged)
    yield from _dropped(one.judged)


def _told(diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    told = list(diagnostics)
    for severity, (arabic, english) in _HEADS.items():
        chosen = [d for d in told if d.severity is severity]
        if chosen:
            yield f"**{arabic}** · {english}"
            yield ""
            for diagnostic in chosen[:MAX_TOLD]:
                yield from _diagnostic(diagnostic)
            if len(chosen) > MAX_TOLD:
                yield f"- {_more(len(chosen) - MAX_TOLD)}"
            yield ""


def _diagnostic(diagnostic: Diagnostic) -> Iterator[str]:
    yield f'- <code dir="ltr">{_safe(diagnostic.place)}</code> `{diagnostic.code}`'
    yield f'  <p dir="rtl">{_words("ar", diagnostic)}</p>'
    yield f'  <p dir="ltr">{_words("en", diagnostic)}</p>'


def _words(language: Language, diagnostic: Diagnostic) -> str:
    arrow = "←" if language == "ar" else "→"
    message, hint = diagnostic.message(language), diagnostic.hint(language)
    return f"{_safe(message, MESSAGE)}<br>{arrow} {_safe(hint, MESSAGE)}"


def _understood(one: Examined) -> Iterator[str]:
    yield '<table dir="rtl">'
    for key, arabic, english, found, said in _FIELDS:
        value = one.answer.get(key)
        shown = _safe(str(value)) if value else "—"
        evidence = _evidence(one.judged, found, said) if one.judged and value else ""
        yield (
            f"<tr><th>{arabic}<br><sub>{english}</sub></th><td>{shown}</td><td>{evidence}</td></tr>"
        )
    names = "<br>".join(_topics(one)) or "—"
    yield f'<tr><th>الموضوعات<br><sub>Topics</sub></th><td colspan="2">{names}</td></tr>'
    yield "</table>"
    yield ""


def _evidence(judged: Judged, found: str, said: tuple[str, ...]) -> str:
    """Say where a value comes from: a person’s correction, or the words of a line."""
    if any(getattr(judged.overrides, key) for key in said):
        return _CORRECTED
    evidence = getattr(judged.document, found)
    if isinstance(evidence, tuple):
        evidence = next(iter(evidence), None)
    if evidence is None:
        return ""
    excerpt = f"«{_safe(evidence.excerpt)}»" if evidence.excerpt else ""
    line = f"السطر {evidence.line}<br>" if evidence.line else ""
    return f"{line}{excerpt}<br><sub>{_safe(evidence.rule)}</sub>"


def _topics(one: Examined) -> Iterator[str]:
    """Yield the article's topics, then those that its words suggest and no more."""
    found = {m.name: m for m in one.judged.mentions if m.kind == "topics"} if one.judged else {}
    chosen = one.answer.get("topics")
    for name in chosen if isinstance(chosen, list) else []:
        mention = found.pop(name, None)
        why = _excerpts(mention) if mention and mention.decided else _CORRECTED
        yield f"<b>{_safe(name)}</b>: {why}"
    for name, mention in found.items():
        if not mention.decided:  # else a person has removed it
            yield f"<b>{_safe(name)}</b> (اقتراح): {_excerpts(mention)}"


def _excerpts(mention: Mention) -> str:
    return "، ".join(f"«{_safe(evidence.excerpt)}»" for evidence in mention.evidence[:2])


def _first_lines(judged: Judged) -> Iterator[str]:
    blocks = [block for block in judged.document.blocks if not isinstance(block, Figure)]
    if blocks:
        yield "**أول النص** · First lines"
        yield ""
        for block in blocks[:FIRST_LINES]:
            yield f'<blockquote dir="rtl">{_safe(block_text(block))}</blockquote>'
        yield ""


def _dropped(judged: Judged) -> Iterator[str]:
    dropped = [line for line in judged.document.lines if line.fate is Fate.DROPPED]
    if not dropped:
        return
    count = Interface("ar").count("count.lines", len(dropped))
    yield f"<details><summary>ما تُرك من الملف: {count} · Dropped lines</summary>"
    yield '<table dir="rtl">'
    for line in dropped[:MAX_DROPPED]:
        text = _safe(line.text)
        yield f"<tr><td>{line.line}</td><td>{text}</td><td><code>{line.rule}</code></td></tr>"
    yield "</table>"
    if len(dropped) > MAX_DROPPED:
        yield _more(len(dropped) - MAX_DROPPED)
    yield "</details>"
    yield ""


def _safe(text: str, length: int = LINE) -> str:
    r"""Make the first `length` characters mean nothing but themselves, in Markdown and in HTML.

    >>> _safe("<b> [x](y)")
    '&lt;b&gt; &#91;x&#93;&#40;y&#41;'
    >>> _safe("@team") == "&#64;\N{WORD JOINER}team"
    True
    """
    some = text[: 8 * length]  # enough to choose from, and not all of a megabyte
    visible = " ".join(some.encode("utf-8", "replace").decode().translate(_INVISIBLE).split())
    cut = visible if len(visible) <= length else visible[:length] + "…"
    return escape(_LINKED.sub(_UNLINK, cut), quote=False).translate(_MEANINGFUL)
