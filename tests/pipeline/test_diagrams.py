"""Diagrams on paper and on screens: all their texts are text, in reading order."""

from __future__ import annotations

import pypdfium2

from tests.compose.test_diagrams import STRUCTURE, files_with
from tests.conftest import WriteProject
from yanbao import api


def test_their_texts_can_be_read_and_copied(write_project: WriteProject) -> None:
    root = write_project(files_with(STRUCTURE))
    api.build(root)
    with pypdfium2.PdfDocument(root / "build/demo.pdf") as document:
        words = "".join(page.get_textpage().get_text_range() for page in document).split()
    first = words.index("数据中心")
    read = [
        "数据中心",
        "浙数文化",
        "−7%",
        "供给",
        "应用",
        "影视",
        "华策影视",
        "+36%",
        "上海电影",
        "音乐",
        "昆仑万维",
        "+6%",
    ]
    assert words[first : first + len(read)] == read
    html = (root / "build/demo.html").read_text(encoding="utf-8")
    assert 'title="300418.SZ"' in html
    assert "共2层：算力（数据中心）" in html
