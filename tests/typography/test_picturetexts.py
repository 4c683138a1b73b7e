"""Text of pictures, as draw.io, Visio and PowerPoint write it, in the report's fonts."""

from __future__ import annotations

import re
from base64 import b64decode
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from tests.fonts import font_family
from yanbao.load.pictures import problem_of
from yanbao.typography.picturetexts import set_texts

PICTURES = Path(__file__).parents[1] / "pictures"
FONTS = font_family()


def parsed(uri: str) -> Element:
    kind, _, data = uri.partition(",")
    assert kind == "data:image/svg+xml;base64"
    return ElementTree.fromstring(b64decode(data))


def on_paper(inner: str, view: str = "0 0 200 100") -> Element:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}">{inner}</svg>'.encode()
    assert problem_of(svg) == ("", "")
    return parsed(set_texts(svg, FONTS).on_paper)


def lines(root: Element) -> list[tuple[str, float, float]]:
    """Each text with its place, as far as that is in its attributes."""
    return [
        (text.text or "", round(float(text.get("x", 0)), 1), round(float(text.get("y", 0)), 1))
        for text in root.iter("{http://www.w3.org/2000/svg}text")
    ]


def looks(root: Element, name: str) -> list[str]:
    found = (re.search(rf"(?:^|;){name}:([^;]*)", text.get("style", "")) for text in root.iterfind(".//{*}text"))
    return [one[1] if one else "" for one in found]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "drawio",
            [
                "内容生产平台",
                *("模型推理服务", "Inference Gateway", "（含多租户隔离与计", "费）"),
                "分发",
                *("终端用户通过网页、移", "动应用与开放接口", "（API）使用生成的视", "频内容"),
                "数据回流",
            ],
        ),
        ("visio", ["内容制作", "AIGC", "W", "k1", "(s)", "分发渠道"]),
        ("powerpoint", ["算力", "基础设施", "(IDC)", "2024年投资额", "同比增长35%", "风险提示"]),
    ],
)
def test_what_programs_write_is_set_whole_on_paper_and_drawn_on_screen(name: str, said: list[str]) -> None:
    data = (PICTURES / f"{name}.svg").read_bytes()
    assert problem_of(data) == ("", "")
    made = set_texts(data, FONTS)
    assert [text for text, *_ in lines(parsed(made.on_paper))] == said
    assert set(made.letters) >= set("".join(said)) - {" "}
    screen = parsed(made.uri)
    assert not list(screen.iterfind(".//{*}text"))
    assert not list(screen.iterfind(".//{*}foreignObject"))
    paths = [
        path
        for path in screen.iterfind(".//{*}path")
        if path.get("style") is not None and path.get("d", "").count("Q") > 5
    ]
    assert len(paths) >= len(said) - 1


def test_a_label_has_the_lines_of_its_html_around_its_middle() -> None:
    root = parsed(set_texts((PICTURES / "drawio.svg").read_bytes(), FONTS).on_paper)
    found = {text: y for text, _, y in lines(root)}
    four = [found[text] for text in ("模型推理服务", "Inference Gateway", "（含多租户隔离与计", "费）")]
    assert [round(later - former, 1) for former, later in pairwise(four)] == [14.4, 14.4, 14.4]
    assert sum(four) / 4 == pytest.approx(54, abs=0.1)
    assert found["终端用户通过网页、移"] == 38  # from the top
    bold = dict(zip([text for text, *_ in lines(root)], looks(root, "font-weight"), strict=True))
    assert (bold["模型推理服务"], bold["内容生产平台"]) == ("700", "400")
    grounds = [float(rect.get("width", "")) for rect in root.iterfind(".//{*}rect[@style='fill:#ffffff;stroke:none']")]
    assert grounds == pytest.approx([22, 44], abs=0.1)  # behind 分发 and 数据回流, which stand on lines


def label(inner: str, text: str, style: str = "", more: str = "") -> str:
    """A label as draw.io writes it."""
    div = '<div xmlns="http://www.w3.org/1999/xhtml" style="display: flex; width: 118px;">'
    block = f'<div style="display: inline-block; font-size: 10px; color: #333333; white-space: normal; {style}">'
    html = f"<foreignObject>{div}<div style='font-size: 0'>{block}{inner}</div></div></div></foreignObject>"
    fallback = f'<text x="60" y="50" fill="#333333" font-size="10px" text-anchor="middle" {more}>{text}</text>'
    return f"<switch>{html}{fallback}</switch>"


def told(root: Element) -> list[tuple[str, str, str, str]]:
    """Each text with its weight, colour and size."""
    found = (looks(root, name) for name in ("font-weight", "fill", "font-size"))
    return list(zip([text for text, *_ in lines(root)], *found, strict=True))


@pytest.mark.parametrize(
    ("inner", "texts"),
    [
        ("模型<b>推理</b>", [("模型", "400", "", "10px"), ("推理", "700", "", "10px")]),
        ("<b>模型</b>", [("模型", "700", "", "10px")]),
        ('模型<font color="#cc0000">推理</font>', [("模型", "400", "", "10px"), ("推理", "400", "#cc0000", "10px")]),
        (
            '<span style="color: rgb(204, 0, 0); font-weight: 700;">甲</span>乙',
            [("甲", "700", "rgb(204, 0, 0)", "10px"), ("乙", "400", "", "10px")],
        ),
        (
            '<font style="color: light-dark(#cc0000, #ff9999);">甲<b>乙</b></font>',
            [("甲", "400", "#cc0000", "10px"), ("乙", "700", "#cc0000", "10px")],
        ),
        ("面积m<sup>2</sup>", [("面积m", "400", "", "10px"), ("2", "400", "", "7px")]),
        ('<font style="font-size: 14px;">甲</font>乙', [("甲", "400", "", "14px"), ("乙", "400", "", "10px")]),
        ('<font style="color: inherit;">甲</font>乙', [("甲乙", "400", "", "10px")]),
    ],
)
def test_parts_of_a_label_keep_their_weight_colour_and_size(inner: str, texts: list[tuple[str, ...]]) -> None:
    found = told(on_paper(label(inner, "模型...")))
    assert [(text, weight, fill.replace("#333333", ""), size) for text, weight, fill, size in found] == texts


def test_parts_that_are_not_bold_stay_so_in_a_bold_label() -> None:
    inner = '甲<span style="font-weight: normal">乙</span>'
    found = told(on_paper(label(inner, "甲乙", "font-weight: bold;", 'font-weight="bold"')))
    assert [(text, weight) for text, weight, *_ in found] == [("甲", "700"), ("乙", "400")]


def test_parts_of_a_label_stand_side_by_side_and_on_the_screen_too() -> None:
    inner = label("甲乙<b>丙丁</b><br/>戊", "甲乙...")
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">{inner}</svg>'
    made = set_texts(svg.encode(), FONTS)
    assert lines(parsed(made.on_paper)) == [("甲乙", 40, 44), ("丙丁", 60, 44), ("戊", 55, 56)]
    assert len(list(parsed(made.uri).iterfind(".//{*}path"))) == 3


def test_larger_lines_are_further_apart() -> None:
    root = on_paper(label('甲<br/><span style="font-size: 20px">乙</span><br/>丙', "甲..."))
    assert [y for *_, y in lines(root)] == [32, 56, 68]


def test_colours_and_weights_of_tspans_are_kept() -> None:
    inner = (
        '<text x="5" y="9" font-size="10" fill="#333333">甲<tspan fill="#cc0000" font-weight="bold">乙</tspan></text>'
    )
    assert told(on_paper(inner)) == [("甲", "400", "#333333", "10px"), ("乙", "700", "#cc0000", "10px")]


def test_anchors_go_by_the_widths_of_the_reports_font() -> None:
    both = '文字<tspan font-weight="bold">四个</tspan>'
    inner = "".join(
        f'<text x="100" y="{20 * at}" font-size="10" text-anchor="{anchor}">{both}</text>'
        for at, anchor in enumerate(("start", "middle", "end"), 1)
    )
    assert lines(on_paper(inner)) == [
        *(("文字", 100, 20), ("四个", 120, 20)),
        *(("文字", 80, 40), ("四个", 100, 40)),
        *(("文字", 60, 60), ("四个", 80, 60)),
    ]


@pytest.mark.parametrize(
    ("inner", "places"),
    [
        (
            '<text x="5" y="9">甲<tspan dx="3" dy="2">乙</tspan>丙</text>',
            [("甲", 5, 9), ("乙丙", 24, 11)],
        ),
        ('<text x="5 50" y="9">甲乙</text>', [("甲", 5, 9), ("乙", 50, 9)]),
        ('<text y="9"><tspan x="5">甲</tspan><tspan x="5" dy="1.5em">乙</tspan></text>', [("甲", 5, 9), ("乙", 5, 33)]),
        ('<text x="50%" y="50%">甲</text>', [("甲", 100, 50)]),
        ("<text x='5' y='9'>\n  甲\n  乙 </text>", [("甲 乙", 5, 9)]),
        ('<text x="5" y="9" font-size="10" dominant-baseline="middle">甲</text>', [("甲", 5, 12.8)]),
        (
            '<text x="5" y="9" font-size="10">甲<tspan baseline-shift="super">2</tspan></text>',
            [("甲", 5, 9), ("2", 15, 5.7)],
        ),
        ('<g display="none"><text x="5" y="9">甲</text></g><text>乙</text>', [("乙", 0, 0)]),
    ],
)
def test_places(inner: str, places: list[tuple[str, float, float]]) -> None:
    assert lines(on_paper(inner)) == places


@pytest.mark.parametrize(
    ("inner", "size"),
    [
        ('<text style="font-size: 9pt">甲</text>', "12px"),
        ("<style>.a {font-size: 2em} g {font-size: 5px}</style><g><text class='a'>甲</text></g>", "10px"),
        ('<text style="font: 700 11px Helvetica">甲</text>', "11px"),
        ('<text font-size="20" transform="scale(.5)">甲</text>', "20px"),
    ],
)
def test_sizes(inner: str, size: str) -> None:
    assert looks(on_paper(inner), "font-size") == [size]


@pytest.mark.parametrize(
    ("inner", "weight"),
    [
        ('<text style="font: 700 11px Helvetica">甲</text>', "700"),
        ('<text style="font: 11px/1.5 sans-serif">甲</text>', "400"),
        ('<g font-weight="bold"><text>甲</text></g>', "700"),
        ('<g font-weight="600"><text font-weight="400">甲</text></g>', "400"),
    ],
)
def test_weights(inner: str, weight: str) -> None:
    assert looks(on_paper(inner), "font-weight") == [weight]


def test_text_that_must_fit_is_made_narrower() -> None:
    [wide] = on_paper('<text x="5" y="9" font-size="10" textLength="30">四个文字</text>').iterfind(".//{*}text")
    assert wide.get("transform") == "matrix(0.75 0 0 1 5 9)"


def test_a_picture_says_how_large_its_smallest_text_is() -> None:
    inner = '<g transform="scale(0.5)"><text font-size="12">小</text></g><text font-size="8">大</text>'
    root = on_paper(inner)
    assert (root.get("data-least"), root.get("data-least-text")) == ("6.00 of 200.00 100.00", "小")


@pytest.mark.parametrize(("size", "digits"), [(0.05, 5), (12, 2), (423, 1)])
def test_outlines_are_as_exact_as_their_size_asks_for(size: float, digits: int) -> None:
    """LibreOffice draws in hundredths of a millimetre, others in a square of one unit."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text font-size="{size}">甲</text></svg>'
    [path] = parsed(set_texts(svg.encode(), FONTS).uri).iterfind(".//{*}path")
    assert {len(number) for number in re.findall(r"\d\.(\d+)", path.get("d", ""))} == {digits}


def test_colours_for_light_paper() -> None:
    [text] = on_paper('<text style="fill: light-dark(rgb(1, 2, 3), var(--x, #fff))">甲</text>').iterfind(".//{*}text")
    assert "fill:rgb(1, 2, 3);" in text.get("style", "")
