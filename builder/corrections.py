"""Where a reader corrects an article: at the sidecar in the repository, never at the raw file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlsplit

from builder.raw_files import SIDECAR_SUFFIX

if TYPE_CHECKING:
    from builder.config import Config

LEAST_PARTS: Final = 2
"""An address of a repository names its owner and itself."""


@dataclass(frozen=True, slots=True)
class Forge:
    """How a kind of site that keeps repositories is asked to open a file for writing."""

    words: tuple[str, ...]
    """What such a site's host is called, here or at an institution of its own."""
    edit: str
    new: str


FORGES: Final = (
    Forge(("github",), "edit/{branch}/{path}", "new/{branch}/{folder}?filename={name}"),
    Forge(("gitlab",), "-/edit/{branch}/{path}", "-/new/{branch}/{folder}?file_name={name}"),
    Forge(
        ("codeberg", "forgejo", "gitea"),
        "_edit/{branch}/{path}",
        "_new/{branch}/{folder}?filename={name}",
    ),
)


def correction_link(raw: str, sidecar: str | None, config: Config) -> str | None:
    """Return the address to edit the sidecar at `sidecar`, or to make one for `raw`.

    None where the collection names no repository, or one at a site that we do not know.
    """
    forge = _forge(config.repo_url)
    if forge is None:
        return None
    folder, _, name = (sidecar or raw.rpartition(".")[0] + SIDECAR_SUFFIX).rpartition("/")
    asked = (forge.edit if sidecar else forge.new).format(
        branch=quote(config.branch),
        folder=quote(folder),
        path=quote(f"{folder}/{name}"),
        name=quote(name, safe=""),
    )
    return f"{config.repo_url.removesuffix('.git')}/{asked}"


def _forge(repository: str) -> Forge | None:
    try:
        parts = urlsplit(repository)
        labels = (parts.hostname or "").split(".")
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or parts.query or parts.fragment:
        return None
    if len(parts.path.strip("/").split("/")) < LEAST_PARTS:
        return None
    return next((forge for forge in FORGES if not set(labels).isdisjoint(forge.words)), None)
