"""The recipes of CONTRIBUTING.md, followed to the letter on a copy of the program, and what they add, used."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

import pytest

from tests.conftest import SMALL_PROJECT
from tests.test_doc_examples import ROOT
from yanbao.model.blocks import Block
from yanbao.model.document import ComposedBlock

REPORT = "title: 题\nkind: 专题\ndate: 2024\ninstitution: 国信证券经济研究所\ntheme: blue\noutline: [intro.yaml]\n"
INTRO = """\
section: 节
pages:
  - title: 页
    blocks:
      - question: 谁会为此付费？
      - text: 太好了！
      - chart: {type: lollipop, data: sizes, x: name, y: users, title: 用户}
      - table: {data: sizes, title: 用户, columns: [name, {column: users, plain: true}]}
"""
SIZES = """\
sizes:
  source: google
  as_of: 2024
  columns: {name: text, users: {type: number, label: 用户}}
  rows: [[甲公司, 12500], [乙公司, 7100]]
"""
USED = """
import json, sys
from typer.testing import CliRunner
from yanbao.app import app

told = {}
for words in sys.argv[1:]:
    done = CliRunner().invoke(app, words.split())
    told[words] = [done.exit_code, done.output]
print(json.dumps(told))
"""
BUILD, CHECK, EXPLAIN = "build --format html --jobs 1", "check --rule loud-mark", "check --explain loud-mark"


def steps() -> Iterator[tuple[str, str, str]]:
    """The language, file and text of each step."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for language, file, body in re.findall(r"^   ```(\w+) (\S+)\n(.*?)^   ```$", text, re.DOTALL | re.MULTILINE):
        yield (
            language,
            file,
            textwrap.dedent(body) if language != "diff" else re.sub("^   ", "", body, flags=re.MULTILINE),
        )


def edited(text: str, step: str) -> str:
    """A file with the lines of a step put in and taken out, at the one place that it names."""
    lines = step.splitlines()
    old = "\n".join(line[1:] for line in lines if line[:1] != "+")
    new = "\n".join(line[1:] for line in lines if line[:1] != "-")
    assert text.count(old) == 1, step
    return text.replace(old, new)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program in which all recipes were followed."""
    copy = tmp_path_factory.mktemp("copy")
    for folder in ("cli/yanbao", "templates"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for language, file, text in steps():
        target = copy / file
        target.parent.mkdir(parents=True, exist_ok=True)
        assert target.is_file() == (language == "diff"), file
        written = edited(target.read_text(encoding="utf-8"), text) if language == "diff" else text
        target.write_text(written, encoding="utf-8")
    return copy


@pytest.fixture(scope="module")
def used(copy: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """What commands of the copy print in a project that uses everything, and the HTML that they make."""
    root = tmp_path_factory.mktemp("used")
    files = {"content/demo/report.yaml": REPORT, "content/demo/intro.yaml": INTRO, "content/ledger/sizes.yaml": SIZES}
    for name, text in (SMALL_PROJECT | files).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    command = [sys.executable, "-c", USED, BUILD, CHECK, EXPLAIN, "count", "--help"]
    environment = os.environ | {"PYTHONPATH": str(copy / "cli")}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=True)
    html = (root / "build/demo.html").read_text(encoding="utf-8")
    told: dict[str, Any] = json.loads(done.stdout)
    return told | {"html": html}


def test_a_rule(used: Mapping[str, Any]) -> None:
    assert used[EXPLAIN][1].startswith("loud-mark (hint)\n\nA report does not raise its voice.\n")
    assert "content/demo/intro.yaml:6:18: hint[loud-mark] '！' raises its voice\n" in used[CHECK][1]


def test_a_chart(used: Mapping[str, Any]) -> None:
    assert "棒棒糖图：用户。用户：甲公司1.25万、乙公司7100。" in used["html"]
    assert re.search("<svg[^>]*>.*12500.*7100.*</svg>", used["html"], re.DOTALL)


def test_a_block(used: Mapping[str, Any]) -> None:
    assert re.search('<p class="question"[^>]*>谁会为此付费？</p>', used["html"])
    assert ".question { font-size: 1.4em" in used["html"]


def test_a_command(used: Mapping[str, Any]) -> None:
    assert used["count"] == [0, "demo  2 pages\n"]
    assert re.search(r"count\s+Count the pages of reports\.", used["--help"][1])


def test_a_column_format(used: Mapping[str, Any]) -> None:
    assert re.search("<td[^>]*>12500</td>", used["html"])


def test_a_theme(used: Mapping[str, Any]) -> None:
    assert used[BUILD][0] == 0, used[BUILD]
    assert "#123f6d" in used["html"]


@pytest.mark.parametrize("block", get_args(ComposedBlock), ids=lambda block: block.__name__)
def test_every_block_has_a_template(block: Any) -> None:
    kind = block.__dataclass_fields__["kind"].default
    assert (ROOT / f"templates/deck/partials/{kind}.html.j2").is_file()
    assert kind in Block.model_fields
