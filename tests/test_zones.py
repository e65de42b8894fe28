"""Time zones of date lines."""

from __future__ import annotations

import datetime as dt

import pytest

from builder.arabic.dates.reader import find_dates
from builder.arabic.dates.zones import zone
from builder.own_yaml import own_data


def test_every_zone_of_the_data_exists() -> None:
    """A misspelt zone would only show on the first article from there."""
    names = list(own_data("dates/zones")["places"])
    assert names == [zone(name).key for name in names]


@pytest.mark.parametrize("name", ["Asia/Nowhere", "../tzdata", "", "/etc/passwd", "Asia"])
def test_a_wrong_name_is_refused(name: str) -> None:
    """A zone comes from configuration and profiles: it is a name, never a path."""
    with pytest.raises(ValueError, match="no time zone"):
        zone(name)


def test_the_zone_knows_the_law_of_the_day() -> None:
    """Damascus kept summer time until 2022 and then stayed on it."""
    damascus = zone("Asia/Damascus")
    offsets = [dt.datetime(year, 12, 1, tzinfo=damascus).utcoffset() for year in (2021, 2022)]
    assert [dt.timedelta(hours=2), dt.timedelta(hours=3)] == offsets


def test_the_database_of_the_host_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two machines with two databases must build one site."""
    monkeypatch.setattr("zoneinfo.TZPATH", ())
    zone.cache_clear()
    assert zone("Africa/Cairo").key == "Africa/Cairo"


def test_of_two_times_on_a_line_the_last_names_the_zone_of_both() -> None:
    """«بتوقيت بيروت» held for the update alone."""
    line = "نُشر في: 3 كانون الثاني 2023 - 21:05 آخر تحديث: 4 كانون الثاني 2023 - 09:12 بتوقيت بيروت"
    offsets = [found.time.utcoffset() for found in find_dates(line) if found.time]
    assert [dt.timedelta(hours=2)] * 2 == offsets
