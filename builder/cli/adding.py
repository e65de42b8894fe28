"""The command that brings a new article into the collection."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.cli.console import tell
from builder.diagnostics import Diagnostic
from builder.errors import ArticleError, ConfigError

if TYPE_CHECKING:
    from builder.adding import Material
    from builder.cli.session import Session
    from builder.raw_files import RawFile

PASTE = "-"


@click.command("add")
@click.argument("what", metavar="FILE|URL|-")
@click.option("--name", help="Name of the new file, such as 2024/aleppo-press (default: chosen).")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print.",
)
@click.pass_obj
def add_command(session: Session, what: str, name: str | None, form: str) -> None:
    """Add an article: a FILE, the page at a URL, or what is pasted (-).

    It goes into articles/ as it is, never over another file, and what was understood of it is
    printed. The page of a URL is kept with a sidecar that names the address; this alone uses the
    network.

    \N{BACKSPACE}
    يضيف مقالًا: ملفًّا، أو صفحة بعنوانها، أو نصًّا ملصقًا (-)،
    كما هو، ولا يكتب فوق ملف آخر، ثم يعرض ما فُهم منه.
    """
    from builder.adding import add
    from builder.answer import answer_text
    from builder.belongings import bring_pictures
    from builder.checking import check_files

    workshop = session.workshop()
    try:
        raw = add(_material(what, workshop.config.project), name, workshop)
        brought = bring_pictures(raw, _given(what), workshop)
    except ArticleError as error:
        shown = "stdin" if what == PASTE else what
        session.refuse(ConfigError(tuple(Diagnostic(shown, one) for one in error.problems)))
    except OSError as error:
        session.say(f"The file cannot be written: {error}", f"تعذّرت كتابة الملف: {error}")
        sys.exit(2)
    session.say(f"Added: {raw.path}", f"أُضيف: {raw.path}")
    _say_more(raw, brought, session)
    checked = check_files(workshop, [raw], None)
    found = checked.files[0].answer
    if form == "json":
        click.echo(json.dumps(found, ensure_ascii=False))
    else:
        click.echo(answer_text(found, session.words).partition("\n\n")[0])
        tell(checked.diagnostics, "text", session.speaking)
    sys.exit(1 if checked.failed else 0)


def _say_more(raw: RawFile, brought: tuple[Path, ...], session: Session) -> None:
    """Say what came with a raw file, and how to name one whose name says nothing."""
    from builder.adding import is_named_by_chance
    from builder.raw_files import read_raw, visible_path

    for picture in brought:
        place = visible_path(f"{picture.parent.name}/{picture.name}")
        session.say(f"  with its picture {place}", f"  ومعه صورته {place}")
    if is_named_by_chance(raw, read_raw(raw)):
        session.say(
            "  Nothing in it gave a name, and its name becomes its address for ever. Before it is "
            f"published, rename {raw.path}, or delete it and add it again with `--name "
            "2024/aleppo-press`.",
            "  لم يُعرف له اسم، واسمه هو عنوانه الدائم. قبل أن يُنشر غيّر اسم الملف "
            f"{raw.path}، أو احذفه وأضفه ثانية مع `--name 2024/aleppo-press`.",
        )


def _given(what: str) -> Path | None:
    """Return the file that a person names; None for a paste and an address."""
    from builder.fetching import is_address

    return None if what == PASTE or is_address(what) else Path(what)


def _material(what: str, project: Path) -> Material:
    """Take up what a person names; raise ArticleError where it cannot be read."""
    from builder.adding import Material
    from builder.fetching import fetch, is_address
    from builder.raw_files import MAX_BYTES, raw_file, read_raw

    if what == PASTE:
        return Material(sys.stdin.buffer.read(MAX_BYTES + 1), ".txt")
    if is_address(what):
        page = fetch(what)
        return Material(page.content, page.suffix, page.name, what.strip().partition("#")[0])
    file = raw_file(Path(what), project)
    return Material(read_raw(file), file.location.suffix.lower(), file.location.stem)
