"""Help, version and wrong usage."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from tests.app.conftest import COMMAND, Run
from yanbao import __version__
from yanbao.app import app

runner = CliRunner()
COMMANDS = [
    *("batch", "build", "check", "clean", "data", "diff", "doctor", "facts", "inspect", "new", "next", "preview"),
    *("schema", "session", "verify"),
]


def test_help_lists_every_command() -> None:
    commands: Any = get_command(app)
    assert sorted(commands.commands) == COMMANDS
    help_text = runner.invoke(app, ["--help"]).stdout
    assert all(f"\n  {name} " in help_text for name in COMMANDS)
    assert "..." not in help_text.split("Commands:")[1], "a command's summary is cut off"


@pytest.mark.parametrize("arguments", [[], *([name] for name in COMMANDS)])
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_has_examples(arguments: list[str], option: str) -> None:
    result = runner.invoke(app, [*arguments, option])
    assert result.exit_code == 0
    example = " ".join(["report", *arguments])
    assert f"\n    {example}" in result.stdout.split("Examples:")[1]


def test_version() -> None:
    result = runner.invoke(app, ["--version"])
    assert (result.exit_code, result.stdout) == (0, f"yanbao {__version__}\n")


def test_help_imports_nothing_heavy() -> None:
    script = """
import sys
from yanbao.app import app
app(["build", "--help"], standalone_mode=False)
print(sorted({"pandas", "numpy", "matplotlib", "weasyprint", "pikepdf", "rich"} & set(sys.modules)), file=sys.stderr)
"""
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert result.stderr == "[]\n"


@pytest.mark.skipif(sys.platform == "win32", reason="resource is a Unix module")
def test_help_is_instant() -> None:
    """Little more than Python and typer take on this machine, in processor time: other tests run beside this one."""
    import resource

    def seconds(*command: str) -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    pairs = [(seconds(*COMMAND, "--help"), seconds(sys.executable, "-c", "import typer.main")) for _ in range(4)]
    assert min(ours for ours, _ in pairs) < 2 * min(bare for _, bare in pairs)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["biuld"], "Did you mean 'build'?"),
        (["build", "--strickt"], "--strict"),
        (["build", "--format", "docx"], "'docx' is not one of html, pdf"),
        (["build", "--project", "nowhere"], "nowhere"),
    ],
)
def test_wrong_usage_is_2(run: Run, tmp_path: Path, arguments: list[str], message: str) -> None:
    result = run(tmp_path, *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""
