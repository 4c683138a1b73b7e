"""Checks font files. Pure: bytes or a font in; a problem and its remedy out, or nothing if it can be used."""

from __future__ import annotations

import hashlib
import struct

import uharfbuzz as hb

MAX_FONT_FILE = 20_000_000
"""As large as a file of a revision may be that is read from git."""
WEIGHT = "wght"
"""The axis of a variable font."""

_PLAIN = (b"\0\1\0\0", b"true", b"OTTO")
_OTHERS = {
    b"ttcf": ("is a collection of several fonts", "save the one that is meant as a file of its own (.ttf or .otf)"),
    b"wOFF": ("is a font for web pages (WOFF)", "use the .ttf or .otf that it was made from"),
    b"wOF2": ("is a font for web pages (WOFF2)", "use the .ttf or .otf that it was made from"),
    b"%!PS": ("is a PostScript Type 1 font", "use its OpenType version (.otf)"),
    b"\x80\x01": ("is a PostScript Type 1 font", "use its OpenType version (.otf)"),
}
_NEEDED = ("cmap", "head", "hhea", "hmtx", "maxp", "name", "OS/2")
OUTLINES = frozenset({"glyf", "CFF ", "CFF2"})
_ENTRY = struct.Struct(">4s3L")  # tag, checksum, offset, length

_FS_TYPE = 8  # offset in OS/2
_RESTRICTED, _OR_BETTER, _NO_SUBSETS, _ONLY_BITMAPS = 0x0002, 0x000C, 0x0100, 0x0200
_ASK = "ask who made it for a licence to embed it, or name another font"

Problem = tuple[str, str]
_DAMAGED = "is damaged", "copy it again, or save it again with a program for fonts"


def digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def problem_of_file(data: bytes, *, is_alone: bool) -> Problem | None:
    """Why a file cannot be the font of a report; ``is_alone`` if both weights are to come from it."""
    if found := next((what for begin, what in _OTHERS.items() if data.startswith(begin)), None):
        return found
    if not data.startswith(_PLAIN):
        return "is no font", "name a TrueType or OpenType font (.ttf or .otf)"
    if not _is_whole(data):
        return "is cut short", "copy it again: a part of the file is missing"
    try:
        return problem_of(hb.Face(data), is_alone=is_alone)
    except (ValueError, OverflowError):  # names of tables that are no text, a font without glyphs
        return _DAMAGED


def problem_of(face: hb.Face, *, is_alone: bool) -> Problem | None:
    """Why a font cannot be that of a report."""
    tags = set(face.table_tags)
    if tags.isdisjoint(OUTLINES):
        return "has no outlines", "name a TrueType or OpenType font"
    if lacking := [tag for tag in _NEEDED if tag not in tags]:
        return f"has no table '{lacking[0]}'", "save it again with a program for fonts, or name another one"
    if forbidden := _forbids(face):
        return forbidden, _ASK
    if 0x20 not in face.unicodes:
        return "has no space, or no characters of Unicode", "name another font"
    axes = {axis.tag for axis in face.axis_infos}
    if is_alone and WEIGHT not in axes:
        what = "is a static font, of one weight only" if not axes else "is a variable font whose weight does not vary"
        return what, "name its bold weight as bold_file, or this file again if there is none"
    return None if _can_be_cut(face) else _DAMAGED


def _is_whole(data: bytes) -> bool:
    """True if all tables are inside the file."""
    count = int.from_bytes(data[4:6])
    if len(data) < 12 + count * _ENTRY.size:
        return False
    entries = (_ENTRY.unpack_from(data, 12 + at * _ENTRY.size) for at in range(count))
    return all(start + length <= len(data) for _, _, start, length in entries)


def _forbids(face: hb.Face) -> str:
    """What the licence bits of a font forbid that a report does (OS/2 fsType, of the OpenType specification)."""
    table = face.reference_table("OS/2").data
    bits = int.from_bytes(table[_FS_TYPE : _FS_TYPE + 2])
    if bits & _RESTRICTED and not bits & _OR_BETTER:
        return "may not be embedded: its licence is restricted (fsType 2)"
    if bits & _NO_SUBSETS:
        return "may only be embedded whole (fsType 256), and a report embeds the characters that it prints"
    return "may only be embedded as bitmaps (fsType 512)" if bits & _ONLY_BITMAPS else ""


def _can_be_cut(face: hb.Face) -> bool:
    """True if a font can be read by what cuts it, tried with a few characters and the last glyph."""
    plan = hb.SubsetInput()
    plan.unicode_set.update(range(0x20, 0x7F))
    plan.glyph_set.add(face.glyph_count - 1)
    plan.flags = hb.SubsetFlags.RETAIN_GIDS
    for axis in face.axis_infos:
        plan.pin_axis_to_default(face, axis.tag)
    try:
        tags = set(hb.subset(face, plan).table_tags)
    except RuntimeError:
        return False
    return tags.issuperset(_NEEDED) and not tags.isdisjoint(OUTLINES)
