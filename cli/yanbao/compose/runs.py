"""The texts of rendered Markdown as a reader takes them in, each character with its place in the source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Literal

from markdown_it.token import Token

from yanbao.compose.blockrules import WrongLine, misplaced_quotation
from yanbao.compose.placeholders import WORD, is_wide, with_values

RunKind = Literal["paragraph", "item", "heading", "header", "cell", "note", "struck"]

_CELLS: dict[str, RunKind] = {"th_open": "header", "td_open": "cell"}


@dataclass(frozen=True, slots=True)
class Run:
    """A text: ``offsets[i]`` is the source offset of its character ``i``.

    It is without the marks of its footnotes and without what is struck, which are runs of their own behind it. ``code``
    are start and end of what is no language: code, and formulas as they are written.
    """

    kind: RunKind
    level: int
    text: str
    offsets: tuple[int, ...]
    code: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Mistake:
    """Markup that is wrong: its place in the source, and what to do."""

    offset: int
    width: int
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Source:
    """The source of a formula, at an offset of the text."""

    text: str
    offset: int


def joint(tokens: Sequence[Token], at: int) -> str:
    """How the lines at a soft break are joined: by a space between Latin words only."""
    before = "".join(token.content for token in tokens[:at])[-1:]
    after = "".join(token.content for token in tokens[at + 1 :])[:1]
    return "" if is_wide(before or "x") or is_wide(after or "x") else " "


def once(runs: Iterable[Run], values: Sequence[str]) -> Iterator[Run]:
    """Without footnotes that are equal to one before, which are printed once."""
    notes = set[str]()
    for run in runs:
        text = with_values(run.text, values)
        if run.kind != "note" or text not in notes:
            yield run
        if run.kind == "note":
            notes.add(text)


@dataclass
class _Text:
    """A run in the making."""

    characters: list[str] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)
    code: list[tuple[int, int]] = field(default_factory=list)


class Reader:
    """Finds the text of tokens in their source: ``runs`` in reading order, ``mistakes`` and ``formulas``.

    ``wrong`` are mistakes of whole lines.
    """

    def __init__(self, text: str, tokens: Sequence[Token], wrong: Sequence[WrongLine]) -> None:
        lines = text.split("\n")
        self._starts = [0, *accumulate(len(line) + 1 for line in lines)]
        self._source = text
        self._at = 0
        self.mistakes: list[Mistake] = []
        self.formulas: list[Source] = []
        self.runs = [run for run in self._blocks(tokens) if run.text.strip()]
        for one in wrong:
            line = lines[one.line]
            start = self._starts[one.line] + len(line) - len(line.lstrip())
            self.mistakes.append(Mistake(start, max(1, len(line.strip())), one.message, one.remedy))

    def _blocks(self, tokens: Sequence[Token]) -> Iterator[Run]:
        items, heading = 0, 0
        cell: RunKind | None = None
        line = -1
        for token in tokens:
            if token.type in ("list_item_open", "list_item_close"):
                items += token.nesting
            elif token.type in ("heading_open", "heading_close"):
                heading = int(token.tag[1:]) if token.nesting > 0 else 0
            elif token.type in _CELLS:
                cell = _CELLS[token.type]
            elif token.type == "inline":
                if token.map and token.map[0] != line:  # cells of a row are on one line
                    line = token.map[0]
                    self._at = self._starts[line]
                if not cell:
                    self._find_quotations(token.content.replace(WORD, "").split("\n"))
                kind = cell or ("heading" if heading else "item" if items else "paragraph")
                yield from self._inline(kind, heading, token.children or [])
                cell = None

    def _find_quotations(self, lines: list[str]) -> None:
        for at, message, remedy in misplaced_quotation(lines):
            offset = self._find(lines[at])
            self.mistakes.append(Mistake(offset, len(lines[at]), message, remedy))

    def _inline(self, kind: RunKind, level: int, tokens: Sequence[Token]) -> Iterator[Run]:
        own, struck = _Text(), _Text()
        text, behind = own, list[Run]()
        for index, token in enumerate(tokens):
            match token.type:
                case "text":
                    self._take(text, token.content.replace(WORD, ""))
                case "code_inline":
                    self._take_code(text, token.content.replace(WORD, ""))
                case "formula":
                    self._at = self._find("$`") + 2
                    self.formulas.append(Source(token.content, self._at))
                    self._take_code(text, token.content)
                    self._at += len("`$")
                case "script" | "shifted":
                    at = self._find(token.markup)
                    text.characters += token.content
                    text.offsets += range(at + 1, at + 1 + len(token.content))
                    self._at = at + len(token.markup)
                case "softbreak":
                    self._take_break(text, joint(tokens, index))
                case "hardbreak":
                    self._take_break(text, "\n")
                case "link_close" if self._source.startswith("](", self._at):
                    self._at = max(self._at, self._source.find(")", self._at))
                case "s_open":
                    text = struck = _Text()
                case "s_close":
                    text = own
                    behind.append(self._run("struck", 0, struck))
                case "note":
                    self._at = self._find("^[") + 2
                    behind += self._inline("note", 0, token.children or [])
                    self._at = self._find("]") + 1
                case "mistake":
                    self._mistaken(token)
        yield self._run(kind, level, own)
        yield from behind

    def _run(self, kind: RunKind, level: int, text: _Text) -> Run:
        most = len(self._source) - 1
        offsets = tuple(min(offset, most) for offset in text.offsets)
        return Run(kind, level, "".join(text.characters), offsets, tuple(text.code))

    def _mistaken(self, token: Token) -> None:
        markup = token.markup.replace(WORD, "")
        at = self._find(markup)
        self.mistakes.append(Mistake(at, len(markup), token.meta["message"], token.meta["remedy"]))
        self._at = at + len(markup)

    def _find(self, text: str) -> int:
        """The offset of the next occurrence of a text; where the search is, if it is written as an entity."""
        found = self._source.find(text, self._at)
        return self._at if found < 0 else found

    def _take_break(self, text: _Text, printed: str) -> None:
        at = self._find("\n")
        text.characters += printed
        text.offsets += [at] * len(printed)
        self._at = at + 1

    def _take_code(self, text: _Text, characters: str) -> None:
        start = len(text.characters)
        self._take(text, characters)
        text.code.append((start, len(text.characters)))

    def _take(self, text: _Text, characters: str) -> None:
        self._at = self._find(characters)
        for character in characters:
            found = self._source.find(character, self._at)
            text.offsets.append(self._at if found < 0 else found)
            self._at = self._at if found < 0 else found + 1
            text.characters.append(character)
