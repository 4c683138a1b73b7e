"""Excel files written part by part, so that tests can have in them what no library writes."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


@dataclass(frozen=True)
class Cell:
    """A cell as its file has it: ``form`` is the type there, ``code`` its number format or the id of one."""

    inner: str
    form: str = "n"
    code: str | int = 0


def number(value: object, code: str | int = 0) -> Cell:
    return Cell(f"<v>{value}</v>", code=code)


def error(text: str) -> Cell:
    return Cell(f"<v>{text}</v>", "e")


def formula(text: str, value: object = None, form: str = "n") -> Cell:
    saved = "" if value is None else f"<v>{value}</v>"
    return Cell(f"<f>{escape(text)}</f>{saved}", form)


Row = Sequence[Cell | str | float | None]

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def xlsx(
    sheets: Mapping[str, Sequence[Row]],
    *,
    merged: Sequence[str] = (),
    hidden: Sequence[str] = (),
    counts_from_1904: bool = False,
    extra: Mapping[str, str] | None = None,
) -> bytes:
    """An Excel file. ``merged`` are cells merged in every sheet; ``extra`` are parts that are added, or replaced."""
    codes: list[str | int] = [0]
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    }
    for index, rows in enumerate(sheets.values(), 1):
        parts[f"xl/worksheets/sheet{index}.xml"] = _sheet(rows, merged, codes)
    parts["xl/styles.xml"] = _styles(codes)
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{index}" r:id="rId{index}"{_state(name in hidden)}/>'
        for index, name in enumerate(sheets, 1)
    )
    properties = '<workbookPr date1904="1"/>' if counts_from_1904 else ""
    workbook = f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{properties}<sheets>{listed}</sheets></workbook>'
    parts["xl/workbook.xml"] = workbook
    related = "".join(
        f'<Relationship Id="rId{index}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{index}.xml"/>'
        for index, _ in enumerate(sheets, 1)
    )
    parts["xl/_rels/workbook.xml.rels"] = f'<Relationships xmlns="{_PACKAGE}/relationships">{related}</Relationships>'
    return package({name: _HEAD + text for name, text in parts.items()} | dict(extra or {}))


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """A ZIP archive; equal parts make equal bytes."""
    stream = io.BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, text in parts.items():
            archive.writestr(ZipInfo(name), text, ZIP_DEFLATED)
    return stream.getvalue()


def _state(is_hidden: bool) -> str:
    return ' state="hidden"' if is_hidden else ""


def _sheet(rows: Sequence[Row], merged: Sequence[str], codes: list[str | int]) -> str:
    written = ""
    for line, row in enumerate(rows, 1):
        cells = "".join(_cell(cell, at, line, codes) for at, cell in enumerate(row))
        written += f'<row r="{line}">{cells}</row>'
    listed = "".join(f'<mergeCell ref="{cells}"/>' for cells in merged)
    merges = f"<mergeCells>{listed}</mergeCells>" if merged else ""
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{written}</sheetData>{merges}</worksheet>'


def _cell(cell: Cell | str | float | None, at: int, row: int, codes: list[str | int]) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        cell = Cell(f"<is><t>{escape(cell)}</t></is>", "inlineStr")
    elif not isinstance(cell, Cell):
        cell = number(cell)
    if cell.code not in codes:
        codes.append(cell.code)
    return f'<c r="{chr(65 + at)}{row}" t="{cell.form}" s="{codes.index(cell.code)}">{cell.inner}</c>'


def _styles(codes: Sequence[str | int]) -> str:
    own = {code: 164 + index for index, code in enumerate(codes) if isinstance(code, str)}
    formats = "".join(f'<numFmt numFmtId="{number}" formatCode={quoteattr(code)}/>' for code, number in own.items())
    styles = "".join(f'<xf numFmtId="{own.get(code, code) if isinstance(code, str) else code}"/>' for code in codes)
    return (
        f'<styleSheet xmlns="{_MAIN}"><numFmts>{formats}</numFmts><fonts><font/></fonts>'
        f"<fills><fill><patternFill/></fill></fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs>"
        f"<cellXfs>{styles}</cellXfs></styleSheet>"
    )
