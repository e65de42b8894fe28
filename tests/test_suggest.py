"""What `suggest` proposes to a curator: names it lacks, entries that may be one, bare articles."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

import pytest
import yaml

from builder.interface import words
from builder.model import FrontMatter
from builder.suggest import Suggestions, Told, as_text, as_yaml, suggest
from builder.vocabulary import Alias, Person, Place, Source, Topic, Vocabulary, load_vocabulary
from tests.command import warraq

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from builder.suggest.suggesting import Proposal
    from tests.conftest import Project

FILLING: Final = (
    "تأخر وصول الحبر في تلك الشتوية.",
    "سأل التاجر عن ثمن الورق قبل أن يشتري.",
    "يحتاج الصانع إلى صبر طويل ويد ثابتة.",
    "ضاعت الدفاتر القديمة في حريق السوق.",
    "لم يجد الناس في الحي من يقرأ لهم.",
    "تعلّم الصبي الحروف على لوح من خشب.",
)
VOCABULARY: Final = Vocabulary(
    topics={"printing": Topic(id="printing", name="الطباعة")},
    people={"zakhir": Person(id="zakhir", name="عبد الله زاخر")},
    places={"aleppo": Place(id="aleppo", name="حلب", kind="city")},
    sources={"dafatir": Source(id="dafatir", name="دفاتر ورّاق")},
)


def told(*texts: str, **terms: tuple[str, ...]) -> list[Told]:
    """Return articles of these texts, each with a sentence of its own around."""
    return [
        Told(
            FrontMatter(
                id=f"a{number}",
                title=f"حكاية {number}",
                date=date(2020, 1, 1),
                source="دفاتر ورّاق",
                source_id="dafatir",
                raw=f"articles/a{number}.txt",
                **terms,  # type: ignore[arg-type]
            ),
            f"{FILLING[number % len(FILLING)]}\n{text}",
        )
        for number, text in enumerate((*texts, *[""] * (len(FILLING) - len(texts))))
    ]


def proposals(*texts: str, vocabulary: Vocabulary = VOCABULARY) -> dict[str, Proposal]:
    """Return what is proposed for articles of these texts, by name."""
    found = suggest(told(*texts), vocabulary)
    return {one.name: one for one in found.proposals if one.kind != "sources"}


@pytest.mark.parametrize(
    ("texts", "name", "kind", "sort"),
    [
        (
            ("زار مطبعة الشوير أمس.", "لمطبعة الشوير حروف.", "ومطبعة الشوير بعيدة."),
            "مطبعة الشوير",
            "organisations",
            "publisher",
        ),
        (
            ("وصل إلى مدينة سراقب.", "غادر مدينة سراقب ليلًا.", "في مدينة سراقب سوق."),
            "سراقب",
            "places",
            "city",
        ),
        (
            ("عبر نهر العاصي.", "ضفة نهر العاصي خضراء.", "فاض نهر العاصي."),
            "نهر العاصي",
            "places",
            "river",
        ),
        (
            ("قال الدكتور شوقي ضيف.", "سأل الدكتور شوقي ضيف.", "مع الدكتور شوقي ضيف."),
            "شوقي ضيف",
            "people",
            None,
        ),
        (
            ("كتب خليل بن ساعد.", "سكن خليل بن ساعد هنا.", "عن خليل بن ساعد."),
            "خليل بن ساعد",
            "people",
            None,
        ),
    ],
    ids=["organisation", "place behind «مدينة»", "river", "title", "shape of a name"],
)
def test_a_frequent_name_is_proposed_with_its_kind(
    texts: tuple[str, ...], name: str, kind: str, sort: str | None
) -> None:
    """Clitics are stripped, a title or «مدينة» is no part of the name, the whole name is meant."""
    found = proposals(*texts)
    assert name in found
    one = found[name]
    assert (one.kind, one.sort, one.count, one.articles) == (kind, sort, 3, 3)
    assert not [other for other in found if other != name and other in name]


@pytest.mark.parametrize(
    "texts",
    [
        ("كان عبد الله زاخر هناك.", "عاد عبد الله زاخر.", "رأى عبد الله زاخر."),
        ("في الوقت نفسه جاء.", "وصل في الوقت نفسه.", "وفي الوقت نفسه ذهب."),
        ("في كانون الثاني برد.", "من كانون الثاني جاء.", "إلى كانون الثاني عاد."),
        ("نهر العاصي ثم نهر العاصي ونهر العاصي.",),
        ("قاس الضغط الجوي.", "هبط الضغط الجوي."),
        ("قرأ الوثيقة الدستورية، والوثيقة الدستورية هنا.", "عدّل الوثيقة الدستورية."),
        ("بات المجلس الأعلى هنا.", "عاد المجلس الأعلى.", "عن المجلس الأعلى."),
        ("جاء وزير الخارجية الفرنسي.", "زار وزير الخارجية الفرنسي.", "عن الخارجية الفرنسي."),
        ("باع بمعدل الثلث معدل النمو، معدل الربح معدل.", "زاد معدل النمو.", "قلّ معدل السعر."),
        ("رأى محمد بن.", "كتب محمد بن.", "عن محمد بن."),
    ],
    ids=[
        "known",
        "stop words",
        "month",
        "one article",
        "too seldom",
        "definite, in two articles",
        "words of any office",
        "adjective of a word before it",
        "noun before its owner",
        "part of a name",
    ],
)
def test_what_is_known_common_or_seldom_is_not_proposed(texts: tuple[str, ...]) -> None:
    """Neither what the vocabulary has, nor phrases of grammar and calendar, nor chance meetings."""
    assert proposals(*texts) == {}


@pytest.mark.parametrize("name", ["نهر العاصي", "حسين عبدالغني", "أبو العلاء", "كارلوس مندوزا"])
def test_what_its_first_word_shows_to_be_a_name_is_proposed_from_two_articles(name: str) -> None:
    """A reporter names a player once an article; the third article would come too late."""
    assert list(proposals(f"رأى {name}.", f"وصل {name} أمس.")) == [name]


def test_a_name_keeps_its_number() -> None:
    """«الثانية» is a common word, and part of this one."""
    texts = (
        "قامت الحرب العالمية الثانية.",
        "بعد الحرب العالمية الثانية.",
        "في الحرب العالمية الثانية.",
    )
    assert list(proposals(*texts)) == ["الحرب العالمية الثانية"]


def test_a_part_of_a_known_name_is_no_name() -> None:
    """Neither its end with what follows, nor its beginning with what stands before it."""
    known = Person(id="faisal", name="فيصل بن بندر بن ساعد")
    vocabulary = replace(VOCABULARY, people={"faisal": known})
    texts = (
        "حضر فيصل بن بندر بن ساعد المنطقة.",
        "سأل فيصل بن بندر بن ساعد المنطقة.",
        "عن فيصل بن بندر بن ساعد المنطقة.",
    )
    assert not [name for name in proposals(*texts, vocabulary=vocabulary) if "ساعد" in name]


def test_a_phrase_that_always_stands_in_one_of_several_longer_ones_is_left_out() -> None:
    """«جمعية أصدقاء» is in no article but as part of one of two names."""
    names = ("جمعية أصدقاء المتحف", "جمعية أصدقاء الغابة")
    verbs = "زار دعم شكر راسل خاصم أنصف جاور حاور صادق عارض".split()  # noqa: SIM905
    texts = [f"{verb} {names[n % 2]} أمس." for n, verb in enumerate(verbs)]
    assert set(proposals(*texts)) == set(names)


def test_a_known_name_inside_a_longer_one_hides_nothing() -> None:
    """«جامعة حلب» is another thing than «حلب»."""
    found = proposals("دخل جامعة حلب.", "في جامعة حلب كلية.", "عن جامعة حلب.")
    assert [(one.name, one.sort) for one in found.values()] == [("جامعة حلب", "university")]


def test_a_story_told_twice_counts_once() -> None:
    """Copies of an article, and lines under each one, would fill the list with their phrases."""
    line = "تابعوا صفحة المجلة الأدبية على الشبكة."
    assert proposals(line, line, line) == {}


def test_evidence_says_where_the_name_stands() -> None:
    """A curator sees the raw file and the words around."""
    found = proposals("عبر نهر العاصي.", "ضفة «نهر العاصي» خضراء.", "فاض نهر العاصي.")
    assert found["نهر العاصي"].evidence == (
        ("articles/a0.txt", "عبر نهر العاصي."),
        ("articles/a1.txt", "ضفة «نهر العاصي» خضراء."),
    )


def test_another_spelling_of_an_entry_is_proposed_as_its_alias() -> None:
    """A new entry would split the articles of one person."""
    person = Person(id="zelensky", name="فولوديمير زيلينسكي")
    vocabulary = replace(VOCABULARY, people={"zelensky": person})
    texts = ("قال فولوديمير زلنسكي.", "مع فولوديمير زلنسكي.", "عن فولوديمير زلنسكي.")
    (one,) = proposals(*texts, vocabulary=vocabulary).values()
    assert one.like is not None
    assert (one.like[0].id, one.like[1]) == ("zelensky", "فولوديمير زيلينسكي")


def test_entries_whose_names_differ_by_spelling_only_may_be_one() -> None:
    """Names with conditions are left alone: their curator knows of the other."""
    vocabulary = Vocabulary(
        people={
            "a": Person(id="a", name="فلاديمير بوتين"),
            "b": Person(id="b", name="فلاديمير بوتن"),
            "c": Person(id="c", name="جميل صليبا"),
        },
        places={
            "d": Place(id="d", name="طرابلس", kind="city", aliases=(Alias("طرابلس", ("ليبيا",)),)),
            "e": Place(id="e", name="طرابلس", kind="city", aliases=(Alias("طرابلس", ("لبنان",)),)),
            "jeddah": Place(id="jeddah", name="جدة", kind="city"),
            "oujda": Place(id="oujda", name="وجدة", kind="city"),
        },
    )
    found = suggest([], vocabulary).merges
    assert [(one.first.id, one.second.id) for one in found] == [("a", "b")]


def test_entries_always_on_the_same_articles_under_similar_names_may_be_one() -> None:
    """A topic and the one it is narrower than are meant to meet, and are not asked about."""
    vocabulary = replace(
        VOCABULARY,
        topics={
            "press": Topic(id="press", name="المطابع العربية"),
            "printers": Topic(id="printers", name="تاريخ المطابع"),
            "stone": Topic(id="stone", name="المطابع الحجرية", broader="press"),
        },
    )
    articles = told("", topics=("press", "printers", "stone"))
    found = suggest(articles, vocabulary).merges
    assert [(one.first.id, one.second.id, one.shared) for one in found] == [
        ("press", "printers", 6),
        ("printers", "stone", 6),
    ]


def test_articles_with_few_tags_are_listed() -> None:
    """One without a topic wants one, however many places it has."""
    whole = told("", topics=("printing",), places=("aleppo",))[0]
    bare = told("", places=("aleppo",))[1]
    assert suggest([whole, bare], VOCABULARY).bare == (("articles/a1.txt", 0, 1),)


def test_publishers_that_the_vocabulary_does_not_know_are_proposed() -> None:
    """They have articles, and no page until somebody writes their entry."""
    article = FrontMatter(id="a", title="خبر", date=date(2020, 1, 1), source="جريدة الضفة")
    (one,) = suggest([Told(article, "")], VOCABULARY).proposals
    assert (one.kind, one.name, one.articles) == ("sources", "جريدة الضفة", 1)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("جريدة الضفة", "newspaper"),
        ("صحيفة المرفأ", "newspaper"),
        ("قناة الساحل", "broadcaster"),
        ("التلفزيون الوطني", "broadcaster"),
        ("مجلة حبر", "magazine"),
        ("وكالة الأنباء الساحلية", "agency"),
        ("دورية علوم المخطوط", "journal"),
        ("مدونة حبر على ورق", "site"),
        ("صدى الضفة", "site"),
    ],
)
def test_a_publisher_s_name_says_its_kind(name: str, kind: str) -> None:
    """All were proposed as sites; the kind is one that an entry of a source may have."""
    article = FrontMatter(id="a", title="خبر", date=date(2020, 1, 1), source=name)
    (one,) = suggest([Told(article, "")], VOCABULARY).proposals
    assert one.sort == kind
    assert kind in words("en")["kinds"]["source"]


def test_a_source_that_nobody_knows_is_no_publisher() -> None:
    """«مصدر غير معروف» is what the site writes for `source: unknown`, and no entry to make."""
    article = FrontMatter(id="a", title="خبر", date=date(2020, 1, 1), source="مصدر غير معروف")
    assert suggest([Told(article, "")], VOCABULARY).proposals == ()


def test_one_article_may_hold_most_of_a_collection() -> None:
    """A word met a thousand times in two of three articles is weighed like any other."""
    texts = told("كوكبان " * 4000, "وكوكبان")
    assert isinstance(suggest(texts[:3], VOCABULARY), Suggestions)


def test_what_a_library_does_is_no_part_of_its_name() -> None:
    """The verb behind a definite name goes with the sentence, however often it is met."""
    texts = ("مكتبة الجسر تعود من جديد.", "حين مكتبة الجسر تعود.", "هل مكتبة الجسر تعود؟")
    assert set(proposals(*texts)) == {"مكتبة الجسر"}


def test_the_yaml_can_be_pasted_as_it_is(tmp_path: Path) -> None:
    """Each section, put into its file, is a vocabulary that loads; comments hold the evidence."""
    texts = (
        "زار مطبعة الشوير ومدينة سراقب مع الدكتور شوقي ضيف.",
        "بين مطبعة الشوير ومدينة سراقب التقى الدكتور شوقي ضيف.",
        "من مطبعة الشوير إلى مدينة سراقب سار الدكتور شوقي ضيف.",
    )
    written = as_yaml(suggest(told(*texts), VOCABULARY), "articles/vocabulary", ("en", "ar"))
    assert set(yaml.safe_load(written)) >= {"matbaa-al-shuir", "saraqb", "shuqi-dif"}
    sections = written.split("# articles/vocabulary/")[1:]
    for section in sections:
        name, _, entries = section.partition("\n")
        (tmp_path / name).write_text(entries, encoding="utf-8")
    loaded = load_vocabulary(tmp_path)
    assert loaded.organisations["matbaa-al-shuir"].kind == "publisher"
    assert loaded.places["saraqb"].name == "سراقب"
    assert "  # articles/a0.txt: زار مطبعة الشوير ومدينة سراقب" in written


def test_proposed_ids_are_free() -> None:
    """An id that another entry has would be an error as soon as it is pasted."""
    taken = Place(id="nahr-al-aasi", name="مكان آخر", kind="river")
    texts = ("عبر نهر العاصي.", "ضفة نهر العاصي خضراء.", "فاض نهر العاصي.")
    found = proposals(*texts, vocabulary=replace(VOCABULARY, places={taken.id: taken}))
    assert [one.id for one in found.values()] == ["nahr-al-aasi-2"]


def test_the_order_of_articles_does_not_matter() -> None:
    """Two curators of one collection read the same suggestions."""
    articles = told("عبر نهر العاصي.", "ضفة نهر العاصي خضراء.", "فاض نهر العاصي.")
    assert suggest(articles, VOCABULARY) == suggest(articles[::-1], VOCABULARY)


def test_nothing_to_suggest_is_said() -> None:
    """An empty answer would look like a failure."""
    empty = Suggestions((), (), ())
    assert as_text(empty, ("ar",)) == "لا شيء يُقترح."
    assert as_yaml(empty, "articles/vocabulary", ("en",)) == "# Nothing to suggest."


def test_the_command_prints_yaml_and_writes_nothing(
    project: Project, paste: Callable[..., str]
) -> None:
    """What it reads is the collection; what it leaves behind is nothing."""
    for number in range(3):
        verb = ("فاض", "جفّ", "تجمّد")[number]
        text = f"{paste(f'خبر {number}')}\nفي عام {1900 + number} {verb} نهر العاصي، وعاد.\n"
        project.write(f"articles/{number}.txt", text)
    before = project.tree(".")
    run = warraq(project.path, "--lang", "ar", "suggest")
    assert run.returncode == 0, run.stderr
    assert {"name": "نهر العاصي", "kind": "river"} in yaml.safe_load(run.stdout).values()
    assert project.tree(".") == before
    listed = warraq(project.path, "--lang", "ar", "suggest", "--format", "text", "--most", "1")
    assert "places/river  نهر العاصي" in listed.stdout
