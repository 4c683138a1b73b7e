"""Prints differences in a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from rich.console import Console
from rich.text import Text

from yanbao.app.differences.outline import Line, Style, headline, outline
from yanbao.comparison import Difference

_STYLES: Mapping[Style, str] = {"name": "bold", "old": "red", "new": "green", "place": "cyan", "quiet": "dim"}
_SIGNS: Mapping[Style, tuple[str, str]] = {"old": ("[-", "-]"), "new": ("{+", "+}")}
"""What stands around old and new words inside a sentence, so that they can be told apart without colours."""


def show(console: Console, found: Difference, root: Path) -> None:
    """Print all differences, or that there are none."""
    parts = outline(found, root)
    console.print(headline(found) + (":" if parts else ": nothing differs."))
    for note in found.notes:
        console.print(f"note: {note}")
    for part in parts:
        console.print()
        console.print(Text(f"{part.title} ({part.count})", "bold"))
        for line in part.lines:
            console.print(_text(line))


def _text(line: Line) -> Text:
    text = Text("  " * (line.depth + 1))
    within = _is_sentence(line)
    for style, words in line.runs:
        before, after = _SIGNS.get(style, ("", "")) if within else ("", "")
        text.append(f"{before}{words}{after}", _STYLES.get(style, ""))
    return text


def _is_sentence(line: Line) -> bool:
    """True for a text with what changed in it, rather than an old and a new value."""
    styles = [style for style, _ in line.runs]
    return set(styles) <= {"", "old", "new"} and ("", " → ") not in line.runs and len(styles) > 1
