"""Files of a project that are named like modules of Python are never run."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.app.conftest import environment
from tests.conftest import WriteProject
from tests.processes import finish

SCRIPT = str(Path(sys.executable).with_name("report"))
OURS = {
    "jinja2",
    "matplotlib",
    "numpy",
    "pandas",
    "pikepdf",
    "pydantic",
    "sitecustomize",
    "typer",
    "weasyprint",
    "yaml",
}


@pytest.mark.parametrize("command", [[SCRIPT], [sys.executable, "-P", "-m", "yanbao"]], ids=["report", "python -P"])
def test_modules_in_the_current_folder(write_project: WriteProject, command: list[str]) -> None:
    root = write_project({})
    ran = root / "ran.txt"
    for name in sys.stdlib_module_names | OURS:
        code = f"print(__name__, file=open({str(ran)!r}, 'a'))\nraise ImportError\n"
        (root / f"{name}.py").write_text(code, encoding="utf-8")
    done = finish([*command, "build", "--jobs", "2"], root, environment())
    assert (done.returncode, done.stderr) == (0, "")
    assert not ran.exists()
