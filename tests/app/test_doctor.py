"""``report doctor``, and what it knows of the machine."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import weasyprint.text.ffi

from tests.app.conftest import Run, RunProcess
from tests.conftest import WriteProject
from yanbao.app.machine import install_command
from yanbao.libraries import LIBRARIES

REPOSITORY = Path(__file__).parents[2]


def test_all_there(run: Run, write_project: WriteProject) -> None:
    root = write_project({})
    result = run(root, "doctor")
    assert (result.exit_code, result.stderr) == (0, "")
    versions = dict(line.split(maxsplit=1) for line in result.stdout.splitlines() if re.search(r" +\d+\.", line))
    assert {"Python", "Pango", "HarfBuzz", "weasyprint", "justmytype-intl-cjk"} <= set(versions)
    assert versions["weasyprint"] == weasyprint.VERSION
    assert result.stdout.endswith(f"Everything that building needs is here.\nProject: {root}\n")


def test_no_project_is_no_fault_of_the_machine(run: Run, tmp_path: Path) -> None:
    assert run(tmp_path, "doctor").exit_code == 0


def test_missing_library(run_process: RunProcess, tmp_path: Path, without_pango: dict[str, str]) -> None:
    result = run_process(tmp_path, "doctor", **without_pango)
    assert result.returncode == 2
    assert re.search(r"^Pango +missing or too old$", result.stdout, re.MULTILINE)
    assert result.stderr.splitlines()[-1] == f"   help: {install_command()}"


def test_knows_every_library_that_weasyprint_loads() -> None:
    source = Path(weasyprint.text.ffi.__file__).read_text(encoding="utf-8")
    calls = re.findall(r"= _dlopen\((.*?)\)\n", source, re.DOTALL)
    wanted = {name for call in calls for name in re.findall(r"'lib([\w.-]+?)\.so\.\d'", call) if "vector" not in name}
    assert {library.name for library in LIBRARIES} == wanted


@pytest.mark.parametrize(
    ("release", "command"),
    [
        ({"ID": "ubuntu", "ID_LIKE": "debian"}, "sudo apt-get install"),
        ({"ID": "rocky", "ID_LIKE": "rhel centos fedora"}, "sudo dnf install"),
        ({"ID": "arch"}, "sudo pacman -S"),
        ({"ID": "plan9"}, "install Pango"),
    ],
)
def test_command_of_each_distribution(monkeypatch: pytest.MonkeyPatch, release: dict[str, str], command: str) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("platform.freedesktop_os_release", lambda: release)
    assert install_command().startswith(command)


def test_make_installs_what_doctor_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("platform.freedesktop_os_release", lambda: {"ID": "debian"})
    packages = install_command().removeprefix("sudo apt-get ")
    assert packages in (REPOSITORY / ".ci" / "system").read_text(encoding="utf-8")
