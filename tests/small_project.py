"""A small project around a copy of the launcher, and stand-ins for the programs it starts."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from launcher.environment import Project

ROOT = Path(__file__).parent.parent

BACKEND = '''
"""A build backend that needs nothing: it makes the small project importable."""
import zipfile
from pathlib import Path

def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    name = "small-0-py3-none-any.whl"
    files = {
        "small.pth": str(Path.cwd()),
        "small-0.dist-info/METADATA": "Metadata-Version: 2.1\\nName: small\\nVersion: 0\\n",
        "small-0.dist-info/WHEEL":
            "Wheel-Version: 1.0\\nGenerator: x\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
    }
    files["small-0.dist-info/RECORD"] = "".join(f"{file},,\\n" for file in files)
    with zipfile.ZipFile(Path(wheel_directory, name), "w") as wheel:
        for file, text in files.items():
            wheel.writestr(file, text)
    return name
'''
PYPROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
[project]
name = "small"
version = "0"
"""
BUILDER = """
import json, sys
print(json.dumps({"arguments": sys.argv[1:], "prefix": sys.prefix, "name": "ورّاق"},
                 ensure_ascii=False))
raise SystemExit(int(sys.argv[2]) if len(sys.argv) > 2 else 0)
"""


posix_only = pytest.mark.skipif(os.name == "nt", reason="the stand-ins are shell scripts")


def lay_out(folder: Path) -> Project:
    """Lay out a project that needs no package, around a copy of the launcher."""
    root = folder / "مشروع صغير"
    for name in ("requirements", "builder"):
        (root / name).mkdir(parents=True)
    shutil.copy(ROOT / "warraq", root / "warraq")
    shutil.copytree(ROOT / "launcher", root / "launcher")
    (root / "backend.py").write_text(BACKEND, encoding="utf-8")
    (root / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")
    (root / "builder/__init__.py").write_text("", encoding="utf-8")
    (root / "builder/__main__.py").write_text(BUILDER, encoding="utf-8")
    for name in ("runtime", "test"):
        (root / f"requirements/{name}.txt").write_text(f"# {name}: none\n", encoding="utf-8")
    return Project(root)


def script(path: Path, body: str) -> Path:
    """Write a shell script that can be run."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o755)
    return path
