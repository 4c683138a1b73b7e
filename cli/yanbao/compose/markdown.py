"""Markdown for Chinese prose: lines join without spaces, and emphasis works next to 。 and ”."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, MutableMapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from yanbao.compose.lines import BREAK

_WORD = "\ue100"
"""Inserted between a full-width mark and asterisks, where CommonMark would not open or close emphasis."""

LINE = "\ue101"
"""Marks a line break that is kept in print."""

SLOT = re.compile("[\ue000\ue002]([0-9]+)[\ue001\ue003]")
"""Placeholder for a bound value while Markdown is rendered: private-use characters, so no value is parsed as markup."""

_WIDE_SLOT = "\ue002\ue003"

_MARKS = "\u3001-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\u2014\u2018-\u201d\u2026\u00b7"
_BEFORE = re.compile(rf"(?<=[{_MARKS}])(\*+)")
_AFTER = re.compile(rf"(\*+)(?=[{_MARKS}])")


def _is_wide(character: str) -> bool:
    return (
        unicodedata.east_asian_width(character) in "WF"
        or character in _WIDE_SLOT + "\u2014\u2018\u2019\u201c\u201d\u2026"
    )


def slot(number: int, printed: str) -> str:
    """The placeholder for a value; ``printed`` decides how lines join next to it."""
    start = "\ue002" if printed and _is_wide(printed[0]) else "\ue000"
    end = "\ue003" if printed and _is_wide(printed[-1]) else "\ue001"
    return f"{start}{number}{end}"


class _Renderer(RendererHTML):
    """Renders a soft line break as a space between Latin words only."""

    def softbreak(
        self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: MutableMapping[str, Any]
    ) -> str:
        return _joint(tokens, idx)


def _joint(tokens: Sequence[Token], at: int) -> str:
    before = "".join(token.content for token in tokens[:at])[-1:]
    after = "".join(token.content for token in tokens[at + 1 :])[:1]
    return "" if _is_wide(before or "x") or _is_wide(after or "x") else " "


_NOT_USED = ("backticks", "blockquote", "code", "fence", "hr", "image", "lheading", "reference")
"""Markdown rules that are turned off: Chinese prose would trigger them by accident (an indented paragraph, a line of
dashes), or they would print nothing or in a font other than the report's. Their markup prints literally.
"""

_WEB = re.compile(r"(https?://|mailto:)", re.IGNORECASE)


class _Markdown(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802 - markdown-it's name
        """Allow web links only; links inside a report are made by ``ref()``. Others print literally."""
        return bool(_WEB.match(url)) and super().validateLink(url)


_PICTURE = re.compile(r"!\[[^\[\]\n]*\]\([^()\n]*\)")


def _picture_as_written(state: StateInline, silent: bool) -> bool:
    """Treat image markup as text; otherwise it would become a link."""
    match = _PICTURE.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        state.pending += match[0]
    state.pos = match.end()
    return True


_markdown = _Markdown("commonmark", {"html": False}, renderer_cls=_Renderer).disable(
    ["html_block", "html_inline", *_NOT_USED]
)
_markdown.inline.ruler.before("link", "picture", _picture_as_written)


@dataclass(frozen=True, slots=True)
class Run:
    """The text of a paragraph, list item or heading; ``offsets[i]`` is the source offset of its character ``i``."""

    kind: Literal["paragraph", "item", "heading"]
    level: int
    text: str
    offsets: tuple[int, ...]


def read_blocks(text: str) -> tuple[str, tuple[Run, ...]]:
    """Render Markdown to HTML blocks, with their texts; markup typed by the author is escaped."""
    return _read(text, _markdown.parse(_prepare(text)))


def read_line(text: str) -> tuple[str, tuple[Run, ...]]:
    """Render one line of Markdown (emphasis, links) to inline HTML, with its text."""
    return _read(text, _markdown.parseInline(_prepare(text)))


def read_head(text: str) -> tuple[str, tuple[Run, ...]]:
    """Like ``read_line``, with line breaks where ``LINE`` stands."""
    html, runs = read_line(text)
    broken = html.strip(f"{LINE}\n ").replace(LINE, BREAK)
    return broken, tuple(replace(run, text=run.text.replace(LINE, "\n")) for run in runs)


def _read(text: str, tokens: Sequence[Token]) -> tuple[str, tuple[Run, ...]]:
    html: str = _markdown.renderer.render(tokens, _markdown.options, {})
    return html.replace(_WORD, "").strip(), tuple(_runs(text, tokens))


def _prepare(text: str) -> str:
    return _AFTER.sub(rf"\1{_WORD}", _BEFORE.sub(rf"{_WORD}\1", text))


def _runs(text: str, tokens: Sequence[Token]) -> Iterator[Run]:
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    items, heading = 0, 0
    for token in tokens:
        if token.type in ("list_item_open", "list_item_close"):
            items += token.nesting
        elif token.type in ("heading_open", "heading_close"):
            heading = int(token.tag[1:]) if token.nesting > 0 else 0
        elif token.type == "inline":
            kind: Any = "heading" if heading else "item" if items else "paragraph"
            read, offsets = _aligned(text, starts[token.map[0]] if token.map else 0, token.children or [])
            if read.strip():
                yield Run(kind, heading, read, offsets)


def _aligned(text: str, at: int, tokens: Sequence[Token]) -> tuple[str, tuple[int, ...]]:
    """The text of inline tokens, and the offset of each character in ``text``, searching from ``at``."""
    read: list[str] = []
    offsets: list[int] = []

    def take(characters: str) -> None:
        nonlocal at
        for character in characters:
            found = text.find(character, at)
            offsets.append(at if found < 0 else found)
            at = at if found < 0 else found + 1
            read.append(character)

    for index, token in enumerate(tokens):
        if token.type == "text":
            content = token.content.replace(_WORD, "")
            found = text.find(content, at)
            at = at if found < 0 else found  # not found if written as an entity
            take(content)
        elif token.type == "softbreak":
            take(_joint(tokens, index))
        elif token.type == "hardbreak":
            take("\n")
        elif token.type == "link_close" and text.startswith("](", at):
            at = max(at, text.find(")", at))
    return "".join(read), tuple(min(offset, len(text) - 1) for offset in offsets)
