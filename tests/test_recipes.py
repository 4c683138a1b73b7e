"""The recipes of CONTRIBUTING.md, followed."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any, get_args

import pytest
import typer
from typer.testing import CliRunner

from tests.conftest import WriteProject
from tests.test_doc_examples import ROOT
from yanbao.load.theme import load_theme
from yanbao.model.blocks import Block
from yanbao.model.document import ComposedBlock
from yanbao.pipeline import check


def example(language: str) -> str:
    """The example of a recipe in a language."""
    _, _, rest = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition(f"   ```{language}\n")
    return textwrap.dedent(rest.partition("   ```\n")[0])


@pytest.mark.parametrize("block", get_args(ComposedBlock), ids=lambda block: block.__name__)
def test_every_block_has_a_template(block: Any) -> None:
    kind = block.__dataclass_fields__["kind"].default
    assert (ROOT / f"templates/deck/partials/{kind}.html.j2").is_file()
    assert kind in Block.model_fields


def test_a_command(write_project: WriteProject, monkeypatch: pytest.MonkeyPatch) -> None:
    names: dict[str, Any] = {"__name__": "count"}
    exec(compile(example("python"), "CONTRIBUTING.md", "exec", dont_inherit=True), names)
    app = typer.Typer()
    app.command(epilog=names["EXAMPLES"])(names["count"])
    monkeypatch.chdir(write_project({}))
    done = CliRunner().invoke(app, [], catch_exceptions=False)
    assert (done.exit_code, done.output) == (0, "demo  4 pages\n")
    assert CliRunner().invoke(app, ["dmeo"]).exit_code == 2


def test_a_theme(write_project: WriteProject, tmp_path: Path) -> None:
    report = (write_project({}) / "content/demo/report.yaml").read_text(encoding="utf-8")
    files = {"templates/blue/theme.yaml": example("yaml"), "content/demo/report.yaml": f"{report}theme: blue\n"}
    root = write_project(files)
    assert check(root) == ()
    assert load_theme("blue", root).tokens.colors.accent == "#123f6d"
