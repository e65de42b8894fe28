"""Bytes become text: the right encoding is chosen, and damage is repaired or named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.decoding import decode
from builder.diagnostics import Diagnostic
from builder.errors import ArticleError
from builder.model import Problem

PROSE = (
    "وصلت صناعة الورق إلى بغداد في القرن الثاني للهجرة، ثم انتقلت منها إلى دمشق والقاهرة.\n"
    "وكان الورّاقون ينسخون الكتب ويجلّدونها ويبيعونها في سوق واحدة قرب المسجد الجامع.\n"
)
SINGLE_BYTE = PROSE.replace("ّ", "")


def as_read_by_mistake(text: str, encoding: str) -> str:
    """Return what a program shows that reads UTF-8 in another encoding, byte for byte."""
    shown = []
    for byte in text.encode():
        try:
            shown.append(bytes([byte]).decode(encoding))
        except UnicodeDecodeError:
            shown.append(chr(byte))
    return "".join(shown)


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1256", "iso-8859-6"],
)
def test_every_supported_encoding_comes_back(encoding: str) -> None:
    """A text in any encoding of the Arab web is read as it was written."""
    assert decode(SINGLE_BYTE.encode(encoding)).text == SINGLE_BYTE


@pytest.mark.parametrize("declared", ["utf-8", "iso-8859-1", "no-such-charset", "windows-1252"])
def test_a_wrong_declaration_does_not_win(declared: str) -> None:
    """A page re-saved in another charset than it declares is still read right."""
    assert decode(SINGLE_BYTE.encode("windows-1256"), declared).text == SINGLE_BYTE


@pytest.mark.parametrize("encoding", ["windows-1256", "windows-1252", "latin-1"])
def test_utf8_read_in_a_code_page_is_repaired_and_said(encoding: str) -> None:
    """The usual damage («ط§ظ„») is undone, and the contributor is told."""
    decoded = decode(as_read_by_mistake(PROSE, encoding).encode())
    assert decoded.text == PROSE
    assert [problem.code for problem in decoded.problems] == ["FILE07"]


def test_sound_text_with_strange_signs_is_left_alone() -> None:
    """A sound text is not repaired, whatever signs stand in it."""
    text = "ذكر المؤلف الرمز «§» و«ظ„» مثالًا على التلف، وكتب: ط§ظ„ ثم مضى في حديثه عن النسخ."
    decoded = decode(text.encode())
    assert (decoded.text, decoded.problems) == (text, ())


def test_repair_leaves_a_sound_line_in_a_damaged_text_alone() -> None:
    """A text pasted in two ways keeps its sound half."""
    sound = "هذا السطر سليم.\n"
    damaged = as_read_by_mistake(PROSE, "windows-1256")
    assert decode((damaged + sound).encode()).text == PROSE + sound


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "FILE01"),
        (b"\xef\xbb\xbf \r\n\t", "FILE01"),
        (b"\x00" * 500, "FILE01"),
        (b"%PDF-1.7 ...", "FILE02"),
        (b"\x89PNG\r\n\x1a\n", "FILE02"),
        (b"PK\x03\x04....", "FILE02"),
        (bytes(range(256)) * 40, "FILE02"),
    ],
)
def test_what_is_not_text_is_refused_by_name(content: bytes, code: str) -> None:
    """Empty and binary files end as one clear error."""
    with pytest.raises(ArticleError) as refused:
        decode(content)
    assert [problem.code for problem in refused.value.problems] == [code]


def test_control_characters_are_told_with_their_line_and_number() -> None:
    """Of a .txt full of them it was said, of no line, that it should be saved as .txt."""
    with pytest.raises(ArticleError) as refused:
        decode("عنوان\r\nسطر\nثالث\x07\x1b\n".encode())
    (problem,) = refused.value.problems
    assert (problem.line, dict(problem.values)["sign"]) == (3, "U+0007")


def told(content: bytes, declared: str | None = None) -> dict[str, tuple[int | None, str, str]]:
    """Return by code where the bytes stand that are none of the encoding: line, bytes, offset."""
    found = {}
    for problem in decode(content, declared).problems:
        values = dict(problem.values)
        found[problem.code] = (problem.line, values["bytes"], values["offset"])
    return found


@pytest.mark.parametrize(
    ("encoding", "before", "offset"),
    [("utf-8", b"", 7), ("utf-8", b"\xef\xbb\xbf", 10), ("iso-8859-6", b"", 4)],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_bytes_that_are_none_of_the_encoding_are_told(
    encoding: str, before: bytes, offset: int, line_end: str
) -> None:
    """They became «�» on the page, and nobody was told: now with line, offset, value and word."""
    sound, end = SINGLE_BYTE.replace("\n", line_end).encode(encoding), line_end.encode()
    content = before + "سوق".encode(encoding) + end + b"x\xa1y" + end + sound
    assert told(content) == {"FILE21": (2, "A1", str(offset + len(end)))}
    decoded = decode(content)
    assert decoded.text == f"سوق\nx\ufffdy\n{SINGLE_BYTE}"
    assert dict(decoded.problems[0].values)["around"] == "x\ufffdy"


def test_places_of_bad_bytes_are_counted_and_their_bytes_are_one() -> None:
    """Three bad bytes in a row are one hole in a word."""
    one = PROSE.encode().replace("دمشق".encode(), b"\xff\xfe\xff")
    (problem,) = decode(one + one).problems
    values = dict(problem.values)
    assert (problem.code, values["places"], values["encoding"]) == ("FILE21", "2", "UTF-8")


@pytest.mark.parametrize("code", ["FILE21", "FILE22", "SIDE12"])
def test_bytes_keep_their_order_among_arabic_words(code: str) -> None:
    """From right to left, «85 C8» would be shown as «C8 85»."""
    values = (("bytes", "85 C8"), ("offset", "9"), ("encoding", "UTF-8"))
    message = Diagnostic("a.txt", Problem(code, 1, (*values, ("around", "م"), ("places", "1"))))
    mark = "\N{LEFT-TO-RIGHT MARK}"
    assert f"\N{RIGHT-TO-LEFT MARK}{mark}85 C8{mark}" in message.message("ar")


@pytest.mark.parametrize(
    ("encoding", "before", "half"),
    [
        ("utf-8", b"", b"\xd8"),
        ("utf-8", b"", b"\xe2\x80"),
        ("utf-16-le", b"\xff\xfe", b"\x01"),
        ("utf-16-be", b"\xfe\xff", b"\xd8\x00"),
        ("utf-16-le", b"", b"\x01"),
    ],
)
def test_a_file_cut_within_a_letter_is_told_and_half_a_letter_is_no_sign(
    encoding: str, before: bytes, half: bytes
) -> None:
    """It ended as «�», a line of its own that passed for an ornament."""
    sound = before + SINGLE_BYTE.encode(encoding)
    assert told(sound + half) == {"FILE22": (3, half.hex(" ").upper(), str(len(sound)))}
    assert decode(sound + half).text == SINGLE_BYTE


def test_a_bad_byte_and_a_cut_are_both_told() -> None:
    """And the cut is none of the places that «�» stands in."""
    content = b"\xff" + PROSE.encode() + b"\xd9"
    assert [*told(content)] == ["FILE21", "FILE22"]
    assert decode(content).text == "\ufffd" + PROSE


@pytest.mark.parametrize("declared", ["idna", "zlib", "undefined", "punycode", "rot13", "utf-7"])
def test_a_bad_byte_under_a_declaration_that_is_no_charset(declared: str) -> None:
    """«idna» can replace nothing and «zlib» packs: both ended as our bug."""
    assert told(b"\xff" + PROSE.encode(), declared) == {"FILE21": (1, "FF", "0")}


def test_line_ends_become_one_and_nothing_else_breaks_a_line() -> None:
    """Line ends of every system become one; signs that only Python calls line ends stay."""
    decoded = decode("أول\r\nثانٍ\rثالث\u2028رابع\x85خامس".encode())
    assert decoded.text == "أول\nثانٍ\nثالث\u2028رابع\x85خامس"


@given(st.binary(max_size=400))
def test_no_bytes_crash_the_decoder(content: bytes) -> None:
    """Any bytes at all are decoded or refused."""
    codes = set()
    try:
        decode(content)
    except ArticleError as refused:
        codes = {problem.code for problem in refused.problems}
    assert codes <= {"FILE01", "FILE02", "FILE18"}
