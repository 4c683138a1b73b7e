"""Links between sheets: private URIs become PDF destinations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import unquote

from pikepdf import Destination, Dictionary, Name, PageLocation

from yanbao.bind.parts import Part
from yanbao.model.sheet import Sheet

_SCHEME = "yanbao:"


def destinations(parts: Sequence[Part], sheets: Sequence[Sheet]) -> dict[str, Destination]:
    """The position of each anchor in the bound PDF. If several sheets have an anchor, the first counts."""
    return {
        anchor: Destination(part.pages[place.page], PageLocation.XYZ, left=0, top=round(place.top, 2), zoom=None)
        for part, sheet in reversed(list(zip(parts, sheets, strict=True)))
        for anchor, place in sheet.anchors.items()
    }


def connect_links(parts: Iterable[Part], places: Mapping[str, Destination], titles: Mapping[str, str]) -> None:
    """Resolve links to their destinations; the target's title, if any, becomes the text for screen readers.

    Links inside a sheet are named destinations, which do not exist in the bound PDF.
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
