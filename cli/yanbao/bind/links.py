"""Links between sheets: private URIs become destinations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import unquote

from pikepdf import Destination, Dictionary, Name, PageLocation

from yanbao.bind.parts import Part
from yanbao.model.sheet import Sheet

_SCHEME = "yanbao:"


def destinations(parts: Sequence[Part], sheets: Sequence[Sheet]) -> dict[str, Destination]:
    """Where each anchor is in the bound file. Of sheets with the same anchor, the first counts."""
    return {
        anchor: Destination(part.pages[place.page], PageLocation.XYZ, left=0, top=round(place.top, 2), zoom=None)
        for part, sheet in reversed(list(zip(parts, sheets, strict=True)))
        for anchor, place in sheet.anchors.items()
    }


def connect_links(parts: Iterable[Part], places: Mapping[str, Destination], titles: Mapping[str, str]) -> None:
    """Give links their targets; a screen reader says the title of the target, if it has one.

    Links inside a sheet are named destinations, which the bound file does not have.
    """
    for part in parts:
        for link in part.annotations():
            uri = str(link.get(Name.A, Dictionary()).get(Name.URI, ""))
            if uri.startswith(_SCHEME):
                anchor = unquote(uri.removeprefix(_SCHEME))
                del link.A
            elif Name.Dest in link:
                anchor = str(link.Dest)
            else:
                continue
            link.Dest = places[anchor].to_array()
            link.Contents = titles.get(anchor, anchor)
