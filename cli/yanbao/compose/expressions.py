"""Expressions evaluated over a scope: names, members, functions and filters that are on its list, and nothing else.

No attribute of a Python object can be reached, only the members of the scope.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any

from jinja2 import nodes

from yanbao import rules
from yanbao.checks import unknown_fact
from yanbao.compose.arithmetic import compute, negative
from yanbao.compose.calls import checked
from yanbao.compose.comparisons import compare
from yanbao.compose.mixed import refuse_odd
from yanbao.compose.scope import Namespace
from yanbao.compose.values import Bound, ExpressionError, Link, Members, Named, Quantity, Words
from yanbao.diagnostics import slip, suggest
from yanbao.grammar import read
from yanbao.memory import Memory
from yanbao.model.project import is_lost


@dataclass(frozen=True, slots=True)
class Evaluated:
    """The value of an expression, and the paths of the namespaces, entities, facts and datasets it accessed."""

    value: Bound
    paths: tuple[str, ...]


class Evaluator:
    """Evaluates expressions over a scope. ``lost`` are names of what may be missing in it, see ``Project``."""

    def __init__(
        self,
        scope: Mapping[str, Any],
        filters: Mapping[str, Callable[..., Any]],
        memory: Memory | None = None,
        lost: Collection[str] = (),
    ) -> None:
        self._memory = memory or Memory()
        self._lost = lost
        self._names = {name: checked(name, item) if callable(item) else item for name, item in scope.items()}
        self._filters = {name: checked(name, item, is_filter=True) for name, item in filters.items()}
        self._known: dict[str, Evaluated] = {}
        self._reached: list[str] = []

    def within(self, names: Mapping[str, Any]) -> Evaluator:
        """An evaluator that knows more names; itself, if there are none."""
        if not names:
            return self
        inner = copy(self)
        inner._names, inner._known = {**self._names, **names}, {}  # noqa: SLF001 - of this class
        return inner

    def function(self, name: str) -> Callable[..., Any]:
        """A function of the scope."""
        found: Callable[..., Any] = self._names[name]
        return found

    def evaluate(self, expression: str) -> Evaluated:
        """Evaluate an expression and collect what it accessed. Raises ExpressionError."""
        if expression not in self._known:
            self._reached = []
            with self._excused():
                value = self._evaluate(expression)
            self._known[expression] = Evaluated(value, self._used())
        return self._known[expression]

    def holds(self, expression: str) -> tuple[bool, tuple[str, ...]]:
        """Whether a condition holds, and the paths of what it accessed. Raises ExpressionError."""
        self._reached = []
        with self._excused():
            return self._truth(self._parse(expression)), self._used()

    @contextmanager
    def _excused(self) -> Iterator[None]:
        """Mark errors that follow from others: what they miss could not be loaded."""
        try:
            yield
        except ExpressionError as error:
            if error.missing is not None:
                error.follows = is_lost(error.missing, self._lost)
                if not error.follows and not error.meant[1]:  # it may be meant for something that is lost
                    error.meant = (error.missing, slip(error.missing, self._lost))
            raise

    def _used(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(filter(None, self._reached)))

    def _evaluate(self, expression: str) -> Bound:
        node = self._parse(expression)
        value = self._value(node)
        if isinstance(value, Named):
            return value.words
        if isinstance(value, str) and isinstance(node, nodes.CondExpr):
            return Words(value)
        if isinstance(value, bool):
            raise ExpressionError("a comparison prints nothing", remedy='write "甲" if … else "乙"')
        if isinstance(value, Words) and not value.text.strip():
            raise ExpressionError("this expression gives no text: no row is like that, or the cell is empty")
        if isinstance(value, Quantity):
            refuse_odd(value)
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
                return negative(self._value(node.node))
            case nodes.Add() | nodes.Sub() | nodes.Mul() | nodes.Div():
                return compute(type(node).__name__.lower(), self._value(node.left), self._value(node.right))
            case nodes.Name():
                return self._names[node.name]
            case nodes.Getattr():
                return self._member(self._value(node.node), node.attr)
            case nodes.List():
                return [self._plain(item) for item in node.items]
            case nodes.Compare() | nodes.And() | nodes.Or() | nodes.Not():
                return self._truth(node)
            case nodes.CondExpr(expr2=nodes.Node() as otherwise):
                chosen, left = (node.expr1, otherwise) if self._truth(node.test) else (otherwise, node.expr1)
                self._look_up(left)
                return self._value(chosen)
            case nodes.CondExpr():
                raise ExpressionError("'if' needs an 'else': what is printed otherwise")
            case nodes.Filter(node=nodes.Node() as subject):
                return self._filters[node.name](self._value(subject), *self._arguments(node), **self._named(node))
            case nodes.Call():
                function = self._value(node.node)
                if not callable(function):
                    raise ExpressionError("this is not a function")
                return function(*self._arguments(node), **self._named(node))
        raise ExpressionError("a filter stands after a value")

    def _truth(self, node: nodes.Node) -> bool:
        """Whether the condition that a node is holds; what does not matter any more is looked up all the same."""
        match node:
            case nodes.Not():
                return not self._truth(node.node)
            case nodes.And() | nodes.Or():
                first = self._truth(node.left)
                if first is isinstance(node, nodes.And):
                    return self._truth(node.right)
                self._look_up(node.right)
                return first
            case nodes.Compare():
                values = [self._plain(node.expr), *(self._plain(operand.expr) for operand in node.ops)]
                pairs = zip((operand.op for operand in node.ops), pairwise(values), strict=True)
                answers = [compare(sign, one, other) for sign, (one, other) in pairs]  # each, for what is wrong in it
                return all(answers)
        raise ExpressionError("a condition is needed here, such as a > b")

    def _plain(self, node: nodes.Node) -> Any:
        """The value of a node; of an entity its name."""
        value = self._value(node)
        return value.words if isinstance(value, Named) else value

    def _look_up(self, node: nodes.Node) -> None:
        """Raises ExpressionError if a path in an expression that is not evaluated leads nowhere."""
        inner = {id(one.node) for one in node.find_all(nodes.Getattr)}
        for path in (node, *node.find_all(nodes.Getattr)):
            if isinstance(path, nodes.Getattr) and id(path) not in inner:
                self._value(path)

    def _member(self, value: Any, name: str) -> Any:
        if not isinstance(value, Members):
            raise ExpressionError(f"'.{name}': this value has no members")
        self._reached.append(value.use(name))
        return value.member(name)

    def _arguments(self, node: nodes.Call | nodes.Filter) -> list[Any]:
        return [self._value(argument) for argument in node.args]

    def _named(self, node: nodes.Call | nodes.Filter) -> dict[str, Any]:
        return {str(argument.key): self._value(argument.value) for argument in node.kwargs}

    def _parse(self, expression: str) -> nodes.Node:
        """Parse an expression, all of whose names must exist. Raises ExpressionError."""
        tree = self._memory.recall(("expression", expression), None, partial(read, expression))
        for node in (tree, *tree.find_all((nodes.Name, nodes.Filter))):
            if isinstance(node, nodes.Name):
                self._check_name(node.name)
            elif isinstance(node, nodes.Filter):
                self._check_filter(node.name)
        return tree

    def _check_name(self, name: str) -> None:
        known = self._names
        if name not in known:
            remedy = _MEANT.get(name) or suggest(name, known)
            remedy = remedy or ("" if name.isascii() else f'text stands in quotes: "{name}"')
            meant = (name, slip(name, known))
            raise ExpressionError(f"nothing is called '{name}'", rules.UNKNOWN_NAME, remedy, name, meant=meant)

    def _check_filter(self, name: str) -> None:
        known = self._filters
        if name not in known:
            remedy, meant = suggest(name, known), (name, slip(name, known))
            raise ExpressionError(f"no filter '{name}'", rules.UNKNOWN_FILTER, remedy, meant=meant)


_MEANT: Mapping[str, str] = {
    "first": 'write value(data.NAME, "column", date="2024-01-02"), or earlier(…) for the last row before a period',
    "average": 'write mean(data.NAME, "column")',
    "avg": 'write mean(data.NAME, "column")',
    "max": 'write highest(data.NAME, "column")',
    "min": 'write lowest(data.NAME, "column")',
    "today": "write report.date, which stays what it is when the report is built again",
    "now": "write report.date, which stays what it is when the report is built again",
}
"""What is written for names of other languages."""
