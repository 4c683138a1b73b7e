"""Checks that an Excel file, a ZIP package of XML, is safe to open with a library. Pure."""

from __future__ import annotations

import io
import re
import zlib
from zipfile import BadZipFile, ZipFile

from yanbao import rules
from yanbao.load.files import MAX_UNPACKED
from yanbao.rules import Rule

DAMAGED = "the file is damaged, or no Excel file", "open it in Excel, and save it again as .xlsx"

_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

_MAX_PARTS = 5_000
_MAX_RATIO = 200  # decompression ratio: zip bombs have 1000 and more, the most repetitive real files 50
_SMALL = 1_000_000


def problem(data: bytes, *, is_old: bool = False) -> tuple[Rule, str, str] | None:
    """Why a file must not be opened: rule, message, help; None if it may. ``is_old`` expects a pre-XML format."""
    if data.startswith(_OLE) and _ENCRYPTED in data:
        return rules.BAD_ENCODING, "the file is protected by a password", "save it without one"
    if data.startswith(_OLE) and is_old:
        return None
    if data.startswith(_OLE):
        message = "this is an old Excel file, though it is named .xlsx"
        return rules.BAD_ENCODING, message, "open it in Excel and save it as .xlsx"
    try:
        with ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            is_bomb = any(
                part.file_size > max(_SMALL, _MAX_RATIO * part.compress_size) or part.file_size > MAX_UNPACKED
                for part in parts
            )
            if is_bomb or len(parts) > _MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                message = (
                    f"unpacked, the file is larger than {MAX_UNPACKED // 1_000_000} MB, or packed as no Excel file is"
                )
                return rules.TOO_LARGE, message, "leave only the table in it, or save it as CSV"
            if any(_has_entities(package.read(part)) for part in parts):
                message = "the file defines entities, which Excel never does"
                return rules.BAD_ENCODING, message, DAMAGED[1]
    except (BadZipFile, OSError, RuntimeError, ValueError, NotImplementedError, EOFError, zlib.error):
        return rules.BAD_ENCODING, *DAMAGED
    return None


_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = {
    b"http://purl.oclc.org/ooxml/officeDocument/": b"http://schemas.openxmlformats.org/officeDocument/2006/",
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"http://purl.oclc.org/ooxml/drawingml/": b"http://schemas.openxmlformats.org/drawingml/2006/",
}
"""Namespaces of Strict Open XML, and their transitional equivalents."""

_RAISED = re.compile(
    rb'(?P<before><(?:\w+:)?r>(?:(?!</(?:\w+:)?r>).)*?vertAlign val="(?P<how>superscript|subscript)"'
    rb"(?:(?!</(?:\w+:)?r>).)*?<(?:\w+:)?t(?: [^>]*)?>)(?P<text>[^<]*)(?P<after></(?:\w+:)?t>)",
    re.DOTALL,
)
_SUPERSCRIPT = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_SUBSCRIPT = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")

_STYLE_NAMES = re.compile(rb"<(?:\w+:)?cellStyles\b.*?</(?:\w+:)?cellStyles>|<(?:\w+:)?cellStyles\b[^>]*/>", re.DOTALL)


def mended(data: bytes) -> bytes:
    """Rewrite a package so that the library can open it: drop style names, often incomplete, and convert from Strict.

    Raises anything if the package is damaged.
    """
    with ZipFile(io.BytesIO(data)) as package:
        parts = {part.filename: package.read(part) for part in package.infolist() if not part.is_dir()}
    changed = {name: _mended_part(name, part) for name, part in parts.items() if name.endswith((".xml", ".rels"))}
    if all(part is parts[name] or part == parts[name] for name, part in changed.items()):
        return data
    stream = io.BytesIO()
    with ZipFile(stream, "w") as package:
        for name, part in (parts | changed).items():
            package.writestr(name, part)
    return stream.getvalue()


def _mended_part(name: str, part: bytes) -> bytes:
    if name.rpartition("/")[2].startswith("styles"):
        return _to_transitional(_STYLE_NAMES.sub(b"", part))
    if b"vertAlign" in part:
        part = _RAISED.sub(_as_marks, part)
    return _to_transitional(part)


def _to_transitional(part: bytes) -> bytes:
    if _STRICT in part:
        for strict, usual in _TRANSITIONAL.items():
            part = part.replace(strict, usual)
    return part


def _as_marks(run: re.Match[bytes]) -> bytes:
    """A superscript or subscript run of a cell, in Unicode super- or subscripts: 12.3 followed by ² is not 12.32."""
    signs = _SUPERSCRIPT if run["how"] == b"superscript" else _SUBSCRIPT
    return run["before"] + run["text"].decode("utf-8", "replace").translate(signs).encode() + run["after"]


def _has_entities(part: bytes) -> bool:
    """True if a part has a document type declaration, in which XML entities are defined, in UTF-8 or UTF-16."""
    return b"<!DOCTYPE" in part or b"<!DOCTYPE" in part.replace(b"\0", b"")
