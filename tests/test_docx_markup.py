"""Word documents: what a reader of the document sees beside its words, and what he does not."""

from __future__ import annotations

import re

import pytest

from builder.markdown.blocks import render_blocks
from builder.markdown.proof import difference
from builder.model import Fate, Figure, Heading, ListBlock, Paragraph, Run, Table, block_text
from tests.page_cases import answers
from tests.test_docx import FIRST, HEAD, NS, PACKAGE, RELATIONS, SECOND, STYLES, THIRD, p, r, read

LEVEL = (
    '<w:lvl w:ilvl="{}"><w:start w:val="{}"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/></w:lvl>'
)
LISTS = (
    f'<w:numbering {NS}><w:abstractNum w:abstractNumId="0">'
    + LEVEL.format(0, 1, "decimal", "%1.")
    + LEVEL.format(1, 1, "arabicAbjad", "%2-")
    + LEVEL.format(2, 1, "bullet", "o")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
    + LEVEL.format(0, 1, "arabicAlpha", "%1)")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="2">'
    + LEVEL.format(0, 4, "decimal", "المادة %1:")
    + LEVEL.format(1, 1, "decimal", "%1.%2")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="3">'
    + LEVEL.format(0, 1, "bullet", "•")
    + LEVEL.format(1, 1, "upperRoman", "%2.")
    + "</w:abstractNum>"
    + "".join(
        f'<w:num w:numId="{at + 1}"><w:abstractNumId w:val="{at}"/></w:num>' for at in range(4)
    )
    + '<w:num w:numId="5"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>'
)
SHOWN = "وأعيد فتح الدكاكين كلها."


def item(text: str, number: int, depth: int = 0) -> str:
    """Write an item of a list."""
    marks = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{marks}</w:pPr>{r(text)}</w:p>"


def shown(body: str) -> list[str]:
    """Return the Markdown of `body` between two paragraphs, which says the same, in lines."""
    blocks = read(
        HEAD + p(FIRST) + p(SECOND) + body + p(THIRD), {"word/numbering.xml": LISTS}
    ).blocks
    assert difference(blocks, render_blocks(blocks)) is None
    return [line.strip() for line in render_blocks(blocks[2:-1]).split("\n") if line.strip()]


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (
            item("الحفر", 1) + item("بالمعول", 1, 1) + item("باليد", 1, 1) + item("الردم", 1),
            ["1.  الحفر", "أ- بالمعول", "ب- باليد", "2.  الردم"],
        ),
        (
            item("الحفر", 1) + p(SHOWN) + item("الردم", 1),
            ["1.  الحفر", SHOWN, "2.  الردم"],
        ),
        (
            item("الحفر", 1) + p(SHOWN) + item("الردم", 5),
            ["1.  الحفر", SHOWN, "1.  الردم"],
        ),
        (
            item("الحفر", 1) + item("معول", 4) + item("الردم", 1),
            ["1.  الحفر", "<!-- -->", "-   معول", "<!-- -->", "2.  الردم"],
        ),
        (item("الحفر", 2) + item("الردم", 2), ["أ) الحفر", "ب) الردم"]),
        (
            item("يسمى السوق سوقًا", 3) + item("ويفتح نهارًا", 3, 1) + item("ويغلق ليلًا", 3),
            ["المادة 4: يسمى السوق سوقًا", "4\\.1 ويفتح نهارًا", "المادة 5: ويغلق ليلًا"],
        ),
        (
            item("الخان", 4) + item("القاعة", 4, 1) + item("الباب", 4, 1) + item("الحمام", 4),
            ["-   الخان", "I. القاعة", "II. الباب", "-   الحمام"],
        ),
    ],
)
def test_items_have_the_numbers_that_readers_of_the_document_see(
    body: str, lines: list[str]
) -> None:
    """Inner items ran on with the outer ones, and a list after a paragraph began at one again."""
    assert lines == shown(body)


def test_a_line_break_within_an_item_or_a_heading_does_not_part_it() -> None:
    """One item became two, and the second half of a headline a subheading."""
    broken = item("الحفر", 1).replace("الحفر", "الحفر</w:t><w:br/><w:t>ثم التنظيف")
    assert shown(broken + item("الردم", 1)) == ["1.  الحفر", "ثم التنظيف", "2.  الردم"]
    title = p("عودة السوق</w:t><w:br/><w:t>بعد ثلاث سنوات من الترميم", "a1")
    found = answers(read(title + p(FIRST) + p(SECOND)))
    assert found["title"] == "عودة السوق بعد ثلاث سنوات من الترميم"


def test_a_heading_keeps_its_number() -> None:
    """«المادة الخامسة» is quoted by it."""
    heading = item("أحكام عامة", 3).replace("<w:pPr>", '<w:pPr><w:pStyle w:val="a2"/>')
    assert shown(heading + p(SHOWN)) == ["## المادة 4: أحكام عامة", SHOWN]


def cell(inner: str, marks: str = "") -> str:
    """Write a cell of a table."""
    return f"<w:tc><w:tcPr>{marks}</w:tcPr>{inner}</w:tc>"


def table(*rows: str) -> str:
    """Write a table."""
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def test_cells_that_reach_over_others_leave_them_in_their_columns() -> None:
    """Every cell beside one over two columns stood a column too early."""
    wide = cell(p("المرحلة الأولى"), '<w:gridSpan w:val="2"/>') + cell(p("200"))
    below = cell("<w:p/>", "<w:vMerge/>") + cell(p("الخشب")) + cell(p("30"))
    controlled = f"<w:sdt><w:sdtContent>{cell(p('الحجر'))}</w:sdtContent></w:sdt>"
    late = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + cell(p("الحديد")) + cell(p("9"))
    rows = table(wide, below, controlled + cell(p("قطعة")) + cell(p("5")), late)
    found = read(HEAD + p(FIRST) + rows + p(SECOND)).blocks[1]
    assert isinstance(found, Table)
    assert [["".join(run.text for run in one) for one in row] for row in found.rows] == [
        ["المرحلة الأولى", "", "200"],
        ["", "الخشب", "30"],
        ["الحجر", "قطعة", "5"],
        ["", "الحديد", "9"],
    ]


def test_a_table_of_rows_without_cells_holds_nothing() -> None:
    """The whole build ended at a division by nothing."""
    late = '<w:trPr><w:gridBefore w:val="2"/></w:trPr>'
    assert len(read(HEAD + p(FIRST) + table(late, late) + p(SECOND)).blocks) == 2


def test_cells_that_are_numbered_have_their_numbers() -> None:
    """The first column of such a table was empty."""
    rows = table(*(cell(item("", 1)) + cell(p(text)) for text in ("الحجر", "الخشب")))
    found = read(HEAD + p(FIRST) + rows + p(SECOND), {"word/numbering.xml": LISTS}).blocks[1]
    assert block_text(found).split() == ["1.", "الحجر", "2.", "الخشب"]


def test_columns_of_text_in_a_table_are_paragraphs() -> None:
    """A newsletter is laid out so; in cells its paragraphs would run together."""
    columns = table(cell(4 * p(FIRST) + 4 * p(SECOND)) + cell(8 * p(THIRD)))
    found = read(HEAD + columns).blocks
    assert found == tuple(Paragraph((Run(t),)) for t in (*4 * [FIRST], *4 * [SECOND], *8 * [THIRD]))


def test_a_picture_in_a_cell_and_one_of_an_older_word_are_not_lost() -> None:
    """Both stand in the archive, and readers see them."""
    new = '<w:p><w:r><w:drawing><a:blip r:embed="i"/></w:drawing></w:r></w:p>'
    vml = 'xmlns:v="urn:schemas-microsoft-com:vml"'
    old = f'<w:p><w:r><w:pict><v:imagedata {vml} r:id="i"/></w:pict></w:r></w:p>'
    for body in (table(cell(new) + cell(p("السوق")), cell(p("من")) + cell(p("الشمال"))), old):
        found = read(HEAD + p(FIRST) + body + p(SECOND)).blocks
        assert [b.image.name for b in found if isinstance(b, Figure)] == ["image1.png"]


OWN_STYLES = f"""<w:styles {NS}>
<w:style w:styleId="a1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="t"><w:name w:val="toc 1"/></w:style>
<w:style w:styleId="h"><w:name w:val="Own"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:styleId="h2"><w:name w:val="Own2"/><w:basedOn w:val="h"/></w:style>
</w:styles>"""
UNSEEN = "كلمات لا يراها القارئ"
STYLED, SHOWN_AGAIN = '<w:rStyle w:val="h"/>', '<w:vanish w:val="0"/>'


@pytest.mark.parametrize(
    ("unseen", "rule"),
    [
        (p(UNSEEN, "h"), "page-hidden"),
        (p(UNSEEN, "h2"), "page-hidden"),
        (f"<w:p>{r(SHOWN)}{r(UNSEEN, STYLED)}</w:p>", "page-hidden"),
        (f"<w:p>{r(SHOWN)}{r(UNSEEN, '<w:strike/>')}</w:p>", "page-struck"),
        (f"<w:p>{r(SHOWN)}{r(UNSEEN, '<w:dstrike/>')}</w:p>", "page-struck"),
        (f"<w:p><w:del>{r(UNSEEN).replace('w:t', 'w:delText')}</w:del></w:p>", "page-struck"),
        (
            table(
                cell(p("أ")) + cell(p("ب")),
                f"<w:trPr><w:del/></w:trPr>{cell(p(UNSEEN))}{cell('<w:p/>')}",
            ),
            "page-struck",
        ),
        (p(UNSEEN + "</w:t><w:tab/><w:t>12", "t"), "page-navigation"),
    ],
)
def test_what_is_left_out_is_told_with_its_reason(unseen: str, rule: str) -> None:
    """What is hidden by a style was published, and what was deleted was gone without a word."""
    found = read(HEAD + p(FIRST) + unseen + p(SECOND), {"word/styles.xml": OWN_STYLES})
    assert not any(UNSEEN in block_text(block) for block in found.blocks)
    told = [(line.fate, line.rule) for line in found.lines if UNSEEN in line.text]
    assert told == [(Fate.DROPPED, rule)]


def test_a_run_may_be_shown_in_a_hidden_paragraph() -> None:
    """A mark of its own says so."""
    seen = f'<w:p><w:pPr><w:pStyle w:val="h"/></w:pPr>{r(SHOWN, SHOWN_AGAIN)}</w:p>'
    found = read(HEAD + p(FIRST) + seen + p(SECOND), {"word/styles.xml": OWN_STYLES})
    assert block_text(found.blocks[1]) == SHOWN


def related(kind: str, name: str) -> dict[str, str]:
    """Write the relations of a document that has one part, and those of that part."""
    file = (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="{{}}" Type="{RELATIONS}/{{}}" {{}}/>'
    )
    end = "</Relationships>"
    return {
        "word/_rels/document.xml.rels": file.format("x", kind, f'Target="{name}.xml"') + end,
        f"word/_rels/{name}.xml.rels": file.format(
            "l", "hyperlink", 'Target="https://other.example/" TargetMode="External"'
        )
        + end,
    }


@pytest.mark.parametrize("kind", ["header", "footer"])
def test_the_head_and_the_foot_of_the_pages_are_told(kind: str) -> None:
    """They are no text of the article, and nobody learned that they are there."""
    parts = {f"word/{kind}2.xml": f"<w:hdr {NS}>{p(UNSEEN)}</w:hdr>", **related(kind, f"{kind}2")}
    found = read(p(FIRST) + p(SECOND), parts)
    told = [(line.fate, line.rule) for line in found.lines if UNSEEN in line.text]
    assert told == [(Fate.DROPPED, f"page-{kind}")]


NOTES = (
    f'<w:footnotes {NS}><w:footnote w:type="separator" w:id="0">{p("-")}</w:footnote>'
    f'<w:footnote w:id="7">{p("سجل البلدية.")}</w:footnote><w:footnote w:id="3"><w:p>'
    f'<w:hyperlink r:id="l">{r("سجل الأوقاف.")}</w:hyperlink></w:p></w:footnote></w:footnotes>'
)


def test_notes_are_counted_where_the_text_calls_them() -> None:
    """The text had no number, and the notes came in the order of the file, which is another."""
    call = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    parts = {"word/footnotes.xml": NOTES, **related("footnotes", "footnotes")}
    body = "".join(
        f"<w:p>{r(text[:-1])}{call.format(name)}{r('.')}</w:p>"
        for text, name in ((FIRST, 3), (SECOND, 7))
    )
    title = "عودة السوق بعد ثلاث سنوات من الترميم"
    head = p(title, "a1") + p("كتبت: ليلى حداد")
    head = head.replace("</w:p>", call.format(3) + "</w:p>")
    document = read(head + body, parts)
    assert (answers(document)["title"], answers(document)["authors"]) == (title, ["ليلى حداد"])
    found = document.blocks
    assert [block_text(block) for block in found[:2]] == [FIRST[:-1] + "[1].", SECOND[:-1] + "[2]."]
    assert found[2] == ListBlock(
        ((Run("سجل الأوقاف.", "https://other.example/"),), (Run("سجل البلدية."),)), ordered=True
    )


FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
LINK = ' HYPERLINK "https://records.example/souq" \\o "x" '


@pytest.mark.parametrize(
    "link",
    [
        FIELD.format("begin") + f"<w:r><w:instrText>{LINK}</w:instrText></w:r>"
        + FIELD.format("separate") + r("السجل") + FIELD.format("end"),
        f"<w:fldSimple w:instr='{LINK}'>{r('السجل')}</w:fldSimple>",
    ],
)  # fmt: skip
def test_a_link_that_is_a_field_is_a_link(link: str) -> None:
    """Word writes links in two ways; of one the address was lost."""
    found = read(HEAD + p(FIRST) + f"<w:p>{r('انظر ')}{link}{r(' في البلدية قبل الزيارة.')}</w:p>")
    assert found.blocks[1] == Paragraph(
        (
            Run("انظر "),
            Run("السجل", "https://records.example/souq"),
            Run(" في البلدية قبل الزيارة."),
        )
    )


def test_signs_powers_and_fractions_are_read() -> None:
    """«كم2» is no unit, and half a metre became twelve."""
    math = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    one, two = (f"<m:r><m:t>{number}</m:t></m:r>" for number in (1, 2))
    half = f"<m:f {math}><m:num>{one}</m:num><m:den>{two}</m:den></m:f>"
    power = r("2", '<w:vertAlign w:val="superscript"/>')
    body = (
        f"<w:p>{r('مساحته 40 كم')}{power}{r(' وعرض بابه ')}{half}{r(' متر، ودرجته 40')}"
        '<w:r><w:sym w:font="Symbol" w:char="00B0"/></w:r>'
        f"{r(' ظهرًا في السو')}<w:r><w:softHyphen/></w:r>{r('ق.')}</w:p>"
    )
    found = read(HEAD + p(FIRST) + body).blocks[1]
    assert block_text(found) == "مساحته 40 كم² وعرض بابه 1/2 متر، ودرجته 40° ظهرًا في السوق."


def test_a_heading_in_a_control_and_a_table_in_a_table_are_read() -> None:
    """Forms put paragraphs into controls; a table that holds another only lays out."""
    inner = table(cell(p("أ")) + cell(p("1")), cell(p("ب")) + cell(p("2")))
    control = f"<w:sdt><w:sdtContent>{p('خلفية', 'a2')}</w:sdtContent></w:sdt>"
    found = read(HEAD + p(FIRST) + control + p(SECOND) + table(cell(inner) + cell(p(SHOWN)))).blocks
    assert found[1] == Heading((Run("خلفية"),), 2)
    assert isinstance(found[3], Table)
    assert found[4] == Paragraph((Run(SHOWN),))


def test_a_document_in_the_strict_form_is_read() -> None:
    """Word offers it among its forms; it was taken for an archive of something else."""
    usual = re.compile("http://schemas.openxmlformats.org/([a-zA-Z]+)/2006/([a-z]+)")
    parts = {"word/styles.xml": STYLES, "word/numbering.xml": LISTS}
    body = HEAD + p(FIRST) + item(SHOWN, 1) + p(SECOND)
    document = f"<w:document {NS}><w:body>{body}</w:body></w:document>"
    files = {**parts, "word/document.xml": document}
    strict = {
        name: usual.sub(r"http://purl.oclc.org/ooxml/\1/\2", text) for name, text in files.items()
    }
    assert read("", strict).blocks == read("", files).blocks
    assert len(read("", strict).blocks) == 3


def test_what_a_table_is_called_is_no_subheading() -> None:
    """Under it stood the next part of the text, as if it were of the table."""
    called = "الجدول 1: أعداد الدكاكين"
    rows = table(cell(p("السنة")) + cell(p("العدد")), cell(p("2020")) + cell(p("15")))
    found = read(HEAD + p(FIRST) + rows + p(called) + p(SECOND) + p(THIRD)).blocks
    assert found[2] == Paragraph((Run(called),))
