"""Binds prose to values: evaluates expressions, renders Markdown, and marks every bound number with its source."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from html import escape, unescape
from typing import Any

from yanbao import rules
from yanbao.characters import IN_VALUE, describe
from yanbao.compose.expressions import Evaluated, Evaluator
from yanbao.compose.grammar import Piece, ProseError, split
from yanbao.compose.lookups import LIST_JOINT
from yanbao.compose.markdown import LINE, SLOT, Run, read_blocks, read_head, read_line, slot
from yanbao.compose.record import Record
from yanbao.compose.uses import Use
from yanbao.compose.values import Bound, ExpressionError, Link, Quantity, Words, of_fact
from yanbao.diagnostics import REPLACEMENT, Diagnostic, Level, Mark, Marked
from yanbao.memory import Memory
from yanbao.model.document import Html
from yanbao.model.ledger import LocatedFact, Source
from yanbao.model.manuscript import Passage, Role, Span
from yanbao.model.messages import Messages

_ENTITY = re.compile(r"&#(?:[xX][0-9a-fA-F]{1,6}|[0-9]{1,7});")

_LONGEST = 3_000  # characters of a passage: twice what fits on a page; rules may take quadratic time

_TAG = re.compile(r"<[^>]+>")

_ROLES = {"paragraph": Role.PARAGRAPH, "item": Role.ITEM, "heading": Role.HEADING}


def plain_text(html: Html) -> str:
    """The text of an HTML fragment."""
    return unescape(_TAG.sub("", html))


@dataclass(frozen=True)
class Bind:
    """Bound prose: its HTML, and the source ids of its values."""

    html: Html
    sources: tuple[str, ...]

    @property
    def text(self) -> str:
        return plain_text(self.html)


class Prose:
    """Binds the prose of one report, and records passages (texts with a role), diagnostics and uses of facts.

    ``apart`` gives the record of particular calls.
    """

    def __init__(
        self, evaluator: Evaluator, messages: Messages, sources: Mapping[str, Source], memory: Memory | None = None
    ) -> None:
        self._evaluator = self._outermost = evaluator
        self._memory = memory or Memory()
        self.messages = messages
        self._sources = sources
        self._powers = list(messages.powers.items())
        self._record = Record()
        self._blocks = 0

    @contextmanager
    def apart(self) -> Iterator[Record]:
        """Context with a separate record for what is bound inside; it is discarded unless given to ``add``."""
        outer, self._record = self._record, Record()
        try:
            yield self._record
        finally:
            self._record = outer

    @property
    def record(self) -> Record:
        """The current record."""
        return self._record

    @contextmanager
    def within(self, names: Mapping[str, Any]) -> Iterator[None]:
        """Let expressions that are bound inside the context see more names, in the place of those of an outer one."""
        outer, self._evaluator = self._evaluator, self._outermost.within(names)
        try:
            yield
        finally:
            self._evaluator = outer

    def add(self, record: Record) -> None:
        """Append another record to the current one."""
        self._record.add(record)

    def report(self, *diagnostics: Diagnostic) -> None:
        """Record problems."""
        self._record.diagnostics += diagnostics

    def use(self, *uses: Use) -> None:
        """Record uses of facts and datasets by a figure."""
        self._record.uses |= dict.fromkeys(uses)

    def block(self, prose: Marked) -> Bind:
        """Bind Markdown paragraphs, lists and headings."""
        return self._bind(prose, read_blocks, _ROLES)

    def line(self, prose: Marked | None, role: Role | None = None) -> Bind:
        """Bind one line of text, such as a title; without a role it is not part of the manuscript."""
        return Bind("", ()) if prose is None else self._bind(prose, read_line, {"paragraph": role} if role else {})

    def head(self, prose: Marked) -> Bind:
        """Bind a column header, keeping its line breaks."""
        return self._bind(prose, read_head, {"paragraph": Role.HEADER})

    def cell(self, text: str, role: Role, mark: Mark, spans: tuple[Span, ...] = ()) -> None:
        """Record text that is printed exactly as in the ledger or a table."""
        origin = text if isinstance(text, Marked) else Marked(text, mark, text)
        if text.strip():
            self._add(Passage(str(text), role, origin, tuple(range(len(text))), spans))

    def _add(self, passage: Passage) -> None:
        """Record a passage; an error if it is too long."""
        if len(passage.text) <= _LONGEST:
            self._record.passages.append(passage)
            return
        mark, width = passage.place(0, 1)
        message = f"{len(passage.text)} characters are read as one here; {_LONGEST} are the most"
        self.report(Diagnostic(Level.ERROR, rules.TOO_LARGE.id, message, mark, "make paragraphs of it", width))

    def fact(self, fact: LocatedFact) -> None:
        """Record a fact that a table or chart prints by itself."""
        value = of_fact(fact)
        text, paths = self.print(value), (fact.path,)
        span = Span(0, len(text), "words", len(text), paths, as_of=value.as_of)
        if isinstance(value, Quantity):
            span = Span(0, len(text), "number", len(text), paths, value.value, value.unit, value.as_of)
        self.cell(text, Role.CELL, fact.mark, (span,))

    def print(self, value: Bound) -> str:
        """Format a value as text."""
        if isinstance(value, Link):
            return value.text
        return value.format(self._powers).replace(LIST_JOINT, self.messages.list_separator)

    def _bind(
        self, prose: Marked, read: Callable[[str], tuple[Html, tuple[Run, ...]]], roles: Mapping[str, Role]
    ) -> Bind:
        bound: list[tuple[Piece, Evaluated]] = []
        text: list[str] = []
        offsets: list[int] = []
        try:
            pieces = list(split(prose))
        except ProseError as error:
            self._report(error, prose, error.offset, error.width)
            return Bind("", ())
        for piece in pieces:
            if not piece.is_expression:
                literal = self._checked(_unfolded(piece, prose), piece, prose)
                if read is read_head:
                    literal = "".join(
                        LINE if c == "\n" else as_read for c, as_read in zip(piece.text, literal, strict=True)
                    )
                text.append(literal)
                offsets.extend(range(piece.offset, piece.offset + len(piece.text)))
                continue
            try:
                evaluated = self._evaluator.evaluate(piece.text)
            except ExpressionError as error:
                self._report(error, prose, piece.offset, max(1, len(piece.text)))
                text.append(self.messages.gap)
                offsets.extend([piece.offset] * len(self.messages.gap))
                continue
            mark, printed = prose.locate(piece.offset), self.print(evaluated.value)
            mold = slot(len(bound), printed)
            bound.append((piece, evaluated))
            text.append(mold)
            offsets.extend([piece.offset] * len(mold))
            self.use(*(Use(mark, path, printed) for path in evaluated.paths))
        markdown = "".join(text)
        html, runs = self._memory.recall((prose.mark, read.__name__), markdown, partial(read, markdown))
        self._blocks += 1
        for run in runs:
            if role := roles.get(run.kind):
                self._add(self._passage(run, role, prose, offsets, bound))
        values = [evaluated.value for _, evaluated in bound]
        return Bind(SLOT.sub(lambda match: self._markup(values[int(match[1])]), html), _sources_of(values))

    def _checked(self, text: str, piece: Piece, prose: Marked) -> str:
        """Literal text; numeric entities for characters that are not allowed are reported, and replaced."""
        for entity in _ENTITY.finditer(text):
            if bad := IN_VALUE.search(_character(entity[0])):
                error = ExpressionError(describe(bad[0])[0], rules.BAD_ENCODING, "delete the entity")
                self._report(error, prose, piece.offset + entity.start(), len(entity[0]))
                text = text[: entity.start()] + REPLACEMENT * len(entity[0]) + text[entity.end() :]
        return text

    def _passage(
        self, run: Run, role: Role, prose: Marked, offsets: Sequence[int], bound: Sequence[tuple[Piece, Evaluated]]
    ) -> Passage:
        """A passage with its values printed; ``offsets`` are the source offsets of its characters."""
        text, places, spans, at = "", [], [], 0
        for mold in SLOT.finditer(run.text):
            text += run.text[at : mold.start()]
            places += [offsets[offset] for offset in run.offsets[at : mold.start()]]
            piece, evaluated = bound[int(mold[1])]
            printed = self.print(evaluated.value)
            spans.append(_span(len(text), printed, piece, evaluated))
            text += printed
            places += [piece.offset] * len(printed)
            at = mold.end()
        text += run.text[at:]
        places += [offsets[offset] for offset in run.offsets[at:]]
        return Passage(text, role, prose, tuple(places), tuple(spans), self._blocks, run.level)

    def _report(self, error: ExpressionError, prose: Marked, offset: int, width: int) -> None:
        mark = prose.locate(offset)
        self.report(Diagnostic(Level.ERROR, error.rule.id, str(error), mark, error.remedy, width))

    def _markup(self, value: Bound) -> Html:
        text = escape(self.print(value))
        if isinstance(value, Link):
            return f'<a class="ref" href="#{escape(value.anchor)}">{text}</a>'
        publishers = [self._sources[source].publisher for source in value.sources if source in self._sources]
        origin = self.messages.list_separator.join(dict.fromkeys(publishers))
        if not origin:
            return text
        kind = "num" if isinstance(value, Quantity) else "words"
        hint = f"{origin}{self.messages.as_of.format(date=value.as_of)}" if value.as_of else origin
        return f'<span class="bound {kind}" title="{escape(hint)}">{text}</span>'


def _character(entity: str) -> str:
    """The character of a numeric entity; empty if there is none."""
    number = int(entity[3:-1], 16) if entity[2] in "xX" else int(entity[2:-1])
    return chr(number) if number <= sys.maxunicode else ""


def _unfolded(piece: Piece, prose: Marked) -> str:
    """Literal text with the file's line breaks restored, which YAML may have folded to spaces."""
    if "\n" not in prose.raw:
        return piece.text
    characters = list(piece.text)
    for at in range(piece.offset, piece.offset + len(piece.text)):
        before, here, after = prose[max(0, at - 1) : at], prose[at], prose[at + 1 : at + 2]
        is_fold = here == " " and before.strip() and after.strip()
        if is_fold and prose.locate(at - 1).line < prose.locate(at + 1).line:
            characters[at - piece.offset] = "\n"
    return "".join(characters)


def _sources_of(values: Iterable[Bound]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(s for value in values if not isinstance(value, Link) for s in value.sources))


def _span(start: int, printed: str, piece: Piece, evaluated: Evaluated) -> Span:
    value, end, width = evaluated.value, start + len(printed), len(piece.text)
    if isinstance(value, Link):
        return Span(start, end, "link", width)
    if isinstance(value, Words):
        return Span(start, end, "words", width, evaluated.paths, as_of=value.as_of)
    return Span(start, end, "number", width, evaluated.paths, value.value, value.unit, value.as_of, value.sign)
