"""The shape of the code: who may import whom, who prints, how long a module may be."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from functools import cache
from graphlib import CycleError, TopologicalSorter
from importlib.metadata import packages_distributions
from itertools import chain, permutations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
OURS = ("builder", "launcher")
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for package in OURS
    for path in sorted((ROOT / package).rglob("*.py"))
}
TESTS = sorted(path for folder in ("tests", *OURS) for path in (ROOT / folder).rglob("test_*.py"))
HARD_STOP = 500
"""Lines no module may pass; 300 is where it should be split."""
LONGEST_FUNCTION = 50
"""Lines no function may pass; 40 is where it should be split."""
LAYERS = {
    "builder.frozen": ("builder.frozen",),
    "builder.arabic": ("builder.arabic", "builder.frozen", "builder.own_yaml"),
    "builder.model": ("builder.model", "builder.frozen"),
    "builder.diagnostics": ("builder.diagnostics", "builder.model", "builder.own_yaml"),
    "builder.own_yaml": ("builder.own_yaml",),
    "launcher": ("launcher",),
}
"""What a module or package may import of ours, where that is nearly nothing."""
UPPER = {
    "builder.cli": ("builder.__main__",),
    "builder.pipeline": ("builder.cli", "builder.mkdocs_plugin"),
    "builder.mkdocs_plugin": ("builder.cli",),
}
"""Who may import the uppermost modules: the arrows of the flow point at nobody else."""
VOICES = ("builder.cli", "launcher")
"""The only places that speak to a person."""


def test_the_examples_of_docstrings_are_tests_too(pytestconfig: pytest.Config) -> None:
    """Nobody would learn of one that is true no more."""
    assert pytestconfig.getoption("doctestmodules")


@pytest.mark.parametrize("layer", LAYERS)
def test_lower_layers_import_nothing_above_them(layer: str) -> None:
    """A leaf stays usable on its own; the launcher runs before anything is installed."""
    strangers = {
        f"{module} imports {imported}"
        for module in _members(layer)
        for imported in _imports(module, typing=True)
        if _ours(imported) and not _is_below(imported, LAYERS[layer])
    }
    assert strangers == set()


@pytest.mark.parametrize("layer", UPPER)
def test_upper_layers_are_imported_by_the_shell_alone(layer: str) -> None:
    """The core knows neither the command line nor the publisher that call it."""
    callers = {
        module
        for module in MODULES
        if not _is_below(module, (layer, *UPPER[layer]))
        and any(_is_below(name, (layer,)) for name in _imports(module, typing=True))
    }
    assert callers == set()


def test_the_builder_does_not_know_the_launcher() -> None:
    """Installed without the launcher, the builder still works."""
    knowing = {
        module
        for module in _members("builder")
        if any(_is_below(name, ("launcher",)) for name in _imports(module, typing=True))
    }
    assert knowing == set()


def test_the_launcher_needs_the_standard_library_alone() -> None:
    """It must run on a machine where nothing is installed yet."""
    needed = {
        f"{module} imports {imported}"
        for module in _members("launcher")
        for imported in _imports(module, typing=True)
        if imported.partition(".")[0] not in {*sys.stdlib_module_names, "launcher"}
    }
    assert needed == set()


def test_what_the_builder_imports_is_asked_for() -> None:
    """A package that only happens to be installed here would be missing elsewhere."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {_distribution_name(entry) for entry in project["dependencies"]}
    providers = packages_distributions()
    missing = {
        f"{module} imports {top}"
        for module in _members("builder")
        for top in {name.partition(".")[0] for name in _imports(module, typing=True)}
        if top not in {*sys.stdlib_module_names, "builder"}
        if not asked & {_distribution_name(name) for name in providers.get(top, [top])}
    }
    assert missing == set()


def test_readers_of_pages_and_of_texts_know_nothing_of_each_other() -> None:
    """What both need stands beside them, so that each can be read alone."""
    readers = ("builder.extract.page", "builder.extract.plaintext")
    crossing = {
        f"{module} imports {imported}"
        for one, other in permutations(readers)
        for module in _members(one)
        for imported in _imports(module, typing=True)
        if _is_below(imported, (other,))
    }
    assert crossing == set()


def test_no_module_imports_itself_through_others() -> None:
    """The imports that run have one direction, so any module can be read after those it uses."""
    graph = {
        module: {name for name in map(_module_of, _imports(module, typing=False)) if name}
        - {module, *_packages_of(module)}
        for module in MODULES
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


def test_only_the_command_line_prints() -> None:
    """Everything else returns what it has to say, so that it can be shown in any form."""
    speaking = {
        f"{module}:{_line(node)}"
        for module in MODULES
        if not _is_below(module, VOICES)
        for node in ast.walk(_tree(MODULES[module]))
        if _speaks(node)
    }
    assert speaking == set()


@pytest.mark.parametrize("module", MODULES)
def test_modules_can_be_read_in_one_go(module: str) -> None:
    """A module past the hard stop holds more than one idea."""
    assert _length(MODULES[module]) <= HARD_STOP


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.stem)
def test_test_files_can_be_read_in_one_go(path: Path) -> None:
    """So does a file of tests."""
    assert _length(path) <= HARD_STOP


def test_functions_do_one_thing() -> None:
    """A function past the hard stop does more than its name says."""
    long = {
        f"{module}:{node.name} has {length} lines"
        for module, path in MODULES.items()
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.FunctionDef)
        if (length := (node.end_lineno or node.lineno) - node.lineno + 1) > LONGEST_FUNCTION
    }
    assert long == set()


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    """A name must say what is inside."""
    drawers = {"utils", "util", "helpers", "common", "misc", "tools"}
    names = {module for module in MODULES if drawers & set(module.split("."))}
    assert names == set()


def test_files_are_opened_with_their_encoding_named() -> None:
    """Nothing depends on the encoding that a machine happens to prefer."""
    silent = {
        f"{path.relative_to(ROOT)}:{_line(node)}"
        for path in (*MODULES.values(), *TESTS)
        for node in ast.walk(_tree(path))
        if _opens_text_silently(node)
    }
    assert silent == set()


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.stem)
def test_every_test_says_what_it_guards(path: Path) -> None:
    """A failing test shows its sentence before its code."""
    mute = {
        node.name
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.FunctionDef)
        and node.name.startswith("test_")
        and not ast.get_docstring(node)
    }
    assert mute == set()


def _distribution_name(requirement: str) -> str:
    """Return the name in a requirement as package indexes compare it: `PyYAML>=6` is `pyyaml`."""
    return re.split(r"[^\w.-]", requirement)[0].lower().replace("_", "-")


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _members(layer: str) -> list[str]:
    return [module for module in MODULES if _is_below(module, (layer,))]


def _is_below(name: str, packages: tuple[str, ...]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def _ours(name: str) -> bool:
    return _is_below(name, OURS)


def _module_of(name: str) -> str | None:
    """Return the module that an import reaches: `builder.model.Page` is in `builder.model`."""
    return next((part for part in (name, name.rpartition(".")[0]) if part in MODULES), None)


def _packages_of(module: str) -> Iterator[str]:
    """Yield the packages that hold `module`: their `__init__` may gather what is in them."""
    while "." in module:
        module = module.rpartition(".")[0]
        yield module


def _imports(module: str, *, typing: bool) -> set[str]:
    """Return the full names that a module imports; those for type checkers only if `typing`."""
    tree = _tree(MODULES[module])
    hidden = [] if typing else [node for node in ast.walk(tree) if _is_for_typing(node)]
    skipped = set(chain.from_iterable(ast.walk(node) for node in hidden))
    names = set()
    for node in ast.walk(tree):
        if node in skipped:
            continue
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{module} has a relative import"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def _is_for_typing(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.If)
        and isinstance(node.test, ast.Name)
        and node.test.id == "TYPE_CHECKING"
    )


def _speaks(node: ast.AST) -> bool:
    """Tell whether `node` prints, or takes hold of a standard stream to write to."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id == "print"
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return (node.value.id, node.attr) in {
            ("sys", "stdout"),
            ("sys", "stderr"),
            ("click", "echo"),
            ("click", "secho"),
        }
    return False


def _length(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def _line(node: ast.AST) -> int:
    return int(getattr(node, "lineno", 0))


def _opens_text_silently(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    named = {keyword.arg for keyword in node.keywords}
    if isinstance(node.func, ast.Attribute) and node.func.attr == "read_text":
        return "encoding" not in named and not node.args
    if isinstance(node.func, ast.Attribute) and node.func.attr == "write_text":
        return "encoding" not in named
    return False
