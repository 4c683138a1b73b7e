"""Several reports from one pattern: ``for_each`` and ``file`` in report.yaml."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import WriteProject
from yanbao import api
from yanbao.diagnostics import ContentError
from yanbao.pipeline import silent
from yanbao.pipeline.gathering import Gathered, gather

REPORT = """\
title: "{{ stock }}：年初至今{{ stock.ytd | moved }}"
kind: 公司点评
industry: "{{ stock.theme }}"
rating: "{{ '买入' if stock.ytd > 0 else '减持' }}"
date: 2024-04-26
period: week
institution: 示例证券研究所
params: {level: 强}
file: "{{ stock.code }}-{{ report.date }}"
for_each: {as: stock, data: stocks}
outline: [note.yaml]
"""
NOTE = """\
section: 点评
numbered: false
pages:
  - title: "{{ stock }}"
    blocks:
      - text: 收于{{ last(data.daily, "close", code=stock.code) }}，市值{{ stock.cap }}，信号{{ params.level }}。
      - chart:
          {type: line, title: "{{ stock }}走势", data: daily, x: date, series: close, where: {code: "{{ stock.code }}"}}
"""
CATALOG = """\
stocks:
  source: google
  as_of: 2024-04-26
  file: stocks.csv
  columns:
    code: {type: ticker, label: 代码}
    name: {type: text, label: 简称}
    theme: {type: text, label: 主题}
    cap: {type: number, unit: 亿元, label: 市值}
    ytd: {type: percent, label: 涨幅}
daily:
  source: google
  as_of: newest
  file: daily.csv
  columns: {date: {type: date, label: 日期}, code: ticker, close: {type: number, unit: 元, label: 收盘}}
"""
STOCKS = "code,name,theme,cap,ytd\n600519.SH,贵州茅台,白酒,20000,-2%\n300133.SZ,华策影视,影视,152,36%\n"
DAILY = (
    "date,code,close\n2024-04-25,600519.SH,1700\n2024-04-25,300133.SZ,8\n2024-04-26,600519.SH,1710\n"
    "2024-04-26,300133.SZ,8.5\n2024-04-29,600519.SH,1\n2024-04-29,300133.SZ,1\n"
)
Make = Callable[..., Path]


@pytest.fixture
def make(write_project: WriteProject) -> Make:
    def project(stocks: str = STOCKS, report: str = REPORT, **files: str) -> Path:
        return write_project(
            {
                "content/demo/report.yaml": report,
                "content/demo/intro.yaml": "",
                "content/demo/note.yaml": NOTE,
                "data/catalog.yaml": CATALOG,
                "data/stocks.csv": stocks,
                "data/daily.csv": DAILY,
                **files,
            }
        )

    return project


def names(gathered: Gathered) -> list[str]:
    return [item.report.slug for item in gathered.composed]


def texts(gathered: Gathered, at: int) -> list[str]:
    return [passage.text for passage in gathered.composed[at].manuscript.passages]


def told(gathered: Gathered) -> list[str]:
    return [f"{one.mark.file}:{one.mark.line} {one.message}" for one in gathered.problems.all]


def test_a_report_for_each_row(make: Make) -> None:
    gathered = gather(make(), (), silent)
    assert told(gathered) == []
    assert names(gathered) == ["600519.SH-2024-04-26", "300133.SZ-2024-04-26"]
    assert texts(gathered, 0)[0] == "贵州茅台：年初至今下跌2%"
    assert "收于1710元，市值20000亿元，信号强。" in texts(gathered, 0)
    assert "收于8.5元，市值152亿元，信号强。" in texts(gathered, 1)
    heads = [item.document.masthead for item in gathered.composed]
    assert [(head.industry, head.rating) for head in heads] == [("白酒", "减持"), ("影视", "买入")]
    [figure] = gathered.composed[1].manuscript.figures
    assert figure.plot is not None
    assert figure.plot.series[0].values == (8.0, 8.5)
    assert {"data.stocks", "data.daily"} <= {use.path for use in gathered.composed[0].uses}


def test_one_of_them_by_its_name(make: Make) -> None:
    root = make()
    assert names(gather(root, ("300133.SZ-2024-04-26",), silent)) == ["300133.SZ-2024-04-26"]
    assert len(names(gather(root, ("demo",), silent))) == 2
    [found] = told(gather(root, ("300133.SZ-2024-04-27",), silent))
    assert "no report '300133.SZ-2024-04-27'" in found
    assert names(gather(root, (), silent, given={"level": "弱"}))[0] == "600519.SH-2024-04-26"
    assert any("信号弱" in text for text in texts(gather(root, (), silent, given={"level": "弱"}), 1))


def test_entities_of_a_list(make: Make) -> None:
    companies = "".join(
        f"{key}: {{name: {name}, source: google, as_of: 2024, code: {code}}}\n"
        for key, name, code in (("a", "甲", "x1"), ("b", "乙", "x2"))
    )
    report = REPORT.replace("{as: stock, data: stocks}", "{as: firm, entities: [companies.a, companies.b]}")
    report = report.replace("stock.code", "firm.code").replace(
        "{{ stock }}：年初至今{{ stock.ytd | moved }}", "{{ firm }}"
    )
    report = report.replace("{{ '买入' if stock.ytd > 0 else '减持' }}", "未评级").replace("{{ stock.theme }}", "传媒")
    page = "section: 一\npages:\n  - title: '{{ firm }}'\n    blocks: [{text: '代码{{ firm.code }}'}]\n"
    files = {"content/ledger/companies.yaml": companies, "content/demo/note.yaml": page}
    gathered = gather(make(report=report, **files), (), silent)
    assert told(gathered) == []
    assert names(gathered) == ["x1-2024-04-26", "x2-2024-04-26"]
    assert "代码x2" in texts(gathered, 1)


def test_a_broken_row_fails_alone(make: Make) -> None:
    root = make(STOCKS + "000001.SZ,平安银行,银行,2000,1%\n")
    gathered = gather(root, (), silent)
    assert gathered.problems.failed(strict=False) == {"000001.SZ-2024-04-26"}
    assert all(message.endswith("(in 000001.SZ-2024-04-26)") for message in told(gathered))
    result = api.build(root, formats="html", cache=False)
    assert result.is_partial
    assert sorted(file.name for file in (root / "build").iterdir()) == [
        "300133.SZ-2024-04-26.html",
        "600519.SH-2024-04-26.html",
    ]
    assert any("no row of 'daily' has '000001.SZ'" in one.message for one in result.diagnostics)


def test_what_is_wrong_in_all_of_them_is_told_once(make: Make) -> None:
    root = make(**{"content/demo/note.yaml": NOTE.replace("params.level", "params.levle")})
    assert told(gather(root, (), silent)) == ["content/demo/note.yaml:6 no name 'params.levle'"]
    with pytest.raises(ContentError) as error:
        api.build(root, formats="html", cache=False)
    assert "params.levle" in str(error.value)
    assert not (root / "build").exists()


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("{{ stock.name }}/{{ stock.code }}", "'贵州茅台/600519.SH' for 贵州茅台 has a path separator in it"),
        ("{{ stock.name }}\\\\x", "has a path separator in it"),
        ("..{{ stock.code }}", "'..600519.SH' for 贵州茅台 is no name for a file"),
        ("{{ stock.code }}:*?", "is no name for a file"),
        ("con.{{ stock.code }}", "is no name for a file"),
        ("{{ stock.code }}.", "is no name for a file"),
        (f"{{{{ stock.code }}}}{'长' * 80}", "is too long for the name of a file"),
        ("note-{{ report.date }}", "'note-2024-04-26' for 华策影视 is the name of the report for 贵州茅台, too"),
        ("{{ stock.cod }}", "no name 'data.stocks.cod'"),
    ],
)
def test_names_that_no_file_can_have(make: Make, pattern: str, message: str) -> None:
    found = told(gather(make(report=REPORT.replace("{{ stock.code }}-{{ report.date }}", pattern)), (), silent))
    assert any(message in one for one in found), found
    assert all(one.startswith("content/demo/report.yaml:9 ") for one in found)


def test_an_odd_name_is_refused_and_the_others_are_made(make: Make) -> None:
    report = REPORT.replace("stock.code", "stock.name")
    gathered = gather(make(STOCKS.replace("华策影视", "华策/影视"), report), (), silent)
    assert names(gathered) == ["贵州茅台-2024-04-26"]
    [found] = told(gathered)
    assert "'华策/影视-2024-04-26' for 华策/影视 has a path separator in it" in found


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("data: stocks}", "data: stock}", "no dataset 'stock'"),
        ("data: stocks}", "data: stocks, where: {theme: 银行}}", "no row of 'stocks' has '银行'"),
        ("data: stocks}", "data: stocks, sort: ydt}", "has no column 'ydt'"),
        ("data: stocks}", "data: stocks, where: {cap: '> 99999'}}", "no row of 'stocks' has '> 99999'"),
        ("data: stocks}", "data: stocks, where: {theme: '{{ params.level }}'}}", "no row of 'stocks' has '强'"),
        ("data: stocks}", "data: stocks, where: {theme: '{{ params.no }}'}}", "no name 'params.no'"),
        ('file: "{{ stock.code }}-{{ report.date }}"\n', "", "name their files by an expression"),
        ('"{{ stock.code }}-{{ report.date }}"', "note", "name their files by an expression"),
    ],
)
def test_patterns_that_make_nothing(make: Make, old: str, new: str, message: str) -> None:
    gathered = gather(make(report=REPORT.replace(old, new)), (), silent)
    assert names(gathered) == [] or not gathered.is_loaded  # it is reviewed, and cannot be published
    assert any(message in one for one in told(gathered)), told(gathered)


def test_a_single_report_may_have_its_date_in_its_name(make: Make) -> None:
    report = "title: 周报\nkind: 周报\ndate: 2024-04-26\ninstitution: 示例\noutline: [note.yaml]\nfile: %s\n"
    page = "section: 一\npages:\n  - title: 一\n    blocks: [{text: 一}]\n"
    files = {"content/demo/note.yaml": page}
    assert names(gather(make(report=report % '"weekly-{{ report.date }}"', **files), ("demo",), silent)) == [
        "weekly-2024-04-26"
    ]
    assert names(gather(make(report=report % "周报（传媒）", **files), (), silent)) == ["周报（传媒）"]
    other = {**files, "content/other/report.yaml": report % "weekly", "content/other/note.yaml": page}
    root = make(report=report % "Weekly", **other)
    clash = [
        "content/demo/report.yaml:6 'weekly' is the name of a report of content/other/report.yaml, too",
        "content/other/report.yaml:6 'weekly' is the name of a report of content/demo/report.yaml, too",
    ]
    assert sorted(told(gather(root, (), silent))) == clash
    assert [one.lower() for one in sorted(told(gather(root, ("demo",), silent)))] == clash
    assert [one.lower() for one in sorted(told(gather(root, ("other",), silent)))] == clash
    assert len(gather(root, ("demo",), silent).composed) == 1
    for force in (False, True):  # never into one file
        with pytest.raises(ContentError, match="is the name of a report of"):
            api.build(root, force=force)


def test_that_two_reports_have_one_name_hides_nothing_else(make: Make) -> None:
    report = "title: 周报\nkind: 周报\ndate: 2024-04-26\ninstitution: 示例\noutline: [note.yaml]\nfile: weekly\n"
    page = "section: 一\npages:\n  - title: 一\n    blocks: [{text: '%s'}]\n"
    files = {"content/demo/note.yaml": page % "一", "content/other/note.yaml": page % "{{ lst(data.stocks) }}"}
    found = told(gather(make(report=report, **files, **{"content/other/report.yaml": report}), (), silent))
    assert any("lst" in one for one in found), found


def test_notes_of_two_patterns_have_names_of_their_own(make: Make) -> None:
    page = "section: 一\npages:\n  - title: 一\n    blocks: [{text: 一}]\n"
    other = {"content/other/report.yaml": REPORT}
    root = make(**other, **{"content/other/note.yaml": page})
    found = [one for one in told(gather(root, ("demo",), silent)) if "is the name of a report of" in one]
    assert len(found) == 2, found


def test_reports_of_a_pattern_are_bounded(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yanbao.compose.editions.MOST", 1)
    [found] = told(gather(make(), (), silent))
    assert "1 reports are the most that can be made from one" in found
