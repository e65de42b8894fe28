"""From raw files to pages: good articles are published whatever their neighbours are."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from builder import frontmatter
from builder.diagnostics import Diagnostic, Severity
from builder.raw_files import MAX_BYTES

if TYPE_CHECKING:
    from tests.conftest import Project

Paste = Callable[..., str]

SCRIPT = "<script>alert(1)</script>"


def errors(diagnostics: tuple[Diagnostic, ...]) -> list[tuple[str, int | None, str]]:
    """Return path, line and code of each error."""
    return [(d.path, d.line, d.code) for d in diagnostics if d.severity is Severity.ERROR]


def test_the_seed_article_becomes_its_page(seed: Project) -> None:
    """The first article's page carries everything its text says."""
    report = seed.convert()
    assert (report.articles, errors(report.diagnostics)) == (1, [])
    front_matter, body = frontmatter.parse(seed.page("articles/syria-tv-2021-08-11.md"))
    view = front_matter.pop("view")
    assert front_matter["title"].startswith("قصفت حقل العمر وأهدافا أخرى.. ميليشيا")
    assert front_matter["date"].isoformat() == "2021-08-11"
    assert front_matter["published"] == "2021-08-11T10:21:00+03:00"
    assert (front_matter["source"], front_matter["source_id"]) == ("تلفزيون سوريا", "syria-tv")
    assert front_matter["dateline"] == "إسطنبول - متابعات"
    assert front_matter["section"] == "التغطية الحية"
    assert front_matter["images"][0]["credit"] == "Getty"
    names = {one["name"] for kind in ("places", "organisations") for one in view[kind]}
    assert names >= {
        "سوريا",
        "العراق",
        "إيران",
        "الولايات المتحدة",
        "كتائب سيد الشهداء",
        "كتائب حزب الله",
        "حقل العمر",
        "البوكمال",
    }
    assert "picture" not in view
    assert body.count("\n\n") == 12
    assert body.count("\n## ") == 1
    assert (view["date"], view["hijri"], view["time"]) == ("11 آب 2021", "3 محرم 1443 هـ", "10:21")


def test_an_article_is_on_every_page_it_belongs_to(project: Project, paste: Paste) -> None:
    """Home, archive, topic, place and source name the article."""
    project.write("articles/press.txt", paste())
    project.convert()
    for page in (
        "archive/2024/03.md",
        "topics/printing.md",
        "places/aleppo.md",
        "sources/dafatir.md",
    ):
        depth = "../" * page.count("/")
        assert f"[أول مطبعة في حلب]({depth}articles/press.md)" in project.page(page), page
    home = frontmatter.parse(project.page("index.md"))[0]["view"]
    assert [one["title"] for one in home["newest"]] == ["أول مطبعة في حلب"]


def test_two_runs_write_the_same_bytes_and_the_second_nothing(
    project: Project, paste: Paste
) -> None:
    """Equal input gives equal bytes, and an unchanged page is not written again."""
    for day in range(1, 8):
        project.write(
            f"articles/a{day}.txt", paste(f"خبر رقم {day} عن المطبعة", f"{day} آذار 2024")
        )
    project.convert()
    first = project.tree()
    again = project.convert()
    assert (again.changes.written, again.changes.pruned) == ((), ())
    assert project.tree() == first
    shutil.rmtree(project.path / "docs")
    project.convert()
    assert project.tree() == first


BROKEN: dict[str, tuple[dict[str, str | bytes], tuple[str, int | None, str]]] = {
    "no date": ({"bad.txt": "{paste:}"}, ("articles/bad.txt", None, "DATE01")),
    "bad sidecar": (
        {"bad.txt": "{paste:5 آذار 2024}", "bad.yml": "title: أ: ب: [\n"},
        ("articles/bad.yml", 1, "SIDE01"),
    ),
    "empty": ({"bad.txt": ""}, ("articles/bad.txt", None, "FILE01")),
    "binary": ({"bad.txt": bytes(range(256)) * 50}, ("articles/bad.txt", None, "FILE02")),
    "relative date": ({"bad.txt": "{paste:قبل 3 ساعات}"}, ("articles/bad.txt", 3, "DATE04")),
    "month alone": ({"bad.txt": "{paste:أيار 2019}"}, ("articles/bad.txt", 3, "DATE09")),
    "month beside an issue": (
        {"bad.txt": "{paste:العدد السابع - أيار 2019}"},
        ("articles/bad.txt", 3, "DATE09"),
    ),
    "no article": ({"bad.txt": "سوق\nمدينة\nجسر\n"}, ("articles/bad.txt", None, "BODY01")),
    "ambiguous date": ({"bad.txt": "{paste:5/3/2024}"}, ("articles/bad.txt", 3, "DATE03")),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_neighbour_is_reported_and_left_out(
    project: Project, paste: Paste, case: str
) -> None:
    """The rest is published, the exit code says so, and the raw files are as they were."""
    files, expected = BROKEN[case]
    for name, content in files.items():
        if isinstance(content, str) and content.startswith("{paste:"):
            content = paste("خبر مكسور عن مطبعة", content[7:-1])  # noqa: PLW2901 - filled in
        project.write(f"articles/{name}", content)
    project.write("articles/good.txt", paste())
    before = project.tree("articles")
    report = project.convert()
    assert errors(report.diagnostics) == [expected]
    assert (report.articles, report.exit_code, report.failed) == (1, 1, (expected[0],))
    assert "articles/good.md" in project.tree()
    assert "articles/bad.md" not in project.tree()
    assert project.tree("articles") == before


def test_fifty_megabytes_and_a_link_out_are_refused(project: Project, paste: Paste) -> None:
    """Neither size nor a link costs anything but a message."""
    project.write("articles/good.txt", paste())
    with project.write("articles/huge.txt", "").open("wb") as stream:
        stream.truncate(max(50_000_000, MAX_BYTES + 1))
    project.write("secret.txt", paste("سر"))
    (project.path / "articles" / "link.txt").symlink_to("../secret.txt")
    report = project.convert()
    assert errors(report.diagnostics) == [
        ("articles/huge.txt", None, "FILE03"),
        ("articles/link.txt", None, "FILE04"),
    ]
    assert report.articles == 1


def test_every_diagnostic_speaks_both_languages(project: Project, paste: Paste) -> None:
    """A message names its cure in Arabic and in English."""
    project.write("articles/bad.txt", paste(date="قبل ساعتين"))
    (diagnostic,) = [d for d in project.convert().diagnostics if d.code == "DATE04"]
    assert "relative" in diagnostic.message("en")
    assert "نسبي" in diagnostic.message("ar")
    assert "articles/bad.yml" in diagnostic.hint("en")
    assert "articles/bad.yml" in diagnostic.hint("ar")


def test_a_sidecar_wins_and_its_answer_silences_the_question(
    project: Project, paste: Paste
) -> None:
    """A missing date, given by a person, is no error any more; other corrections show."""
    project.write("articles/a.txt", paste(date=""))
    project.write(
        "articles/a.yml",
        "date: 2023-01-02\ntitle: 'عنوان: مصحح'\nid: corrected\naliases: [old]\n"
        "places: {remove: [aleppo]}\nurl: https://dafatir.example/1\n",
    )
    report = project.convert()
    assert errors(report.diagnostics) == []
    front_matter, _ = frontmatter.parse(project.page("articles/corrected.md"))
    assert front_matter["title"] == "عنوان: مصحح"
    assert front_matter["date"].isoformat() == "2023-01-02"
    assert front_matter["url"] == "https://dafatir.example/1"
    assert "places" not in front_matter
    redirect, _ = frontmatter.parse(project.page("articles/old.md"))
    assert redirect["redirect"] == "articles/corrected/"


def test_a_key_without_a_value_takes_away_what_was_found(project: Project, paste: Paste) -> None:
    """«section:» with nothing behind it says that the article has none; a day it must have."""
    project.write("articles/a.txt", paste().replace("\n\n", "\nبقلم: ليلى حداد\n\n", 1))
    project.convert()
    found, _ = frontmatter.parse(project.page("articles/a.md"))
    assert (found["section"], found["authors"]) == ("ثقافة", ["ليلى حداد"])
    project.write("articles/a.yml", "section:\nauthors:\ndate:\n")
    assert errors(project.convert().diagnostics) == []
    left, _ = frontmatter.parse(project.page("articles/a.md"))
    assert {"section", "authors"}.isdisjoint(left)
    assert left["date"] == found["date"]


def test_a_text_as_long_as_a_book_is_told(project: Project, paste: Paste) -> None:
    """It is published, and whoever pasted a whole archive into one file is told."""
    book = (f"وبقي من حروفها في خزانة الدير {number} صندوقًا من خشب." for number in range(2_000))
    project.write("articles/a.txt", "\n\n".join((paste(), *book)))
    report = project.convert()
    assert [d.severity for d in report.diagnostics if d.code == "FILE17"] == ["warning"]
    assert report.articles == 1


def test_the_day_of_an_update_alone_is_told(project: Project, paste: Paste) -> None:
    """It stands for the day of publication, and a person may know better."""
    project.write("articles/a.txt", paste(date="آخر تحديث: 5 آذار 2024"))
    told = {d.code: d.line for d in project.convert().diagnostics}
    assert told["DATE10"] == 3
    project.write("articles/a.yml", "date: 2024-03-01\n")
    assert "DATE10" not in {d.code for d in project.convert().diagnostics}


def test_a_former_id_that_is_the_id_still_leads_nowhere_else(
    project: Project, paste: Paste
) -> None:
    """A stranger's sidecar may say so, or say it twice; all others are built as ever."""
    project.write("articles/a.txt", paste())
    project.write("articles/a.yml", "aliases: [old, a, old]\n")
    assert project.convert().exit_code == 0
    assert "template: redirect.html" in project.page("articles/old.md")
    assert "template: article.html" in project.page("articles/a.md")


def test_front_matter_at_the_top_of_a_text_counts(project: Project, paste: Paste) -> None:
    """What stands between dashes on the first line is taken as said; below it is the text."""
    project.write("articles/a.txt", "---\ntitle: من فوق\ndate: 2022-02-03\n---\n" + paste(date=""))
    project.convert()
    front_matter, body = frontmatter.parse(project.page("articles/a.md"))
    assert (front_matter["title"], front_matter["date"].isoformat()) == ("من فوق", "2022-02-03")
    assert "---" not in body


def test_a_takedown_leaves_a_tombstone_and_nothing_else(project: Project, paste: Paste) -> None:
    """The address stays and says why; the text is nowhere, also not in lists or the index."""
    project.write("articles/a.txt", paste("عنوان سيُسحب من حلب"))
    project.write("articles/b.txt", paste("عنوان يبقى"))
    project.convert()
    project.write("articles/a.yml", "takedown: بطلب من صاحب الحق\n")
    project.convert()
    assert "بطلب من صاحب الحق" in project.page("articles/a.md")
    holding = [
        name
        for name, content in project.tree().items()
        if "سيُسحب" in content.decode("utf-8", "ignore") and name != "articles/a.md"
    ]
    assert holding == []


@pytest.mark.parametrize("where", ["sidecar", "front matter"])
def test_an_article_of_which_a_takedown_says_no_reason_is_not_published(
    project: Project, paste: Paste, where: str
) -> None:
    """Nobody knows what was meant, and what is to be taken down must not be shown meanwhile."""
    project.write("articles/a.txt", paste("عنوان سيُسحب من حلب"))
    project.convert()
    if where == "sidecar":
        project.write("articles/a.yml", "takedown: no\n")
    else:
        project.write("articles/a.txt", "---\ntakedown: no\n---\n" + paste("عنوان سيُسحب من حلب"))
    report = project.convert()
    suffix, line = ("yml", 1) if where == "sidecar" else ("txt", 2)
    assert errors(report.diagnostics) == [(f"articles/a.{suffix}", line, "SIDE03")]
    assert not any("سيُسحب".encode() in content for content in project.tree().values())


def test_rights_decide_what_is_published(project: Project, paste: Paste) -> None:
    """A source that allows only a link has its text on no page."""
    source = "dafatir: {name: دفاتر ورّاق, kind: magazine, rights: link}\n"
    project.write("articles/vocabulary/sources.yml", source)
    project.write("articles/a.txt", paste())
    project.convert()
    front_matter, body = frontmatter.parse(project.page("articles/a.md"))
    assert (front_matter["rights"], body.strip()) == ("link", "")


def test_a_picture_is_published_only_where_it_lies_beside(project: Project, paste: Paste) -> None:
    """The named file is copied under a safe name; a file that is no picture is refused."""
    from PIL import Image  # noqa: PLC0415 - only here

    raw = paste().replace("\n\nعرفت", "\n\nصورة.png\nمطبعة قديمة - ورّاق\n\nعرفت", 1)
    project.write("articles/a.txt", raw)
    assert [d.code for d in project.convert().diagnostics if "PICT" in d.code] == ["PICT06"]
    assert "picture" not in frontmatter.parse(project.page("articles/a.md"))[0]["view"]
    Image.new("RGB", (40, 30)).save(project.path / "articles" / "صورة.png")
    assert not any("PICT" in d.code for d in project.convert().diagnostics)
    picture = frontmatter.parse(project.page("articles/a.md"))[0]["view"]["picture"]
    assert (picture["src"], picture["width"]) == ("assets/pictures/a-1.png", 40)
    assert "assets/pictures/a-1.png" in project.tree()
    project.write("articles/صورة.png", SCRIPT)
    report = project.convert()
    assert [d.code for d in report.diagnostics if d.code == "PICT01"] == ["PICT01"]
    assert "assets/pictures/a-1.png" not in project.tree()


@pytest.mark.parametrize(("rights", "shown"), [("full", ["شرح ثان"]), ("excerpt", None)])
def test_each_picture_of_an_article_is_on_its_page(
    project: Project, paste: Paste, rights: str, shown: list[str] | None
) -> None:
    """All were published and the page showed the first; an excerpt has no more than that."""
    from PIL import Image  # noqa: PLC0415 - only here

    source = f"dafatir: {{name: دفاتر ورّاق, kind: magazine, rights: {rights}}}\n"
    project.write("articles/vocabulary/sources.yml", source)
    project.write("articles/a.txt", paste())
    captions = "[{name: a.png, caption: شرح أول}, {name: b.png, caption: شرح ثان}]"
    project.write("articles/a.yml", f"images: {captions}\n")
    for name in ("a.png", "b.png"):
        Image.new("RGB", (40, 30)).save(project.path / "articles" / name)
    project.convert()
    view = frontmatter.parse(project.page("articles/a.md"))[0]["view"]
    assert view["picture"]["caption"] == "شرح أول"
    more = view.get("more_pictures")
    assert (more and [picture["caption"] for picture in more]) == shown


def test_a_caption_without_the_name_of_a_picture_is_told(project: Project, paste: Paste) -> None:
    """It stood nowhere on the site; then the folder of the raw file was called a broken picture."""
    caption = "حروف من المطبعة في متحف المدينة"
    raw = paste().replace("\n\nعرفت", f"\n\n{caption} (رويترز)\n\nعرفت", 1)
    project.write("articles/a.txt", raw)
    line = raw.split("\n").index(f"{caption} (رويترز)") + 1
    (told,) = (d for d in project.convert().diagnostics if "PICT" in d.code)
    assert (told.code, told.line, told.severity) == ("PICT10", line, "note")
    assert f"«{caption}»" in told.message("ar")
    assert f"`keep: [{line}]`" in told.hint("en")
    for said in (f"keep: [{line}]\n", "images:\n"):
        project.write("articles/a.yml", said)
        assert not any("PICT" in d.code for d in project.convert().diagnostics)


def test_removing_a_raw_file_removes_exactly_its_pages(project: Project, paste: Paste) -> None:
    """What was built with an article and without it is what was built before it came."""
    project.write("articles/a.txt", paste("الخبر الباقي عن حلب"))
    project.convert()
    before = project.tree()
    added = project.write("articles/b.txt", paste("خبر عابر عن حلب", "6 نيسان 2020"))
    project.convert()
    assert project.tree() != before
    added.unlink()
    project.convert()
    assert project.tree() == before
