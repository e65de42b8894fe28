"""The whole way: raw files in, a site out that is whole, equal each time, and runs nothing."""

from __future__ import annotations

import logging
import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html
import pytest

from builder.published import remove_made
from builder.search.reader import SCRIPTS, write_reader
from tests.browsing import served
from tests.conftest import ROOT, Project
from tests.repositories import ALONE, Repository, start

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser

    Paste = Callable[..., str]

pytestmark = pytest.mark.slow

BASE: Final = "https://example.org/collection/"
HOSTILE: Final = """ثقافة
<script>document.title = "اختُرق"</script> عنوان عن مطبعة حلب
5 آذار 2024
المصدر: دفاتر ورّاق

<img src=x onerror="document.title='اختُرق'"> عرفت حلب مطبعة عربية في مطلع القرن الثامن عشر.

[اضغط هنا](javascript:document.title='اختُرق') ثم {{ config }} و{% raw %} و${7*7} في نص عن المطابع.

٢٠٢٤. كان عامًا صعبًا على المطابع كلها في المشرق، ولم ينج منها إلا القليل في المدن الكبيرة.

#وسم في أول السطر لا يصير عنوانًا، وهذه فقرة طويلة بما يكفي ليقرأها البنّاء على أنها فقرة.

    أربع مسافات في أول السطر لا تجعل الفقرة رمزًا، وإن كتبها من نقل المقال عن صفحة أخرى هكذا.

---

وبعد الشرطات الثلاث تمضي الفقرة الأخيرة كما كتبها صاحبها، ولا يصير ما قبلها عنوانًا ولا خطًّا فاصلًا.
"""


def mkdocs(
    project: Project, *options: str, command: str = "build"
) -> subprocess.CompletedProcess[str]:
    """Run plain MkDocs in a project."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", command, "--quiet", *options],
        cwd=project.path,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, **ALONE, "NO_MKDOCS_2_WARNING": "1"},
    )


@pytest.fixture
def small(project: Project, paste: Paste) -> Project:
    """Make a collection of eight articles, with a correction and a former id."""
    for day in range(1, 8):
        title = f"خبر رقم {day} عن مطبعة حلب"
        project.write(f"articles/2024/a{day}.txt", paste(title, f"{day} آذار 2024"))
    project.write("articles/2024/a3.yml", "aliases: [a3-old]\n")
    project.write("articles/2023/b.txt", paste("خبر من سنة أخرى", "9 تموز 2023"))
    project.write("docs/about.md", "# عن المجموعة\n\nصفحة بخط اليد.\n")
    project.write("docs/search.md", (ROOT / "docs" / "search.md").read_bytes())
    return project


def test_two_builds_give_identical_bytes_and_the_second_replaces_no_file(small: Project) -> None:
    """Equal input gives an equal site, and an unchanged build leaves every file as it was."""
    first = small.build()
    inodes = {p: p.stat().st_ino for p in (small.path / "site").rglob("*") if p.is_file()}
    assert small.build() == first
    assert {p: p.stat().st_ino for p in (small.path / "site").rglob("*") if p.is_file()} == inodes


def test_files_of_the_index_are_published_as_they_lie(small: Project) -> None:
    """They are the very files of `docs/`."""
    small.build()
    files = sorted((small.path / "docs/assets/search").iterdir())
    published = [small.path / "site/assets/search" / file.name for file in files]
    same = [file.samefile(there) for file, there in zip(files, published, strict=True)]
    assert (len(same) > len(SCRIPTS), all(same)) == (True, True)


def test_new_scripts_of_the_search_are_not_written_into_the_site_that_stands(
    tmp_path: Path,
) -> None:
    """It would have the new engine beside an old index, and keep it where the build fails."""
    write_reader(tmp_path)
    published = tmp_path / "published"
    for name in SCRIPTS:
        (tmp_path / name).write_bytes(b"old")
        (published / name).parent.mkdir(exist_ok=True)
        (published / name).hardlink_to(tmp_path / name)
    write_reader(tmp_path)
    assert {(tmp_path / name).read_bytes() == b"old" for name in SCRIPTS} == {False}
    assert {(published / name).read_bytes() for name in SCRIPTS} == {b"old"}


def test_only_what_changed_is_rendered(
    small: Project, paste: Paste, caplog: pytest.LogCaptureFixture
) -> None:
    """After one new article, MkDocs reads its page, its neighbours and the lists, and no more."""
    small.build()
    title = "خبر رقم 8 عن مطبعة حلب"  # as the others of its year: «b» is no neighbour of it
    small.write("articles/2024/new.txt", paste(title, "8 آذار 2024"))
    caplog.set_level(logging.DEBUG, "mkdocs.commands.build")
    small.build()
    read = {m.split(": ")[1] for m in caplog.messages if m.startswith("Reading: articles/")}
    assert "articles/new.md" in read
    assert "articles/b.md" not in read
    assert len(read) < len([name for name in small.tree("docs/articles") if name.endswith(".md")])


@pytest.mark.parametrize("change", ["add", "edit", "delete", "topic", "theme", "page", "meddle"])
def test_a_site_built_upon_the_last_one_is_that_of_a_first_build(
    small: Project, paste: Paste, tmp_path: Path, change: str
) -> None:
    """Whatever changes, the site is byte for byte what a build from nothing makes."""
    theme = tmp_path / "theme"
    shutil.copytree(ROOT / "builder" / "theme", theme)
    settings = small.path / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    was = re.search(r"custom_dir: ([^,]+),", text)
    assert was is not None
    settings.write_text(text.replace(was[1], theme.as_posix()), encoding="utf-8")
    small.build()
    match change:
        case "add":
            small.write("articles/2024/new.txt", paste("خبر جديد عن حلب", "8 آذار 2022"))
        case "edit":
            small.write("articles/2024/a4.txt", paste("عنوان آخر", "4 آذار 2024"))
        case "delete":
            (small.path / "articles" / "2024" / "a2.txt").unlink()
        case "topic":
            names = "printing: {name: فن الطباعة, keywords: {strong: [مطبعة, مطابع, طباعة]}}\n"
            small.write("articles/vocabulary/topics.yml", names)
        case "theme":
            frame = theme / "frame.html"
            frame.write_text(
                frame.read_text(encoding="utf-8").replace("foot", "feet"), encoding="utf-8"
            )
        case "page":
            small.write("docs/about.md", "# صفحة أخرى\n")
        case _:
            (small.path / "site" / "articles" / "a1" / "index.html").write_text(
                "عبث", encoding="utf-8"
            )
            (small.path / "site" / "topics" / "index.html").unlink()
    after = small.build()
    for made in ("docs/.warraq-manifest.json", ".cache", "site", "docs/articles", "docs/topics"):
        target = small.path / made
        target.unlink() if target.is_file() else shutil.rmtree(target)
    assert small.build() == after


def test_what_the_settings_take_from_the_environment_may_change(
    small: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine that publishes may keep the last build, and be told another word."""
    settings = small.path / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text + "copyright: !ENV [OURS, THEIRS, nobody]\n", encoding="utf-8")
    monkeypatch.setenv("THEIRS", "حقوق 2023")
    before = small.build()
    monkeypatch.setenv("THEIRS", "حقوق 2024")
    after = small.build()
    assert [n for n in before if "حقوق 2023".encode() in before[n]] == [
        n for n in after if "حقوق 2024".encode() in after[n]
    ]
    assert "حقوق 2024".encode() in after["articles/a1/index.html"]


def test_plain_mkdocs_builds_the_same_site(small: Project) -> None:
    """`mkdocs build` converts first and publishes what `warraq build` publishes, in strict mode."""
    run = mkdocs(small, "--strict")
    assert (run.returncode, run.stderr) == (0, "")
    plain = small.tree("site")
    assert small.build() == plain


def test_mkdocs_builds_the_whole_site_in_another_folder(small: Project) -> None:
    """What is published in the usual one is not in that: nothing there can be kept."""
    site = small.build()
    run = mkdocs(small, "--site-dir", "elsewhere")
    assert (run.returncode, run.stderr) == (0, "")
    assert small.tree("elsewhere") == site
    small.write("articles/2024/a4.yml", "title: عنوان آخر\n")
    assert mkdocs(small, "--site-dir", "elsewhere").returncode == 0
    assert small.tree("elsewhere") == small.build() != site


def test_mkdocs_deploys_the_site_that_it_built(small: Project) -> None:
    """`mkdocs gh-deploy` takes it from where the settings say, not from where it was staged."""
    pages = Repository(small.path.parent)
    pages.git("init", "--bare", "--quiet", "pages.git")
    start(small.path).git("remote", "add", "origin", str(pages.folder / "pages.git"))
    run = mkdocs(small, command="gh-deploy")
    assert run.returncode == 0, run.stderr
    deployed = pages.git("--git-dir=pages.git", "ls-tree", "-r", "--name-only", "gh-pages").split(
        "\n"
    )
    assert {*deployed} - {".nojekyll"} == small.tree("site").keys()


def test_without_the_plugin_the_pages_are_the_same(small: Project) -> None:
    """The plugin is an accelerator: what it makes faster, MkDocs alone makes too."""
    with_plugin = small.build()
    settings = small.path / "mkdocs.yml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("plugins: [warraq]", "plugins: []"),
        encoding="utf-8",
    )
    assert mkdocs(small).returncode == 0
    without = small.tree("site")
    assert [name for name in with_plugin if with_plugin[name] != without.get(name)] == []
    assert without.keys() == with_plugin.keys()


def test_settings_without_the_extension_for_lists_get_it(small: Project) -> None:
    """Older collections do not name it; each list begins with the number that its source gives."""
    lists = "1. أول\n2. ثان\n\nوبعدهما فقرة تفصل بين القائمتين.\n\n3. ثالث\n4. رابع\n"
    head = "---\ntitle: قائمتان\ndate: 2024-03-05\nsource: دفاتر ورّاق\n---\n\n"
    small.write("articles/lists.md", f"{head}هذه فقرة أولى تشرح ما يأتي بعدها.\n\n{lists}")
    settings = small.path / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("markdown_extensions: [sane_lists]\n", ""), encoding="utf-8")
    assert b'<ol start="3">' in small.build()["articles/lists/index.html"]


def test_a_failed_build_leaves_the_last_good_site(small: Project) -> None:
    """Settings that cannot be used end the build before anything is published."""
    good = small.build()
    small.write("articles/vocabulary/places.yml", "aleppo: [")
    run = mkdocs(small)
    assert run.returncode != 0
    assert "articles/vocabulary/places.yml" in run.stderr + run.stdout
    assert small.tree("site") == good


def test_a_link_in_place_of_the_site_leads_to_what_is_published(
    small: Project, tmp_path: Path
) -> None:
    """Whoever serves the folder that it leads to has each build, not every second one."""
    served_from = Project(tmp_path / "www")
    served_from.path.mkdir()
    (small.path / "site").symlink_to(served_from.path, target_is_directory=True)
    for title in ("أول", "ثان", "ثالث", "من لا شيء"):
        small.write("articles/2024/a4.yml", f"title: {title}\n")
        if title == "من لا شيء" and (removing := remove_made(small.config)):
            removing.wait()
        site = small.build()
        assert title.encode() in site["articles/a4/index.html"]
        assert served_from.tree(".") == site
        assert (small.path / "site").is_symlink()


@pytest.mark.parametrize("in_its_place", ["link", "file"])
def test_what_is_no_folder_in_place_of_the_staged_site_is_not_built_into(
    small: Project, tmp_path: Path, in_its_place: str
) -> None:
    """MkDocs empties the folder that it builds in: behind a link, that would be anybody's."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "letter").write_text("theirs", encoding="utf-8")
    staging = small.path / ".site.staging"
    if in_its_place == "link":
        staging.symlink_to(outside, target_is_directory=True)
    else:
        staging.write_text("no folder", encoding="utf-8")
    site = small.build()
    assert "articles/a1/index.html" in site
    assert not (small.path / "site").is_symlink()
    assert [file.name for file in outside.iterdir()] == ["letter"]


def test_every_internal_link_and_anchor_resolves(small: Project) -> None:
    """Below a sub-path, each address a page names is there, and each anchor has its element."""
    site = small.build()
    broken = []
    for name, content in site.items():
        if not name.endswith(".html") or name == "404.html":
            continue
        page = urljoin(BASE, name.removesuffix("index.html"))
        root = lxml.html.fromstring(content)
        for element in root.iter():
            for attribute in ("href", "src"):
                address = urlsplit(urljoin(page, element.get(attribute) or page))
                target = resolve(address._replace(fragment="").geturl(), site)
                if (address.netloc == "example.org" and target is None) or (
                    address.fragment and target and not has_anchor(target, address.fragment)
                ):
                    broken.append((name, element.get(attribute)))
    assert broken == []


def resolve(address: str, site: dict[str, bytes]) -> bytes | None:
    """Return what stands at an address of the site; None where nothing does."""
    if not address.startswith(BASE):
        return None
    path = unquote(urlsplit(address).path.removeprefix("/collection/"))
    return site.get(path + "index.html" if path.endswith("/") or not path else path)


def has_anchor(content: bytes, fragment: str) -> bool:
    """Tell whether a page has an element of that id."""
    return bool(lxml.html.fromstring(content).xpath("//*[@id=$id]", id=unquote(fragment)))


def test_a_collection_that_is_not_described_is_not_described_as_none(small: Project) -> None:
    """`site_description` may be missing: then only what has a description of its own has one."""
    about = re.compile(r'<meta name="description" content="([^"]*)">')
    found = {n: about.findall(page.decode()) for n, page in small.build().items() if "html" in n}
    assert [name for name, said in found.items() if {"None", ""} & {*said}] == []
    assert (found["about/index.html"], len(found["articles/a1/index.html"])) == ([], 1)


def test_former_ids_lead_to_the_article(small: Project) -> None:
    """A redirect page names the new address relative to itself."""
    page = small.build()["articles/a3-old/index.html"].decode()
    assert re.search(r'http-equiv="refresh" content="0; ?url=(\.\./)+(articles/)?a3/"', page)


@pytest.mark.browser
def test_markup_in_a_raw_text_shows_as_text_and_runs_nothing(
    project: Project, browser: Browser
) -> None:
    """A stranger's file cannot run a script, make a link of its own, or break the page's shape."""
    project.write("articles/x.txt", HOSTILE)
    project.build()
    with served(project.path / "site") as address:
        page = browser.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{address}/articles/x/")
        assert "اختُرق" not in page.title() or "<script>" in page.title()
        heading = page.inner_text("h1")
        text = page.inner_text(".text")
        assert heading == '<script>document.title = "اختُرق"</script> عنوان عن مطبعة حلب'
        for shown in (
            "<img src=x onerror=\"document.title='اختُرق'\">",
            "[اضغط هنا](javascript:document.title='اختُرق')",
            "{{ config }} و{% raw %} و${7*7}",
            "٢٠٢٤. كان عامًا",
            "#وسم في أول السطر",
            "أربع مسافات في أول السطر",
        ):
            assert shown in text, shown
        assert page.locator(".text :is(img, ol, ul, h1, pre, code, hr, script, a)").count() == 0
        assert all(urlsplit(url).hostname == "127.0.0.1" for url in asked)
        page.close()
