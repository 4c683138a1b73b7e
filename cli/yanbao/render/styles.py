"""Theme tokens as CSS."""

from __future__ import annotations

import base64
from collections.abc import Iterator

from yanbao.model.sheet import FontSet
from yanbao.model.theme import BasicColors, MarketColors, Theme

_HEAT = 0.09
"""Share of colour in the ground of a cell, for each level of heat: at most 45%, on which ink can be read."""


def custom_properties(theme: Theme, market: str) -> str:
    """Tokens as custom properties of the root element."""
    tokens = theme.tokens
    sizes = {f"size-{name}": f"{size}pt" for name, size in tokens.type.model_dump().items()}
    colors = _colors(tokens.colors, tokens.markets[market])
    spacing = {
        "autospace": "normal" if tokens.chinese and tokens.fonts.gap else "no-autospace",
        "spacing_trim": "trim-start" if tokens.chinese else "space-all",
    }
    return _rule(":root", {**colors, **sizes, **spacing, "family": f'"{tokens.fonts.family}"'}) + "\n"


def color_schemes(theme: Theme, market: str) -> str:
    """The dark colours of the HTML, where the system asks for them or, by an attribute, the one who reads.

    Printed, everything is light. What has a dark ground anyway, such as a cover, keeps it. Charts are drawn for light
    paper: inverted they are right for dark paper, and turned by half a circle they have their hues again.
    """
    light = _colors(theme.tokens.colors, theme.tokens.markets[market])
    dark = _colors(theme.tokens.dark.colors, theme.tokens.dark.markets[market])
    dark |= {"chart-filter": "invert(1) hue-rotate(180deg)"}
    chosen, asked = _rule(":root[data-scheme=dark]", dark), _rule(":root:not([data-scheme=light])", dark)
    return (
        _rule(".deep", light)
        + f"@media screen{{{chosen}}}\n"
        + f"@media screen and (prefers-color-scheme:dark){{{asked}}}\n"
    )


def _colors(colors: BasicColors, moves: MarketColors) -> dict[str, str]:
    """Colours by name, and of some the shades of cells."""
    shades = {
        f"{name}-{level}": _mix(color, colors.paper, _HEAT * level)
        for name, color in (("heat", colors.accent), ("up", moves.up), ("down", moves.down))
        for level in range(1, 6)
    }
    return {**colors.model_dump(exclude={"series"}), **moves.model_dump(), **shades}


def _rule(selector: str, properties: dict[str, str]) -> str:
    declared = (f"--{name.replace('_', '-')}:{value};" for name, value in properties.items())
    return f"{selector}{{{''.join(declared)}}}"


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
