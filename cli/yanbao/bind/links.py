"""Links between sheets: private URIs become PDF destinations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from pikepdf import Array, Dictionary, Name, String

from yanbao.bind.copies import Copy
from yanbao.bind.objects import page_of_link, top_of_link, words_of_link
from yanbao.model.sheet import Sheet

_SCHEME = "yanbao:"


@dataclass(frozen=True, slots=True)
class Target:
    """A place in the bound PDF: the node of its page, and its top in pt."""

    page: int
    top: float

    @property
    def written(self) -> bytes:
        """The top, as a PDF has it."""
        return Array([self.top]).unparse()[2:-2]


def targets(pages: Sequence[Sequence[int]], sheets: Sequence[Sheet]) -> dict[str, Target]:
    """The target of each anchor, by the nodes of each sheet's pages. If several sheets have it, the first counts."""
    found: dict[str, Target] = {}
    for own, sheet in zip(pages, sheets, strict=True):
        for anchor, place in sheet.anchors.items():
            found.setdefault(anchor, Target(own[place.page], round(place.top, 2)))
    return found


def destination(link: int) -> Array:
    """The destination of a link, which is left open."""
    return Array([page_of_link(link), Name.XYZ, 0, top_of_link(link), None])


def open_links(copy: Copy) -> Iterator[str]:
    """Leave the destinations of a sheet's links open, and what screen readers say of them; yields their anchors.

    Links inside a sheet are named destinations, which do not exist in the bound PDF.
    """
    number = 0
    for link in copy.annotations():
        uri = str(link.get(Name.A, Dictionary()).get(Name.URI, ""))
        if uri.startswith(_SCHEME):
            anchor = unquote(uri.removeprefix(_SCHEME))
            del link.A
        elif Name.Dest in link:
            anchor = str(link.Dest)
        else:
            continue
        link.Dest = destination(number)
        link.Contents = words_of_link(number)
        number += 1
        yield anchor


class Words(dict[str, bytes]):
    """What screen readers say of links, by anchor, as a PDF has it: the target's title, or else the anchor."""

    def __init__(self, titles: Mapping[str, str]) -> None:
        self._titles = titles

    def __missing__(self, anchor: str) -> bytes:
        self[anchor] = String(self._titles.get(anchor, anchor)).unparse()
        return self[anchor]
