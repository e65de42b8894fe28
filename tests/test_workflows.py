"""The workflows: what they may do, what they run, and whom they trust."""

from __future__ import annotations

import re
import shutil
import stat
import subprocess
from typing import TYPE_CHECKING, Any, Final

import pytest
import yaml

from builder.site import MANIFEST
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

GITHUB: Final = ROOT / ".github"
WORKFLOWS: Final = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS: Final = sorted((GITHUB / "ISSUE_TEMPLATE").glob("[0-9]*.yml"))
PINNED: Final = re.compile(r"actions/[a-z-]+(?:/restore)?@[0-9a-f]{40} # v\d+\.\d+\.\d+")
TRUSTED: Final = re.compile(
    r"github\.(base_ref|sha|event\.pull_request\.number)|runner\.os"
    r"|(steps|needs)\.\w+\.outputs\.\w+"
)
"""Values that no contributor chooses: not a branch's name, a title, a message or an author."""
MAY_WRITE: Final = {("publish", "deploy"): {"pages": "write", "id-token": "write"}}
"""The only job that may write anything, and what."""
MADE: Final = "mkdir site && touch site/index.html; "
"""A builder that comes to its end has made a site."""


def load(path: Path) -> dict[str, Any]:
    """Read a YAML file as GitHub does: `on` is a word and not a truth value."""
    text = path.read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - only texts
    return loaded


def jobs() -> list[tuple[str, str, dict[str, Any]]]:
    """Return every job with the names of its workflow and itself."""
    return [
        (path.stem, name, job) for path in WORKFLOWS for name, job in load(path)["jobs"].items()
    ]


def steps() -> list[tuple[str, dict[str, Any]]]:
    """Return every step with its place."""
    return [
        (f"{flow}/{name}/{number}", step)
        for flow, name, job in jobs()
        for number, step in enumerate(job["steps"], 1)
    ]


def names(triggers: object) -> set[str]:
    """Return the events that start a workflow."""
    return {triggers} if isinstance(triggers, str) else set(triggers)  # type: ignore[call-overload]


def test_every_workflow_is_there() -> None:
    """A contribution is checked, the code is tested, the main branch is published."""
    assert [path.stem for path in WORKFLOWS] == ["check", "publish", "test"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_pinned_by_commit(path: Path) -> None:
    """A tag can be moved to other code; a commit cannot. The version stands beside it."""
    used = re.findall(r"(?m)^.*\buses:\s*(.+)$", path.read_text(encoding="utf-8"))
    assert used
    assert [one for one in used if not PINNED.fullmatch(one)] == []


def test_one_action_has_one_version() -> None:
    """Two commits of one action would be two things to watch."""
    text = "".join(path.read_text(encoding="utf-8") for path in WORKFLOWS)
    pins = set(re.findall(r"uses: ([^@]+)@(\S+)", text))
    assert len(pins) == len({action for action, _ in pins})
    of_repository = {(action.removesuffix("/restore"), pin) for action, pin in pins}
    assert len(of_repository) == len({action for action, _ in of_repository})


def test_no_cache_is_taken_that_came_with_the_files() -> None:
    """A pull request can carry one, forced past the ignored names, and it would be believed."""
    for flow in ("check", "publish"):
        mine = [step for place, step in steps() if place.startswith(f"{flow}/")]
        taken = next(i for i, step in enumerate(mine) if "actions/cache" in step.get("uses", ""))
        assert f"rm -rf .cache docs/{MANIFEST}" in [step.get("run") for step in mine[1:taken]]


def test_a_check_takes_up_what_the_last_publication_read_and_leaves_nothing() -> None:
    """With other paths or names of keys there would be no such cache; only `main` fills it."""
    used = {
        (flow, step["uses"].partition("@")[0]): step["with"]
        for flow, _, job in jobs()
        for step in job["steps"]
        if "actions/cache" in step.get("uses", "")
    }
    assert set(used) == {("publish", "actions/cache"), ("check", "actions/cache/restore")}
    filled, taken = used["publish", "actions/cache"], used["check", "actions/cache/restore"]
    assert taken == filled
    assert ".cache" in filled["path"].split()
    assert filled["key"].startswith(filled["restore-keys"])
    assert names(load(GITHUB / "workflows/publish.yml")["on"]) == {"push", "workflow_dispatch"}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_may_only_read(path: Path) -> None:
    """What may write is said job by job, and there is one such job."""
    assert load(path)["permissions"] == {"contents": "read"}


def test_only_the_deploying_job_may_write() -> None:
    """And it runs no code of this repository."""
    writing = {
        (flow, name): job["permissions"]
        for flow, name, job in jobs()
        if "write" in str(job.get("permissions"))
    }
    assert writing == MAY_WRITE
    for flow, name, job in jobs():
        if (flow, name) in MAY_WRITE:
            assert [step for step in job["steps"] if "run" in step or "checkout" in str(step)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_no_stranger_s_code_meets_a_secret(path: Path) -> None:
    """No trigger that lends a fork this repository's rights, and no secret to be had."""
    assert names(load(path)["on"]) <= {"pull_request", "push", "workflow_dispatch"}
    text = path.read_text(encoding="utf-8")
    assert "${{ secrets" not in text
    assert "github.token" not in text.lower()


def test_no_token_is_left_in_the_checkout() -> None:
    """Code that runs later could read it from git's settings."""
    checkouts = [step for _, step in steps() if "actions/checkout" in step.get("uses", "")]
    assert checkouts
    assert {step["with"]["persist-credentials"] for step in checkouts} == {"false"}


@pytest.mark.parametrize(("place", "step"), steps(), ids=[place for place, _ in steps()])
def test_no_expression_is_pasted_into_a_script(place: str, step: dict[str, Any]) -> None:
    """A branch may be called `$(curl …)`: values reach a script by its environment alone."""
    assert "${{" not in step.get("run", ""), place


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_expressions_name_only_what_no_contributor_chooses(path: Path) -> None:
    """Elsewhere too: a cache's key or a group made of a title would be a stranger's to choose."""
    inner = re.findall(r"\$\{\{(.*?)\}\}", path.read_text(encoding="utf-8"))
    operands = [part.strip() for expression in inner for part in expression.split("||")]
    assert [one for one in operands if not TRUSTED.fullmatch(one)] == []


def test_every_job_ends_by_itself() -> None:
    """A hung job would cost six hours."""
    assert [name for _, name, job in jobs() if not 0 < int(job["timeout-minutes"]) <= 60] == []


def test_a_newer_push_replaces_an_older_check_but_no_publication() -> None:
    """A site must not be broken off half-way; a check of what has changed again is of no use."""
    cancelled = {path.stem: load(path)["concurrency"]["cancel-in-progress"] for path in WORKFLOWS}
    assert cancelled == {"check": "true", "test": "true", "publish": "false"}


def test_the_check_sees_the_history_it_compares_with() -> None:
    """A shallow copy does not have the commit where the work parted."""
    (check,) = [job for flow, _, job in jobs() if flow == "check"]
    assert check["steps"][0]["with"]["fetch-depth"] == "0"
    command = check["steps"][-1]["run"]
    assert command.startswith('./warraq check --since "origin/$BASE" --format github')
    assert command.endswith('--summary "$GITHUB_STEP_SUMMARY"')


@pytest.mark.parametrize(
    ("code", "made", "ends"), [(0, MADE, 0), (1, MADE, 0), (1, "", 1), (2, MADE, 1), (139, "", 1)]
)
def test_a_build_publishes_with_articles_left_out_but_not_with_wrong_settings(
    tmp_path: Path, code: int, made: str, ends: int
) -> None:
    """The build's own script, run with a builder that ends with each code."""
    (build,) = [step for place, step in steps() if step.get("id") == "build"]
    builder = tmp_path / "warraq"
    builder.write_text(f"#!/bin/sh\n{made}exit {code}\n", encoding="utf-8")
    builder.chmod(builder.stat().st_mode | stat.S_IXUSR)
    output = tmp_path / "output"
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("no bash")
    run = subprocess.run(
        [bash, "-e", "-c", build["run"]],
        cwd=tmp_path,
        env={"GITHUB_OUTPUT": str(output), "PATH": "/usr/bin:/bin"},
        check=False,
    )
    assert run.returncode == ends
    assert output.read_text(encoding="utf-8") == f"code={code}\n"


def test_a_publication_with_articles_left_out_is_marked() -> None:
    """The site is out, and the run is red all the same."""
    publish = load(GITHUB / "workflows/publish.yml")["jobs"]
    assert publish["left-out"]["if"] == "needs.build.outputs.code == '1'"
    assert publish["left-out"]["needs"] == ["build", "deploy"]
    assert publish["left-out"]["steps"][-1]["run"].rstrip().endswith("exit 1")
    assert "if" not in publish["deploy"]


def test_the_site_is_told_its_address() -> None:
    """Without it there is no sitemap and no canonical address; a fork needs to change nothing."""
    (build,) = [step for _, step in steps() if step.get("id") == "build"]
    assert build["env"] == {"WARRAQ_SITE_URL": "${{ steps.pages.outputs.base_url }}/"}
    assert "!ENV [WARRAQ_SITE_URL" in (ROOT / "mkdocs.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_an_issue_form_is_one_that_github_takes(path: Path) -> None:
    """Each field has an id of its own and a label in Arabic, then English."""
    form = load(path)
    assert set(form) == {"name", "description", "title", "labels", "body"}
    fields = [field for field in form["body"] if field["type"] != "markdown"]
    ids = [field["id"] for field in fields]
    assert len(set(ids)) == len(ids)
    for field in fields:
        arabic, _, english = field["attributes"]["label"].rpartition(" · ")
        assert re.search(r"[\u0621-\u064a]", arabic), field
        assert english.isascii(), field
        assert field["type"] in {"textarea", "input", "dropdown", "checkboxes"}
    assert any(field.get("validations", {}).get("required") == "true" for field in fields)


def test_there_is_a_form_for_each_need() -> None:
    """A new article, a correction, a takedown."""
    assert [path.stem for path in FORMS] == ["1-new-article", "2-correct-article", "3-takedown"]


def test_the_pull_request_template_speaks_arabic_first() -> None:
    """And says that raw files stay, and that addresses are kept."""
    text = (GITHUB / "pull_request_template.md").read_text(encoding="utf-8")
    assert text.index("المقال") < text.index("In English")
    assert all(f"`{word}`" in text for word in ("aliases", "was", "takedown"))
