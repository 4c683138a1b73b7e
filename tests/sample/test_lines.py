"""The lines of the sample's prose, from the typesetter's boxes: none ends early, no last line is short."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from weasyprint.formatting_structure.boxes import BlockContainerBox, LineBox, TextBox

from tests.sample.conftest import ROOT
from yanbao import api
from yanbao.chinese import BREAK, CLOSING, JOIN, SPACE, breadth_of
from yanbao.typeset.typesetter import LaidOutPage

EARLY = 1.5
"""Em that a justified line may end before the edge."""

SHORTEST = 4
"""Em of a last line, without the marks at its end."""

_CONTROLS = SPACE + JOIN + BREAK


class _Line(NamedTuple):
    """A line of justified text: its words, by how many em it ends early, and whether it is the last of several."""

    words: str
    early: float
    is_last: bool


def _lines(box: Any) -> Iterator[_Line]:
    children = getattr(box, "children", ())
    if isinstance(box, BlockContainerBox) and children and all(isinstance(child, LineBox) for child in children):
        if box.style["text_align_all"] == "justify":
            yield from _of_paragraph(box)
        return
    for child in children:
        yield from _lines(child)


def _of_paragraph(box: Any) -> Iterator[_Line]:
    for number, line in enumerate(box.children):
        texts = [text for text in _texts(line) if text.pango_layout.text.strip(_CONTROLS + " ")]
        if texts:
            words = "".join(text.pango_layout.text for text in texts).translate(dict.fromkeys(map(ord, _CONTROLS)))
            end = max(text.position_x + text.width for text in texts)
            early = (box.content_box_x() + box.width - end) / box.style["font_size"]
            is_end = line.resume_at is None
            if not is_end or number:
                yield _Line(words, 0.0 if is_end else early, is_end)


def _texts(box: Any) -> Iterator[Any]:
    if isinstance(box, TextBox):
        yield box
    for child in getattr(box, "children", ()):
        if child.is_in_normal_flow():
            yield from _texts(child)


@pytest.mark.parametrize("slug", ["ai-media", "kunlun"])
def test_no_line_ends_early_and_no_last_line_is_short(
    slug: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = set[_Line]()
    typeset = LaidOutPage.typeset

    def seen(page: LaidOutPage, charts: Any) -> Any:
        boxes: Sequence[Any] = page._boxes
        found.update(line for box in boxes for line in _lines(box))
        return typeset(page, charts)

    monkeypatch.setattr(LaidOutPage, "typeset", seen)
    api.build(ROOT, [slug], output=tmp_path, formats="pdf", cache=False)
    assert len(found) > 50
    assert sorted((round(line.early, 2), line.words) for line in found if line.early > EARLY) == []
    assert [one.words for one in found if one.is_last and breadth_of(one.words.strip(CLOSING + " ")) < SHORTEST] == []
