"""Shows the differences of two editions: as text, Markdown, a web page, or JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from yanbao.app.differences.forms import as_html, as_json, as_markdown
from yanbao.app.differences.text import show
from yanbao.comparison import Difference

__all__ = ["FORMS", "show"]

FORMS: Mapping[str, Callable[[Difference, Path], str]] = {
    "json": as_json,
    "html": as_html,
    "markdown": as_markdown,
}
