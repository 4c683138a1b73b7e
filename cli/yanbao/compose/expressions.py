"""Expressions in prose: found, checked against a small grammar, evaluated, and located where they are wrong.

The grammar is names, dotted paths, calls, filters and literals. No statements, no operators, no subscripts, no
attributes other than the members of the scope: what is not on the list is refused before anything is evaluated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.sandbox import SandboxedEnvironment

from yanbao.compose.scope import EntityValue, ExpressionError, Namespace
from yanbao.compose.values import Bound, Link, Quantity, Words
from yanbao.diagnostics import suggest

_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.Name,
    nodes.Getattr,
    nodes.Call,
    nodes.Filter,
    nodes.Const,
    nodes.Keyword,
    nodes.Neg,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of prose: literal text, or an expression (without its braces) at ``offset``."""

    text: str
    offset: int
    is_expression: bool


class _Environment(SandboxedEnvironment):
    """Members come from the scope only; Python attributes are never reached."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, Namespace | EntityValue):
            return obj.member(attribute)
        raise ExpressionError(f"'.{attribute}': this value has no members")

    def getitem(self, _obj: Any, argument: Any) -> Any:
        raise ExpressionError(f"[{argument!r}]: subscripts are not part of the language")

    def call(__self, __context: Any, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805 - Jinja's signature
        if not callable(__obj) or isinstance(__obj, type):
            raise ExpressionError("this is not a function")
        return super().call(__context, __obj, *args, **kwargs)


def split(prose: str) -> Iterator[Piece]:
    """Cut prose at its expressions. Raises ExpressionError where braces do not close, or a statement stands."""
    at = 0
    while at < len(prose):
        start = prose.find("{", at)
        while start >= 0 and prose[start : start + 2] not in ("{{", "{%", "{#"):
            start = prose.find("{", start + 1)
        if start < 0:
            break
        if prose[start + 1] != "{":
            raise ProseError(start, 2, "only expressions {{ … }} are part of the language, not statements or comments")
        end = _closing(prose, start + 2)
        if end < 0:
            raise ProseError(start, 2, "this expression is not closed: '}}' is missing")
        if start > at:
            yield Piece(prose[at:start], at, is_expression=False)
        inner = prose[start + 2 : end]
        yield Piece(inner.strip(), start + 2 + len(inner) - len(inner.lstrip()), is_expression=True)
        at = end + 2
    if at < len(prose):
        yield Piece(prose[at:], at, is_expression=False)


class ProseError(ExpressionError):
    """A problem of the prose itself, at an offset of it."""

    def __init__(self, offset: int, width: int, message: str) -> None:
        self.offset = offset
        self.width = width
        super().__init__(message)


def _closing(prose: str, at: int) -> int:
    quote = ""
    while at < len(prose):
        character = prose[at]
        if quote:
            quote = "" if character == quote else quote
        elif character in "'\"":
            quote = character
        elif prose.startswith("}}", at):
            return at
        at += 1
    return -1


class Evaluator:
    """Evaluates expressions over a scope."""

    def __init__(self, scope: Mapping[str, Any], filters: Mapping[str, Callable[..., Any]]) -> None:
        self._environment = _Environment(undefined=StrictUndefined, autoescape=False)
        self._environment.globals.clear()
        self._environment.globals.update(scope)
        self._environment.filters = dict(filters)
        self._environment.tests.clear()
        self._known: dict[str, Bound] = {}

    def evaluate(self, expression: str) -> Bound:
        """The value of an expression. Raises ExpressionError."""
        if expression not in self._known:
            self._known[expression] = self._evaluate(expression)
        return self._known[expression]

    def _evaluate(self, expression: str) -> Bound:
        if not expression:
            raise ExpressionError("an empty expression")
        try:
            self._check(expression)
            value = self._environment.compile_expression(expression, undefined_to_none=False)()
        except TemplateError as error:
            raise ExpressionError(f"this expression cannot be read: {error.message}") from None
        except TypeError as error:
            raise ExpressionError(_signature_trouble(error)) from None
        if isinstance(value, EntityValue):
            return Words(value.entity.name)
        if isinstance(value, Quantity | Words | Link):
            return value
        if isinstance(value, Namespace):
            raise ExpressionError(f"'{value.path}' is not a value: name an entry of it", "unknown-fact")
        raise ExpressionError("this expression does not give a fact, a number or a reference")

    def _check(self, expression: str) -> None:
        tree = self._environment.parse("{{ " + expression + " }}")
        for node in tree.find_all(nodes.Node):
            if isinstance(node, nodes.Name):
                self._check_name(node.name)
            elif isinstance(node, nodes.Filter):
                self._check_filter(node.name)
            elif not isinstance(node, _ALLOWED):
                what = type(node).__name__.lower()
                raise ExpressionError(
                    f"'{what}' is not part of the language", remedy="use a path, a function or a filter"
                )

    def _check_name(self, name: str) -> None:
        known = self._environment.globals
        if name not in known:
            raise ExpressionError(f"nothing is called '{name}'", "unknown-name", suggest(name, known))

    def _check_filter(self, name: str) -> None:
        known = self._environment.filters
        if name not in known:
            raise ExpressionError(f"no filter '{name}'", "unknown-filter", suggest(name, known))


def _signature_trouble(error: TypeError) -> str:
    """Python's message for a wrong call, without the parts that mean nothing to an author."""
    return (
        str(error).replace("()", "").replace("positional argument", "value").replace("keyword argument", "named value")
    )
