"""What was appended to a bound file: an incremental update, as signing makes it.

A signed file begins with the bytes that were signed; objects that an update replaces keep their numbers. So the two are
compared object by object. An update may add signatures and change metadata; whatever could change what a page shows or
does is a fault. Whether a signature is good is not looked at.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator

import pikepdf
from pikepdf import Dictionary, Name, Object, Pdf

from yanbao.model.sheet import Update

MAX_UPDATE = 8_000_000
"""Bytes that signatures may take, with certificates and answers about them."""

_MAX_UNPACKED = 64_000_000
_END = re.compile(rb"startxref\s+([0-9]{1,12})\s+%%EOF\s*\Z")
_STREAM = re.compile(rb"stream\r?\n")

_OF_CATALOG = {"/AcroForm", "/DSS", "/Extensions", "/Metadata", "/Perms", "/Version"}
_OF_PAGE = {"/Annots"}
_ACTS = {"/A", "/AA"}


def look_at_update(original: bytes, whole: bytes) -> Update:
    """What was added to a file, whose bytes ``whole`` begins with."""
    added = whole[len(original) :]
    end = _END.search(whole[-1024:])
    if len(added) > MAX_UPDATE or not _unpacks_sanely(added):
        return Update(faults=("they are too large to be looked at",))
    if not end or int(end[1]) < len(original):
        return Update(faults=("they are no update of a PDF",))
    try:
        with (
            pikepdf.open(io.BytesIO(original)) as before,
            pikepdf.open(io.BytesIO(whole), attempt_recovery=False, suppress_warnings=True) as after,
        ):
            return _compared(before, after)
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, TypeError, AttributeError, KeyError, RecursionError):
        return Update(faults=("they cannot be read as an update of the PDF",))


def _unpacks_sanely(added: bytes) -> bool:
    """Whether no packed part of an update is a bomb."""
    room = _MAX_UNPACKED
    for found in _STREAM.finditer(added):
        data, depth = added[found.end() :], 0
        while depth < 3 and data[:1] in (b"\x78", b"\x68", b"\x58", b"\x48"):
            unpacker = zlib.decompressobj()
            try:
                data = unpacker.decompress(data, room)
            except zlib.error:
                break
            room -= len(data)
            depth += 1
            if room <= 0 or unpacker.unconsumed_tail:
                return False
    return b"/LZW" not in added


def _compared(before: Pdf, after: Pdf) -> Update:
    if before.Root.objgen != after.Root.objgen or Name.Encrypt in after.trailer:
        return Update(faults=("they replace the whole document",))
    pages = {page.obj.objgen: number for number, page in enumerate(before.pages, 1)}
    lists = {page.Annots.objgen for page in before.pages if Name.Annots in page and page.Annots.is_indirect}
    free = {part.objgen for part in (before.trailer.get(Name.Info), before.Root.get(Name.Metadata)) if part is not None}
    faults: list[str] = []
    for old in before.objects:
        if not isinstance(old, Object) or old.objgen in free | lists:
            continue
        new = after.get_object(old.objgen)
        if old.objgen == before.Root.objgen:
            faults += (f"they change {key} of the document" for key in _differing(old, new) - _OF_CATALOG)
        elif old.objgen in pages:
            faults += (f"they change {key} of page {pages[old.objgen]}" for key in _differing(old, new) - _OF_PAGE)
        elif _exact(old) != _exact(new):
            faults.append("they change what pages are made of")
            break
    if len(before.pages) != len(after.pages):
        return Update(faults=("they add or remove pages",))
    seen = 0
    for number, (old_page, new_page) in enumerate(zip(before.pages, after.pages, strict=True), 1):
        marks = list(_added_marks(old_page.obj, new_page.obj))
        faults += (f"they add something other than a signature to page {number}" for fault in marks if fault is None)
        seen += sum(bool(mark) for mark in marks)
    fields = _fields(after.Root.get(Name.AcroForm))
    if fields is None:
        return Update(faults=(*faults, "they add a form"))
    return Update(sum(Name.V in field for field in fields), seen, tuple(dict.fromkeys(faults)))


def _differing(old: Object, new: Object) -> set[str]:
    if not isinstance(new, Dictionary):
        return {"all"}
    return {key for key in {*old.keys(), *new.keys()} if _plain(old.get(key)) != _plain(new.get(key))}


def _plain(item: object) -> object:
    return item.unparse() if isinstance(item, Object) else item


def _exact(item: Object) -> bytes:
    if isinstance(item, pikepdf.Stream):
        return item.stream_dict.unparse() + item.read_raw_bytes()
    return item.unparse(resolved=True)


def _added_marks(old: Object, new: Object) -> Iterator[bool | None]:
    """Of each annotation that a page has got, whether its signature is shown; None if it is none."""
    before = [_plain(mark) for mark in old.get(Name.Annots, ())]
    after = list(new.get(Name.Annots, ()))
    if [_plain(mark) for mark in after[: len(before)]] != before:
        yield None
    for mark in after[len(before) :]:
        if mark.get(Name.Subtype) != Name.Widget or not _is_signature(mark):
            yield None
        else:
            left, low, right, high = (float(side) for side in mark.Rect)
            yield left != right and low != high


def _is_signature(field: Object) -> bool:
    above = field.get(Name.Parent, Dictionary())
    kind = field.get(Name.FT, above.get(Name.FT))
    return bool(kind == Name.Sig) and not any(key in one for key in _ACTS for one in (field, above))


def _fields(form: Object | None) -> list[Object] | None:
    """The fields of a form that has nothing but signatures; None if it has more."""
    if form is None:
        return []
    fields = list(form.get(Name.Fields, ()))
    is_plain = Name.XFA not in form and not form.get(Name.NeedAppearances, False)
    return fields if is_plain and all(map(_is_signature, fields)) else None
