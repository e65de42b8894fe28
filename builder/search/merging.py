"""Bring posting groups up to date: take out the documents that went, put in those that came."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from builder.search.columns import joined
from builder.search.documents import LEADING, analyse
from builder.search.postings import Group, Lists, carried, may_carry, prune
from builder.search.splicing import spliced
from builder.search.wordlist import frequency_level

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from builder.search.changes import Changes
    from builder.search.columns import Columns
    from builder.search.documents import Card
    from builder.search.postings import FormList

    MainAndRest = tuple[tuple[FormList, ...], tuple[FormList, ...]]


_FEW: Final = 8
"""Postings that come and go of which each is put in its place; more are sorted together."""


class GroupMerger:
    """Knows the changes by stem."""

    def __init__(self, changes: Changes) -> None:
        """Sort `changes` by stem."""
        self._collector = changes.collector
        self._gone_from = changes.gone_from if not changes.anew else {}
        self._collector.lay_out([changes.numbers[url] for url in changes.came])
        self._leave_what_stays(changes)
        self._card = changes.card
        self._came = {changes.numbers[url] for url in changes.came}
        self._texts = changes.forms.texts
        stems, stem_texts = changes.forms.stems, changes.forms.stem_texts
        self._forms: dict[str, list[int]] = {}
        gone_from = {form for form, numbers in self._gone_from.items() if numbers}
        for form in gone_from.union(changes.collector.forms()):
            self._forms.setdefault(stem_texts[stems[form]], []).append(form)
        self.counts: dict[str, int] = {}
        """Documents of each form that is new, gone or clearly more or less common than before."""

    def _leave_what_stays(self, changes: Changes) -> None:
        """Touch no list for a document of which it says the same as before."""
        for url, document in changes.replaced.items() if not changes.anew else ():
            if changes.is_moved(url):
                continue
            rows = analyse(document, changes.forms)
            if url not in changes.same_cards:  # which may stand with lists of stems that lead
                rows = {form: row for form, row in rows.items() if row[0] < LEADING}
            number = changes.numbers[url]
            for form in self._collector.forget(number, rows):
                self._gone_from[form].discard(number)

    @property
    def stems(self) -> Mapping[str, object]:
        """The stems whose groups change."""
        return self._forms

    def merge(self, stem: str, old: Group | None) -> Group | None:
        """Return the group of `stem` as it is now, or None where no form is left."""
        if old is None:
            return self._new(stem)
        main = {one.form: one for one in old.main.apart()}
        rest = {one.form: one for one in old.rest.apart()} if old.rest else {}
        is_common = may_carry((*main.values(), *rest.values()))
        for number in self._forms[stem]:
            form = self._texts[number]
            before = [one for one in (main.pop(form, None), rest.pop(form, None)) if one]
            came, gone = self._collector.columns(number), self._gone_from.get(number, set())
            lists = _updated(form, before, gone, came)
            documents = sum([one.documents for one in lists])
            if not documents or _differ(sum([one.documents for one in before]), documents):
                self.counts[form] = documents
            for of, one in zip((main, rest), lists, strict=False):
                of[form] = one
            is_common = is_common and gone.isdisjoint(old.cards) and not (came and came.leads())
        if not main:
            return None
        both = _sorted(main), _sorted(rest)
        # Who does not lead takes no card's place.
        stays = is_common and may_carry((*main.values(), *rest.values()))
        return _group(stem, both, old.cards if stays else self._cards(both, {}, old.cards))

    def _new(self, stem: str) -> Group | None:
        """Return the group of a stem that was not there: most are written so, and few are large."""
        main, rest = [], []
        numbers: dict[str, Sequence[int]] = {}
        for form, number in sorted([(self._texts[number], number) for number in self._forms[stem]]):
            columns = self._collector.columns(number)
            if columns:
                self.counts[form] = len(columns.numbers)
                strong, others = prune(form, columns)
                main.append(strong)
                if others:
                    rest.append(others)
                else:
                    numbers[form] = columns.numbers
        if not main:
            return None
        lists = tuple(main), tuple(rest)
        return _group(stem, lists, self._cards(lists, numbers, {}))

    def _cards(
        self, lists: MainAndRest, numbers: Mapping[str, Sequence[int]], old: Mapping[int, Card]
    ) -> Mapping[int, Card]:
        """Return the cards that stand with lists of one stem.

        `numbers` may have those of a form's documents, and `old` are the cards that stood there.
        """
        main, rest = lists
        return {
            number: old[number]
            if number in old and number not in self._came
            else self._card(number)
            for number in carried((*main, *rest), numbers)
        }


def _updated(
    form: str, before: Sequence[FormList], gone: AbstractSet[int], came: Columns | None
) -> Sequence[FormList]:
    """Return the main list of `form` as it is now, and the rest if there is one."""
    if len(gone) + (len(came.numbers) if came else 0) <= _FEW:
        lists = spliced(form, before, gone, came)
        if lists:
            return lists
    stay = [one.columns().without(gone) for one in before]
    columns = joined([*stay, came] if came else stay)
    return [one for one in prune(form, columns) if one] if columns else []


def _group(stem: str, lists: MainAndRest, cards: Mapping[int, Card]) -> Group:
    main, rest = lists
    return Group(stem, Lists.of(stem, main), Lists.of(stem, rest) if rest else None, cards)


def _differ(count: int, other: int) -> bool:
    """Tell whether a word list shows the two counts differently."""
    return not count or frequency_level(count) != frequency_level(other)


def _sorted(lists: Mapping[str, FormList]) -> tuple[FormList, ...]:
    return tuple(lists[form] for form in sorted(lists))
