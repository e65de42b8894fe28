"""What every page of the theme promises: nothing runs, nobody else is asked, little is sent."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import lxml.html
import pytest
import yaml
from jinja2 import Environment, nodes
from material import templates as material_templates

from builder.interface import LANGUAGES, words
from tests.theme_pages import KINDS, ROOT, SITE_URL, THEME, build_samples, page_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Element: TypeAlias = Any  # stubs of lxml are not everywhere

TEMPLATES = sorted(path for path in THEME.rglob("*") if path.suffix in {".html", ".xml"})
MAX_BESIDES_TEXT = 12_000


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sample pages once for the whole module."""
    return build_samples(tmp_path_factory.mktemp("theme"))


@pytest.fixture(scope="module")
def hostile(site: Path) -> Element:
    """Return the article whose every field tries to break out of its place."""
    return _parse(page_of(site, KINDS["hostile article"]))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_every_output_is_escaped(template: Path) -> None:
    """MkDocs' environment does not escape by itself: each template has to say so."""
    tree = Environment(autoescape=False).parse(template.read_text(encoding="utf-8"))  # noqa: S701 - as MkDocs'
    open_outputs = [name for name in _outputs_without_escape(tree) if name != "text"]
    assert open_outputs == []  # `text` passes on HTML that Markdown made of escaped text


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_only_rendered_markdown_is_called_safe(template: Path) -> None:
    """The `safe` filter is for what Markdown made, and for headings that it made."""
    tree = Environment(autoescape=False).parse(template.read_text(encoding="utf-8"))  # noqa: S701 - as MkDocs'
    safe = {_source(found.node) for found in tree.find_all(nodes.Filter) if found.name == "safe"}
    assert safe <= {"page.content", "text()", "heading.title"}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_templates_call_no_method_of_python(template: Path) -> None:
    """Zensical draws the same templates with an engine that has Jinja's filters, but not Python."""
    tree = Environment(autoescape=False).parse(template.read_text(encoding="utf-8"))  # noqa: S701 - as MkDocs'
    methods = [c.node.attr for c in tree.find_all(nodes.Call) if isinstance(c.node, nodes.Getattr)]
    assert methods == []


def test_a_hostile_article_adds_no_script(hostile: Element) -> None:
    """Names, dates and addresses of strangers cannot open a tag."""
    scripts = [(s.get("type"), s.get("src")) for s in hostile.iter("script")]
    assert scripts == [
        ("application/ld+json", None),
        (None, "../../assets/warraq/warraq.js"),
        ("module", "../../assets/search/search-ui.js"),
    ]
    handlers = [
        name for element in hostile.iter() for name in element.attrib if name.startswith("on")
    ]
    assert handlers == []


def test_a_hostile_title_is_shown_letter_for_letter(hostile: Element) -> None:
    """What a raw file says is text, also in the record for search engines."""
    wanted = '</script><script>window.ran=1</script> "><img src=x onerror=window.ran=1> {{ 7*7 }}'
    assert wanted == hostile.findtext(".//h1")
    assert wanted == json.loads(hostile.findtext(".//script"))["headline"]


@pytest.mark.parametrize("kind", KINDS)
def test_pages_run_nothing_but_our_files(site: Path, kind: str) -> None:
    """A published page forbids scripts and styles in the page, and everything from elsewhere."""
    page = _parse(page_of(site, KINDS[kind]))
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'self'; ")
    assert "unsafe" not in policy
    assert page.xpath("//*[@style] | //style") == []
    assert [s for s in page.xpath("//script[not(@src)]/@type") if s != "application/ld+json"] == []


def test_a_live_preview_may_reload_itself(tmp_path: Path) -> None:
    """MkDocs' live preview writes its script into the page, which the policy would forbid."""
    page = page_of(build_samples(tmp_path, "http://127.0.0.1:8000/"), "")
    assert "Content-Security-Policy" not in page


@pytest.mark.parametrize("kind", KINDS)
def test_pages_ask_no_other_host(site: Path, kind: str) -> None:
    """Fonts, styles, scripts, pictures and forms are all the site's own."""
    page = _parse(page_of(site, KINDS[kind]))
    asked = page.xpath(
        "//@src | //@srcset | //@action | //@poster | //@data | "
        "//link[not(contains('canonical alternate', @rel))]/@href"
    )
    assert [address for address in asked if re.match(r"(?i)\s*([a-z]+:|//)", address)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_language_and_direction_stand_on_the_root(tmp_path: Path, language: str) -> None:
    """Everything in the page, the scroll bar too, follows the direction of the interface."""
    page = _parse(page_of(build_samples(tmp_path, language=language), ""))
    direction = {"ar": "rtl", "en": "ltr"}[language]
    assert (language, direction) == (page.get("lang"), page.get("dir"))


def test_the_words_templates_use_exist_in_every_language() -> None:
    """A missing word would print nothing, and nobody would notice."""
    asked = _words_asked_for()
    assert len(asked) > 20
    for language in LANGUAGES:
        missing = {pair for pair in asked if not words(language).get(pair[0], {}).get(pair[1])}
        assert missing == set(), language


def test_every_word_of_the_pages_is_shown_somewhere() -> None:
    """A word that nobody asks for is translated for nothing."""
    code = "".join(path.read_text(encoding="utf-8") for path in THEME.parent.rglob("*.py"))
    asked = _words_asked_for() | set(re.findall(r"[\"'](\w+)\.(\w+)[\"']", code))
    for group in ("article", "chart", "home", "list", "missing", "redirect", "tombstone"):
        assert {(group, word) for word in words("ar")[group]} - asked == set()


def _words_asked_for() -> set[tuple[str, str]]:
    """Return what templates ask for, as groups and words."""
    asked = set()
    for template in TEMPLATES:
        text = template.read_text(encoding="utf-8")
        asked |= set(re.findall(r"\bt\['(\w+)'\]\['(\w+)'\]", text))
        asked |= set(re.findall(r"\bt\.(\w+)\.(\w+)", text))
    return asked


def test_the_names_taken_from_material_are_meant() -> None:
    """A template that shadows one of Material's by accident would change pages we do not draw."""
    theirs = Path(str(material_templates.__file__)).parent
    shadowed = {
        path.relative_to(THEME).as_posix()
        for path in THEME.rglob("*")
        if path.is_file() and (theirs / path.relative_to(THEME)).exists()
    }
    assert shadowed == {"404.html", "main.html", "redirect.html"}


def test_an_article_names_its_publisher_to_readers_tools(site: Path) -> None:
    """A reference manager must cite the newspaper, the day and the original, not this site."""
    meta = _meta(page_of(site, KINDS["article"]))
    wanted = {
        "og:type": ["article"],
        "og:url": [f"{SITE_URL}articles/full/"],
        "og:image": [f"{SITE_URL}assets/cards/full.png"],
        "citation_title": ["كيف وصل الورق إلى بغداد، ولماذا غيّر شكل الكتاب"],
        "citation_author": ["هيئة التحرير", "سلمى ناصر"],
        "citation_publication_date": ["2024-12-28"],
        "citation_language": ["ar"],
        "citation_public_url": [
            "https://example.org/news/2024/12/28/a-long-address-of-the-original-article.html"
        ],
        "DC.type": ["newspaperArticle"],
        "DC.source": ["دار الورق"],
        "prism.publicationName": ["دار الورق"],
        "DC.subject": ["صناعة الورق", "النسّاخ"],
    }
    assert wanted == {name: meta.get(name) for name in wanted}


def test_a_publisher_that_nobody_knows_is_cited_nowhere(site: Path) -> None:
    """«مصدر غير معروف» is for people; a reference manager would cite it as a newspaper."""
    page = page_of(site, KINDS["bare article"])
    assert {"DC.source", "prism.publicationName"}.isdisjoint(_meta(page))
    (record,) = _parse(page).xpath("//script[@type='application/ld+json']/text()")
    assert "publisher" not in json.loads(record)
    assert "مصدر غير معروف" in page


def test_an_article_has_a_record_for_search_engines(site: Path) -> None:
    """The record tells the article's publisher and where it comes from."""
    page = _parse(page_of(site, KINDS["article"]))
    wanted = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "كيف وصل الورق إلى بغداد، ولماذا غيّر شكل الكتاب",
        "datePublished": _moment("2024-12-28T10:21:00+03:00"),
        "dateModified": _moment("2024-12-29T08:00:00+03:00"),
        "inLanguage": "ar",
        "publisher": {"@type": "Organization", "name": "دار الورق"},
        "author": [
            {"@type": "Person", "name": "هيئة التحرير"},
            {"@type": "Person", "name": "سلمى ناصر"},
        ],
        "articleSection": "تراث",
        "mainEntityOfPage": f"{SITE_URL}articles/full/",
        "isBasedOn": "https://example.org/news/2024/12/28/a-long-address-of-the-original-article.html",
        "archivedAt": "https://archive.example/web/2024/paper",
        "image": f"{SITE_URL}assets/cards/full.png",
    }
    assert wanted == json.loads(page.findtext(".//script"))


def test_further_pictures_stand_at_their_place_or_under_the_text(site: Path) -> None:
    """The first stands over it; the others are fetched when a reader comes to them."""
    page = _parse(page_of(site, KINDS["article"]))
    loading = [image.get("loading") for image in page.xpath("//article//figure/img")]
    assert loading == [None, "lazy", "lazy"]
    within, below = page.xpath("//article/div[@class='text']/figure")
    assert (_text(within), _text(below)) == ("رفّ في وسط النص", "رفوف أخرى")
    assert [one.tag for one in (within.getprevious(), within.getnext())] == ["p", "blockquote"]
    assert below.getprevious().tag != "blockquote"


def test_what_is_not_known_leaves_no_trace(site: Path) -> None:
    """No picture, no frame; no address, no link; no author, no byline."""
    page = _parse(page_of(site, KINDS["bare article"]))
    (main,) = page.xpath("//main")
    assert main.xpath(".//figure | .//img | .//ul") == []
    assert [a.get("href") for a in main.iter("a")] == ["../../"]
    assert "None" not in main.text_content()
    assert [e.tag for e in main.iter() if e.tag in {"p", "dd", "dt"} and not _text(e)] == []


def test_a_guide_in_two_languages_says_which_is_which(site: Path) -> None:
    """Each half reads in its own direction, to the eye and to a screen reader."""
    page = _parse(page_of(site, KINDS["guide"]))
    halves = [(half.get("lang"), half.get("dir")) for half in page.xpath("//article/div")]
    assert halves == [("ar", "rtl"), ("en", "ltr")]


def test_an_arabic_text_keeps_its_direction_in_an_english_interface(tmp_path: Path) -> None:
    """The page reads from left to right, the article in it from right to left."""
    page = _parse(page_of(build_samples(tmp_path, language="en"), KINDS["article"]))
    (text,) = page.xpath("//div[@class='text']")
    assert (text.get("lang"), text.get("dir")) == ("ar", "rtl")
    assert page.findtext(".//h1") in page.xpath("//h1[@lang='ar']/text()")


def test_an_excerpt_says_that_it_is_one(site: Path) -> None:
    """A reader must know that the text goes on at its publisher."""
    notice = words("ar")["rights"]["excerpt"]
    assert notice in page_of(site, KINDS["article"])
    assert notice not in page_of(site, KINDS["bare article"])


def test_a_former_address_leads_to_the_new_one(site: Path) -> None:
    """By itself, by a link, and for search engines; and is not listed itself."""
    page = _parse(page_of(site, "articles/former/"))
    assert page.xpath("//meta[@http-equiv='refresh']/@content") == ["0; url=../full/"]
    assert page.xpath("//main//a/@href") == ["../full/"]
    assert page.xpath("//link[@rel='canonical']/@href") == [f"{SITE_URL}articles/full/"]
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_a_missing_page_leads_back_from_anywhere(site: Path) -> None:
    """Shown at any depth, so that its addresses start where the site starts."""
    page = _parse(page_of(site, KINDS["404"]))
    addresses = page.xpath("//@href | //@src | //@action")
    assert [a for a in addresses if a != "#content" and not a.startswith("/warraq/")] == []
    assert page.xpath("//main//form/@action") == ["/warraq/search/"]


def test_a_missing_page_names_no_foreign_host_at_a_root(tmp_path: Path) -> None:
    """A site at the root of its host must not turn «/topics/» into «//topics/», another host."""
    page = _parse(page_of(build_samples(tmp_path, ""), KINDS["404"]))
    assert [a for a in page.xpath("//@href | //@src | //@action") if a.startswith("//")] == []


@pytest.mark.slow
def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    """Nothing in a template reads the clock or the order of a set."""
    first, second = (_files(build_samples(tmp_path / name)) for name in ("one", "two"))
    assert first == second


def test_an_article_is_lean(site: Path) -> None:
    """Besides its text an article's HTML weighs at most 12 kB, with everything that it can have."""
    html = page_of(site, KINDS["article"])
    (text,) = re.findall(r'<div class="text"[^>]*>(.*?)</div>\s*<aside', html, re.DOTALL)
    assert len(html.encode()) - len(text.encode()) <= MAX_BESIDES_TEXT


def test_the_text_of_settings_is_ours() -> None:
    """No plugin of Material runs, and no font of another host is configured."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    settings = yaml.load(re.sub(r"!\S+", "", text), Loader=yaml.SafeLoader)
    assert settings["plugins"] == ["warraq"]
    assert settings["theme"]["font"] is False


def _outputs_without_escape(
    node: nodes.Node, name: str = "", *, safe: bool = False
) -> Iterator[str]:
    """Yield the name of the macro or block around each output that is not escaped."""
    if isinstance(node, nodes.Block):
        name, safe = node.name, False
    elif isinstance(node, nodes.Macro):
        name = node.name
    elif isinstance(node, nodes.ScopedEvalContextModifier):
        safe = True
    elif isinstance(node, nodes.Output) and not safe and _prints_a_value(node):
        yield name
    for child in node.iter_child_nodes():
        yield from _outputs_without_escape(child, name, safe=safe)


def _prints_a_value(node: nodes.Output) -> bool:
    return any(not isinstance(child, nodes.TemplateData) for child in node.nodes)


def _source(node: nodes.Node | None) -> str:
    """Write a simple expression as its template has it."""
    match node:
        case nodes.Name():
            return node.name
        case nodes.Getattr():
            return f"{_source(node.node)}.{node.attr}"
        case nodes.Call():
            return f"{_source(node.node)}()"
        case _:
            return repr(node)


def _parse(html: str) -> Element:
    return lxml.html.document_fromstring(html)


def _meta(html: str) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in _parse(html).iter("meta"):
        name = element.get("name") or element.get("property")
        if name:
            found.setdefault(name, []).append(element.get("content"))
    return found


def _moment(text: str) -> str:
    """Return a moment as YAML's reader hands it to the template."""
    loaded: Any = yaml.safe_load(text)
    return str(loaded).replace(" ", "T")


def _text(element: Element) -> str:
    return str(element.text_content()).strip()


def _files(folder: Path) -> Mapping[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".gz"  # MkDocs writes the clock into it
    }
