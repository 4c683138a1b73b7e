"""Theme tokens as CSS."""

from __future__ import annotations

import base64
from collections.abc import Iterator

from yanbao.model.sheet import FontSet
from yanbao.model.theme import Theme

_HEAT = 0.09
"""Share of colour in the ground of a cell, for each level of heat: at most 45%, on which ink can be read."""


def custom_properties(theme: Theme, market: str) -> str:
    """Tokens as custom properties of the root element."""
    tokens = theme.tokens
    colors = tokens.colors.model_dump(exclude={"series"})
    sizes = {f"size-{name}": f"{size}pt" for name, size in tokens.type.model_dump().items()}
    moves = tokens.markets[market].model_dump()
    shades = {
        f"{name}-{level}": _mix(color, tokens.colors.paper, _HEAT * level)
        for name, color in (("heat", tokens.colors.accent), ("up", moves["up"]), ("down", moves["down"]))
        for level in range(1, 6)
    }
    spacing = {
        "autospace": "normal" if tokens.chinese and tokens.fonts.gap else "no-autospace",
        "spacing_trim": "trim-start" if tokens.chinese else "space-all",
    }
    properties = {**colors, **moves, **shades, **sizes, **spacing, "family": f'"{tokens.fonts.family}"'}
    return ":root{" + "".join(f"--{name.replace('_', '-')}:{value};" for name, value in properties.items()) + "}\n"


def _mix(color: str, other: str, share: float) -> str:
    """``other`` with ``share`` (0 to 1) of ``color`` in it; both are #rrggbb."""
    pairs = zip(bytes.fromhex(color[1:]), bytes.fromhex(other[1:]), strict=True)
    return "#" + bytes(round(two + (one - two) * share) for one, two in pairs).hex()


def embedded_faces(fonts: FontSet) -> Iterator[str]:
    """The report's fonts inside the style sheet, for the reader."""
    for face in fonts.faces:
        data = base64.b64encode(face.woff2).decode("ascii")
        yield (
            f'@font-face{{font-family:"{fonts.family}";font-weight:{face.weight};'
            f'src:url(data:font/woff2;base64,{data}) format("woff2");}}\n'
        )
