"""Turn the bytes of a raw file into text, and say how.

UTF-8 comes first and strictly, because a text of another encoding almost never passes for it.
windows-1256 decodes any bytes at all, so it comes last and has to earn its place by a score.
A declared charset is only a hint: pages are often re-saved without their declaration being changed.
"""

from __future__ import annotations

import codecs
import re
from functools import cache
from typing import Final

from builder.arabic.charsets import BYTE_ORDER_MARK
from builder.arabic.normalise import unify_line_ends
from builder.errors import ArticleError
from builder.frozen import frozen
from builder.model import Problem

UTF16_BOMS: Final = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
ARABIC_CODE_PAGES: Final = ("windows-1256", "iso-8859-6")
MIN_SCORE: Final = 0.5
"""Share of plausible letters below which bytes are not taken for Arabic text."""
SAMPLE: Final = 20_000
"""Characters that are looked at to judge an encoding."""
SHOWN_AROUND: Final = 20
"""Characters of a word that are shown on each side of what is damaged."""

REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"
"""What stands in the text for bytes that are no sign."""

SIGNATURES: Final = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"PK\x03\x04", "a ZIP archive or Office document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"{\\rtf", "a rich text (RTF) document"),
)
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_ARABIC: Final = re.compile(r"[\u0621-\u063a\u0641-\u064a]")
_MARKS: Final = re.compile(r"[\u064b-\u0652]")
_PLAUSIBLE: Final = re.compile(r"[\u0621-\u063a\u0641-\u0652\u0660-\u0669،؛؟«»\s!-~]")
_COMMON_WORDS: Final = re.compile(r"(?<!\w)(?:في|من|على|إلى|أن|التي|الذي|عن|مع|هذا|ال\w{2,})(?!\w)")
_REPLACED: Final = re.compile(f"{REPLACEMENT}+")
_LAST_WORD: Final = re.compile(r"\S*\Z")
_FIRST_WORD: Final = re.compile(r"\S*")
_STRETCH: Final = re.compile("[^\x00-\x7f](?:[^\n]*[^\x00-\x7f])?")

ARABIC_LEAD_BYTES: Final = b"\xd8\xd9\xda\xdb"
"""First bytes of the Arabic letters in UTF-8; the byte after one lies between 80 and BF."""
DAMAGING_ENCODINGS: Final = ("windows-1256", "windows-1252")
MIN_DAMAGE: Final = 0.08
"""Damaged pairs for each character from which a text counts as damaged."""


@frozen
class DecodedText:
    """Text as the raw file holds it: plain line ends, transport damage repaired."""

    text: str
    encoding: str
    problems: tuple[Problem, ...] = ()


def decode(content: bytes, declared: str | None = None) -> DecodedText:
    """Decode `content`; raise ArticleError where it is empty or not text.

    >>> decode("نص".encode("windows-1256") + b" " + "في البيت".encode("windows-1256")).encoding
    'windows-1256'
    """
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise ArticleError(Problem("FILE01"))
    _refuse_known_binaries(content)
    text, encoding, problems = _decoded(content, declared)
    if _CONTROLS.search(text):
        if len(_CONTROLS.findall(text[:SAMPLE])) > len(text[:SAMPLE]) // 100:
            raise ArticleError(_full_of_controls(text))
        text = _CONTROLS.sub("", text)
    text, damage = _repaired(text)
    if damage:
        problems = (*problems, Problem("FILE07", values=(("what", damage),)))
    return DecodedText(_with_plain_line_ends(text), encoding, problems)


def _full_of_controls(text: str) -> Problem:
    """Say where the first of many control characters stands."""
    first = _CONTROLS.search(text)
    line = None if first is None else _line_at(text, first.start())
    sign = "" if first is None else f"U+{ord(first[0]):04X}"
    return Problem("FILE18", line, (("sign", sign), ("what", "control characters")))


def _refuse_known_binaries(content: bytes) -> None:
    for signature, what in SIGNATURES:
        if content.startswith(signature):
            raise ArticleError(Problem("FILE02", values=(("what", what),)))


def _decoded(content: bytes, declared: str | None) -> tuple[str, str, tuple[Problem, ...]]:
    """Try the encodings from the one that proves itself to the one that takes anything."""
    named, start = _named_by_first_bytes(content)
    try:
        return content[start:].decode(named or "utf-8"), named or "utf-8", ()
    except UnicodeDecodeError:
        encoding = named or _best_code_page(content, declared)
    return _damaged(content, encoding, start)


def _named_by_first_bytes(content: bytes) -> tuple[str | None, int]:
    """Return the encoding that a file shows by how it begins, and where its text does."""
    if content.startswith(codecs.BOM_UTF8):
        return "utf-8-sig", len(codecs.BOM_UTF8)
    for bom, encoding in UTF16_BOMS:
        if content.startswith(bom):
            return encoding, len(bom)
    return _utf16_without_bom(content), 0


def _damaged(content: bytes, encoding: str, start: int) -> tuple[str, str, tuple[Problem, ...]]:
    """Decode what is not wholly of an encoding, «�» for the rest, and say where that stands.

    Half a letter at the end is no sign of the text: the file was cut there.
    """
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    text = decoder.decode(content[start:])
    cut = decoder.getstate()[0]
    end = len(content) - len(cut)
    problems = []
    try:
        content[start:end].decode(encoding)
    except UnicodeDecodeError as error:
        bad = error.object[error.start : error.end]
        at = len(error.object[: error.start].decode(encoding))
        told = (*_bytes_at(bad, start + error.start, encoding), *_shown_at(at, text))
        problems.append(Problem("FILE21", _line_at(text, at), told))
    if cut:
        line = _line_at(text, len(text))
        problems.append(Problem("FILE22", line, _bytes_at(cut, end, encoding)))
    return text, encoding, tuple(problems)


def _bytes_at(found: bytes, offset: int, encoding: str) -> tuple[tuple[str, str], ...]:
    named = encoding.removesuffix("-sig").upper()
    return (("bytes", found.hex(" ").upper()), ("offset", str(offset)), ("encoding", named))


def _shown_at(at: int, text: str) -> tuple[tuple[str, str], ...]:
    """Return the word in which the first bad bytes stand, and how many such places there are."""
    before, after = text[max(0, at - SHOWN_AROUND) : at], text[at : at + SHOWN_AROUND]
    word = _LAST_WORD.findall(before)[0] + _FIRST_WORD.findall(after)[0]
    return (("around", word), ("places", str(len(_REPLACED.findall(text)))))


def _line_at(text: str, at: int) -> int:
    return _with_plain_line_ends(text[:at]).count("\n") + 1


def _utf16_without_bom(content: bytes) -> str | None:
    """Recognise UTF-16 by its high bytes: 06 for Arabic letters, 00 for ASCII.

    Before UTF-8, because Arabic in UTF-16 has no byte over 7F and passes for ASCII.
    """
    if b"\0" not in content and b"\6" not in content:
        return None
    sample = content[: SAMPLE - SAMPLE % 2]
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if high and (high.count(0) + high.count(6)) / len(high) > 0.9:  # noqa: PLR2004
            return encoding
    return None


def _best_code_page(content: bytes, declared: str | None) -> str:
    candidates = dict.fromkeys((*_known(declared), "utf-8", *ARABIC_CODE_PAGES))
    scored = [(_score(content[:SAMPLE], name), name) for name in candidates]
    best, encoding = max(scored, key=lambda pair: pair[0])
    if best < MIN_SCORE:
        raise ArticleError(Problem("FILE02", values=(("what", "no known encoding fits"),)))
    return encoding


def _known(declared: str | None) -> tuple[str, ...]:
    """Return the declared encoding, where there is one by that name and it is one of texts."""
    if not declared:
        return ()
    try:
        encoding = codecs.lookup(declared.strip()).name
        b"\xd9".decode(encoding, "replace")
    except (LookupError, UnicodeError):  # «zlib» packs, «idna» can replace nothing
        return ()
    return (encoding,)


def _score(sample: bytes, encoding: str) -> float:
    """Say how much `sample` looks like Arabic prose when read in `encoding`, from 0 to 1.

    A wrong code page turns letters into rare signs, into vowel marks without letters, or into
    letters that form none of the common words.
    """
    text = sample.decode(encoding, "replace")
    beyond_ascii = [c for c in text if c > "\x7f"]
    if not beyond_ascii:
        return 1.0
    plausible = len(_PLAUSIBLE.findall("".join(beyond_ascii))) / len(beyond_ascii)
    letters, marks = len(_ARABIC.findall(text)), len(_MARKS.findall(text))
    balance = 1.0 if marks <= letters else letters / max(marks, 1)
    words = len(_COMMON_WORDS.findall(text)) / max(len(text.split()), 1)
    return plausible * balance * (0.85 + 0.15 * min(1.0, words * 4))


def _repaired(text: str) -> tuple[str, str]:
    """Undo UTF-8 that was read as a code page, stretch by stretch; name the damage or ''.

    Whole-text repair would fail at the first sign that the code page does not have, so each line is
    repaired on its own and left alone where it does not come out as UTF-8.
    """
    sample = text[:SAMPLE]
    for encoding in DAMAGING_ENCODINGS:
        if sum(map(sample.count, _leads(encoding))) < MIN_DAMAGE * len(sample):
            continue  # of whatever follows them there cannot be more
        if len(_damaged_letter(encoding).findall(sample)) < MIN_DAMAGE * len(sample):
            continue
        repaired = _STRETCH.sub(lambda m, e=encoding: _reread(m[0], e), text)  # type: ignore[misc]
        if repaired != text:
            return repaired, f"UTF-8 read as {encoding}"
    return text, ""


@cache
def _damaged_letter(encoding: str) -> re.Pattern[str]:
    """Match what one Arabic letter becomes when its UTF-8 is read in `encoding`: «ط§», «Ø§»."""
    leads = _leads(encoding)
    trails = "".join(_read_byte(byte, encoding) for byte in range(0x80, 0xC0))
    return re.compile(f"[{re.escape(leads)}][{re.escape(trails)}]")


@cache
def _leads(encoding: str) -> str:
    return "".join(_read_byte(byte, encoding) for byte in ARABIC_LEAD_BYTES)


def _read_byte(byte: int, encoding: str) -> str:
    try:
        return bytes([byte]).decode(encoding)
    except UnicodeDecodeError:  # left undefined by the code page: browsers keep the byte's number
        return chr(byte)


def _reread(stretch: str, encoding: str) -> str:
    try:
        return _to_bytes(stretch, encoding).decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return stretch


def _to_bytes(text: str, encoding: str) -> bytes:
    """Encode, taking C1 controls for the bytes that the code page leaves undefined."""
    parts = []
    for character in text:
        try:
            parts.append(character.encode(encoding))
        except UnicodeEncodeError:
            if ord(character) > 0xFF:  # noqa: PLR2004 - one byte
                raise
            parts.append(bytes([ord(character)]))
    return b"".join(parts)


def _with_plain_line_ends(text: str) -> str:
    return unify_line_ends(text).removeprefix(BYTE_ORDER_MARK)
