"""Document metadata: XMP, and the document information dictionary, which pikepdf derives from it."""

from __future__ import annotations

from pikepdf import Dictionary, Pdf

from yanbao.model.sheet import Imprint

_PRODUCER = "yanbao"

PREFIX = "yanbao"
NAMESPACE = "https://yanbao.invalid/ns/1.0/"
"""That of our own properties: a name, and no address."""


def add_metadata(book: Pdf, imprint: Imprint, *, accessible: bool) -> None:
    """Set title, author, date and language; with ``accessible`` the file declares PDF/UA-1."""
    book.Root.Lang = imprint.language
    book.Root.MarkInfo = Dictionary(Marked=True)
    book.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    with book.open_metadata(set_pikepdf_as_editor=False) as xmp:
        xmp.register_xml_namespace("http://www.aiim.org/pdfua/ns/id/", "pdfuaid")
        xmp["dc:title"] = imprint.title
        if imprint.author:
            xmp["dc:creator"] = [imprint.author]
        if imprint.subject:
            xmp["dc:description"] = imprint.subject
        if imprint.keywords:
            xmp["pdf:Keywords"] = imprint.keywords
        xmp["pdf:Producer"] = _PRODUCER
        xmp["xmp:CreatorTool"] = _PRODUCER
        xmp["xmp:CreateDate"] = imprint.created
        if imprint.provenance:
            xmp.register_xml_namespace(NAMESPACE, PREFIX)
            xmp[f"{PREFIX}:provenance"] = imprint.provenance
        if accessible:
            xmp["pdfuaid:part"] = "1"
