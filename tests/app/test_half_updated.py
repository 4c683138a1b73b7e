"""The weekly of ``report new``, rolled by ``report next``: right without another edit, and found if half-updated.

``BREAKS`` are what an analyst forgets: an edit that leaves something of the last issue, and the rule that finds it at
the edited line.
"""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from tests.app.conftest import Run
from yanbao import pipeline
from yanbao.resources import starter

ROOT = "weekly"
DATA = ("data/index_daily.csv", "data/stocks_daily.csv")
REPORT, SUMMARY, MARKET, STOCKS, RISKS = (
    f"content/weekly/{name}.yaml" for name in ("report", "summary", "market", "stocks", "risks")
)
LEDGER, CATALOG = "content/ledger/rates.yaml", "data/catalog.yaml"
FACT = "lpr:\n  name: LPR\n  source: quotes\n  as_of: 2024-04-22\n  one: {value: 3.45%, valid_until: 2024-05-19}\n"
RISK = "三、数据局限的风险。"


@pytest.fixture(scope="module")
def rolled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The issue of 2024-04-19, with a fact of the ledger in its text, before it is rolled."""
    root = tmp_path_factory.mktemp("rolled") / ROOT
    shutil.copytree(starter("weekly"), root)
    for name in DATA:
        head, *rows = (root / name).read_text("utf-8").splitlines(keepends=True)
        (root / name).write_text(head + "".join(row for row in rows if row[:10] <= "2024-04-19"), "utf-8")
    _edit(root, REPORT, "date: 2024-04-26", "date: 2024-04-19")
    return root


@pytest.fixture(scope="module")
def issue(rolled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The next issue: ``report next`` and five more rows in each file, and nothing else."""
    from typer.testing import CliRunner

    from yanbao.app import app

    root = tmp_path_factory.mktemp("issue") / ROOT
    shutil.copytree(rolled, root)
    assert pipeline.check(root, on=date(2024, 4, 19)) == ()
    result = CliRunner().invoke(app, ["next", "weekly", "--project", str(root)])
    assert result.exit_code == 0, result.output
    assert "Nothing is typed for the last issue." in result.output
    for name in DATA:
        grown = (starter("weekly") / name).read_text("utf-8").splitlines()
        assert len(grown) == len((root / name).read_text("utf-8").splitlines()) + 5
        shutil.copy(starter("weekly") / name, root / name)
    (root / LEDGER).write_text(FACT, "utf-8")
    _edit(root, RISKS, RISK, RISK + "一年期LPR为{{ rates.lpr.one }}。")
    return root


def _edit(root: Path, file: str, old: str, new: str) -> int:
    """Replace a text that occurs once, and return the line in which the files then differ first."""
    text = (root / file).read_text("utf-8")
    assert text.count(old) == 1, old
    made = text.replace(old, new)
    (root / file).write_text(made, "utf-8")
    both = zip(text.splitlines(), made.splitlines(), strict=False)
    return next(at for at, (one, other) in enumerate(both, 1) if one != other)


def test_it_is_right_without_another_edit(issue: Path) -> None:
    """What it then says is that of the starter, which ``compose/test_weekly.py`` compares with its data."""
    assert pipeline.check(issue, on=date(2024, 4, 26)) == ()
    made = {path.relative_to(issue).as_posix() for path in issue.rglob("*") if path.is_file()}
    for name in made - {LEDGER, RISKS}:
        assert (issue / name).read_bytes() == (starter("weekly") / name).read_bytes(), name


CHANGE = "{{ change(data.index_daily, 'csi_ai', 'week') | pct(2) | moved }}".replace("'", '"')
BREAKS = {
    "a number of the last issue beside one of this": (
        "last-number",
        SUMMARY,
        '日均{{ mean(data.index_daily, "media_amount", date=period) }}',
        "日均304.9亿元",
    ),
    "the date of a caption": (
        "old-as-of",
        MARKET,
        "与沪深300\n          unit: 相对上年末收盘",
        "与沪深300\n          unit: 截至2024年4月19日，相对上年末收盘",
    ),
    "a change since the start of the year": (
        "last-number",
        SUMMARY,
        '申万传媒年初以来{{ change(data.index_daily, "media", "year") | pct(1) | moved }}',
        "申万传媒年初以来下跌10.9%",
    ),
    "a number of the week before the last issue": (
        "last-number",
        SUMMARY,
        '收于{{ last(data.index_daily, "media") }}点；',
        "收于587.86点；",
    ),
    "a title with an old value": (
        "last-number",
        MARKET,
        'title: 申万传媒收于{{ last(data.index_daily, "media") }}点',
        "title: 申万传媒收于561.51点",
    ),
    "the title of the report": (
        "last-number",
        REPORT,
        '{{ change(data.index_daily, "media", "week") | pct(1) | moved }}',
        "下跌4.5%",
    ),
    "the unit of a caption": (
        "caption-unit",
        MARKET,
        "主题成交金额\n                unit: 亿元",
        "主题成交金额\n                unit: 百万元",
    ),
    "a verb for the old sign": (
        "contradicted-sign",
        SUMMARY,
        f"中证人工智能主题指数{CHANGE}",
        f"中证人工智能主题指数下跌{CHANGE.replace('| pct(2) | moved', '| abs | pct(2)')}",
    ),
    "a condition on the old week": (
        "last-period",
        SUMMARY,
        'when: change(data.index_daily, "csi_ai", "week") > "5%"',
        'when: change(data.index_daily, "csi_ai", "2024-04-12", "2024-04-19") < "5%"',
    ),
    "the first day of a chart": (
        "caption-span",
        MARKET,
        "since: \"{{ earlier(data.index_daily, 'date', 59) }}\"",
        "since: 2024-01-25",
    ),
    "a shaded range": (
        "last-period",
        MARKET,
        '{since: "{{ period.start }}", until: "{{ period.end }}", label: 本期}',
        "{since: 2024-04-15, until: 2024-04-19, label: 本期}",
    ),
    "the date of a table": (
        "old-as-of",
        CATALOG,
        "source: quotes\n  as_of: newest",
        "source: quotes\n  as_of: 2024-04-19",
    ),
    "a fact that is over": ("stale-data", LEDGER, "valid_until: 2024-05-19", "valid_until: 2024-04-21"),
    "the rows of a table": (
        "last-period",
        MARKET,
        'where: {date: "{{ period }}"}\n                columns',
        "where: {date: 2024-04-15..2024-04-21}\n                columns",
    ),
    "a sentence with the last date": (
        "last-period",
        SUMMARY,
        "截至{{ data.index_daily.newest | date }}",
        "截至2024年4月19日",
    ),
    "a verdict that was so last week": (
        "contradicted-verdict",
        SUMMARY,
        '{{ "跑赢" if change(data.index_daily, "media", "week") > change(data.index_daily, "csi300", "week") '
        'else "跑输" }}',
        "跑输",
    ),
    "the number of a card": (
        "last-number",
        SUMMARY,
        """value: '{{ change(data.index_daily, "media", "week") | signed(2) }}'""",
        "value: −4.48%",
    ),
    "what a close is compared with": (
        "last-number",
        MARKET,
        '{{ earlier(data.index_daily, "csi300", "week") }}',
        "3475.84",
    ),
    "the name of the files": ("last-period", REPORT, "weekly-{{ report.date }}", "weekly-2024-04-19"),
    "a heading with the last week": ("last-period", MARKET, 'lead: "{{ period }}，', 'lead: "4月15日至19日，'),
}


@pytest.mark.parametrize("left", BREAKS)
def test_what_is_half_updated_is_found_at_its_line(run: Run, issue: Path, left: str) -> None:
    rule, file, old, new = BREAKS[left]
    kept = (issue / file).read_bytes()
    try:
        line = _edit(issue, file, old, new)
        told = run(issue, "check", "--strict", "--on", "2024-04-26")
    finally:
        (issue / file).write_bytes(kept)
    if file == LEDGER:  # told where it is printed
        file, line = RISKS, 1 + (issue / RISKS).read_text("utf-8").partition("{{")[0].count("\n")
    places = [text for text in told.stdout.splitlines() if text.startswith(f"{file}:{line}:")]
    assert told.exit_code == 1, told.stdout
    assert any(f"[{rule}]" in text for text in places)


def test_a_file_that_was_not_continued_is_found(run: Run, rolled: Path, issue: Path) -> None:
    """The prices end with the week before: each page of a stock would say of this week what was so in the last."""
    stocks = issue / DATA[1]
    kept = stocks.read_bytes()
    line = 1 + (issue / CATALOG).read_text("utf-8").partition("stocks_daily:")[2].partition("as_of")[0].count("\n")
    line += (issue / CATALOG).read_text("utf-8").partition("stocks_daily:")[0].count("\n")
    try:
        shutil.copy(rolled / DATA[1], stocks)
        told = run(issue, "check", "--strict", "--on", "2024-04-26")
    finally:
        stocks.write_bytes(kept)
    assert told.exit_code == 1
    assert f"{CATALOG}:{line}:10: warning[no-new-rows] 'stocks_daily' ends with 2024-04-19" in told.stdout
