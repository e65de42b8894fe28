"""The commands, as a person and as a machine meet them."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from builder.cli import main
from builder.report import MOST_ALIKE
from tests.command import warraq

if TYPE_CHECKING:
    from tests.conftest import Project

Paste = Callable[..., str]
SEED = "articles/2021/syria-tv-2021-08-11.txt"


def extracted(project: Project, *files: str) -> list[dict[str, Any]]:
    """Return the answers of `extract` for files."""
    run = warraq(project.path, "extract", *files, "--format", "json")
    return [json.loads(line) for line in run.stdout.splitlines()]


def test_extract_answers_for_the_seed_article(seed: Project) -> None:
    """Every field of the seam is right for the first article."""
    run = warraq(seed.path, "extract", SEED, "--format", "json")
    answer = json.loads(run.stdout)
    assert run.returncode == 0
    assert answer["path"] == SEED
    assert answer["title"] == (
        'قصفت حقل العمر وأهدافا أخرى.. ميليشيا "كتائب سيد الشهداء" تعلن انسحابها من سوريا'
    )
    assert (answer["date"], answer["published"]) == ("2021-08-11", "2021-08-11T10:21:00+03:00")
    assert answer["date_text"] == "2021.08.11 | 10:21 دمشق"
    assert (answer["source"], answer["source_id"]) == ("تلفزيون سوريا", "syria-tv")
    assert (answer["section"], answer["dateline"]) == ("التغطية الحية", "إسطنبول - متابعات")
    assert answer["author"] is None
    (image,) = answer["images"]
    assert image["name"] == "2ccd4540eb69f842460e0da4fa79f3b31622464848.jpg"
    assert image["caption"].endswith("بما فيها حقل العمر النفطي")
    assert image["credit"] == "Getty"
    kinds = [block["kind"] for block in answer["body"]]
    assert (kinds.count("paragraph"), kinds.count("heading")) == (12, 1)
    assert {one["text"] for one in answer["dropped"]} == {"icon", "+A", "حجم الخط", "-A"}
    assert all(one["rule"] for one in answer["dropped"])
    told = [one["code"] for one in answer["diagnostics"]]
    assert told == ["PICT06"]  # the picture itself does not lie beside it


def test_explain_accounts_for_every_line_of_the_seed(seed: Project) -> None:
    """Each non-blank raw line stands in the table once, with a rule."""
    run = warraq(seed.path, "explain", SEED)
    raw = (seed.path / SEED).read_text(encoding="utf-8").split("\n")
    wanted = [number for number, line in enumerate(raw, 1) if line.strip()]
    rows = run.stdout.split("\n\n")[0].splitlines()[1:]
    assert [int(row.split()[0]) for row in rows] == wanted
    assert all(len(row.split()) > 4 for row in rows)
    assert "places" in run.stdout
    assert "syria" in run.stdout


def test_tables_speak_the_language_that_is_chosen(project: Project, paste: Paste) -> None:
    """Column heads, labels and counts were English within Arabic messages."""
    project.write("articles/a.txt", paste())
    project.write("articles/a.yml", "lang: ar\n")
    told = warraq(project.path, "--lang", "ar", "explain", "articles/a.txt").stdout
    assert told.split()[:5] == ["السطر", "صار", "القاعدة", "الثقة", "النص"]
    assert ("أُخذ كلُّه" in told, "صُحّح: lang" in told, "kept" in told) == (True, True, False)
    read = warraq(project.path, "--lang", "ar", "extract", "articles/a.txt").stdout
    assert ("\nالعنوان" in read, "\nما تُرك" in read, "\ntitle" in read) == (True, True, False)


def test_explain_writes_corrections_as_a_sidecar_does(project: Project, paste: Paste) -> None:
    """It showed `Choice(only=None, add=('printing',), remove=())` and `('هند',)`."""
    said = {
        "authors": "[هند العمري, سمير]",
        "topics": "{add: [printing]}",
        "places": "[aleppo]",
        "images": "[{name: a.png, caption: شرح}]",
        "published": "2024-03-05T10:00:00+03:00",
        "section": "''",
    }
    project.write("articles/a.txt", paste())
    project.write("articles/a.yml", "".join(f"{key}: {one}\n" for key, one in said.items()))
    told = warraq(project.path, "explain", "articles/a.txt").stdout
    for key, one in said.items():
        assert f"corrected: {key} = {one}\n" in told


def test_in_arabic_no_word_is_english(project: Project, paste: Paste) -> None:
    """Fates, kinds and the weight of a message; the other language keeps its own too."""
    project.write("articles/a.txt", "شارك\n" + paste() + "\nمن حرب إلى سلم\n")
    project.write("articles/a.yml", "source: دار بعيدة\ntopics: [x]\n")
    arabic = warraq(project.path, "--lang", "ar", "explain", "articles/a.txt")
    english = warraq(project.path, "--lang", "en", "explain", "articles/a.txt")
    for stream, theirs, ours in (
        ("stdout", ("title", "body", "dropped", "places"), ("عنوان", "متن", "تُرك", "الأماكن")),
        ("stderr", ("error", "warning"), ("خطأ TAG02", "تنبيه")),
    ):
        for word in theirs:
            assert not re.search(rf"(?<![-\w]){word}(?![-\w])", getattr(arabic, stream))
            assert re.search(rf"(?<![-\w]){word}(?![-\w])", getattr(english, stream))
        for word in ours:
            assert word in getattr(arabic, stream)
            assert word not in getattr(english, stream)


def test_a_label_before_a_field_is_told_with_what_was_dropped(
    project: Project, paste: Paste
) -> None:
    """Body, fields and dropped lines together have every word of the file."""
    text = paste().replace("\n\n", "\n\nبقلم: هند الكاتب\n\n", 1)
    project.write("articles/a.txt", text)
    run = warraq(project.path, "extract", "articles/a.txt", "--format", "json")
    answer = json.loads(run.stdout)
    assert answer["author"] == "هند الكاتب"
    assert any("بقلم" in one["text"] for one in answer["dropped"])


def test_explain_counts_lines_of_a_paste_and_pieces_of_other_files(
    project: Project, paste: Paste
) -> None:
    """A line that held a label and a value is one; a paragraph of three lines is one piece."""
    text = paste().replace("دفاتر", "المصدر: دفاتر", 1)
    project.write("articles/a.txt", text)
    project.write("articles/a-md.md", text.replace("، ", "،\n"))
    run = warraq(project.path, "explain", "articles/a.txt")
    count = sum(bool(line.strip()) for line in text.split("\n"))
    assert f"\n{count} lines: {count} kept, whole or in part, 0 dropped.\n" in run.stdout
    told = warraq(project.path, "explain", "articles/a-md.md").stdout
    assert "pieces of text: " in told
    assert "The number of a piece is the line on which it begins." in told
    page = warraq(project.path, "explain", "articles/a.txt", "--format", "html").stdout
    assert "أُخذ كلُّه أو بعضه" in page


def test_explain_as_a_page_runs_nothing(project: Project, paste: Paste) -> None:
    """What a raw file holds is text in the page, also when it is a script."""
    project.write("articles/a.txt", paste("<script>alert(1)</script>"))
    page = warraq(project.path, "explain", "articles/a.txt", "--format", "html").stdout
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_extract_answers_also_for_what_fails(project: Project, paste: Paste) -> None:
    """One line a file, whatever it is; the exit code says that something failed."""
    project.write("articles/a.txt", paste(date="قبل يومين"))
    project.write("articles/b.txt", b"\x89PNG\r\n")
    project.write("articles/c.exe", b"MZ")
    project.write("articles/d.txt/e.txt", paste())
    names = [f"articles/{name}" for name in ("a.txt", "b.txt", "none.txt", "c.exe", "d.txt", "")]
    run = warraq(project.path, "extract", *names, "--format", "json")
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    codes = [[one["code"] for one in answer["diagnostics"]] for answer in answers]
    wanted = ["DATE04", "FILE02", "FILE10", "FILE12", "FILE11", "FILE11"]
    assert run.returncode == 1
    assert [answer["path"] for answer in answers] == [name.rstrip("/") for name in names]
    assert [code[0] for code in codes] == wanted
    assert answers[0]["body"]
    assert answers[0]["diagnostics"][0]["line"] == 3


@pytest.mark.parametrize("name", ["none.txt", "c.exe", "articles", "none"])
def test_explain_refuses_what_is_no_file_to_read(project: Project, name: str) -> None:
    """Nothing was explained, and the exit code says so."""
    project.write("c.exe", b"MZ")
    run = warraq(project.path, "explain", name)
    assert (run.returncode, run.stdout) == (1, "")
    assert f"{name}: error FILE1" in run.stderr


def test_check_passes_over_a_picture_that_is_named(project: Project, paste: Paste) -> None:
    """As in a folder: a list of what changed has pictures beside raw files."""
    project.write("articles/a.txt", paste())
    project.write("articles/a.jpg", b"\xff\xd8")
    project.write("articles/a.pdf", b"%PDF-")
    assert warraq(project.path, "check", "articles/a.txt", "articles/a.jpg").returncode == 0
    run = warraq(project.path, "check", "articles/a.pdf")
    assert (run.returncode, "error FILE12" in run.stderr) == (1, True)


def test_check_tells_the_place_and_the_cure_in_both_languages(
    project: Project, paste: Paste
) -> None:
    """A contributor reads where, what and what to do; `--lang` leaves one language."""
    project.write("articles/a.txt", paste(date="قبل يومين"))
    run = warraq(project.path, "check")
    assert run.returncode == 1
    assert "articles/a.txt:3: error DATE04" in run.stderr
    assert "add a line `date: YYYY-MM-DD` (year, month, day) to articles/a.yml" in run.stderr
    assert "أضف السطر `date: YYYY-MM-DD` (سنة وشهر ويوم) إلى articles/a.yml" in run.stderr
    assert "nobody can tell" not in warraq(project.path, "--lang", "ar", "check").stderr
    assert "نسبي" not in warraq(project.path, "--lang", "en", "check").stderr
    after = warraq(project.path, "check", "--lang", "ar").stderr
    assert ("نسبي" in after, "nobody can tell" in after) == (True, False)


def test_a_build_shows_what_it_says_of_thousands_a_few_times_and_counts_the_rest(
    project: Project, paste: Paste
) -> None:
    """An error is not lost among warnings; `check` and machines get every one."""
    untagged = paste("بيت قديم في حلب").replace("مطبعة", "دار").replace("مطابع", "دور")
    for number in range(MOST_ALIKE + 11):
        project.write(f"articles/a{number:02}.txt", untagged)
    project.write("articles/b.txt", paste(date="قبل يومين"))
    checked = warraq(project.path, "check").stderr
    assert checked.count(": warning TAG01\n") == MOST_ALIKE + 11
    told = warraq(project.path, "convert").stderr
    assert told.count(": warning TAG01\n") == MOST_ALIKE
    assert told.count("  no topic was recognised\n") == MOST_ALIKE
    assert told.count("  لم يُعرف موضوع للمقال\n") == MOST_ALIKE
    assert "… and 11 more messages of code TAG01; ./warraq check shows them all." in told
    assert "… و11 رسالة أخرى بالرمز TAG01؛ الأمر ./warraq check يعرضها كلها." in told
    assert "articles/b.txt:3: error DATE04" in told
    listed = warraq(project.path, "convert", "--format", "json").stdout.splitlines()
    assert sum(json.loads(line)["code"] == "TAG01" for line in listed) == MOST_ALIKE + 11


def test_an_unknown_source_of_many_files_is_told_once(project: Project, paste: Paste) -> None:
    """Two hundred pasted articles of one publisher need one entry; machines get every message."""
    for number in range(13):
        name = "دفاتر بعيدة" if number else "أوراق أخرى"
        project.write(f"articles/a{number:02}.txt", paste(f"خبر {number} عن مطبعة"))
        project.write(f"articles/a{number:02}.yml", f"source: {name}\n")
    for command in ("check", "convert"):
        told = warraq(project.path, command).stderr
        assert told.count("warning SOURCE02") == 2
        assert "\narticles/a01.txt: warning SOURCE02\n" in told
        assert "«دفاتر بعيدة» is not in sources.yml (and in 11 more files)\n" in told
        assert "«دفاتر بعيدة» غير موجود في sources.yml (وفي 11 ملفًا آخر)\n" in told
        assert "«أوراق أخرى» is not in sources.yml\n" in told
    listed = warraq(project.path, "check", "--format", "json").stdout
    assert listed.count('"SOURCE02"') == 13


def test_check_writes_nothing(project: Project, paste: Paste) -> None:
    """A check leaves the folder as it was."""
    project.write("articles/a.txt", paste())
    before = project.tree(".")
    assert warraq(project.path, "check").returncode == 0
    assert project.tree(".") == before


def test_check_takes_files_folders_and_sidecars(project: Project, paste: Paste) -> None:
    """What is named is checked, and nothing else."""
    project.write("articles/good/a.txt", paste())
    project.write("articles/bad/b.txt", paste(date=""))
    project.write("articles/bad/b.yml", "titel: x\n")
    assert warraq(project.path, "check", "articles/good").returncode == 0
    assert warraq(project.path, "check", "articles/good/a.txt").returncode == 0
    run = warraq(project.path, "check", "articles/bad/b.yml")
    assert (run.returncode, "articles/bad/b.yml:1: error SIDE02" in run.stderr) == (1, True)


def test_check_knows_a_sidecar_by_any_spelling_of_its_ending(
    project: Project, paste: Paste
) -> None:
    """What is wrong in `NAME.YAML` is told of that very file."""
    project.write("articles/b.TXT", paste())
    project.write("articles/b.YAML", "titel: x\n")
    run = warraq(project.path, "check", "articles/b.YAML")
    assert (run.returncode, "articles/b.YAML:1: error SIDE02" in run.stderr) == (1, True)


def test_github_annotations_cannot_be_forged(project: Project, paste: Paste) -> None:
    """A line of a raw file never becomes a workflow command."""
    project.write("articles/a.txt", paste(date="قبل يومين\n::error file=x::مزوّر"))
    out = warraq(project.path, "check", "--format", "github").stdout
    assert out.startswith("::error file=articles/a.txt,line=3,title=DATE04::")
    levels = tuple(f"::{level} file=articles" for level in ("error", "warning", "notice"))
    assert all(line.startswith(levels) for line in out.splitlines())


def test_no_message_turns_around_or_commands_a_terminal(project: Project, paste: Paste) -> None:
    """What a file holds is shown in figures where it would do something to the line around it."""
    project.write("articles/a.txt", paste())
    project.write("articles/vocabulary/places.yml", "a: {nmae\N{RIGHT-TO-LEFT OVERRIDE}: حلب}\n")
    run = warraq(project.path, "check")
    assert run.returncode == 2
    assert "nmae\\u202e" in run.stderr
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in run.stderr


def test_json_diagnostics_are_one_object_a_line(project: Project, paste: Paste) -> None:
    """A machine reads code, place, message and hint in both languages."""
    project.write("articles/a.txt", paste(date=""))
    rows = [
        json.loads(x) for x in warraq(project.path, "check", "--format", "json").stdout.splitlines()
    ]
    (row,) = [row for row in rows if row["code"] == "DATE01"]
    assert row["path"] == "articles/a.txt"
    assert all(row[key] for key in ("message", "hint", "message_ar", "hint_ar"))


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        (None, "CONF01"),
        ("a: [", "CONF02"),
        ("extra: {warraq: {page_sise: 3}}", "CONF03"),
        ("extra: {warraq: {page_size: 0}}", "CONF04"),
        ("extra: {warraq: {articles: ../x}}", "CONF04"),
    ],
)
def test_wrong_settings_end_with_two(project: Project, settings: str | None, code: str) -> None:
    """Nothing can be built then, and the exit code tells it from a failed article."""
    if settings is None:
        (project.path / "mkdocs.yml").unlink()
    else:
        project.write("mkdocs.yml", settings)
    run = warraq(project.path, "--project", ".", "check")
    assert (run.returncode, code in run.stderr) == (2, True)


def test_a_broken_vocabulary_ends_with_two(project: Project, paste: Paste) -> None:
    """A mistake in a vocabulary is named with its file and line."""
    project.write("articles/a.txt", paste())
    project.write("articles/vocabulary/places.yml", "aleppo: {name: حلب}\naleppo: {name: حمص}\n")
    run = warraq(project.path, "convert")
    assert run.returncode == 2
    assert "articles/vocabulary/places.yml:" in run.stderr


def test_wrong_use_ends_with_two(project: Project) -> None:
    """An unknown command or option is wrong use."""
    assert warraq(project.path, "fly").returncode == 2
    assert warraq(project.path, "extract").returncode == 2


@pytest.mark.parametrize(
    ("arguments", "told", "cure"),
    [
        ("chek", "USE02 «chek»", "`check` `warraq --help`"),
        ("chek --lang ar", "USE02 «chek»", "`check`"),
        ("check --fromat json", "USE01 «--fromat»", "`--format` `warraq check --help`"),
        ("--lnag ar check", "USE01 «--lnag»", "`--lang`"),
        ("extract", "USE03 `FILES`", "`warraq extract [OPTIONS] FILES...`"),
        ("check --format xml", "USE04 `--format` «xml»", "text, json, github"),
        ("--lang fr check", "USE04 `--lang` «fr»", "ar, en"),
        ("search x --limit 0", "USE05 `--limit`", "1 1000"),
        ("suggest --least many", "USE05 `--least`", "2"),
        ("check nowhere", "USE06 `PATHS` «nowhere»", ""),
        ("build articles", "USE08 «articles»", "`warraq build [OPTIONS]`"),
        ("check --lang", "USE03 `--lang", "`warraq [OPTIONS]"),
    ],
)
def test_wrong_use_is_told_with_its_cure_in_the_languages_spoken(
    project: Project, arguments: str, told: str, cure: str
) -> None:
    """What is wrong and what to type instead: in both languages, or in the one asked for."""
    typed = ["--project", str(project.path), *arguments.split()]
    run = CliRunner().invoke(main, typed, prog_name="warraq")
    code, *shown = told.split()
    place, *lines = run.stderr.splitlines()
    assert (run.exit_code, place.startswith("warraq"), code in place) == (2, True, True)
    spoken = [True] if "--lang ar" in arguments else [False, True]
    is_arabic = [any("ء" <= sign <= "ي" for sign in line) for line in lines]
    assert is_arabic == [language for language in spoken for _ in ("message", "hint")]
    for message, hint in zip(lines[::2], lines[1::2], strict=True):
        assert all(word in message for word in shown)
        assert all(word in hint for word in cure.split())


def test_a_text_is_read_without_profiles_on_demand(seed: Project) -> None:
    """A curator sees what the reader knows by itself: the seed then has no source."""
    run = warraq(seed.path, "extract", SEED, "--no-profiles", "--format", "json")
    answer = json.loads(run.stdout)
    assert (answer["date"], answer["source"]) == ("2021-08-11", None)
    assert len([block for block in answer["body"] if block["kind"] == "paragraph"]) == 12


def test_help_speaks_both_languages_line_by_line(project: Project) -> None:
    """Click joins the lines of a paragraph, which mixed the Arabic with the English after it."""
    lines = warraq(project.path, "--help").stdout.splitlines()
    codes = next(number for number, line in enumerate(lines) if line.startswith("  Exit codes: 0"))
    assert lines[codes + 1].startswith("  رموز الخروج: 0")
    assert lines[codes - 2].startswith("  ورّاق:")


def test_search_parts_what_is_of_a_date_from_what_only_names_it(
    project: Project, paste: Paste
) -> None:
    """Articles of the days asked for stand first; a line parts them from those with the words."""
    said = ["Not of that date, but with its words:", "ليست من ذلك التاريخ، وفيها كلماته:"]
    project.write("articles/a.txt", paste("أول مطبعة في حلب"))
    project.write("articles/b.txt", paste("معرض كتب عام 1731"))
    project.convert()
    (one, *_) = warraq(project.path, "search", "حلب", "--format", "json").stdout.splitlines()
    assert json.loads(one)["is_dated"] is None
    day = json.loads(one)["date"]
    assert warraq(project.path, "search", day).stderr == ""
    named = warraq(project.path, "search", "1731", "--format", "json")
    assert [json.loads(line)["is_dated"] for line in named.stdout.splitlines()] == [False]
    assert warraq(project.path, "search", "1731").stderr.splitlines() == said


def test_search_finds_by_any_spelling(project: Project, paste: Paste) -> None:
    """A word with another clitic and without hamza finds the article; nothing found is 1."""
    project.write("articles/a.txt", paste("أول مطبعة في حلب"))
    assert warraq(project.path, "search", "مطبعة").returncode == 2
    project.convert()
    run = warraq(project.path, "search", "والمطبعه", "--format", "json")
    assert [json.loads(line)["url"] for line in run.stdout.splitlines()] == ["articles/a/"]
    parted = warraq(project.path, "search", "مطبعة زرافة")
    assert parted.stderr.splitlines() == ["Only some of your words:", "بعض كلماتك فقط:"]
    assert warraq(project.path, "search", "مطبعة حلب").stderr == ""
    nothing = warraq(project.path, "search", "زرافة")
    assert (nothing.returncode, nothing.stdout) == (1, "")
    assert nothing.stderr.splitlines() == ["Nothing was found.", "لا نتائج."]


@pytest.mark.skipif(os.name == "nt", reason="a shell of another kind")
def test_a_build_whose_output_nobody_wants_is_fine_all_the_same(
    project: Project, paste: Paste
) -> None:
    """A timer may start it with its outputs shut."""
    project.write("articles/a.txt", paste())
    command = f"{shlex.quote(sys.executable)} -m builder build"
    for shut in (">&-", ">&- 2>&-"):
        run = subprocess.run(["sh", "-c", f"{command} {shut}"], cwd=project.path, check=False)
        assert run.returncode == 0


def test_what_the_machine_refuses_ends_with_two_and_says_what_to_do(
    project: Project, paste: Paste
) -> None:
    """1 would say that the other articles are published; a traceback says nothing to a curator."""
    project.write("articles/a.txt", paste())
    project.write("docs/articles", "a file where a folder has to be")
    run = warraq(project.path, "convert")
    assert run.returncode == 2
    assert "error RUN01" in run.stderr
    assert "make room on the disk" in run.stderr
    assert "أفسح مكانًا على القرص" in run.stderr
    assert "Traceback" not in run.stderr
    assert (project.path / "docs/articles").read_text(encoding="utf-8").startswith("a file")


def test_a_mistake_of_ours_ends_with_two_and_asks_for_a_report(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lines that tell us where it broke come before the words for the curator."""

    def broken(*_: object) -> None:
        raise RuntimeError("no such luck")

    monkeypatch.setattr("builder.cli.converting.Settled", broken)
    run = CliRunner().invoke(main, ["--project", str(project.path), "convert"])
    assert run.exit_code == 2
    assert "this is our bug, not yours: RuntimeError: no such luck" in run.stderr
    assert "والخلل في البرنامج لا عندك" in run.stderr
