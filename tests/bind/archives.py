"""An independent checker of PDF/A, and what it leaves to others."""

from __future__ import annotations

import io
import re
from typing import Any

import pikepdf
from lxml import etree
from pikepdf.pdfa import validate_written

_EXTENSIONS = re.compile(rb"<rdf:Description[^>]*pdfaExtension.*?</rdf:Description>\s*", re.DOTALL)
_OF_OTHERS = re.compile(rb"<(pdfuaid:part|yanbao:provenance).*?</\1>", re.DOTALL)
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_SCHEMA = "{http://www.aiim.org/pdfa/ns/schema#}"
_PROPERTY = "{http://www.aiim.org/pdfa/ns/property#}"


def faults(data: bytes) -> list[str]:
    """What the checker finds against PDF/A-3b. It knows neither levels u and a nor metadata that a file explains."""
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        packet = pdf.Root.Metadata.read_bytes()
        for pattern, less in ((_EXTENSIONS, b""), (_OF_OTHERS, b""), (re.compile(rb"(conformance>)[AU]<"), rb"\1B<")):
            packet = pattern.sub(less, packet)
        pdf.Root.Metadata.write(packet)
        pdf.save(file)
    report = validate_written(file, "3b")
    return [f"{finding}" for finding in (*report.violations, *report.unsupported)]


def explained(data: bytes) -> dict[str, set[str]]:
    """The properties that the metadata explain, by namespace."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        packet = etree.fromstring(pdf.Root.Metadata.read_bytes())
    return {
        str(schema.findtext(f"{_SCHEMA}namespaceURI")): {name.text or "" for name in schema.iter(f"{_PROPERTY}name")}
        for schema in packet.iter(f"{_RDF}li")
        if schema.find(f"{_SCHEMA}schema") is not None
    }


def unmapped(pdf: pikepdf.Pdf) -> list[str]:
    """Fonts with glyphs that say no character, or one of no meaning: private, unassigned or a byte order mark."""
    return [str(font.BaseFont) for font in _fonts(pdf) if not _says_all(font)]


def _fonts(pdf: pikepdf.Pdf) -> list[Any]:
    return [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/Subtype") == "/Type0"]


def _says_all(font: Any) -> bool:
    mapped = font.ToUnicode.read_bytes().partition(b"beginbfchar")[2]
    pairs = re.findall(rb"^<([0-9A-F]{4})> <([0-9A-F]*)>$", mapped, re.MULTILINE)
    texts = {int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in pairs}
    widths = list(font.DescendantFonts[0].W)
    glyphs = {first + place for first, run in zip(widths[::2], widths[1::2], strict=True) for place in range(len(run))}
    return glyphs == set(texts) and not any(
        not text or re.search("[\0\ufeff\ufffe\ue000-\uf8ff]", text) for text in texts.values()
    )
