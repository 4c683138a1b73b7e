"""``make`` in places where a project comes to stand: copied with its virtual environment, read-only, under any name."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
STAMPS = (".packages", ".project", ".libraries")

pytestmark = pytest.mark.skipif(not shutil.which("make"), reason="there is no make")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The Makefile and what it calls, in a folder whose name shells and make could stumble over."""
    folder = tmp_path / "研报 (1), it's $HOME"
    shutil.copytree(ROOT / ".ci", folder / ".ci")
    for name in ("Makefile", "pyproject.toml", "requirements.lock"):
        shutil.copy(ROOT / name, folder)
    return folder


def make(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run make as if no other make ran the tests, which it would otherwise speak of and obey."""
    env = {name: value for name, value in os.environ.items() if name not in {"MAKEFLAGS", "MFLAGS", "MAKELEVEL"}}
    return subprocess.run(["make", *arguments], cwd=folder, env=env, capture_output=True, text=True, check=False)


def planned(folder: Path) -> str:
    """What ``make report`` would do."""
    return make(folder, "-n", "report").stdout


def set_up(folder: Path, place: Path) -> None:
    """Leave what setting up in another place leaves."""
    (folder / ".venv/bin").mkdir(parents=True)
    (folder / ".venv/bin/pip").touch()
    (folder / ".venv/pyvenv.cfg").write_text(f"home = /usr/bin\ncommand = /usr/bin/python3 -m venv {place}/.venv\n")
    for stamp in STAMPS:
        (folder / ".venv" / stamp).touch()


def test_what_is_set_up_is_not_set_up_again(copy: Path) -> None:
    set_up(copy, copy.resolve())
    assert planned(copy).splitlines() == [".venv/bin/report build ai-media"]


def test_a_copied_virtual_environment_is_made_anew(copy: Path) -> None:
    set_up(copy, copy.parent / "project")
    plan = planned(copy)
    assert plan.startswith("This folder was copied or moved: .venv/ is made anew\n")
    assert "python3 -m venv .venv" in plan
    assert not (copy / ".venv").exists()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="whoever runs this may write everywhere")
def test_a_folder_that_cannot_be_written_to(copy: Path) -> None:
    copy.chmod(0o555)
    done = make(copy, "report")
    copy.chmod(0o755)
    assert done.returncode != 0
    assert "cannot be written to by" in done.stderr
    assert "Traceback" not in done.stderr
