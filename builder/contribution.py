"""The report on a contribution: what was understood of each file, for a person who knows no tool.

It is Markdown for the summary of a workflow run, Arabic first. Everything that comes from a file is
escaped to entities: the report is read on a page where a forged link or mention would be believed.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

from builder.diagnostics import Severity
from builder.interface import Interface
from builder.markdown.blocks import block_text
from builder.model import Fate, Figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from builder.diagnostics import Diagnostic, Language
    from builder.model import Mention
    from builder.validate import Judged

FIRST_LINES: Final = 3
LINE: Final = 240
"""Characters of a body line that the report shows."""
MAX_FILES: Final = 40
"""Files that are shown whole; a summary has room for about a megabyte."""
_MEANINGFUL: Final = {ord(sign): f"&#{ord(sign)};" for sign in "\\`*_{}[]()#+-.!|~@:/"}
_HEADS: Final = {
    Severity.ERROR: ("أخطاء تمنع النشر", "Errors that keep it from being published"),
    Severity.WARNING: ("تنبيهات", "Warnings"),
    Severity.NOTE: ("ملاحظات", "Notes"),
}
_FIELDS: Final = (
    ("title", "العنوان", "Title"),
    ("date", "التاريخ", "Date"),
    ("source", "المصدر", "Source"),
    ("author", "الكاتب", "Author"),
    ("dateline", "مكان الخبر", "Dateline"),
)


@dataclass(frozen=True, slots=True)
class Examined:
    """One file of a contribution: what was read of it, and what is to be said."""

    path: str
    judged: Judged | None
    answer: dict[str, object]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def failed(self) -> bool:
        """Tell whether the file is left out of the site."""
        return any(d.severity is Severity.ERROR for d in self.diagnostics)


def contribution_report(files: Iterable[Examined], others: Iterable[Diagnostic] = ()) -> str:
    """Return the report: failed files first, each with its errors first."""
    ordered = sorted(files, key=lambda one: (not one.failed, one.path))
    loose = tuple(others)
    lines = [*_verdict(ordered, loose), *_told(loose)]
    for one in ordered[:MAX_FILES]:
        lines += ["", *_file(one)]
    if len(ordered) > MAX_FILES:
        lines += ["", f"… +{len(ordered) - MAX_FILES}"]
    return "\n".join(lines) + "\n"


def _verdict(files: list[Examined], loose: tuple[Diagnostic, ...]) -> Iterator[str]:
    failed = sum(one.failed for one in files)
    arabic, english = Interface("ar"), Interface("en")
    broken = failed or any(d.severity is Severity.ERROR for d in loose)
    yield "## ❌ تحتاج المشاركة إلى إصلاح" if broken else "## ✅ المشاركة سليمة"
    yield ""
    yield f"{arabic.count('count.files', len(files))}؛ المتعثّر منها: {failed}."
    yield f"<br>{english.count('count.files', len(files))}; failed: {failed}."


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
            for diagnostic in chosen:
                yield from _diagnostic(diagnostic)
            yield ""


def _diagnostic(diagnostic: Diagnostic) -> Iterator[str]:
    place = diagnostic.path + (f":{diagnostic.line}" if diagnostic.line else "")
    yield f'- <code dir="ltr">{_safe(place)}</code> `{diagnostic.code}`'
    yield f'  <p dir="rtl">{_both("ar", diagnostic)}</p>'
    yield f'  <p dir="ltr">{_both("en", diagnostic)}</p>'


def _both(language: Language, diagnostic: Diagnostic) -> str:
    return f"{_safe(diagnostic.message(language))}<br>← {_safe(diagnostic.hint(language))}"


def _understood(one: Examined) -> Iterator[str]:
    yield '<table dir="rtl">'
    for key, arabic, english in _FIELDS:
        value = one.answer.get(key)
        shown = _safe(str(value)) if value else "—"
        yield f"<tr><th>{arabic}<br><sub>{english}</sub></th><td>{shown}</td></tr>"
    topics = [m for m in one.judged.mentions if m.kind == "topics"] if one.judged else []
    shown = "<br>".join(map(_topic, topics)) or "—"
    yield f"<tr><th>الموضوعات<br><sub>Topics</sub></th><td>{shown}</td></tr>"
    yield "</table>"
    yield ""


def _topic(mention: Mention) -> str:
    state = "" if mention.decided else " (اقتراح)"
    evidence = "، ".join(f"«{_safe(one.excerpt)}»" for one in mention.evidence[:2])
    return f"<b>{_safe(mention.name)}</b>{state}: {evidence}"


def _first_lines(judged: Judged) -> Iterator[str]:
    blocks = [block for block in judged.document.blocks if not isinstance(block, Figure)]
    if blocks:
        yield "**أول النص** · First lines"
        yield ""
        for block in blocks[:FIRST_LINES]:
            yield f'<blockquote dir="rtl">{_safe(block_text(block)[:LINE])}</blockquote>'
        yield ""


def _dropped(judged: Judged) -> Iterator[str]:
    dropped = [line for line in judged.document.lines if line.fate is Fate.DROPPED]
    if not dropped:
        return
    count = Interface("ar").count("count.lines", len(dropped))
    yield f"<details><summary>ما تُرك من الملف: {count} · Dropped lines</summary>"
    yield '<table dir="rtl">'
    for line in dropped:
        text = _safe(line.text[:LINE])
        yield f"<tr><td>{line.line}</td><td>{text}</td><td><code>{line.rule}</code></td></tr>"
    yield "</table></details>"
    yield ""


def _safe(text: str) -> str:
    """Make a text mean nothing but itself in GitHub's Markdown and HTML.

    >>> _safe("<b> @team [x](y)")
    '&lt;b&gt; &#64;team &#91;x&#93;&#40;y&#41;'
    """
    return escape(" ".join(text.split()), quote=False).translate(_MEANINGFUL)
