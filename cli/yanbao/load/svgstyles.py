"""The style of text in an SVG, as far as it is kept: presentation attributes, style sheets, style attributes. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from xml.etree.ElementTree import Element

from yanbao.characters import is_digits

SVG = "{http://www.w3.org/2000/svg}"

_READ = frozenset(
    {
        *("font-size", "font-weight", "font", "fill", "fill-opacity", "text-anchor", "dominant-baseline"),
        *("alignment-baseline", "baseline-shift", "display", "visibility", "writing-mode", "white-space"),
    }
)
_NUMBER = r"[-+]?(?:[0-9]++(?:\.[0-9]*+)?+|\.[0-9]++)(?:[eE][-+]?[0-9]{1,3})?"
"""Without ?+ at its end, which until Python 3.11.5 takes the e of em."""
_LENGTH = re.compile(rf"\s*+(?P<number>{_NUMBER})\s*+(?P<unit>[a-z%]*+)\s*+")
_UNITS = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96, "rem": 16}
_OF_FONT = {"em": 1, "%": 0.01, "ex": 0.5, "ch": 0.5}
_NAMED = {"xx-small": 9, "x-small": 10, "small": 13, "medium": 16, "large": 18, "x-large": 24, "xx-large": 32}
_SIZE_IN_FONT = re.compile(rf"(?:^|\s)({_NUMBER}(?:[a-z]+|%))(?=[\s/]|$)")
_WEIGHT_IN_FONT = re.compile(r"(?:^|\s)(bold(?:er)?|[1-9]00)(?=\s)")
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MAX = 1e6
_BOLD = 600
_NOTHING = frozenset({"0", "0%", "0.0"})


@dataclass(frozen=True)
class Style:
    """``size`` in px, ``shift`` of the baseline upwards; ``fill`` and ``opacity`` are empty where nothing sets them.

    Text ``is_hidden`` that draws nothing, such as what PowerPoint writes below its emoji.
    """

    size: float = 16
    is_bold: bool = False
    fill: str = ""
    opacity: str = ""
    anchor: str = "start"
    baseline: str = ""
    shift: float = 0
    is_hidden: bool = False
    is_vertical: bool = False
    keeps_space: bool = False


def length(text: str, size: float, whole: float = 0) -> float | None:
    """A length in px; ``size`` is that of the font, ``whole`` what a percentage is of. None if it cannot be read."""
    found = _LENGTH.fullmatch(text.lower())
    if not found:
        return None
    number, unit = float(found["number"]), found["unit"]
    if unit == "%" and whole:
        value = number / 100 * whole
    elif unit in _OF_FONT:
        value = number * _OF_FONT[unit] * size
    elif unit in _UNITS:
        value = number * _UNITS[unit]
    else:
        return None
    return value if abs(value) < _MAX else None


def numbers(text: str, size: float, whole: float = 0) -> list[float]:
    """A list of lengths in px; those that cannot be read are left out."""
    found = (length(part, size, whole) for part in text.replace(",", " ").split())
    return [value for value in found if value is not None]


class Styles:
    """The style sheets of a drawing; ``of`` gives the declarations of an element."""

    def __init__(self, root: Element) -> None:
        sheets = ["".join(element.itertext()) for element in root.iter(f"{SVG}style")]
        self._matched: dict[Element, dict[str, str]] = {}
        if any(sheet.strip() for sheet in sheets):
            self._match(root, sheets)

    def _match(self, root: Element, sheets: list[str]) -> None:
        from cssselect2 import ElementWrapper, Matcher, SelectorError, compile_selector_list
        from tinycss2 import parse_stylesheet

        matcher = Matcher()
        for sheet in sheets:
            for rule in parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True):
                if rule.type == "qualified-rule" and (declared := dict(_declarations(rule.content))):
                    try:
                        for selector in compile_selector_list(rule.prelude):
                            matcher.add_selector(selector, declared)
                    except SelectorError:
                        continue
        for wrapper in ElementWrapper.from_xml_root(root).iter_subtree():
            for _, _, _, declared in sorted(matcher.match(wrapper), key=lambda found: found[:2]):
                self._matched.setdefault(wrapper.etree_element, {}).update(declared)

    def of(self, element: Element) -> Mapping[str, str]:
        """What an element declares, its style attribute first, then style sheets, then its other attributes."""
        found = {name: value for name, value in element.attrib.items() if name in _READ}
        found |= self._matched.get(element, {})
        return found | dict(_declarations(element.get("style", "")))


def _declarations(source: Any) -> Iterator[tuple[str, str]]:
    if not source:
        return
    from tinycss2 import parse_declaration_list, serialize

    for one in parse_declaration_list(source, skip_comments=True, skip_whitespace=True):
        if one.type == "declaration" and one.lower_name in _READ:
            yield one.lower_name, serialize(one.value).strip()


def inherited(style: Style, element: Element, declared: Mapping[str, str]) -> Style:
    """The style of an element inside another one."""
    font = declared.get("font", "")
    whole, bold = _SIZE_IN_FONT.search(font), _WEIGHT_IN_FONT.search(font)
    size = _size(declared.get("font-size") or (whole[1] if whole else ""), style.size)
    weight = declared.get("font-weight") or (bold[1] if bold else "normal" if font else "")
    space = element.get(_XML_SPACE) or declared.get("white-space", "")
    mode, display = declared.get("writing-mode", ""), declared.get("display", "")
    changed = replace(
        style,
        size=size,
        is_bold=_is_bold(weight, style) if weight else style.is_bold,
        fill=declared.get("fill", style.fill),
        opacity=declared.get("fill-opacity", style.opacity),
        anchor=declared.get("text-anchor", style.anchor),
        baseline=declared.get("dominant-baseline") or declared.get("alignment-baseline") or style.baseline,
        shift=style.shift + _shift(declared.get("baseline-shift", ""), style.size),
        is_hidden=style.is_hidden or display == "none" or not size or declared.get("fill-opacity") in _NOTHING,
        is_vertical=mode.startswith(("tb", "vertical")) if mode else style.is_vertical,
        keeps_space=space in {"preserve", "pre", "pre-wrap"} if space else style.keeps_space,
    )
    return replace(changed, is_hidden=True) if declared.get("visibility", "visible") != "visible" else changed


def _size(text: str, around: float) -> float:
    """A font size in px, inside text of another."""
    if text in _NAMED:
        return _NAMED[text]
    if text in {"smaller", "larger"}:
        return around * (1.2 if text == "larger" else 1 / 1.2)
    size = length(text, around)
    return around if size is None or size < 0 else size


def _is_bold(weight: str, style: Style) -> bool:
    if weight in {"bold", "bolder"}:
        return True
    return style.is_bold if weight == "inherit" else is_digits(weight) and int(weight) >= _BOLD


def _shift(text: str, size: float) -> float:
    if text in {"sub", "super"}:
        return size * (0.33 if text == "super" else -0.2)
    return length(text, size) or 0
