"""Theme tokens as CSS."""

from __future__ import annotations

import base64
from collections.abc import Iterator

from yanbao.contrast import contrast
from yanbao.model.screens import BANDS, PAPER
from yanbao.model.sheet import FontSet
from yanbao.model.theme import BasicColors, MarketColors, PageTokens, Theme

_HEAT = 0.09
"""Opacity of the colour behind a cell, per heat level: at most 45%, on which text stays readable."""


_GRID = 1.8
"""Contrast of grid lines with dark paper."""


def custom_properties(theme: Theme, market: str) -> str:
    """Theme tokens as CSS custom properties of the root element."""
    tokens = theme.tokens
    sizes = {f"size-{name}": f"{size}pt" for name, size in tokens.type.model_dump().items()}
    colors = _colors(tokens.colors, tokens.markets[market])
    spacing = {
        "autospace": "normal" if tokens.chinese and tokens.fonts.gap else "no-autospace",
        "spacing_trim": "trim-start" if tokens.chinese else "space-all",
        "prose_align": "justify" if tokens.chinese else "left",
    }
    families = ", ".join(f'"{family.name}"' for family in theme.fonts.families)
    return _rule(":root", {**colors, **sizes, **spacing, "family": families}) + "\n"


def color_schemes(theme: Theme, market: str) -> str:
    """CSS of the dark colour scheme, used if the system or, by an attribute, the reader asks for it.

    Print is always light. Dark areas such as a cover stay as they are. Charts are drawn for light paper: inverting them
    makes them dark, and rotating hues by 180° restores their colours.
    """
    light = _colors(theme.tokens.colors, theme.tokens.markets[market])
    dark = _colors(theme.tokens.dark.colors, theme.tokens.dark.markets[market])
    dark |= {"chart-filter": "invert(1) hue-rotate(180deg)", "chart-grid": _dark_grid(theme.tokens.dark.colors.paper)}
    hairline = theme.tokens.colors.hairline
    chosen, asked = _rule(":root[data-scheme=dark]", dark), _rule(":root:not([data-scheme=light])", dark)
    return (
        _rule(".deep", light)
        + f'.plot>svg [stroke="{hairline}" i]{{stroke:var(--chart-grid,{hairline})}}\n'
        + f"@media screen{{{chosen}}}\n"
        + f"@media screen and (prefers-color-scheme:dark){{{asked}}}\n"
    )


def _dark_grid(paper: str) -> str:
    """A grey for grid lines that, inverted, can just be seen on dark paper."""
    ground = [part / 255 for part in bytes.fromhex(paper[1:])]
    grey = next((g for g in range(256) if contrast([g / 255] * 3, ground) >= _GRID), 255)
    return "#" + bytes([255 - grey] * 3).hex()


def _colors(colors: BasicColors, moves: MarketColors) -> dict[str, str]:
    """Colours by name; for some also the shades used in cells."""
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
    """``color`` mixed into ``other`` with weight ``share`` (0 to 1); both are #rrggbb."""
    pairs = zip(bytes.fromhex(color[1:]), bytes.fromhex(other[1:]), strict=True)
    return "#" + bytes(round(two + (one - two) * share) for one, two in pairs).hex()


def printed_page(page: PageTokens) -> str:
    """CSS for printing the HTML from a browser: A4, of the orientation of the theme's pages."""
    orientation = "landscape" if page.width > page.height else "portrait"
    return f"@page{{size:A4 {orientation};margin:14mm}}\n"


def chart_bands() -> str:
    """CSS that shows the one drawing of each chart that is made for its column; print shows that for paper."""
    ends = [f" and (width < {band.least}px)" for band in BANDS[1:]] + [""]
    rules = (
        f"@container plot (width >= {band.least if band is not BANDS[0] else 0}px){end}"
        f"{{.plot>svg:not(.{band.name}){{display:none}}.plot>svg.{band.name}{{display:block}}}}\n"
        for band, end in zip(BANDS, ends, strict=True)
    )
    return f".plot>svg:not(.{PAPER}){{display:none}}\n@media screen{{\n{''.join(rules)}}}\n"


def embedded_faces(fonts: FontSet) -> Iterator[str]:
    """``@font-face`` rules with the report's fonts embedded, for the reader."""
    for family, face in fonts.by_family:
        data = base64.b64encode(face.woff2).decode("ascii")
        yield (
            f'@font-face{{font-family:"{family}";font-weight:{face.weight};'
            f'src:url(data:font/woff2;base64,{data}) format("woff2");}}\n'
        )
