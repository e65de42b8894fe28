"""The index: the same bytes for the same documents, whatever way led there."""

from __future__ import annotations

import gzip
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.search import build_index
from builder.search import postings as posting_lists
from builder.search.files import ROOT, DamagedIndexError, IndexFiles
from builder.search.numbers import assign_numbers
from tests.searching import contents, document

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

WORDS = ["حقل", "العمر", "النفط", "سوريا", "ميليشيا", "وانسحاب", "كتائب", "قصف", "2021", "بيان"]


@st.composite
def collections(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Draw documents with a few words each, in any order."""
    names = draw(st.lists(st.integers(0, 40), unique=True, max_size=25))
    texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=30).map(" ".join)
    return [
        document(str(name), draw(texts), draw(texts), tags=draw(st.lists(st.sampled_from(WORDS))))
        for name in names
    ]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(collections(), min_size=2, max_size=4))
def test_an_updated_index_is_one_built_from_nothing(
    tmp_path_factory: pytest.TempPathFactory,
    history: Sequence[Sequence[Mapping[str, Any]]],
) -> None:
    """After any additions, changes and removals each file is as in an index built from nothing."""
    folder = tmp_path_factory.mktemp("index")
    for documents in history:
        build_index(documents, folder / "updated", cache_dir=folder / "cache")
    build_index(history[-1], folder / "new")
    assert contents(folder / "new") == contents(folder / "updated")


def many(count: int) -> list[dict[str, Any]]:
    """Return documents that share common words and have rare ones of their own."""
    return [
        document(
            f"a{i}",
            f"{WORDS[i % 10]} رقم {i}",
            " ".join([*WORDS[: i % 7], *(f"كلمة{i * j % 997}" for j in range(1, 40))]),
            source=f"مصدر {i % 3}",
        )
        for i in range(count)
    ]


def test_small_changes_update_the_blocks_they_touch(tmp_path: Path) -> None:
    """One more document in many is analysed alone, leaves most blocks, and comes out exact."""
    documents = many(400)
    index, cache = tmp_path / "index", tmp_path / "cache"
    build_index(documents[1:], index, cache_dir=cache)
    before = contents(index)
    report = build_index(documents, index, cache_dir=cache)
    build_index(documents, tmp_path / "new")
    assert (report.analysed, report.anew) == (1, False)
    assert contents(tmp_path / "new") == contents(index)
    assert len(before.keys() & contents(index).keys()) > len(before) / 3


def test_pruned_lists_are_updated_exactly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Postings move between the strongest and the rest as stronger ones come and go."""
    monkeypatch.setattr(posting_lists, "MOST_POSTINGS", 20)
    documents = many(300)
    for step in (documents[:280], documents[:300], documents[15:300]):
        build_index(step, tmp_path / "updated", cache_dir=tmp_path / "cache")
    build_index(documents[15:300], tmp_path / "new")
    assert contents(tmp_path / "new") == contents(tmp_path / "updated")


def test_order_of_documents_does_not_matter(tmp_path: Path) -> None:
    """The same documents in another order give the same bytes."""
    documents = many(50)
    build_index(documents, tmp_path / "one")
    build_index(reversed(documents), tmp_path / "other")
    assert contents(tmp_path / "one") == contents(tmp_path / "other")


def test_a_lost_index_is_built_anew(tmp_path: Path) -> None:
    """A cache that belongs to another index than the one in the folder is left aside."""
    documents = many(20)
    build_index(documents, tmp_path / "index", cache_dir=tmp_path / "cache")
    expected = contents(tmp_path / "index")
    (tmp_path / "index" / ROOT).unlink()
    build_index(documents, tmp_path / "index", cache_dir=tmp_path / "cache")
    assert expected == contents(tmp_path / "index")


def test_a_broken_cache_is_thrown_away(tmp_path: Path) -> None:
    """A cache file that is not one costs time and nothing else."""
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "search.sqlite").write_bytes(b"no database" * 1000)
    report = build_index(many(5), tmp_path / "index", cache_dir=tmp_path / "cache")
    assert (report.analysed, report.anew) == (5, True)


def test_a_cache_of_an_older_release_is_thrown_away(tmp_path: Path) -> None:
    """A cache whose tables have other columns costs time and nothing else."""
    (tmp_path / "cache").mkdir()
    with closing(sqlite3.connect(tmp_path / "cache" / "search.sqlite")) as database:
        database.execute("CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT)")
        database.execute("CREATE TABLE documents (url TEXT PRIMARY KEY, number INTEGER)")
        database.execute("INSERT INTO documents VALUES ('articles/a/', 7)")
        database.commit()
    build_index(many(5), tmp_path / "index", cache_dir=tmp_path / "cache")
    report = build_index(many(5), tmp_path / "index", cache_dir=tmp_path / "cache")
    assert (report.analysed, report.anew) == (0, False)


def test_what_another_builder_analysed_is_not_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever changes how words are weighed need not remember to raise a number."""
    build_index(many(30), tmp_path / "index", cache_dir=tmp_path / "cache")
    monkeypatch.setattr("builder.search.documents.TITLE_WEIGHT", 9)
    monkeypatch.setattr("builder.search.cache.digest_of_code", lambda: "another")
    build_index(many(30), tmp_path / "index", cache_dir=tmp_path / "cache")
    build_index(many(30), tmp_path / "new")
    assert contents(tmp_path / "new") == contents(tmp_path / "index")


def unread() -> str:
    """Stand for a text that nobody may ask for."""
    raise AssertionError("the text was read")


def test_a_text_of_a_known_version_is_not_read(tmp_path: Path) -> None:
    """The caller knows more cheaply than we whether a text is as it was; its card may change."""
    index, cache = tmp_path / "index", tmp_path / "cache"
    documents = [{**one, "version": "1"} for one in many(40)]
    build_index(documents, index, cache_dir=cache)
    renamed = {**documents[0], "title": "عنوان آخر"}
    known = [renamed, *({**one, "text": unread} for one in documents[1:])]
    report = build_index(known, index, cache_dir=cache)
    build_index([renamed, *documents[1:]], tmp_path / "new")
    assert report.analysed == 1
    assert contents(tmp_path / "new") == contents(index)


def test_another_version_of_the_same_text_is_read_once(tmp_path: Path) -> None:
    """It is not analysed again, and the next build trusts the new version."""
    index, cache = tmp_path / "index", tmp_path / "cache"
    build_index([{**one, "version": "1"} for one in many(40)], index, cache_dir=cache)
    again = [{**one, "version": "2", "text": one["text"].__str__} for one in many(40)]
    assert build_index(again, index, cache_dir=cache).analysed == 0
    later = [{**one, "version": "2", "text": unread} for one in many(40)]
    assert build_index(later, index, cache_dir=cache).analysed == 0


def test_another_version_with_another_text_is_analysed(tmp_path: Path) -> None:
    """Whatever else stayed the same."""
    index, cache = tmp_path / "index", tmp_path / "cache"
    before = [{**one, "version": "1"} for one in many(40)]
    after = [{**before[0], "version": "2", "text": "نص آخر"}, *before[1:]]
    build_index(before, index, cache_dir=cache)
    assert build_index(after, index, cache_dir=cache).analysed == 1
    build_index(after, tmp_path / "new")
    assert contents(tmp_path / "new") == contents(index)


class Asked(dict[str, Mapping[str, Any]]):
    """Documents by address; those that are asked for are noted."""

    def __init__(self, documents: Sequence[Mapping[str, Any]]) -> None:
        """Hold `documents`, none of them asked for."""
        super().__init__({one["url"]: one for one in documents})
        self.answered: list[str] = []

    def __getitem__(self, url: str) -> Mapping[str, Any]:
        """Note who is asked for."""
        self.answered.append(url)
        return super().__getitem__(url)


def test_a_document_that_is_the_same_is_hardly_asked_for(tmp_path: Path) -> None:
    """Only those are whose cards did not stand yet with the lists of words that a new one has."""
    documents = many(400)
    index, cache = tmp_path / "index", tmp_path / "cache"
    build_index(documents[1:], index, cache_dir=cache)
    same = Asked(documents[1:])
    report = build_index(documents[:1], index, cache_dir=cache, same=same)
    build_index(documents, tmp_path / "new")
    assert (report.analysed, report.anew) == (1, False)
    assert len(same.answered) < 100
    assert contents(tmp_path / "new") == contents(index)


def test_all_are_asked_for_where_nothing_is_known(tmp_path: Path) -> None:
    """Whoever lost the cache writes the same index, and so does who has too much to change."""
    documents, index, cache = many(40), tmp_path / "index", tmp_path / "cache"
    build_index([], index, cache_dir=cache, same=Asked(documents))
    build_index(documents, tmp_path / "new")
    assert contents(tmp_path / "new") == contents(index)
    report = build_index([], index, cache_dir=cache, same=Asked(documents[::2]))
    build_index(documents[::2], tmp_path / "half")
    assert report.anew
    assert contents(tmp_path / "half") == contents(index)


def test_two_documents_of_one_address_are_refused(tmp_path: Path) -> None:
    """The address is a document's id: two of one would hide one another."""
    with pytest.raises(ValueError, match="articles/a/"):
        build_index([document("a", "عنوان"), document("a", "آخر")], tmp_path)
    with pytest.raises(ValueError, match="articles/a/"):
        build_index([document("a", "عنوان")], tmp_path, same=Asked([document("a", "آخر")]))


def test_a_new_document_moves_hardly_any_number() -> None:
    """Numbers follow from ids: one more leaves the others, but for a neighbour now and then."""
    ids = [f"articles/{i}/" for i in range(1000)]
    numbers = assign_numbers(ids)
    moved = [
        sum(assign_numbers([*ids, f"articles/new-{i}/"])[id_] != numbers[id_] for id_ in ids)
        for i in range(20)
    ]
    assert len(set(numbers.values())) == len(ids)
    assert sum(moved) <= 20


def test_files_carry_no_time_and_no_name(tmp_path: Path) -> None:
    """Every file is gzip with the plainest header, under a neutral extension."""
    build_index(many(30), tmp_path)
    heads = {file.read_bytes()[:10] for file in tmp_path.glob("*.bin")}
    assert heads == {b"\x1f\x8b\x08\0\0\0\0\0\x02\xff"}
    assert {file.suffix for file in tmp_path.iterdir()} == {".bin", ".js"}


def test_an_empty_collection_has_an_index(tmp_path: Path) -> None:
    """A site without articles still has a root to read."""
    build_index([], tmp_path)
    root = IndexFiles(tmp_path).read_root()
    assert (root["documents"], root["words"]) == (0, 0)


def test_a_damaged_block_is_named(tmp_path: Path) -> None:
    """Reading a cut file says which one it is."""
    build_index(many(10), tmp_path)
    root = tmp_path / ROOT
    root.write_bytes(root.read_bytes()[:40])
    with pytest.raises(DamagedIndexError, match=ROOT):
        IndexFiles(tmp_path).read_root()


def test_a_block_that_changes_takes_another_name(tmp_path: Path) -> None:
    """No name is given twice: what a browser kept of another build is never read for ours."""
    documents = many(400)
    held: dict[str, bytes] = {}
    for last in range(380, 401, 4):
        build_index(documents[:last], tmp_path / "index", cache_dir=tmp_path / "cache")
        files = {name: data for name, data in contents(tmp_path / "index").items() if name != ROOT}
        assert all(held.get(name, data) == data for name, data in files.items())
        held.update(files)
    assert len(held) > len(files)


def test_a_block_is_mended_in_a_file_of_its_own(tmp_path: Path) -> None:
    """The published site may have the very file, which is not written into before all is done."""
    build_index(many(20), tmp_path / "index")
    whole = contents(tmp_path / "index")
    blocks = [name for name in whole if name.endswith(".bin") and name != ROOT]
    for name in blocks:
        block = tmp_path / "index" / name
        block.unlink()
        block.write_bytes(b"old")
        (tmp_path / name).hardlink_to(block)
    build_index(many(20), tmp_path / "index")
    assert contents(tmp_path / "index") == whole
    assert {(tmp_path / name).read_bytes() for name in blocks} == {b"old"}


def test_the_index_of_another_format_is_written_anew(tmp_path: Path) -> None:
    """Nothing of an index that an earlier release left behind is used, and nothing of it stays."""
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / ROOT).write_bytes(gzip.compress(b'{"format": 2, "lists": "0123456789"}'))
    (tmp_path / "index" / "0123456789b.bin").write_bytes(b"old")
    build_index(many(20), tmp_path / "index", cache_dir=tmp_path / "cache")
    build_index(many(20), tmp_path / "new")
    assert contents(tmp_path / "new") == contents(tmp_path / "index")
