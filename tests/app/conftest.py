"""Commands run as a user runs them: mostly in this process, because starting one takes a second."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.processes import finish
from yanbao.app import app

Run = Callable[..., Result]
RunProcess = Callable[..., "subprocess.CompletedProcess[str]"]

COMMAND = (sys.executable, "-m", "yanbao")
UNSET = ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "YANBAO_DEBUG")


def environment(**variables: str) -> dict[str, str]:
    """This process's, without what changes how commands print."""
    return {name: value for name, value in os.environ.items() if name not in UNSET} | variables


def write_many_pages(root: Path) -> None:
    """Make the small project one whose build is still at work when a busy machine comes to interrupt it."""
    page = "  - title: 第{n}页\n    blocks:\n      - text: 上下文窗口。\n"
    section = "section: 大模型\npages:\n" + "".join(page.format(n=n) for n in range(300))
    (root / "content/demo/intro.yaml").write_text(section, encoding="utf-8")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """``run(folder, *arguments, **variables)`` runs ``report`` in a folder, with more environment variables."""

    def run(folder: Path, *arguments: str | Path, **variables: str) -> Result:
        monkeypatch.chdir(folder)
        env = dict.fromkeys(UNSET) | variables
        return CliRunner().invoke(app, [*map(str, arguments)], env=env, catch_exceptions=False)

    return run


@pytest.fixture
def run_process() -> RunProcess:
    """The same in a process of its own."""

    def run(folder: Path, *arguments: str | Path, **variables: str) -> subprocess.CompletedProcess[str]:
        return finish([*COMMAND, *arguments], folder, environment(**variables))

    return run


@pytest.fixture
def without_pango(tmp_path: Path) -> dict[str, str]:
    """An environment in which Pango cannot be loaded: a file that is no library stands in front of it."""
    folder = tmp_path / "no-pango"
    folder.mkdir()
    (folder / "libpango-1.0.so.0").write_bytes(b"")
    return {"LD_LIBRARY_PATH": str(folder)}
