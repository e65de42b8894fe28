"""The command that asks the index from a terminal."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from builder.cli.session import Session
    from builder.search.query import Hit

LIMIT: Final = 10


@click.command("search")
@click.argument("query", nargs=-1, required=True)
@click.option("--limit", default=LIMIT, show_default=True, type=click.IntRange(1, 1000))
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print."
)
@click.pass_obj
def search_command(session: Session, query: tuple[str, ...], limit: int, form: str) -> None:
    """Find articles by any spelling of the words of QUERY, in the index of the last build.

    Words in «…» stand in a row. A query of dates alone finds the articles of those days first.
    """
    from builder.search.files import DamagedIndexError
    from builder.search.query import search
    from builder.site import SEARCH

    index = session.config().docs_dir / SEARCH
    try:
        hits = search(index, " ".join(query), limit=limit)
    except (DamagedIndexError, OSError):
        session.say(
            "There is no index yet, or it is damaged: run `warraq build` first.",
            "لا فهرس بعد، أو هو تالف: شغّل `warraq build` أولًا.",
        )
        sys.exit(2)
    said = None
    for hit in hits:
        heading = _heading(hit)
        if form == "text" and heading and heading != said:
            session.say(*heading)
            said = heading
        click.echo(json.dumps(asdict(hit), ensure_ascii=False) if form == "json" else _shown(hit))
    if not hits:
        session.say("Nothing was found.", "لا نتائج.")
    sys.exit(0 if hits else 1)


def _heading(hit: Hit) -> tuple[str, str] | None:
    """Return what parts a hit from better ones, in English and Arabic."""
    if hit.has_all is False:
        return "Only some of your words:", "بعض كلماتك فقط:"
    if hit.is_dated is False:
        return "Not of that date, but with its words:", "ليست من ذلك التاريخ، وفيها كلماته:"
    return None


def _shown(hit: Hit) -> str:
    """Show a hit with its title last, because terminals reorder mixed lines."""
    return f"{hit.date}  {hit.url}\n    {hit.title} — {hit.source}"
