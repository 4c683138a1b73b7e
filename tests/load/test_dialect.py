"""Files of others as they come: what is wrong with them is told once, with the declaration that settles it."""

from __future__ import annotations

import gzip
import io
from typing import Any
from zipfile import ZipFile

import pyarrow as pa
import pytest
from pyarrow import parquet

from tests.load.declaring import declared, frame
from tests.load.excel_files import Cell, Row, number, package, xlsx
from yanbao.load import bodies
from yanbao.load.cells import CellError, read_cell
from yanbao.load.findings import Findings
from yanbao.load.lookups import _ticker
from yanbao.model.dataset import ColumnType

QUOTES = "代码,名称,日期,收盘价\n000016.SH,上证50,2004-01-02,1011.35\n000016.SH,上证50,2004-01-05,1060.8\n"
COLUMNS = {"代码": "security", "名称": "text", "日期": "date", "收盘价": "number"}
TEXTS = COLUMNS | {"代码": "text"}
FOOTER = "if the table ends above it, declare `read: {footer: 数据来源}`; for what is missing, write -"


def told(text: str | bytes, columns: dict[str, Any], file: str = "x.csv", **more: object) -> list[str]:
    read, said = frame(text if isinstance(text, bytes) else text.encode(), file, columns, **more)
    assert bool(said) != bool(read)
    return said


@pytest.mark.parametrize("columns", [COLUMNS, TEXTS])
def test_a_footer_is_no_row(columns: dict[str, Any]) -> None:
    assert told(f"{QUOTES}数据来源：Wind,,,\n", columns) == [
        f"4:1 bad-row: row 3 has 1 cell of 4: '数据来源：Wind' [{FOOTER}]"
    ]
    assert told(f"{QUOTES}数据来源：Wind\n", columns) == [
        "4:1 bad-row: row 3 has 1 cell for 4 columns [if the table ends above, declare `read: {footer: 数据来源}`]"
    ]
    for words in ("以上为初步数据", "数据来源：Wind,2024"):  # a single cell, or the words of a footer
        [said] = told(f"{QUOTES}{words}\n", columns)
        assert "if the table ends above, declare `read: {footer: " in said
    assert told(f"{QUOTES}数据来源：,Wind,,\n", columns) == [
        f"4:1 bad-row: row 3 has 2 cells of 4: '数据来源：' [{FOOTER}]"
    ]


def test_a_footer_in_a_sheet() -> None:
    rows: list[Row] = [list(line.split(",")) for line in QUOTES.splitlines()]
    [said] = told(xlsx({"f": [*rows, ["数据来源：Wind"]]}), TEXTS, "x.xlsx")
    assert said == f"4:1 bad-row: sheet 'f': row 4 has 1 cell of 4: '数据来源：Wind' [{FOOTER}]"
    read, said_now = frame(xlsx({"f": [*rows, ["数据来源：Wind"]]}), "x.xlsx", TEXTS, read={"footer": "数据来源"})
    assert (len(read["代码"]), said_now) == (2, [])


def test_a_line_of_spaces_is_a_bad_row() -> None:
    assert told(f"{QUOTES}  \n", COLUMNS) == ["4:1 bad-row: row 3 has 1 cell for 4 columns []"]


def test_a_row_of_missing_values_is_a_row() -> None:
    read, said = frame(
        b"date,a,b,c\n2024-01-02,,,\n2024-01-03,1,2,3\n", "x.csv", dict.fromkeys("abc", "number") | {"date": "date"}
    )
    assert said == []
    assert read["a"] == [None, 1.0]
    assert frame("name,a\n甲,\n乙,1\n".encode(), "x.csv", {"name": "text", "a": "number"})[1] == []


def test_a_note_below_two_columns() -> None:
    assert told("name,a\n甲,1\n数据来源：Wind,\n", {"name": "text", "a": "number"}) == [
        f"3:1 bad-row: row 2 has 1 cell of 2: '数据来源：Wind' [{FOOTER}]"
    ]


def test_marks_of_footnotes() -> None:
    said = told(
        "name,revenue,growth\n甲,12.3²,5.1%\n乙,45.6,3①%\n", {"name": "text", "revenue": "number", "growth": "percent"}
    )
    assert [line.partition(" [")[0] for line in said] == [
        "2:3 bad-cell: row 1, column 'revenue': the small or circled digit '²' in '12.3²'",
        "3:8 bad-cell: row 2, column 'growth': the small or circled digit '①' in '3①%'",
    ]
    read, said = frame("a,b\n１２．３,４％\n".encode(), "x.csv", {"a": "number", "b": "percent"})
    assert (read, said) == ({"a": [12.3], "b": [0.04]}, [])


def test_rows_about_the_columns_are_told_once() -> None:
    text = "指标,m2\n频率,月\n单位,亿元\n指标ID,M0001384\n来源,央行\n1985-12-31,5198.9\n1986-12-31,6720.9\n"
    assert told(text, {"指标": "date", "m2": "number"}) == [
        "2:1 bad-row: rows 1 to 4 hold no values of the declared types "
        "[if they are about the columns, declare `read: {skip: 4}`]"
    ]


@pytest.mark.parametrize(
    ("text", "last", "said"),
    [
        ("2024-01-02,1\n2024-01-03,2\n初步,数据\n以上,如此\n", "number", "4:1 bad-row: the last 2 rows hold no values"),
        ("单位,元\n频率,月\n1,甲\n2,乙\n", "text", "2:1 bad-row: rows 1 to 2 hold no values"),
        ("单位,元\n1,甲\n2,乙\n", "text", "2:1 bad-cell: row 1, column 'a': expected a number, found '单位'"),
    ],
)
def test_rows_at_either_end_are_told_together(text: str, last: str, said: str) -> None:
    first = "date" if last == "number" else "number"
    [found] = told(f"a,b\n{text}", {"a": first, "b": last})
    assert found.startswith(said)


def test_a_long_cell_is_shortened() -> None:
    said = told(f"a\n{'x' * 30}\n{'y' * 31}\n", {"a": "number"})
    assert [line.partition("found ")[2] for line in said] == [f"'{'x' * 30}' []", f"'{'y' * 30}…' []"]


def test_a_broken_first_row_is_told_by_its_cells() -> None:
    said = told("date,a\n2024-01-0x,1x\n2024-01-03,2\n", {"date": "date", "a": "number"})
    assert [line.split()[1] for line in said] == ["bad-cell:", "bad-cell:"]


def test_what_a_declaration_settles_is_told_once_a_column() -> None:
    text = "code,chg\n000004,4.52\n000005,-1.2\n000006,0.3\n"
    said = told(text, {"code": "ticker", "chg": "percent"})
    assert said == [
        "2:1 bad-cell: row 1, column 'code': '000004' is not a ticker such as 600088.SH (and 2 more of this column) "
        "[write 000004.SZ, or declare the column's market, such as `market: cn`]",
        "2:8 bad-cell: row 1, column 'chg': expected a percentage with its sign, found '4.52' "
        "(and 2 more of this column) "
        "[declare the column `cells: points` if this is 4.52%, or `cells: ratio` if it is 452%]",
    ]


@pytest.mark.parametrize("cells", [None, "ratio", "points"])
def test_numbers_of_a_percent_column_in_parquet(cells: str | None) -> None:
    sink = pa.BufferOutputStream()
    parquet.write_table(pa.table({"chg": [-2.0921, 0.5, -0.3]}), sink)
    column = {"type": "percent"} | ({"cells": cells} if cells else {})
    read, said = frame(bytes(sink.getvalue()), "x.parquet", {"chg": column})
    if cells is None:
        assert [line.partition(" [")[2] for line in said] == [
            "declare the column `cells: points` if this is -2.0921%, or `cells: ratio` if it is -209.21%]"
        ]
    else:
        assert read["chg"] == ([-2.0921, 0.5, -0.3] if cells == "ratio" else [-0.020921, 0.005, -0.003])


@pytest.mark.parametrize("unit", ["%", "％"])
def test_numbers_in_percent_are_percentages(unit: str) -> None:
    """Everywhere, also in prose: 4.07 with the unit % is never 407%."""
    column = {"type": "number", "unit": unit, "range": [0, 10]}
    read, said = frame(b"dgs10\n4.07\n0.5%\n", "x.csv", {"dgs10": column})
    assert said == []
    assert read["dgs10"] == [0.0407, 0.005]
    _, said = frame(b"dgs10\n14.07\n", "x.csv", {"dgs10": column})
    assert len(said) == 1
    item = declared("x.csv", {"dgs10": column}, Findings())
    assert item is not None
    assert item.spec.columns["dgs10"].type == "percent"


@pytest.mark.parametrize(
    "code", ["000016.SH", "000001.SH", "000300.SH", "881001.WI", "2330.TW", "000001.OF", "600088.SZ"]
)
def test_a_code_keeps_its_market(code: str) -> None:
    [said] = told(f"code\n{code}\n", {"code": "ticker"})
    assert "declare the column as 'security'" in said
    assert "write" not in said
    assert frame(f"code\n{code}\n".encode(), "x.csv", {"code": "security"})[0] == {"code": [code]}


def hidden(rows: int, which: set[int]) -> bytes:
    rows_of_sheet = []
    for at in range(2, rows + 2):
        state = ' hidden="1"' if at in which else ""
        rows_of_sheet.append(f'<row r="{at}"{state}><c r="A{at}"><v>{at}</v></c></row>')
    sheet = "".join(rows_of_sheet)
    head = '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>'
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    text = f'<worksheet xmlns="{main}"><sheetData>{head}{sheet}</sheetData></worksheet>'
    return xlsx({"表": [["a"]]}, extra={"xl/worksheets/sheet1.xml": text})


def test_hidden_rows() -> None:
    data = hidden(4, {3, 5})
    assert told(data, {"a": "number"}, "x.xlsx") == [
        "3:1 bad-row: sheet '表': 2 rows of the table are hidden or filtered out, first row 3 "
        "[declare `read: {hidden: leave}` to leave them out, or `read: {hidden: keep}` to keep them]"
    ]
    assert frame(data, "x.xlsx", {"a": "number"}, read={"hidden": "leave"})[0] == {"a": [2.0, 4.0]}
    assert frame(data, "x.xlsx", {"a": "number"}, read={"hidden": "keep"})[0] == {"a": [2.0, 3.0, 4.0, 5.0]}


def test_styles_without_names() -> None:
    """As terminals write them: they are of no interest, and the library stumbles over them."""
    data = xlsx({"f": [["date", "a"], [number(38352, 14), 1000]]})
    with ZipFile(io.BytesIO(data)) as made:
        styles = made.read("xl/styles.xml").decode()
    styles = styles.replace("</styleSheet>", '<cellStyles count="1"><cellStyle xfId="0"/></cellStyles></styleSheet>')
    data = xlsx({"f": [["date", "a"], [number(38352, 14), 1000]]}, extra={"xl/styles.xml": styles})
    assert frame(data, "x.xlsx", {"date": "date", "a": "number"}) == ({"date": ["2004-12-31"], "a": [1000.0]}, [])


def test_strict_open_xml() -> None:
    with ZipFile(io.BytesIO(xlsx({"f": [["a"], [1]]}))) as usual:
        parts = {name: usual.read(name).decode() for name in usual.namelist()}
    strict = {
        name: text.replace(
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main"
        ).replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/", "http://purl.oclc.org/ooxml/officeDocument/"
        )
        for name, text in parts.items()
    }
    assert frame(package(strict), "x.xlsx", {"a": "number"}) == ({"a": [1.0]}, [])


def test_findings_of_a_head_are_limited() -> None:
    wide = "date," + ",".join(f"{code:06}.SZ" for code in range(1, 60)) + "\n"
    said = told(wide, {"date": "date", "code": "ticker", "cap": "number"})
    assert len(said) == 6
    assert "the head has 61 faults; 56 are not listed" in said[-1]
    assert "`long: {names: …, values: …}`" in said[-1]


def test_encodings_are_named() -> None:
    columns = {"名称": "text", "a": "number"}
    chinese = "名称,a\n中国人民银行的货币供应量,1\n"
    [said] = told(chinese.encode("gb18030"), columns)
    assert "probably GB18030 [declare `read: {encoding: gb18030}`]" in said
    [said] = told("名稱,a\n台灣積體電路製造股份有限公司,1\n".encode("big5"), {"名稱": "text", "a": "number"})
    assert "probably Big5 [declare `read: {encoding: big5}`]" in said
    assert frame(chinese.encode("utf-16"), "x.csv", columns)[0]["a"] == [1.0]
    [said] = told(chinese.encode("gb18030"), columns, read={"encoding": "big5"})
    assert "is not big5, as declared" in said
    [said] = told(b"a,b\n1,2\xe9", {"a": "number", "b": "number"})
    assert "is not UTF-8 [save it as UTF-8, or declare its encoding]" in said


def test_separators_are_named() -> None:
    for sign, word in {"\t": "tab", ";": "semicolon", "|": "pipe"}.items():
        [said] = told(f"a{sign}b\n1{sign}2\n", {"a": "number", "b": "number"})
        assert f"declare `read: {{separator: {word}}}`" in said
        more = {"read": {"separator": word}}
        assert frame(f"a{sign}b\n1{sign}2\n".encode(), "x.csv", {"a": "number", "b": "number"}, **more)[1] == []


def test_a_comma_where_it_may_be_the_decimal_sign() -> None:
    [said] = told("a;b\n1;1,234\n", {"a": "number", "b": "number"}, read={"separator": "semicolon"})
    assert "declare `read: {decimal: comma}` or `read: {decimal: point}`" in said
    for decimal, value in {"comma": 1.234, "point": 1234.0}.items():
        more = {"read": {"separator": "semicolon", "decimal": decimal}}
        assert frame(b"a;b\n1;1,234\n", "x.csv", {"a": "number", "b": "number"}, **more)[0]["b"] == [value]
    more = {"read": {"separator": "semicolon", "decimal": "comma"}}
    assert frame(b"a;b\n1;1.234\n", "x.csv", {"a": "number", "b": "number"}, **more)[0]["b"] == [1234.0]


def test_text_that_calls_itself_a_workbook() -> None:
    [said] = told(
        "时间\t开盘\t\n2005-01-04,二\t995.34\t\n".encode("gb18030"), {"时间": "date", "开盘": "number"}, "t.xls"
    )
    assert "this .xls file is text in GB18030, with tabs between columns" in said
    assert "declare `read: {encoding: gb18030, separator: tab}`" in said
    [said] = told(b"<html><table></table></html>", {"a": "text"}, "t.xls")
    assert "a web page, not an Excel file [open it in Excel, and save it as .xlsx]" in said


def test_heads_that_are_elsewhere() -> None:
    columns = {"a": "number", "b": "number"}
    assert "declare `read: {head: 3}`" in told("title\n\na,b\n1,2\n", columns)[0]
    assert "declare `read: {head: none}`" in told("1,2\n3,4\n", columns)[0]
    assert "declare `from: 1`" in told(",b\n1,2\n", columns)[0]


def test_columns_beside_the_declared_ones() -> None:
    columns = {"a": "number"}
    assert "declare `read: {columns: declared}`" in told(",a,b\n0,1,2\n", columns)[0]
    assert "no column of the header is above it" in told(",a\n0,1\n", columns)[0]
    assert frame(b",a,b\n0,1,2\n", "x.csv", columns, read={"columns": "declared"})[0] == {"a": [1.0]}
    assert frame(b"a,b,\n1,2,\n", "x.csv", {"a": "number", "b": "number"})[1] == []


def test_keys_and_ranges() -> None:
    text = "code,date,chg\n600519.SH,2024-01-02,5%\n600519.SH,2024-01-02,50%\n"
    columns = {"code": "ticker", "date": "date", "chg": {"type": "percent", "range": ["-30%", "30%"]}}
    said = told(text, columns, key=["code", "date"])
    assert said == [
        "3:22 bad-cell: row 2, column 'chg': the value is outside of the declared range, -30% … 30% "
        "[mend the value, or its unit, or the range]",
        "3:11 bad-row: row 2, column 'date': the row of 600519.SH, 2024-01-02 is there twice, first in line 2 "
        "[delete one, or declare what else tells them apart in 'key']",
    ]


@pytest.mark.parametrize(
    ("columns", "more", "message"),
    [
        ({"a": {"type": "text", "cells": "points"}}, {}, "a column of type 'text' has no 'cells'"),
        ({"a": {"type": "number", "cells": "ratio"}}, {}, "'ratio' says how percentages are written"),
        ({"a": {"type": "number", "cells": "units"}}, {}, "declare its unit"),
        ({"a": {"type": "date", "zone": "Mars/Olympus"}}, {}, "no time zone 'Mars/Olympus'"),
        ({"a": {"type": "number", "range": ["x", 1]}}, {}, "expected a number, found 'x'"),
        ({"a": {"type": "number", "range": [2, 1]}}, {}, "the least value is above the greatest"),
        ({"a": {"type": "number", "range": [2]}}, {}, "must have at least 2 items"),
        ({"a": {"type": "number", "from": 0}}, {}, "columns are counted from 1"),
        ({"a": "number"}, {"key": ["b"]}, "no column 'b' is declared"),
        ({"a": "number"}, {"long": {"names": "a", "values": "a"}}, "heads and cells go into two columns"),
        ({"a": "number"}, {"read": {"range": "A1:B2"}}, "a .csv file has no 'range'"),
        ({"a": "number"}, {"sheet": "x"}, "only a workbook has sheets"),
        ({"a": "number"}, {"read": {"encoding": "latin"}}, "is not one of utf-8, gb18030"),
        ({"a": "number"}, {"read": {"head": 5}}, "no row of cells begins at line 5"),
    ],
)
def test_declarations_that_do_not_go_together(columns: dict[str, Any], more: dict[str, Any], message: str) -> None:
    [said] = told("a\n1\n", columns, **more)
    assert message in said


@pytest.mark.parametrize("file", ["x.zip", "x.csv.zip", "x.html", "x.dta"])
def test_other_files_have_a_way_out(file: str) -> None:
    [said] = told("a\n1\n", {"a": "number"}, file)
    assert "is no table" in said
    assert not said.endswith("[]")


def test_packed_text() -> None:
    assert frame(gzip.compress(b"a\n1\n"), "x.csv.gz", {"a": "number"}) == ({"a": [1.0]}, [])
    assert "not packed by gzip" in told(b"a\n1\n", {"a": "number"}, "x.csv.gz")[0]


def test_there_is_one_limit_of_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "MAX_ROWS", 2)
    columns = {"a": "number"}
    sheet: list[Row] = [["a"], [1], [2], [3]]
    files: dict[str, bytes] = {
        "x.csv": b"a\n1\n2\n3\n",
        "x.xlsx": xlsx({"f": sheet}),
        "x.json": b'[{"a": 1}, {"a": 2}, {"a": 3}]',
        "x.jsonl": b'{"a": 1}\n{"a": 2}\n{"a": 3}\n',
    }
    for file, data in files.items():
        [said] = told(data, columns, file)
        assert "too-large" in said
        assert "there are more than 2 rows" in said


def test_a_moment_is_a_date_in_its_zone() -> None:
    column = {"type": "date", "zone": "America/New_York"}
    assert frame(b"d\n2024-01-02 05:00:00+00:00\n2024-01-03T00:00:00-05:00\n", "x.csv", {"d": column})[0] == {
        "d": ["2024-01-02", "2024-01-03"]
    }


def test_cells_of_many_lines_keep_their_places() -> None:
    rows = "".join(f'"a\nb",{n}\n' for n in range(9000))
    [said] = told(f"t,n\n{rows}x,y\n", {"t": "text", "n": "number"})
    assert said.startswith("18002:3 bad-cell: row 9001, column 'n': expected a number, found 'y'")


@pytest.mark.parametrize(
    "text", ["1", "-1.5", "", "1,234", "1e3", ".5", "5.", "-", "--1", "1-2", "1" * 30, "+1", " 1", "0012"]
)
def test_whole_columns_are_read_as_cells_are(text: str) -> None:
    """The short way and the long one agree, whatever stands between plain numbers."""
    read, said = frame(f'n,t\n1,x\n"{text}",x\n2,x\n'.encode(), "x.csv", {"n": "number", "t": "text"})
    try:
        expected = read_cell(text, ColumnType.NUMBER)
    except CellError:
        assert said
    else:
        assert read["n"] == [1.0, expected, 2.0]


def test_lookup_by_security() -> None:
    """Columns of securities match rows as those of tickers do."""

    item = declared("x.csv", {"code": "security", "name": "text"}, Findings())
    assert item is not None
    assert _ticker(item.spec) == "code"


def test_raised_figures_of_a_sheet_are_no_digits() -> None:
    run = "<is><r><t>12.3</t></r><r><rPr><sz val='9'/><vertAlign val=\"superscript\"/></rPr><t>2</t></r></is>"
    data = xlsx({"f": [["a", "b"], [Cell(run, "inlineStr"), "x"]]})
    [said] = told(data, {"a": "number", "b": "text"}, "x.xlsx")
    assert "the small or circled digit '²' in '12.3²'" in said
    assert frame(data, "x.xlsx", {"a": "text", "b": "text"})[0]["a"] == ["12.3²"]


def test_odd_rows_are_counted() -> None:
    said = told("a,b\n" + "1\n" * 9, {"a": "number", "b": "number"})
    assert len(said) == 6
    assert "9 rows do not fit; 4 are not listed" in said[-1]


def test_an_invisible_character_in_a_head() -> None:
    said = told("a\u200b,b\n1,2\n", {"a": "number", "b": "number"})
    assert any("invisible character U+200B: declare `from: 1`" in line for line in said)


ITEMS = {"year": "year", "revenue": {"type": "number", "from": "营业收入"}, "roe": {"type": "percent", "from": "ROE"}}
READ = {"year": ["2022-01-01", "2023-01-01"], "revenue": [4736, 4915], "roe": [0.08, 0.09]}


def test_items_down_and_years_across_are_read_as_rows_of_years() -> None:
    data = 'year,2022,2023\n营业收入,"4,736",4915\n其他,,\nROE,8%,9%\n'.encode()
    reading = {"transpose": True, "columns": "declared"}
    assert frame(data, "x.csv", ITEMS, read=reading) == (READ, [])
    wrong = data.replace(b"9%", b"9")
    assert [line.split(",")[0] for line in frame(wrong, "x.csv", ITEMS, read=reading)[1]] == [
        "4:8 bad-cell: 'roe' of '2023': expected a percentage with its sign"
    ]
    below = data + "数据来源：Wind,,\n".encode()
    assert frame(below, "x.csv", ITEMS, read=reading) == (READ, [])
    assert "unknown" not in frame(below, "x.csv", ITEMS, read=reading)[1]
    _, said_of = frame(b'[{"a": 1}]', "x.json", ITEMS, read=reading)
    assert said_of == [
        "14:5 wrong-value: a file whose columns have names of their own cannot be turned [leave 'transpose' out]"
    ]


def test_a_long_table_is_read_as_rows_of_years() -> None:
    lines = ["year,item,value,note", "2022,营业收入,4736,", "2022,ROE,8%,", "2023,ROE,9%,x", "2023,营业收入,4915,y"]
    wide = {"names": "item", "values": "value"}
    data = "\n".join(lines).encode()
    assert frame(data, "x.csv", ITEMS, wide=wide) == (READ, [])
    assert frame("\n".join(lines[:4]).encode(), "x.csv", ITEMS, wide=wide)[0]["revenue"] == [4736, None]
    assert frame(data.replace(b"2023,ROE,9%", b"2023,ROE,9"), "x.csv", ITEMS, wide=wide)[1][0].startswith(
        "4:10 bad-cell: 'roe' of '2023': expected a percentage with its sign"
    )
    assert frame("\n".join([*lines, lines[1]]).encode(), "x.csv", ITEMS, wide=wide)[1] == [
        "6:6 bad-row: '营业收入' of '2022' is there twice [delete one, or declare what tells them apart]"
    ]
    assert frame(data, "x.csv", ITEMS, wide={"names": "itm", "values": "value"})[1] == [
        "14:12 bad-header: the head has no column 'itm' [did you mean 'item'?]"
    ]
    _, said_of = frame(data, "x.csv", {**ITEMS, "debt": {"type": "number", "from": "负债"}}, wide=wide)
    assert len(said_of) == 1
    assert "负债" in said_of[0]
    assert frame(b"", "x.csv", ITEMS, wide=wide)[1]
    assert frame(b"year,item,value\n", "x.csv", ITEMS, wide=wide)[1]
