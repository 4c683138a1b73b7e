"""Makes the bound PDF conform to PDF/A-3 (ISO 19005-3), with the data of its figures attached.

Level a if the sheets are accessible, which covers all that it requires; otherwise level u, extractable text. Fonts are
embedded and nothing is encrypted or external already. Colours are declared as sRGB by the profile of the International
Color Consortium (``sRGB2014.icc``), whose licence allows anyone to copy, embed and sell it unchanged.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files

from pikepdf import Array, AttachedFileSpec, Dictionary, Name, Object, Pdf, Stream

from yanbao.bind.copies import Copy
from yanbao.bind.metadata import NAMESPACE, PREFIX
from yanbao.model.sheet import Attachment, Imprint

_PROFILE = "sRGB2014.icc"
_PRINTED = 1 << 2  # annotation flag
_END = b"</rdf:RDF>"

_IDENTIFIED = """\
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>{level}</pdfaid:conformance>
</rdf:Description>
"""

# PDF/A requires a schema description for metadata of other standards.
_EXPLAINED = """\
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag>{schemas}</rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""

_SCHEMA = """<rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>{title}</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{namespace}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>{name}</pdfaProperty:name>
<pdfaProperty:valueType>{kind}</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>{meaning}</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li>
"""

_UA = {
    "title": "PDF/UA identification schema",
    "namespace": "http://www.aiim.org/pdfua/ns/id/",
    "prefix": "pdfuaid",
    "name": "part",
    "kind": "Integer",
    "meaning": "Part of ISO 14289 that the file conforms to",
}
_OURS = {
    "title": "yanbao schema",
    "namespace": NAMESPACE,
    "prefix": PREFIX,
    "name": "provenance",
    "kind": "Text",
    "meaning": "Digests of what the file was made from",
}


def prepare_archive(copy: Copy) -> None:
    """Change in a sheet what PDF/A forbids."""
    for annotation in copy.annotations():
        annotation.F = _PRINTED
    for resources in copy.resources:
        _tidy(resources)


def archive(book: Pdf, attachments: Iterable[Attachment], imprint: Imprint, *, accessible: bool) -> None:
    """Declare an otherwise finished PDF of prepared sheets as PDF/A-3, and add what that requires."""
    _identify(book, "A" if accessible else "U")
    profile = files(__package__).joinpath(_PROFILE).read_bytes()
    book.Root.OutputIntents = Array([_output_intent(book, profile)])
    _attach(book, attachments, f"D:{imprint.created.replace('-', '')}")


def _identify(book: Pdf, level: str) -> None:
    packet = book.Root.Metadata.read_bytes()
    unknown = [_SCHEMA.format(**one) for one in (_UA, _OURS) if f"{one['prefix']}:".encode() in packet]
    told = _IDENTIFIED.format(level=level) + (_EXPLAINED.format(schemas="".join(unknown)) if unknown else "")
    book.Root.Metadata.write(packet.replace(_END, told.encode() + _END))
    with book.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False):
        pass  # writes it in pikepdf's own form


def _tidy(resources: Object) -> None:
    """Remove empty resource categories, and image interpolation, which PDF/A forbids."""
    for kind in [kind for kind, items in resources.items() if not len(items)]:
        del resources[kind]
    for item in resources.get(Name.XObject, Dictionary()).values():
        for image in (item, item.get(Name.SMask, Dictionary())):
            if Name.Interpolate in image:
                del image.Interpolate


def _output_intent(book: Pdf, profile: bytes) -> Dictionary:
    return Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier="sRGB",
        Info="sRGB IEC61966-2.1",
        DestOutputProfile=Stream(book, profile, N=3),
    )


def _attach(book: Pdf, attachments: Iterable[Attachment], written: str) -> None:
    """Attach data files, under names that sort in their order."""
    associated = Array()
    for number, item in enumerate(attachments, 1):
        key = f"{number:04}"
        book.attachments[key] = AttachedFileSpec(
            book,
            item.data,
            filename=item.name,
            description=item.title,
            mime_type="text/csv",
            creation_date=written,
            mod_date=written,
            relationship=Name.Data,
        )
        associated.append(book.attachments[key].obj)
    if len(associated):
        book.Root.AF = associated
