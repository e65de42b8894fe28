"""Bring posting groups up to date: take out the documents that went, put in those that came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.search.documents import stem_of
from builder.search.postings import FormList, Group, Posting, prune
from builder.search.wordlist import frequency_level

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from builder.search.changes import Changes
    from builder.search.documents import Card


class GroupMerger:
    """Knows the changes by stem."""

    def __init__(self, changes: Changes) -> None:
        """Sort `changes` by stem."""
        self._collector = changes.collector
        self._gone = changes.gone
        self._gone_from = changes.gone_from if not changes.anew else {}
        self._numbers = [changes.numbers[card.url] for card in changes.cards]
        self._forms: dict[str, list[str]] = {}
        for form in sorted({*changes.collector.forms(), *self._gone_from}):
            self._forms.setdefault(stem_of(form), []).append(form)
        self._cards: dict[str, dict[int, Card]] = {}
        for number, card, stems in zip(self._numbers, changes.cards, changes.leading, strict=True):
            for stem in stems:
                self._cards.setdefault(stem, {})[number] = card
        self.counts: dict[str, int] = {}
        """Documents of each form that is new, gone or clearly more or less common than before."""

    @property
    def stems(self) -> Mapping[str, object]:
        """The stems whose groups change."""
        return self._forms

    def merge(self, stem: str, old: Group | None) -> Group | None:
        """Return the group of `stem` as it is now, or None where no form is left."""
        main = {one.form: one for one in old.main} if old else {}
        rest = {one.form: one for one in old.rest} if old else {}
        for form in self._forms[stem]:
            before = [one for one in (main.pop(form, None), rest.pop(form, None)) if one]
            postings = self._postings(form, before)
            count = sum(one.documents for one in before)
            if not count or not postings or _differ(count, len(postings)):
                self.counts[form] = len(postings)
            if postings:
                strongest, others = prune(form, postings)
                main[form] = strongest
                if others:
                    rest[form] = others
        if not main:
            return None
        return Group(stem, _sorted(main), _sorted(rest), self._merged_cards(stem, old))

    def _postings(self, form: str, before: Sequence[FormList]) -> list[Posting]:
        """Return the postings of `form` as they are now, sorted by number."""
        came = self._collector.take(form, self._numbers)
        if not before:
            return came
        gone = self._gone_from.get(form, ())
        there = (posting for one in before for posting in one.postings())
        kept = [posting for posting in there if posting.number not in gone]
        return sorted(kept + came, key=lambda posting: posting.number)

    def _merged_cards(self, stem: str, old: Group | None) -> dict[int, Card]:
        there = old.cards.items() if old else ()
        kept = {number: card for number, card in there if number not in self._gone}
        return kept | self._cards.get(stem, {})


def _differ(count: int, other: int) -> bool:
    """Tell whether a word list shows the two counts differently."""
    return frequency_level(count) != frequency_level(other)


def _sorted(lists: Mapping[str, FormList]) -> tuple[FormList, ...]:
    return tuple(lists[form] for form in sorted(lists))
