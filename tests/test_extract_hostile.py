"""Texts that nobody would write are read in bounded time, and no line of them is lost."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.checking import examine
from builder.extract import Profiles, extract_text, load_profiles
from builder.extract.verses import halves
from builder.workshop import open_workshop

if TYPE_CHECKING:
    from tests.conftest import Project

Paste = Callable[..., str]

SECONDS: Final = 20
"""Far above what these texts take; a quadratic step would take hours."""
TIMES: Final = 20_000
TAB: Final = "\t"

HOSTILE: Final = {
    "related": "اقرأ أيضاً\nعنوان خبر آخر لا صلة له بما قبله\n",
    "mentions": "حمل تطبيق الأفق {n} الآن\n",
    "sources": "المصدر: ناشر {n}\n",
    "dates": "الأحد 4 آب 2013\n",
    "paragraphs": "قال المتحدث رقم {n} إن العمل مستمر اليوم وغداً وبعد غد حتى النهاية.\n",
    "names": "كتب: سامر الحلبي\n",
    "tags": "الوسوم\nوسم {n}\n",
    "pictures": "{n}.jpg\nصورة - Getty\n",
    "bullets": "- بند رقم {n}\n",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_many_lines_of_a_kind_are_read_in_bounded_time(kind: str) -> None:
    """The time grows with the length of the text, whatever its lines are."""
    text = "عنوان الخبر الأول في المدينة\n" + "".join(
        HOSTILE[kind].format(n=number) for number in range(TIMES)
    )
    begun = time.process_time()
    document = extract_text(text, load_profiles())
    assert time.process_time() - begun < SECONDS
    assert len({fate.line for fate in document.lines}) == text.count("\n")


@pytest.mark.parametrize("sign", [*":-/|(«\"'#.@ـ", "اقرأ ", "1/", "://", "- ", "  "])
def test_one_endless_line_is_read_in_bounded_time(sign: str) -> None:
    """No pattern runs wild on a line of one sign."""
    begun = time.process_time()
    extract_text(f"عنوان الخبر\n{sign * 100_000}\nقال {sign * 70}\n", load_profiles())
    assert time.process_time() - begun < SECONDS


@pytest.mark.parametrize(
    "line",
    [
        f"ا{TAB * 100_000}ا",
        f"© {TAB * 100_000}ا",
        f"المصدر: {'1/' * 50_000}ا",
        f"© {'* ' * 50_000}ا",
        f"© {'/ ' * 50_000}ا",
        "أ/" * 1_000_000,
    ],
    ids=["tabs", "rights", "maker", "names", "initials", "titles"],
)
def test_endless_signs_within_a_line_are_read_in_bounded_time(line: str, paste: Paste) -> None:
    """Neither at the top of a page, nor under its headline, in the text, or at its foot."""
    page = paste().splitlines()
    begun = time.process_time()
    for place in (0, 1, 3, len(page)):
        text = "\n".join([*page[:place], line, *page[place:]])
        assert extract_text(text, load_profiles()).lines
    assert time.process_time() - begun < SECONDS


@pytest.mark.parametrize("sign", ["ا ...", "ا= ", f"ا{' ' * 4}"])
def test_a_line_of_many_signs_between_halves_is_no_verse(sign: str) -> None:
    """A line of prose is not looked into; that the whole of it has two halves took minutes."""
    begun = time.process_time()
    assert halves(sign * 50_000 + "\N{EM SPACE}") is None
    assert time.process_time() - begun < SECONDS


def test_a_file_of_many_tags_or_signs_is_examined_in_bounded_time(
    project: Project, paste: Paste
) -> None:
    """Also what comes after the reading: the answer, and the proof of the page."""
    tags = "".join(f"#وسم{number}\n" for number in range(TIMES))
    project.write("articles/tags.txt", f"{paste()}\nالوسوم\n{tags}")
    project.write(
        "articles/signs.txt", f"{paste()}\n{'& ' * 400_000}\n{paste().splitlines()[-1]}\n"
    )
    workshop = open_workshop(project.config)
    begun = time.process_time()
    tagged = examine(project.path / "articles/tags.txt", workshop)
    signed = examine(project.path / "articles/signs.txt", workshop)
    assert time.process_time() - begun < SECONDS
    assert (len(tagged.answer["tags"]), tagged.failed) == (TIMES, False)  # type: ignore[arg-type]
    assert len(tagged.answer["dropped"]) < 5  # type: ignore[arg-type]
    assert [one.code for one in signed.diagnostics] == ["BODY02"]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.text(
                st.characters(exclude_categories=["Cs"], exclude_characters="\n\r"), max_size=60
            ),
            st.sampled_from([row.strip().split("\n")[0] for row in HOSTILE.values()]),
        ),
        max_size=30,
    ),
)
def test_every_visible_line_has_a_fate(lines: list[str]) -> None:
    """Whatever the lines are, the ledger has each that a person sees, in order."""
    document = extract_text("\n".join(lines), load_profiles())
    numbers = list(dict.fromkeys(fate.line for fate in document.lines))
    assert numbers == sorted(numbers)
    seen = {number for number, line in enumerate(lines, 1) if any(map(str.isalnum, line))}
    assert seen - set(numbers) == set()


def test_a_dateline_is_parted_where_it_ends_though_signs_were_cleaned_away() -> None:
    """A mark of direction in the first words once put all but one letter into the dateline."""
    end = "المدينة القديمة افتتاح سوق الوراقين بعد أن دام ترميمه ثلاث سنوات، وشارك فيه حرفيون كثر."
    raw = f"افتتاح سوق الوراقين بعد الترميم\n\nبغداد، 5 آذار 2024 - أعا\u200eدت {end}\n"
    fates = [fate for fate in extract_text(raw, Profiles()).lines if fate.line == 3]
    assert [fate.text for fate in fates] == ["بغداد، 5 آذار 2024 -", f"أعا\u200eدت {end}"]


@pytest.mark.parametrize(
    ("parts", "line"),
    [
        (["1.", "أزرع الشجرة في تراب الحديقة"], "item"),
        (["حلب (رويترز) -", "أعلنت البلدية فتح السوق بعد أن دام ترميمه ثلاث سنوات كاملة."], "text"),
        (["🔴 أسواق مرسومة بقلم رصاص", ".. بقلم:", "أحمد حداد"], "headline"),
    ],
)
def test_a_line_is_parted_in_the_same_places_where_its_letters_are(
    parts: list[str], line: str
) -> None:
    """Some programs write «أ» as two signs; nearly the whole line was called a label then."""
    text = "وشارك في ترميم السوق حرفيون كثر، وقال شيخهم إن العمل لم يتوقف في شتاء ولا صيف."
    lines = {"headline": "افتتاح سوق الوراقين بعد الترميم", "text": text, "item": text}
    lines[line] = " ".join(parts)
    more = f"2. أسقي الشجرة\n{text}" if line == "item" else text
    raw = f"{lines['headline']}\n5 آذار 2024\n{lines['text']}\n{lines['item']}\n{more}\n"
    place = {"headline": 1, "text": 3, "item": 4}[line]
    for form in ("NFC", "NFD"):
        written = unicodedata.normalize(form, raw)
        fates = [fate for fate in extract_text(written, Profiles()).lines if fate.line == place]
        assert [unicodedata.normalize("NFC", fate.text) for fate in fates] == parts, form
