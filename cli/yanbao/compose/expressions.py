"""Finds expressions in prose, checks them against a small grammar, evaluates them, and locates their errors.

The grammar is names, dotted paths, calls, filters and literals. No statements, operators, subscripts or attributes
other than the members of the scope: anything else is refused before evaluation. Jinja only parses; nothing is compiled,
and no attribute of a Python object can be reached.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from math import isfinite
from typing import Any

from jinja2 import Environment, TemplateError, nodes

from yanbao import rules
from yanbao.characters import IN_VALUE, describe
from yanbao.checks import unknown_fact
from yanbao.compose.calls import checked
from yanbao.compose.scope import EntityValue, Namespace
from yanbao.compose.values import Bound, ExpressionError, Link, Quantity, Words
from yanbao.diagnostics import suggest
from yanbao.memory import Memory

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

_REFUSED = {
    "add": "'+'",
    "sub": "'-'",
    "mul": "'*'",
    "div": "'/'",
    "concat": "'~'",
    "compare": "a comparison",
    "condexpr": "'if'",
    "getitem": "'[…]' after a value",
    "list": "a list",
    "dict": "a mapping",
}
"""Refused syntax, by Jinja's token or node name, as the author knows it."""

_PARSER = Environment(autoescape=False)  # noqa: S701 - it parses, and renders nothing

_LONGEST = 1000  # characters: far more than anyone writes, and few enough to parse quickly

_DEEPEST = 30  # nesting levels: more than anyone writes

_FULL_WIDTH = dict(zip("“”‘’，。．（）｜－＝＿：\u3000", "\"\"'',..()|-=_: ", strict=True))
"""Full-width characters that Chinese input methods produce, and the ASCII ones that expressions need."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A segment of prose: literal text, or an expression (without its braces) at ``offset``."""

    text: str
    offset: int
    is_expression: bool


def split(prose: str) -> Iterator[Piece]:
    """Split prose into literals and expressions. Raises ExpressionError for unbalanced braces and for statements."""
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
            is_quoted = prose.find("}}", start) >= 0
            missing = "a quotation mark in it is never closed" if is_quoted else "'}}' is missing"
            raise ProseError(start, 2, f"this expression is not closed: {missing}")
        if start > at:
            yield Piece(prose[at:start], at, is_expression=False)
        inner = prose[start + 2 : end]
        yield Piece(inner.strip(), start + 2 + len(inner) - len(inner.lstrip()), is_expression=True)
        at = end + 2
    if at < len(prose):
        yield Piece(prose[at:], at, is_expression=False)


class ProseError(ExpressionError):
    """An error in the prose itself, at an offset."""

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


@dataclass(frozen=True, slots=True)
class Evaluated:
    """The value of an expression, and the paths of the namespaces, entities, facts and datasets it accessed."""

    value: Bound
    paths: tuple[str, ...]


class Evaluator:
    """Evaluates expressions over a scope."""

    def __init__(
        self, scope: Mapping[str, Any], filters: Mapping[str, Callable[..., Any]], memory: Memory | None = None
    ) -> None:
        self._memory = memory or Memory()
        self._names = {name: checked(name, item) if callable(item) else item for name, item in scope.items()}
        self._filters = {name: checked(name, item, is_filter=True) for name, item in filters.items()}
        self._known: dict[str, Evaluated] = {}
        self._reached: list[str] = []

    def evaluate(self, expression: str) -> Evaluated:
        """Evaluate an expression and collect what it accessed. Raises ExpressionError."""
        if expression not in self._known:
            self._reached = []
            value = self._evaluate(expression)
            self._known[expression] = Evaluated(value, tuple(dict.fromkeys(self._reached)))
        return self._known[expression]

    def _evaluate(self, expression: str) -> Bound:
        value = self._value(self._parse(expression))
        if isinstance(value, EntityValue):
            return Words(value.entity.name)
        if isinstance(value, Words) and not value.text.strip():
            raise ExpressionError("this expression gives no text: no row is like that, or the cell is empty")
        if isinstance(value, Quantity | Words | Link):
            return value
        if isinstance(value, Namespace):
            raise ExpressionError(f"'{value.path}' is not a value: name an entry of it", unknown_fact.RULE)
        raise ExpressionError("this expression does not give a fact, a value of a dataset or a reference")

    def _value(self, node: nodes.Node) -> Any:
        """The value of a syntax node of a checked expression."""
        match node:
            case nodes.Const():
                return node.value
            case nodes.Neg():
                return -self._value(node.node)
            case nodes.Name():
                return self._names[node.name]
            case nodes.Getattr():
                return self._member(self._value(node.node), node.attr)
            case nodes.Filter(node=nodes.Node() as subject):
                return self._filters[node.name](self._value(subject), *self._arguments(node), **self._named(node))
            case nodes.Call():
                function = self._value(node.node)
                if not callable(function):
                    raise ExpressionError("this is not a function")
                return function(*self._arguments(node), **self._named(node))
        raise ExpressionError("a filter stands after a value")

    def _member(self, value: Any, name: str) -> Any:
        if not isinstance(value, Namespace | EntityValue):
            raise ExpressionError(f"'.{name}': this value has no members")
        self._reached.append(f"{value.path}.{name}")
        return value.member(name)

    def _arguments(self, node: nodes.Call | nodes.Filter) -> list[Any]:
        return [self._value(argument) for argument in node.args]

    def _named(self, node: nodes.Call | nodes.Filter) -> dict[str, Any]:
        return {str(argument.key): self._value(argument.value) for argument in node.kwargs}

    def _parse(self, expression: str) -> nodes.Node:
        """Parse an expression, all of whose names must exist. Raises ExpressionError."""
        read = self._memory.recall(("expression", expression), None, partial(_read, expression))
        for node in (read, *read.find_all((nodes.Name, nodes.Filter))):
            if isinstance(node, nodes.Name):
                self._check_name(node.name)
            elif isinstance(node, nodes.Filter):
                self._check_filter(node.name)
        return read

    def _check_name(self, name: str) -> None:
        known = self._names
        if name not in known:
            remedy = suggest(name, known) or ("" if name.isascii() else f'text stands in quotes: "{name}"')
            raise ExpressionError(f"nothing is called '{name}'", rules.UNKNOWN_NAME, remedy)

    def _check_filter(self, name: str) -> None:
        known = self._filters
        if name not in known:
            raise ExpressionError(f"no filter '{name}'", rules.UNKNOWN_FILTER, suggest(name, known))


def _read(expression: str) -> nodes.Node:
    """Parse an expression. Raises ExpressionError for anything outside the language."""
    if not expression:
        raise ExpressionError("an empty expression")
    if len(expression) > _LONGEST:
        raise ExpressionError(f"an expression of more than {_LONGEST} characters", remedy="is a '}}' missing?")
    try:
        tree = _PARSER.parse("{{ " + expression + " }}")
        if _depth(tree) > _DEEPEST:
            raise ExpressionError("this expression is nested too deeply")
    except TemplateError as error:
        raise _unreadable(expression, error) from None
    except RecursionError:
        raise ExpressionError("this expression is nested too deeply") from None
    except SyntaxError:  # raised by Python's own number parsing: Jinja accepts full-width digits as digits
        raise ExpressionError("a number is written with the digits 0 to 9") from None
    for node in tree.find_all(nodes.Node):
        _check(node)
    match tree.body:
        case [nodes.Output(nodes=[nodes.Node() as value])]:
            return value
    raise ExpressionError("this is more than one expression")


def _check(node: nodes.Node) -> None:
    if not isinstance(node, _ALLOWED):
        kind = type(node).__name__.lower()
        what = _REFUSED.get(kind, f"'{kind}'")
        raise ExpressionError(f"{what} is not part of the language", remedy="use a path, a function or a filter")
    if isinstance(node, nodes.Const) and isinstance(node.value, float) and not isfinite(node.value):
        raise ExpressionError("this number is too large")
    if isinstance(node, nodes.Const) and isinstance(node.value, str) and (bad := IN_VALUE.search(node.value)):
        raise ExpressionError(describe(bad[0])[0], rules.BAD_ENCODING, "delete the escape")
    if isinstance(node, nodes.Neg) and not _is_number(node.node):
        raise ExpressionError("'-' stands before a written number only", remedy="say it in the prose")
    if isinstance(node, nodes.Call | nodes.Filter) and (node.dyn_args or node.dyn_kwargs):
        raise ExpressionError("'*' before a value is not part of the language")


def _is_number(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Const) and type(node.value) in (int, float)


def _depth(node: nodes.Node) -> int:
    """Nesting depth of an expression."""
    return 1 + max(map(_depth, node.iter_child_nodes()), default=0)


def _unreadable(expression: str, error: TemplateError) -> ExpressionError:
    """The error for an expression that cannot be parsed, often because of a full-width mark from an input method."""
    wide = next((char for char in expression if char in _FULL_WIDTH), "")
    if wide and "unexpected char" in str(error.message):
        message = f"a full-width '{wide}' in an expression"
        return ExpressionError(message, remedy=f"switch the input method to English and write {_FULL_WIDTH[wide]}")
    return ExpressionError(f"this expression cannot be read: {error.message}")
