"""Limits of the HTML that a project's templates make: what the typesetter would take endless time or recursion for."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from jinja2 import TemplateRuntimeError

from yanbao.characters import is_digits
from yanbao.load.stylesheets import problem_of

_DEEPEST = 60
"""Elements in each other: the typesetter calls itself several times for each."""
_MOST_CELLS = 200
"""In a row of a table: the time for its widths grows with their square."""
_SPANS = ("colspan", "rowspan", "span")
_CLOSES_ITSELF = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_ENDS_THE_LAST = frozenset(["dd", "dt", "li", "option", "p", "td", "th", "tr"])
_WHERE = "the templates make HTML that cannot be set: "
_LARGE = re.compile(r"[+-]?[0-9]{7,}")


def refuse_endless(html: str) -> None:
    """Raises TemplateRuntimeError for HTML that is beyond a limit."""
    scanner = _Scanner()
    scanner.feed(html)
    scanner.close()


class _Scanner(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self._open: list[str] = []
        self._cells = [0]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self._cells.append(0)
        elif tag in ("td", "th"):
            self._cells[-1] += 1
            if self._cells[-1] > _MOST_CELLS:
                raise TemplateRuntimeError(_WHERE + f"a row of a table has more than {_MOST_CELLS} cells")
        for name, value in attrs:
            _refuse_attribute(name, value or "")
        if self._open and self._open[-1] == tag and tag in _ENDS_THE_LAST:
            self._open.pop()
        if tag not in _CLOSES_ITSELF:
            self._open.append(tag)
            if len(self._open) > _DEEPEST:
                raise TemplateRuntimeError(_WHERE + f"an element is in more than {_DEEPEST} others")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if "svg" in self._open:
            self._open.pop()  # elsewhere the slash means nothing

    def handle_endtag(self, tag: str) -> None:
        if tag == "tr" and len(self._cells) > 1:
            self._cells.pop()
        if tag in self._open:
            while self._open.pop() != tag:
                pass


def _refuse_attribute(name: str, value: str) -> None:
    if _LARGE.fullmatch(value.strip()):
        raise TemplateRuntimeError(_WHERE + f"the attribute '{name}' has a number of more than six digits")
    if name in _SPANS and is_digits(value.strip()) and int(value) > _MOST_CELLS:
        raise TemplateRuntimeError(_WHERE + f"the attribute '{name}' spans more than {_MOST_CELLS} cells")
    if name == "style" and (found := problem_of(f"a{{{value}}}")):
        raise TemplateRuntimeError(_WHERE + f"the attribute 'style' {found[0]}")
