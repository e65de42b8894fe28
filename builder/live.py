"""The live site of `serve`: what is wrong is shown on its pages, and the last good site stays.

MkDocs' own server keeps every page waiting until a broken build is mended. Here a broken build ends
like a good one: the pages are those of before, with a banner that says what to mend.
"""

from __future__ import annotations

import logging
import re
from contextlib import suppress
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mkdocs.exceptions import MkDocsException

from builder.diagnostics import BOTH, is_error
from builder.interface import Interface
from builder.site import OWNED_FILES, OWNED_FOLDERS
from builder.voice import Told, Voice, listening
from builder.workshop import open_workshop
from builder.world import world

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from mkdocs.livereload import LiveReloadServer

    from builder.config import Config
    from builder.diagnostics import Diagnostic, Language
    from builder.lookout import Lookout
    from builder.report import Report
    from builder.workshop import Workshop

MAX_SHOWN: Final = 20
"""Diagnostics in a banner; the terminal has them all."""
_STYLE: Final = """<style>
#warraq-live{position:fixed;inset:auto 0 0;z-index:9;background:#8a1c1c;color:#fff;
font:16px/1.7 sans-serif;max-block-size:40vh;overflow:auto;overflow-wrap:anywhere}
#warraq-live summary{position:sticky;inset-block-start:0;padding:.5rem 1rem;background:#8a1c1c;
font-weight:bold;cursor:pointer}
#warraq-live ul{margin:0;padding:0 2.25rem .75rem}#warraq-live pre{margin:0;padding:0 1rem .75rem}
#warraq-live code{unicode-bidi:isolate;color:inherit;background:#0003;padding-inline:.25em}
#warraq-live-room{block-size:40vh}
@media (max-width:48rem){#warraq-live{max-block-size:25vh;font-size:14px}}
@media print{#warraq-live{display:none}}
</style>"""
_CODE: Final = re.compile(r"`([^`]+)`")
_BODY_END: Final = re.compile(rb"</body\s*>(?![\s\S]*</body)", re.IGNORECASE)

log = logging.getLogger("mkdocs.plugins.warraq")


class Live:
    """What the server remembers from one build to the next."""

    def __init__(self) -> None:
        """Start with nothing wrong."""
        self._errors: tuple[Diagnostic, ...] = ()
        self._failure = ""
        self._language: Language = "ar"
        self._watched: set[Path] = set()
        self._workshop: tuple[str, Workshop] | None = None
        self._told = Told()
        self._report: Report | None = None
        """That of the last build, until it has been told."""
        self._lookouts: list[Lookout] = []

    def workshop(self, config: Config) -> Workshop:
        """Return what files are read with: that of the last build, as long as it is the same."""
        key = f"{config.project} {world(config)}"
        if self._workshop is None or self._workshop[0] != key:
            self._workshop = key, open_workshop(config, keep=True)
        return self._workshop[1]

    def hear(self, report: Report, language: Language) -> None:
        """Take up the report of a build: to be told, and its errors to be shown."""
        self.tell((d for d in report.diagnostics if is_error(d.problem)), language)
        self._report = report

    def tell(self, errors: Iterable[Diagnostic], language: Language) -> None:
        """Show errors on every page until the next build."""
        self._errors, self._language = tuple(errors), language

    def attach(self, server: LiveReloadServer, folders: Callable[[], Iterable[Path]]) -> None:
        """Make `server` survive what breaks a build, and watch `folders`, asked after each one."""
        build = server.builder
        self._say()
        voice = listening()
        if voice is not None:
            voice.say("at", address=server.url)
        server.builder = lambda: self._build(build, server, folders)
        server.set_app(self._with_banner(server.get_app()))  # type: ignore[arg-type]
        self._watch(server, folders())

    def look_out(self, server: LiveReloadServer, articles_dir: Path, docs_dir: Path) -> None:
        """Make `server` build again when a raw file changes, or a page that people write comes."""
        from builder.lookout import look_out  # noqa: PLC0415 - of a server, which no build needs

        def names(folder: str) -> tuple[Path, ...]:
            with suppress(OSError):  # gone for a moment
                return tuple(watched(Path(folder)))
            return ()

        raw_files = look_out(server, articles_dir)
        self._lookouts = [raw_files, look_out(server, docs_dir, names, below=False)]

    def end(self) -> None:
        """Watch no more."""
        for lookout in self._lookouts:
            lookout.stop()

    def banner(self) -> str:
        """Return what goes under each page, at the foot of the window; nothing if nothing is wrong.

        There it covers no menu, and is the last that the keyboard comes to, not the first.
        """
        language, words = self._language, Interface(self._language).text
        rows = [_row(error, language) for error in self._errors[:MAX_SHOWN]]
        if len(self._errors) > MAX_SHOWN:
            rows.append(f"<li>… +{len(self._errors) - MAX_SHOWN}</li>")
        parts = []
        if self._failure:
            text = escape(self._failure)
            parts.append(f'<pre dir="ltr">{text}</pre>')
        if rows:
            parts.append(f"<ul>{''.join(rows)}</ul>")
        if not parts:
            return ""
        head = words("serve.failed" if self._failure else "serve.errors")
        return (
            f'{_STYLE}<div id="warraq-live-room"></div><details id="warraq-live" role="alert" '
            f'dir="{words("direction")}" open><summary>{head}</summary>{"".join(parts)}</details>'
        )

    def _build(
        self,
        build: Callable[[], None],
        server: LiveReloadServer,
        folders: Callable[[], Iterable[Path]],
    ) -> None:
        self._failure = ""
        try:
            build()
        except MkDocsException as error:  # the settings, or a mistake that a plugin names
            self._failure = str(error)
            log.error("%s", error)  # noqa: TRY400 - a person's mistake, whose place is named
        except (Exception, SystemExit) as error:
            self._failure = f"{type(error).__name__}: {error}"
            log.exception("the build failed")
        self._say()
        self._watch(server, folders())

    def _say(self) -> None:
        """Tell of the last build what has not been told."""
        if self._report is not None:
            self._told.tell(self._report, listening() or Voice(BOTH, log.warning))
            self._report = None

    def _watch(self, server: LiveReloadServer, folders: Iterable[Path]) -> None:
        for folder in folders:
            if folder not in self._watched:
                self._watched.add(folder)
                server.watch(str(folder))

    def _with_banner(self, application: WSGIApplication) -> WSGIApplication:
        def respond(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            head: list[tuple[str, list[tuple[str, str]]]] = []

            def hold(status: str, headers: list[tuple[str, str]], *_: object) -> object:
                head.append((status, headers))
                return lambda _: None

            body = application(environ, hold)  # type: ignore[arg-type]
            status, headers = head[-1]
            banner = self.banner() if ("Content-Type", "text/html") in headers else ""
            if not banner:
                start_response(status, headers)
                return body
            content = with_banner(b"".join(body), banner)
            getattr(body, "close", lambda: None)()
            kept = [(name, value) for name, value in headers if name != "Content-Length"]
            start_response(status, [*kept, ("Content-Length", str(len(content)))])
            return [content]

        return respond


def watched(docs_dir: Path, folder: Path | None = None) -> Iterator[Path]:
    """Yield what there is in `docs/` that people write: the builder's own is not to be watched.

    Each build writes there, and would begin the next; nor should ten thousand pages be looked at
    twice a second.
    """
    for entry in sorted((folder or docs_dir).iterdir()):
        path = entry.relative_to(docs_dir).as_posix()
        if entry.name.startswith(".") or path in OWNED_FILES or path in OWNED_FOLDERS:
            continue
        if entry.is_dir() and any(owned.startswith(f"{path}/") for owned in OWNED_FOLDERS):
            yield from watched(docs_dir, entry)
        else:
            yield entry


def with_banner(page: bytes, banner: str) -> bytes:
    """Put a banner at the end of a page.

    >>> with_banner(b"<body><p>text</body></html>", "<b>x</b>")
    b'<body><p>text<b>x</b></body></html>'
    """
    found = _BODY_END.search(page)
    at = found.start() if found else len(page)
    return page[:at] + banner.encode("utf-8", "replace") + page[at:]


def _row(error: Diagnostic, language: Language) -> str:
    arrow = "←" if language == "ar" else "→"
    message, hint = _marked(error.message(language)), _marked(error.hint(language))
    code = f'<code dir="ltr">{escape(error.place)}</code>'
    return f"<li>{code} {error.code}<br>{message}<br>{arrow} {hint}</li>"


def _marked(text: str) -> str:
    """Set code apart, so that it keeps its direction among words of another.

    >>> _marked("أضف `date: 2024-03-05`")
    'أضف <code dir="ltr">date: 2024-03-05</code>'
    """
    return _CODE.sub(r'<code dir="ltr">\1</code>', escape(text))
