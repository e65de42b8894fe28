"""Rights: what of a text is published, and what stays when it is taken down."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from builder import frontmatter
from tests.conftest import png

if TYPE_CHECKING:
    from tests.conftest import Project

Paste = Callable[..., str]

LAST_WORDS = "سبقت مطابع كثيرة في المشرق"
FIRST_WORDS = "في مطلع القرن الثامن عشر"


def collection(project: Project, text: str, rights: str) -> None:
    """Put one long article with a picture into a collection whose source grants `rights`."""
    source = f"dafatir: {{name: دفاتر ورّاق, kind: magazine, rights: {rights}}}\n"
    project.write("articles/vocabulary/sources.yml", source)
    longer = text.replace(
        "\n\nويرى", "\n\n" + "وكان للمطبعة ورّاقون يعرفهم أهل حلب. " * 30 + "\n\nويرى"
    )
    project.write("articles/press.txt", longer)
    project.write("articles/press.yml", "images: [{name: press.png, caption: المطبعة}]\n")
    project.write("articles/press.png", png())


def holding(project: Project, words: str) -> set[str]:
    """Return the files below `docs/` that hold some words."""
    return {name for name, content in project.tree().items() if words.encode() in content}


@pytest.mark.parametrize(
    ("setting", "shown"),
    [
        ("", {FIRST_WORDS, LAST_WORDS}),
        (", unknown_source: excerpt", {FIRST_WORDS}),
        (", unknown_source: link", set()),
    ],
)
def test_a_collection_decides_on_sources_it_does_not_know(
    project: Project, paste: Paste, setting: str, shown: set[str]
) -> None:
    """The whole text, unless the settings say less; the warning names what holds."""
    collection(project, paste(), "full")
    project.write("articles/vocabulary/sources.yml", "other: {name: صحيفة أخرى, kind: magazine}\n")
    settings = (project.path / "mkdocs.yml").read_text(encoding="utf-8")
    project.write("mkdocs.yml", settings.replace("page_size: 3", f"page_size: 3{setting}"))
    (warning,) = [d for d in project.convert().diagnostics if d.code == "SOURCE02"]
    assert f"`{setting.removeprefix(', ') or 'unknown_source: full'}`" in warning.hint("en")
    assert {words for words in (FIRST_WORDS, LAST_WORDS) if holding(project, words)} == shown


@pytest.mark.parametrize(
    ("rights", "shown"),
    [("full", {FIRST_WORDS, LAST_WORDS}), ("excerpt", {FIRST_WORDS}), ("link", set())],
)
def test_no_more_of_a_text_is_published_than_its_source_grants(
    project: Project, paste: Paste, rights: str, shown: set[str]
) -> None:
    """Neither its page nor a list, a feed or the search index holds what may not be shown."""
    collection(project, paste(), rights)
    assert project.convert().articles == 1
    assert {words for words in (FIRST_WORDS, LAST_WORDS) if holding(project, words)} == shown
    page = frontmatter.parse(project.page("articles/press.md"))[0]
    assert (page["title"], page["rights"]) == ("أول مطبعة في حلب", rights)


def test_an_excerpt_is_a_part_of_a_short_text_too(project: Project, paste: Paste) -> None:
    """A text of five sentences was published whole, its subheadings glued into one paragraph."""
    collection(project, paste(), "excerpt")
    sentences = [f"هذه الجملة {word} من خبر قصير عن المطبعة." for word in ("الأولى", "الثانية")]
    rest = [f"وهذه الجملة {word} مما لا يُنشر منه." for word in ("الثالثة", "الرابعة", "الخامسة")]
    text = "# خبر\n\n" + "\n\n".join([*sentences, "## مراحل العمل", *rest, "- بند\n- بند"])
    project.write("articles/short.md", text)
    project.write("articles/short.yml", "date: 2024-03-05\nsource: dafatir\n")
    project.convert()
    page, body = frontmatter.parse(project.page("articles/short.md"))
    assert body.strip() == sentences[0]
    assert page["description"] == sentences[0]
    assert holding(project, "مراحل") == set()


@pytest.mark.parametrize(("rights", "pictures"), [("full", 1), ("excerpt", 1), ("link", 0)])
def test_a_record_with_the_link_shows_no_picture(
    project: Project, paste: Paste, rights: str, pictures: int
) -> None:
    """Whoever grants no text grants no picture."""
    collection(project, paste(), rights)
    project.convert()
    names = [name for name in project.tree() if name.startswith("assets/pictures/")]
    assert len(names) == pictures


def test_a_takedown_leaves_a_note_and_nothing_else(project: Project, paste: Paste) -> None:
    """Text, picture, card, lists, feeds and the search index are free of it; the address stays."""
    collection(project, paste(), "full")
    project.convert()
    assert holding(project, FIRST_WORDS)
    project.write("articles/press.yml", "takedown: بطلب من الناشر\naliases: [old-press]\n")
    project.convert()
    assert holding(project, FIRST_WORDS) == set()
    assert holding(project, "بطلب من الناشر") == {"articles/press.md"}
    assert holding(project, "أول مطبعة في حلب") == {"articles/press.md", "articles/old-press.md"}
    pictures = [
        name for name in project.tree() if name.startswith(("assets/pictures", "assets/cards"))
    ]
    assert pictures == []


def test_a_takedown_holds_when_the_text_itself_is_removed(project: Project) -> None:
    """Where not even the repository may keep the text, one line stands in its place."""
    project.write("articles/press.txt", "سُحب.\n")
    said = "title: مقال مسحوب\ndate: 2024-03-05\nsource: dafatir\ntakedown: بطلب من الناشر\n"
    project.write("articles/press.yml", said)
    report = project.convert()
    assert (report.failed, holding(project, "بطلب من الناشر")) == ((), {"articles/press.md"})
