"""Fetch one page from the web, for `warraq add` alone: nothing else of the builder asks a network.

The address comes from a person and the answer from a stranger, so only http and https are spoken,
also after a redirect, and an answer may take neither any size nor any time.
"""

from __future__ import annotations

import http.client
import re
import threading
import urllib.request
import zlib
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Final
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit, urlunsplit

from builder.addresses import last_part
from builder.errors import ArticleError
from builder.model import Problem
from builder.raw_files import MAX_BYTES, visible_path

if TYPE_CHECKING:
    from urllib.parse import SplitResult

SILENCE: Final = 20
"""Seconds that the other side may say nothing."""
LIMIT: Final = 60
"""Seconds that all of it may take, from the question to the last byte."""
PIECE: Final = 65_536
SUFFIXES: Final = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
}
AGENT: Final = "Mozilla/5.0 (compatible; Warraq)"
"""Some publishers answer nothing that does not say it is a browser."""
_ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_GZIP: Final = 16 + zlib.MAX_WBITS
_SAFE: Final = "%/:=&?~#+!$,;'@()*[]"


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came."""

    content: bytes
    suffix: str
    name: str
    """The last part of the address that names anything, without its ending."""


def is_address(text: str) -> bool:
    """Tell whether a person means something on the web rather than a file.

    >>> is_address("https://example.org/a"), is_address("ftp://a"), is_address("articles/a.txt")
    (True, True, False)
    """
    return _ADDRESS.match(text) is not None


def fetch(address: str) -> Fetched:
    """Return the page at `address`; raise ArticleError where there is none that can be read.

    It is asked for in a thread of its own, which is left behind when its time is up: a name that is
    not resolved, a header that comes by the byte and a redirect after redirect never end, and none
    of them counts as silence.
    """
    outcome: SimpleQueue[Fetched | Exception] = SimpleQueue()

    def ask() -> None:
        try:
            outcome.put(_asked(address))
        except Exception as error:  # noqa: BLE001 - raised again below, for who asked
            outcome.put(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        found = outcome.get(timeout=LIMIT)
    except Empty:
        raise _too_slow(address) from None
    if isinstance(found, Exception):
        raise found
    return found


def _asked(address: str) -> Fetched:
    parts = _parts(address)
    asked = urllib.request.Request(  # noqa: S310 - http and https alone
        urlunsplit(parts), headers={"User-Agent": AGENT, "Accept-Encoding": "identity"}
    )
    try:
        with _opener().open(asked, timeout=SILENCE) as answer:
            suffix = _suffix(answer.headers.get_content_type())
            content = _unpacked(_body(answer), answer.headers.get("Content-Encoding", ""))
    except HTTPError as error:
        error.close()
        raise _failed(address, f"HTTP {error.code}") from None
    except TimeoutError:
        raise _too_slow(address) from None
    except (OSError, ValueError, http.client.HTTPException, zlib.error) as error:
        # urllib raises ValueError where it is redirected to what is no address
        reason = error.reason if isinstance(error, URLError) else error
        if isinstance(reason, TimeoutError):
            raise _too_slow(address) from None
        told = visible_path(str(reason))  # also what the other side wrote, for a terminal
        raise _failed(address, told or type(error).__name__) from None
    return Fetched(content, suffix, last_part(urlunsplit(parts)))


def _parts(address: str) -> SplitResult:
    """Return an address as it is asked for: in ASCII, and without what only a browser uses."""
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").encode("idna").decode()
        port = f":{parts.port}" if parts.port else ""
    except (ValueError, UnicodeError):
        raise _refused(address) from None
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
        raise _refused(address)
    return parts._replace(
        netloc=(f"[{host}]" if ":" in host else host) + port,
        path=quote(parts.path or "/", safe=_SAFE),
        query=quote(parts.query, safe=_SAFE),
        fragment="",
    )


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows no redirect to another kind of address."""

    def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202, PLR0913, PLR0917 - the library's own signature
        if urlsplit(newurl).scheme not in ("http", "https"):
            fp.close()
            raise URLError(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)

    def http_error_302(self, req, fp, code, msg, headers):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - as above
        try:
            return super().http_error_302(req, fp, code, msg, headers)
        except ValueError:  # what it leads to is no address
            fp.close()
            raise

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302


def _opener() -> urllib.request.OpenerDirector:
    """Return an opener that knows the web alone, neither files nor FTP."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        _Redirects(),
    ):
        opener.add_handler(handler)
    return opener


def _body(answer: http.client.HTTPResponse) -> bytes:
    """Read an answer piece by piece, so that its size is not without end."""
    pieces: list[bytes] = []
    size = 0
    while piece := answer.read1(PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > MAX_BYTES:
            raise _too_large()
    if answer.length:  # of what was announced; `read1` says nothing of it
        raise http.client.IncompleteRead(b"", answer.length)
    return b"".join(pieces)


def _unpacked(content: bytes, coding: str) -> bytes:
    """Undo what was done for the way alone, by a server that packs although nobody asked."""
    if coding.lower() not in ("gzip", "x-gzip"):
        return content
    unpacker = zlib.decompressobj(_GZIP)
    whole = unpacker.decompress(content, MAX_BYTES + 1)
    if len(whole) > MAX_BYTES:
        raise _too_large()
    if not unpacker.eof:
        raise zlib.error("incomplete")
    return whole


def _suffix(kind: str) -> str:
    if kind not in SUFFIXES:
        raise ArticleError(
            Problem(
                "FILE12", values=(("what", visible_path(kind)), ("expected", " ".join(SUFFIXES)))
            )
        )
    return SUFFIXES[kind]


def _failed(address: str, what: str) -> ArticleError:
    return ArticleError(Problem("ADD05", values=(("address", address), ("what", what))))


def _refused(address: str) -> ArticleError:
    return ArticleError(Problem("ADD04", values=(("address", address),)))


def _too_slow(address: str) -> ArticleError:
    values = (("address", address), ("limit", str(LIMIT)))
    return ArticleError(Problem("ADD06", values=values))


def _too_large() -> ArticleError:
    limit = f"{MAX_BYTES / 1e6:.0f}"
    return ArticleError(Problem("FILE03", values=(("size", f"> {limit}"), ("limit", limit))))
