"""The commands of a curator."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from builder.cli.console import progress
from builder.errors import ConfigError

if TYPE_CHECKING:
    from builder.cli.session import Session


@click.command("suggest")
@click.option(
    "--format",
    "form",
    type=click.Choice(["yaml", "text"]),
    default="yaml",
    show_default=True,
    help="How to print.",
)
@click.option(
    "--least",
    default=3,
    show_default=True,
    type=click.IntRange(min=2),
    help="How often a phrase is met at least; one less where its first word shows a name.",
)
@click.option(
    "--most",
    default=25,
    show_default=True,
    type=click.IntRange(min=1),
    help="Proposals of one kind.",
)
@click.pass_obj
def suggest_command(session: Session, form: str, least: int, most: int) -> None:
    """Propose vocabulary entries, merges, and articles that want tags; write nothing."""
    from builder.gathering import read_published
    from builder.suggest import Told, as_text, as_yaml, suggest

    workshop = session.workshop()
    try:
        with progress(workshop.config) as tick:
            published = read_published(workshop, tick)
    except ConfigError as error:
        session.refuse(error)
    told = [Told(article, text) for article, text in published]
    found = suggest(told, workshop.desk.vocabulary, least, most)
    folder = workshop.config.vocabulary_path
    if form == "yaml":
        click.echo(as_yaml(found, folder, session.speaking))
    else:
        click.echo(as_text(found, session.speaking))
