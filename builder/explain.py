"""Account for a raw file: what became of each line, and what speaks for each name and topic.

The same account as a table for a terminal and as a page of its own, with nothing left out.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from html import escape
from typing import TYPE_CHECKING, Final

from builder.interface import Interface
from builder.model import Fate, Image
from builder.raw_files import Kind
from builder.sidecar_values import READERS, Choice

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from builder.model import LineFate, Mention
    from builder.validate import Judged

WIDTH: Final = 72
"""Characters of a raw line that the terminal's table shows."""
PLACES: Final = {
    Kind.PAGE: "begin",
    Kind.MARKDOWN: "begin",
    Kind.MIME: "inside",
    Kind.WORD: "paragraphs",
}
"""What the numbers of a file mean that is more than lines of text."""
_STYLE: Final = """
:root{color-scheme:light dark}
body{font-family:Amiri,"Noto Naskh Arabic",serif;line-height:1.8;margin:2rem auto;max-width:70rem;
padding:0 1rem}
table{border-collapse:collapse;width:100%}
th,td{border-bottom:1px solid #8886;padding:.3rem .5rem;text-align:start;vertical-align:top}
code,.number{direction:ltr;font-family:ui-monospace,monospace;font-size:.85em;
unicode-bidi:isolate}
.dropped td{opacity:.65}
"""


def explain_text(judged: Judged, words: Interface) -> str:
    """Return the account as text; the raw line stands last, because terminals reorder it."""

    def head(key: str) -> str:
        return words.text(f"explain.{key}")

    lines = [
        f"{line.line:>5}  {_fate(line, words):<10} {line.rule:<28} {line.score:>4.2f}  "
        f"{_shortened(line.text)}"
        for line in judged.document.lines
    ]
    columns = f"{head('line'):>5}  {head('became'):<10} {head('rule'):<28} {head('sure'):>4}  "
    account = [columns + head("text"), *lines, "", _tally(judged, words)]
    account += _corrections(judged, words)
    if judged.mentions:
        found = f"{head('kind'):<14} {head('id'):<28} {head('score'):>5}  {head('evidence')}"
        account += ["", found]
        account += [
            f"{_kind(m, words):<14} {m.id:<28} {m.score:>5.1f}  "
            f"{_state(m, words)}{m.name}: {_excerpts(m)}"
            for m in judged.mentions
        ]
    return "\n".join(account)


def explain_html(judged: Judged) -> str:
    """Return the account as an HTML page that stands alone and runs nothing."""
    title = f"{judged.raw.path} — ورّاق"
    words = Interface("ar")
    return "\n".join(
        [
            '<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width,initial-scale=1">',
            f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>",
            f"<h1><code>{escape(judged.raw.path)}</code></h1>",
            (
                "<table><thead><tr><th>السطر</th><th>النص</th><th>صار</th><th>القاعدة</th>"
                "<th>الثقة</th></tr></thead><tbody>"
            ),
            *(_row(line, words) for line in judged.document.lines),
            "</tbody></table>",
            f"<p>{escape(_tally(judged, words))}</p>",
            *_mention_table(judged.mentions, words),
            "</body></html>",
        ]
    )


def _row(line: LineFate, words: Interface) -> str:
    dropped = ' class="dropped"' if line.fate is Fate.DROPPED else ""
    return (
        f'<tr{dropped}><td class="number">{line.line}</td><td dir="auto">{escape(line.text)}</td>'
        f"<td>{_fate(line, words)}</td><td><code>{escape(line.rule)}</code></td>"
        f'<td class="number">{line.score:.2f}</td></tr>'
    )


def _mention_table(mentions: tuple[Mention, ...], words: Interface) -> Iterator[str]:
    if not mentions:
        return
    yield "<table><thead><tr><th>الاسم</th><th>النوع</th><th>القوة</th><th>الدليل</th></tr></thead>"
    for one in mentions:
        yield (
            f"<tr><td>{escape(_state(one, words) + one.name)}</td>"
            f"<td><code>{one.kind}/{one.id}</code></td>"
            f'<td class="number">{one.score:.1f}</td><td>{escape(_excerpts(one))}</td></tr>'
        )
    yield "</table>"


def _tally(judged: Judged, words: Interface) -> str:
    """Count the lines of a paste, and of any other file the pieces that it was cut into.

    A line may hold several things, and a piece go over several lines.
    """
    rows = judged.document.lines
    if judged.raw.kind is Kind.TEXT:
        kept = {row.line for row in rows if row.fate is not Fate.DROPPED}
        every = {row.line for row in rows}
        counted = words.count("count.lines", len(every))
        return words.text("explain.lines", all=counted, kept=len(kept), left=len(every - kept))
    left = sum(row.fate is Fate.DROPPED for row in rows)
    counted = words.count("count.pieces", len(rows))
    tally = words.text("explain.pieces", all=counted, kept=len(rows) - left, left=left)
    return f"{tally} {words.text(f'explain.{PLACES[judged.raw.kind]}')}"


def _corrections(judged: Judged, words: Interface) -> Iterator[str]:
    for field in fields(judged.overrides):
        value = getattr(judged.overrides, field.name)
        if value != field.default and field.name in READERS:
            yield words.text("explain.corrected", field=field.name, value=_written(value))


def _written(value: object) -> str:
    """Write a value as a sidecar does.

    >>> _written(("رنا الخطيب",)), _written(Choice(add=("economy",))), _written("")
    ('[رنا الخطيب]', '{add: [economy]}', "''")
    """
    match value:
        case Choice(only=tuple(only)):
            return _written(only)
        case Choice(None, add, remove):
            return _fields({"add": add, "remove": remove})
        case Image():
            return _fields(value._asdict())
        case tuple():
            return f"[{', '.join(map(_written, value))}]"
        case date():
            return value.isoformat()
        case _:
            return str(value) or "''"


def _fields(values: Mapping[str, object]) -> str:
    return f"{{{', '.join(f'{key}: {_written(one)}' for key, one in values.items() if one)}}}"


def _fate(line: LineFate, words: Interface) -> str:
    return words.text(f"explain.fates.{line.fate}")


def _kind(one: Mention, words: Interface) -> str:
    return words.text(f"site.{one.kind}").lower()


def _state(one: Mention, words: Interface) -> str:
    return "" if one.decided else words.text("explain.suggested") + " "


def _excerpts(one: Mention) -> str:
    return "، ".join(f"«{evidence.excerpt}» [{evidence.rule}]" for evidence in one.evidence[:3])


def _shortened(text: str) -> str:
    return text if len(text) <= WIDTH else text[: WIDTH - 1] + "…"
