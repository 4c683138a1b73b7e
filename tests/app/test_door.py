"""What a stranger's project may make the command do to files and to terminals: nothing."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft4Validator

from tests.app.conftest import COMMAND, Run, environment
from tests.conftest import WriteProject
from tests.processes import PATIENCE, finish, start

SCHEMA = json.loads((Path(__file__).parents[1] / "schemas/sarif-2.1.0-rtm.4.json").read_text(encoding="utf-8"))

ODD = "a\n::error::INJECTED\x1b[31m[red]\u2028b"


@pytest.fixture
def victim(tmp_path: Path) -> Path:
    """A folder outside the project, with a document."""
    (tmp_path / "victim/cache").mkdir(parents=True)
    (tmp_path / "victim/cache/doc").write_text("dear")
    return tmp_path / "victim"


@pytest.mark.parametrize("link", [".yanbao", ".yanbao/cache"])
@pytest.mark.parametrize("command", ["clean", "build", "preview"])
def test_the_store_is_not_reached_by_a_link(
    run: Run, write_project: WriteProject, victim: Path, link: str, command: str
) -> None:
    root = write_project({})
    (root / link).parent.mkdir(exist_ok=True)
    (root / link).symlink_to(victim)
    result = run(root, command)
    assert result.exit_code == 2
    assert "is a symbolic link, and nothing is kept or deleted through one" in result.stderr
    assert [path.name for path in (victim / "cache").iterdir()] == ["doc"]


@pytest.mark.parametrize("options", [(), ("--output", "build"), ("--output", "build/deeper")])
def test_outputs_do_not_leave_the_project_by_a_link(
    run: Run, write_project: WriteProject, victim: Path, options: tuple[str, ...]
) -> None:
    root = write_project({})
    (root / "build").symlink_to(victim)
    result = run(root, "build", "--no-cache", *options)
    assert result.exit_code == 2
    assert "leads out of the project" in result.stderr
    assert [path.name for path in victim.iterdir()] == ["cache"]


def test_editors_settings_do_not_leave_the_project_by_a_link(
    run: Run, write_project: WriteProject, victim: Path
) -> None:
    root = write_project({})
    (root / ".vscode").symlink_to(victim)
    assert run(root, "schema", "--vscode").exit_code == 2
    (root / ".yanbao").symlink_to(victim)
    assert run(root, "schema").exit_code == 2
    assert [path.name for path in victim.iterdir()] == ["cache"]


def test_pipes_beside_the_content_are_in_nobodys_way(run: Run, write_project: WriteProject) -> None:
    root = write_project({})
    for name in ("content/notes.txt", "content/demo/.swp", "data/pipe", "content/ledger/x"):
        os.mkfifo(root / name)
    assert run(root, "check").stdout == "No problems found.\n"


def test_refused_templates_are_refused_by_build_and_check(run: Run, write_project: WriteProject) -> None:
    root = write_project({"templates/own/theme.yaml": "base: deck\n"})
    for command in ("check", "build"):
        result = run(root, command, "--builtin-themes-only")
        assert result.exit_code == 1
        assert "templates:1:1: error[own-theme]" in result.stdout + result.stderr
    assert run(root, "build", "--builtin-themes-only", "--force").exit_code == 1
    assert run(root, "check").exit_code == 0


@pytest.fixture
def odd(write_project: WriteProject) -> Path:
    """A project whose report and one of its ledger files have names that a terminal would obey, or cannot read."""
    root = write_project({})
    with (root / "content/demo/report.yaml").open("a") as file:
        file.write("bogus: 1\n")
    (root / "content/demo").rename(root / "content" / ODD)
    if sys.platform == "linux":
        Path(os.fsdecode(os.fsencode(root / "content/ledger") + b"/\xff.yaml")).write_text("a: 1\n")
    return root


def is_printable(text: str) -> bool:
    return not any(char in text for char in "\x1b\u2028") and "\n::error::" not in text


def test_names_are_shown_harmlessly(run: Run, odd: Path) -> None:
    text = run(odd, "check").stdout
    assert is_printable(text)
    assert "content/a�::error::INJECTED�[31m[red]�b/report.yaml:6:1: error[unknown-key]" in text
    assert is_printable(run(odd, "build").stderr)
    assert is_printable(run(odd, "check", "none").stderr)
    for command in ("facts", "doctor"):
        result = run(odd, command)
        assert is_printable(result.stdout + result.stderr)


def test_names_are_shown_harmlessly_to_programs(run: Run, odd: Path) -> None:
    found = json.loads(run(odd, "check", "--format", "json").stdout)
    assert all(is_printable(value) for entry in found for value in (entry["file"], entry["message"], entry["help"]))
    github = run(odd, "check", "--format", "github").stdout
    assert all(line.startswith("::") and "title=" in line for line in github.splitlines())
    assert is_printable(github)
    log = json.loads(run(odd, "check", "--format", "sarif").stdout)
    Draft4Validator(SCHEMA).validate(log)
    assert log["runs"][0]["results"]


CHECKS = """
import os, sys
import yanbao.app.formats, yanbao.pipeline.gathering  # which take longer than the checks
for form in ("text", "json", "sarif", "github"):
    child = os.fork()
    if not child:
        sys.argv = ["report", "check", "--format", form]
        yanbao.app.main()
    print("ENDED", os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are Unicode")
def test_a_name_that_is_no_text_is_printed_by_processes_of_their_own(odd: Path) -> None:
    result = finish([sys.executable, "-c", CHECKS], odd, environment())
    *texts, end = result.stdout.split("ENDED 1\n")
    assert (result.returncode, result.stderr, len(texts), end) == (0, "", 4, "")
    assert all("�.yaml" in text or "%EF%BF%BD.yaml" in text for text in texts)


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="there is no such signal")
@pytest.mark.parametrize("how", ["HUP", "TERM", "KILL"])
def test_nothing_of_a_command_that_is_ended_stays(write_project: WriteProject, tmp_path: Path, how: str) -> None:
    """What a killed one leaves, the next takes away."""
    root, temporary = write_project({}), tmp_path / "tmp"
    temporary.mkdir()
    env = environment(TMPDIR=str(temporary))
    command = [*COMMAND, "build", "--watch", "--format", "html", "--jobs", "1"]
    with start(command, root, env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout
        process.stdout.readline()  # it has built, and waits
        assert [path.name for path in temporary.iterdir() if path.name.startswith(".yanbao-")]
        process.send_signal(getattr(signal, f"SIG{how}"))
        process.wait(PATIENCE)
    if how == "KILL":
        subprocess.run(
            [*COMMAND, "build", "--no-cache", "--format", "html", "--jobs", "1"], cwd=root, env=env, check=True
        )
    assert [path.name for path in temporary.iterdir() if path.name.startswith(".yanbao-")] == []
