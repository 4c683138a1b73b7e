"""Checks pictures. Pure: bytes in; a problem and its remedy out, both empty if the picture is fine."""

from __future__ import annotations

import base64
import re
import zlib
from xml.etree import ElementTree

from yanbao.load.drawings import too_much
from yanbao.load.findings import shorten
from yanbao.load.svgtexts import chunks, letters_of, simplify

MAX_PIXELS = 50_000_000

_SVG = re.compile(
    rb"\s*+(<\?xml[^>]*+>\s*+)?+(<!--.*?-->\s*+)*+(<!DOCTYPE svg[^>\[]*+>\s*+)?+(<!--.*?-->\s*+)*+<svg[\s>]", re.DOTALL
)
_PNG = b"\x89PNG\r\n\x1a\n"
_MARKER, _SCAN = 0xFF, 0xDA  # JPEG markers
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_BARE = {0x01, *range(0xD0, 0xDA)}  # markers without a length
_NAMESPACE = "{http://www.w3.org/2000/svg}"
_ELSEWHERE = re.compile(r"url\(\s*+['\"]?+(?!#|data:)([^)'\"]*)|@import\s+['\"]([^'\"]*)")

_LENGTH = re.compile(r"(?:[0-9]++(?:\.[0-9]++)?|\.[0-9]++)(?=[\s,]|px|pt|mm|cm|in|$)")

_SIDE = re.compile(
    r"auto|\+?(?=\.?[0-9])(?=[0.]*[1-9])[0-9]*+(?:\.[0-9]*+)?+(?:[eE][-+]?[0-9]{1,3})?(?:p[xtc]|[mc]m|in|r?em|ex|%)?"
)
"""A length above 0, or a share of the page."""

Problem = tuple[str, str]
_SOUND: Problem = ("", "")


def media_type(data: bytes) -> str:
    """The media type of a picture, by its signature; empty if unsupported."""
    if data.startswith(_PNG):
        return "image/png"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    return "image/svg+xml" if _SVG.match(data.removeprefix(b"\xef\xbb\xbf")) else ""


def letters_in(data: bytes) -> str:
    """The characters of the text of a sound picture, each once."""
    if media_type(data) != "image/svg+xml":
        return ""
    root = ElementTree.fromstring(data)  # noqa: S314 - found to be sound
    simplify(root)
    return letters_of(said for _, said in chunks(root, view_of(root)))


def data_uri(kind: str, data: bytes) -> str:
    """A picture of a media type as a data URI."""
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def problem_of(data: bytes) -> Problem:
    """The problem of a picture of a supported type."""
    if data.startswith(_PNG):
        width, height = (int.from_bytes(data[at : at + 4]) for at in (16, 20))
        if not width * height:
            return "has no pixels", "save it again"
        return _too_many_pixels(width, height) or (_SOUND if _is_whole_png(data, width, height) else _cut_short())
    if data.startswith(b"\xff\xd8\xff"):
        return _too_many_pixels(*_jpeg_size(data)) or (_SOUND if b"\xff\xd9" in data[-64:] else _cut_short())
    return _svg_problem(data)


def ratio_of(data: bytes) -> float:
    """Width by height of a sound picture; 2 for an SVG that does not say, as browsers draw it."""
    width: float
    height: float
    if data.startswith(_PNG):
        width, height = (int.from_bytes(data[at : at + 4]) for at in (16, 20))
    elif data.startswith(b"\xff\xd8\xff"):
        width, height = _jpeg_size(data)
    else:
        width, height = _svg_size(ElementTree.fromstring(data))  # noqa: S314 - found to be sound
    return width / height if width and height else 2.0


def view_of(root: ElementTree.Element) -> tuple[float, float]:
    """Width and height of a drawing in its own units; zeros if it does not say."""
    box = _LENGTH.findall(root.get("viewBox", ""))
    return (float(box[2]), float(box[3])) if len(box) == 4 else _svg_size(root)


def _svg_size(root: ElementTree.Element) -> tuple[float, float]:
    sides = [_LENGTH.match(root.get(name, "")) for name in ("width", "height")]
    box = _LENGTH.findall(root.get("viewBox", ""))
    if sides[0] and sides[1]:
        return float(sides[0][0]), float(sides[1][0])
    return (float(box[2]), float(box[3])) if len(box) == 4 else (0, 0)


def _too_many_pixels(width: int, height: int) -> Problem | None:
    if width * height <= MAX_PIXELS:
        return None
    return f"has {width} × {height} pixels", f"make it smaller: {MAX_PIXELS // 1_000_000} million are enough"


def _is_whole_png(data: bytes, width: int, height: int) -> bool:
    """True if a PNG has all chunks to its end, and a byte for each that its pixels need; of interlaced ones, any."""
    depth, kind, _, _, interlaced = data[24:29]
    row = 1 + (width * depth * _CHANNELS.get(kind, 1) + 7) // 8
    unpacking, made, at = zlib.decompressobj(), 0, len(_PNG)
    try:
        while data[at + 4 : at + 8] != b"IEND":
            size = int.from_bytes(data[at : at + 4])
            if at + 12 + size > len(data):
                return False
            if data[at + 4 : at + 8] == b"IDAT":
                packed = data[at + 8 : at + 8 + size]
                while packed:
                    made += len(unpacking.decompress(packed, 1 << 20))
                    packed = unpacking.unconsumed_tail
            at += 12 + size
    except zlib.error:
        return False
    return made > 0 if interlaced else made >= row * height


_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Samples of a pixel by the PNG's colour type."""


def _jpeg_size(data: bytes) -> tuple[int, int]:
    """Width and height from the frame headers, the largest if several; zeros if there is none."""
    size, at = (0, 0), 2
    while at + 9 <= len(data) and data[at] == _MARKER and data[at + 1] != _SCAN:
        kind, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4])
        if kind in _FRAMES:
            height, width = (int.from_bytes(data[start : start + 2]) for start in (at + 5, at + 7))
            size = max(size, (width, height), key=lambda sides: sides[0] * sides[1])
        if kind == _MARKER:  # padding
            at += 1
        else:
            at += 2 if kind in _BARE else 2 + max(length, 2)
    return size


def _cut_short() -> Problem:
    return "is cut short", "save it again: a part of the file is missing"


def _svg_problem(data: bytes) -> Problem:
    """The first problem of an SVG; document types, and thus entities, have been refused."""
    try:
        root = ElementTree.fromstring(data)  # noqa: S314 - without a document type there are no entities
    except ElementTree.ParseError as error:
        return f"cannot be read: {error}", "export it again"
    except RecursionError:
        return "is nested too deeply", "export it again, with fewer groups"
    if any(name in root.attrib and not _SIDE.fullmatch(root.attrib[name].strip()) for name in ("width", "height")):
        return "has a width or height that is no length", "export it again"
    if not root.tag.startswith(_NAMESPACE):
        return "has no namespace", 'write <svg xmlns="http://www.w3.org/2000/svg" …>'
    for element in root.iter():
        tag = str(element.tag).removeprefix(_NAMESPACE)
        if target := _elsewhere(element, tag):
            return f"refers to '{shorten(target)}', and a build fetches nothing", "embed it in the picture"
    return too_much(root) or simplify(root) or _SOUND


def _elsewhere(element: ElementTree.Element, tag: str) -> str:
    """The external resource that an element displays; links do not count."""
    for name, value in element.attrib.items():
        if name.rpartition("}")[2] == "href" and tag != "a" and not value.startswith(("#", "data:")):
            return value
    for text in (*element.attrib.values(), element.text or ""):
        if found := _ELSEWHERE.search(text):
            return (found[1] or found[2] or "").strip()
    return ""
