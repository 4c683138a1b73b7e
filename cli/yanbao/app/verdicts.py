"""What ``report verify`` has found, in words and as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from yanbao.app.console import relative
from yanbao.diagnostics import printable

if TYPE_CHECKING:
    from rich.console import Console

    from yanbao.prove import Verdict


def show(console: Console, verdict: Verdict) -> None:
    """Print a verdict, what it rests on, and what mends it."""
    name = relative(verdict.file)
    if verdict.proved:
        at = f", revision {verdict.revision[:12]}" if verdict.revision and "revision" not in verdict.source else ""
        console.print(f"{name}: proved: it is the report '{printable(verdict.report)}' of {verdict.source}{at}")
        console.print(f"  {_compared(verdict)}")
    else:
        console.print(f"{name}: not proved: it is not what {verdict.source} gives")
    for reason in verdict.reasons:
        console.print(f"  {printable(reason.message)}")
    for note in verdict.notes:
        console.print(f"  note: {printable(note)}")
    if verdict.came_from:
        console.print(f"  it is from revision {verdict.came_from[:12]}: built anew from that, it has the same bytes")
    for remedy in dict.fromkeys(reason.remedy for reason in verdict.reasons if reason.remedy):
        console.print(f"  help: {printable(remedy)}")


def _compared(verdict: Verdict) -> str:
    """What was compared."""
    same = "all its bytes" if verdict.notes else f"all {verdict.size:,} bytes"
    return (
        f"digests of {verdict.inputs} inputs, the program, its libraries and the font are the same; "
        f"built anew, {same} are the same"
    )


def as_json(verdict: Verdict) -> str:
    """The same for programs."""
    told = {
        "file": printable(str(verdict.file)),
        "proved": verdict.proved,
        "report": verdict.report,
        "source": verdict.source,
        "revision": verdict.revision,
        "came_from": verdict.came_from,
        "reasons": [
            {name: printable(value) if isinstance(value, str) else value for name, value in asdict(reason).items()}
            for reason in verdict.reasons
        ],
        "notes": [printable(note) for note in verdict.notes],
        "compared": {"inputs": verdict.inputs, "bytes": verdict.size},
    }
    return json.dumps(told, ensure_ascii=False, indent=2)
