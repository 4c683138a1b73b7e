"""The URL fetcher for WeasyPrint: it serves the report's own fonts and charts and data URIs, and nothing else."""

from __future__ import annotations

from weasyprint.urls import URLFetcher, URLFetcherResponse

from yanbao.disk import read
from yanbao.model.sheet import CHART_SCHEME, MAX_FONT, FontFace, FontSet

FONT_SCHEME = "yanbao-font:"


_EMPTY = b'<svg xmlns="http://www.w3.org/2000/svg"/>'


class ClosedFetcher(URLFetcher):
    """Serves the report's fonts, placeholders for charts, and data URIs; refuses the network and the file system."""

    def __init__(self, fonts: FontSet) -> None:
        super().__init__(allowed_protocols=("data",))
        self._fonts = {_address(face): face.path for face in fonts.faces}

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if url in self._fonts:
            font = self._fonts[url]
            return URLFetcherResponse(url, read(font.parent, font.name, MAX_FONT), {"Content-Type": "font/ttf"})
        if url.startswith(CHART_SCHEME):  # drawn later, when its size is known
            return URLFetcherResponse(url, _EMPTY, {"Content-Type": "image/svg+xml"})
        return super().fetch(url, headers)


def font_faces(fonts: FontSet) -> str:
    """``@font-face`` rules for the report's fonts."""
    return "".join(
        f'@font-face{{font-family:"{family}";font-weight:{face.weight};src:url({_address(face)});}}\n'
        for family, face in fonts.by_family
    )


def _address(face: FontFace) -> str:
    return FONT_SCHEME + face.path.name
