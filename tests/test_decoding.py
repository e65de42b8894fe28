"""Bytes become text: the right encoding is chosen, and damage is repaired or named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.decoding import decode
from builder.errors import ArticleError

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
