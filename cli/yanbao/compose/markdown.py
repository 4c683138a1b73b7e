"""Markdown for Chinese prose: lines join without spaces, and emphasis works next to 。 and ”."""

from __future__ import annotations

import re
from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from yanbao.compose import blockrules, inlinerules
from yanbao.compose.lines import BREAK
from yanbao.compose.placeholders import LINE, PAGE, WORD, formula, note_number, with_values
from yanbao.compose.runs import Mistake, Reader, Run, Source, joint, once
from yanbao.model.html import Html

_MARKS = "\u3001-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\u2014\u2018-\u201d\u2026\u00b7"
_BEFORE = re.compile(rf"(?<=[{_MARKS}])(\*\*|~~+)")
_AFTER = re.compile(rf"((?<!\*)\*\*|(?<!~)~~+)(?=[{_MARKS}])")

_WHOLE_ROWS = 12
"""Rows up to which a table is not broken across pages."""

_ENDS_IN_LATIN = re.compile(r"[0-9A-Za-z]\Z")
_STARTS_LATIN = re.compile(r"[0-9A-Za-z]")

_Env = MutableMapping[str, Any]


class _Renderer(RendererHTML):
    """HTML of what Markdown leaves to its users, by the types of tokens."""

    def softbreak(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: _Env) -> str:
        return joint(tokens, idx)

    def script(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: _Env) -> str:
        return tokens[idx].content

    def shifted(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: _Env) -> str:
        return f'<{tokens[idx].tag} class="script">{tokens[idx].content}</{tokens[idx].tag}>'

    def formula(self, _tokens: Sequence[Token], _idx: int, _options: OptionsDict, env: _Env) -> str:
        env["formulas"] += 1
        return formula(env["formulas"] - 1)

    def paragraph_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: _Env) -> str:
        """A formula that is a paragraph of its own is set in the middle."""
        inside = tokens[idx + 1].children or []
        if [token.type for token in inside] == ["formula"]:
            tokens[idx].attrSet("class", "formula-line")
        return self.renderToken(tokens, idx, options, env)

    def s_close(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: _Env) -> str:
        """A narrow space keeps a struck number off another, also where it is copied."""
        before, after = ("".join(token.content for token in part) for part in (tokens[:idx], tokens[idx + 1 :]))
        return "</s>" + "\u202f" * bool(_ENDS_IN_LATIN.search(before) and _STARTS_LATIN.match(after))

    def note(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: _Env) -> str:
        """The mark of a footnote, whose text goes to the end; equal ones share a number."""
        notes: dict[str, Html] = env["notes"]
        text = self.renderInline(tokens[idx].children or [], options, env)
        known = with_values(text, env["values"])
        notes.setdefault(known, text)
        number = note_number(list(notes).index(known) + 1)
        apart = "," if idx and tokens[idx - 1].type == "note" else "\u202f"
        link = f'<a href="#{PAGE}-note-{number}" role="doc-noteref">{number}</a>'
        return f'<sup class="mark">{apart}{link}</sup>'

    def mistake(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: _Env) -> str:
        return escape(tokens[idx].markup)

    def wrong_table(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: _Env) -> str:
        return f"<p>{escape(tokens[idx].content)}</p>\n"

    def table_open(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: _Env) -> str:
        first, end = tokens[idx].map or (0, 0)
        whole = " whole" if end - first - 2 <= _WHOLE_ROWS else ""
        return f'<div class="table-frame{whole}">\n<table>\n'

    def table_close(self, _tokens: Sequence[Token], _idx: int, _options: OptionsDict, _env: _Env) -> str:
        return "</table>\n</div>\n"

    def th_open(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: _Env) -> str:
        return f'<th scope="col"{_aligned(tokens[idx])}>'

    def td_open(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, _env: _Env) -> str:
        return f"<td{_aligned(tokens[idx])}>"


def _aligned(cell: Token) -> str:
    """The class of an aligned cell; its alignment is a style in Markdown, which themes could not change."""
    side = str(cell.attrs.get("style", "")).removeprefix("text-align:")
    return f' class="to-{side}"' if side in ("right", "center") else ""


_NOT_USED = ("code", "fence", "hr", "image", "lheading", "reference")
"""Markdown rules that are turned off: Chinese prose would trigger them by accident (an indented paragraph, a line of
dashes), or they would print nothing. Their markup prints literally, and the reviewer tells of it.
"""

_WEB = re.compile(r"(https?://|mailto:)", re.IGNORECASE)


class _Markdown(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802 - markdown-it's name
        """Allow web links only; links inside a report are made by ``ref()``. Others print literally."""
        return bool(_WEB.match(url)) and super().validateLink(url)


_markdown = (
    _Markdown("commonmark", {"html": False}, renderer_cls=_Renderer)
    .enable(["table", "strikethrough"])
    .disable(["html_block", "html_inline", *_NOT_USED])
)
_markdown.block.ruler.at("table", blockrules.table, {"alt": ["paragraph", "reference"]})
_markdown.block.ruler.at("blockquote", blockrules.quotation, {"alt": ["paragraph", "reference", "blockquote", "list"]})
_markdown.core.ruler.push("numbers", blockrules.numbered)
_markdown.inline.ruler.at("strikethrough", inlinerules.struck)
_markdown.inline.ruler.at("emphasis", inlinerules.strong)
_markdown.inline.ruler.at("backticks", inlinerules.code)
_markdown.inline.ruler.before("strikethrough", "script", inlinerules.script)
_markdown.inline.ruler.before("backticks", "formula", inlinerules.formula)
_markdown.inline.ruler.before("link", "picture", inlinerules.picture_as_written)
_markdown.inline.ruler.before("link", "note", inlinerules.note)


@dataclass(frozen=True, slots=True)
class Read:
    """Rendered Markdown: its texts, what is wrong in it, how many footnotes it has, and its formulas in order."""

    html: Html
    runs: tuple[Run, ...]
    mistakes: tuple[Mistake, ...] = ()
    notes: int = 0
    formulas: tuple[Source, ...] = ()


def read_blocks(text: str, values: Sequence[str] = ()) -> Read:
    """Render Markdown to HTML blocks, with its footnotes below; markup typed by the author is escaped.

    ``values`` are the expressions of its slots, by which equal footnotes are known.
    """
    env: dict[str, Any] = {"wrong": [], "notes": {}, "formulas": 0, "values": values}
    return _read(text, _markdown.parse(_prepare(text), env), env)


def read_line(text: str, values: Sequence[str] = ()) -> Read:
    """Render one line of Markdown (emphasis, links) to inline HTML."""
    env: dict[str, Any] = {"wrong": [], "notes": {}, "formulas": 0, "values": values, "is_line": True}
    return _read(text, _markdown.parseInline(_prepare(text), env), env)


def read_head(text: str, values: Sequence[str] = ()) -> Read:
    """Like ``read_line``, with line breaks where ``LINE`` stands."""
    read = read_line(text, values)
    broken = read.html.strip(f"{LINE}\n ").replace(LINE, BREAK)
    return replace(read, html=broken, runs=tuple(replace(run, text=run.text.replace(LINE, "\n")) for run in read.runs))


def read_cell(text: str) -> Read:
    """Render the text of a cell of data, with its line breaks."""
    return read_head(text.replace("\n", LINE))


def _read(text: str, tokens: Sequence[Token], env: _Env) -> Read:
    html: str = _markdown.renderer.render(tokens, _markdown.options, env).strip()
    reader = Reader(text, tokens, env["wrong"])
    notes: Mapping[str, Html] = env["notes"]
    if notes:
        below = "".join(_footnote(note_number(count), note) for count, note in enumerate(notes.values(), 1))
        html += f'\n<ol class="footnotes">\n{below}</ol>'
    runs = tuple(once(reader.runs, env["values"]))
    return Read(html.replace(WORD, ""), runs, tuple(reader.mistakes), len(notes), tuple(reader.formulas))


def _footnote(number: str, text: Html) -> Html:
    return f'<li id="{PAGE}-note-{number}"><span class="footnote-number" data-apart>{number}</span> {text}</li>\n'


def _prepare(text: str) -> str:
    return _AFTER.sub(rf"\1{WORD}", _BEFORE.sub(rf"{WORD}\1", text))
