"""Related articles: close by what they are about, and the same after any order of additions."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

import pytest

from builder.library import Library, assemble, library_before
from builder.likeness import Gist, gist, likeness
from builder.model import FrontMatter

TEXTS: Final = {
    "harvest": (
        "موسم الزيتون يبدأ في إدلب",
        "خرج المزارعون إلى بساتين الزيتون مبكرين، وتعمل المعاصر ليل نهار على عصر الزيت الجديد.",
    ),
    "oil-price": (
        "سعر زيت الزيتون يرتفع قبل نهاية الموسم",
        "قال تجار الزيت إن المعاصر رفعت أجرة عصر الزيتون، وإن المزارعين يخزنون الزيت.",
    ),
    "final": (
        "النهائي إلى ركلات الترجيح",
        "تعادل الفريقان في الشوطين، وتصدى الحارس لركلتين، ورفع قائد الفريق الكأس.",
    ),
    "derby": (
        "هدف متأخر يحسم مباراة القمة",
        "سجل المهاجم هدفًا في الشوط الثاني، وقال المدرب إن الفريق استحق الفوز بالكأس.",
    ),
    "hospital": (
        "قسم جديد للأطفال في المستشفى",
        "يضم القسم حاضنات وأسرة للعناية المشددة، ويعمل فيه أطباء وممرضات من المدينة.",
    ),
}


def article(id_: str, day: int = 0, **terms: tuple[str, ...]) -> FrontMatter:
    """Return an article of a day that carries these terms."""
    when = date(2020, 1, 1) + timedelta(days=day)
    title = TEXTS.get(id_, (id_,))[0]
    return FrontMatter(id=id_, title=title, date=when, source="مداد", raw=f"{id_}.txt", **terms)  # type: ignore[arg-type]


def library(*articles: FrontMatter) -> Library:
    """Return a collection of articles with their texts."""
    return assemble(articles, {one.id: gist(*TEXTS[one.id]) for one in articles})


def related(found: Library, id_: str) -> list[str]:
    """Return the ids of an article's related articles."""
    return [other.id for other in found.related(found.articles[found.position[id_]])]


def test_texts_on_one_subject_are_alike() -> None:
    """Whatever the words' forms, and although both have words that any text has."""
    gists = {name: gist(*text) for name, text in TEXTS.items()}
    pairs = {(a, b): likeness(gists[a], gists[b]) for a in gists for b in gists if a < b}
    ordered = sorted(pairs, key=lambda pair: -pairs[pair])
    assert set(ordered[:2]) == {("harvest", "oil-price"), ("derby", "final")}
    assert pairs[ordered[1]] > 2 * pairs[ordered[2]]


def test_what_any_text_says_makes_nothing_alike() -> None:
    """Verbs of speech, days, numbers and the words of offices are left out."""
    one = gist(
        "الوزير يؤكد", "قال الرئيس أمس الثلاثاء إن الحكومة أعلنت خلال العام الماضي 25 قرارًا."
    )
    assert set(one) <= set(gist("الوزير يؤكد", "الحكومة"))


@pytest.mark.parametrize(
    ("spelt", "otherwise"),
    [("المخطوطات والمكتبات", "مخطوطات ومكتبات"), ("مُخْطُوطٌ قَدِيم", "مخطوط قديم")],
)
def test_a_gist_does_not_depend_on_spelling(spelt: str, otherwise: str) -> None:
    """Article, clitics, endings and vowel signs are taken off."""
    assert gist(spelt, "") == gist(otherwise, "")


def test_a_text_on_the_same_subject_is_found_without_a_common_term() -> None:
    """The vocabulary may well not know what two articles are about."""
    found = library(*(article(name, day) for day, name in enumerate(TEXTS)))
    assert related(found, "harvest") == ["oil-price"]
    assert related(found, "oil-price") == ["harvest"]
    assert related(found, "hospital") == []


def test_a_body_named_in_passing_relates_nothing() -> None:
    """Of the articles that name one ministry, one is on a match and one on olives."""
    named = ("ministry",)
    found = library(*(article(n, d * 900, organisations=named) for d, n in enumerate(TEXTS)))
    assert "final" not in related(found, "harvest")
    assert related(found, "harvest")[0] == "oil-price"


def test_terms_decide_among_texts_that_are_as_alike() -> None:
    """A person whom both name, and few others, is the closer tie."""
    told = TEXTS["harvest"]
    ids = ("here", "no-term", "with-term", "other")
    articles = [
        article("here", 0, people=("farmer",)),
        article("no-term", 1),
        article("with-term", 40, people=("farmer",)),
        article("other", 2),
    ]
    found = assemble(articles, {id_: gist(*told) for id_ in ids})
    assert related(found, "here")[0] == "with-term"


def test_a_term_of_every_day_counts_less_than_a_rare_one() -> None:
    """A topic that ten articles a day have says little; one of a few years says much."""
    words = gist(*TEXTS["harvest"])
    crowd = [article(f"c{n:02}", 500 + n // 10, topics=("news",)) for n in range(60)]
    here = article("here", 503, topics=("news", "olives"))
    rare = article("rare", 3, topics=("olives",))
    common = article("h-same", 503, topics=("news",))
    told = {one.id: () for one in crowd} | dict.fromkeys(("here", "rare", "h-same"), words[:3])
    found = assemble([*crowd, here, rare, common], told)
    assert related(found, "here")[0] == "rare"


def chance_article(number: int, chance: random.Random) -> tuple[FrontMatter, Gist]:
    """Return an article with terms and words by chance, of a day by chance."""
    terms = {
        kind: tuple(sorted(chance.sample("abcdef", chance.randint(0, 2))))
        for kind in ("topics", "people", "organisations", "places")
    }
    words = [f"كلمه{letter}" for letter in "ابتثجحخدذر"]
    said = tuple(chance.sample(words, chance.randint(0, 8)))
    return article(f"a{number:03}", chance.randint(0, 400), **terms), said


@pytest.mark.parametrize("seed", range(6))
def test_a_new_article_changes_the_related_ones_of_its_neighbours_alone(seed: int) -> None:
    """`neighbourhood` names every page that must be made again, and they are few."""
    chance = random.Random(seed)  # noqa: S311 - a game, not a secret
    known = [chance_article(number, chance) for number in range(60)]
    for step in range(25):
        new = chance_article(100 + step, chance)
        before = assemble([one for one, _ in known], {one.id: said for one, said in known})
        known.append(new)
        after = assemble([one for one, _ in known], {one.id: said for one, said in known})
        changed = {one.id for one, _ in known[:-1] if before.related(one) != after.related(one)}
        near = after.neighbourhood(new[0])
        assert changed <= near
        assert len(near) <= 3 + 8 * 6 + 6 * 4


def test_the_order_of_additions_does_not_matter() -> None:
    """The same articles have the same related ones, whichever came first."""
    chance = random.Random(7)  # noqa: S311 - a game, not a secret
    known = [chance_article(number, chance) for number in range(80)]
    gists = {one.id: said for one, said in known}
    there = assemble([one for one, _ in known], gists)
    back = assemble([one for one, _ in reversed(known)], gists)
    assert [there.related(one) for one, _ in known] == [back.related(one) for one, _ in known]


def test_an_article_is_never_related_to_itself() -> None:
    """Nor does a title that changes make it so."""
    one = article("harvest")
    found = library(one, article("oil-price"))
    assert related(found, "harvest") == ["oil-price"]
    assert "harvest" not in [other.id for other in found.related(replace(one, title="آخر"))]


@pytest.mark.parametrize("seed", range(6))
def test_the_library_of_before_is_told_from_that_of_now(seed: int) -> None:
    """Whatever came, went or changed since, and also its day: put together anew it is the same."""
    chance = random.Random(seed)  # noqa: S311 - a game, not a secret
    for _ in range(20):
        before = {n: chance_article(n, chance) for n in range(chance.randint(0, 40))}
        after = dict(before)
        for number in chance.sample(range(45), chance.randint(1, 5)):
            if number in after and chance.random() < 0.4:
                del after[number]
            else:
                after[number] = chance_article(number, chance)
        pairs = [
            (before[n][0] if n in before else None, after[n][0] if n in after else None)
            for n in sorted(before.keys() | after.keys())
            if before.get(n) is not after.get(n)
        ]
        told = {one.id: before[int(one.id[1:])][1] for one, _ in pairs if one is not None}
        now, then = (
            assemble([one for one, _ in known.values()], {one.id: s for one, s in known.values()})
            for known in (after, before)
        )
        assert library_before(now, pairs, told) == then
