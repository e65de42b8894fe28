"""`keep` and `drop` of a sidecar win over every rule, and lines left out in doubt are told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.checking import examine
from builder.chosen_lines import Chosen, Lines
from builder.doubtful import doubtful_lines
from builder.extract import Profiles, extract_text
from builder.extract.markdown_text import extract_markdown
from builder.model import Document, Fate, LineFate, block_text, plain_text
from builder.workshop import open_workshop
from tests.conftest import ROOT

if TYPE_CHECKING:
    from builder.contribution import Examined
    from builder.model import Block
    from tests.conftest import Project

TAIL: Final = "headlines-below-without-a-heading"
PAGE: Final = (ROOT / "tests/articles" / TAIL / "raw.txt").read_text(encoding="utf-8")
"""Lines 7 to 10 are headlines of others, 11 a foot; 3 is the date."""
HEADLINE: Final = "كيف عاد الترام إلى شوارع المدينة القديمة؟"


def examined(
    project: Project, sidecar: str = "", name: str = "a.txt", text: str = PAGE
) -> Examined:
    """Examine one raw file with its sidecar."""
    location = project.write(f"articles/{name}", text)
    if sidecar:
        project.write("articles/a.yml", sidecar)
    return examine(location, open_workshop(project.config))


def told(found: Examined) -> dict[str, str]:
    """Return what was told of the lines, by code, in Arabic."""
    return {
        one.code: one.message("ar")
        for one in found.diagnostics
        if one.code.startswith(("SIDE", "LINE"))
    }


def body(found: Examined) -> list[str]:
    """Return the texts of the body."""
    return [block["text"] for block in found.answer["body"]]  # type: ignore[attr-defined]


def texts(blocks: tuple[Block, ...]) -> list[str]:
    """Return the texts of paragraphs and headings."""
    return [plain_text(block.runs) for block in blocks if hasattr(block, "runs")]


def test_doubtful_lines_under_the_text_are_told_with_their_cure(project: Project) -> None:
    """One note: how many lines, where they begin, and what to write; and no error."""
    found = examined(project)
    [note] = [one for one in found.diagnostics if one.code == "LINE01"]
    assert (note.line, note.severity) == (7, "note")
    assert "4 أسطر (7-10)" in note.message("ar")
    assert "`keep: [7-10]`" in note.hint("en")


SECTIONS: Final = """***
الدرس الأول: الصبر مفتاح كل شيء
الدرس الثاني: الحبر لا يجف

***

يا دار ما فعلت بك الأيام
ضامتك والأيام ليس تضام
***
وهذا كل ما في الأمر
"""
"""Lines 7 to 16 under the first lines of the page."""
ABOVE: Final = "".join(PAGE.splitlines(keepends=True)[:6])
SENTENCE: Final = "وقال رئيس الجمعية إن الموسم هذا العام خير من سابقه."


def test_all_stretches_are_told_and_can_be_kept_as_they_are_told(project: Project) -> None:
    """Only the first was, and none where «***» stood right under the text."""
    note = told(examined(project, text=ABOVE + SECTIONS))["LINE01"]
    assert "5 أسطر (8-9, 13-14, 16)" in note
    kept = examined(project, "keep: [8-9, 13-14, 16]\n", text=ABOVE + SECTIONS)
    assert "LINE01" not in told(kept)
    assert body(kept)[-1] == "وهذا كل ما في الأمر"


def test_rows_of_figures_among_such_lines_are_told(project: Project) -> None:
    """The lines above and below them in the same table were, where they had a word."""
    below = "***\nالدرس الأول\n2020 | 4.9\n2021 | 8.1\nالدرس الثاني\n12\n"
    assert "4 أسطر (8-11)" in told(examined(project, text=ABOVE + below))["LINE01"]


@pytest.mark.parametrize("between", ["المصدر: جريدة المنارة", "اقرأ أيضًا", "مواضيع ذات صلة"])
def test_of_lines_behind_chrome_only_sentences_are_told(project: Project, between: str) -> None:
    """It has menus and headlines behind it, which nobody need judge one by one."""
    text = (
        f"{ABOVE}{between}\n{HEADLINE}\n{SENTENCE[1:]}\nأسواق ومواسم كثيرة في البلاد هذا العام...\n"
    )
    assert "سطر واحد (9)" in told(examined(project, text=text))["LINE01"]


def test_a_table_behind_chrome_is_told_with_what_leads_to_it(project: Project) -> None:
    """The sentence over its rows was told, and the rows were not."""
    table = "المقاييس في مدن الشمال هي الآتية:\nالمدينة\tالكمية\nالمنارة\tكثيرة\n"
    text = f"{ABOVE}شارك\nانسخ الرابط\n{table}أسواق ومواسم\n"
    assert "3 أسطر (9-11)" in told(examined(project, text=text))["LINE01"]


@pytest.mark.parametrize(
    ("line", "is_told"),
    [
        ("انضم إلى قناة الوادي مراسلاً في عام 2005 بعد دراسته.", True),
        ("وقال إن الكتاب يحوي معلومات خاطئة عن تاريخ المدينة.", True),
        ("تابعنا على الطريق عشرات السيارات المحملة بالأثاث القديم.", True),
        ("اشترك في نشرتنا البريدية ليصلك جديدنا كل صباح باكر.", False),
        ("انضم إلى قناة الوادي على تلغرام", False),
    ],
)
def test_a_sentence_between_paragraphs_is_told_though_its_words_are_those_of_chrome(
    project: Project, line: str, *, is_told: bool
) -> None:
    """It was left out, as sure as a button, and nobody learnt of it."""
    lines = ABOVE.splitlines()
    found = examined(project, text="\n".join([*lines[:4], line, *lines[4:]]))
    assert line not in body(found)
    assert is_told is ("سطر واحد (5)" in told(found).get("LINE01", ""))


@pytest.mark.parametrize(
    ("line", "is_told"),
    [
        ("قال إمام الجامع «لم يبق شيء».", True),
        ("ولم يصب أحد بأذى.", False),
        ("أسواق المدينة القديمة في الشتاء…", False),
    ],
)
def test_a_short_sentence_behind_chrome_is_told(
    project: Project, line: str, *, is_told: bool
) -> None:
    """Five words and a full stop are no headline; seven were asked for, and a quotation went."""
    text = f"{ABOVE}شارك\nانسخ الرابط\n{line}\n"
    assert is_told is ("LINE01" in told(examined(project, text=text)))


POEM: Final = (
    "يا نهرُ طالَ عَلى الضِّفافِ سُهادي *** وَمَضى الرِّفاقُ وَما رَجَعتُ لِوادي",
    "ما كانَ أَقصَرَ لَيلَنا في حَيِّكُم *** لَو أَنَّ ذاكَ اللَّيلَ كانَ يُعادُ",
)


@pytest.mark.parametrize(
    ("above", "lines"),
    [
        (("أخبار", "قال راوي الديوان في مطلعه:", *POEM, "رياضة"), "2-4"),
        (("أخبار", "بقيت الدار على حالها سنوات طويلة.", "رياضة"), "2"),
        (("أخبار", "اقتصاد | رياضة | علوم", POEM[0], "شبكة المنار العلمية", POEM[0]), ""),
    ],
)
def test_a_text_over_the_headline_is_told_and_a_menu_is_not(
    above: tuple[str, ...], lines: str
) -> None:
    """Where a line below was taken for the headline, all of the text above it was gone unsaid."""
    fates = [
        LineFate(number, line, Fate.DROPPED, "before-article")
        for number, line in enumerate(above, 1)
    ]
    fates.append(LineFate(8, "عودة السوق القديم", Fate.TITLE, "headline"))
    fates.append(LineFate(9, SENTENCE, Fate.BODY, "paragraph"))
    problem = doubtful_lines(Document(lines=tuple(fates)))
    assert lines == (dict(problem.values)["lines"] if problem else "")


@pytest.mark.parametrize("end", ["التعليقات (3)", "اتصل بنا"])
def test_nothing_is_told_where_the_article_is_at_an_end(project: Project, end: str) -> None:
    """What readers say and what the foot of a page says is long and ends in a full stop."""
    assert told(examined(project, text=f"{ABOVE}{end}\n{HEADLINE}\n{SENTENCE}\n")) == {}


def test_no_more_stretches_are_told_than_a_sidecar_takes(project: Project) -> None:
    """The line to paste was refused, for its list was too long."""
    below = "".join(f"***\nالدرس رقم {number}: الصبر\n" for number in range(130))
    note = told(examined(project, text=ABOVE + below))["LINE01"]
    assert "100 سطر (8, 10," in note
    lines = note.partition("(")[2].rstrip(")")
    assert "SIDE03" not in told(examined(project, f"keep: [{lines}]\n", text=ABOVE + below))


def test_a_takedown_asks_for_no_lines(project: Project) -> None:
    """Nothing of the text is published, so nobody need judge what was left out of it."""
    assert "LINE01" not in told(examined(project, "takedown: بطلب من الناشر\n"))


@pytest.mark.parametrize(
    ("count", "said"), [(1, "سطر واحد (7)"), (2, "سطران (7-8)"), (11, "11 سطرًا (7-17)")]
)
def test_lines_are_counted_as_arabic_counts(project: Project, count: int, said: str) -> None:
    """One, two, a few and many lines have each their own word."""
    above, headline = "\n".join(PAGE.split("\n")[:6]), "وزير الزراعة يفتتح مركزاً جديداً للبذار رقم"
    below = "\n".join(f"{headline} {number}" for number in range(count))
    assert said in told(examined(project, text=f"{above}\n{below}\nحقوق النشر محفوظة\n"))["LINE01"]


def test_a_kept_line_is_text_and_a_dropped_one_is_not(project: Project) -> None:
    """Also a line of certain chrome; the account names the sidecar, and no doubt is left."""
    found = examined(project, "keep: [7, 11]\ndrop: [5, 8-10]\ndate: 2021-05-12\nsource: منار\n")
    assert told(found) == {}
    assert body(found)[-2:] == [HEADLINE, "حقوق النشر محفوظة"]
    assert not any(text.startswith("ويستمر السوق") for text in body(found))
    dropped = {row["line"]: row["rule"] for row in found.answer["dropped"]}  # type: ignore[attr-defined]
    assert {line: rule for line, rule in dropped.items() if line > 4} == dict.fromkeys(
        (5, 8, 9, 10), "sidecar"
    )


def test_lines_are_found_that_no_rule_takes_for_an_article() -> None:
    """Where the rules see no article at all, kept lines are one, and verses stay verses."""
    text = "قوائم\nباب النهر\n12 أيار 2021\nيا نهرُ\nخذ الليلَ\nعن كتفي"
    without = extract_text(text, Profiles())
    assert [problem.code for problem in without.problems] == ["BODY01"]
    kept = extract_text(text, Profiles(), chosen=Chosen(keep=Lines(((4, 6),))))
    assert texts(kept.blocks) == ["يا نهرُ\nخذ الليلَ\nعن كتفي"]
    assert kept.headline is not None
    assert kept.headline.value == "باب النهر"


def test_a_line_that_is_dropped_is_as_if_never_pasted() -> None:
    """A wrong headline is left out, and the right one is found."""
    text = f"خبر آخر لا صلة له بهذا\n{PAGE}"
    document = extract_text(text, Profiles(), chosen=Chosen(drop=Lines(((1, 2),))))
    assert document.headline is not None
    assert document.headline.value == "المدينة تحتفل بموسم المشمش"


def test_lines_of_markdown_are_kept_and_dropped() -> None:
    """By the numbers that the account of such a file has."""
    lines = PAGE.strip().split("\n")
    text = "\n\n".join(["# " + lines[1], lines[2], *lines[3:7], lines[10]])
    chosen = Chosen(keep=Lines(((11, 11),)), drop=Lines(((5, 5),)))
    document = extract_markdown(text, Profiles(), chosen=chosen)
    rules = {fate.line: (fate.fate, fate.rule) for fate in document.lines}
    assert rules[11] == (Fate.BODY, "sidecar")
    assert rules[5] == (Fate.DROPPED, "sidecar")
    assert texts(document.blocks)[-1] == lines[6]


@pytest.mark.parametrize(
    ("sidecar", "code", "part"),
    [
        ("keep: 70", "SIDE06", "70"),
        ("drop: [9-70]", "SIDE06", "9-70"),
        ("keep: 7-9\ndrop: [8, 9]", "SIDE07", "8-9"),
        ("keep: all", "SIDE03", "all"),
        ("drop: [12-7]", "SIDE03", "drop"),
        (f"keep: '{', '.join(map(str, range(1, 102)))}'", "SIDE03", "100"),
        ("إبقاء: 7", "SIDE02", "إبقاء"),
    ],
)
def test_wrong_lines_are_errors_with_their_cure(
    project: Project, sidecar: str, code: str, part: str
) -> None:
    """A line that is not there, one in both lists, what is no number; and the key in Arabic."""
    found = examined(project, f"{sidecar}\nsource: منار\n")
    assert found.failed
    assert part in told(found)[code]
    (place,) = [(d.path, d.line) for d in found.diagnostics if d.code == code]
    assert place == ("articles/a.yml", 1 + sidecar.partition("drop")[0].count("\n"))


def test_a_blank_line_in_a_stretch_does_no_harm(project: Project) -> None:
    """People count stretches, not lines."""
    text = PAGE.replace("والموقف مجاني.", "\nوالموقف مجاني.\n")
    assert told(examined(project, "keep: 6-10\ndrop: 11-12\n", text=text)) == {}


def test_a_saved_page_refuses_lines(project: Project) -> None:
    """Its parts are no lines; the error says what to do."""
    paragraphs = "".join(f"<p>{line}</p>" for line in PAGE.split("\n")[3:6])
    page = f"<html><body><h1>عنوان الصفحة هنا</h1><article>{paragraphs}</article></body></html>"
    assert "SIDE08" in told(examined(project, "keep: 3\n", "a.html", page))


def test_front_matter_may_name_lines_too(project: Project) -> None:
    """Its numbers are those of the whole file."""
    found = examined(project, text=f"---\nkeep: [11]\ndrop: 12-14\n---\n{PAGE}")
    assert body(found)[-1] == HEADLINE
    assert told(found) == {}


def test_a_new_choice_of_lines_makes_the_page_anew(project: Project) -> None:
    """A sidecar that changes is read again, as for any other key."""
    project.write("articles/a.txt", PAGE)
    project.write("articles/a.yml", "id: a\nsource: دفاتر ورّاق\n")
    project.convert()
    assert HEADLINE not in project.page("articles/a.md")
    project.write("articles/a.yml", "id: a\nsource: دفاتر ورّاق\nkeep: 7\n")
    project.convert()
    assert HEADLINE in project.page("articles/a.md")


CASES: Final = sorted((ROOT / "tests/articles").glob("*/raw.txt"))


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(CASES).map(lambda path: path.read_text(encoding="utf-8")),
    st.sets(st.integers(1, 60), max_size=12),
    st.sets(st.integers(1, 60), max_size=6),
)
def test_every_line_is_accounted_for_whatever_is_chosen(
    text: str, keep: set[int], drop: set[int]
) -> None:
    """Kept lines are body, dropped ones are not, and each line of the file is somewhere."""
    chosen = Chosen(Lines.of(keep - drop), Lines.of(drop))
    document = extract_text(text, Profiles(), chosen=chosen)
    there = [number for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    assert list(dict.fromkeys(fate.line for fate in document.lines)) == there
    for fate in document.lines:
        if fate.line in chosen.drop:
            assert (fate.fate, fate.rule) == (Fate.DROPPED, "sidecar")
        elif fate.line in chosen.keep:
            assert (fate.fate, fate.rule) == (Fate.BODY, "sidecar")
    shown = "\n".join(map(block_text, document.blocks))
    for number, line in enumerate(text.split("\n"), 1):
        if number in chosen.keep and len(line.split()) > 3:
            assert line.split()[1] in shown


UNLIKELY: Final = (
    f"شبكة المنار العلمية\nعودة السوق\n\n{SENTENCE} {SENTENCE}\n\n{SENTENCE} {SENTENCE}\n"
)


@pytest.mark.parametrize(
    ("text", "sidecar", "is_told"),
    [
        (UNLIKELY, "", True),
        (UNLIKELY, "title: عودة السوق\n", False),
        (UNLIKELY.replace("عودة السوق", HEADLINE), "", False),
        (UNLIKELY.partition("\n")[2], "", False),
    ],
)
def test_a_headline_for_which_nothing_speaks_is_told_until_a_person_names_one(
    project: Project, text: str, sidecar: str, *, is_told: bool
) -> None:
    """A verse was the headline, and the real one lost; at the top or as long as one it is sure."""
    found = examined(project, sidecar, text=text).diagnostics
    doubts = [(one.line, one.severity) for one in found if one.code == "TITLE02"]
    assert doubts == [(2, "warning")] * is_told
