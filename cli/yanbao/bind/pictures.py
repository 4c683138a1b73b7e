"""What the pages of a sheet look like, as digests: pages with the same digest print the same picture."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Stream

_UNSEEN = frozenset({"BDC", "BMC", "EMC", "DP", "MP"})
"""Operators that mark content, for the structure tree, and draw nothing."""

_SKIPPED = frozenset({"/Parent", "/StructParents", "/StructParent", "/Metadata", "/Length", "/Filter", "/DecodeParms"})
_DEEPEST = 30


def pictures_of(pdf: bytes) -> tuple[str, ...]:
    """A digest of what each page draws: its operators and all that they use, without tags, links and metadata."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return tuple(_picture(page.obj) for page in opened.pages)


def _picture(page: Any) -> str:
    told = [*_operators(page)]
    _tell(page.get("/Resources", Dictionary()), told, 0)
    _tell(page.MediaBox, told, 0)
    return sha256("\n".join(told).encode()).hexdigest()


def _operators(content: Any) -> list[str]:
    """The operators of a page or form that draw something."""
    found: list[str] = []
    for one in pikepdf.parse_content_stream(content):
        if str(one.operator) not in _UNSEEN:
            _tell(one.operands, found, 0)
            found.append(str(one.operator))
    return found


def _tell(value: Any, told: list[str], depth: int) -> None:
    """Add what a value says, wherever it is kept: object numbers do not matter, of fonts only their names."""
    if depth > _DEEPEST:
        return
    if isinstance(value, Stream):
        is_form = value.get("/Subtype") == "/Form" or value.get("/PatternType") == 1
        told += _operators(value) if is_form else [sha256(value.read_raw_bytes()).hexdigest()]
        value = value.stream_dict
    if isinstance(value, Dictionary):
        if value.get("/Type") == "/Font":
            told.append(str(value.get("/BaseFont")))
            return
        for key in sorted(value.keys() - _SKIPPED):
            told.append(str(key))
            _tell(value[key], told, depth + 1)
    elif isinstance(value, Array | list | tuple):
        told.append(f"{len(value)}")
        for one in value:
            _tell(one, told, depth + 1)
    else:
        told.append(str(value))
