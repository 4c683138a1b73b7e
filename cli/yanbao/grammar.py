"""The grammar of expressions: finds them in prose, parses them, and checks each node against an allow-list.

It is names, dotted paths, calls, filters, literals, lists of them, the signs + - * /, comparisons and
``a if b else c``; in the ``expr`` of a computed column all of these but dotted paths, filters and lists. No statements
or subscripts: anything else is refused before evaluation. Jinja only parses; nothing is compiled.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite

from jinja2 import Environment, TemplateError, nodes

from yanbao import rules
from yanbao.characters import IN_VALUE, describe
from yanbao.rules import Rule

_EVERYWHERE = (
    nodes.Template,
    nodes.Output,
    nodes.Name,
    nodes.Call,
    nodes.Const,
    nodes.Neg,
    nodes.Add,
    nodes.Sub,
    nodes.Mul,
    nodes.Div,
    nodes.CondExpr,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
)

_IN_PROSE = (*_EVERYWHERE, nodes.Getattr, nodes.Filter, nodes.Keyword, nodes.List)

_IN_FORMULA = _EVERYWHERE

_REFUSED = {
    "pos": "'+' before a value",
    "pow": "'**'",
    "mod": "'%'",
    "floordiv": "'//'",
    "concat": "'~'",
    "getitem": "'[…]' after a value",
    "dict": "a mapping",
    "filter": "'|'",
    "getattr": "'.' after a name",
    "list": "a list",
    "keyword": "a named argument",
}
"""Refused syntax, by Jinja's token or node name, as the author knows it."""

_PARSER = Environment(autoescape=False)  # noqa: S701 - it parses, and renders nothing

_LONGEST = 1000  # characters: far more than anyone writes, and few enough to parse quickly

_DEEPEST = 30  # nesting levels: more than anyone writes

_FULL_WIDTH = dict(zip("“”‘’，。．（）｜－＝＿：＋−–＊×／÷\u3000", "\"\"'',..()|-=_:+--**// ", strict=True))
"""Full-width characters that Chinese input methods produce, and the ASCII ones that expressions need."""


class ExpressionError(Exception):
    """An expression that cannot be evaluated. ``rule`` is the id of its diagnostic.

    ``missing`` is a name that leads nowhere; it ``follows`` from another error if what it names could not be loaded.
    ``meant`` are a part of the expression and what was meant by it, if that is certain.
    """

    def __init__(
        self,
        message: str,
        rule: Rule = rules.BAD_EXPRESSION,
        remedy: str = "",
        missing: str | None = None,
        *,
        meant: tuple[str, str] = ("", ""),
    ) -> None:
        self.rule = rule
        self.remedy = remedy
        self.missing = missing
        self.meant = meant
        self.follows = False
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Piece:
    """A segment of prose: literal text, or an expression (without its braces) at ``offset``."""

    text: str
    offset: int
    is_expression: bool


_NO_STATEMENTS = (
    "write {{ \"甲\" if a > b else \"乙\" }}; 'when' and 'for_each' beside a block leave it out or repeat it"
)


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
            message = "only expressions {{ … }} are part of the language, not statements or comments"
            raise ProseError(start, 2, message, _NO_STATEMENTS)
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

    def __init__(self, offset: int, width: int, message: str, remedy: str = "") -> None:
        self.offset = offset
        self.width = width
        super().__init__(message, remedy=remedy)


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


def read_formula(expression: str) -> nodes.Node:
    """Parse the arithmetic of a computed column. Raises ExpressionError for anything outside the language."""
    return read(expression, _IN_FORMULA, "use columns, numbers, + - * / and functions such as sum(column)")


def read(
    expression: str,
    allowed: tuple[type[nodes.Node], ...] = _IN_PROSE,
    remedy: str = "use a path, a function or a filter",
) -> nodes.Node:
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
        _check(node, allowed, remedy)
    match tree.body:
        case [nodes.Output(nodes=[nodes.Node() as value])]:
            return value
    raise ExpressionError("this is more than one expression")


def _check(node: nodes.Node, allowed: tuple[type[nodes.Node], ...], remedy: str) -> None:
    if not isinstance(node, allowed):
        kind = type(node).__name__.lower()
        what = _REFUSED.get(kind, f"'{kind}'")
        raise ExpressionError(f"{what} is not part of the language", remedy=remedy)
    if isinstance(node, nodes.Const) and isinstance(node.value, float) and not isfinite(node.value):
        raise ExpressionError("this number is too large")
    if isinstance(node, nodes.Const) and isinstance(node.value, str) and (bad := IN_VALUE.search(node.value)):
        raise ExpressionError(describe(bad[0])[0], rules.BAD_ENCODING, "delete the escape")
    if isinstance(node, nodes.Call | nodes.Filter) and (node.dyn_args or node.dyn_kwargs):
        raise ExpressionError("'*' before a value is not part of the language")


def _depth(node: nodes.Node) -> int:
    """Nesting depth of an expression."""
    return 1 + max(map(_depth, node.iter_child_nodes()), default=0)


def _unreadable(expression: str, error: TemplateError) -> ExpressionError:
    """The error for an expression that cannot be parsed, often because of a full-width mark from an input method."""
    wide = next((char for char in expression if char in _FULL_WIDTH), "")
    if wide and "unexpected char" in str(error.message):
        if wide in "−–×÷":
            return ExpressionError(f"'{wide}' is not part of the language", remedy=f"write {_FULL_WIDTH[wide]}")
        message = f"a full-width '{wide}' in an expression"
        remedy = f"switch the input method to English and write {_FULL_WIDTH[wide]}"
        return ExpressionError(message, remedy=remedy, meant=(expression, _narrowed(expression)))
    return ExpressionError(f"this expression cannot be read: {error.message}")


def _narrowed(expression: str) -> str:
    """An expression with its full-width marks in ASCII, but for those that it quotes."""
    written, closing = "", ""
    for char in expression:
        narrow = _FULL_WIDTH.get(char, char)
        is_end = bool(closing) and char in closing
        written += narrow if not closing or is_end else char
        closing = "" if is_end else closing or {"“": "”", "‘": "’"}.get(char, narrow if narrow in "\"'" else "")
    return written
