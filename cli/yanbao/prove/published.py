"""A published file as it was found, and what it says it was made from. Nothing in it is parsed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from yanbao import disk
from yanbao.diagnostics import SetupError
from yanbao.layout import report_file
from yanbao.load.files import report_names
from yanbao.load.findings import Findings
from yanbao.model.provenance import BEGUN, FOUND, Provenance, parse, tag_of
from yanbao.prove.verdict import Reason

_END = {"pdf": re.compile(rb"%%EOF\s*\Z"), "html": re.compile(rb"</html>\s*\Z", re.IGNORECASE)}

MAX_FILE = 200_000_000
"""Bytes of a published file."""

_NOT_OURS = "verify a file that report build has written, before it is saved by another program"


@dataclass(frozen=True)
class Published:
    """``form`` is pdf or html, ``name`` that of the file without it.

    ``made_from`` is None if the file does not say it, which ``fault`` explains.
    """

    data: bytes
    form: str
    made_from: Provenance | None
    fault: Reason | None
    name: str = ""

    @property
    def is_cut(self) -> bool:
        """Whether the file does not end as one of its form does."""
        return not _END[self.form].search(self.data[-64:])


def folder_of(said: Provenance, root: Path) -> str:
    """The name of the folder of the report that a file says it is made from, empty if a project has none such."""
    return next((name for name in report_names(root, Findings()) if tag_of(report_file(name)) in said.inputs), "")


def read_published(file: Path) -> Published:
    """The file that a user has named, wherever it is. Raises SetupError, for one that is neither PDF nor HTML too."""
    named = file.resolve()
    data = disk.read(named.parent, named.name, MAX_FILE)
    begin = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    form = "pdf" if begin.startswith(b"%pdf-") else "html" if begin.startswith((b"<!doctype html", b"<html")) else ""
    if not form:
        raise SetupError(f"{file} is neither a PDF nor an HTML file", "name a file that report build has written")
    if found := FOUND.search(data):
        made_from = parse(found[0].decode("ascii"))
        if made_from:
            return Published(data, form, made_from, None, named.stem)
    if BEGUN in data:
        message = "what it says of its sources is damaged: bytes of the file were changed"
        return Published(
            data, form, None, Reason("damaged", message, "fetch the file again from where it was published")
        )
    message = "it does not say what it was made from: it is not of yanbao, or was saved by a program that dropped that"
    return Published(data, form, None, Reason("foreign", message, _NOT_OURS))
