"""What ``report next`` has moved, and what is left to do, in words and as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from yanbao.app.places import as_object, path_of
from yanbao.diagnostics import printable
from yanbao.rolling import Leftover, Rolled

if TYPE_CHECKING:
    from rich.console import Console

    from yanbao.periods import Span

_WORDS: Mapping[str, str] = {
    "date": "a date of the last issue",
    "before": "a date of the period before, which it may have been compared with",
    "numbers": "typed beside a date of the last issue, or a word such as 本周",
    "table": "a table of the last issue: report data pull, or new rows; `as_of: newest` follows them",
    "fact": "a fact of the last issue",
}


def show(console: Console, found: Rolled, root: Path, *, dry: bool) -> None:
    """Print what was moved, with its place, and each thing that is left."""
    for move in found.moves:
        place = f"{path_of(move.mark, root)}:{move.mark.line}:{move.mark.column}"
        console.print(f"{place}: {move.key} {printable(move.old)} → {printable(move.new)}")
    said = "would be" if dry else "is now"
    console.print(f"'{printable(found.report)}' {said} about {_days(found.next)}; it was about {_days(found.last)}.")
    if not found.todo:
        console.print("Nothing is typed for the last issue.")
        return
    console.print()
    for one in found.todo:
        place = f"{path_of(one.mark, root)}:{one.mark.line}:{one.mark.column}"
        console.print(f"{place}: {printable(one.text)}: {_WORDS[one.why]}")
    count = "1 thing" if len(found.todo) == 1 else f"{len(found.todo)} things"
    console.print(f"{count} to look at. Then: report data pull, report check, report diff.")


def _days(days: Span) -> str:
    first, last = days
    return f"{first}" if first == last else f"{first} to {last}"


def as_json(found: Rolled, root: Path) -> str:
    """The same for programs."""

    def plain(one: Leftover) -> dict[str, object]:
        return {**as_object(one.mark, root), "why": one.why, "text": printable(one.text)}

    told = {
        "report": found.report,
        "moves": [{**asdict(move), "mark": as_object(move.mark, root)} for move in found.moves],
        "last": [f"{day}" for day in found.last],
        "next": [f"{day}" for day in found.next],
        "todo": [plain(one) for one in found.todo],
    }
    return json.dumps(told, ensure_ascii=False, indent=2)
