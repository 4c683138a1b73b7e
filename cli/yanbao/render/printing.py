"""Checks that templates print all composed content: each text of each block, exactly once.

The page audit proves that the text of the HTML is on paper; this proves that composed text is in the HTML. Texts are
compared without markup, white space and case, so that a theme may wrap, break and style them freely.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, assert_never

from markupsafe import escape

from yanbao.model.caption import Caption
from yanbao.model.document import (
    AsideBlock,
    CalloutBlock,
    CardsBlock,
    ChartBlock,
    ColumnsBlock,
    ComposedBlock,
    ComposedPage,
    ExcerptBlock,
    ImageBlock,
    PicturesBlock,
    TableBlock,
    TakeawayBlock,
    TextBlock,
    walk,
)
from yanbao.model.drawn import CompaniesBlock, StructureBlock, TimelineBlock
from yanbao.model.html import Html
from yanbao.model.masthead import Masthead

LONG = 12
"""Length from which a text cannot be repeated by chance."""

_LEFT_OUT = re.compile(r"""<[^>]*\sdata-left-out=["']([^"']*)""")
"""The attribute of a cover that names what it leaves out: ``data-left-out="kind analysts"``."""

_MARKUP = re.compile(r"<[^>]*>|\s+")


class Misprint(NamedTuple):
    """A text that templates omit, or print ``twice``; with the indices of its page and block (negative: none)."""

    text: str
    page: int
    block: int
    twice: bool


def misprints(pages: Sequence[ComposedPage], masthead: Masthead, html: str) -> list[Misprint]:
    """Texts that templates omitted or repeated in the rendered HTML of some pages; covers print the masthead."""
    body = html[html.find("<body") :]
    printed = _plain(body)
    texts = [(_plain(text), at) for at, text in _texts(pages)]
    found = [
        Misprint(text, number, -1, twice=False)
        for number, page in enumerate(pages)
        if page.kind == "cover"
        for text in map(_plain, _of_masthead(masthead, _left_out(body)))
        if text not in printed
    ]
    composed = "\0".join([text for text, _ in texts] + [_plain(text) for page in pages for text in _repeatable(page)])
    position = 0
    for text, (page, block) in texts:
        after = printed.find(text, position)
        if after >= 0:
            position = after + len(text)
        elif text not in printed:
            found.append(Misprint(text, page, block, twice=False))
        if len(text) >= LONG and printed.count(text) > composed.count(text):
            found.append(Misprint(text, page, block, twice=True))
    return list(dict.fromkeys(found))


def _plain(html: str) -> str:
    return _MARKUP.sub("", html).casefold()


def _repeatable(page: ComposedPage) -> Iterator[Html]:
    """Texts that a theme may print in several places on a page."""
    yield from (page.title, page.head, page.section, page.lead)
    yield from (entry.title for entry in page.entries)


def _texts(pages: Sequence[ComposedPage]) -> Iterator[tuple[tuple[int, int], Html]]:
    """Every text that must be printed, in reading order, with the indices of its page and block."""
    for number, page in enumerate(pages):
        if page.kind != "cover":
            if page.band:
                yield from (((number, -1), text) for text in (page.section, page.lead) if text)
            yield (number, -1), page.title
            yield from (((number, -1), entry.title) for entry in page.entries)
        for index, block in enumerate(walk(page.blocks)):
            yield from (((number, index), text) for text in _of_block(block) if text)


def _left_out(html: str) -> frozenset[str]:
    """The parts of the masthead that the template of a cover leaves out on purpose, and says so."""
    return frozenset(name for found in _LEFT_OUT.finditer(html) for name in found[1].split())


def _of_masthead(masthead: Masthead, left_out: frozenset[str]) -> Iterator[Html]:
    """The texts that every cover prints, except those ``left_out``; a logo may stand for the institution."""
    yield masthead.title
    if "subtitle" not in left_out:
        yield masthead.subtitle
    words = {name: getattr(masthead, name) for name in ("kind", "industry", "date", "rating")}
    yield from (escape(word) for name, word in words.items() if name not in left_out)
    for analyst in masthead.analysts if "analysts" not in left_out else ():
        yield from map(escape, (analyst.name, analyst.licence, analyst.contact))


def _of_block(block: ComposedBlock) -> Iterator[Html]:
    match block:
        case TextBlock() | TakeawayBlock():
            yield block.html
        case AsideBlock():
            yield from (block.html, block.note)
        case CalloutBlock():
            yield from (block.title, block.html)
        case CardsBlock():
            yield from (text for item in block.items for text in (item.value, item.label))
            yield block.source
        case ExcerptBlock():
            yield from (escape(line.text) for line in block.lines)
        case ChartBlock():
            yield from _of_caption(block.caption)
            yield from (escape(event.label) for event in block.plot.events)
        case TableBlock():
            yield from _of_caption(block.caption)
            rows = [*block.heads, *(row.cells for group in block.groups for row in group)]
            rows += [row.cells for row in block.totals]
            yield from (cell.html for cells in rows for cell in cells)
            yield from block.notes
        case StructureBlock() | TimelineBlock() | CompaniesBlock():
            yield from _of_caption(block.caption)
            yield from _of_diagram(block)
        case PicturesBlock():
            yield from _of_caption(block.caption)
            yield from (text for item in block.items for text in (item.caption, item.credit))
        case ImageBlock():
            yield from _of_caption(block.caption)
        case ColumnsBlock():
            pass  # its blocks are visited below
        case _:
            assert_never(block)


def _of_diagram(block: StructureBlock | TimelineBlock | CompaniesBlock) -> Iterator[Html]:
    match block:
        case StructureBlock():
            for layer in block.layers:
                yield from (layer.title, layer.text)
                for box in layer.boxes:
                    yield from (box.title, box.text)
                    yield from (text for item in box.items for text in (item.name, item.value, item.detail))
                yield layer.flow
        case TimelineBlock():
            yield from (escape(column.year * column.opens + column.name) for column in block.columns)
            for lane in block.lanes:
                yield lane.title
                for item in (item for cell in lane.cells for item in cell):
                    yield from (escape(item.date), item.name, item.value, item.detail)
        case CompaniesBlock():
            for card in block.cards:
                yield from (card.company.name, escape(card.company.about), card.company.value, card.number_label)
                yield card.company.detail
                yield from (text for one in card.figures for text in (one.label, one.value))


def _of_caption(caption: Caption) -> Iterator[Html]:
    yield from (caption.label, caption.title, caption.unit, caption.note, caption.source)
