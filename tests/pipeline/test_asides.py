"""Notes in the margin: beside their text where a page has a margin column, below it elsewhere."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from tests.conftest import WriteProject
from tests.pipeline.test_themes import REPORT, html, make

ASIDE = """\
section: 行情
pages:
  - title: 有旁注的一页
    blocks:
      - aside: {text: 窗口扩展到百万，文字在前。, note: "上限由**厂商**公布。"}
      - columns:
          - aside: {text: 栏中也有文字一段。, note: 栏中旁注。}
          - text: 另一栏。
"""


def place(root: Path, words: str) -> tuple[float, float]:
    """The left end and the baseline of words on the page that has them, in pt."""
    with pypdfium2.PdfDocument(root / "build/demo.pdf") as document:
        for page in document:
            text = page.get_textpage()
            if (at := text.get_text_range().find(words)) >= 0:
                left, bottom, _, _ = text.get_charbox(at)
                return left, bottom
    raise AssertionError(words)


@pytest.mark.parametrize(("theme", "is_beside"), [("deck", False), ("note", True)])
def test_a_note_stands_in_the_margin_beside_its_text(
    write_project: WriteProject, theme: str, *, is_beside: bool
) -> None:
    root = write_project({"content/demo/report.yaml": REPORT + f"theme: {theme}\n", "content/demo/intro.yaml": ASIDE})
    assert [d for d in make(root) if d.rule not in ("missing-part", "empty-foot")] == []
    (left, top), (note_left, note_top) = place(root, "窗口扩展"), place(root, "上限由")
    assert (note_left > left + 300) is is_beside
    assert (abs(note_top - top) < 8) is is_beside
    (left, top), (note_left, note_top) = place(root, "栏中也有"), place(root, "栏中旁注")
    assert note_left == pytest.approx(left, abs=2)
    assert note_top < top - 8
    assert "<strong>厂商</strong>" in html(root)
