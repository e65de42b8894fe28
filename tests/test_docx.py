"""Word documents: structure kept, metadata read, and archives that would burst refused."""

from __future__ import annotations

import io
import time
import zipfile
from typing import TYPE_CHECKING

import pytest

from builder.errors import ArticleError
from builder.extract.profiles import Profiles
from builder.extract.word import extract_docx
from builder.extract.word.reader import mark_lines
from builder.model import (
    Document,
    Fate,
    Figure,
    Heading,
    Image,
    ListBlock,
    Paragraph,
    Quote,
    Run,
    Table,
    block_text,
)
from tests.page_cases import answers, runs_of

if TYPE_CHECKING:
    from collections.abc import Mapping

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
STYLES = f"""<w:styles {NS}>
<w:style w:styleId="a1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="a2"><w:name w:val="heading 2"/></w:style>
<w:style w:styleId="a3"><w:name w:val="Own"/><w:basedOn w:val="a2"/></w:style>
<w:style w:styleId="a4"><w:name w:val="Ring"/><w:basedOn w:val="a4"/></w:style>
<w:style w:styleId="c"><w:name w:val="caption"/></w:style>
<w:style w:styleId="q"><w:name w:val="Quote"/></w:style></w:styles>"""
NUMBERING = f"""<w:numbering {NS}>
<w:abstractNum w:abstractNumId="0"><w:lvl><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>"""

TITLE = "عودة الحياة إلى السوق المسقوف بعد ثلاث سنوات من الترميم"
FIRST = "أعلنت بلدية المدينة القديمة صباح اليوم انتهاء أعمال الترميم في السوق المسقوف."
SECOND = "وقال المهندس المشرف على المشروع إن الفريق أعاد بناء أكثر من مئتي دكان بالحجر."
THIRD = "وأوضح أن كلفة المرحلة الأولى بلغت نحو أربعة ملايين موّل نصفها صندوق محلي."


def p(text: str, style: str = "", number: int = 0) -> str:
    """Write a paragraph."""
    marks = f'<w:pStyle w:val="{style}"/>' if style else ""
    marks += f'<w:numPr><w:numId w:val="{number}"/></w:numPr>' if number else ""
    return f"<w:p><w:pPr>{marks}</w:pPr>{r(text)}</w:p>"


def r(text: str, marks: str = "") -> str:
    """Write a run."""
    return f'<w:r><w:rPr>{marks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def docx(body: str, parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """Write a Word document around `body`."""
    relations = [
        ("s", "styles", "styles.xml", ""),
        ("n", "numbering", "numbering.xml", ""),
        ("f", "footnotes", "footnotes.xml", ""),
        ("i", "image", "media/image1.png", ""),
        ("l", "hyperlink", "https://records.example/souq", 'TargetMode="External"'),
        ("j", "hyperlink", "javascript:alert(1)", 'TargetMode="External"'),
    ]
    inner = "".join(
        f'<Relationship Id="{i}" Type="{RELATIONS}/{kind}" Target="{target}" {mode}/>'
        for i, kind, target, mode in relations
    )
    files: dict[str, str | bytes] = {
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="d" '
        f'Type="{RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}">{inner}</Relationships>',
        "word/document.xml": f"<w:document {NS}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": STYLES,
        "word/numbering.xml": NUMBERING,
        **(parts or {}),
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return stream.getvalue()


def read(body: str, parts: Mapping[str, str] | None = None) -> Document:
    """Read a Word document with this body."""
    return extract_docx(docx(body, parts), Profiles())


HEAD = p(TITLE, "a1") + p("كتبت: ليلى حداد") + p("الثلاثاء 5 آذار 2024")


def test_the_metadata_are_read_as_from_a_pasted_text() -> None:
    """The title is the paragraph with that style; byline, date and source line are found."""
    found = answers(read(HEAD + p(FIRST) + p(SECOND) + p("المصدر: صدى الوادي")))
    assert (
        found["title"],
        found["authors"],
        found["date"],
        found["source"],
    ) == (TITLE, ["ليلى حداد"], "2024-03-05", "صدى الوادي")
    assert found["problems"] == []
    assert found["body"] == [["paragraph", FIRST], ["paragraph", SECOND]]


def test_verses_of_a_word_file_are_one_block() -> None:
    """Word has a paragraph for each; what announces them and what follows stands apart."""
    verses = ["يا نهرُ", "خذ الليلَ عن كتفي", "واتركْ لي الضفة"]
    lead = "وختم الشاعر الحفل بقوله:"
    found = read(HEAD + p(FIRST) + p(lead) + "".join(map(p, verses)) + p(SECOND))
    assert [body for _kind, body in answers(found)["body"]] == [
        FIRST,
        lead,
        "\n".join(verses),
        SECOND,
    ]


def test_the_structure_of_the_document_is_kept() -> None:
    """Headings, lists with and without numbers, quotations and tables stay what they are."""
    row = "<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>"
    table = (
        f"<w:tbl>{row.format(p('البند'), p('الكلفة'))}{row.format(p('الحجر'), '<w:p/>')}</w:tbl>"
    )
    text = p(FIRST) + p("خلفية", "a3") + p(SECOND)
    lists = p("الخان", number=1) + p("الحمّام", number=1) + p("أولاً", number=2)
    quotation = p("كل حجر عاد.", "q") + p("قالها تاجر.", "q")
    document = read(HEAD + text + lists + table + quotation + p(THIRD, "a4"))
    assert document.blocks == (
        Paragraph((Run(FIRST),)),
        Heading((Run("خلفية"),), 2),
        Paragraph((Run(SECOND),)),
        ListBlock(((Run("الخان"),), (Run("الحمّام"),))),
        ListBlock(((Run("أولاً"),),), ordered=True),
        Table((((Run("البند"),), (Run("الكلفة"),)), ((Run("الحجر"),), ()))),
        Quote(((Run("كل حجر عاد."),), (Run("قالها تاجر."),))),
        Paragraph((Run(THIRD),)),
    )


def test_bold_links_and_breaks_are_kept_and_deleted_text_is_not() -> None:
    """Only http addresses become links; a line break ends a paragraph as in a page."""
    body = (
        "<w:p>" + r("قال ") + r("المشرف", '<w:b/><w:bCs w:val="1"/>')
        + r(" في ", '<w:b w:val="0"/>') + '<w:hyperlink r:id="l">' + r("السجل") + "</w:hyperlink>"
        + r(" و") + '<w:hyperlink r:id="j">' + r("هنا") + "</w:hyperlink>"
        + "<w:del>" + r("محذوف") + "</w:del>"
        + "<w:ins>" + r(" إن العمل انتهى تماماً اليوم.") + "</w:ins>"
        + "<w:r><w:br/></w:r>" + r(SECOND) + "</w:p>"
    )  # fmt: skip
    document = read(HEAD + body)
    assert document.blocks == (
        Paragraph(
            (
                Run("قال "),
                Run("المشرف", strong=True),
                Run(" في "),
                Run("السجل", "https://records.example/souq"),
                Run(" وهنا إن العمل انتهى تماماً اليوم."),
            )
        ),
        Paragraph((Run(SECOND),)),
    )


def test_what_a_writer_hid_is_left_out_with_its_reason() -> None:
    """Word shows it to nobody, and the site published it."""
    hidden = r("كلمات أخفاها المحرر", "<w:vanish/>")
    cell = f"<w:tc><w:p>{r('خانة')}{hidden}</w:p></w:tc>"
    table = f"<w:tbl>{2 * f'<w:tr>{cell}{cell}</w:tr>'}</w:tbl>"
    seen = r("بقيت الورّاقة مفتوحة", '<w:vanish w:val="0"/>')
    body = f"<w:p>{seen}{hidden}{r(' طوال العام الماضي في السوق القديم.')}</w:p>{table}"
    found = read(HEAD + body + p(FIRST) + p(SECOND))
    assert not any("أخفاها" in block_text(block) for block in found.blocks)
    dropped = [line for line in found.lines if line.fate is Fate.DROPPED]
    assert {line.rule for line in dropped if "أخفاها" in line.text} == {"page-hidden"}
    assert sum(line.text.count("أخفاها") for line in dropped) == 5
    assert "مفتوحة طوال" in block_text(found.blocks[0])


def test_pictures_notes_and_text_boxes_are_not_lost() -> None:
    """A picture gives its name; a note goes to the end; a text box is read once, not twice."""
    box = f"<w:txbxContent>{p(THIRD)}</w:txbxContent>"
    drawn = (
        '<w:p><w:r><a:blip r:embed="i"/></w:r><w:r><mc:AlternateContent><mc:Choice>'
        f"{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    notes = f'<w:footnotes {NS}><w:footnote w:type="separator">{p("-")}</w:footnote>'
    notes += f"<w:footnote>{p('انظر سجل البلدية.')}</w:footnote></w:footnotes>"
    document = read(HEAD + p(FIRST) + drawn + p(SECOND), {"word/footnotes.xml": notes})
    assert document.images == (Image("image1.png"),)
    text = "\n".join(run.text for run in runs_of(document))
    assert (text.count(THIRD), text.count("انظر سجل البلدية.")) == (1, 1)


def test_every_paragraph_is_accounted_for() -> None:
    """The ledger numbers the paragraphs, and none is missing."""
    lines = read(HEAD + p(FIRST) + p("خلفية", "a2") + p(SECOND)).lines
    assert sorted({line.line for line in lines}) == [1, 2, 3, 4, 5, 6]
    assert [line.text for line in lines if line.fate is Fate.TITLE] == [TITLE]


def test_a_document_without_an_article_is_refused() -> None:
    """An empty document has one clear problem."""
    assert [problem.code for problem in read("").problems] == ["BODY01"]


def bomb() -> bytes:
    """Make an archive of some kilobytes that unpacks to 120 MB."""
    return docx("", {"word/document.xml": "<w:t>" + "ا" * 60_000_000})


LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ضحك">'
    + "".join(
        f'<!ENTITY {n} "{("&" + m + ";") * 10}">'
        for m, n in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + f"]><w:document {NS}><w:body><w:p><w:r><w:t>&i;</w:t></w:r></w:p></w:body></w:document>"
)
FILE_ENTITY = (
    '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>'
    f"<w:document {NS}><w:body>{p(FIRST)}<w:p><w:r><w:t>[&f;]</w:t></w:r></w:p>"
    "</w:body></w:document>"
)


def plain_zip() -> bytes:
    """Make an archive that is no Word document."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("notes.txt", "نص")
    return stream.getvalue()


def many_files() -> bytes:
    """Make an archive with more files than a document has."""
    return docx("", {f"word/x{number}.xml": "" for number in range(6_000)})


REFUSED = {
    "no archive": (b"PK\x03\x04" + b"\x00" * 50, "FILE02"),
    "another archive": (plain_zip(), "FILE02"),
    "cut off": (docx(p(FIRST) * 50)[:900], "FILE02"),
    "broken xml": (docx("<w:p>"), "FILE02"),
    "many files": (many_files(), "FILE02"),
    "nested": (docx("<w:sdt>" * 240 + "</w:sdt>" * 240), "PAGE02"),
    "empty": (b"", "FILE02"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_word_document_is_refused(name: str) -> None:
    """Each ends as one clear problem."""
    content, code = REFUSED[name]
    with pytest.raises(ArticleError) as caught:
        extract_docx(content, Profiles())
    assert [code] == [problem.code for problem in caught.value.problems]


def test_a_zip_bomb_is_stopped_before_it_is_unpacked() -> None:
    """Its size is counted while it is read, whatever the archive says of itself."""
    content = bomb()
    begun = time.process_time()
    with pytest.raises(ArticleError) as caught:
        extract_docx(content, Profiles())
    assert [problem.code for problem in caught.value.problems] == ["FILE03"]
    assert time.process_time() - begun < 5


def test_entities_are_neither_multiplied_nor_fetched() -> None:
    """No billion laughs, and no file of this machine in an article."""
    with pytest.raises(ArticleError, match="FILE02"):
        mark_lines(docx("", {"word/document.xml": LAUGHS}))
    fetched = docx("", {"word/document.xml": FILE_ENTITY})
    assert [line.text for line in mark_lines(fetched)] == [FIRST, "[]"]


PICTURE = '<w:p><w:r><w:drawing><a:blip r:embed="i"/></w:drawing></w:r></w:p>'


@pytest.mark.parametrize("above", [False, True])
def test_a_caption_beside_a_picture_is_that_picture_s(*, above: bool) -> None:
    """It hung on a second picture without a name, and the one with the name had none."""
    caption = p("السوق المسقوف بعد الترميم (تصوير: سامي عون)")
    around = caption + PICTURE if above else PICTURE + caption
    found = read(HEAD + p(FIRST) + around + p(SECOND) + p(THIRD) + p("المصدر: صدى الوادي"))
    assert found.images == (Image("image1.png", "السوق المسقوف بعد الترميم", "سامي عون"),)
    assert [b.image for b in found.blocks if isinstance(b, Figure)] == [*found.images]


PLAN, STONES = "المخطط الأول للسوق بيد المهندس", "الحجارة قبل نقلها إلى الورشة (رويترز)"


@pytest.mark.parametrize(
    ("around", "captions"),
    [
        (PICTURE + p(PLAN, "c"), [(PLAN, None)]),
        (p(PLAN, "c") + PICTURE, [(PLAN, None)]),
        (PICTURE + p(STONES, "c"), [("الحجارة قبل نقلها إلى الورشة", "رويترز")]),
        (2 * (PICTURE + p(PLAN, "c")), [(PLAN, None), (PLAN, None)]),
        (
            p(PLAN, "c") + PICTURE + p(STONES, "c") + PICTURE,
            [(PLAN, None), ("الحجارة قبل نقلها إلى الورشة", "رويترز")],
        ),
    ],
)
def test_a_paragraph_in_the_style_of_captions_is_one(
    around: str, captions: list[tuple[str, str | None]]
) -> None:
    """It has no word of captions, so it was a paragraph of the text."""
    found = read(HEAD + p(FIRST) + around + p(SECOND) + p(THIRD) + p("المصدر: صدى الوادي"))
    assert [(image.caption, image.credit) for image in found.images] == captions
    assert all(image.name == "image1.png" for image in found.images)
    text = [getattr(block, "runs", ()) for block in found.blocks]
    assert (Run(PLAN),) not in text
    assert (Run(STONES),) not in text
    rules = [fate.rule for fate in found.lines if fate.fate is Fate.CAPTION]
    assert rules == ["marked-caption"] * len(captions)


def test_a_caption_of_a_drawing_is_kept_and_that_of_a_table_stays_text() -> None:
    """A drawing made in Word is no picture of the file; a table has no place for a caption."""
    table = "<w:tbl><w:tr>{}{}</w:tr></w:tbl>".format(*(f"<w:tc>{p(t)}</w:tc>" for t in "أب"))
    costs = "كلفة الترميم في كل مرحلة"
    found = read(HEAD + p(FIRST) + p(PLAN, "c") + p(SECOND) + p(costs, "c") + table + p(THIRD))
    assert found.images == (Image("", PLAN, None),)
    assert any(getattr(block, "runs", ()) == (Run(costs),) for block in found.blocks)
