"""A run that takes what it can from the last one ends exactly where a run from nothing ends."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from builder.asked import Trace
from builder.cli import main
from builder.config import load_config
from builder.database import CacheError
from builder.duplicates import signature
from builder.finishing import Failed, Finished, finish
from builder.folders import CACHE
from builder.gathering import read_signatures
from builder.model import FrontMatter, Image
from builder.records import Record
from builder.store import FILE, Store
from builder.turn import FILE as LOCK
from builder.turn import Turn
from builder.workshop import Workshop, open_workshop
from tests.conftest import from_nothing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from builder.held import Held
    from builder.raw_files import RawFile
    from tests.conftest import Project

    Paste = Callable[..., str]

TITLES = ("مطبعة حلب الأولى", "سوق الورّاقين", "خطّاطو بغداد", "ورق سمرقند", "مطابع بيروت")
OPENINGS = (
    "خرج المزارعون إلى بساتين الزيتون، وتعمل المعاصر ليل نهار على عصر الزيت.",
    "سجل المهاجم هدفًا في الشوط الثاني، ورفع قائد الفريق الكأس أمام جمهوره.",
    "يضم القسم الجديد من المستشفى حاضنات للأطفال، ويعمل فيه أطباء وممرضات.",
)
MONTHS = ("كانون الثاني", "آذار", "نيسان", "تموز", "تشرين الأول")


class Life:
    """A collection to which something happens, at random but the same each time."""

    def __init__(self, project: Project, paste: Paste, seed: int) -> None:
        """Begin with a few articles."""
        self.project, self.paste = project, paste
        self.chance = random.Random(seed)  # noqa: S311 - a game, not a secret
        self.number = 0
        for _ in range(6):
            self.add()

    def add(self) -> None:
        """Add an article of any date."""
        self.number += 1
        day = f"{self.chance.randint(1, 28)} {self.chance.choice(MONTHS)}"
        date = f"{day} {self.chance.choice((2019, 2023, 2024))}"
        title = f"{self.chance.choice(TITLES)} {self.number} في حلب"
        head, _, text = self.paste(title, date).partition("\n\n")
        text = f"{head}\n\n{self.chance.choice(OPENINGS)}\n\n{text}"
        self.project.write(f"articles/{self.number:03d}.txt", text)

    def edit(self) -> None:
        """Change an article's title."""
        file = self._any("*.txt")
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("في حلب", "في مدينة حلب", 1), encoding="utf-8")

    def amend(self) -> None:
        """Change a text in what no other page may tell of it."""
        file = self._any("*.txt")
        text = file.read_text(encoding="utf-8")
        file.write_text(f"{text.rstrip()}\n\nفي هذا ما في ذلك.\n", encoding="utf-8")

    def delete(self) -> None:
        """Delete an article, with its sidecar."""
        file = self._any("*.txt")
        file.unlink()
        file.with_suffix(".yml").unlink(missing_ok=True)

    def rename(self) -> None:
        """Give an article another file name, and so another id."""
        self.number += 1
        self._any("*.txt").rename(self.project.path / "articles" / f"{self.number:03d}.txt")

    def correct(self) -> None:
        """Write a sidecar: a correction, a former id, a takedown, or a mistake."""
        said = self.chance.choice(
            (
                "date: 2022-02-02\n",
                "aliases: [former]\n",
                "id: 002\n",
                "takedown: سبب\n",
                "places: []\n",
                "x: [\n",
            )
        )
        self._any("*.txt").with_suffix(".yml").write_text(said, encoding="utf-8")

    def spoil(self) -> None:
        """Take an article's date away, or give it back."""
        file = self._any("*.txt")
        text = file.read_text(encoding="utf-8")
        was, now = ("20", "٢x") if self.chance.random() < 0.6 else ("٢x", "20")
        file.write_text(text.replace(was, now), encoding="utf-8")

    def rename_topic(self) -> None:
        """Change the vocabulary."""
        name = self.chance.choice(("الطباعة", "المطابع", "فن الطباعة"))
        text = f"printing: {{name: {name}, was: [press], keywords: {{strong: [مطبعة, مطابع]}}}}\n"
        self.project.write("articles/vocabulary/topics.yml", text)

    def change_setting(self) -> None:
        """Change the length of lists."""
        file = self.project.path / "mkdocs.yml"
        text = file.read_text(encoding="utf-8")
        size = self.chance.choice((2, 3, 5))
        file.write_text(
            text.replace(text[text.index("page_size") :].split("}")[0], f"page_size: {size}"),
            encoding="utf-8",
        )

    def meddle(self) -> None:
        """Let somebody change or delete one of our files."""
        files = sorted((self.project.path / "docs").rglob("*.md"))
        file = self.chance.choice(files)
        if self.chance.random() < 0.5:
            file.unlink()
        else:
            file.write_text("عبث", encoding="utf-8")

    def lose_the_store(self) -> None:
        """Delete the store, or leave rubbish in its place."""
        if self.chance.random() < 0.5:
            self.project.write(".cache/builder.sqlite", b"rubbish")
        else:
            shutil.rmtree(self.project.path / ".cache", ignore_errors=True)

    def happen(self) -> str:
        """Let one thing happen; return its name."""
        things = (
            self.add,
            self.edit,
            self.amend,
            self.delete,
            self.rename,
            self.correct,
            self.spoil,
        )
        rare = (self.rename_topic, self.change_setting, self.meddle, self.lose_the_store)
        thing = self.chance.choice((*things, *things, *rare))
        thing()
        return thing.__name__

    def _any(self, pattern: str) -> Path:
        files = sorted((self.project.path / "articles").glob(pattern))
        if not files:
            self.add()
            files = sorted((self.project.path / "articles").glob(pattern))
        return self.chance.choice(files)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_whatever_happens_the_result_is_that_of_a_first_run(
    project: Project, paste: Paste, tmp_path: Path, seed: int
) -> None:
    """After any sequence of changes, `docs/` is byte for byte what a run from nothing makes."""
    life = Life(project, paste, seed)
    project.convert()
    history = []
    for _ in range(14):
        history += [life.happen() for _ in range(life.chance.randint(1, 2))]
        project.convert()
        assert project.tree() == from_nothing(project, tmp_path / "copy"), history


def test_a_run_without_changes_reads_no_article(
    project: Project, paste: Paste, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read before is taken from the store, and nothing is written."""
    project.write("articles/a.txt", paste())
    project.write("articles/bad.txt", paste(date=""))
    first = project.convert()
    monkeypatch.setattr("builder.outcomes.finish", None)
    again = project.convert()
    assert (again.articles, again.diagnostics) == (first.articles, first.diagnostics)
    assert (again.changes.written, again.changes.pruned) == ((), ())


def test_what_no_other_page_tells_of_an_article_changes_its_own_alone(
    project: Project, paste: Paste, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To make the lists of ten thousand articles again takes longer than to find them unchanged."""
    project.write("articles/a.txt", paste())
    project.write("articles/b.txt", paste("خبر آخر عن مطبعة"))
    project.convert()
    monkeypatch.setattr("builder.batches.term_pages", None)
    monkeypatch.setattr("builder.batches.sitemap", None)
    project.write("articles/a.txt", f"{paste().rstrip()}\n\nفي هذا ما في ذلك.\n")
    assert project.convert().changes.written == ("articles/a.md",)


def test_one_new_article_is_the_only_one_read(
    project: Project, paste: Paste, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others are known."""
    for number in range(5):
        project.write(f"articles/{number}.txt", paste(f"خبر {number} عن مطبعة"))
    project.convert()
    read = []

    def watched(raw: RawFile, workshop: Workshop, held: Held) -> Finished | Failed:
        read.append(raw.path)
        return finish(raw, workshop, held)

    monkeypatch.setattr("builder.outcomes.finish", watched)
    project.write("articles/new.txt", paste("خبر جديد عن مطبعة"))
    project.convert()
    assert read == ["articles/new.txt"]


@pytest.mark.parametrize("name", ["a.txt", "a.yml"])
def test_what_is_saved_while_it_is_read_is_read_again(
    project: Project, paste: Paste, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    """An editor may save at any moment, and the next run has what it saved."""
    project.write("articles/a.txt", paste())
    project.write("articles/a.yml", "title: عنوان أول\n" if name == "a.yml" else "lang: ar\n")
    later = {"a.txt": paste("عنوان صُحّح"), "a.yml": "title: عنوان صُحّح\n"}

    def saved_meanwhile(raw: RawFile, workshop: Workshop, held: Held) -> Finished | Failed:
        outcome = finish(raw, workshop, held)
        project.write(f"articles/{name}", later[name])
        return outcome

    with monkeypatch.context() as patched:
        patched.setattr("builder.outcomes.finish", saved_meanwhile)
        project.convert()
    project.convert()
    assert "عنوان صُحّح" in project.page("articles/a.md")
    assert project.tree() == from_nothing(project, tmp_path / "copy")


def test_a_new_address_of_the_site_reads_no_article(
    project: Project, paste: Paste, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Checks run without the address that publications have, and take up what those read."""
    project.write("articles/1.txt", paste())
    project.convert()
    settings = (project.path / "mkdocs.yml").read_text(encoding="utf-8")
    moved = settings.replace("https://example.org/collection/", "https://example.com/elsewhere/")
    project.write("mkdocs.yml", moved)
    with monkeypatch.context() as patched:
        patched.setattr("builder.outcomes.finish", lambda *_: pytest.fail("an article was read"))
        patched.setattr("builder.finishing.read_signature", lambda *_: pytest.fail("it was read"))
        workshop = open_workshop(project.config)
        assert set(read_signatures(workshop, ())) == {"articles/1.txt"}
        project.convert()
    assert "example.com/elsewhere" in project.page("sitemap.xml")
    assert project.tree() == from_nothing(project, tmp_path / "copy")


def test_an_article_that_comes_back_is_read_with_the_vocabulary_of_today(
    project: Project, paste: Paste, tmp_path: Path
) -> None:
    """What was known of a file that left together with another vocabulary is forgotten."""
    project.write("articles/stays.txt", paste("ورق سمرقند"))
    gone = project.write("articles/gone.txt", paste())
    project.convert()
    gone.unlink()
    topics = "printing: {name: فن الطباعة, keywords: {strong: [مطبعة]}}\n"
    project.write("articles/vocabulary/topics.yml", topics)
    project.convert()
    gone.write_text(paste(), encoding="utf-8")
    project.convert()
    assert project.tree() == from_nothing(project, tmp_path / "copy")


@pytest.mark.parametrize(
    "more",
    [
        {"images": (Image("press.webp", credit="مداد"), Image("", caption="خان الورّاقين"))},
        {"published": datetime(2024, 3, 5, 10, 30, tzinfo=timezone(timedelta(hours=3)))},
        {"published": datetime(2024, 3, 5, 10, 30)},  # noqa: DTZ001 - as texts have it
        {"updated": datetime(2024, 3, 6, 8, 15, tzinfo=UTC)},
    ],
)
def test_an_article_comes_back_from_the_store_as_it_was(
    tmp_path: Path, more: dict[str, Any]
) -> None:
    """Its captions without a picture, and the times of day, with an offset or without."""
    article = FrontMatter(id="a", title="خان", date=date(2024, 3, 5), source="مداد", **more)
    record = Record("articles/a.txt", "key", article, ())
    store = Store(tmp_path, ("world", "world"))
    store.keep(record, "", "", signature(""), Trace("", b""))
    store.close({})
    again = Store(tmp_path, ("world", "world"))
    assert {record.path: record} == again.before
    again.abandon()


def test_an_article_that_comes_back_as_it_was_is_named_everywhere_again(
    project: Project, paste: Paste, tmp_path: Path
) -> None:
    """What was gone for a run is new: its neighbours and lists have to name it again."""
    for number in (1, 2, 3):
        project.write(f"articles/{number}.txt", paste(f"خبر {number}", f"{number} آذار 2024"))
    project.convert()
    middle = project.path / "articles/2.txt"
    content = middle.read_bytes()
    middle.unlink()
    project.convert()
    middle.write_bytes(content)
    project.convert()
    assert "خبر 2" in project.page("index.md")
    assert project.tree() == from_nothing(project, tmp_path / "other")


def test_a_cache_of_another_form_is_made_anew(
    project: Project, paste: Paste, tmp_path: Path
) -> None:
    """Whoever updates Warraq need not know that there is a cache, let alone remove it."""
    project.write("articles/1.txt", paste())
    cache = project.path / CACHE
    cache.mkdir()
    with closing(sqlite3.connect(cache / FILE)) as database:
        database.execute("CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT)")
        database.execute("INSERT INTO about VALUES ('form', 'another')")
        database.execute("CREATE TABLE records (path TEXT PRIMARY KEY, words TEXT)")
        database.execute("INSERT INTO records VALUES ('articles/1.txt', 'other columns')")
        database.commit()
    assert project.convert().articles == 1
    assert project.tree() == from_nothing(project, tmp_path / "other")


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE records SET packed = '{'",
        "UPDATE records SET packed = CAST(packed || ' ' AS BLOB)",
        "UPDATE notes SET value = value || ' '",
        "UPDATE records SET packed = '{}'",
        "DROP TABLE records; CREATE TABLE records (path TEXT)",
    ],
)
def test_a_cache_that_is_damaged_inside_is_made_anew(
    project: Project, paste: Paste, tmp_path: Path, damage: str
) -> None:
    """It opens as a database does, and still nobody has to know that it can be removed."""
    project.write("articles/1.txt", paste())
    project.convert()
    with closing(sqlite3.connect(project.path / CACHE / FILE)) as database:
        database.executescript(damage)
    project.write("articles/2.txt", paste("خبر آخر عن مطبعة"))
    assert project.convert().articles == 2
    assert project.tree() == from_nothing(project, tmp_path / "other")


def test_rubbish_in_place_of_the_lock_keeps_nobody_from_building(project: Project) -> None:
    """The lock's file holds nothing, so nothing is lost with it; and it locks again."""
    config = load_config(project.path)
    project.write(".cache/turn.sqlite", b"rubbish " * 200)
    with closing(Turn(config)), closing(sqlite3.connect(project.path / CACHE / LOCK)) as other:
        other.execute("PRAGMA busy_timeout = 0")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN EXCLUSIVE")


def test_two_conversions_wait_for_each_other(
    project: Project, paste: Paste, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both write what the last run left; one that gets no turn writes nothing."""
    monkeypatch.setattr("builder.database.WAIT", 0)
    project.write("articles/1.txt", paste())
    with closing(Turn(load_config(project.path))):
        before = project.tree(".")
        run = CliRunner().invoke(main, ["--project", str(project.path), "convert"])
        assert (run.exit_code, project.tree(".")) == (2, before)
        assert "CACHE03" in run.output
    run = CliRunner().invoke(main, ["--project", str(project.path), "convert"])
    assert (run.exit_code, project.tree(".") == before) == (0, False)


def test_a_store_that_another_run_holds_is_not_thrown_away(
    project: Project, paste: Paste, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However long the other run takes, two never write at once."""
    project.write("articles/1.txt", paste())
    project.convert()
    project.write("articles/2.txt", paste("خبر آخر عن مطبعة"))
    monkeypatch.setattr("builder.database.WAIT", 0)
    with closing(sqlite3.connect(project.path / CACHE / FILE, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(CacheError, match="CACHE03"):
            project.convert()
        assert other.execute("SELECT count(*) FROM records").fetchone() == (1,)
        other.execute("ROLLBACK")
    assert project.convert().articles == 2


def test_a_killed_run_leaves_no_page_behind(project: Project, paste: Paste) -> None:
    """A page that a killed run had begun, and that nobody wants any more, is removed."""
    project.write("articles/a.txt", paste())
    project.convert()
    wanted = project.tree()
    added = project.write("articles/b.txt", paste("خبر عابر"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("builder.site._write_manifest", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            project.convert()
    added.unlink()
    project.convert()
    assert project.tree() == wanted


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE texts SET body = NULL",
        "DELETE FROM texts WHERE path = 'articles/1.txt'",
        "UPDATE texts SET text = x'00'",
    ],
)
def test_texts_that_are_damaged_are_read_again(
    project: Project, paste: Paste, tmp_path: Path, damage: str
) -> None:
    """It shows only where a page is made of them, when most of a run is over."""
    for number in (1, 2, 3):
        project.write(f"articles/{number}.txt", paste(f"خبر {number}", f"{number} آذار 2024"))
    project.convert()
    with closing(sqlite3.connect(project.path / CACHE / FILE)) as database:
        database.executescript(damage)
    project.write("articles/2.txt", paste("خبر آخر عن مطبعة", "2 آذار 2024"))
    project.write("articles/4.txt", paste("خبر أخير عن مطبعة", "2 آذار 2024"))
    assert project.convert().articles == 4
    assert project.tree() == from_nothing(project, tmp_path / "other")


def test_pages_of_the_store_that_were_written_over_are_a_lost_store(
    project: Project, paste: Paste, tmp_path: Path
) -> None:
    """A disk that fails takes a page in the middle, and the beginning is as it was."""
    for number in range(40):
        project.write(
            f"articles/{number}.txt", paste(f"خبر {number}", f"{number % 28 + 1} آذار 2024")
        )
    project.convert()
    file = project.path / CACHE / FILE
    whole = file.read_bytes()
    third = len(whole) // 3
    file.write_bytes(whole[:third] + b"\xff" * third + whole[2 * third :])
    project.write("articles/new.txt", paste("خبر آخر عن مطبعة", "2 آذار 2024"))
    assert project.convert().articles == 41
    assert project.tree() == from_nothing(project, tmp_path / "other")


def test_a_folder_in_the_place_of_the_store_is_removed(project: Project, paste: Paste) -> None:
    """What stands there is ours to make anew, whatever it is."""
    project.write("articles/1.txt", paste())
    (project.path / CACHE / FILE / "inside").mkdir(parents=True)
    assert project.convert().articles == 1
    assert (project.path / CACHE / FILE).is_file()
