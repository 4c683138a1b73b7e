"""Real sheets: typeset by WeasyPrint with the report's fonts, linked, with all that binding has to put right."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image
from weasyprint import HTML

from tests.fonts import font_family, subset_fonts
from yanbao.bind import bind
from yanbao.model.fonts import Fonts
from yanbao.model.sheet import FontSet, Imprint, OutlineItem, Place, Sheet
from yanbao.typeset.structure import complete

TOKENS = font_family()
PX = 0.75  # in pt


def data_uri(kind: str, data: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def _logo() -> bytes:
    file = io.BytesIO()
    Image.linear_gradient("L").resize((40, 40)).convert("RGBA").save(file, "PNG")
    return file.getvalue()


CHART = """
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100" width="200" height="100">
<rect width="57" height="20" fill="#c00"/>
<g opacity="0.5"><text x="10" y="60" font-family="Test Sans" font-size="14">图中胜率57%</text></g>
<text x="10" y="90" font-family="Test Sans" font-size="14" font-weight="bold">图中粗体</text>
</svg>
"""
LOGO = f'<img alt="标志" style="width:20px" src="{data_uri("image/png", _logo())}">'
STYLE = """
@page { size: 400px 400px; margin: 30px; @bottom-right { content: "第" counter(page) "页" } }
html { font: 12px "Test Sans" }
.soft { opacity: 0.6 }
.tight { font-feature-settings: "halt" }
"""
TABLE = """
<table><caption>表1</caption><thead><tr><th>名称</th><th>值</th></tr></thead>
<tbody><tr><th scope="row">谷歌</th><td>1.5</td></tr></tbody></table>
"""
PAGES = (
    f"""<h1 id="cover">研报（封面）</h1><p>{LOGO} 见<a href="yanbao:gemini">图5</a>与<a href="yanbao:late">后文</a>，
    外部<a href="https://example.com/a">网址</a>。</p>
    <div class="soft">半透明<b class="soft" style="display:block">粗体</b></div>{TABLE}""",
    f"""<h1 id="models">大模型</h1><p class="tight">《研报》（，）efficient。</p>
    <h2 id="gemini" style="margin-top:50px">谷歌</h2><img alt="胜率" style="margin-left:40px"
    src="{data_uri("image/svg+xml", CHART.encode())}"><p id="late" style="break-before:page">
    {LOGO} 次页，<a href="yanbao:cover">回封面</a></p>""",
    f"""<h1 id="end">风险</h1><ul><li>一</li><li>二<ul><li>三</li></ul></li></ul>
    {TABLE}<a href="#end">本页</a>""",
)
OUTLINE = (
    OutlineItem("封面", "cover", 0),
    OutlineItem("大模型", "models", 0),
    OutlineItem("谷歌", "gemini", 1),
    OutlineItem("次页", "late", 2),
    OutlineItem("风险", "end", 0),
)
IMPRINT = Imprint(
    "人工智能行业专题", "某证券研究所", "多模态", "行业专题, 传媒", "zh-CN", "2024-04-22", "yanbao-provenance/1 0.1.0 -"
)

Typeset = Callable[[str], Sheet]


@pytest.fixture(scope="session")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> FontSet:
    return make_fonts("".join((*PAGES, CHART, STYLE, "•◦")), tmp_path_factory.mktemp("fonts"))


def make_fonts(text: str, folder: Path, tokens: Fonts = TOKENS) -> FontSet:
    return subset_fonts(tokens, text, folder)[0]


def typeset_with(fonts: FontSet, body: str, finish: Callable[..., None] = complete) -> Sheet:
    faces = "".join(
        f"@font-face {{ font-family: 'Test Sans'; font-weight: {face.weight}; src: url({face.path.as_uri()}) }}"
        for face in fonts.faces
    )
    html = f"<!DOCTYPE html><html lang=zh-CN><title>页</title><style>{faces}{STYLE}</style><main>{body}</main></html>"
    document = HTML(string=html).render(pdf_variant="pdf/ua-1")
    anchors = {
        anchor: Place(number, (page.height - top) * PX)
        for number, page in enumerate(document.pages)
        for anchor, (_, top, _, _) in page.anchors.items()
    }
    pdf = document.write_pdf(pdf_variant="pdf/ua-1", finisher=lambda _, pdf: finish(pdf, next(iter(anchors), "")))
    return Sheet(pdf, len(document.pages), anchors)


@pytest.fixture(scope="session")
def typeset(fonts: FontSet) -> Typeset:
    return lambda body: typeset_with(fonts, body)


@pytest.fixture(scope="session")
def sheets(typeset: Typeset) -> Sequence[Sheet]:
    return [typeset(body) for body in PAGES]


@pytest.fixture(scope="session")
def bound(sheets: Sequence[Sheet], fonts: FontSet) -> bytes:
    return bind(sheets, OUTLINE, IMPRINT, fonts)


def rendered(data: bytes) -> Any:
    """The file as pypdfium2's PdfDocument: another reader than the one that wrote it."""
    return pypdfium2.PdfDocument(data)


@pytest.fixture
def pdf(bound: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(bound))
