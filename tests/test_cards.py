"""Social cards: letters joined and in order, nothing outside its frame, drawn once and kept."""

from __future__ import annotations

import io
import json
from collections import deque
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from builder import cards, frontmatter
from builder.cards import card
from builder.cards.drawing import FOOT_LINE, HEADLINE, INKS, LEFT, PAPER, RIGHT, SEAL, SPINE
from builder.cards.lettering import VOWEL_SIGNS, compose, draw, width
from builder.cards.wrapping import ELLIPSIS, fit

if TYPE_CHECKING:
    from collections.abc import Callable

    from builder.cards.lettering import Face
    from tests.conftest import Project

Box = tuple[int, int, int, int]

LONG: Final = " ".join(["وزارة الثقافة تستعيد مخطوطا بعد رحلة بين متاحف أوروبا"] * 9)
HEADLINES: Final = {
    "one letter": "ق",
    "one word": "حلب",
    "usual": "حكاية أول مطبعة عربية في حلب: «زاخر» والراهب الذي صنع الحروف",
    "endless": LONG,
    "one endless word": "حلب" * 90,
    "an address": "https://example.org/" + "a-long-path/" * 20,
    "vowelled": "مُحَمَّدٌ يَكتُبُ إِلَى النَّاسِ كِتابًا عَن تاريخِ الخَطِّ العَرَبيِّ وأُصولِهِ",
    "Latin": "The Aleppo Press of 1706 and what became of its types afterwards",
    "mixed": "CNN: عُرض (2) من 3.5 مليون ورقة [صور] منذ 1990-1995 في COVID-19",
    "nothing to draw": "\N{GRINNING FACE}",
}


def lettered(text: str, *, face: Face = "naskh", rtl: bool = True, before: str = "") -> Image.Image:
    """Return a line of text in black and white, cut to its ink."""
    line = compose(text, face, rtl=rtl, before=before)
    sheet = Image.new("L", (int(width(line, 120)) + 200, 400))
    draw(line, ImageDraw.Draw(sheet), (100, 200), 120, 255)
    black = sheet.point([255 * (level > 100) for level in range(256)])
    return black.crop(black.getbbox())


def pieces(picture: Image.Image) -> list[Box]:
    """Return the boxes of everything that hangs together, the widest first."""
    wide, high = picture.size
    left = {at for at, level in enumerate(picture.tobytes()) if level}
    found = []
    while left:
        queue, seen = deque([left.pop()]), []
        while queue:
            at = queue.popleft()
            seen.append(at)
            y, x = divmod(at, wide)
            for column in range(max(x - 1, 0), min(x + 2, wide)):
                for row in range(max(y - 1, 0), min(y + 2, high)):
                    near = row * wide + column
                    if near in left:
                        left.remove(near)
                        queue.append(near)
        columns, rows = [at % wide for at in seen], [at // wide for at in seen]
        found.append((min(columns), min(rows), max(columns) + 1, max(rows) + 1))
    return sorted(found, key=lambda box: box[0] - box[2])


def bodies(text: str) -> int:
    """Count the connected stretches of letters, without dots and vowel signs."""
    picture = lettered(text)
    return sum(1 for box in pieces(picture) if box[3] - box[1] > 40 or box[2] - box[0] > 45)


def opened(content: bytes) -> Image.Image:
    """Return a card in full colours."""
    return Image.open(io.BytesIO(content)).convert("RGB")


@pytest.mark.parametrize(
    ("word", "expected"), [("كتب", 1), ("مطبعة", 1), ("حلب", 1), ("دار", 3), ("كتاب", 2), ("لا", 1)]
)
def test_letters_are_joined_where_the_script_joins_them(word: str, expected: int) -> None:
    """A word hangs together but for the six letters that join nothing after them."""
    assert expected == bodies(word)


def test_a_word_is_one_stroke_from_end_to_end() -> None:
    """The body of «كتب» reaches over the whole word: no gap, however small, between letters."""
    picture = lettered("كتب")
    left, _, right, _ = pieces(picture)[0]
    assert (left, right) == (0, picture.width)


@pytest.mark.parametrize(("word", "at_right"), [("أسس", True), ("سسا", False)])
def test_the_first_letter_stands_at_the_right(word: str, at_right: bool) -> None:  # noqa: FBT001
    """The one tall letter is found at the side where it is read."""
    picture = lettered(word)
    top = picture.crop((0, 0, picture.width, 10)).getbbox()
    assert top is not None
    assert at_right == ((top[0] + top[2]) / 2 > picture.width / 2)


def test_a_number_is_read_from_left_to_right_within_arabic() -> None:
    """The year in the middle looks as it does alone; what comes before it stands at its right."""
    picture, year = lettered("ح 1706 ح"), lettered("1706")
    letter = lettered("ح")
    middle = picture.crop((letter.width + 1, 0, picture.width - letter.width - 1, picture.height))
    assert year.tobytes() == middle.crop(middle.getbbox()).tobytes()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("في عام 1990-1995", "1995-1990"),
        ("قال CNN (x) أمس", "CNN (x)"),
        ("نشرته BBC Arabic أمس", "BBC Arabic"),
        ("نسبة 3.5% من", "%3.5"),
    ],
)
def test_foreign_words_keep_their_own_order(text: str, expected: str) -> None:
    """Latin words and numbers stand in Arabic text as a browser would set them."""
    shown = "".join(span.letters for span in compose(text, "naskh", rtl=True))
    assert expected in shown


def test_a_line_goes_on_where_the_one_above_ended() -> None:
    """A range of years that begins a line reads as in the paragraph it was cut from."""
    (after,) = compose("1990-1995", "naskh", rtl=True, before="عام")
    (alone,) = compose("1990-1995", "naskh", rtl=True)
    assert (after.letters, alone.letters) == ("1995-1990", "1990-1995")


@pytest.mark.parametrize(("text", "like"), [("(س)", "()"), ("«س»", "«»"), ("[س]", "[]")])
def test_brackets_turn_their_backs_outwards(text: str, like: str) -> None:
    """The bracket that opens stands at the right and opens to the left."""
    picture = lettered(text)
    first, last = (lettered(sign, rtl=False) for sign in like)
    for sign, place in ((first, 0), (last, picture.width - last.width)):
        found = picture.crop((place, 0, place + sign.width, picture.height))
        assert sign.tobytes() == found.crop(found.getbbox()).tobytes()


def test_vowel_signs_stand_over_and_under_their_letters() -> None:
    """Signs are added to the bare word and change nothing of it; shadda is under its fatha."""
    bare, over, under = (pieces(lettered(word)) for word in ("ممم", "مَّمم", "مِمم"))
    assert [len(over) - len(bare), len(under) - len(bare)] == [2, 1]
    assert bare[0][2] - bare[0][0] == over[0][2] - over[0][0]
    letter_top = over[0][1]
    signs = sorted(over[1:], key=lambda box: box[1])
    assert all(box[3] < letter_top for box in signs)
    assert under[-1][1] > under[0][1]


def test_a_letter_that_one_face_lacks_comes_from_the_other() -> None:
    """A Turkish name in a source's line is drawn whole."""
    faces = {span.face: span.letters for span in compose("Beşik", "sans", rtl=False)}
    assert faces["naskh"] == "ş"


def test_what_no_face_has_is_left_out() -> None:
    """An emoji leaves neither a box nor a double space."""
    assert fit("كتاب \N{BOOKS} جديد", "naskh", HEADLINE).lines == ("كتاب جديد",)


@pytest.mark.parametrize("name", HEADLINES)
def test_nothing_leaves_its_frame(name: str) -> None:
    """Whatever the words are, the card's margins stay paper."""
    assert_margins_are_paper(card(HEADLINES[name], "دفاتر ورّاق", "5 آذار 2024", "ورّاق"))


def test_long_names_leave_room_for_each_other() -> None:
    """A long source is cut before it reaches the date, a long collection before the edge."""
    shown = opened(card("حلب", LONG, "29 كانون الأول 2023", LONG))
    assert_margins_are_paper(card("حلب", LONG, "29 كانون الأول 2023", LONG))
    foot = shown.crop((LEFT, FOOT_LINE[3] + 4, RIGHT, 620))
    gaps = [foot.crop((x, 0, x + 40, foot.height)).getcolors() for x in range(150, 330)]
    assert any(found is not None and len(found) == 1 for found in gaps)


WORDS: Final = st.lists(
    st.one_of(
        st.text(
            "ابتجحدرسعفكلمنهويةأإآؤئءپگ" + "".join(sorted(VOWEL_SIGNS)), min_size=1, max_size=14
        ),
        st.text("ABCdefgh019.-()[]«»:%", min_size=1, max_size=12),
        st.text(max_size=6),
    ),
    max_size=40,
).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(WORDS)
def test_no_headline_breaks_a_card(headline: str) -> None:
    """Any text at all gives a card that keeps its margins and its four lines."""
    assert_margins_are_paper(card(headline, "م", "م", "م"))
    assert len(fit(headline, "naskh", HEADLINE).lines) <= HEADLINE.most_lines


def assert_margins_are_paper(content: bytes) -> None:
    """Check that no ink stands between the parts of a card or outside of them."""
    shown = opened(content)
    slack = 40  # the tail of a letter may hang out, and its joining stroke
    margins: dict[str, Box] = {
        "left": (0, 0, LEFT - slack, 630),
        "right": (RIGHT + slack, 0, SPINE[1][0], 630),
        "top": (0, 0, SPINE[1][0], 20),
        "over the headline": (0, SEAL[3] + 10, SPINE[1][0], SEAL[3] + 15),
        "over the foot": (0, FOOT_LINE[1] - 6, SPINE[1][0], FOOT_LINE[1] - 1),
        "bottom": (0, 622, SPINE[1][0], 630),
    }
    inked = {n for n, box in margins.items() if (shown.crop(box).getcolors() or [])[1:]}
    assert set() == inked
    assert all(shown.getpixel((x, y)) == PAPER for x, y in ((2, 2), (LEFT - 41, 300)))


def test_size_follows_length_and_only_the_endless_is_cut() -> None:
    """A short headline stands large, a long one small; an ellipsis is the last resort."""
    sizes = [fit(HEADLINES[n], "naskh", HEADLINE).size for n in ("one word", "usual", "endless")]
    assert sorted(sizes, reverse=True) == sizes
    assert HEADLINE.largest == sizes[0]
    cut = {
        n
        for n, text in HEADLINES.items()
        if ELLIPSIS in "".join(fit(text, "naskh", HEADLINE).lines)
    }
    assert {"endless", "one endless word", "an address"} == cut


def test_lines_are_of_even_length() -> None:
    """No last line of one word under a full one."""
    lines = fit(HEADLINES["usual"], "naskh", HEADLINE).lines
    lengths = [width(compose(line, "naskh", rtl=True), 100) for line in lines]
    assert len(lines) > 1
    assert min(lengths) > 0.75 * max(lengths)


def test_a_number_stays_with_its_noun() -> None:
    """«300 عام» is not torn apart where another break is nearly as even."""
    headline = "CNN: ورق بردي عمره 2000 عام (صور) يُعرض في متحف القاهرة لأول مرة منذ 1990-1995"
    lines = fit(headline, "naskh", HEADLINE).lines
    assert [line for line in lines[:-1] if line[-1].isdigit()] == []


def test_an_arabic_card_begins_at_the_right_and_a_latin_one_at_the_left() -> None:
    """A headline begins where its script does."""
    starts = {}
    for name in ("one word", "Latin"):
        shown = opened(card(HEADLINES[name], "م", "م", "م"))
        paper = Image.new("RGB", shown.size, PAPER)
        band = (0, SEAL[3] + 4, RIGHT + 20, FOOT_LINE[1] - 4)
        found = Image.composite(shown, paper, ink_mask(shown)).crop(band)
        left, _, right, _ = ink_mask(found).getbbox() or (0, 0, 0, 0)
        starts[name] = (left - LEFT, RIGHT - right)
    assert abs(starts["one word"][1]) < 12
    assert abs(starts["Latin"][0]) < 12
    assert starts["one word"][0] > 400


def ink_mask(picture: Image.Image) -> Image.Image:
    """Return where a picture is not paper."""
    return picture.convert("L").point([255 * (level < 200) for level in range(256)])


def test_a_card_is_small_exact_and_always_the_same() -> None:
    """1200 × 630, at most 60 kB, in the site's colours, and the same bytes each time."""
    words = (HEADLINES["endless"], "دفاتر ورّاق", "5 آذار 2024", "ورّاق")
    content = card(*words)
    with Image.open(io.BytesIO(content)) as shown:
        assert (shown.format, shown.size, shown.mode) == ("PNG", (1200, 630), "P")
    assert len(content) <= 60_000
    assert content == card(*words)
    css = files("builder").joinpath("theme/assets/warraq/warraq.css").read_text(encoding="utf-8")
    colours = {"#" + bytes(colour).hex() for colour in (PAPER, *INKS.values())}
    assert set() == {colour for colour in colours if colour not in css}


def test_a_card_is_made_once_and_kept(
    project: Project, paste: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second run draws nothing, and neither writes nor removes the card."""
    project.write("articles/aleppo.txt", paste())
    project.convert()
    made = project.path / "docs/assets/cards/aleppo.png"
    before = made.read_bytes(), made.stat().st_ino
    monkeypatch.setattr(cards, "picture", lambda *_: pytest.fail("drawn again"))
    changes = project.convert().changes
    assert before == (made.read_bytes(), made.stat().st_ino)
    assert (len(changes.written), len(changes.pruned)) == (0, 0)


@pytest.mark.parametrize("how", ["lost", "cut", "spoilt", "of another headline"])
def test_a_card_that_is_not_right_is_drawn_again(
    project: Project, paste: Callable[..., str], how: str
) -> None:
    """A lost or broken card costs the time to draw it, and ends as a clean build's."""
    project.write("articles/aleppo.txt", paste())
    project.convert()
    made = project.path / "docs/assets/cards/aleppo.png"
    right = made.read_bytes()
    spoil(made, how)
    project.convert()
    assert right == made.read_bytes()


def spoil(made: Path, how: str) -> None:
    """Make a card wrong in one of the ways that happen."""
    content = made.read_bytes()
    if how == "lost":
        made.unlink()
    elif how == "cut":
        made.write_bytes(content[:-200])
    elif how == "spoilt":
        made.write_bytes(b"\0" * len(content))
    else:
        made.write_bytes(card("غيره", "م", "م", "م"))


def test_a_new_headline_gets_a_new_card(project: Project, paste: Callable[..., str]) -> None:
    """A sidecar's correction shows on the card as on the page."""
    project.write("articles/aleppo.txt", paste())
    project.convert()
    made = project.path / "docs/assets/cards/aleppo.png"
    before = made.read_bytes()
    project.write("articles/aleppo.yml", "title: عنوان مصحَّح\n")
    project.convert()
    assert before != made.read_bytes()


def test_every_part_that_draws_is_in_the_digest() -> None:
    """A module or font that is left out could change and the old cards would stay."""
    root = Path(cards.__file__).parent.parent
    drawing = [*root.glob("cards/*.py"), *root.glob("data/fonts/*.ttf")]
    drawing += root.glob("data/fonts/*.json")
    assert sorted(file.relative_to(root).as_posix() for file in drawing) == sorted(cards.PARTS)


def test_cards_can_be_turned_off(project: Project, paste: Callable[..., str]) -> None:
    """A collection that wants none has no files and no page that names them."""
    project.write("articles/aleppo.txt", paste())
    project.convert()
    page = frontmatter.parse(project.page("articles/aleppo.md"))[0]
    assert page["view"]["card"] == "assets/cards/aleppo.png"
    options = (project.path / "mkdocs.yml").read_text(encoding="utf-8")
    project.write("mkdocs.yml", options.replace("page_size: 3", "page_size: 3, cards: false"))
    project.convert()
    assert "card" not in frontmatter.parse(project.page("articles/aleppo.md"))[0]["view"]
    assert [path for path in project.tree() if "cards" in path] == []


@pytest.mark.parametrize("face", ["naskh", "sans"])
def test_what_is_known_of_a_face_is_true(face: str) -> None:
    """`coverage.json` names exactly the letters of the font, whose name is our own."""
    fonts = files("builder").joinpath("data/fonts")
    font = TTFont(io.BytesIO(fonts.joinpath(f"{face}.ttf").read_bytes()))
    ranges = json.loads(fonts.joinpath("coverage.json").read_text(encoding="utf-8"))[face]
    assert sorted(font.getBestCmap()) == [n for a, b in ranges for n in range(a, b + 1)]
    assert "Plex" not in font["name"].getDebugName(1)
    licence = fonts.joinpath(f"{face}-OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE" in licence.upper()
