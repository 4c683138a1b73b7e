"""Prose bound to values: expressions evaluated, Markdown rendered, every bound number marked with its source."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import escape, unescape

from yanbao.compose.expressions import Evaluator, ProseError, split
from yanbao.compose.functions import LIST_JOINT
from yanbao.compose.markdown import to_html, to_inline_html
from yanbao.compose.uses import Use
from yanbao.compose.values import Bound, ExpressionError, Link, Quantity
from yanbao.diagnostics import Diagnostic, Level, Marked
from yanbao.model.document import Html
from yanbao.model.ledger import Source
from yanbao.model.theme import Messages

_SLOT = re.compile("\ue000(\\d+)\ue001")
"""A bound value while Markdown is rendered: private characters, so that no value can be taken for markup."""

_TAG = re.compile(r"<[^>]+>")


def plain_text(html: Html) -> str:
    """The text of an HTML fragment."""
    return unescape(_TAG.sub("", html))


@dataclass(frozen=True)
class Bind:
    """Prose with its values: the HTML and the ids of the sources that its values have."""

    html: Html
    sources: tuple[str, ...]

    @property
    def text(self) -> str:
        return plain_text(self.html)


class Prose:
    """Binds the prose of one report. Problems are collected in ``diagnostics``, what expressions take in ``uses``."""

    def __init__(self, evaluator: Evaluator, messages: Messages, sources: Mapping[str, Source]) -> None:
        self._evaluator = evaluator
        self._messages = messages
        self._sources = sources
        self._powers = list(messages.powers.items())
        self.diagnostics: list[Diagnostic] = []
        self.uses: set[Use] = set()

    def block(self, prose: Marked) -> Bind:
        """Markdown paragraphs and lists."""
        return self._bind(prose, to_html)

    def line(self, prose: Marked | None) -> Bind:
        """One line of text, such as a title."""
        return Bind("", ()) if prose is None else self._bind(prose, to_inline_html)

    def print(self, value: Bound) -> str:
        """A value as text."""
        if isinstance(value, Link):
            return value.text
        return value.format(self._powers).replace(LIST_JOINT, self._messages.list_separator)

    def _bind(self, prose: Marked, render: Callable[[str], str]) -> Bind:
        values: list[Bound] = []
        text: list[str] = []
        try:
            pieces = list(split(prose))
        except ProseError as error:
            self._report(error, prose, error.offset, error.width)
            return Bind("", ())
        for piece in pieces:
            if not piece.is_expression:
                text.append(piece.text)
                continue
            try:
                evaluated = self._evaluator.evaluate(piece.text)
            except ExpressionError as error:
                self._report(error, prose, piece.offset, max(1, len(piece.text)))
                continue
            values.append(evaluated.value)
            text.append(f"\ue000{len(values) - 1}\ue001")
            mark, printed = prose.locate(piece.offset), self.print(evaluated.value)
            self.uses.update(Use(mark, path, printed) for path in evaluated.paths)
        html = _SLOT.sub(lambda match: self._markup(values[int(match[1])]), render("".join(text)))
        return Bind(html, _sources_of(values))

    def _report(self, error: ExpressionError, prose: Marked, offset: int, width: int) -> None:
        mark = prose.locate(offset)
        self.diagnostics.append(Diagnostic(Level.ERROR, error.rule, str(error), mark, error.remedy, width))

    def _markup(self, value: Bound) -> Html:
        text = escape(self.print(value))
        if isinstance(value, Link):
            return f'<a class="ref" href="#{escape(value.anchor)}">{text}</a>'
        publishers = [self._sources[source].publisher for source in value.sources if source in self._sources]
        origin = self._messages.list_separator.join(dict.fromkeys(publishers))
        if not origin:
            return text
        kind = "num" if isinstance(value, Quantity) else "words"
        hint = f"{origin}{self._messages.as_of.format(date=value.as_of)}" if value.as_of else origin
        return f'<span class="bound {kind}" title="{escape(hint)}">{text}</span>'


def _sources_of(values: Iterable[Bound]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(s for value in values if not isinstance(value, Link) for s in value.sources))
