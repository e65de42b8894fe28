"""The commands.

What only one of them needs is imported there: a build that has nothing to do would spend a third of
its time on loading all that reads articles.
"""

from __future__ import annotations

import gc
import json
import logging
import os
import sys
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

import click

from builder.cli.boundary import Commands
from builder.cli.console import languages, say, tell
from builder.cli.converting import converting
from builder.cli.session import Session
from builder.config import FILE, load_config
from builder.diagnostics import Diagnostic
from builder.errors import ArticleError, ConfigError
from builder.folders import check_site, shown_from
from builder.hand_written import taken_places
from builder.interface import Interface
from builder.model import Problem
from builder.publish import spare_dir
from builder.published import is_all_current, remove_made
from builder.raw_files import (
    RawFile,
    StrayFile,
    discover_files,
    is_picture_name,
    is_sidecar,
    raw_file,
    raw_file_of,
)
from builder.turn import Turn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from builder.checking import Checked
    from builder.config import Config


RARELY: Final = (5_000_000, 20, 50)
"""When Python looks for cycles: we make hardly any, and each time it walks over all articles."""


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--project",
    type=click.Path(file_okay=False, exists=True, path_type=Path),
    help="Folder that holds mkdocs.yml (default: this one or the nearest above it).",
)
@click.option(
    "--lang", type=click.Choice(["ar", "en"]), help="Language of messages (default: both)."
)
@click.version_option(package_name="warraq")
@click.pass_context
def main(context: click.Context, project: Path | None, lang: str | None) -> None:
    """Warraq turns raw Arabic articles into a searchable right-to-left site.

    \N{BACKSPACE}
    ورّاق: يحوّل المقالات العربية الخام إلى موقع من اليمين إلى اليسار يُبحث فيه.

    \N{BACKSPACE}
    Exit codes: 0 fine, 1 some article failed, 2 wrong use or configuration.
    رموز الخروج: 0 كل شيء سليم، 1 تعثّر مقال أو أكثر، 2 خطأ في الاستعمال أو الإعدادات.
    """  # a line of \N{BACKSPACE} keeps click from joining the lines of what follows it
    logging.basicConfig(format="%(name)s: %(message)s")
    gc.set_threshold(*RARELY)
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    context.obj = Session((project or _nearest_project()).resolve(), languages(lang))


def _format(*forms: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return click.option(
        "--format",
        "form",
        type=click.Choice(forms),
        default=forms[0],
        show_default=True,
        help="How to print.",
    )


@main.command("convert")
@_format("text", "json", "github")
@click.pass_obj
def convert_command(session: Session, form: str) -> None:
    """Turn raw files into Markdown below docs/."""
    with closing(Turn(session.config())), converting(session, form) as conversion:
        report = conversion.finish()
    sys.exit(report.exit_code)


@main.command()
@click.option("--clean", is_flag=True, help="Forget everything made before.")
@_format("text", "json", "github")
@click.pass_obj
def build(session: Session, form: str, *, clean: bool) -> None:
    """Convert, then publish the site to site/."""
    config = session.config()
    with closing(Turn(config)):
        check_site(config.site_dir, spare_dir(config.site_dir), config.project)
        if clean:
            if wrong := taken_places(config):
                raise ConfigError(wrong)
            remove_made(config)
        with converting(session, form) as conversion:
            report = conversion.report
            if report.changes.any or not is_all_current(config, conversion.finish().docs):
                from builder.serving import publish_site

                with session.publishing():
                    publish_site(session.project / FILE, conversion)
    at = shown_from(session.project, config.site_dir)
    say(f"The site is in {at}/.", f"الموقع في {at}/.", session.speaking)
    sys.exit(report.exit_code)


@main.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option("--open", "open_browser", is_flag=True, help="Open the site in a browser.")
@click.pass_obj
def serve(session: Session, port: int, *, open_browser: bool) -> None:
    """Show the site on this machine, and again after each change."""
    from builder.serving import is_free, serve_site
    from builder.voice import Voice

    session.workshop()
    if not is_free(port):
        values = (("port", str(port)), ("other", str(port + 1)))
        session.refuse(ConfigError((Diagnostic("--port", Problem("SITE02", values=values)),)))
    with session.publishing():
        voice = Voice(session.speaking, partial(click.echo, err=True))
        serve_site(session.project / FILE, port, voice, open_browser=open_browser)


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--since", metavar="REV", help="Check what changed since a commit or branch.")
@click.option("--summary", type=click.File("a", encoding="utf-8"), help="Add a Markdown report.")
@_format("text", "json", "github")
@click.pass_obj
def check(
    session: Session,
    paths: tuple[Path, ...],
    since: str | None,
    summary: IO[str] | None,
    form: str,
) -> None:
    """Read raw files and say what is wrong with them; write nothing.

    Without PATHS, the whole collection is checked, and its addresses are compared with the last
    commit. With --since, what changed since then, and that no address has vanished.
    """
    from builder.checking import check_files
    from builder.contribution import contribution_report
    from builder.git import GitError
    from builder.workshop import open_workshop

    try:
        workshop = open_workshop(load_config(session.project))
        whole = since is None and not paths
        files = _files(paths, since, workshop.config)
        checked = check_files(workshop, files, since, whole=whole)
    except GitError as error:
        values = (("revision", since or ""), ("what", str(error)))
        session.refuse(ConfigError((Diagnostic(".git", Problem("GIT01", values=values)),)))
    except ConfigError as error:  # a contribution may break these too, and is told as of a file
        tell(error.diagnostics, form, session.speaking)
        if summary is not None:
            summary.write(contribution_report((), error.diagnostics))
        sys.exit(2)
    tell(checked.diagnostics, form, session.speaking)
    if summary is not None:
        summary.write(contribution_report(checked.files, checked.others))
    if form == "text":
        _say_count(checked, session)
    sys.exit(1 if checked.failed else 0)


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--no-profiles", is_flag=True, help="Read as if no publisher were known.")
@_format("text", "json")
@click.pass_obj
def extract(session: Session, files: tuple[Path, ...], form: str, *, no_profiles: bool) -> None:
    """Print what was read from FILES.

    Title, date, source, body and the rest, and what was dropped by which rule.
    """
    from builder.answer import answer_text
    from builder.checking import examine
    from builder.extract.profiles import Profiles

    workshop = session.workshop()
    if no_profiles:
        workshop = replace(workshop, desk=replace(workshop.desk, profiles=Profiles()))
    failed = False
    for location in files:
        examined = examine(location, workshop)
        failed = failed or examined.failed
        if form == "json":
            click.echo(json.dumps(examined.answer, ensure_ascii=False))
        else:
            click.echo(answer_text(examined.answer, session.words))
            tell(examined.diagnostics, "text", session.speaking)
    sys.exit(1 if failed else 0)


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@_format("text", "html")
@click.pass_obj
def explain(session: Session, file: Path, form: str) -> None:
    """Show each raw line of FILE, its fate and the rule.

    What the rules noticed on the way follows, as `check` says it.
    """
    from builder.checking import examine
    from builder.explain import explain_html, explain_text

    examined = examine(file, session.workshop())
    if examined.judged is not None:
        judged = examined.judged
        click.echo(explain_html(judged) if form == "html" else explain_text(judged, session.words))
    tell(examined.diagnostics, "text", session.speaking)
    sys.exit(1 if examined.failed else 0)


def _say_count(checked: Checked, session: Session) -> None:
    failed, others = checked.failed_files, checked.other_errors
    good = len(checked.files) - failed
    beside = (f"; other errors: {others}", f"؛ أخطاء أخرى: {others}") if others else ("", "")
    say(
        f"{Interface('en').count('count.files', good)} fine, {failed} failed{beside[0]}.",
        f"السليم: {Interface('ar').count('count.files', good)}؛ المتعثّر: {failed}{beside[1]}.",
        session.speaking,
    )


def _files(
    paths: tuple[Path, ...], since: str | None, config: Config
) -> Iterator[RawFile | StrayFile]:
    """Yield the files to check: all, what changed, or those named with folders taken whole."""
    if since is not None:
        from builder.since import changed_since, files_to_check

        yield from files_to_check(changed_since(since, config), config)
    elif not paths:
        yield from discover_files(config.articles_dir, config.project)
    for path in paths:
        absolute = path.resolve()
        if absolute.is_dir():
            yield from discover_files(absolute, config.project)
        elif not is_picture_name(path.name):  # one that changed is no mistake
            yield _named(path, config)


def _named(path: Path, config: Config) -> RawFile | StrayFile:
    """Return the raw file that `path` is, or that it is the sidecar of."""
    location = raw_file_of(path) if is_sidecar(path.name) else path
    if location is None:
        return StrayFile(str(path), Problem("SIDE04"))
    try:
        return raw_file(location, config.project)
    except ArticleError as error:
        return StrayFile(str(path), error.problems[0])


def _nearest_project() -> Path:
    here = Path.cwd()
    return next((folder for folder in (here, *here.parents) if (folder / FILE).exists()), here)
