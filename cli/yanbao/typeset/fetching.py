"""What WeasyPrint may read: the report's own fonts and charts, and what the page carries in it. Nothing else, ever."""

from __future__ import annotations

from collections.abc import Mapping

from weasyprint.urls import URLFetcher, URLFetcherResponse

from yanbao.model.sheet import FontSet, chart_address

FONT_SCHEME = "yanbao-font:"


class ClosedFetcher(URLFetcher):
    """Serves the report's fonts, charts by their anchors, and data URIs; refuses the network and the file system."""

    def __init__(self, fonts: FontSet, charts: Mapping[str, str] | None = None) -> None:
        super().__init__(allowed_protocols=("data",))
        self._charts = {chart_address(anchor): svg for anchor, svg in (charts or {}).items()}
        self._fonts = {f"{FONT_SCHEME}{face.weight}": face.path for face in fonts.faces}

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if url in self._fonts:
            return URLFetcherResponse(url, self._fonts[url].read_bytes(), {"Content-Type": "font/ttf"})
        if url in self._charts:
            return URLFetcherResponse(url, self._charts[url].encode(), {"Content-Type": "image/svg+xml"})
        return super().fetch(url, headers)


def font_faces(fonts: FontSet) -> str:
    """The style rules that name the report's fonts."""
    return "".join(
        f'@font-face{{font-family:"{fonts.family}";font-weight:{face.weight};src:url({FONT_SCHEME}{face.weight});}}\n'
        for face in fonts.faces
    )
