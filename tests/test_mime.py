"""Pages saved as one file, and articles sent by e-mail."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from builder.errors import ArticleError
from builder.extract.mime import extract_mime
from builder.extract.profiles import Profiles
from tests.page_cases import answers

FIRST = "أعلنت بلدية المدينة القديمة صباح اليوم انتهاء أعمال الترميم في السوق المسقوف."
SECOND = "وقال المهندس المشرف على المشروع إن الفريق أعاد بناء أكثر من مئتي دكان بالحجر."
TITLE = "عودة الحياة إلى السوق المسقوف"
PAGE = (
    f'<html><head><meta charset="utf-8"><title>{TITLE} - صدى الوادي</title></head><body>'
    f"<h1>{TITLE}</h1><p>5 آذار 2024</p>"
    f'<p>{FIRST} <a href="/sijil">السجل</a></p><p>{SECOND}</p></body></html>'
)


def mhtml(charset: str = "utf-8", encoding: str = "quoted-printable") -> bytes:
    """Save a page as Chromium does."""
    message = EmailMessage()
    message["Snapshot-Content-Location"] = "https://sada.example/news/1"
    message["Date"] = "Mon, 1 Jul 2025 10:00:00 -0000"
    message.set_content("")
    message.make_related()
    page = EmailMessage()
    page.set_content(PAGE, subtype="html", charset=charset, cte=encoding)
    picture = EmailMessage()
    picture.set_content(b"\x89PNG", maintype="image", subtype="png")
    message.set_payload([page, picture])
    return message.as_bytes()


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
def test_a_page_in_one_file_is_read_as_a_page(encoding: str) -> None:
    """Its address is the one it was saved from; the day it was saved is not its date."""
    found = answers(extract_mime(mhtml(encoding=encoding), Profiles()))
    assert (found["title"], found["date"], found["source"]) == (TITLE, "2024-03-05", "صدى الوادي")
    assert found["url"] == "https://sada.example/news/1"
    assert found["links"] == ["https://sada.example/sijil"]
    assert found["body"] == [["paragraph", f"{FIRST} السجل"], ["paragraph", SECOND]]


def test_the_charset_of_the_part_is_a_hint() -> None:
    """A page in windows-1256 within the file is decoded as such."""
    content = mhtml(charset="windows-1256", encoding="base64")
    assert ["paragraph", SECOND] in answers(extract_mime(content, Profiles()))["body"]


def test_an_article_by_mail_has_its_subject_for_a_headline() -> None:
    """The text is read as a pasted text; the day it was sent is not its date."""
    message = EmailMessage()
    message["Subject"] = TITLE
    message["Date"] = "Mon, 1 Jul 2025 10:00:00 -0000"
    message.set_content(f"{FIRST}\n\n{SECOND}\n\nالمصدر: صدى الوادي\n")
    found = answers(extract_mime(message.as_bytes(), Profiles()))
    assert (found["title"], found["date"]) == (TITLE, None)
    assert found["body"] == [["paragraph", FIRST], ["paragraph", SECOND]]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"Content-Type: image/png\n\nx",
        b"Content-Type: multipart/related; boundary=x\n\n--x--",
        b"\x00" * 1_000,
        ("Content-Type: multipart/mixed; boundary=x\n\n--x\n" * 5_000).encode(),
    ],
)
def test_a_file_without_text_is_refused(content: bytes) -> None:
    """It ends as one clear problem, in bounded time."""
    with pytest.raises(ArticleError) as caught:
        extract_mime(content, Profiles())
    assert {problem.code for problem in caught.value.problems} <= {"FILE01", "FILE02"}
