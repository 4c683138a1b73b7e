"""OpenDocument sheets, written part by part, and other workbooks than .xlsx."""

from __future__ import annotations

import sys

import pytest

from tests.load.declaring import frame
from tests.load.excel_files import package
from yanbao.diagnostics import SetupError

_NAMES = "urn:oasis:names:tc:opendocument:xmlns"
COLUMNS = {"date": "date", "a": "number"}


def ods(rows: str) -> bytes:
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    table = f'<table:table table:name="t">{rows}</table:table>'
    return package(
        {
            "mimetype": kind,
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{_NAMES}:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>',
            "content.xml": f'<office:document-content xmlns:office="{_NAMES}:office:1.0" '
            f'xmlns:table="{_NAMES}:table:1.0" xmlns:text="{_NAMES}:text:1.0"><office:body><office:spreadsheet>{table}'
            "</office:spreadsheet></office:body></office:document-content>",
        }
    )


def cell(kind: str, value: object, more: str = "") -> str:
    name = {"date": "date-value", "string": "string-value"}.get(kind, "value")
    head = f'<table:table-cell office:value-type="{kind}" office:{name}="{value}"{more}>'
    return f"{head}<text:p>{value}</text:p></table:table-cell>"


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row{more}>{''.join(cells)}</table:table-row>"


HEAD = row(cell("string", "date"), cell("string", "a"))
REST = '<table:table-cell table:number-columns-repeated="16382"/>'


def test_a_sheet_of_opendocument() -> None:
    empty = row(REST, more=' table:number-rows-repeated="1048570"')
    data = ods(HEAD + row(cell("date", "2024-01-02"), cell("float", "1.5"), REST) + empty)
    assert frame(data, "x.ods", COLUMNS) == ({"date": ["2024-01-02"], "a": [1.5]}, [])


def test_its_percentages_need_a_declaration() -> None:
    """The library does not tell how a cell shows its number."""
    data = ods(HEAD + row(cell("date", "2024-01-02"), cell("percentage", "0.55"), REST))
    [said] = frame(data, "x.ods", {"date": "date", "a": "percent"})[1]
    assert "`cells: ratio` if it is 55%" in said
    assert frame(data, "x.ods", {"date": "date", "a": {"type": "percent", "cells": "ratio"}})[0]["a"] == [0.55]


def test_a_sheet_that_repeats_itself_without_end() -> None:
    more = ' table:number-columns-repeated="1000"'
    data = ods(HEAD + row(cell("float", "1", more), more=' table:number-rows-repeated="100000"'))
    [said] = frame(data, "x.ods", COLUMNS)[1]
    assert "too-large: unpacked, the sheets have more cells than a table can have" in said


@pytest.mark.parametrize("file", ["x.ods", "x.xls", "x.xlsb"])
def test_damaged_workbooks(file: str) -> None:
    for data in (b"PK\x03\x04" + b"\0" * 99, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600):
        [said] = frame(data, file, COLUMNS)[1]
        assert "damaged" in said


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    monkeypatch.delitem(sys.modules, "yanbao.load.other_workbooks", raising=False)
    with pytest.raises(SetupError, match=r"reading \.xls, \.xlsb and \.ods files needs python-calamine") as raised:
        frame(ods(HEAD), "x.ods", COLUMNS)
    assert "yanbao[excel]" in raised.value.remedy
