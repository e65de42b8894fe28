"""Pages saved as one file, and articles sent by e-mail."""

from __future__ import annotations

from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest

from builder.diagnostics import BOTH, Diagnostic
from builder.errors import ArticleError
from builder.extract.mime import extract_mime
from builder.extract.profiles import Profiles
from tests.page_cases import answers

if TYPE_CHECKING:
    from builder.model import Document

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
    ("sender", "sent", "offered"),
    [
        ("هند الكاتب <hind@sada.example>", "Thu, 9 May 2024 23:45:00 -0500", "2024-05-09"),
        ("<desk@sada.example>", "9 May 2024 12:45:00 +0300", "2024-05-09"),
        ("<Saved by Blink>", "Thu, 9 May 2024 23:45:00 -0500", None),
        ("hind@sada.example", "الخميس الماضي", None),
        ("hind@sada.example", "Thu, 99 May 2024 99:45:00 -0500", None),
    ],
)
@pytest.mark.parametrize("subtype", ["plain", "html"])
def test_the_day_of_a_mail_is_offered_where_its_article_has_none(
    sender: str, sent: str, offered: str | None, subtype: str
) -> None:
    """Nobody was told of a day that stood in the file; that of saving a page stays unsaid."""
    head = f"From: {sender}\nSubject: {TITLE}\nDate: {sent}\n"
    head += f"Content-Type: text/{subtype}; charset=utf-8"
    mark = ("<p>", "</p>") if subtype == "html" else ("", "")
    text = "\n\n".join(f"{mark[0]}{one}{mark[1]}" for one in (FIRST, SECOND))
    document = extract_mime(f"{head}\n\n{text}\n".encode(), Profiles())
    (problem,) = (one for one in document.problems if one.code == "DATE01")
    told = Diagnostic("articles/a.eml", problem)
    assert document.published is None
    for language in BOTH:
        assert (f"`date: {offered}`" in told.hint(language)) == (offered is not None)
        assert told.hint(language).count("`date:") == (2 if offered else 1)


def mail(subject: str, text: str) -> Document:
    """Read a text that was sent by mail."""
    message = EmailMessage()
    message["From"] = "هند الكاتب <hind@sada.example>"
    message["Subject"] = subject
    message.set_content(text)
    return extract_mime(message.as_bytes(), Profiles())


@pytest.mark.parametrize("before", ["", "Re: ", "FW: RE: ", "رد: ", "إعادة توجيه: "])
def test_the_subject_is_the_headline_of_a_mail(before: str) -> None:
    """Its first line is none; who sent it is told, and may be neither author nor publisher."""
    document = mail(f"{before}{TITLE}", f"تحية طيبة لكم جميعًا وبعد:\n\n{FIRST}\n\n{SECOND}\n")
    found = answers(document)
    assert (found["title"], found["authors"], found["source"]) == (TITLE, [], None)
    assert found["body"][-2:] == [["paragraph", FIRST], ["paragraph", SECOND]]
    told = {line.text: (line.line, line.rule) for line in document.lines}
    assert told["هند الكاتب"] == (0, "mail-sender")
    assert (told["تحية طيبة لكم جميعًا وبعد:"][0], told[FIRST][0], told[SECOND][0]) == (1, 3, 5)


@pytest.mark.parametrize("subject", ["البلدية ترد: السوق للجميع", "Software: the old market"])
def test_what_stands_within_a_subject_is_the_headlines_own(subject: str) -> None:
    """Only at its beginning do «رد:» and «Re:» say that a mail was answered."""
    assert answers(mail(subject, f"{FIRST}\n\n{SECOND}\n"))["title"] == subject


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1256"])
def test_a_subject_may_stand_in_letters_that_were_not_packed(encoding: str) -> None:
    """Many programs write them so; the headline was a row of U+FFFD."""
    headers = f"From: هند الكاتب <hind@sada.example>\nSubject: {TITLE}\n".encode(encoding)
    kind = b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
    content = headers + kind + f"{FIRST}\n\n{SECOND}\n".encode()
    document = extract_mime(content, Profiles())
    assert answers(document)["title"] == TITLE
    assert document.lines[0].text == "هند الكاتب"


@pytest.mark.parametrize("said", ["للنشر الفوري", "برجاء النشر", "مع التحية،"])
def test_what_a_mail_asks_of_the_desk_is_no_text(said: str) -> None:
    """«للنشر الفوري» was a headline, and a greeting the end of the article."""
    text = f"{FIRST}\n\n{SECOND}\n"
    document = mail(TITLE, f"{text}\n{said}\n" if "تحية" in said else f"{said}\n\n{text}")
    found = answers(document)
    assert found["body"] == [["paragraph", FIRST], ["paragraph", SECOND]]
    assert (found["title"], found["authors"]) == (TITLE, [])


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"Content-Type: image/png\n\nx",
        b"Content-Type: multipart/related; boundary=x\n\n--x--",
        b"\x00" * 1_000,
        ("Content-Type: multipart/mixed; boundary=x\n\n--x\n" * 5_000).encode(),
        "".join(
            f"Content-Type: multipart/mixed; boundary=x{one}\n\n--x{one}\n" for one in range(3_000)
        ).encode(),
    ],
)
def test_a_file_without_text_is_refused(content: bytes) -> None:
    """It ends as one clear problem, in bounded time."""
    with pytest.raises(ArticleError) as caught:
        extract_mime(content, Profiles())
    assert {problem.code for problem in caught.value.problems} <= {"FILE01", "FILE02"}


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_bad_bytes_in_a_mail_are_told_without_a_place_in_the_file(kind: str) -> None:
    """The offset in a part is none in the file, which may hold it packed; the word is told."""
    text = (f"{FIRST}\n\n{SECOND}\n" if kind == "plain" else PAGE).encode()
    message = EmailMessage()
    message["Subject"] = TITLE
    message.set_content(text.replace("دكان".encode(), b"\xff"), maintype="text", subtype=kind)
    message.set_param("charset", "utf-8")
    problems = extract_mime(message.as_bytes(), Profiles()).problems
    (problem,) = (problem for problem in problems if problem.code == "FILE21")
    values = dict(problem.values)
    assert (problem.line, values["around"], values.get("offset")) == (None, "\ufffd", None)
