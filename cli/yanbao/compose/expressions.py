"""Expressions in prose: found, checked against a small grammar, evaluated, and located where they are wrong.

The grammar is names, dotted paths, calls, filters and literals. No statements, no operators, no subscripts, no
attributes other than the members of the scope: what is not on the list is refused before anything is evaluated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from math import isfinite
from types import CodeType
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, nodes
from jinja2.sandbox import SandboxedEnvironment

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
"""What an author wrote, for the words of the parser."""

_LONGEST = 1000  # characters: far more than anyone writes, and too few to keep the parser busy

_DEEPEST = 30  # of what Jinja makes of an expression with hundreds of levels, Python takes seconds to say it is wrong

_FULL_WIDTH = dict(zip("“”‘’，。．（）｜－＝＿：\u3000", "\"\"'',..()|-=_: ", strict=True))
"""What an input method writes for the marks of an expression."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of prose: literal text, or an expression (without its braces) at ``offset``."""

    text: str
    offset: int
    is_expression: bool


class _Environment(SandboxedEnvironment):
    """Members come from the scope only; Python attributes are never reached.

    ``reached`` keeps the paths of what is reached.
    """

    reached: list[str]

    def __init__(self) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=False, optimized=False)  # code knows no filter's result
        self.tests.clear()

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, Namespace | EntityValue):
            self.reached.append(f"{obj.path}.{attribute}")
            return obj.member(attribute)
        raise ExpressionError(f"'.{attribute}': this value has no members")

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


@dataclass(frozen=True, slots=True)
class Evaluated:
    """The value of an expression, and the paths of the namespaces, entities, facts and datasets it went through."""

    value: Bound
    paths: tuple[str, ...]


class Evaluator:
    """Evaluates expressions over a scope."""

    def __init__(
        self, scope: Mapping[str, Any], filters: Mapping[str, Callable[..., Any]], memory: Memory | None = None
    ) -> None:
        self._memory = memory or Memory()
        self._environment = _Environment()
        self._environment.globals.clear()
        for name, item in scope.items():
            self._environment.globals[name] = checked(name, item) if callable(item) else item
        self._environment.filters = {name: checked(name, item, is_filter=True) for name, item in filters.items()}
        self._known: dict[str, Evaluated] = {}

    def evaluate(self, expression: str) -> Evaluated:
        """The value of an expression, and what it is made from. Raises ExpressionError."""
        if expression not in self._known:
            self._environment.reached = []
            value = self._evaluate(expression)
            self._known[expression] = Evaluated(value, tuple(dict.fromkeys(self._environment.reached)))
        return self._known[expression]

    def _evaluate(self, expression: str) -> Bound:
        if not expression:
            raise ExpressionError("an empty expression")
        if len(expression) > _LONGEST:
            raise ExpressionError(f"an expression of more than {_LONGEST} characters", remedy="is a '}}' missing?")
        try:
            self._check(self._memory.recall(("expression", expression), None, partial(_parse, expression)))
            value = self._run(self._memory.recall(("code", expression), None, partial(_compile, expression)))
        except TemplateError as error:
            raise _unreadable(expression, error) from None
        except (RecursionError, SyntaxError, MemoryError):  # Jinja's parser, and Python's of what Jinja makes
            raise ExpressionError("this expression is nested too deeply") from None
        except TypeError as error:  # a sign before text
            raise ExpressionError(f"this expression cannot be read: {error}") from None
        if isinstance(value, EntityValue):
            return Words(value.entity.name)
        if isinstance(value, Words) and not value.text.strip():
            raise ExpressionError("this expression gives no text: no row is like that, or the cell is empty")
        if isinstance(value, Quantity | Words | Link):
            return value
        if isinstance(value, Namespace):
            raise ExpressionError(f"'{value.path}' is not a value: name an entry of it", "unknown-fact")
        raise ExpressionError("this expression does not give a fact, a value of a dataset or a reference")

    def _run(self, code: CodeType) -> Any:
        template = Template.from_code(self._environment, code, self._environment.globals)
        context = template.new_context()
        for _ in template.root_render_func(context):
            pass  # it prints nothing
        return context.vars["result"]

    def _check(self, tree: Iterable[nodes.Node]) -> None:
        for node in tree:
            if isinstance(node, nodes.Name):
                self._check_name(node.name)
            elif isinstance(node, nodes.Filter):
                self._check_filter(node.name)
            elif not isinstance(node, _ALLOWED):
                kind = type(node).__name__.lower()
                what = _REFUSED.get(kind, f"'{kind}'")
                raise ExpressionError(
                    f"{what} is not part of the language", remedy="use a path, a function or a filter"
                )
            elif isinstance(node, nodes.Const) and isinstance(node.value, float) and not isfinite(node.value):
                raise ExpressionError("this number is too large")
            elif isinstance(node, nodes.Call) and (node.dyn_args or node.dyn_kwargs):
                raise ExpressionError("'*' before a value is not part of the language")
            elif isinstance(node, nodes.Neg) and not isinstance(node.node, nodes.Const):
                raise ExpressionError("'-' stands before a written number only", remedy="say it in the prose")

    def _check_name(self, name: str) -> None:
        known = self._environment.globals
        if name not in known:
            remedy = suggest(name, known) or ("" if name.isascii() else f'text stands in quotes: "{name}"')
            raise ExpressionError(f"nothing is called '{name}'", "unknown-name", remedy)

    def _check_filter(self, name: str) -> None:
        known = self._environment.filters
        if name not in known:
            raise ExpressionError(f"no filter '{name}'", "unknown-filter", suggest(name, known))


def _parse(expression: str) -> tuple[nodes.Node, ...]:
    """What an expression consists of. Raises ExpressionError and Jinja's errors."""
    tree = _Environment().parse("{{ " + expression + " }}")
    if _depth(tree) > _DEEPEST:
        raise ExpressionError("this expression is nested too deeply")
    return tuple(tree.find_all(nodes.Node))


def _compile(expression: str) -> CodeType:
    """An expression as Python runs it, whatever its names stand for. It must have been checked."""
    environment = _Environment()
    tree = environment.parse("{% set result = " + expression + " %}")
    environment.filters = {node.name: str for node in tree.find_all(nodes.Filter)}  # it asks whether they are there
    return environment.compile(tree)


def _depth(node: nodes.Node) -> int:
    """How many levels of an expression stand in one another."""
    return 1 + max(map(_depth, node.iter_child_nodes()), default=0)


def _unreadable(expression: str, error: TemplateError) -> ExpressionError:
    """The error of an expression that cannot be parsed; often an input method left a full-width mark in it."""
    wide = next((char for char in expression if char in _FULL_WIDTH), "")
    if wide and "unexpected char" in str(error.message):
        message = f"a full-width '{wide}' in an expression"
        return ExpressionError(message, remedy=f"switch the input method to English and write {_FULL_WIDTH[wide]}")
    return ExpressionError(f"this expression cannot be read: {error.message}")
