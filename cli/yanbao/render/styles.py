"""Theme tokens as CSS."""

from __future__ import annotations

import base64
from collections.abc import Iterator

from yanbao.model.sheet import FontSet
from yanbao.model.theme import Theme


def custom_properties(theme: Theme, market: str) -> str:
    """Tokens as custom properties of the root element."""
    tokens = theme.tokens
    colors = tokens.colors.model_dump(exclude={"series"})
    sizes = {f"size-{name}": f"{size}pt" for name, size in tokens.type.model_dump().items()}
    moves = tokens.markets[market].model_dump()
    spacing = {
        "autospace": "normal" if tokens.chinese and tokens.fonts.gap else "no-autospace",
        "spacing_trim": "trim-start" if tokens.chinese else "space-all",
    }
    properties = {**colors, **moves, **sizes, **spacing, "family": f'"{tokens.fonts.family}"'}
    return ":root{" + "".join(f"--{name.replace('_', '-')}:{value};" for name, value in properties.items()) + "}\n"


def embedded_faces(fonts: FontSet) -> Iterator[str]:
    """The report's fonts inside the style sheet, for the reader."""
    for face in fonts.faces:
        data = base64.b64encode(face.woff2).decode("ascii")
        yield (
            f'@font-face{{font-family:"{fonts.family}";font-weight:{face.weight};'
            f'src:url(data:font/woff2;base64,{data}) format("woff2");}}\n'
        )
