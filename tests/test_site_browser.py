"""What a reader meets in a browser: letters joined, the right direction, nothing from elsewhere.

The pages are the theme's samples, one of each kind, hosted below the root of their host.
"""

from __future__ import annotations

import gzip
import io
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image as Raster

from builder.interface import words
from tests.browsing import served
from tests.theme_pages import KINDS, build_samples

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, Response

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WIDTHS = (360, 768, 1280)
SCHEMES = ("light", "dark")
MAX_FIRST_VISIT = 200_000
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CHARACTERS_A_LINE = """() => {
    const lengths = [];
    for (const paragraph of document.querySelectorAll(".text > p:not(.dateline, .rights)")) {
        const range = document.createRange();
        range.selectNodeContents(paragraph);
        const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.bottom)));
        if (lines.size > 2) lengths.push(paragraph.textContent.length / lines.size);
    }
    return lengths;
}"""
FIRST_OF_LINES = """(selector) => {
    const parts = [...document.querySelectorAll(selector)];
    const edge = Math.max(...parts.map((part) => part.getBoundingClientRect().right));
    return parts.map((part) => part.getBoundingClientRect()).filter((box) => edge - box.right < 2)
        .map(({right, top, height}) => ({right, top, height}));
}"""
"""The boxes that begin a line, where lines begin at the right."""
WIDTH_OF = """([text, family]) => {
    const span = document.createElement("span");
    span.style.font = `700 40px ${family}`;
    span.style.whiteSpace = "nowrap";
    span.textContent = text;
    document.body.append(span);
    const width = span.getBoundingClientRect().width;
    span.remove();
    return width;
}"""


GUIDE = {"table and program": "guide/search/", "two tables": "guide/speed/"}
"""Chapters of the guide, by what they have that no sample has."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the sample pages from a folder below the root, as a project's pages are hosted."""
    root = tmp_path_factory.mktemp("served")
    build_samples(root / "build").rename(root / "warraq")
    with served(root) as host:
        yield f"{host}/warraq/"


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_asked_of_another_host(browser: Browser, address: str, kind: str) -> None:
    """Watched on the network, from the first byte until the page rests."""
    with opened(browser, address + KINDS[kind]) as visit:
        visit.page.wait_for_load_state("networkidle")
        hosts = {urlsplit(url).hostname for url in visit.asked if not url.startswith("data:")}
        assert hosts == {"127.0.0.1"}


def test_a_hostile_article_runs_nothing(browser: Browser, address: str) -> None:
    """Even with the policy of the page set aside, no field of it reaches the interpreter."""
    with opened(browser, address + KINDS["hostile article"], bypass_csp=True) as visit:
        visit.page.mouse.move(200, 300)
        for element in visit.page.locator("main a").all():
            element.dispatch_event("mouseover")
        assert visit.page.evaluate("window.ran") is None


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_scrolls_sideways(browser: Browser, address: str, width: int) -> None:
    """A wide table scrolls inside itself; the page never does."""
    with opened(browser, address, width=width) as visit:
        widths = {}
        for kind, path in KINDS.items():
            visit.page.goto(address + path)
            widths[kind] = visit.page.evaluate("document.documentElement.scrollWidth")
        assert {kind: found for kind, found in widths.items() if found > width} == {}


def test_no_line_under_the_headline_begins_with_a_point(browser: Browser, address: str) -> None:
    """On a phone the parts fill several lines; what parts two of them is not drawn at an edge."""
    with opened(browser, address + KINDS["article"], width=360) as visit:
        byline = visit.page.locator(".byline")
        assert "·" not in byline.inner_text()
        first = visit.page.evaluate(FIRST_OF_LINES, ".byline > *")
        assert len(first) > 1
        for box in first:
            shot = visit.page.screenshot(
                clip={"x": box["right"] + 4, "y": box["top"], "width": 12, "height": box["height"]}
            )
            with Raster.open(io.BytesIO(shot)) as beyond:
                assert len(beyond.convert("RGB").getcolors(1 << 16) or ()) == 1


def test_text_begins_at_the_right(browser: Browser, address: str) -> None:
    """Headline and paragraphs start where an Arabic line starts."""
    with opened(browser, address + KINDS["article"]) as visit:
        for selector in ("h1", ".text > p", ".text li", ".byline"):
            style = visit.page.eval_on_selector(
                selector,
                "e => [getComputedStyle(e).direction, getComputedStyle(e).textAlign]",
            )
            assert style == ["rtl", "start"], selector


@pytest.mark.parametrize("family", ["'Warraq Naskh'", "'Warraq Sans'"])
def test_letters_are_joined_in_our_faces(browser: Browser, address: str, family: str) -> None:
    """A word is narrower than its letters kept apart, and drawn in the face that we sent."""
    with opened(browser, address + KINDS["article"]) as visit:
        visit.page.evaluate("document.fonts.ready.then(() => true)")
        joined = visit.page.evaluate(WIDTH_OF, ["كتاب", family])
        apart = visit.page.evaluate(WIDTH_OF, ["\N{ZERO WIDTH NON-JOINER}".join("كتاب"), family])
        fallback = visit.page.evaluate(WIDTH_OF, ["كتاب", "monospace"])
        assert joined < apart * 0.9
        assert joined != fallback


def test_lines_have_a_readable_length(browser: Browser, address: str) -> None:
    """Sixty to seventy-five characters on a wide screen, marks counted."""
    with opened(browser, address + KINDS["article"], width=1280) as visit:
        lengths = visit.page.evaluate(CHARACTERS_A_LINE)
        assert lengths
        assert 60 <= sum(lengths) / len(lengths) <= 75


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(browser: Browser, address: str, width: int, scheme: str) -> None:
    """Contrast, names, landmarks, sizes of targets: all that a machine can check."""
    with opened(browser, address, width=width, scheme=scheme, bypass_csp=True) as visit:
        found = {}
        for kind, path in {**KINDS, **GUIDE}.items():
            visit.page.goto(address + path)
            found[kind] = Axe().run(visit.page, options={"runOnly": RULES}).generate_snapshot()
        del found["hostile article"]  # its language is no language
        assert {kind: trouble for kind, trouble in found.items() if trouble} == {}


def test_contents_stand_beside_the_text_or_not_at_all(browser: Browser, address: str) -> None:
    """Below the text, as on a phone, a list of its headings would be of no use."""
    contents = f'nav[aria-label="{words("ar")["site"]["contents"]}"]'
    for width, is_beside in ((360, False), (768, False), (1280, True)):
        with opened(browser, address + GUIDE["two tables"], width=width) as visit:
            assert visit.page.locator(contents).is_visible() == is_beside, width
            assert visit.page.locator(".margin a[aria-current]").is_visible()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_system_chooses_between_light_and_dark(
    browser: Browser, address: str, scheme: str
) -> None:
    """Without a choice of the reader's, and before any script has run."""
    with opened(browser, address, scheme=scheme, javascript=False) as visit:
        colour = visit.page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor")
        assert colour == {"light": "rgb(247, 241, 227)", "dark": "rgb(26, 22, 18)"}[scheme]


def test_the_readers_choice_is_remembered(browser: Browser, address: str) -> None:
    """On the next page too, against the system's."""
    with opened(browser, address, scheme="light") as visit:
        button = visit.page.get_by_role("button", name=words("ar")["site"]["theme"])
        assert button.get_attribute("aria-pressed") == "false"
        button.click()
        visit.page.goto(address + KINDS["article"])
        assert visit.page.locator("html").get_attribute("data-theme") == "dark"
        assert button.get_attribute("aria-pressed") == "true"
        button.click()
        assert visit.page.locator("html").get_attribute("data-theme") == "light"


def test_the_menu_of_a_phone_needs_no_script(browser: Browser, address: str) -> None:
    """It opens, shows every section with room for a thumb, and Escape closes it."""
    with opened(browser, address, width=360, javascript=False) as visit:
        archive = visit.page.locator("#sections").get_by_text(words("ar")["site"]["archive"])
        assert not archive.is_visible()
        visit.page.get_by_role("button", name=words("ar")["site"]["menu"]).click()
        assert archive.is_visible()
        box = archive.bounding_box()
        assert box
        assert box["height"] >= 44
        visit.page.keyboard.press("Escape")
        assert not archive.is_visible()


def test_without_script_nothing_is_shown_that_does_not_work(browser: Browser, address: str) -> None:
    """No button for the theme; the search page offers the ways that need no search."""
    with opened(browser, address + KINDS["search"], javascript=False) as visit:
        assert not visit.page.locator("button.theme").is_visible()
        ways = visit.page.locator("main noscript a, main .chips a")
        assert ways.count() == 5
        assert ways.first.is_visible()


def test_the_keyboard_reaches_the_text_at_once(browser: Browser, address: str) -> None:
    """The first stop is the link that skips the head of the page, and it can be seen."""
    with opened(browser, address + KINDS["article"]) as visit:
        visit.page.keyboard.press("Tab")
        skip = visit.page.locator(":focus")
        assert skip.inner_text() == words("ar")["site"]["skip"]
        box = skip.bounding_box()
        assert box
        assert box["y"] >= 0
        visit.page.keyboard.press("Enter")
        assert visit.page.evaluate("document.activeElement.id") == "content"


def test_paper_shows_the_article_and_where_it_is_from(browser: Browser, address: str) -> None:
    """Title, source, date and the original address in full; nothing to click."""
    with opened(browser, address + KINDS["article"]) as visit:
        visit.page.emulate_media(media="print")
        for selector in ("h1", ".byline", ".card dl", ".ways .original"):
            assert visit.page.locator(selector).is_visible(), selector
        for selector in (".top", ".foot", ".neighbours", ".crumbs", ".chips >> nth=0"):
            assert not visit.page.locator(selector).is_visible(), selector
        printed = visit.page.locator(".ways .original").evaluate(
            "e => getComputedStyle(e, '::after').content"
        )
        assert "https://example.org/news/2024/12/28/" in printed


@pytest.mark.parametrize("kind", ["home", "article"])
def test_a_first_visit_is_light(browser: Browser, address: str, kind: str) -> None:
    """All that the browser really asks for, compressed as a server sends it."""
    with opened(browser, address + KINDS[kind]) as visit:
        visit.page.wait_for_load_state("networkidle")
        weight = 0
        for response in visit.answers:
            if not response.url.endswith(".png"):  # the article's picture is the article's own
                body = response.body()
                packed = response.url.endswith(".woff2")
                weight += len(body) if packed else len(gzip.compress(body))
        assert 0 < weight <= MAX_FIRST_VISIT


class _Visit:
    """A page in the browser, and all that it asked for."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.asked: list[str] = []
        self.answers: list[Response] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("response", lambda response: self.answers.append(response))  # noqa: PLW0108 - Playwright marks it


@contextmanager
def opened(  # noqa: PLR0913 - each is a thing about the reader
    browser: Browser,
    url: str,
    *,
    width: int = 1280,
    scheme: str = "light",
    javascript: bool = True,
    bypass_csp: bool = False,
) -> Iterator[_Visit]:
    """Open `url` as a reader with this screen, system and browser would."""
    settings: dict[str, Any] = {
        "viewport": {"width": width, "height": 800},
        "color_scheme": scheme,
        "java_script_enabled": javascript,
        "bypass_csp": bypass_csp,
    }
    context = browser.new_context(**settings)
    visit = _Visit(context.new_page())
    try:
        visit.page.goto(url)
        yield visit
    finally:
        context.close()
