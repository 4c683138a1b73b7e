"""Writes differences as Markdown, as one self-contained web page, and as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from yanbao import disk
from yanbao.app.differences.outline import Line, Part, Run, headline, outline
from yanbao.app.places import as_object
from yanbao.comparison import Difference
from yanbao.diagnostics import Mark, printable

_PAGE = Path(__file__).parent / "page.html"
_MOST = 100_000
"""Bytes of the page's file."""

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


def as_json(found: Difference, root: Path) -> str:
    """All differences as an object; positions have ``file``, ``line`` and ``column``."""
    named = {name: getattr(found, name) for name in found.__dataclass_fields__}
    return json.dumps(_plain({**named, "different": bool(found)}, root), ensure_ascii=False, indent=2)


def _plain(value: Any, root: Path) -> Any:
    if isinstance(value, Mark):
        return as_object(value, root)
    if is_dataclass(value) and not isinstance(value, type):
        return {name: _plain(getattr(value, name), root) for name in value.__dataclass_fields__}
    if isinstance(value, Mapping):
        return {name: _plain(one, root) for name, one in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(one, root) for one in value]
    return printable(value) if isinstance(value, str) else value


def as_markdown(found: Difference, root: Path) -> str:
    """A list for the description of a pull request."""
    lines = [f"## {_escaped(headline(found))}", ""]
    lines += [f"> {_escaped(note)}\n" for note in found.notes]
    for part in outline(found, root):
        lines += [f"### {part.title} ({part.count})", ""]
        lines += ["  " * line.depth + "- " + "".join(map(_markdown, line.runs)) for line in part.lines]
        lines.append("")
    return "\n".join(lines).rstrip()


def _markdown(run: Run) -> str:
    style, text = run
    if not text.strip():
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    inner = _escaped(text.strip())
    marks = {"name": "**", "old": "~~", "new": "**"}.get(style, "")
    if style == "place":
        inner = f"`{text.strip()}`"
    return f"{before}{marks}{inner}{marks}{after}"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def as_html(found: Difference, root: Path) -> str:
    """A page of its own, without script; it follows the light or dark of its reader."""
    page = Template(disk.read(_PAGE.parent, _PAGE.name, _MOST).decode())
    notes = "".join(f"<p class=note>{escape(note)}</p>\n" for note in found.notes)
    parts = "".join(map(_section, outline(found, root)))
    return page.substitute(title=escape(headline(found)), body=notes + (parts or "<p>Nothing differs.</p>\n"))


def _section(part: Part) -> str:
    return (
        f"<section>\n<h2>{escape(part.title)} <span class=count>{part.count}</span></h2>\n"
        f"<ul>\n{''.join(map(_entry, _entries(part.lines)))}</ul>\n</section>\n"
    )


def _entries(lines: tuple[Line, ...]) -> Iterator[list[Line]]:
    """Lines by entry: each with those that belong to it."""
    entry: list[Line] = []
    for line in lines:
        if line.depth == 0 and entry:
            yield entry
            entry = []
        entry.append(line)
    if entry:
        yield entry


def _entry(lines: list[Line]) -> str:
    first, *others = ("".join(map(_tagged, line.runs)) for line in lines)
    inner = "".join(f"<li>{line}</li>\n" for line in others)
    return f"<li>{first}{f'<ul>{inner}</ul>' if inner else ''}</li>\n"


_TAGS = {"name": "b", "old": "del", "new": "ins", "place": "code", "quiet": "small"}


def _tagged(run: Run) -> str:
    style, text = run
    tag = _TAGS.get(style)
    return f"<{tag}>{escape(text)}</{tag}>" if tag else escape(text)
