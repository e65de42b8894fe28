"""Read pages saved as one file (.mhtml) and articles sent by e-mail (.eml).

Both are MIME. The subject of a mail is its headline; that of a page only repeats its title. The
dates of their headers say when the page was saved or sent, not when the article was published, so
they are not used; where an article has no day, that of its mail is offered to whoever reads.
"""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import replace
from email.header import decode_header, make_header
from email.utils import parsedate_to_datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from builder.decoding import decode
from builder.errors import ArticleError
from builder.extract.page import declared_charset, extract_page
from builder.extract.plaintext.reader import extract_text
from builder.extract.renumbering import renumbered
from builder.extract.structured import under
from builder.extract.sureness import SURE
from builder.model import Document, Evidence, Fate, LineFate, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from email.message import Message

    from builder.extract.page.reader import KnownSources
    from builder.extract.profiles import Profiles

MAX_PARTS: Final = 2_000
MAX_DEPTH: Final = 30
HEADER: Final = 0
"""Number of what stands above the first line of a mail's text."""
SUBJECT: Final = "mail-subject"
_ANSWERED: Final = re.compile(
    r"^(?:\s*(?:re|fwd?|رد|(?:[إا]عادة\s+)?توجيه)\s*:)+\s*", re.IGNORECASE
)
"""What programs write before the subject of a mail that is answered or sent on."""


def extract_mime(
    content: bytes,
    profiles: Profiles,
    *,
    known_sources: KnownSources | None = None,
    phrases: Mapping[str, tuple[str, str]] | None = None,
    date_order: str | None = None,
) -> Document:
    """Read the bytes of a .mhtml or .eml; raise ArticleError where it holds no text.

    The first page in it is read as a saved page; a message without one is read as a pasted text.
    `phrases` are the known sources as the reader of pasted texts takes them.
    """
    try:
        message = email.message_from_bytes(content, policy=email.policy.compat32)
    except RecursionError:  # thousands of parts, each in the one before
        raise ArticleError(Problem("FILE02", values=(("what", "a damaged MIME file"),))) from None
    parts = list(_leaves(message, 0))
    subject = _subject(message)
    for part in parts:
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            html, damage = _text(part)
            document = extract_page(
                html,
                profiles,
                known_sources=known_sources,
                date_order=date_order,
                address=_address(message, part),
            )
            document = replace(document, problems=(*document.problems, *damage))
            return _offered(_titled(document, subject), message)
    for part in parts:
        if part.get_content_type() != "text/plain":
            continue
        text, damage = _text(part)
        if text.strip():
            read = partial(
                extract_text, profiles=profiles, known_sources=phrases, date_order=date_order
            )
            document = read(text) if not subject else _under(subject, text, read)
            document = replace(document, problems=(*document.problems, *damage))
            return _offered(_sent(document, message), message)
    raise ArticleError(Problem("FILE02", values=(("what", "a MIME file without a text"),)))


def _leaves(message: Message, depth: int) -> Iterator[Message]:
    """Yield the parts that hold something, to a bounded depth and number."""
    if depth > MAX_DEPTH:
        return
    if not message.is_multipart():
        yield message
        return
    payload = message.get_payload()
    for part in payload[:MAX_PARTS] if isinstance(payload, list) else ():
        if not isinstance(part, str):
            yield from _leaves(part, depth + 1)


def _text(part: Message) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of a part, and its damage, whose place is that in the file no more."""
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    declared = part.get_content_charset() or declared_charset(content)
    decoded = decode(content, declared)
    damage = (
        Problem(one.code, None, tuple(value for value in one.values if value[0] != "offset"))
        for one in decoded.problems
    )
    return decoded.text, tuple(damage)


def _address(message: Message, part: Message) -> str | None:
    """Return where the page was saved from."""
    for holder, header in ((message, "Snapshot-Content-Location"), (part, "Content-Location")):
        address = _header(holder, header).strip()
        if address.startswith(("http://", "https://")):
            return address
    return None


def _titled(document: Document, subject: str) -> Document:
    """Take the subject for the headline where page or text has none."""
    if document.headline is not None or not document.blocks or not subject:
        return document
    return under(document, Evidence(subject, SUBJECT, None, subject, 0.5))


def _under(subject: str, text: str, read: Callable[[str], Document]) -> Document:
    """Read a text under its subject, which is its headline unless the text says it again."""
    document = read(f"{subject}\n\n{text}")
    if document.headline is None or document.headline.line != 1:
        return _titled(read(text), subject)
    numbers = [HEADER, HEADER, *range(1, text.count("\n") + 2)]
    document = renumbered(document, numbers)
    lines = (line._replace(line=numbers[line.line - 1]) for line in document.lines)
    headline = Evidence(subject, SUBJECT, None, subject, SURE)
    said = LineFate(HEADER, subject, Fate.TITLE, SUBJECT, SURE)
    kept = (said if line.line == HEADER else line for line in lines)
    return replace(document, headline=headline, lines=tuple(kept))


def _sent(document: Document, message: Message) -> Document:
    """Tell who sent a mail: who wrote or published its text may be somebody else."""
    sender = _unpacked(_header(message, "From")).partition("<")[0].strip(' "')
    if not sender or "@" in sender:
        return document
    told = LineFate(HEADER, sender, Fate.DROPPED, "mail-sender")
    return replace(document, lines=(told, *document.lines))


def _offered(document: Document, message: Message) -> Document:
    """Name the day on which a mail was sent, where its article has none: it may be the same.

    A page in one file has a date as well, that of its saving, and nobody's address as its sender.
    """
    if "@" not in _header(message, "From"):
        return document
    try:
        sent = parsedate_to_datetime(_header(message, "Date")).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return document
    problems = tuple(
        one._replace(values=(*one.values, ("mailed", sent.isoformat())))
        if one.code == "DATE01"
        else one
        for one in document.problems
    )
    return replace(document, problems=problems)


def _subject(message: Message) -> str:
    return _ANSWERED.sub("", _unpacked(_header(message, "Subject")))


def _header(message: Message, name: str) -> str:
    """Return a header as it is written; letters that were not packed are in some encoding."""
    written = (text for key, text in message.raw_items() if key.lower() == name.lower())
    content = next(written, "").encode("ascii", "surrogateescape")
    if content.isascii():
        return content.decode()
    try:
        return decode(content).text
    except ArticleError:
        return ""


def _unpacked(header: str) -> str:
    """Return what a header such as `=?utf-8?B?…?=` says.

    >>> _unpacked("=?utf-8?B?2LnZhtmI2KfZhg==?=")
    'عنوان'
    """
    try:
        return " ".join(str(make_header(decode_header(header))).split())
    except (UnicodeError, LookupError, ValueError):
        return ""
