"""What typesetting gives to binding: fonts of the report, and one PDF fragment for each content page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from yanbao.diagnostics import RuleId


@dataclass(frozen=True)
class FontFace:
    """One weight of the report's subset: a static TrueType file for engines, WOFF2 for the HTML."""

    weight: int
    path: Path
    woff2: bytes


@dataclass(frozen=True)
class FontSet:
    """The fonts of one report: exactly the characters it uses. ``identity`` is that of the font they were cut from."""

    family: str
    identity: str
    regular: FontFace
    bold: FontFace

    @property
    def faces(self) -> tuple[FontFace, FontFace]:
        return (self.regular, self.bold)

    @property
    def on_paper(self) -> FontSet:
        """The same without what only browsers need: it is sent to other processes with every page."""
        return replace(self, regular=replace(self.regular, woff2=b""), bold=replace(self.bold, woff2=b""))


CHART_SCHEME = "yanbao-chart:"

MAX_FONT = 100_000_000
"""Bytes of a cut of a font."""


def chart_address(anchor: str) -> str:
    """Where a page for the typesetter finds the drawing of a chart."""
    return f"{CHART_SCHEME}{anchor}"


@dataclass(frozen=True)
class Place:
    """Where an anchor stands in a sheet: page counted from 0, and height of its top in pt from the page's foot."""

    page: int
    top: float


@dataclass(frozen=True)
class Sheet:
    """The pages of one content page, before binding.

    ``pdf`` is tagged; links to other pages have URIs of the form ``yanbao:anchor``.
    """

    pdf: bytes
    page_count: int
    anchors: Mapping[str, Place]


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that typesetting finds wrong.

    ``block`` is the number of the block to blame, None if it is the page. ``anchors`` are the ids around it, outermost
    first, with spaces between. ``is_error`` tells what readers would miss from what is not as good as it could be.
    """

    rule: RuleId
    message: str
    remedy: str = ""
    block: int | None = None
    anchors: str = ""
    is_error: bool = False


@dataclass(frozen=True)
class Typeset:
    """A sheet and what the typesetter or the layout had to say about it."""

    sheet: Sheet
    troubles: tuple[Trouble, ...]


@dataclass(frozen=True)
class OutlineItem:
    """A bookmark: plain title, anchor it leads to, level from 0."""

    title: str
    anchor: str
    level: int


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that is kept inside the PDF: the numbers of one figure as CSV. ``title`` is what readers list it as."""

    name: str
    title: str
    data: bytes


@dataclass(frozen=True)
class Imprint:
    """Metadata of the bound file. ``created`` is an ISO date, month or year; ``provenance`` what it was made from."""

    title: str
    author: str
    subject: str
    keywords: str
    language: str
    created: str
    provenance: str = ""


@dataclass(frozen=True)
class Update:
    """What was appended to a bound file: ``signatures``, of which ``seen`` are shown on pages.

    ``faults`` is what no signature needs.
    """

    signatures: int = 0
    seen: int = 0
    faults: tuple[str, ...] = ()
