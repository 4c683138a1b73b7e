"""Rolls a report forward to its next issue: moves its dates, and lists what was typed for the last one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from yanbao import disk
from yanbao.diagnostics import ContentError, SetupError, printable
from yanbao.layout import report_file
from yanbao.load.documents import read_document
from yanbao.load.findings import Findings
from yanbao.load.yaml import Node
from yanbao.periods import Span
from yanbao.pipeline import silent
from yanbao.pipeline.gathering import gather
from yanbao.rolling.leftovers import Leftover, leftovers
from yanbao.rolling.moving import Move, issue_of, next_date, next_period

__all__ = ["Leftover", "Move", "Rolled", "roll"]


@dataclass(frozen=True)
class Rolled:
    """What ``roll`` has moved, the days that the last and the next issue are about, and what is left to an author."""

    report: str
    file: str
    moves: tuple[Move, ...]
    last: Span
    next: Span
    todo: tuple[Leftover, ...]


def roll(root: Path, slug: str, day: str | None, *, write: bool = True) -> Rolled:
    """Move a report to its next issue: of ``day`` (ISO), or as long after the last one as its period says.

    Only the values of ``date`` and ``period`` in its report.yaml are replaced, and nothing without ``write``. Raises
    ContentError if the report has errors that hide what it says, and SetupError if it cannot be told which day is next.
    """
    gathered = gather(root, (slug,), silent)
    if not gathered.composed or not gathered.is_loaded:
        raise ContentError(gathered.problems.all)
    item = gathered.composed[0]
    spec, file = item.report.spec, report_file(slug)
    date = day or next_date(spec)
    if date <= spec.date[: len(date)]:
        raise SetupError(
            f"the next issue cannot be of {printable(date)}: the last is of {spec.date}", "name a later day"
        )
    node = read_document(root, file, Findings())
    if node is None:
        raise ContentError(gathered.problems.all)
    wanted = {"date": (spec.date, date)}
    if spec.period is not None and (period := next_period(spec.period, spec.date, date)) is not None:
        wanted["period"] = (spec.period, period)
    moves = tuple(Move(key, old, new, node.children[key].mark) for key, (old, new) in wanted.items())
    if write:
        disk.write(root, file, _rewritten(disk.read(root, file, _MOST), node, moves))
    moved = spec.model_copy(update={key: new for key, (_, new) in wanted.items()})
    last, following = issue_of(spec), issue_of(moved)
    todo = leftovers(item, gathered.project, last, following)
    return Rolled(slug, file, moves, last.about, following.about, tuple(todo))


_MOST = 5_000_000


def _rewritten(data: bytes, node: Node, moves: tuple[Move, ...]) -> bytes:
    """The file with other values; all else, comments and line ends too, keeps its bytes. Raises SetupError."""
    lines = data.decode("utf-8-sig").split("\n")
    for move in moves:
        raw, mark = node.children[move.key].raw, move.mark
        line = lines[mark.line - 1]
        at = mark.column - 1
        if raw.count(move.old) != 1 or not line[at:].startswith(raw):
            place = f"{mark.file}:{mark.line}:{mark.column}"
            raise SetupError(f"{place}: this {move.key} cannot be replaced", f"write it as {move.old}, and try again")
        lines[mark.line - 1] = line[:at] + raw.replace(move.old, move.new) + line[at + len(raw) :]
    begin = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    return begin + "\n".join(lines).encode()
