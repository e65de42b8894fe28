"""Time zones by the names that date lines use, from the `tzdata` package alone.

The host's database is not asked: two machines with two versions would build two sites.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo


@cache
def zone(name: str) -> ZoneInfo:
    """Return the zone of an IANA name; raise `ValueError` where there is none.

    >>> zone("Asia/Damascus").key
    'Asia/Damascus'
    """
    parts = name.split("/")
    if not all(part and part.isascii() and part[0].isalpha() for part in parts):
        raise ValueError(f"no time zone is called {name!r}")
    path = resources.files("tzdata").joinpath("zoneinfo", *parts)
    if not path.is_file():
        raise ValueError(f"no time zone is called {name!r}")
    with path.open("rb") as file:
        return ZoneInfo.from_file(file, key=name)
