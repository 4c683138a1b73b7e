"""``report facts``: what is listed, with its places, as text and as JSON."""

from __future__ import annotations

import json

import pytest

from tests.app.conftest import Run
from tests.conftest import MatchesGolden, WriteProject

FILES = {
    "content/ledger/models.yaml": """\
gemini:
  name: Gemini 1.5
  aliases: 双子座
  source: google
  as_of: 2024-02-15
  context_window: {value: 1000000, unit: 个tokens, valid_until: 2024-06}
  feature: 能处理的信息量显著增加，一次读完一小时的视频、十一小时的音频、三万行代码和七十万个单词
  vendor: 谷歌
""",
    "content/demo/intro.yaml": """\
section: 大模型
pages:
  - title: 上下文窗口扩展到{{ models.gemini.context_window }}
    blocks:
      - text: 即{{ models.gemini.context_window | kilo }}；{{ models.gemini.feature }}。
      - chart: {type: line, title: 访问量, data: visits, x: month, series: [views]}
""",
}
TYPO = {"content/demo/intro.yaml": FILES["content/demo/intro.yaml"].replace("| kilo", "| kilos")}
WINDOW = "models.gemini.context_window"


def test_everything_with_its_places(run: Run, write_project: WriteProject, matches_golden: MatchesGolden) -> None:
    result = run(write_project(FILES), "facts", "--on", "2024-04-26")
    assert (result.exit_code, result.stderr) == (0, "")
    assert matches_golden("facts.txt", result.stdout)


def test_a_number_is_found_where_it_is_typed(run: Run, write_project: WriteProject) -> None:
    """Each place once; not inside a longer number, and not where a fact is printed."""
    intro = """\
section: 目标3230万辆
pages:
  - title: 窗口{{ models.gemini.context_window }}
    blocks:
      - text: |
          全年目标３２３０万辆左右，
          即每月269万辆；另有13230万辆。
"""
    root = write_project(FILES | {"content/demo/intro.yaml": intro})
    result = run(root, "facts", "3230万", "--json")
    found = [(one["kind"], one["file"], one["line"], one["column"], one["text"]) for one in json.loads(result.stdout)]
    place = "content/demo/intro.yaml"
    assert found == [
        ("typed", place, 1, 12, "目标3230万辆"),
        ("typed", place, 6, 15, "全年目标３２３０万辆左右，即每月269万辆；另有1"),
    ], result.stderr
    assert "typed" not in run(root, "facts", "100万个").stdout
    assert run(root, "facts", "269万").stdout.endswith("Typed in 1 place.\n")


def test_json(run: Run, write_project: WriteProject) -> None:
    result = run(write_project(FILES), "facts", "1000K", "--on", "2024-07-01", "--json")
    assert json.loads(result.stdout) == [
        {
            "kind": "fact",
            "path": WINDOW,
            "names": ["Gemini 1.5", "双子座"],
            "value": 1000000,
            "unit": "个tokens",
            "text": "100万个tokens",
            "sources": ["google"],
            "publishers": ["谷歌"],
            "as_of": "2024-02-15",
            "valid_until": "2024-06",
            "stale": True,
            "file": "content/ledger/models.yaml",
            "line": 6,
            "column": 3,
            "uses": [
                {"file": "content/demo/intro.yaml", "line": 3, "column": 23, "text": "100万个tokens"},
                {"file": "content/demo/intro.yaml", "line": 5, "column": 19, "text": "1000K"},
            ],
        }
    ]


@pytest.mark.parametrize(
    ("options", "paths"),
    [
        (["--unused"], ["models.gemini.vendor"]),
        (["--stale", "--on", "2024-06-30"], []),
        (["--stale", "--on", "2024-07-01"], [WINDOW]),
        (["--stale"], [WINDOW]),
        (["--stale", "--unused"], []),
        (["visits"], ["data.visits"]),
        (["双子座"], [WINDOW, "models.gemini.feature", "models.gemini.vendor"]),
    ],
)
def test_choices(run: Run, write_project: WriteProject, options: list[str], paths: list[str]) -> None:
    result = run(write_project(FILES), "facts", "--json", *options)
    assert result.exit_code == 0
    assert [entry["path"] for entry in json.loads(result.stdout)] == paths


def test_nothing_found(run: Run, write_project: WriteProject) -> None:
    result = run(write_project(FILES), "facts", "200万")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "Nothing found.\n", "")


def test_mistakes_may_hide_uses(run: Run, write_project: WriteProject) -> None:
    result = run(write_project(FILES | TYPO), "facts", WINDOW)
    assert result.exit_code == 1
    assert result.stderr == "Found 1 error: uses may be missing; see report check.\n"
    assert result.stdout.endswith("1 fact, used in 1 place.\n")


def test_a_broken_file_hides_nothing_else(run: Run, write_project: WriteProject) -> None:
    result = run(write_project(FILES | {"content/ledger/labels.yaml": "a: 甲\na: 乙\n"}), "facts")
    assert (result.exit_code, WINDOW in result.stdout) == (1, True)
    assert result.stderr == "Found 1 error: uses may be missing; see report check.\n"


def test_paths_can_be_followed_from_where_one_is(run: Run, write_project: WriteProject) -> None:
    root = write_project(FILES)
    assert "\n  demo/intro.yaml:3:23\n" in run(root / "content", "facts", WINDOW).stdout
    [entry] = json.loads(run(root.parent, "facts", WINDOW, "--json", "--project", root).stdout)
    assert entry["uses"][0]["file"] == "project/content/demo/intro.yaml"


def test_colors(run: Run, write_project: WriteProject) -> None:
    root = write_project(FILES)
    green = "\x1b[32m"
    assert green in run(root, "facts", FORCE_COLOR="1").stdout
    assert green not in run(root, "facts", FORCE_COLOR="1", NO_COLOR="1").stdout
    assert "\x1b" not in run(root, "facts").stdout
