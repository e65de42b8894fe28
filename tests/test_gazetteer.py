"""Names in texts: found in every shape, decided right or left to a person, always with evidence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from builder.config import load_config
from builder.finishing import mention
from builder.gazetteer import Gazetteer, scan
from builder.raw_files import raw_file
from builder.reading import read
from builder.vocabulary import Alias, Person, Place, Vocabulary, load_vocabulary
from builder.vocabulary.entries import KINDS
from builder.workshop import open_workshop

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from builder.model import Mention

ROOT: Final = Path(__file__).resolve().parent.parent
GOLDEN: Final = ROOT / "tests" / "golden" / "tagging"
TABLES: Final[dict[str, dict[str, Any]]] = {
    stem: yaml.safe_load((GOLDEN / f"{stem}.yml").read_text(encoding="utf-8"))
    for stem in ("names", "negative-names", "evidence")
}
CASES: Final = [(stem, case) for stem, table in TABLES.items() for case in table["cases"]]

_DARWISH: Final = Vocabulary(
    people={"it": Person(id="it", name="سامر درويش")},
    places={"syria": Place(id="syria", name="سوريا", kind="country")},
)


@dataclass(frozen=True, slots=True)
class Text:
    """What the gazetteer reads of an article."""

    title: str
    standfirst: str
    paragraphs: tuple[str, ...]

    @classmethod
    def of(cls, case: dict[str, Any]) -> Text:
        """Return the text of a golden case; a case of one line has it in the lede."""
        said = case["text"]
        paragraphs = (said,) if isinstance(said, str) else tuple(said)
        return cls(case.get("title", ""), case.get("standfirst", ""), paragraphs)

    @property
    def segments(self) -> tuple[str, ...]:
        """All of it, in order."""
        return (self.title, self.standfirst, *self.paragraphs)


@pytest.fixture(scope="session")
def vocabularies(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Vocabulary]:
    """Return the vocabulary of each golden table."""
    loaded = {}
    for stem, table in TABLES.items():
        folder = tmp_path_factory.mktemp(stem)
        for kind, text in table["vocabulary"].items():
            (folder / f"{kind}.yml").write_text(text, encoding="utf-8")
        loaded[stem] = load_vocabulary(folder)
    return loaded


def find(vocabulary: Vocabulary, text: Text) -> tuple[Mention, ...]:
    """Return what a vocabulary shows in a text."""
    return Gazetteer(vocabulary).find_mentions(text.title, text.standfirst, text.paragraphs)


@pytest.mark.parametrize(("table", "case"), CASES, ids=[f"{t}: {c['name']}" for t, c in CASES])
def test_names_are_decided_right_or_left_to_a_person(
    table: str, case: dict[str, Any], vocabularies: dict[str, Vocabulary]
) -> None:
    """Tags are what a reader would say; what may be otherwise is a suggestion; no more is seen."""
    found = find(vocabularies[table], Text.of(case))
    seen = {
        "tags": sorted(one.id for one in found if one.decided),
        "suggested": sorted(one.id for one in found if not one.decided),
    }
    expected = {key: sorted(case.get(key, [])) for key in ("tags", "suggested")}
    assert expected == seen


@pytest.mark.parametrize(
    "text",
    [
        "شارك سامر درويش أوغلو في الندوة.",
        "قال سامر درويش البيروتي إن الدكان بقي.",
        "وحضر سامر درويش بن يحيى، وغاب غيره.",
        "وحضر سامر درويش سالم، وغاب غيره.",
        "وحضر سامر درويش عبدالعزيز مع أبيه.",
        "مدير الخزانة سامر درويش بنبين يتحدث.",
    ],
)
def test_the_beginning_of_a_longer_name_is_no_tag(text: str) -> None:
    """A newcomer whose name begins as a known one does is somebody else, and so a suggestion."""
    assert [one.decided for one in find(_DARWISH, Text("", text, ()))] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "قال سامر درويش البيروتي كلمة، ثم سأل الناس سامر درويش عن كتابه.",
        "افتُتح مركز سامر درويش الثقافي في المدينة.",
        "قال سامر درويش السوري إن الدكان بقي.",
        "قرأ سامر درويش الشاعر قصيدة.",
        "أشرف سامر درويش على الخزانة.",
        "من الحاضرين:\n-سامر درويش -سالم حداد",
        "تحدث «سامر درويش» سالم من كل نقد.",
    ],
)
def test_a_word_behind_a_name_that_is_none_leaves_the_tag(text: str) -> None:
    """An adjective, a land's too, a preposition and the next name of a list go on with none."""
    assert [one.decided for one in find(_DARWISH, Text("", text, ())) if one.id == "it"] == [True]


def test_a_longer_name_of_the_vocabulary_is_found() -> None:
    """An alias says that the longer name is the same person."""
    longer = Person(id="it", name="سامر درويش", aliases=(Alias("سامر درويش البيروتي"),))
    text = Text("", "قال سامر درويش البيروتي إن الدكان بقي.", ())
    assert [one.decided for one in find(Vocabulary(people={"it": longer}), text)] == [True]


def test_every_table_has_cases() -> None:
    """A table that lost its cases would pass in silence."""
    assert [stem for stem, table in TABLES.items() if len(table["cases"]) < 10] == []


SEED_NAMES: Final = (
    "سوريا",
    "العراق",
    "إيران",
    "الولايات المتحدة",
    "كتائب سيد الشهداء",
    "كتائب حزب الله",
    "حقل العمر",
    "البوكمال",
)


def test_the_first_article_shows_its_names() -> None:
    """The collection's first article is tagged with what it is about, by the real vocabulary."""
    workshop = open_workshop(load_config(ROOT))
    location = ROOT / "articles" / "2021" / "syria-tv-2021-08-11.txt"
    judged = mention(read(raw_file(location, ROOT), workshop.desk), workshop.gazetteer)
    named = {one.name for one in judged.mentions if one.decided}
    assert [name for name in SEED_NAMES if name not in named] == []


def test_evidence_says_where_and_in_which_words() -> None:
    """A curator sees the place, the reason, the paragraph and the original spelling."""
    places = {"aleppo": Place(id="aleppo", name="حلب", kind="city")}
    text = Text("مطبعة حلب", "من حلب", ("بدأت الطباعة مبكرًا.", "وصلت الآلات إلى «حَلَب» من الساحل."))
    [found] = find(Vocabulary(places=places), text)
    told = [(one.rule, one.line, one.value, one.excerpt) for one in found.evidence]
    assert told == [
        ("title-name", None, "حلب", "مطبعة حلب"),
        ("standfirst-name", None, "حلب", "من حلب"),
        ("body-name", 2, "حلب", "وصلت الآلات إلى «حَلَب» من الساحل."),
    ]
    assert found.score == 3 + 2 + 1


def test_long_paragraphs_are_quoted_in_part() -> None:
    """An excerpt has the words around the name, cut between words."""
    places = {"aleppo": Place(id="aleppo", name="حلب", kind="city")}
    paragraph = "كلام طويل " * 20 + "وفي حَلَب كتاب " + "كلام آخر " * 20
    [found] = find(Vocabulary(places=places), Text("", "", (paragraph,)))
    [evidence] = found.evidence
    assert evidence.excerpt == "… طويل كلام طويل كلام طويل وفي حَلَب كتاب كلام آخر كلام آخر كلام …"


def test_a_long_first_paragraph_does_not_lead_to_its_end() -> None:
    """A text pasted as one paragraph has its lede at the beginning only."""
    places = {"aleppo": Place(id="aleppo", name="حلب", kind="city")}
    found = [
        find(Vocabulary(places=places), Text("", "", (paragraph,)))[0].evidence[0].rule
        for paragraph in ("زار حلب " + "كلام " * 100, "كلام " * 100 + "ثم زار حلب")
    ]
    assert found == ["lede-name", "body-name"]


def test_context_words_far_away_in_a_long_paragraph_do_not_deny() -> None:
    """A text pasted as one paragraph is not one thought."""
    aliases = (Alias("حلب", denies=("بقرة",)),)
    places = {"aleppo": Place(id="aleppo", name="حلب", aliases=aliases, kind="city")}
    far = "زار حلب. " + "كلام " * 100 + "ثم رأى بقرة"
    near = "تعلم حلب بقرة"
    found = [len(find(Vocabulary(places=places), Text("", "", (text,)))) for text in (far, near)]
    assert found == [1, 0]


def test_context_words_pages_away_prove_nothing() -> None:
    """What supports a name in a note does not support it chapters later in a book."""
    aliases = (Alias("الأسد", needs=("دمشق",)),)
    people = {"a": Person(id="a", name="بشار الأسد", aliases=aliases)}
    body = ("زار دمشق", "كلام " * 100, "قال الأسد"), ("زار دمشق", "كلام " * 1000, "قال الأسد")
    found = [find(Vocabulary(people=people), Text("", "", texts))[0] for texts in body]
    assert [(one.decided, one.evidence[0].rule) for one in found] == [
        (True, "body-far-context"),
        (False, "body-ambiguous"),
    ]


def test_two_spellings_of_one_alias_are_one_reading() -> None:
    """An entry does not compete with itself where two of its aliases fold alike."""
    aliases = (Alias("أبو تراب"), Alias("أبي تراب"))
    places = {"a": Place(id="a", name="مقام أبي تراب", aliases=aliases, kind="site")}
    [found] = find(Vocabulary(places=places), Text("", "", ("قرب أبي تراب",)))
    assert (found.decided, found.score, len(found.evidence)) == (True, 2, 1)


WORDS: Final = st.sampled_from(
    sorted({word for _, case in CASES for one in Text.of(case).segments for word in one.split()})
)
PARAGRAPHS: Final = st.lists(WORDS, max_size=30).map(" ".join)
TEXTS: Final = st.builds(Text, PARAGRAPHS, PARAGRAPHS, st.lists(PARAGRAPHS, max_size=5).map(tuple))


@given(text=TEXTS)
def test_no_mention_without_evidence(text: Text, vocabularies: dict[str, Vocabulary]) -> None:
    """Whatever the words, each mention quotes the article, and only what is quoted counts."""
    for vocabulary in vocabularies.values():
        for found in find(vocabulary, text):
            assert found.evidence
            for one in found.evidence:
                quoted = one.excerpt.removeprefix("… ").removesuffix(" …")
                assert any(quoted in segment for segment in text.segments)
            assert found.score >= sum(one.score for one in found.evidence) > 0


@given(text=TEXTS, chance=st.randoms(use_true_random=False))
def test_the_order_of_the_vocabulary_does_not_matter(
    text: Text, chance: random.Random, vocabularies: dict[str, Vocabulary]
) -> None:
    """Moving an entry in its file changes no article."""
    for vocabulary in vocabularies.values():
        assert find(vocabulary, text) == find(shuffled(vocabulary, chance), text)


def shuffled(vocabulary: Vocabulary, chance: random.Random) -> Vocabulary:
    """Return a vocabulary with its entries and their aliases in another order."""
    kinds: dict[str, Any] = {}
    for kind in KINDS:
        entries = list(vocabulary.of(kind).items())
        chance.shuffle(entries)
        kinds[kind] = {
            key: replace(entry, aliases=tuple(chance.sample(entry.aliases, len(entry.aliases))))
            for key, entry in entries
        }
    return Vocabulary(**kinds)


@pytest.fixture(scope="module")
def real() -> Gazetteer:
    """Return a gazetteer of the collection's own vocabulary."""
    return Gazetteer(load_vocabulary(ROOT / "articles" / "vocabulary"))


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("سافر المسلمون للحج في ذلك العام، وعادوا بعد للحج ثانية.", set()),
        ("وصل الوفد إلى محافظة لحج شمال عدن، وفي محافظة لحج بات.", {"lahij", "aden"}),
        ("هدّدهم القاضي بعقوبة السجن، ولوّح بعقوبة أشد.", set()),
        ("صارت بلدتهم مدينة حديثة فيها شوارع واسعة.", set()),
        ("فرقت الشرطة الحشد بقنابل الغاز المسيلة للدموع.", set()),
        ("اندلعت الحرب في العاشر من رمضان.", set()),
        ("حضر الزوار من جهة الشرق ومن جهة الغرب.", set()),
        ("هو أعلى جبل على وجه الأرض.", set()),
        ("كانت الاحتجاجات السلمية واسعة، والمسيرة سلمية كلها.", set()),
        ("هو الضالع في القضية، واستعانوا بالعمال المهرة.", set()),
        ("اتقى شروره وشرور أهله.", set()),
        ("ربّى صبيًا يتيمًا وعلّم صبيا آخر صنعته.", set()),
        ("زار مدينة الزقازيق ثم عاد إلى مدينة الزقازيق.", {"zagazig"}),
        ("أذّن المؤذن للمغرب فأفطر الصائمون.", set()),
    ],
)
def test_a_town_is_not_found_in_words_that_are_written_as_its_name(
    real: Gazetteer, text: str, places: set[str]
) -> None:
    """The vocabulary gives such towns the name that makes them a place, «مدينة» or «محافظة»."""
    found = real.find_mentions(text, "", [text])
    assert {one.id for one in found if one.kind == "places"} == places


def test_only_words_close_to_a_name_are_looked_at() -> None:
    """A text of 30,000 paragraphs has as many places of a context word."""

    class Places(list[int]):
        looked = 0

        def __iter__(self) -> Iterator[int]:
            for place in super().__iter__():
                self.looked += 1
                yield place

    places = Places(range(0, 1_000_000, 100))
    findings = scan.Findings(scan.Text(("",), "", (1,)), (), {"مدينة": places})
    hit = scan.Hit(500_050, 500_055, 0, 0, "")  # type: ignore[arg-type] # the target does not matter
    assert findings.near(["مدينة"], hit)
    assert findings.far(["مدينة"], hit)
    assert not findings.far(["مدينة"], hit._replace(start=1_200_000))
    assert places.looked == 0
