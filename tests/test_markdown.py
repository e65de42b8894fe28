"""Text becomes Markdown that reads back as the same text, whatever stands in it."""

from __future__ import annotations

import lxml.html
import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.extract import Profiles, extract_text
from builder.extract.markdown_text import extract_markdown
from builder.markdown.blocks import render_blocks
from builder.markdown.proof import EXTENSIONS, difference
from builder.model import (
    Block,
    Figure,
    Heading,
    Image,
    ListBlock,
    Paragraph,
    Quote,
    Run,
    Runs,
    Table,
)

NASTY = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "![x](data:text/html,1)",
    "{{ config }} {% raw %}",
    "{: .class onclick=x }",
    "---",
    "===",
    "***",
    "٢٠٢٤. كان عامًا صعبًا",
    "2024. كان عامًا صعبًا",
    "1) أولًا",
    "#وسم في أول السطر",
    "###### عنوان",
    "+ زائد",
    "- شرطة",
    "* نجمة",
    "> اقتباس",
    "    أربع مسافات",
    "\tجدولة",
    "[^1]: حاشية",
    "[وصل]: https://example.org",
    "*[اختصار]: شرح",
    "| أ | ب |",
    "```\nرمز\n```",
    "~~~",
    ": تعريف",
    "!!! note",
    "??? note",
    "&lt;b&gt; &copy; &#x41;",
    "a\\b \\* \\\\",
    "`رمز` ``أكثر``",
    "_تحت_ __خط__ *نجم* **نجمان**",
    "https://example.org/a_b_c?x=1&y=2",
    "<https://example.org>",
    "قبل السطر\n# بعده",
    "قبل السطر\n- بعده\n- وبعده",
    "قبل السطر\n٣. بعده",
    "قبل السطر\n    بعده",
    "قبل سطر خالٍ\n \n\nبعده",
    "$x$ \\(y\\)",
    "^أ^ ~ب~ ==ج==",
    ":smile:",
    '--8<-- "x"',
    "+++",
    "\\",
]
text = st.text(
    st.sampled_from("ابتثجحخ أإآىة َُِّ٠١٢0123٤.،؛؟«»\"'()[]{}<>#*_`~^=|&!+-:\\/@$%\n"), max_size=60
)
line = (text | st.sampled_from(NASTY)).map(lambda words: " ".join(words.split()))
run = st.builds(
    Run, line.filter(bool), st.none() | st.just("https://example.org/_a"), st.booleans()
)
some_runs = st.lists(run, min_size=1, max_size=2).map(tuple)
several = st.lists(some_runs, min_size=1, max_size=3).map(tuple)
stanza = st.lists(line.filter(bool), min_size=2, max_size=3).map(
    lambda lines: Paragraph((Run("\n".join(lines)),))
)
numbers = st.sampled_from([0, 1, 1, 2, 7, 2024, 999_999])
lists = st.builds(ListBlock, several, st.booleans(), numbers)
block = (
    st.builds(Paragraph, some_runs)
    | st.builds(Heading, some_runs, st.integers(1, 7))
    | st.builds(Quote, several)
    | lists
    | lists
    | st.builds(Table, st.lists(several, min_size=1, max_size=3).map(tuple))
    | st.just(Figure(Image("a.png")))
    | stanza
)


def runs(words: str) -> Runs:
    """Return plain runs."""
    return (Run(words),)


def proved(*blocks: Block) -> str | None:
    """Return how the rendered blocks read differently; None where they do not."""
    return difference(blocks, render_blocks(blocks))


@pytest.mark.parametrize("words", NASTY)
@pytest.mark.parametrize("kind", ["paragraph", "heading", "quote", "list", "table", "second run"])
def test_markup_in_a_text_is_text(words: str, kind: str) -> None:
    """No sign of Markdown, HTML or a template means anything but itself, in any block."""
    by_kind: dict[str, Block] = {
        "paragraph": Paragraph(runs(words)),
        "heading": Heading(runs(words)),
        "quote": Quote((runs(words), runs("ثانية"))),
        "list": ListBlock((runs(words), runs("ثانٍ"))),
        "table": Table(((runs("رأس"), runs(words)), (runs(words), runs("خلية")))),
        "second run": Paragraph((Run("أول ", strong=True), Run(words))),
    }
    assert proved(Paragraph(runs("قبل")), by_kind[kind], Paragraph(runs("بعد"))) is None


@given(st.lists(text.filter(lambda words: words.strip()), min_size=1, max_size=4))
@settings(max_examples=300, deadline=None)
def test_any_text_reads_back(texts: list[str]) -> None:
    """Paragraphs of any signs come out as the same paragraphs."""
    assert proved(*(Paragraph(runs(words)) for words in texts)) is None


@given(text.filter(lambda words: words.strip()), text.filter(lambda words: words.strip()))
@settings(max_examples=200, deadline=None)
def test_styles_and_links_read_back(first: str, second: str) -> None:
    """Emphasis and links change no letter of the text."""
    styled = Run(first.replace("\n", " "), strong=True), Run(" "), Run(second.replace("\n", " "))
    linked = (*styled, Run(" و"), Run("الوصلة", href="https://example.org/(a)_[b]?q=أ&x=*"))
    assert proved(Paragraph(linked)) is None


@given(st.lists(block, min_size=1, max_size=5))
@settings(max_examples=300, deadline=None)
def test_any_sequence_of_blocks_reads_back(blocks: list[Block]) -> None:
    """No block runs into the one before it: a list into a list, a quotation into another."""
    assert proved(*blocks) is None


@pytest.mark.parametrize("between", [(), (Figure(Image("a.png")),)])
def test_two_lists_in_a_row_stay_two_lists(between: tuple[Block, ...]) -> None:
    """Each has its own items and begins with its own number, in what the publisher makes of it."""
    first = ListBlock((runs("تاسع"), runs("عاشر")), ordered=True, start=9)
    second = ListBlock((runs("ثالث"), runs("رابع"), runs("خامس")), ordered=True, start=3)
    bulleted = ListBlock((runs("نقطة"),))
    text = render_blocks((first, *between, second, *between, bulleted))
    page = lxml.html.fragment_fromstring(
        markdown.markdown(text, extensions=list(EXTENSIONS)), create_parent=True
    )
    found = [(one.tag, one.get("start"), len(one)) for one in page.iter("ol", "ul")]
    assert found == [("ol", "9", 2), ("ol", "3", 3), ("ul", None, 1)]
    assert [item.text for item in page.iter("li")][:2] == ["تاسع", "عاشر"]


PIECES = [
    *("7. عضو المجلس العلمي", "8. عضو لجنة الترقية", "1 - معيد بقسم النبات", "2 - مدرس مساعد"),
    *("3. أولى الوصايا", "4. ثانية الوصايا", "٢٠٢٤. كان عامًا صعبًا", "- بند قصير", "• بند آخر"),
    *(
        "عرفت حلب مطبعة عربية منذ زمن بعيد، وبقيت كتبها.",
        "«قال الطابع: لا بد من حبر جيد».",
        "",
    ),
    *("بلد\t2021\t2022", "تونس\t9\t8", "| بلد | 2021 |", "| تونس | 9 |", "مطبعة الشمال", "سؤال؟"),
    *(
        "> اقتباس",
        "# عنوان",
        "يا ليل طال السهر ... والنجم ظهر",
        "***",
        "![صورة](a.png)",
    ),
]


@given(st.lists(st.sampled_from(PIECES), min_size=2, max_size=14))
@settings(max_examples=300, deadline=None)
def test_whatever_is_read_of_an_article_can_be_published(lines: list[str]) -> None:
    """Pasted and Markdown, lines in any order: what extraction makes of them reads back."""
    whole = "\n".join(("حلب تعرف أول مطبعة عربية", "5 آذار 2019", "", *lines, ""))
    assert proved(*extract_text(whole, Profiles()).blocks) is None
    assert proved(*extract_markdown(whole, Profiles()).blocks) is None


def test_a_list_that_begins_with_nought_keeps_its_number() -> None:
    """No number of a Markdown file's list is taken for a missing one."""
    text = "# مطبعة حلب\n\nعرفت حلب مطبعة عربية منذ زمن بعيد.\n\n0. المقدمة\n1. الفصل الأول\n"
    blocks = extract_markdown(text, Profiles()).blocks
    assert [one.start for one in blocks if isinstance(one, ListBlock)] == [0]


def test_a_styled_link_before_other_text_reads_back() -> None:
    """What stands after a link in bold comes after it, to the proof as to a reader."""
    linked = Run("المطبعة", href="https://example.org/a", strong=True)
    assert proved(Paragraph((Run("زار "), linked, Run("، ثم عاد."))), Quote(((linked,),))) is None


def test_a_sign_before_a_link_and_at_the_end_of_a_heading_stays() -> None:
    """An exclamation mark makes no picture of the link after it; a heading may end with `#`."""
    link = Run("هنا", href="https://example.org/a")
    assert proved(Paragraph((Run("اقرأ!"), link)), ListBlock(((Run("\\!"), link),))) is None
    for words in ("لغة C#", "#", "\\#", "ج ##"):
        heading = Heading(runs(words))
        assert proved(heading) is None


def test_the_proof_notices_a_difference() -> None:
    """A page that would read differently is caught: unescaped text becomes a list."""
    block = Paragraph(runs("٢٠٢٤. كان عامًا"))
    assert difference((block,), "٢٠٢٤. كان عامًا") is not None
    assert difference((block,), "٢٠٢٤\\. كان عام") is not None
    assert difference((block,), "٢٠٢٤\\. كان عامًا\n\nزيادة") is not None
    assert difference((block, block), "٢٠٢٤\\. كان عامًا") is not None
    numbered = ListBlock((runs("ثالث"),), ordered=True, start=3)
    assert difference((numbered,), "1.  ثالث") is not None


def test_lists_keep_their_number() -> None:
    """An ordered list begins where it began in the source."""
    block = ListBlock((runs("ثالث"), runs("رابع")), ordered=True, start=3)
    assert render_blocks((block,)) == "3.  ثالث\n4.  رابع"


def test_a_stanza_is_written_with_hard_breaks_and_no_markup() -> None:
    """Verses that begin like a list, a heading or a quotation stay verses, each on its line."""
    stanza = Paragraph((Run("يا نهر\n- خذ الليل\n1. واترك\n# لي\n> الضفة"),))
    text = render_blocks((stanza,))
    assert text.count("  \n") == 4
    assert difference((stanza,), text) is None
