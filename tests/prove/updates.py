"""Incremental updates of a PDF, as signing makes them: written by hand, because no library writes wrong ones."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pikepdf

_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")


def append(data: bytes, objects: Mapping[int, bytes], root: int = 0) -> bytes:
    """The file with objects by number, new or in the place of old ones."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        size, old_root = int(pdf.trailer.Size), pdf.Root.objgen[0]
        old_id = pdf.trailer.ID.unparse(resolved=True)
        info = pdf.trailer.Info.objgen[0]
    found = _START.search(data)
    assert found
    whole, places = bytearray(data), {}
    for number, text in objects.items():
        places[number] = len(whole)
        whole += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    start, table = len(whole), max(size, *(number + 1 for number in objects))
    places[table] = start
    index = b" ".join(b"%d 1" % number for number in places)
    entries = b"".join(b"\1" + place.to_bytes(4, "big") + b"\0" for place in places.values())
    whole += b"%d 0 obj\n<< /Type /XRef /Size %d /W [1 4 1] /Index [%s] " % (table, table + 1, index)
    whole += b"/Root %d 0 R /Info %d 0 R /Prev %s " % (root or old_root, info, found[1])
    whole += b"/ID %s /Length %d >>\n" % (old_id, len(entries))
    whole += b"stream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (entries, start)
    return bytes(whole)


def page_without_links(data: bytes) -> int:
    """The number of the first such page, from 1: annotations are easily added to it."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return next(number for number, page in enumerate(pdf.pages, 1) if "/Annots" not in page)


def parts(data: bytes) -> tuple[int, int, int, bytes, bytes]:
    """The next free number, the numbers of the catalog and of a page without links, and what both hold."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[page_without_links(data) - 1].obj
        return (
            int(pdf.trailer.Size) + 1,
            pdf.Root.objgen[0],
            page.objgen[0],
            pdf.Root.unparse(resolved=True),
            page.unparse(resolved=True),
        )


def signed(data: bytes, *, seen: bool = False) -> bytes:
    """The file with a signature field on a page, and a signature that is none."""
    free, catalog, page, root, first = parts(data)
    rectangle = b"[100 100 200 150]" if seen else b"[0 0 0 0]"
    mark = b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (Signature1) /Rect %s /F 132 /P %d 0 R /V %d 0 R >>"
    signature = b"<< /Type /Sig /Filter /Adobe.PPKLite /ByteRange [0 10 20 30] /Contents <00> >>"
    return append(
        data,
        {
            free: mark % (rectangle, page, free + 1),
            free + 1: signature,
            page: first[:-2] + b"/Annots [ %d 0 R ] >>" % free,
            catalog: root[:-2] + b"/AcroForm << /Fields [ %d 0 R ] /SigFlags 3 >> >>" % free,
        },
    )


def really_signed(data: bytes, folder: Path) -> bytes:
    """The file with a PAdES signature (baseline B-B) by a key of its own, which OpenSSL makes."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=Analyst", "-days", "3650"]
    subprocess.run(["openssl", *made, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    free, catalog, page, root, first = parts(data)
    field = b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (S) /Rect [0 0 0 0] /F 132 /P %d 0 R /V %d 0 R >>"
    room, width = b"0" * 16384, 10
    range_ = b"/ByteRange [0 %s ]" % b" ".join([b"9" * width] * 3)
    signature = b"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached %s /Contents <%s> >>"
    whole = append(
        data,
        {
            free: field % (page, free + 1),
            free + 1: signature % (range_, room),
            page: first[:-2] + b"/Annots [ %d 0 R ] >>" % free,
            catalog: root[:-2] + b"/AcroForm << /Fields [ %d 0 R ] /SigFlags 3 >> >>" % free,
        },
    )
    begin = whole.index(b"<" + room + b">")
    end = begin + len(room) + 2
    numbers = b" ".join(b"%-*d" % (width, number) for number in (begin, end, len(whole) - end))
    whole = whole.replace(range_, b"/ByteRange [0 %s ]" % numbers)
    signing = ["openssl", "cms", "-sign", "-binary", "-cades", "-md", "sha256", "-outform", "DER"]
    signing += ["-signer", str(certificate), "-inkey", str(key)]
    done = subprocess.run(signing, input=whole[:begin] + whole[end:], capture_output=True, check=True)
    return whole[:begin] + b"<" + done.stdout.hex().encode().ljust(len(room), b"0") + b">" + whole[end:]
