"""The search in a browser: as you type, on its page, by keyboard, and when things go wrong."""

from __future__ import annotations

import re
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from builder.search import build_index, postings
from tests.browsing import served
from tests.searching import document
from tests.theme_pages import build_samples

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Route

pytestmark = [pytest.mark.browser, pytest.mark.slow]

UNFOLD = "panel => panel.querySelectorAll('details').forEach((group) => (group.open = true))"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MOST_REQUESTS = 10
HOSTILE = "<img src=x onerror=window.hit=1> ورق"
DOCUMENTS = [
    document("full", "كيف صُنع الوَرَق في سمرقند", "ورق ومصانع", tags=["ورق"]),
    document("bare", HOSTILE, "ورق", date="2022-03-01", source="صدى المكتبات", tags=["ورق"]),
    *(document(f"more-{i}", f"مقال رقم {i}", "حبر", tags=["حبر"]) for i in range(25)),
    document("august", "آب اللهاب", "صيف", date="2022-07-01", tags=["صيف"]),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sample pages in a folder below the root, with an index."""
    root = tmp_path_factory.mktemp("searched")
    build_samples(root / "build").rename(root / "warraq")
    build_index(DOCUMENTS, root / "warraq" / "assets" / "search")
    return root


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Serve the site."""
    with served(site) as host:
        yield f"{host}/warraq/"


@contextmanager
def opened(browser: Browser, address: str, **context: Any) -> Iterator[Page]:  # noqa: ANN401
    """Open `address` and check that nothing failed on the way."""
    own = browser.new_context(**context)
    page = own.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(address)
    yield page
    own.close()
    assert errors == []


def test_results_come_while_typing(browser: Browser, address: str) -> None:
    """`/` leads to the field; an unfinished word lists titles; arrows and Enter open one."""
    with opened(browser, f"{address}articles/full/") as page:
        field = page.locator(".bar .finder input")
        page.keyboard.press("Slash")
        expect(field).to_be_focused()
        page.keyboard.type("سمرق")
        options = page.locator(".bar .finder [role=option]")
        expect(options).to_have_count(1)
        expect(options.locator("mark")).to_have_text("سمرقند")
        expect(field).to_have_attribute("aria-expanded", "true")
        expect(page.locator(".bar .finder [role=status]")).to_have_text("نتيجة واحدة")
        page.keyboard.press("ArrowDown")
        active = field.get_attribute("aria-activedescendant")
        assert options.first.get_attribute("id") == active
        page.keyboard.press("Enter")
        page.wait_for_url("**/articles/full/")


def test_the_box_says_what_it_took_a_slip_for_and_that_there_is_nothing(
    browser: Browser, address: str
) -> None:
    """Above the titles of another word stands which; arrows pass it by. No title is no silence."""
    with opened(browser, f"{address}articles/full/") as page:
        field = page.locator(".bar .finder input")
        shown = page.locator(".bar .finder .found")
        field.fill("سمرقمد")
        note = "لم نجد «سمرقمد» كما كُتبت، فبحثنا أيضًا عن «سمرقند»."
        expect(shown.locator("p")).to_have_text(note)
        page.keyboard.press("ArrowDown")
        expect(shown.locator("a").first).to_have_attribute("aria-selected", "true")
        field.fill("زقزقة")
        expect(shown).to_be_visible()
        expect(shown).to_have_text("لا نتائج")
        page.keyboard.press("Escape")
        expect(shown).to_be_hidden()


def test_results_that_were_not_all_counted_are_not_given_out_for_all(
    browser: Browser, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A very common word brings «more than» so many results, below the field and on the page."""
    monkeypatch.setattr(postings, "MOST_POSTINGS", 12)
    shutil.copytree(site, tmp_path / "site")
    build_index(DOCUMENTS, tmp_path / "site" / "warraq" / "assets" / "search")
    with served(tmp_path / "site") as host, opened(browser, f"{host}/warraq/search/?q=حبر") as page:
        expect(page.locator("#warraq-search [role=status]")).to_have_text("أكثر من 12 نتيجة")
        page.locator(".facets > summary").click()
        expect(page.locator("#warraq-search [role=status]")).to_have_text("25 نتيجة")


def test_a_reader_who_was_quicker_than_the_script_has_one_list(
    browser: Browser, address: str
) -> None:
    """The field may have the focus before the script is there, and again later."""
    with opened(browser, "about:blank") as page:
        held: list[Route] = []
        page.route("**/search-ui.js", lambda route: held.append(route))  # noqa: PLW0108 - it wants Python
        page.goto(f"{address}topics/", wait_until="commit")
        field = page.locator(".bar .finder input")
        field.focus()
        held[0].continue_()
        page.keyboard.type("ورق")
        expect(page.locator(".bar .finder [role=listbox]")).to_be_visible()
        page.locator("body").click(position={"x": 1, "y": 300})
        field.focus()
        field.press("End")
        page.wait_for_load_state("networkidle")
        expect(page.locator(".bar .finder [role=listbox]")).to_have_count(1)


def test_escape_closes_the_list_and_keeps_the_words(browser: Browser, address: str) -> None:
    """Escape takes the list away; Ctrl-K selects the words to type others."""
    with opened(browser, address + "topics/") as page:
        page.keyboard.press("Control+KeyK")
        page.keyboard.type("ورق")
        expect(page.locator(".found")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator(".found")).to_be_hidden()
        expect(page.locator(".bar .finder input")).to_have_value("ورق")


@pytest.mark.parametrize("by", ["key", "sign"])
def test_a_narrow_window_brings_the_field_when_it_is_asked_for(
    browser: Browser, address: str, by: str
) -> None:
    """On a phone the field has no room in the header of an article; results show below it."""
    narrow = {"width": 360, "height": 740}
    with opened(browser, f"{address}articles/full/", viewport=narrow) as page:
        field = page.locator(".bar .finder input")
        expect(field).to_be_hidden()
        if by == "key":
            page.keyboard.press("Slash")
        else:
            page.get_by_role("link", name="البحث").click()
        expect(field).to_be_focused()
        page.keyboard.type("ورق")
        expect(page.locator(".bar .finder [role=option]").first).to_be_in_viewport(ratio=1)
        assert page.evaluate("document.documentElement.scrollWidth") == narrow["width"]
        page.get_by_role("link", name="البحث").click()
        expect(field).to_be_hidden()


def test_the_sign_of_search_leads_to_its_page_without_scripts(
    browser: Browser, address: str
) -> None:
    """There stands what a reader without them has instead."""
    narrow = {"width": 360, "height": 740}
    article = f"{address}articles/full/"
    with opened(browser, article, viewport=narrow, java_script_enabled=False) as page:
        page.get_by_role("link", name="البحث").click()
        page.wait_for_url(f"{address}search/")


def test_titles_are_text(browser: Browser, address: str) -> None:
    """Markup in a title or a query is shown as it was written and runs nothing."""
    with opened(browser, f"{address}search/?q={HOSTILE}") as page:
        link = page.locator(".results a", has_text="onerror")
        expect(link).to_have_text(HOSTILE)
        assert page.evaluate("window.hit") is None


def test_the_address_holds_the_search(browser: Browser, address: str) -> None:
    """Words, facets and order stand in the address; the back button undoes each step."""
    with opened(browser, address + "search/") as page:
        field = page.locator(".search .finder input")
        field.fill("ورق")
        field.press("Enter")
        results = page.locator(".results > li")
        expect(results).to_have_count(2)
        expect(page.locator("#warraq-search .status")).to_have_text("نتيجتان")
        page.locator(".facets > summary").click()
        source = page.get_by_role("checkbox", name="صدى المكتبات")
        source.check()
        expect(results).to_have_count(1)
        query = parse_qs(urlsplit(page.url).query)
        assert query == {"q": ["ورق"], "source": ["صدى المكتبات"]}
        page.reload()
        expect(results).to_have_count(1)
        expect(page.get_by_role("checkbox", name="صدى المكتبات")).to_be_checked()
        page.go_back()
        expect(results).to_have_count(2)


def test_the_title_of_the_page_has_the_words(browser: Browser, address: str) -> None:
    """Tabs, history and bookmarks tell one search from another; signs alone are no search."""
    with opened(browser, f"{address}search/?q=ورق") as page:
        expect(page).to_have_title(re.compile("^ورق — البحث — "))
        field = page.locator(".search .finder input")
        field.fill("؟!")
        field.press("Enter")
        expect(page).to_have_title(re.compile("^؟! — البحث — "))
        status = page.locator("#warraq-search .status")
        expect(status).to_have_text("اكتب كلمة، أو اختر من التصفية")
        expect(page.locator(".notes")).to_have_text("")
        field.fill("")
        field.press("Enter")
        expect(page).to_have_title(re.compile("^البحث — "))


def test_an_address_with_days_that_are_none_still_finds(browser: Browser, address: str) -> None:
    """Whoever has edited the address by hand gets results, not the word that the index is lost."""
    edited = "search/?q=ورق&from=2021-99-99&to=<b>"
    with opened(browser, address + edited) as page:
        expect(page.locator(".results > li")).to_have_count(2)
        expect(page.locator(".chips li")).to_have_count(0)


def test_facets_work_without_words(browser: Browser, address: str) -> None:
    """A topic alone lists its articles, page after page, and counts them as Arabic does."""
    with opened(browser, f"{address}search/?topics=حبر") as page:
        expect(page.locator("#warraq-search .status")).to_have_text("25 نتيجة")
        results = page.locator(".results > li")
        expect(results).to_have_count(10)
        page.locator("button.more").click()
        expect(results).to_have_count(20)


def test_excerpts_are_read_from_the_article(browser: Browser, address: str) -> None:
    """A result shows the stretch of the article that has the words, marked."""
    with opened(browser, f"{address}search/?q=سمرقند") as page:
        excerpt = page.locator(".results .excerpt")
        expect(excerpt).to_be_visible()
        assert "الرئيسية" not in excerpt.inner_text()  # the way to the page is not its text


def test_results_with_some_of_the_words_stand_apart(browser: Browser, address: str) -> None:
    """Below a heading of their own, and counted apart, also while typing."""
    with opened(browser, f"{address}search/?q=ورق سمرقند") as page:
        told = "نتيجة واحدة فيها كل كلماتك، وواحدة فيها بعضها"
        expect(page.locator("#warraq-search [role=status]")).to_have_text(told)
        heading = page.get_by_role("heading", name="بعض كلماتك فقط", exact=True)
        expect(heading).to_be_visible()
        expect(page.locator(".results").first.locator("li")).to_have_count(1)
        expect(page.locator("h2.parting + .results li")).to_contain_text(HOSTILE)
        field = page.locator("#warraq-search").locator("..").locator("form.finder input")
        field.fill("ورق")
        field.press("Enter")
        expect(page.locator("#warraq-search [role=status]")).to_have_text("نتيجتان")
        expect(heading).to_be_hidden()
        field.fill("عن")
        field.press("Enter")
        said = "لا نتائج: الكلمات الشائعة كهذه لا يُبحث عنها إلا في العناوين."
        expect(page.locator("#warraq-search [role=status]")).to_have_text(said)
    with opened(browser, f"{address}articles/full/") as page:
        page.locator(".bar .finder input").fill("ورق سمرقند")
        rows = page.locator(".bar .finder .found > *")
        expect(rows).to_have_count(3)
        expect(rows.nth(1)).to_have_text("بعض كلماتك فقط")
        expect(page.locator(".bar .finder [role=status]")).to_have_text(told)


def test_an_excerpt_keeps_apart_what_the_page_does(
    browser: Browser, site: Path, tmp_path: Path
) -> None:
    """Cells, rows and headings have signs after them, and no ellipsis follows a full stop."""
    shutil.copytree(site, tmp_path / "site")
    page_file = tmp_path / "site" / "warraq" / "articles" / "full" / "index.html"
    table = (
        "<table><tr><th>المدينة</th><th>السنة</th></tr><tr><td>سمرقند</td><td>751</td></tr></table>"
    )
    before = "<p class='dateline'>بغداد</p><p>كان.</p>\n<h2>صنعة</h2>"
    filler = f"<p>{'ك' * 60} {'ب' * 60}.</p>\n<p>{'ت' * 200}</p>"
    html = f"<article><div class='text'>{before}{table}{filler}</div></article>"
    page_file.write_text(html, encoding="utf-8")
    with (
        served(tmp_path / "site") as host,
        opened(browser, f"{host}/warraq/search/?q=سمرقند") as page,
    ):
        excerpt = page.locator(".results .excerpt")
        expect(excerpt).to_contain_text("بغداد · كان. صنعة · المدينة · السنة | سمرقند · 751")
        expect(excerpt).to_contain_text("ب…")


def test_a_lost_index_is_said(browser: Browser, site: Path) -> None:
    """Where the index cannot be had, or a block is cut short, page and box say so, in words."""
    with served(site) as host:
        own = browser.new_context()
        page = own.new_page()
        page.route("**/*.bin", lambda route: route.fulfill(status=404, body="no"))
        page.goto(f"{host}/warraq/search/?q=ورق")
        expect(page.locator("#warraq-search .status")).to_contain_text("فهرس البحث")
        page.unroute("**/*.bin")
        page.route("**/*.bin", lambda route: route.abort())
        page.reload()
        expect(page.locator("#warraq-search .status")).to_contain_text("لا اتصال")
        page.unroute("**/*.bin")
        page.route(
            "**/*.bin",
            lambda route: (
                route.continue_()
                if route.request.url.endswith("index.bin")
                else route.fulfill(body=route.fetch().body()[:40])
            ),
        )
        page.reload()
        expect(page.locator("#warraq-search .status")).to_contain_text("تالف")
        page.goto(f"{host}/warraq/topics/")
        page.locator(".bar .finder input").fill("ورق")
        expect(page.locator(".found")).to_contain_text("تالف")
        own.close()


def test_a_month_is_offered_as_a_filter(browser: Browser, address: str) -> None:
    """A query that names a month has its articles first; one press leaves these alone."""
    with opened(browser, f"{address}search/?q=ورق غشت 2021") as page:
        page.get_by_role("link", name="حصر النتائج في آب 2021").click()
        expect(page.locator("#warraq-search .status")).to_have_text("نتيجة واحدة")
        expect(page.locator(".search .finder input")).to_have_value("ورق")
        query = parse_qs(urlsplit(page.url).query)
        assert query == {"q": ["ورق"], "from": ["2021-08-01"], "to": ["2021-08-31"]}
        page.get_by_role("link", name="إزالة التصفية: آب 2021").click()
        expect(page.locator("#warraq-search .status")).to_have_text("نتيجتان")
        page.goto(f"{address}search/?q=أغسطس 2021")
        expect(page.locator("#warraq-search .status")).to_have_text("26 نتيجة")


def test_days_of_which_there_is_no_article_are_no_filter(browser: Browser, address: str) -> None:
    """«ورق 1834» asks for what happened then: nothing of the collection is from that year."""
    with opened(browser, f"{address}search/?q=ورق 1834") as page:
        expect(page.locator(".results > li").first).to_be_visible()
        expect(page.locator(".chips li")).to_have_count(0)


def test_what_sounds_like_latin_letters_is_found(browser: Browser, address: str) -> None:
    """The page says what it searched for, as people spell it."""
    with opened(browser, f"{address}search/?q=samarqand") as page:
        expect(page.locator(".results > li")).to_have_count(1)
        expect(page.locator(".notes")).to_contain_text("لم نجد «samarqand» كما كُتبت")
        expect(page.locator(".notes")).to_contain_text("عن «سمرقند»")


def test_a_month_alone_lists_its_articles_of_all_years(browser: Browser, address: str) -> None:
    """Below what is called after the month, and the page says so; while typing too."""
    with opened(browser, f"{address}search/?q=آب") as page:
        expect(page.locator("#warraq-search .status")).to_have_text("27 نتيجة")
        expect(page.locator(".results h2").first).to_have_text("آب اللهاب")
        said = "أولًا ما يدور على «آب»، ثم مقالات ذلك الشهر من كل السنوات"
        expect(page.locator(".notes")).to_contain_text(said)
        expect(page.locator(".chips li")).to_have_count(0)
        page.goto(f"{address}search/?q=مارس")
        expect(page.locator("#warraq-search .status")).to_have_text("نتيجة واحدة")
        expect(page.locator(".notes")).to_have_text("")
    with opened(browser, f"{address}articles/full/") as page:
        page.locator(".bar .finder input").fill("آذار")
        expect(page.locator(".bar .finder [role=option]")).to_contain_text(["1 آذار 2022"])


def test_a_phone_has_a_way_from_the_filters_to_the_results(browser: Browser, address: str) -> None:
    """The panel is far longer than the screen: it tells how many remain, and leads there."""
    narrow = {"width": 360, "height": 740}
    with opened(browser, f"{address}search/?q=ورق", viewport=narrow) as page:
        page.locator("summary", has_text="تصفية النتائج").click()
        expect(page.locator(".facets label:visible")).to_have_count(0)
        see = page.get_by_role("button", name="اعرض النتائج")
        expect(see).to_have_text("اعرض النتائج (2)")
        expect(see).to_be_in_viewport()
        page.locator("summary", has_text="السنة").click()
        page.locator(".facets label:visible", has_text="2021").click()
        expect(see).to_have_text("اعرض النتائج (1)")
        see.click()
        expect(page.locator("#warraq-search .status")).to_be_focused()
        expect(page.locator(".results li").first).to_be_in_viewport()
    with opened(browser, f"{address}search/?q=حبر&year=2021") as page:
        expect(page.locator(".facets [role=group]").first).to_be_visible()
        expect(page.locator(".facets .see")).to_be_hidden()


def test_a_correction_is_spelt_as_the_reader_spells(browser: Browser, address: str) -> None:
    """The index folds «ة» into «ه»; what the page says is Arabic all the same."""
    with opened(browser, f"{address}search/?q=سمرقنة") as page:
        expect(page.locator(".notes")).to_contain_text("لم نجد «سمرقنة» كما كُتبت")
        expect(page.locator(".notes")).to_contain_text("عن «سمرقند»")
    with opened(browser, f"{address}search/?q=زقزقات") as page:
        expect(page.locator("#warraq-search .status")).to_have_text("لا نتائج")
        expect(page.locator(".notes")).to_contain_text("جرّب كلمات أقل")


def test_dates_and_digits_are_the_sites(browser: Browser, address: str) -> None:
    """The theme tells the scripts which names of months and which digits the site has."""
    own = browser.new_context()
    page = own.new_page()

    def settle(route: Route) -> None:
        answer = route.fetch()
        text = answer.text().replace('data-locale="ar-SY"', 'data-locale="ar-MA"')
        route.fulfill(response=answer, body=text.replace('digits="latn"', 'digits="arab"'))

    page.route(re.compile(r"/search/\?"), settle)
    page.goto(f"{address}search/?topics=ورق")
    expect(page.locator(".results .where").first).to_have_text("صدى المكتبات · ١ مارس ٢٠٢٢")
    page.goto(f"{address}search/?topics=حبر")
    expect(page.locator("#warraq-search .status")).to_have_text("٢٥ نتيجة")
    expect(page.locator(".facets label", has_text="٢٠٢١")).to_be_visible()
    own.close()


def test_the_box_leads_to_all_results(browser: Browser, address: str) -> None:
    """Below the first titles stands a way to the others, which the keyboard reaches too."""
    with opened(browser, address + "topics/") as page:
        page.locator(".bar .finder input").fill("حبر")
        last = page.locator(".bar .finder [role=option]").last
        expect(last).to_have_text("كل النتائج (25)")
        page.keyboard.press("ArrowUp")
        expect(last).to_have_attribute("aria-selected", "true")
        page.keyboard.press("Enter")
        expect(page.locator("#warraq-search .status")).to_have_text("25 نتيجة")


@pytest.mark.parametrize("width", [360, 1280])
def test_a_first_answer_takes_few_requests(browser: Browser, address: str, width: int) -> None:
    """Two words in a fresh browser: scripts, root, blocks and cards, ten files at most."""
    with opened(browser, address, viewport={"width": width, "height": 800}) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.locator("form.finder input:visible").first.fill("ورق مقال")
        expect(page.locator(".found [role=option]").first).to_be_visible()
        ours = [url for url in asked if "/assets/search/" in url]
        assert 1 < len(ours) + 1 <= MOST_REQUESTS  # with the script that was on the page before


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_results(
    browser: Browser, address: str, width: int, scheme: str
) -> None:
    """Results, notes, chips and open facets, and the list below the box."""
    size: Any = {"width": width, "height": 800}
    with opened(browser, address, viewport=size, color_scheme=scheme, bypass_csp=True) as page:
        page.locator("form.finder input:visible").first.fill("مقال")
        expect(page.locator(".found [role=option]").first).to_be_visible()
        found = [Axe().run(page, options={"runOnly": RULES}).generate_snapshot()]
        for query in ("q=آب 2021 &topics=حبر", "q=ورق مصنعا"):
            page.goto(f"{address}search/?{query}")
            expect(page.locator(".results > li").first).to_be_visible()
            if not page.locator(".facets[open]").count():
                page.locator(".facets > summary").click()
            expect(page.locator(".facets details").first).to_be_visible()
            page.locator(".facets").evaluate(UNFOLD)
            expect(page.locator(".facets [role=group]").last).to_be_visible()
            found.append(Axe().run(page, options={"runOnly": RULES}).generate_snapshot())
        assert [trouble for trouble in found if trouble] == []


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_cut_off(browser: Browser, address: str, width: int, scheme: str) -> None:
    """The page with open facets never scrolls sideways, on a phone or a desk."""
    size: Any = {"width": width, "height": 800}
    found = f"{address}search/?q=ورق&topics=ورق"
    with opened(browser, found, viewport=size, color_scheme=scheme) as page:
        expect(page.locator(".results > li")).to_have_count(2)
        if width < 600:
            page.locator(".facets > summary").click()
        expect(page.locator(".facets [role=group]").first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
