"""Every profile proves itself on an article of its own, and speaks up on nobody else's."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest
import yaml

from builder.extract import Profile, extract_text, load_profiles

ROOT: Final = Path(__file__).parent.parent
FIXTURES: Final = Path(__file__).parent / "profiles"
FOLDER: Final = ROOT / "builder" / "data" / "profiles"
PROFILES: Final = load_profiles().all
VERSIONS: Final = [
    (profile, number) for profile in PROFILES for number, _ in enumerate(profile.versions, 1)
]


@pytest.mark.parametrize(("profile", "number"), VERSIONS, ids=[f"{p.id}-{n}" for p, n in VERSIONS])
def test_each_version_has_an_article_that_it_recognises(profile: Profile, number: int) -> None:
    """A design without a fixture cannot be merged; its fixture names its own publisher."""
    path = FIXTURES / f"{profile.id}-{number}.txt"
    assert path.is_file(), f"add {path.relative_to(ROOT)}: an invented page in this design"
    document = extract_text(path.read_text(encoding="utf-8"), load_profiles())
    assert document.source_id == profile.id
    assert document.problems == ()


def test_each_fixture_belongs_to_a_version() -> None:
    """A fixture whose profile is gone tests nothing."""
    names = {path.stem for path in FIXTURES.glob("*.txt")}
    assert names == {f"{profile.id}-{number}" for profile, number in VERSIONS}


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.id)
def test_a_profile_is_a_source_of_the_vocabulary(profile: Profile) -> None:
    """The id is the same in both places, so that a recognised article has its source's page."""
    sources = yaml.safe_load(
        (ROOT / "articles/vocabulary/sources.yml").read_text(encoding="utf-8"),
    )
    assert profile.id in sources
    assert (FOLDER / f"{profile.id}.yml").is_file()


def test_no_two_profiles_share_a_domain() -> None:
    """A domain names one publisher."""
    domains = [domain for profile in PROFILES for domain in profile.domains]
    assert sorted(set(domains)) == sorted(domains)


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.id)
def test_only_the_last_version_is_open(profile: Profile) -> None:
    """Older designs carry the day on which they ended, in order."""
    ends = [version.valid_until for version in profile.versions]
    assert ends[-1] is None
    dated = [end for end in ends if end is not None]
    assert len(dated) == len(ends) - 1
    assert dated == sorted(dated)


def test_the_publisher_that_a_text_names_wins_over_a_profile() -> None:
    """A page in a known design that names another publisher is the other one's."""
    text = (FIXTURES / "syria-tv-1.txt").read_text(encoding="utf-8")
    document = extract_text(text + "\nالمصدر: صدى الضفاف\n", load_profiles())
    assert document.source is not None
    assert (document.source.value, document.source_id) == ("صدى الضفاف", None)


def test_some_marks_are_not_enough() -> None:
    """Buttons that many sites have do not make a page one publisher's."""
    text = (FIXTURES / "syria-tv-1.txt").read_text(encoding="utf-8")
    other = re.sub(r"\d{4}\.\d\d\.\d\d \| \d\d:\d\d دمشق", "2021-03-04 | 10:00", text)
    assert extract_text(other, load_profiles()).source_id is None
