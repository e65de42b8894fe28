"""What is known of copies is brought up to date, and is then what comparing all would find."""

from __future__ import annotations

import random

from builder.copies import Copies
from builder.duplicates import Signature, find_copies, signature

LIVES = 6
STEPS = 12
NOTHING = Copies({}, {})


class Collection:
    """Articles in order, of which some tell the same story."""

    def __init__(self, seed: int) -> None:
        """Begin with two dozen."""
        self.chance = random.Random(seed)  # noqa: S311 - invented texts, not secrets
        self.stories = [self._words(60) for _ in range(4)]
        self.closing = self._words(14)
        self.articles: dict[str, Signature] = {}
        self.number = 0
        for _ in range(24):
            self.add()

    def add(self) -> set[str]:
        """Put an article in somewhere."""
        self.number += 1
        items = list(self.articles.items())
        items.insert(self.chance.randint(0, len(items)), (f"a{self.number}", self._text()))
        self.articles = dict(items)
        return {f"a{self.number}"}

    def edit(self) -> set[str]:
        """Let an article say something else."""
        id_ = self.chance.choice(list(self.articles))
        self.articles[id_] = self._text()
        return {id_}

    def move(self) -> set[str]:
        """Give an article another day."""
        id_ = self.chance.choice(list(self.articles))
        items = [item for item in self.articles.items() if item[0] != id_]
        items.insert(self.chance.randint(0, len(items)), (id_, self.articles[id_]))
        self.articles = dict(items)
        return {id_}

    def delete(self) -> set[str]:
        """Take an article out."""
        id_ = self.chance.choice(list(self.articles))
        del self.articles[id_]
        return {id_}

    def _text(self) -> Signature:
        """Tell one of the stories, more or less as it was, with or without the common closing."""
        words = list(self.chance.choice([*self.stories, self._words(60)]))
        for _ in range(self.chance.choice((0, 0, 2, 6))):
            words[self.chance.randrange(len(words))] = self._words(1)[0]
        return signature(" ".join(words + self.chance.choice(([], self.closing))))

    def _words(self, count: int) -> list[str]:
        return ["".join(self.chance.choices("ابتجدرسعفقكلمنهوي", k=6)) for _ in range(count)]


def test_few_changes_lead_to_what_comparing_all_leads_to() -> None:
    """Whatever comes, goes, moves or changes: each run knows what a first run would find."""
    found = 0
    for seed in range(LIVES):
        life = Collection(seed)
        known = NOTHING.update(list(life.articles), set(), life.articles.__getitem__)
        for _ in range(STEPS):
            touched: set[str] = set()
            for _ in range(life.chance.choice((1, 1, 3))):
                change = life.chance.choice((life.add, life.edit, life.move, life.delete))
                touched |= change()
            known = Copies.load(known.dump())
            known = known.update(list(life.articles), touched, life.articles.__getitem__)
            expected = find_copies(life.articles)
            assert expected == known.nearest()
            found += len(expected)
    assert found > LIVES * STEPS  # or nothing was compared


def test_few_are_read_where_few_changed() -> None:
    """Of a collection that hardly changed, hardly any article is looked at again."""
    life = Collection(0)
    for _ in range(100):
        life.add()
    known = NOTHING.update(list(life.articles), set(), life.articles.__getitem__)
    alone = life.add()
    life.articles |= {id_: signature(" ".join(life._words(60))) for id_ in alone}  # noqa: SLF001
    asked = []

    def signature_of(id_: str) -> Signature:
        asked.append(id_)
        return life.articles[id_]

    known = known.update(list(life.articles), alone, signature_of)
    assert alone == set(asked)
    assert find_copies(life.articles) == known.nearest()


def test_an_order_that_nobody_told_of_makes_all_be_compared() -> None:
    """Copies are told by their neighbours in order, so a moved article must not pass unseen."""
    life = Collection(1)
    known = NOTHING.update(list(life.articles), set(), life.articles.__getitem__)
    life.move()
    moved = known.update(list(life.articles), set(), life.articles.__getitem__)
    assert find_copies(life.articles) == moved.nearest()


def test_a_damaged_note_is_a_lost_one() -> None:
    """What cannot be read counts for nothing, and everything is compared."""
    for damaged in (b"", b"{}", b"of another Python"):
        assert Copies.load(damaged) == NOTHING
