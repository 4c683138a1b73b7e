"""Pictures with text: searchable on paper, the same on the screen, and checked like other text."""

from __future__ import annotations

import re
from base64 import b64decode
from pathlib import Path

import pypdfium2
import pytest

from tests.conftest import WriteProject
from tests.pipeline.test_themes import html, make, pages
from yanbao.pipeline import check

PICTURES = Path(__file__).parents[1] / "pictures"
INTRO = """\
section: 图示
pages:
  - title: 平台
    blocks:
      - image: {title: 平台架构, file: pictures/drawio.svg, alt: 从内容到用户, source: google}
  - title: 产业链
    blocks:
      - pictures:
          title: 两种图示
          source: google
          items:
            - {file: pictures/visio.svg, alt: 制作与分发}
            - {file: pictures/powerpoint.svg, alt: 投资与风险}
"""


def project(write_project: WriteProject, intro: str = INTRO, **changed: str) -> Path:
    files = {f"content/demo/pictures/{file.name}": file.read_text(encoding="utf-8") for file in PICTURES.iterdir()}
    files |= {f"content/demo/pictures/{name}.svg": text for name, text in changed.items()}
    return write_project({"content/demo/intro.yaml": intro, **files})


def test_text_of_pictures_can_be_copied_from_the_pdf(write_project: WriteProject) -> None:
    root = project(write_project)
    assert [found for found in make(root) if found.level != "hint"] == []
    text = "".join(pages(root)[3:])
    for words in (
        "内容生产平台",
        "Inference Gateway",
        "数据回流",
        "内容制作",
        "AIGC",
        "Wk1(s)",
        "同比增长35%",
        "风险提示",
    ):
        assert words in text
    assert "cannot display" not in text


def test_the_html_shows_the_same_pictures(write_project: WriteProject, tmp_path: Path) -> None:
    """Drawn by the typesetter from the HTML's data URIs, they look as in the PDF."""
    root = project(write_project)
    make(root)
    drawn = re.findall(r'<img class="picture" src="data:image/svg\+xml;base64,([^"]+)"', html(root))
    assert len(drawn) == 3
    assert not any(b"<text" in b64decode(data) for data in drawn)
    files = {
        "content/demo/pictures/" + name: b64decode(data).decode()
        for name, data in zip(("drawio.svg", "visio.svg", "powerpoint.svg"), drawn, strict=True)
    }
    with pypdfium2.PdfDocument(root / "build/demo.pdf") as document:
        before = [document[at].render(scale=2).to_numpy().astype(int) for at in (3, 4)]
    for name, text in files.items():
        (root / name).write_text(text, encoding="utf-8")
    make(root)
    with pypdfium2.PdfDocument(root / "build/demo.pdf") as document:
        after = [document[at].render(scale=2).to_numpy().astype(int) for at in (3, 4)]
    for one, other in zip(before, after, strict=True):
        assert (abs(one - other) > 100).mean() < 0.0003


def test_a_character_that_no_font_has_is_found_in_a_picture(write_project: WriteProject) -> None:
    svg = (PICTURES / "powerpoint.svg").read_text(encoding="utf-8").replace("风险", "한국")
    [found] = [one for one in check(project(write_project, powerpoint=svg)) if one.level == "error"]
    assert (found.rule, found.mark.file, found.mark.line) == ("missing-glyph", "content/demo/intro.yaml", 9)
    assert "'국' (U+AD6D), '한' (U+D55C)" in found.message


def test_text_that_is_too_small_on_paper_is_told(write_project: WriteProject) -> None:
    svg = (PICTURES / "powerpoint.svg").read_text(encoding="utf-8").replace('font-size="16"', 'font-size="5"')
    found = [one for one in make(project(write_project, powerpoint=svg)) if one.rule == "small-text"]
    assert [(one.mark.file, one.mark.line) for one in found] == [("content/demo/intro.yaml", 9)]
    assert re.search(r"'\(IDC\)' is set in 3\.\d+ pt, in a picture", found[0].message)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            '<switch><foreignObject><p xmlns="http://www.w3.org/1999/xhtml">图注</p></foreignObject></switch>',
            "without a text",
        ),
        ('<text><textPath href="#a">沿线</textPath></text>', "has text along a path, '沿线'"),
    ],
)
def test_what_cannot_be_set_is_told_at_the_picture(write_project: WriteProject, text: str, problem: str) -> None:
    root = project(write_project, drawio=f'<svg xmlns="http://www.w3.org/2000/svg">{text}</svg>')
    [found] = [one for one in check(root) if one.level == "error"]
    assert (found.rule, found.mark.line, found.mark.column) == ("bad-image", 5, 36)
    assert problem in found.message
    assert found.help
