"""Minifies matplotlib's SVG, for WeasyPrint and for inlining several in one HTML page under a strict policy."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

_SVG = "http://www.w3.org/2000/svg"
_NAMESPACE = re.compile(r"\{.*\}")
_AROUND_COMMAND = re.compile(r"\s*([A-Za-z])\s*")
_PLACE = re.compile(r"^translate\((\S+) (\S+)\)$")


def lean(text: str, family: str, size: float, fallback: str = "") -> str:
    """Rewrite an SVG document written by matplotlib.

    Removed: prolog, metadata, groups with their ids (equal in every chart), the style sheet (inline in HTML it would
    apply to the whole page), default values. Added: once, at the root, ``family`` and the one for what it lacks, and
    ``size`` (pt); presentation attributes in place of style attributes. Ids of definitions stay: matplotlib derives
    them from ``svg.hashsalt``.
    """
    source = ET.fromstring(text)  # noqa: S314 - written by matplotlib a moment ago, not by a stranger
    common = {"font-family": family, "font-size": f"{size:g}", "stroke-linejoin": "round"}
    # Avoids ElementTree's namespace prefixes: they are process-wide, and other libraries register theirs.
    size_of = {name: source.attrib[name] for name in ("width", "height", "viewBox")}
    root = ET.Element("svg", {"xmlns": _SVG, **size_of, **common})
    for element in _leaves(source):
        _simplify(element, common)
        root.append(element)
    root.set("font-family", f"{family}, {fallback}" if fallback else family)
    return ET.tostring(root, encoding="unicode")


def _leaves(element: ET.Element) -> list[ET.Element]:
    """The drawing elements in order, and the definitions they refer to."""
    found: list[ET.Element] = []
    for child in element:
        if child.tag == f"{{{_SVG}}}g" and not child.attrib.keys() - {"id"}:
            found += _leaves(child)
        elif child.find(f"{{{_SVG}}}style") is None:
            found.append(child)
    return found


def _simplify(element: ET.Element, common: dict[str, str]) -> None:
    element.tail = None
    element.tag = _NAMESPACE.sub("", element.tag)
    element.attrib = {_NAMESPACE.sub("", name): value for name, value in element.attrib.items()}
    for child in element:
        _simplify(child, common)
    for declaration in filter(None, element.attrib.pop("style", "").split("; ")):
        name, _, value = declaration.partition(": ")
        value = value.strip("'").removesuffix("px") if name.startswith("font-") else value
        if common.get(name) != value:
            element.set(name, value)
    if element.attrib.get("stroke-dashoffset") == "0":
        del element.attrib["stroke-dashoffset"]
    if "d" in element.attrib:
        element.set("d", _AROUND_COMMAND.sub(r"\1", element.attrib["d"]).rstrip())
    place = _PLACE.match(element.attrib.get("transform", ""))
    if element.tag == "text" and place:
        del element.attrib["transform"]
        element.set("x", place[1])
        element.set("y", place[2])
