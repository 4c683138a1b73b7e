"""The interface between typesetting and binding: the report's fonts, and one PDF fragment per content page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from yanbao.diagnostics import RuleId


@dataclass(frozen=True)
class FontFace:
    """One weight of the report's font subset: a static TrueType file for engines, WOFF2 for the HTML."""

    weight: int
    path: Path
    woff2: bytes


@dataclass(frozen=True)
class FontSet:
    """The fonts of one report, subset to the characters it uses.

    ``identity`` is an id of them, equal for all subsets with which a page looks the same. ``fallback`` is the family of
    the characters that this one lacks, if the report has any.
    """

    family: str
    identity: str
    regular: FontFace
    bold: FontFace
    fallback: FontSet | None = None

    @property
    def faces(self) -> tuple[FontFace, ...]:
        return tuple(face for _, face in self.by_family)

    @property
    def by_family(self) -> tuple[tuple[str, FontFace], ...]:
        """All faces, with the names of their families."""
        own = ((self.family, self.regular), (self.family, self.bold))
        return own + (self.fallback.by_family if self.fallback else ())

    @property
    def on_paper(self) -> FontSet:
        """The fonts without their WOFF2 data, to be sent to other processes with every page."""
        regular, bold = replace(self.regular, woff2=b""), replace(self.bold, woff2=b"")
        return replace(self, regular=regular, bold=bold, fallback=self.fallback and self.fallback.on_paper)


CHART_SCHEME = "yanbao-chart:"

MAX_FONT = 100_000_000
"""Maximum bytes of a font subset."""


def chart_address(anchor: str) -> str:
    """The URL by which a page's HTML refers to the drawing of a chart."""
    return f"{CHART_SCHEME}{anchor}"


@dataclass(frozen=True)
class Place:
    """The position of an anchor in a sheet: page counted from 0, and its top in pt above the page's bottom."""

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
    """A problem found while typesetting.

    ``block`` is the number of the block concerned, None for the page. ``anchors`` are the ids that enclose it,
    outermost first, separated by spaces. ``is_error`` if readers would miss something; otherwise it is merely
    imperfect.
    """

    rule: RuleId
    message: str
    remedy: str = ""
    block: int | None = None
    anchors: str = ""
    is_error: bool = False


@dataclass(frozen=True)
class Typeset:
    """A sheet, and the problems that the typesetter or the page audit reported."""

    sheet: Sheet
    troubles: tuple[Trouble, ...]


@dataclass(frozen=True)
class OutlineItem:
    """A bookmark: plain title, target anchor, level from 0."""

    title: str
    anchor: str
    level: int


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file attached to the PDF: the data of one figure as CSV. ``title`` is its description in PDF readers."""

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
