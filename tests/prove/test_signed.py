"""A PDF that was signed afterwards is what was published, and more; one that shows something else is not."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable

import pikepdf
import pytest

from tests.prove.conftest import Repository, kinds
from tests.prove.updates import append, page_without_links, parts, really_signed, signed

Change = Callable[[bytes], bytes]


@pytest.mark.parametrize("seen", [False, True])
def test_a_signed_pdf_is_proved_and_told(repository: Repository, seen: bool) -> None:
    file = repository.changed(lambda data: signed(data, seen=seen))
    page = page_without_links(repository.pdf.read_bytes())
    with pikepdf.open(file, attempt_recovery=False) as pdf:
        assert len(pdf.Root.AcroForm.Fields) == len(pdf.pages[page - 1].Annots) == 1
    verdict = repository.verify(file)
    assert (verdict.reasons, verdict.revision) == ((), repository.first)
    (note,) = verdict.notes
    added = file.stat().st_size - repository.pdf.stat().st_size
    assert note.startswith(
        f"{added:,} bytes were appended afterwards: 1 signature{', shown on a page' if seen else ''};"
    )
    assert "not looked at" in note


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is not installed")
def test_a_real_signature_is_told_and_leaves_the_proof_whole(repository: Repository) -> None:
    file = repository.changed(lambda data: really_signed(data, repository.root.parent))
    if verifier := shutil.which("pdfsig"):  # of Poppler: the signature is one, and covers the whole file
        told = subprocess.run([verifier, "-nocert", file], capture_output=True, text=True, check=False).stdout
        assert "Signature is Valid." in told
        assert "Total document signed" in told
    verdict = repository.verify(file)
    assert (verdict.reasons, verdict.revision) == ((), repository.first)
    assert "1 signature; they change nothing else" in verdict.notes[0]
    data = file.read_bytes()
    file.write_bytes(data[:1000] + bytes([data[1000] ^ 1]) + data[1001:])
    assert not repository.verify(file).proved


def test_metadata_may_change_and_one_signature_follow_another(repository: Repository) -> None:
    def change(data: bytes) -> bytes:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            number = pdf.trailer.Info.objgen[0]
        return append(data, {number: b"<< /Producer (signer) >>"})

    assert repository.verify(repository.changed(change)).proved
    assert repository.verify(repository.changed(lambda data: change(signed(data)))).proved


def _other_contents(data: bytes) -> bytes:
    free, _, page, _, first = parts(data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        old = b"%d 0 R" % pdf.pages[page_without_links(data) - 1].Contents.objgen[0]
    return append(
        data,
        {
            free: b"<< /Length 0 >>\nstream\n\nendstream",
            page: first.replace(b"/Contents " + old, b"/Contents %d 0 R" % free),
        },
    )


def _same_number(data: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return append(data, {pdf.pages[0].Contents.objgen[0]: b"<< /Length 0 >>\nstream\n\nendstream"})


def _note(data: bytes) -> bytes:
    free, _, page, _, first = parts(data)
    mark = b"<< /Type /Annot /Subtype /FreeText /Rect [0 0 500 500] /Contents (x) /DA (/Helv 12 Tf) >>"
    return append(data, {free: mark, page: first[:-2] + b"/Annots [ %d 0 R ] >>" % free})


def _script(data: bytes) -> bytes:
    _, catalog, _, root, _ = parts(data)
    return append(data, {catalog: root[:-2] + b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> >>"})


def _text_field(data: bytes) -> bytes:
    free, catalog, page, root, first = parts(data)
    mark = b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (x) /Rect [0 0 500 500] >>"
    form = b"/AcroForm << /Fields [ %d 0 R ] >> >>" % free
    return append(data, {free: mark, page: first[:-2] + b"/Annots [ %d 0 R ] >>" % free, catalog: root[:-2] + form})


def _other_document(data: bytes) -> bytes:
    free, _, _, root, _ = parts(data)
    return append(data, {free: root}, root=free)


def _fewer_pages(data: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        tree, kids = pdf.Root.Pages, pdf.Root.Pages.Kids
        kept = b" ".join(b"%d 0 R" % kid.objgen[0] for kid in list(kids)[1:])
        return append(data, {tree.objgen[0]: b"<< /Type /Pages /Count %d /Kids [ %s ] >>" % (len(kids) - 1, kept)})


def _whole_other_file(data: bytes) -> bytes:
    return data + data[:-100]


def _bomb(data: bytes) -> bytes:
    import zlib

    packed = zlib.compress(b"\0" * 200_000_000)
    free, *_ = parts(data)
    head = b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n" % len(packed)
    return append(data, {free: head + packed + b"\nendstream"})


FAULTS: dict[str, tuple[Change, str]] = {
    "another content of a page": (_other_contents, "they change /Contents of page {page}"),
    "another object of the same number": (_same_number, "they change what pages are made of"),
    "a note": (_note, "something other than a signature to page {page}"),
    "a script": (_script, "they change /OpenAction of the document"),
    "a form": (_text_field, "something other than a signature to page {page}; they add a form"),
    "another document": (_other_document, "they replace the whole document"),
    "fewer pages": (_fewer_pages, "they add or remove pages"),
    "a piece of a file": (_whole_other_file, "they are no update of a PDF"),
    "a bomb": (_bomb, "they are too large to be looked at"),
    "much": (lambda data: data + b"0" * 9_000_000, "they are too large to be looked at"),
    "an end": (lambda data: data + b"startxref\n999999\n%%EOF\n", "they cannot be read as an update of the PDF"),
}


@pytest.mark.parametrize("what", FAULTS)
def test_what_changes_what_is_seen_is_not_proved(repository: Repository, what: str) -> None:
    change, fault = FAULTS[what]
    verdict = repository.verify(repository.changed(change))
    (reason,) = verdict.reasons
    assert reason.kind == "appended"
    assert reason.message.endswith(fault.format(page=page_without_links(repository.pdf.read_bytes())))
    assert kinds(verdict) == ["appended"]


def test_the_same_under_a_signature(repository: Repository) -> None:
    assert kinds(repository.verify(repository.changed(lambda data: _same_number(signed(data))))) == ["appended"]
    assert kinds(repository.verify(repository.changed(lambda data: signed(_script(data))))) == ["appended"]
