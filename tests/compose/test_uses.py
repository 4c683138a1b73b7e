"""Where facts and datasets are used: known from what was really evaluated and drawn."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.conftest import WriteProject
from yanbao.compose import compose
from yanbao.compose.uses import Entry, inventory
from yanbao.load.project import load_project

LEDGER = """\
gemini:
  name: Gemini 1.5
  aliases: [双子座]
  source: google
  as_of: 2024-02-15
  context_window: {value: 1000000, unit: 个tokens, valid_until: 2024-06}
  growth: 57%
gpt:
  name: GPT-4
  source: google
  as_of: 2023-11
  context_window: {value: 128000, unit: 个tokens}
  growth: 157%
"""
TABLES = """\
base:
  source: google
  as_of: 2024-04-26
  columns: {code: ticker, cap: {type: number, unit: 亿元}}
  rows: [[600088.SH, 79]]
picks:
  title: 精选个股
  source: google
  as_of: 2024-04-26
  columns: {code: ticker, name: text, cap: {type: number, lookup: base}}
  rows: [[600088.SH, 中视传媒]]
spare:
  source: google
  as_of: 2024-04-26
  columns: {name: text}
  rows: [[甲], [乙]]
"""
LABELS = "context_window: 上下文窗口\ngrowth: 增速\n"
SECTION = """\
section: 大模型{{ models.gemini.growth }}
head: 眉题{{ models.gemini.growth }}
lead: 导语{{ models.gemini.growth }}
pages:
  - title: 标题{{ models.gemini.growth }}
    blocks:
      - text: |
          首段。

          {{ models.gemini.context_window | kilo }}
          {{ share(models.gpt.context_window, models.gemini.context_window) }}
      - cards: [{value: "{{ models.gemini.growth }}", label: 标签}]
      - callout: {title: "{{ models.gemini.growth }}", text: 见表}
      - facts:
          title: "参数{{ models.gemini.growth }}"
          unit: "{{ models.gemini.growth }}"
          note: "{{ models.gemini.growth }}"
          alt: "{{ models.gemini.growth }}"
          entities: [models.gemini, models.gpt]
          facts: [context_window]
      - chart: {type: facts, title: 对比, entities: [models.gpt], fact: context_window}
      - chart: {type: line, title: 访问量, data: visits, x: month, series: [views]}
      - table: {title: 个股, data: picks, columns: [{column: name, label: "{{ models.gemini.growth }}"}]}
      - text: 市值{{ value(data.picks, "cap", name="中视传媒") }}
"""
FILES = {
    "content/ledger/models.yaml": LEDGER,
    "content/ledger/stocks.yaml": TABLES,
    "content/ledger/labels.yaml": LABELS,
    "content/demo/intro.yaml": SECTION,
}


def entries_of(root: Path) -> Mapping[str, Entry]:
    loaded = load_project(root)
    assert loaded.diagnostics == ()
    made = compose(loaded.project, loaded.project.reports[0])
    assert made.diagnostics == ()
    return {entry.path: entry for entry in inventory(loaded.project, made.uses)}


@pytest.fixture
def entries(write_project: WriteProject) -> Mapping[str, Entry]:
    return entries_of(write_project(FILES))


def places(entry: Entry) -> list[tuple[int, int, str]]:
    return [(use.mark.line, use.mark.column, use.text) for use in entry.uses]


def test_every_fact_and_dataset_is_there(entries: Mapping[str, Entry]) -> None:
    facts = [f"models.{name}.{key}" for name in ("gemini", "gpt") for key in ("context_window", "growth")]
    assert list(entries) == ["data.base", "data.picks", "data.spare", "data.visits", *facts]
    window = entries["models.gemini.context_window"]
    assert (window.value, window.text, window.publishers, window.as_of) == (
        1000000,
        "100万个tokens",
        ("谷歌",),
        "2024-02-15",
    )
    assert (window.mark.file, window.mark.line) == ("content/ledger/models.yaml", 6)


def written(text: str, printed: str = "") -> list[tuple[int, int, str]]:
    """The lines and columns of the section at which ``text`` stands."""
    lines = enumerate(SECTION.splitlines(), 1)
    return [(number, line.index(text) + 1, printed) for number, line in lines if text in line]


def test_expressions_of_any_prose_are_uses(entries: Mapping[str, Entry]) -> None:
    assert len(written("models.gemini.growth")) == 11
    assert places(entries["models.gemini.growth"]) == written("models.gemini.growth", "57%")


def test_uses_in_blocks_functions_tables_and_charts(entries: Mapping[str, Entry]) -> None:
    share = written("share(", "12.8%")
    assert places(entries["models.gemini.context_window"]) == [
        *written("models.gemini.context_window | kilo", "1000K"),
        *share,
        *written("models.gemini, models.gpt]", "100万个tokens"),
    ]
    assert places(entries["models.gpt.context_window"]) == [*share, *written("models.gpt]", "12.8万个tokens")]


def test_uses_of_datasets(entries: Mapping[str, Entry]) -> None:
    assert places(entries["data.visits"]) == written("visits, x:")
    assert places(entries["data.picks"]) == [*written("picks, columns"), *written("value(", "79亿元")]
    [lookup] = entries["data.base"].uses
    assert (lookup.mark.file, lookup.mark.line) == ("content/ledger/stocks.yaml", 10)
    assert entries["data.spare"].uses == ()
    assert entries["data.spare"].text == "2 rows"


def test_a_figure_that_is_left_out_uses_nothing(write_project: WriteProject) -> None:
    section = SECTION.replace("data: visits, x: month", "data: visits, x: month, since: 2030")
    loaded = load_project(write_project({**FILES, "content/demo/intro.yaml": section}))
    made = compose(loaded.project, loaded.project.reports[0])
    assert [found.rule for found in made.diagnostics] == ["empty-chart"]
    assert "data.visits" not in {use.path for use in made.uses}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("gemini.cont", ["models.gemini.context_window"]),
        ("双子", ["models.gemini.context_window", "models.gemini.growth"]),
        ("GEMINI 1.5", ["models.gemini.context_window", "models.gemini.growth"]),
        ("100万", ["models.gemini.context_window"]),
        ("１００万", ["models.gemini.context_window"]),
        ("57%", ["models.gemini.growth"]),
        ("12.8%", ["models.gemini.context_window", "models.gpt.context_window"]),
        ("2.8%", []),
        ("12", []),
        ("1000k", ["models.gemini.context_window"]),
        ("79亿", ["data.picks"]),
        ("精选", ["data.picks"]),
    ],
)
def test_queries(entries: Mapping[str, Entry], query: str, found: list[str]) -> None:
    assert [path for path, entry in entries.items() if entry.matches(query)] == found


@pytest.mark.parametrize(("today", "stale"), [("2024-06-30", False), ("2024-07-01", True), ("2030-01-01", True)])
def test_a_fact_is_stale_when_its_last_day_is_over(entries: Mapping[str, Entry], today: str, stale: bool) -> None:
    assert entries["models.gemini.context_window"].is_stale(today) is stale
    assert not entries["models.gpt.context_window"].is_stale(today)
