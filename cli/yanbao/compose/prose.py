"""Binds prose to values: evaluates expressions, renders Markdown, and marks every bound number with its source."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from html import escape, unescape
from itertools import count
from typing import Any

from yanbao import rules
from yanbao.characters import describe
from yanbao.compose import runs
from yanbao.compose.expressions import Evaluated, Evaluator
from yanbao.compose.formulas import not_drawn, picture
from yanbao.compose.literals import barred_entities, corrected, unfolded
from yanbao.compose.lookups import LIST_JOINT
from yanbao.compose.markdown import Read, read_blocks, read_cell, read_head, read_line
from yanbao.compose.passages import Written, passage_of
from yanbao.compose.placeholders import FORMULA, LINE, NOTE, PAGE, SLOT, slot
from yanbao.compose.prosetables import with_numbers_aligned
from yanbao.compose.record import Record
from yanbao.compose.uses import Use
from yanbao.compose.values import Bound, ExpressionError, Link, Quantity, of_fact
from yanbao.diagnostics import REPLACEMENT, Diagnostic, Edit, Level, Mark, Marked
from yanbao.grammar import Piece, ProseError, split
from yanbao.memory import Memory
from yanbao.model.formulas import Draw, FormulaError
from yanbao.model.html import Html
from yanbao.model.ledger import LocatedFact, Source
from yanbao.model.manuscript import Passage, Role, Span
from yanbao.model.messages import Messages

_BLOCKS = count(1)
"""Numbers of blocks of prose, none of which comes twice: sections of a session are composed at different times."""

_LONGEST = 3_000  # characters of a passage: twice what fits on a page; rules may take quadratic time

_TAG = re.compile(r"<[^>]+>")

_ROLES = {
    "paragraph": Role.PARAGRAPH,
    "item": Role.ITEM,
    "heading": Role.HEADING,
    "header": Role.HEADER,
    "cell": Role.CELL,
    "note": Role.NOTE,
    "struck": Role.CELL,  # words that state nothing
}


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
        self,
        evaluator: Evaluator,
        messages: Messages,
        sources: Mapping[str, Source],
        memory: Memory | None = None,
        draw: Draw = not_drawn,
    ) -> None:
        self._evaluator = self._outermost = evaluator
        self._memory = memory or Memory()
        self._draw = draw
        self.messages = messages
        self._sources = sources
        self._powers = list(messages.powers.items())
        self._record = Record()
        self._block = 0
        self._page, self._notes = "", 0

    @contextmanager
    def page(self, anchor: str) -> Iterator[None]:
        """Context for the blocks of a page: footnotes of its texts are numbered from 1, and linked by its anchor."""
        outer, self._page, self._notes = (self._page, self._notes), anchor, 0
        try:
            yield
        finally:
            self._page, self._notes = outer

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
        return Bind("", ()) if prose is None else self._bind(prose, read_line, _of_line(role) if role else {})

    def head(self, prose: Marked) -> Bind:
        """Bind a column header, keeping its line breaks."""
        return self._bind(prose, read_head, _of_line(Role.HEADER))

    def cell(self, text: str, role: Role, mark: Mark, spans: tuple[Span, ...] = ()) -> None:
        """Record text that is printed exactly as in the ledger or a table."""
        origin = text if isinstance(text, Marked) else Marked(text, mark, text)
        if text.strip():
            self._add(Passage(str(text), role, origin, tuple(range(len(text))), spans))

    def marked_cell(self, text: str, mark: Mark) -> None:
        """Record a cell of data that is printed with its markup."""
        origin = text if isinstance(text, Marked) else Marked(text, mark, text)
        if text.strip():
            self._record_read(read_cell(text), _of_line(Role.CELL), origin, Written(text, range(len(text)), ()))

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
            span = Span(0, len(text), "number", len(text), paths, float(value.value), value.unit, value.as_of)
        self.cell(text, Role.CELL, fact.mark, (span,))

    def print(self, value: Bound) -> str:
        """Format a value as text."""
        if isinstance(value, Link):
            return value.text
        return value.format(self._powers).replace(LIST_JOINT, self.messages.list_separator)

    def _bind(self, prose: Marked, read: Callable[[str, Sequence[str]], Read], roles: Mapping[str, Role]) -> Bind:
        try:
            written = self._written(prose, keeps_lines=read is read_head)
        except ProseError as error:
            self._report(error, prose, error.offset, error.width)
            return Bind("", ())
        given = (written.text, tuple(piece.text for piece, _ in written.bound))
        found = self._memory.recall((prose.mark, read.__name__), given, partial(read, *given))
        self._block = next(_BLOCKS)
        self._record_read(found, roles, prose, written)
        values = [evaluated.value for _, evaluated in written.bound]
        html = SLOT.sub(lambda match: self._markup(values[int(match[1])]), self._numbered(found))
        pictures = [self._picture(formula, prose, written) for formula in found.formulas]
        html = FORMULA.sub(lambda match: pictures[int(match[1])], html)
        return Bind(with_numbers_aligned(html), _sources_of(values))

    def _written(self, prose: Marked, *, keeps_lines: bool) -> Written:
        """Prose with its expressions evaluated; wrong ones are reported. Raises ProseError."""
        text: list[str] = []
        offsets: list[int] = []
        bound: list[tuple[Piece, Evaluated]] = []
        for piece in list(split(prose)):
            if not piece.is_expression:
                literal = self._checked(unfolded(piece, prose), piece, prose)
                if keeps_lines:
                    literal = "".join(
                        LINE if c == "\n" else as_read for c, as_read in zip(piece.text, literal, strict=True)
                    )
                text.append(literal)
                offsets.extend(range(piece.offset, piece.offset + len(piece.text)))
                continue
            try:
                evaluated = self._evaluator.evaluate(piece.text)
            except ExpressionError as error:
                edits = corrected(piece, prose, error)
                self._report(error, prose, piece.offset, max(1, len(piece.text)), edits)
                text.append(self.messages.gap)
                offsets.extend([piece.offset] * len(self.messages.gap))
                continue
            mark, printed = prose.locate(piece.offset), self.print(evaluated.value)
            mold = slot(len(bound), printed)
            bound.append((piece, evaluated))
            text.append(mold)
            offsets.extend([piece.offset] * len(mold))
            self.use(*(Use(mark, path, printed) for path in evaluated.paths))
        return Written("".join(text), offsets, bound)

    def _record_read(self, read: Read, roles: Mapping[str, Role], prose: Marked, written: Written) -> None:
        """Record the texts of rendered Markdown, and what is wrong in it."""
        for run in read.runs:
            if role := roles.get(run.kind):
                self._add(passage_of(run, role, prose, written, self._block, self.print))
        for one in read.mistakes:
            mistake = ExpressionError(one.message, rules.BAD_MARKUP, one.remedy)
            self._report(mistake, prose, written.source_of(one.offset), one.width)

    def _picture(self, formula: runs.Source, prose: Marked, written: Written) -> Html:
        """A formula as a picture; one that cannot be drawn is reported, and printed as it is written."""
        try:
            return picture(self._draw(formula.text), formula.text)
        except FormulaError as error:
            mistake = ExpressionError(str(error), rules.BAD_FORMULA, error.remedy)
            self._report(mistake, prose, written.source_of(formula.offset + error.offset), 1)
            return escape(formula.text)

    def _numbered(self, read: Read) -> Html:
        """Its HTML with the numbers of its footnotes."""
        if not read.notes:
            return read.html
        before, self._notes = self._notes, self._notes + read.notes
        html = NOTE.sub(lambda match: str(before + int(match[1])), read.html)
        return html.replace(PAGE, escape(self._page))

    def _checked(self, text: str, piece: Piece, prose: Marked) -> str:
        """Literal text; numeric entities for characters that are not allowed are reported, and replaced."""
        for start, entity, character in barred_entities(text):
            error = ExpressionError(describe(character)[0], rules.BAD_ENCODING, "delete the entity")
            self._report(error, prose, piece.offset + start, len(entity))
            text = text[:start] + REPLACEMENT * len(entity) + text[start + len(entity) :]
        return text

    def _report(
        self, error: ExpressionError, prose: Marked, offset: int, width: int, edits: tuple[Edit, ...] = ()
    ) -> None:
        mark, rule = prose.locate(offset), error.rule.id
        self.report(Diagnostic(Level.ERROR, rule, str(error), mark, error.remedy, width, error.follows, edits))

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


def _of_line(role: Role) -> Mapping[str, Role]:
    """The roles of the texts of a line."""
    return {"paragraph": role, "struck": Role.CELL}


def _sources_of(values: Iterable[Bound]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(s for value in values if not isinstance(value, Link) for s in value.sources))
