"""Article → its page: front matter, then the body as Markdown, proved to read back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from builder import frontmatter
from builder.errors import ArticleError
from builder.excerpt import allowed, beginning
from builder.markdown.blocks import render_blocks
from builder.markdown.places import with_places
from builder.markdown.plain import without_plain
from builder.markdown.proof import difference
from builder.model import Page, Problem, block_text

if TYPE_CHECKING:
    from builder.model import Article, Block, FrontMatter
    from builder.views import View


def render_body(article: Article) -> str:
    """Return the body as Markdown; raise ArticleError where it would read as something else."""
    blocks = published_blocks(article)
    doubtful = without_plain(blocks)
    if doubtful and (wrong := difference(doubtful, render_blocks(doubtful))) is not None:
        raise ArticleError(Problem("BUG02", values=(("what", wrong),)))
    return render_blocks(blocks)


def article_page(front_matter: FrontMatter, view: View, body: str) -> Page:
    """Put an article's page together; of the places of pictures it keeps those that it has."""
    places = {picture["place"] for picture in view.get("more_pictures", ())}
    body = with_places(body, places)
    values: dict[str, Any] = {
        **frontmatter.to_mapping(front_matter),
        "template": "article.html",
        "view": view,
    }
    return Page(f"articles/{front_matter.id}.md", frontmatter.dump(values) + "\n" + body + "\n")


def tombstone_page(article: str, title: str, reason: str) -> Page:
    """Return what stands at the address of an article that was taken down."""
    values = {"title": title, "template": "tombstone.html", "view": {"reason": reason}}
    return Page(f"articles/{article}.md", frontmatter.dump(values))


def published_blocks(article: Article) -> tuple[Block, ...]:
    """Return what of the body the source's rights let us publish."""
    match article.front_matter.rights:
        case "full":
            return article.blocks
        case "excerpt":
            length = sum(map(len, map(block_text, article.blocks)))
            return tuple(beginning(article.blocks, allowed(length)))
        case _:
            return ()
