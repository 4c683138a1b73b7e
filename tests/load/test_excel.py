"""Tables in Excel files: what is read, and what is refused."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import openpyxl
import pytest

from tests import projects
from tests.load.declaring import texts
from tests.load.excel_files import Cell, Row, error, formula, number, package, xlsx
from yanbao.diagnostics import SetupError
from yanbao.load.project import load_project
from yanbao.model.dataset import ColumnType

COLUMNS = {
    "code": ColumnType.TICKER,
    "name": ColumnType.TEXT,
    "cap": ColumnType.NUMBER,
    "ytd": ColumnType.PERCENT,
    "day": ColumnType.DATE,
    "month": ColumnType.MONTH,
}


def read(data: bytes, sheet: str = "", **columns: ColumnType) -> tuple[list[list[str]], list[str]]:
    """The rows of a sheet, and what is said of it."""
    return texts(data, "x.xlsx", columns or COLUMNS, **({"sheet": sheet} if sheet else {}))


def column(kind: ColumnType, *cells: Cell | str | float | None, counts_from_1904: bool = False) -> list[str]:
    """The texts of a column of a sheet."""
    rows: list[Row] = [["x"], *([cell] for cell in cells)]
    found, problems = read(xlsx({"表": rows}, counts_from_1904=counts_from_1904), x=kind)
    assert problems == []
    return [text for [text] in found]


def test_a_project_reads_a_workbook_as_excel_saves_it(tmp_path: Path) -> None:
    root = projects.copy("good", tmp_path / "project")
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["close", "date", "turnover"])
    sheet.append([627.14, datetime.date(2024, 1, 2), "1,234"])
    sheet.append([0.1 + 0.2, datetime.date(2024, 1, 3), None])
    sheet.append([None, None, None])
    sheet["A3"].number_format = "0.00"
    book.save(root / "data/index.xlsx")
    catalog = root / "data/catalog.yaml"
    catalog.write_text(catalog.read_text().replace("index_daily.csv", "index.xlsx"))
    loaded = load_project(root)
    assert loaded.diagnostics == ()
    frame = loaded.project.datasets["index_daily"].frame
    assert frame["close"].tolist() == [627.14, 0.3]
    assert [f"{day:%Y-%m-%d}" for day in frame["date"]] == ["2024-01-02", "2024-01-03"]
    assert frame["turnover"].tolist()[0] == 1234
    assert frame["turnover"].isna().tolist() == [False, True]
    assert loaded.project.datasets["index_daily"].place(1, "close")[0].line == 3


def test_numbers() -> None:
    cells = (79, number("0.30000000000000004"), number("1E+20"), number("-3.5", "#,##0.00"), "1,234", formula("A1", 7))
    assert column(ColumnType.NUMBER, *cells) == ["79", "0.3", "1e+20", "-3.5", "1,234", "7"]


def test_percentages_are_numbers_in_cells_that_show_them_so() -> None:
    cells = (number("0.55", 9), number("0.5512", "0.0%;[Red]-0.0%"), number("-0.07", "0%"), "12%", number("12.5", "0%"))
    assert column(ColumnType.PERCENT, *cells) == ["55%", "55.12%", "-7%", "12%", "1250%"]
    assert column(ColumnType.PERCENT, 0.55, number("55", '0"%"')) == ["0.55", "55"]  # refused as in CSV


def test_dates() -> None:
    cells = (number(45408, 14), number(45408, 31), number(45408, 'yyyy"年"m"月"d"日";@'), 45408, 20240426, "2024-04-26")
    assert column(ColumnType.DATE, *cells) == [*["2024-04-26"] * 4, "20240426", "2024-04-26"]
    assert column(ColumnType.DATE, number(43946, 14), 43946, counts_from_1904=True) == ["2024-04-26"] * 2
    assert column(ColumnType.DATE, Cell("<v>2024-04-26T00:00:00</v>", "d")) == ["2024-04-26"]
    assert column(ColumnType.DATE, Cell("<v>2024-04-26T00:00:01</v>", "d")) == ["2024-04-26 00:00:01"]
    assert column(ColumnType.DATE, number(45408.625, 14), number(0.5, 20)) == ["2024-04-26 15:00:00", "12:00:00"]
    assert column(ColumnType.DATE, number(-5, 14), 2024) == ["-5", "2024"]


def test_a_number_is_a_day_up_to_the_end_of_the_century() -> None:
    assert column(ColumnType.DATE, 73050, 73051, 18264, 18263) == ["2099-12-31", "73051", "1950-01-01", "18263"]


def test_months() -> None:
    cells = (number(45383, 14), number(45412, 57), number(45412, "yyyy/mm"), number(45412, 14), 45383, "2024-04")
    assert column(ColumnType.MONTH, *cells) == ["2024-04"] * 3 + ["2024-04-30", "2024-04", "2024-04"]


def test_text_is_what_excel_shows() -> None:
    cells = ("甲", number(1, "000000"), 5, number(45408, 14), number("0.55", 9), Cell("<v>1</v>", "b"), "100％")
    assert column(ColumnType.TEXT, *cells) == ["甲", "000001", "5", "2024-04-26", "55%", "TRUE", "100％"]
    rich = Cell("<is><r><t>华</t></r><r><t>策</t></r><rPh sb='0' eb='1'><t>x</t></rPh></is>", "inlineStr")
    assert column(ColumnType.TEXT, rich, formula('A1&"x"', "甲x", "str")) == ["华策", "甲x"]


def test_what_cannot_be_a_value_reaches_the_checks_of_cells() -> None:
    cells = (error("#N/A"), formula("B2/C2"), formula("SUM(A1:A2)", ""), Cell('<f t="shared" si="0"/>'))
    assert column(ColumnType.NUMBER, *cells) == ["#N/A", "=B2/C2", "=SUM(A1:A2)", "=…"]
    assert column(ColumnType.NUMBER, "甲", formula('""', "", "str"), 1) == ["甲", "1"]  # a row of nothing is left out


HEAD: Row = ["code", "name", "cap", "ytd", "day", "month"]


def test_the_header_is_the_first_row_with_cells_and_its_columns_may_have_gaps() -> None:
    rows: list[Row] = [[], [None, "b", None, "a"], [], [None, 1, None, 2]]
    assert read(xlsx({"表": rows}), b=ColumnType.NUMBER, a=ColumnType.NUMBER) == ([["1", "2"]], [])


def test_wrong_headers() -> None:
    rows: list[Row] = [["code", "nmae", "cap", "cap", "day", "备注"]]
    _, said = read(xlsx({"表": rows}))
    assert said == [
        "1:1 bad-header: column 'ytd' of the catalog is missing []",
        "1:1 bad-header: column 'month' of the catalog is missing []",
        "1:2 bad-header: column 'nmae' is not declared in the catalog [did you mean 'name'?]",
        "1:4 bad-header: column 'cap' is there twice [declare which by its number, such as `from: 3`]",
        "1:6 bad-header: column '备注' is not declared in the catalog "
        "[to leave it out, declare `read: {columns: declared}`]",
    ]
    assert read(xlsx({"表": []})) == (
        [],
        ["1:1 bad-header: sheet '表': it is empty [write code, name, cap, ytd, day, month]"],
    )


def test_cells_beside_the_table() -> None:
    _, said = read(xlsx({"表": [["x"], [1], [2, "来源：Wind"]]}), x=ColumnType.NUMBER)
    assert said == [
        "3:2 bad-row: sheet '表', cell B3: no column of the header is above it "
        "[name the column, keep remarks elsewhere, or declare `read: {columns: declared}`]"
    ]


def test_merged_cells() -> None:
    _, said = read(xlsx({"表": [["x"], ["游戏"], [None]]}, merged=["A2:A3"]), x=ColumnType.TEXT)
    assert said == ["2:1 bad-row: sheet '表': the cells A2:A3 are merged [unmerge them, and write the value into each]"]


def test_sheets() -> None:
    data = xlsx({"说明": [["y"]], "行情": [["x"], [1]]}, hidden=["行情"])
    assert read(data, "行情", x=ColumnType.NUMBER) == ([["1"]], [])
    _, said = read(data, "行清", x=ColumnType.NUMBER)
    assert said == ["7:10 wrong-value: no sheet '行清' in data/x.xlsx [there is 说明, 行情]"]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
GOOD = xlsx({"表": [["x"], [1]]})
ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'


def sheet_with(text: str) -> bytes:
    return xlsx({"表": [["x"], [1]]}, extra={"xl/worksheets/sheet1.xml": text})


@pytest.mark.parametrize(
    ("data", "rule", "message"),
    [
        (b"", "bad-encoding", "damaged, or no Excel file"),
        (b"x,y\n1,2\n", "bad-encoding", "damaged, or no Excel file"),
        (GOOD[: len(GOOD) // 2], "bad-encoding", "damaged, or no Excel file"),
        (package({"word/document.xml": "<x/>"}), "bad-encoding", "damaged, or no Excel file"),
        (sheet_with("<worksheet><sheetData>"), "bad-encoding", "damaged, or no Excel file"),
        (OLE, "bad-encoding", "an old Excel file"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "bad-encoding", "protected by a password"),
        (sheet_with(ENTITIES + "<x>&a;&b;</x>"), "bad-encoding", "defines entities"),
        (package({"x.xml": (ENTITIES + "<x>&a;</x>").encode("utf-16")}), "bad-encoding", "defines entities"),
        (sheet_with("<x>" + " " * 30_000_000 + "</x>"), "too-large", "packed as no Excel file is"),
        (package({f"{n}.xml": "" for n in range(5001)}), "too-large", "packed as no Excel file is"),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else "",
)
def test_files_that_are_refused(data: bytes, rule: str, message: str) -> None:
    rows, [said] = read(data)
    assert rows == []
    assert rule in said
    assert message in said


def test_too_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yanbao.load.bodies.MAX_ROWS", 2)
    assert read(xlsx({"表": [["x"], [1], [2]]}), x=ColumnType.NUMBER) == ([["1"], ["2"]], [])
    _, [said] = read(xlsx({"表": [["x"], [1], [2], [3]]}), x=ColumnType.NUMBER)
    assert said.startswith("4:1 too-large: sheet '表': there are more than 2 rows")


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    monkeypatch.delitem(sys.modules, "yanbao.load.excel_cells")
    for name in [name for name in sys.modules if name.startswith("openpyxl.")]:
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(SetupError, match="reading Excel files needs openpyxl") as raised:
        read(GOOD)
    assert raised.value.remedy == "pip install 'yanbao[excel]'"
