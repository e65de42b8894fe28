"""Read the YAML that ships with the builder, each file once.

Nobody but us writes it, so nothing is checked; but every run reads it, so it is read by libyaml.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml where PyYAML was built with it: ten times faster, and the same values."""


@cache
def own_data(name: str) -> Any:  # noqa: ANN401 - whatever the file holds
    """Return what `builder/data/NAME.yml` holds; treat it as read-only."""
    text = files("builder").joinpath(f"data/{name}.yml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=_LOADER)  # noqa: S506 - a safe loader
