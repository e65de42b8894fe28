"""The sitemap names every page once, with the day of its newest article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Project

    Paste = Callable[..., str]

ROOT = "https://example.org/collection/"


def days(project: Project) -> dict[str, str]:
    """Return the day of each address; "" where it has none."""
    text = re.sub(r">\s+<", "><", project.page("sitemap.xml"))
    found = re.findall(r"<url><loc>([^<]+)</loc>(?:<lastmod>([^<]+)</lastmod>)?</url>", text)
    assert len(found) == len(dict(found))
    return {address.removeprefix(ROOT): day for address, day in found}


def test_days_come_from_the_articles_and_not_from_the_clock(project: Project, paste: Paste) -> None:
    """Lists carry the day of their newest article; an update counts."""
    project.write("articles/a.txt", paste("أول مطبعة", "5 آذار 2024"))
    project.write("articles/b.txt", paste("خبر آخر عن مطبعة", "9 تموز 2023"))
    project.write("articles/b.yml", "updated: 2024-01-02T10:00+03:00\n")
    project.convert()
    found = days(project)
    assert found["articles/a/"] == "2024-03-05"
    assert found["articles/b/"] == "2024-01-02"
    assert found["archive/2023/07/"] == "2024-01-02"
    assert found["topics/printing/"] == found[""] == "2024-03-05"


def test_what_moved_or_was_withdrawn_is_not_in_it(project: Project, paste: Paste) -> None:
    """Search engines are led to what can be read."""
    project.write("articles/a.txt", paste())
    project.write("articles/a.yml", "aliases: [old]\n")
    project.write("articles/b.txt", paste("خبر يُسحب"))
    project.write("articles/b.yml", "takedown: سبب\n")
    project.convert()
    assert {"articles/old/", "articles/b/"} & days(project).keys() == set()


def test_hand_written_pages_come_and_go_with_their_files(project: Project, paste: Paste) -> None:
    """A page that somebody adds to `docs/` is in it after the next run."""
    project.write("articles/a.txt", paste())
    project.convert()
    assert "guide/x/" not in days(project)
    page = project.write("docs/guide/x.md", "# صفحة\n")
    project.convert()
    assert days(project)["guide/x/"] == ""
    page.unlink()
    project.convert()
    assert "guide/x/" not in days(project)


@pytest.mark.slow
def test_a_hand_written_page_is_named_by_the_address_that_it_is_published_at(
    project: Project, paste: Paste
) -> None:
    """Whatever its file is called; what is not published is not named."""
    project.write("articles/a.txt", paste())
    project.convert()
    before = days(project).keys()
    pages = ("site-index.md", "notes/README.md", "both/index.md", "دليل عام.md")
    for page in (*pages, "both/README.md", "README.md", ".drafts/x.md", "templates/x.md"):
        project.write(f"docs/{page}", "# صفحة\n")
    project.build()
    named = {unquote(address) for address in days(project).keys() - before}
    assert named == {"site-index/", "notes/", "both/", "دليل عام/"}
    assert all((project.path / "site" / address / "index.html").is_file() for address in named)
    assert all(address.isascii() for address in days(project))


@pytest.mark.parametrize("setting", ["exclude_docs", "draft_docs"])
def test_a_page_that_the_settings_keep_from_readers_is_not_in_it(
    project: Project, paste: Paste, setting: str
) -> None:
    """Search engines would find nothing there; a page out of the navigation is there to be read."""
    project.write("articles/a.txt", paste())
    for page in ("notes/own.md", "notes/public.md", "guide.markdown"):
        project.write(f"docs/{page}", "# صفحة\n")
    project.convert()
    assert {"notes/own/", "notes/public/", "guide/"} <= days(project).keys()
    hidden = f"{setting}: |\n  /notes/*\n  !public.md\nnot_in_nav: guide.markdown\n"
    project.write("mkdocs.yml", project.page("../mkdocs.yml") + hidden)
    project.convert()
    assert {"notes/own/", "notes/public/", "guide/"} & days(project).keys() == {
        "notes/public/",
        "guide/",
    }
