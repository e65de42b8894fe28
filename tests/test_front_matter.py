"""Front matter of texts: told from a text, read for the keys that are ours, never published."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from builder import frontmatter
from builder.top_block import split_front_matter

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Project

    Told = Callable[..., dict[str, tuple[int | None, str]]]

FIRST = "بدأ العمل في خزانة المخطوطات صباح السبت، وكان طويلًا وشاقًّا على القائمين به جميعًا."
SECOND = "وقال الحافظ إن الورق القديم لا يحب الرطوبة ولا النور."
TEXT = f"# حوار مع حافظ المخطوطات\n\n{FIRST}\n\n{SECOND}\n"
KNOWN = "title: من فوق\ndate: 2024-07-15\nsource: دفاتر ورّاق بيروت\n"


@pytest.fixture
def told(project: Project) -> Told:
    """Convert a Markdown text below a block, and give what is told by code, with line and words."""

    def convert(block: str, name: str = "a.md") -> dict[str, tuple[int | None, str]]:
        project.write(f"articles/{name}", block + TEXT)
        found = project.convert().diagnostics
        return {one.code: (one.line, f"{one.message()} {one.hint()}") for one in found}

    return convert


@pytest.mark.parametrize(
    "block",
    [
        "title: أ\n",
        "layout: post\n",
        "title: أ\nweird: {a: 1}\n",
        "title: حوار: فصل: ثان\n",
        "title: [أ\ncssclass: x\n",
        "# ملاحظة\ntags:\n- أ\n- ب\n\nauthor: [سعاد,\n  يوسف]\n",
        "title: أ\nسطر بلا مفتاح\n",
        "title:أ\n",
        "title: &x أ\n",
        "الحالة: مسودة\ncreated: 2024-01-01\n",
    ],
)
def test_a_block_that_was_meant_is_no_text(block: str) -> None:
    """Any key that is not ours, and any slip in the YAML, sent all of it to readers."""
    assert split_front_matter(f"---\n{block}---\nنص\n") == (block, "نص\n")


@pytest.mark.parametrize(
    "text",
    [
        "---\nقال الراوي: نعم\n---\nنص\n",
        "\n---\ntitle: أ\n---\nنص\n",
        "---\nلا شيء\n",
        "---\ntitle: أ\n\nنص بلا نهاية\n",
        "---\n\nفقرة أولى.\n\n---\n\nفقرة ثانية.\n",
        "---\nNote: a first line\n\nA paragraph follows it.\n\n---\nنص\n",
        "---\nhttps://sada.example/a\n---\nنص\n",
        "---\n- title: أ\n---\nنص\n",
        "---\n---\nنص\n",
        "+++\n\nفقرة أولى.\n\n+++\n",
    ],
)
def test_a_text_that_begins_with_a_line_of_signs_stays_a_text(text: str) -> None:
    """A thematic break, or a sentence with a colon between two of them, is the writer's own."""
    assert split_front_matter(text) is None


def test_keys_of_other_programs_are_told_and_the_rest_is_read(project: Project, told: Told) -> None:
    """An article with `layout: post` had «title: …» for a heading, and no date."""
    others = "layout: post\ntags: [أ, ب]\nauthor: [سعاد, يوسف]\nweird: {a: 1}\ntitel: ب\n"
    found = told(f"---\n{KNOWN}{others}---\n")
    assert {code: line for code, (line, _) in found.items() if code.startswith("SIDE")} == {
        "SIDE13": 9,
        "SIDE14": 5,
        "SIDE15": 6,
    }
    assert "did you mean «title»?" in found["SIDE13"][1]
    assert "`layout`, `weird`" in found["SIDE14"][1]
    assert "`topics: {add: [printing]}`" in found["SIDE15"][1]
    page, body = frontmatter.parse(project.page("articles/a.md"))
    assert (page["title"], page["date"].isoformat()) == ("من فوق", "2024-07-15")
    assert page["authors"] == ["سعاد", "يوسف"]
    assert body.strip().splitlines()[-1].startswith("وقال الحافظ")
    assert not any(word in body for word in ("layout", "weird", "titel", "---"))


def test_lines_below_a_block_keep_their_numbers(project: Project, told: Told) -> None:
    """`drop` names lines of the file, and those of the block are counted in it."""
    told(f"---\n{KNOWN}layout: post\ndrop: 12\n---\n")
    _, body = frontmatter.parse(project.page("articles/a.md"))
    assert FIRST in body
    assert "الرطوبة" not in body


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("---\ndate: 2024-07-15\ntitle: حوار: فصل\n---\n", ("SIDE01", 3, "a colon needs quotes")),
        ("---\ntitle: أ\nlayout: [post\n---\n", ("SIDE01", 3, "the front matter is not valid")),
        ('+++\ntitle = "حوار"\ndate = 2024-07-15\n+++\n', ("SIDE17", 1, "write `---`")),
        (f"---\n{KNOWN}draft: true\n---\n", ("SIDE16", 5, "delete that line")),
        (f"---\n{KNOWN}takedwon: بطلب\n---\n", ("SIDE02", 5, "did you mean «takedown»?")),
    ],
)
def test_what_cannot_be_read_or_may_not_be_published_is_not(
    project: Project, told: Told, block: str, expected: tuple[str, int, str]
) -> None:
    """The place and the cure are told, of front matter, and the article is not there as text."""
    code, line, cure = expected
    at, words = told(block)[code]
    assert at == line
    assert cure in words
    assert "the sidecar" not in words
    assert "articles/a.md" not in project.tree()


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_a_dialogue_between_thematic_breaks_is_published(
    project: Project, told: Told, name: str
) -> None:
    """What is no front matter stays in the text."""
    project.write("articles/a.yml", KNOWN)
    assert "SIDE01" not in told(
        "---\nقال الراوي: نعم يا سادة يا كرام، كان ذلك في زمان مضى.\n---\n\n", name
    )
    assert "قال الراوي" in project.page("articles/a.md")


@pytest.mark.parametrize("line", ["# x\n", "\n", " \n#\n", "a = b\n"])
def test_what_only_begins_as_a_block_of_the_other_form_keeps_nobody_waiting(line: str) -> None:
    """Thirty lines of comments below three plus signs took longer than anybody lives."""
    assert split_front_matter("+++\n" + line * 20_000 + "x") is None
