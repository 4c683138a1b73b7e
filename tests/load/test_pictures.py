"""Pictures that could not be printed, or not as they are, are refused."""

from __future__ import annotations

import struct
import zlib

import pytest

from yanbao.load.pictures import media_type, problem_of


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress(bytes(height * (1 + width)) if width * height < 20_000_000 else b"")
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", pixels) + _chunk(b"IEND", b"")


def _half(width: int, height: int) -> bytes:
    """A PNG with all chunks, and half of its pixels."""
    whole, half = png(width, height), png(width, height // 2)
    return whole[:33] + half[33:]


def _svg(inner: str, attributes: str = 'xmlns="http://www.w3.org/2000/svg"') -> bytes:
    return f"<svg {attributes}>{inner}</svg>".encode()


def _jpeg(width: int, height: int, frame: int = 0xC0, before: bytes = b"") -> bytes:
    info = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF" + b"\0" * 10
    head = struct.pack(">BBHBHHB", 0xFF, frame, 17, 8, height, width, 3) + b"\0" * 9
    return b"\xff\xd8" + info + before + head + b"\xff\xda" + b"x" * 100 + b"\xff\xd9"


JPEG = b"\xff\xd8\xff\xe0" + b"x" * 100 + b"\xff\xd9"


@pytest.mark.parametrize(
    "data",
    [
        png(4000, 3000),
        JPEG,
        png(1, 1),
        _svg("", 'xmlns="http://www.w3.org/2000/svg" width="12.5cm" height="0.5e2em"'),
        _svg("", 'xmlns="http://www.w3.org/2000/svg" width="100%" height="auto"'),
        JPEG + b"\n",
        _jpeg(7000, 7000),
        _svg('<rect style="fill:url(#a)"/><use href="#b"/><a href="https://example.com"><path d=""/></a>'),
        b"\xef\xbb\xbf" + _svg('<image href="data:image/png;base64,AA=="/>'),
    ],
)
def test_sound_pictures(data: bytes) -> None:
    assert media_type(data)
    assert problem_of(data) == ("", "")


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (png(4000, 3000)[:-40], "is cut short"),
        (_half(400, 300), "is cut short"),
        (png(0, 0), "has no pixels"),
        (
            _svg("", 'xmlns="http://www.w3.org/2000/svg" width="NaN" height="5"'),
            "has a width or height that is no length",
        ),
        (
            _svg("", 'xmlns="http://www.w3.org/2000/svg" width="10" height="-5"'),
            "has a width or height that is no length",
        ),
        (
            _svg("", 'xmlns="http://www.w3.org/2000/svg" width="0" height="0.0px"'),
            "has a width or height that is no length",
        ),
        (_svg("<switch><foreignObject><p>文字</p></foreignObject></switch>"), "has HTML in it, '文字', without a text"),
        (_svg("<foreignObject><p>文字</p></foreignObject>"), "has HTML in it, '文字', which is not in a PDF"),
        (_svg("<text><textPath href='#p'>文字</textPath></text>"), "has text along a path, '文字'"),
        (_svg('<text writing-mode="tb">文字</text>'), "has vertical text, '文字'"),
        (_svg("<style>.v {writing-mode: vertical-rl}</style><text class='v'>文字</text>"), "has vertical text, '文字'"),
        (_svg('<text rotate="30">文字</text>'), "has letters that are turned one by one, '文字'"),
        (_svg("<clipPath id='c'><text>文字</text></clipPath>"), "has text in a clipPath"),
        (_svg(f"<text>{'文' * 50_001}</text>"), "has 50001 characters of text"),
        (
            _svg("<switch><foreignObject><p>甲<img/></p></foreignObject><text>甲</text></switch>"),
            "has HTML in it, '甲' with <img>",
        ),
        (
            _svg("<switch><foreignObject><p>甲<s>乙</s></p></foreignObject><text>甲</text></switch>"),
            "has struck text in it, '乙'",
        ),
        (JPEG[:50], "is cut short"),
        (png(12000, 12000), "has 12000 × 12000 pixels"),
        (_jpeg(65000, 1000), "has 65000 × 1000 pixels"),
        (_jpeg(10000, 9000, frame=0xC2, before=b"\xff\xff\xfe\0\4xx\xff\x01"), "has 10000 × 9000 pixels"),
        (b"<svg><rect", "cannot be read"),
        (_svg("&a;"), "cannot be read"),
        (_svg("<rect/>", ""), "has no namespace"),
        (_svg('<image href="http://example.com/a.png"/>'), "refers to 'http://example.com/a.png'"),
        (_svg('<image href="file:///etc/passwd"/>'), "refers to 'file:///etc/passwd'"),
        (
            _svg(
                '<use x:href="b.svg#c"/>', 'xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink"'
            ),
            "refers to 'b.svg#c'",
        ),
        (_svg("<style>@import url(http://example.com/a.css);</style>"), "refers to 'http://example.com/a.css'"),
        (_svg("<style>a{fill:url('#b')} b{fill:url('c.svg')}</style>"), "refers to 'c.svg'"),
        (_svg('<rect style="fill: url(http://example.com/b)"/>'), "refers to 'http://example.com/b'"),
    ],
)
def test_unsound_pictures(data: bytes, problem: str) -> None:
    assert media_type(data)
    assert problem_of(data)[0].startswith(problem)


def test_text_in_groups_is_counted_once() -> None:
    assert problem_of(_svg(f"<g><g><text>{'文' * 30_000}</text></g></g>"))[0] == ""


BOMB = "".join(f'<g id="l{n}">' + f'<use href="#l{n - 1}"/>' * 10 + "</g>" for n in range(1, 12))
PATTERNS = "".join(
    f'<pattern id="p{n}"><rect class="c{n - 1}"/><rect class="c{n - 1}"/></pattern>' for n in range(1, 40)
)
STYLES = "<style>" + "".join(f".c{n} {{ fill: url(#p{n}) }}" for n in range(40)) + "</style>"
MARKED = '<marker id="m">' + "<rect/>" * 300 + "</marker>"


@pytest.mark.parametrize(
    ("inner", "problem"),
    [
        ("<rect/>" * 60_000, "draws more than"),
        ('<g id="l0"><rect/></g>' + BOMB, "draws more than"),
        (STYLES + PATTERNS + '<rect class="c39"/>', "draws more than"),
        (MARKED + f'<path marker-mid="url(#m)" d="M0 0 {"L1 1 " * 400}"/>', "draws more than"),
        (f"<style>path {{marker: url(#m)}}</style>{MARKED}<path d='M0 0 {'L1 1 ' * 400}'/>", "draws more than"),
        ('<text id="t" x="' + "1 " * 200 + '">' + "字" * 200 + "</text>" + '<use href="#t"/>' * 300, "draws more than"),
        (f'<text id="t">{"字" * 9_000}</text>' + '<use href="#t"/>' * 60, "draws more than"),
        ("<g>" * 5_000 + "</g>" * 5_000, "is nested in more than"),
        ("".join(f'<g id="a{n}"><use href="#a{n + 1}"/></g>' for n in range(500)), "is nested in more than"),
        ('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>', "has a part that refers to itself"),
        ('<g id="a"><rect fill="url(#p)"/></g><pattern id="p"><use href="#a"/></pattern>', "refers to itself"),
    ],
)
def test_what_draws_too_much(inner: str, problem: str) -> None:
    assert problem in problem_of(_svg(inner))[0]


def test_what_many_programs_write() -> None:
    gradients = '<linearGradient id="a"/><linearGradient id="b" href="#a"><stop class="s"/></linearGradient>'
    styles = "<style>.s, rect { fill: url(#b); }</style>"
    assert problem_of(_svg(styles + gradients + '<g class="s"><rect class="s"/></g><use href="#none"/>' * 50)) == (
        "",
        "",
    )


@pytest.mark.parametrize(
    "data", [b"<!---->" * 100_000, b"<!--" * 100_000, b"<?xml " * 100_000, b" " * 1_000_000, b"<!DOCTYPE svg " * 9_999]
)
def test_long_beginnings_are_told_from_a_picture(data: bytes) -> None:
    assert not media_type(data + b"x")
