"""What programs are told of a composed report, and how an assistant is told to work on a project."""

from __future__ import annotations

import json
import re
from pathlib import Path
from textwrap import indent
from typing import Any

import jsonschema
import pytest

from tests.app.conftest import Run
from tests.conftest import SMALL_PROJECT, WriteProject
from yanbao.resources import agents

TABLE = """\
      - table: {id: rows, title: 逐月访问量, data: visits, columns: [month, views]}
"""


@pytest.fixture
def told(run: Run, write_project: WriteProject) -> Any:
    root = write_project({"content/demo/intro.yaml": SMALL_PROJECT["content/demo/intro.yaml"] + TABLE})
    result = run(root, "inspect", "demo", "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    told = json.loads(result.stdout)
    jsonschema.validate(told, json.loads(run(root, "inspect", "--schema").stdout))
    return told[0]


def test_a_number_has_its_fact(told: Any) -> None:
    [page] = [page for page in told["pages"] if page["kind"] == "content"]
    [paragraph] = [text for text in page["texts"] if text["role"] == "paragraph"]
    assert paragraph["text"] == "上下文窗口长度扩展到100万个tokens。"
    assert paragraph["place"] == {"file": "content/demo/intro.yaml", "line": 5, "column": 15}
    assert paragraph["bound"] == [
        {
            "start": 10,
            "end": 21,
            "text": "100万个tokens",
            "kind": "number",
            "value": 1_000_000,
            "unit": "个tokens",
            "as_of": "2024-02-15",
            "paths": ["models.gemini", "models.gemini.context_window"],
        }
    ]
    assert [one["kind"] for one in told["pages"]] == ["cover", "contents", "divider", "content"]
    assert told["texts"][0] == {**told["texts"][0], "role": "title", "text": "人工智能与传媒"}
    assert (told["version"], told["date"], told["is_whole"]) == (1, "2024-04-22", True)


def test_a_figure_has_its_data(told: Any) -> None:
    chart, table = told["pages"][-1]["figures"]
    assert (chart["id"], chart["type"], chart["label"]) == ("visits", "line", "图1")
    assert chart["x"] == ["2024-01-01", "2024-02-01", "2024-03-01"]
    assert chart["series"] == [{"label": "访问量", "unit": "万次", "values": [110, 140, 160]}]
    assert chart["sources"] == ["google"]
    assert chart["source_line"] == "资料来源：谷歌，示例证券研究所整理，数据截至2024年3月"
    assert table["heads"] == [["month", "访问量 万次"]]
    assert [row[0] for row in table["rows"]][:3] == ["2024-01", "2024-02", "2024-03"]
    assert (table["datasets"], table["kind"]) == (["visits"], "table")
    assert told["sources"] == [{"id": "google", "publisher": "谷歌"}]


def test_for_people(run: Run, write_project: WriteProject) -> None:
    lines = run(write_project({}), "inspect").stdout.splitlines()
    assert lines[0] == "demo  人工智能与传媒  2024-04-22"
    assert lines[-2:] == ["    4  page-1-1  上下文窗口扩展  1 bound numbers", "         图1  访问量  line, 3 rows"]


def test_what_has_errors_is_left_out(run: Run, write_project: WriteProject) -> None:
    broken = SMALL_PROJECT["content/demo/intro.yaml"].replace("          title: 访问量\n", "")
    result = run(write_project({"content/demo/intro.yaml": broken}), "inspect", "--json")
    [told] = json.loads(result.stdout)
    assert (result.exit_code, told["is_whole"], told["pages"][-1]["figures"]) == (1, False, [])
    assert result.stderr == "Found 1 error: something may be missing; see report check.\n"


def test_the_examples_for_assistants_are_right(run: Run, tmp_path: Path) -> None:
    run(tmp_path, "new", "reports")
    root = tmp_path / "reports"
    text = (root / "AGENTS.md").read_text(encoding="utf-8")
    assert text == (agents() / "AGENTS.md").read_text(encoding="utf-8")
    ledger, page = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    (root / "content/ledger/industry.yaml").write_text(ledger, encoding="utf-8")
    section = f"section: 概况\npages:\n{indent(page, '  ')}"
    (root / "content/example/overview.yaml").write_text(section, encoding="utf-8")
    assert run(root, "check", "--level", "warning").stdout.startswith("No problems found")


BROKEN = {
    "content/demo/report.yaml": SMALL_PROJECT["content/demo/report.yaml"]
    .replace("kind: ", "kind：")
    .replace("outline: [cover,", "outline: [covr,"),
    "content/demo/intro.yaml": """\
section: 大模型
lead: 它说：“窗口变长了,访问也多了 。”   # 引自访谈
pages:
  - titel: 上下文窗口扩展
    blocks:
      - text: |
          上下文窗口长度扩展到{{ models.gemni.context_window }},比上一代长得多，见{{ ref("vists") }}。

          - 第一项，其他帐户的访问量也都涨了很多。
          - 第二项，出口\\内需都涨了很多
      - chart: {id: visits, type: lines, title: 图1：访问量, data: visit, x: month, series: [views]}
""",
    "content/ledger/sources.yaml": "google: {publisher: 谷歌, kind: compnay}\n",
    "data/visits.csv": "month,views\n2024-01,110\n2024-02,(140)\n2024-03,160\n",
}


def _changes(found: list[dict[str, Any]]) -> list[tuple[str, int, int, str, str]]:
    """What an assistant makes of findings: their edits; or, if it has to choose, the first of what they propose."""
    changes = [
        (edit["file"], edit["line"], edit["column"], edit["old"], edit["new"]) for one in found for edit in one["edits"]
    ]
    changes += [
        (one["file"], one["line"], one["column"], "?" * one["width"], proposed[1])
        for one in found
        if not one["edits"] and (proposed := re.match(r"write (\S+) or", one["help"]))
    ]
    return sorted(set(changes), reverse=True)


def test_an_assistant_that_reads_only_json_mends_a_project_in_three_rounds(
    run: Run, write_project: WriteProject
) -> None:
    root = write_project(BROKEN)
    for _ in range(3):
        found = json.loads(run(root, "check", "--format", "json").stdout)
        for file, line, column, old, new in _changes(found):
            lines = (root / file).read_text(encoding="utf-8").split("\n")
            text, start = lines[line - 1], column - 1
            lines[line - 1] = text[:start] + new + text[start + len(old) :]
            (root / file).write_text("\n".join(lines), encoding="utf-8")
    assert run(root, "check", "--strict").stdout == "No problems found.\n"
    assert "# 引自访谈" in (root / "content/demo/intro.yaml").read_text(encoding="utf-8")
    assert run(root, "inspect", "--json").exit_code == 0
