"""Datasets of the good project, and what lookups bring into them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import projects
from yanbao.load.project import load_project
from yanbao.model.dataset import Dataset


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return projects.copy("good", tmp_path / "project")


def datasets(root: Path) -> dict[str, Dataset]:
    loaded = load_project(root)
    assert loaded.diagnostics == ()
    return dict(loaded.project.datasets)


def test_csv_in_the_order_of_the_catalog(root: Path) -> None:
    frame = datasets(root)["index_daily"].frame
    assert list(frame.columns) == ["date", "close", "turnover"]
    assert list(frame.index) == [0, 1, 2]
    assert [f"{day:%Y-%m-%d}" for day in frame["date"]] == ["2024-01-02", "2024-01-03", "2024-01-04"]
    assert frame["close"].tolist() == [627.14, 632.2, 626.52]
    assert frame["turnover"].isna().tolist() == [False, False, True]


def test_windows_line_ends_and_a_byte_order_mark_in_csv(root: Path) -> None:
    file = root / "data/tables/events.csv"
    file.write_bytes(b"\xef\xbb\xbf" + '"date",event\r\n2024-01-03,"发布,\r\n更新"\r\n\r\n'.encode())
    assert datasets(root)["events"].frame["event"].tolist() == ["发布,\n更新"]


def test_ledger_table(root: Path) -> None:
    stocks = datasets(root)["gainers"]
    assert stocks.frame["name"].tolist() == ["中视传媒", "华策影视", "000001"]
    assert stocks.frame["cap"].tolist()[:2] == [79, 1152.5]
    assert stocks.frame["ytd"].tolist()[:2] == [0.55, -0.036]
    assert stocks.frame[["cap", "ytd"]].isna().to_numpy()[2].all()
    assert stocks.mark.file == "content/ledger/stocks.yaml"


def test_text_cells_are_as_written(root: Path) -> None:
    (root / "content/ledger/versions.yaml").write_text(
        "versions:\n  source: wind\n  as_of: 2024\n  columns: {v: text}\n  rows: [[1.50], [true], ['x'], [null]]\n"
    )
    assert datasets(root)["versions"].frame["v"].tolist() == ["1.50", "true", "x", None]


def test_types_in_memory(root: Path) -> None:
    frame = datasets(root)["index_daily"].frame
    assert [frame[name].dtype.kind for name in frame] == ["M", "f", "f"]
    assert datasets(root)["gainers"].frame["code"].dtype == object


def test_lookup_brings_cells_unit_and_label(root: Path) -> None:
    picks = datasets(root)["picks"]
    assert picks.frame["cap"].tolist()[0] == 1152.5
    assert picks.frame["cap"].isna().tolist() == [False, True]
    assert picks.spec.columns["cap"].unit == "亿元"
    assert picks.label("cap") == "总市值"


def test_lookup_through_a_lookup(root: Path) -> None:
    (root / "content/ledger/more.yaml").write_text(
        "shown:\n  source: wind\n  as_of: 2024\n"
        "  columns: {code: ticker, cap: {type: number, lookup: picks, label: 市值}}\n"
        "  rows: [[00700.HK], [300133.SZ]]\n"
    )
    shown = datasets(root)["shown"]
    assert shown.frame["cap"].tolist()[1] == 1152.5
    assert shown.label("cap") == "市值"
    assert shown.spec.columns["cap"].unit == "亿元"


def test_a_unit_of_its_own_goes_before_that_of_the_lookup(root: Path) -> None:
    (root / "content/ledger/more.yaml").write_text(
        "shown:\n  source: wind\n  as_of: 2024\n"
        "  columns: {code: ticker, cap: {type: number, lookup: picks, unit: 亿港元}}\n  rows: [[300133.SZ]]\n"
    )
    assert datasets(root)["shown"].spec.columns["cap"].unit == "亿港元"


def test_what_an_editor_leaves_in_the_ledger_is_not_read(root: Path) -> None:
    for name in (".models.yaml", ".#stocks.yaml", "models.yaml~", "models.yaml.bak"):
        (root / "content/ledger" / name).write_text("shown: [", encoding="utf-8")
    assert load_project(root).diagnostics == ()


def test_the_first_day_of_a_month_stands_for_it(root: Path) -> None:
    catalog = root / "data/catalog.yaml"
    catalog.write_text(
        catalog.read_text(encoding="utf-8")
        + "monthly:\n  source: wind\n  as_of: 2024-03\n  file: monthly.csv\n  columns: {m: month, v: number}\n",
        encoding="utf-8",
    )
    table = root / "data/monthly.csv"
    table.write_text("m,v\n2024-01-01,1\n2024/2/1,2\n2024-03,3\n", encoding="utf-8")
    assert [f"{month:%Y-%m}" for month in datasets(root)["monthly"].frame["m"]] == ["2024-01", "2024-02", "2024-03"]
    table.write_text("m,v\n2024-01-02,1\n", encoding="utf-8")
    [told] = load_project(root).diagnostics
    assert (told.rule, told.mark.line) == ("bad-cell", 2)
