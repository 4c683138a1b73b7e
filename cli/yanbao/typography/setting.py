"""Prepares Chinese text in HTML pages for typesetting, on paper and on screen. Text and markup stay unchanged.

The typesetter has no rules for Chinese text except line breaking. They are given to it as zero-width control characters
in the text (see ``chinese.py``): without added elements, layout stays as fast and the structure the same.

Browsers space Chinese text themselves if the style sheet asks for it. Only unbreakable spans need elements, since text
copied from the screen must not contain control characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape, unescape

from yanbao.chinese import BREAK, HAN, SPACE, TRIM, gaps
from yanbao.typography.joins import inside_addresses, inside_words, joins, kept, merged, words
from yanbao.typography.paragraphs import Paragraph, paragraphs
from yanbao.typography.spacing import signs, spaced

_LETTERING = re.compile("(?<=>)[^<]+(?=</text>)")

_CONTENT = re.compile(r"""\bcontent:(?:"(?:[^"\\]|\\.)*"|[^;}"])*""")
_STRING = re.compile(r"""(counters?\([^)]*\)\s*)?"((?:[^"\\]|\\.)*)"(\s*(?=counters?\())?""")
_HAN = re.compile(f"[{HAN}]")

_TERM = 5
"""Characters of an emphasized term that is not broken."""

KEPT = '<span class="kept">', "</span>"


def for_typesetter(html: str) -> str:
    """A page with control characters in its text."""
    return _inserted(html, (sign for paragraph in paragraphs(html) for sign in _signs(paragraph)))


def for_typesetter_drawn(svg: str) -> str:
    """An SVG drawing with control characters in its text."""
    return _LETTERING.sub(lambda found: escape(spaced(unescape(found[0])), quote=False), svg)


def for_typesetter_styled(css: str) -> str:
    """A style sheet with control characters in its ``content`` strings, such as running headers."""
    return _CONTENT.sub(lambda content: _STRING.sub(_spaced_string, content[0]), css)


def _spaced_string(found: re.Match[str]) -> str:
    before, text, after = found.groups()
    if "\\" in text:  # escapes may hide anything
        return found[0]
    head = SPACE * bool(before and _HAN.match(text))
    tail = SPACE * bool(after is not None and _HAN.match(text[-1:]))
    return f'{before or ""}"{head}{spaced(text)}{tail}"{after or ""}'


def for_reader(html: str) -> str:
    """A page in which unbreakable spans are wrapped in elements of class ``kept``."""
    return _inserted(html, (tag for paragraph in paragraphs(html) for tag in _tags(paragraph)))


def _signs(paragraph: Paragraph) -> Iterator[tuple[int, str]]:
    """Control characters with their positions in the source: next to the character they affect."""
    between = gaps(paragraph.text)
    for place, sign in sorted(signs(paragraph.text, is_title=paragraph.is_title, terms=_terms(paragraph)).items()):
        if sign == SPACE and place in between and paragraph.starts[place] != paragraph.ends[place - 1]:
            sign += BREAK  # across elements, engines see SPACE alone and treat it as a letter
        is_before = sign.endswith(TRIM) or not paragraph.text[:place].strip()
        yield paragraph.starts[place] if is_before else paragraph.ends[place - 1], sign


def _terms(paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    """Short emphasized spans, such as 音乐及视频 in a summary: names."""
    return ((start, end) for start, end in paragraph.strong if end - start <= _TERM and end < len(paragraph.text))


def _tags(paragraph: Paragraph) -> Iterator[tuple[int, str]]:
    """Tags around unbreakable spans, one pair per enclosing element."""
    text = paragraph.text
    breakable, spans = joins(text), list(kept(text))
    if paragraph.is_title:
        breakable, spans = breakable | inside_words(text), merged(sorted((*spans, *words(text))))
    breakable -= inside_addresses(text)
    for start, end in spans:
        for first, last in _pieces(paragraph, start, end):
            if breakable.intersection(range(first + 1, last)):
                yield paragraph.starts[first], KEPT[0]
                yield paragraph.ends[last - 1], KEPT[1]


def _pieces(paragraph: Paragraph, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a span between markup."""
    first = start
    for place in range(start + 1, end):
        if paragraph.starts[place] != paragraph.ends[place - 1]:
            yield first, place
            first = place
    yield first, end


def _inserted(html: str, parts: Iterable[tuple[int, str]]) -> str:
    """Insert strings into a page, given in order of position."""
    pieces, position = list[str](), 0
    for place, part in parts:
        pieces += (html[position:place], part)
        position = place
    return "".join([*pieces, html[position:]])
