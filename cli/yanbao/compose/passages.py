"""Turns the texts of rendered Markdown into passages of the manuscript, their values printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from yanbao.compose.expressions import Evaluated
from yanbao.compose.placeholders import SLOT
from yanbao.compose.runs import Run
from yanbao.compose.values import Bound, Link, Words
from yanbao.diagnostics import Marked
from yanbao.grammar import Piece
from yanbao.model.manuscript import Passage, Role, Span

Printer = Callable[[Bound], str]


@dataclass(frozen=True)
class Written:
    """Prose as Markdown, with slots for its values; ``offsets`` are the source offsets of its characters."""

    text: str
    offsets: Sequence[int]
    bound: Sequence[tuple[Piece, Evaluated]]

    def source_of(self, at: int) -> int:
        """The source offset of a character, or of the last one if there are fewer."""
        return self.offsets[min(at, len(self.offsets) - 1)]


def passage_of(run: Run, role: Role, prose: Marked, written: Written, block: int, printer: Printer) -> Passage:
    """The passage of a run of ``prose``."""
    text, places, spans, at = "", [], [], 0
    for mold in SLOT.finditer(run.text):
        text += run.text[at : mold.start()]
        places += [written.offsets[offset] for offset in run.offsets[at : mold.start()]]
        piece, evaluated = written.bound[int(mold[1])]
        printed = printer(evaluated.value)
        spans.append(_span(len(text), printed, piece, evaluated))
        text += printed
        places += [piece.offset] * len(printed)
        at = mold.end()
    text += run.text[at:]
    places += [written.offsets[offset] for offset in run.offsets[at:]]

    def printed_length(part: str) -> int:
        return len(SLOT.sub(lambda mold: printer(written.bound[int(mold[1])][1].value), part))

    spans += [
        Span(printed_length(run.text[:start]), printed_length(run.text[:end]), "code", 1) for start, end in run.code
    ]
    return Passage(text, role, prose, tuple(places), tuple(spans), block, run.level)


def _span(start: int, printed: str, piece: Piece, evaluated: Evaluated) -> Span:
    value, end, width = evaluated.value, start + len(printed), len(piece.text)
    if isinstance(value, Link):
        return Span(start, end, "link", width)
    if isinstance(value, Words):
        return Span(start, end, "words", width, evaluated.paths, as_of=value.as_of)
    number, unit = float(value.value), value.unit
    return Span(start, end, "number", width, evaluated.paths, number, unit, value.as_of, value.sign)
