"""The vocabulary: what its files may say, and what a curator is told about mistakes in them."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
import yaml
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from builder.diagnostics import codes
from builder.vocabulary import (
    Alias,
    Keyword,
    Organisation,
    Person,
    Place,
    Source,
    Topic,
    Vocabulary,
    VocabularyError,
    load_vocabulary,
    warnings_of,
)
from builder.vocabulary.entries import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from builder.diagnostics import Language

ROOT: Final = Path(__file__).resolve().parent.parent
REAL: Final = ROOT / "articles" / "vocabulary"
SCHEMAS: Final = ROOT / "builder" / "data" / "schema"
CASES: Final[list[dict[str, Any]]] = yaml.safe_load(
    (ROOT / "tests" / "golden" / "tagging" / "vocabulary-problems.yml").read_text(encoding="utf-8")
)
SHAPE_CODES: Final = frozenset({"VOC04", "VOC05", "VOC06", "VOC07"})


def load(folder: Path, files: Mapping[str, str]) -> Vocabulary:
    """Load a vocabulary of files given by their stems."""
    for stem, text in files.items():
        (folder / f"{stem}.yml").write_text(text, encoding="utf-8")
    return load_vocabulary(folder, "vocabulary")


def schema_of(kind: str) -> Draft202012Validator:
    """Return what an editor makes of the schema of one kind."""
    documents = {path.name: json.loads(path.read_text("utf-8")) for path in SCHEMAS.glob("*.json")}
    registry: Registry[Any] = Registry().with_resources(
        (name, Resource.from_contents(document)) for name, document in documents.items()
    )
    Draft202012Validator.check_schema(documents[f"{kind}.json"])
    return Draft202012Validator(documents[f"{kind}.json"], registry=registry)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_mistake_is_told_at_once_with_place_and_cure(
    case: dict[str, Any], language: Language, tmp_path: Path
) -> None:
    """A curator who made several mistakes reads them all, each with file, line and right value."""
    try:
        problems = warnings_of(load(tmp_path, case["files"]))
    except VocabularyError as refused:
        problems = refused.problems
    told = [
        f"{one.path}:{one.line} {one.code} {one.message(language)}. {one.hint(language)}"
        for one in problems
    ]
    assert case[language] == told


def test_every_code_of_the_vocabulary_is_shown() -> None:
    """A message that nobody has read cannot be merged."""
    shown = {line.split()[1] for case in CASES for line in case["en"]}
    of_files = {"VOC16", "VOC18"}  # no text can show them: see the next tests
    assert {code for code in codes() if code.startswith("VOC")} - of_files == shown


def test_a_file_that_is_not_utf_8_is_told_with_its_line(tmp_path: Path) -> None:
    """Python's English words stood in both languages, and quotation marks were the cure."""
    (tmp_path / "people.yml").write_bytes(b"a:\n  name: " + "زاخر".encode("cp1256"))
    with pytest.raises(VocabularyError) as refused:
        load_vocabulary(tmp_path, "vocabulary")
    (told,) = refused.value.problems
    assert (told.path, told.line, told.code) == ("vocabulary/people.yml", 2, "VOC16")
    assert told.message("ar") == "تعذّرت قراءة الملف: ليس بترميز UTF-8"
    assert "UTF-8" in told.hint("en")


def test_what_is_no_file_of_entries_is_refused(tmp_path: Path) -> None:
    """A pipe kept every command waiting for ever, and lines of any file here could be told."""
    secret = tmp_path / "secret"
    secret.write_text("root: geheim\n", encoding="utf-8")
    folder = tmp_path / "articles" / "vocabulary"
    folder.mkdir(parents=True)
    (folder / "sources.yml").mkdir()
    os.mkfifo(folder / "people.yml")
    (folder / "places.yml").symlink_to(secret)
    (folder / "topics.yml").symlink_to("nowhere.yml")
    with (folder / "organisations.yml").open("wb") as stream:
        stream.truncate(50_000_000)
    with pytest.raises(VocabularyError) as refused:
        load_vocabulary(folder)
    told = {one.path.rpartition("/")[2]: one for one in refused.value.problems}
    assert [(name, one.code, one.line) for name, one in sorted(told.items())] == [
        (f"{kind}.yml", "VOC18", None) for kind in sorted(KINDS)
    ]
    assert "a pipe" in told["people.yml"].message("en")
    assert "leads out of the articles" in told["places.yml"].message("en")
    for one in told.values():
        arabic = one.message("ar") + one.hint("ar")
        assert not re.search(r"[A-Za-z]|…", arabic), arabic
        assert "geheim" not in str(one)


def test_a_vocabulary_that_lies_elsewhere_is_refused(tmp_path: Path) -> None:
    """The folder may be the link; one within the articles is another matter."""
    (tmp_path / "articles").mkdir()
    folder = tmp_path / "articles" / "vocabulary"
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "people.yml").write_text("geheim: {}\n", encoding="utf-8")
    folder.symlink_to(tmp_path / "other")
    with pytest.raises(VocabularyError) as refused:
        load_vocabulary(folder)
    (told,) = refused.value.problems
    assert (told.path, told.code) == ("articles/vocabulary", "VOC18")
    folder.unlink()
    (tmp_path / "other").rename(tmp_path / "articles" / "kept")
    (tmp_path / "articles/kept/people.yml").write_text("a: {name: زاخر}\n", encoding="utf-8")
    folder.symlink_to(tmp_path / "articles" / "kept")
    assert [*load_vocabulary(folder).people] == ["a"]


def test_every_field_is_read(tmp_path: Path) -> None:
    """What a curator writes in any field reaches the rest of the builder."""
    files = {
        "topics": (
            "books: {name: كتب, broader: culture, see_also: [culture], scope_note: لا المجلات,\n"
            "  keywords: {strong: [مخطوطة], weak: [ورق]}, was: [kutub], not_in: [كتب الكتاب]}\n"
            "culture: {name: ثقافة, description: الفنون والآداب}\n"
        ),
        "people": (
            "asma: {name: أسماء الكتبي, aliases: [الكتبية,\n"
            "  {text: أسماء, needs: [كتاب], denies: [الله]}, {text: الكتبي, suggest: true}]}\n"
        ),
        "organisations": "dar: {name: دار الورق, kind: publisher, place: aleppo}\n",
        "places": (
            "syria: {name: سوريا, kind: country}\n"
            "aleppo: {name: حلب, kind: city, country: syria, latitude: 36.2, longitude: 37.16}\n"
        ),
        "sources": (
            "dafatir: {name: دفاتر ورّاق, kind: magazine, url: 'https://dafatir.example/',\n"
            "  country: syria, rights: excerpt, date_order: dmy, time_zone: Asia/Damascus,\n"
            "  agency: true}\n"
        ),
    }
    expected = Vocabulary(
        topics={
            "books": Topic(
                id="books",
                name="كتب",
                was=("kutub",),
                not_in=("كتب الكتاب",),
                broader="culture",
                see_also=("culture",),
                scope_note="لا المجلات",
                keywords=(Keyword("مخطوطة", 2.0), Keyword("ورق", 1.0)),
            ),
            "culture": Topic(id="culture", name="ثقافة", description="الفنون والآداب"),
        },
        people={
            "asma": Person(
                id="asma",
                name="أسماء الكتبي",
                aliases=(
                    Alias("الكتبية"),
                    Alias("أسماء", needs=("كتاب",), denies=("الله",)),
                    Alias("الكتبي", suggest=True),
                ),
            )
        },
        organisations={
            "dar": Organisation(id="dar", name="دار الورق", kind="publisher", place="aleppo")
        },
        places={
            "syria": Place(id="syria", name="سوريا", kind="country"),
            "aleppo": Place(
                id="aleppo",
                name="حلب",
                kind="city",
                country="syria",
                latitude=36.2,
                longitude=37.16,
            ),
        },
        sources={
            "dafatir": Source(
                id="dafatir",
                name="دفاتر ورّاق",
                kind="magazine",
                url="https://dafatir.example/",
                country="syria",
                rights="excerpt",
                date_order="dmy",
                time_zone="Asia/Damascus",
                agency=True,
            )
        },
    )
    assert expected == load(tmp_path, files)


def test_the_arabic_comma_parts_keywords(tmp_path: Path) -> None:
    """`weak: [رطوبة، خزانة]` was one keyword that no text holds."""
    topic = "{name: الترميم, keywords: {weak: [رطوبة، خزانة], strong: ['رق، وورق']}}"
    (tmp_path / "topics.yml").write_text(f"repair: {topic}\n", encoding="utf-8")
    (repair,) = load_vocabulary(tmp_path).topics.values()
    assert [one.text for one in repair.keywords] == ["رطوبة", "خزانة", "رق، وورق"]


def test_words_that_yaml_would_turn_into_something_else_stay_names(tmp_path: Path) -> None:
    """A band called «no» and a year as a name stay what was written."""
    files = {
        "organisations": "no: {name: no, kind: association}\n2011: {name: 0102, kind: party}\n"
    }
    names = [entry.name for entry in load(tmp_path, files).organisations.values()]
    assert names == ["no", "0102"]


def test_a_name_of_two_entries_is_right_where_both_have_conditions(tmp_path: Path) -> None:
    """«عمان» may name the country and the city if each says when it is meant."""
    files = {
        "places": (
            "oman: {name: عُمان, kind: country, aliases: [{text: عُمان, needs: [مسقط]}]}\n"
            "amman: {name: عمّان, kind: city, aliases: [{text: عمان, needs: [الأردن]}]}\n"
        )
    }
    amman = load(tmp_path, files).places["amman"]
    assert amman.names == (Alias("عمان", needs=("الأردن",)),)


def test_a_collection_without_vocabulary_has_an_empty_one(tmp_path: Path) -> None:
    """Files are optional: a collection can begin with raw articles alone."""
    assert load(tmp_path, {"people": ""}) == Vocabulary({}, {}, {}, {}, {})


def test_the_projects_own_vocabulary_has_no_mistakes() -> None:
    """The vocabulary that Warraq comes with loads."""
    vocabulary = load_vocabulary(REAL)
    assert [kind for kind in KINDS if not vocabulary.of(kind)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_projects_own_files_satisfy_their_schemas(kind: str) -> None:
    """An editor that checks against the JSON Schema marks nothing in our files."""
    content = yaml.safe_load((REAL / f"{kind}.yml").read_text(encoding="utf-8"))
    assert [error.message for error in schema_of(kind).iter_errors(content)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_an_editor_finds_the_schema(kind: str) -> None:
    """The first line of each file leads an editor to its schema."""
    first = (REAL / f"{kind}.yml").read_text(encoding="utf-8").splitlines()[0]
    path = first.removeprefix("# yaml-language-server: $schema=")
    assert (SCHEMAS / f"{kind}.json") == (REAL / path).resolve()


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_an_editor_sees_the_mistakes_of_shape_too(case: dict[str, Any]) -> None:
    """What our check refuses by the schema, an editor that uses the same schema marks."""
    codes_by_file: dict[str, set[str]] = {stem: set() for stem in case["files"]}
    for line in case["en"]:
        path, code = line.split()[:2]
        codes_by_file[Path(path.partition(":")[0]).stem].add(code)
    for stem, found in codes_by_file.items():
        if found & SHAPE_CODES and "VOC03" not in found:  # other readers take the last of two keys
            content = yaml.safe_load(case["files"][stem])
            assert list(schema_of(stem).iter_errors(content)) != [], stem
