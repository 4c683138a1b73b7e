"""Limits of a theme's style sheets: what the typesetter would take endless time, memory or recursion for. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

_DEEPEST = 30
_LONGEST = 300
"""Parts of one selector."""
_MOST = 10_000
"""Tokens of a value, with custom properties written out."""
_LARGEST = 1e6
_BLOCKS = ("{} block", "[] block", "() block", "function")

Problem = tuple[str, int, int]
"""What is wrong, with line and column."""


def problem_of(styles: str) -> Problem | None:
    """The first thing in a style sheet, or a template of one, that is beyond a limit."""
    import tinycss2

    tokens = tinycss2.parse_component_value_list(styles, skip_comments=True)
    return next(_too_deep_or_large(tokens), None) or _too_long_selector(tokens) or _too_long_value(tokens)


def _inside(token: Any) -> list[Any]:
    if token.type == "function":
        return list(token.arguments)
    return list(token.content) if token.type in _BLOCKS else []


def _walk(tokens: Iterable[Any]) -> Iterator[tuple[Any, int]]:
    """All tokens with their depths."""
    waiting = [(token, 0) for token in tokens]
    while waiting:
        token, depth = waiting.pop()
        yield token, depth
        waiting += [(inner, depth + 1) for inner in _inside(token)]


def _too_deep_or_large(tokens: Iterable[Any]) -> Iterator[Problem]:
    for token, depth in _walk(tokens):
        if depth > _DEEPEST:
            yield f"is nested in more than {_DEEPEST} levels", token.source_line, token.source_column
        elif token.type in ("number", "dimension", "percentage") and not abs(token.value) <= _LARGEST:
            yield f"has a number beyond {_LARGEST:,.0f}", token.source_line, token.source_column


def _too_long_selector(tokens: Iterable[Any]) -> Problem | None:
    parts, first = 0, None
    for token in tokens:
        if token.type in _BLOCKS or (token.type == "literal" and token.value in ",;"):
            parts, first = 0, None
            continue
        first = first or token
        parts += token.type != "whitespace"
        if parts > _LONGEST:
            return f"has a selector of more than {_LONGEST} parts", first.source_line, first.source_column
    return None


def _too_long_value(tokens: Iterable[Any]) -> Problem | None:
    """Custom properties that refer to each other grow without limit."""
    import tinycss2

    declared: dict[str, list[Any]] = {}
    for token, _ in _walk(tokens):
        content = _inside(token) if token.type == "{} block" else []
        for one in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
            if one.type == "declaration" and one.name.startswith("--"):
                declared[one.name] = max(declared.get(one.name, []), list(one.value), key=len)
    sizes: dict[str, int] = {}
    for name, value in declared.items():
        if _size(name, declared, sizes, 0) > _MOST:
            line, column = (value[0].source_line, value[0].source_column) if value else (1, 1)
            return f"makes '{name}' more than {_MOST:,} parts long, by properties within it", line, column
    return None


def _size(name: str, declared: Mapping[str, list[Any]], sizes: dict[str, int], depth: int) -> int:
    """The tokens of a custom property with others written out; those in a circle, which are invalid, count as none."""
    if name in sizes or name not in declared:
        return sizes.get(name, 1)
    sizes[name] = 0
    size = 0
    for token, _ in _walk(declared[name]):
        used = (
            token.arguments[0] if token.type == "function" and token.lower_name == "var" and token.arguments else None
        )
        inner = used.value if used is not None and used.type == "ident" else ""
        size += 1 + (_size(inner, declared, sizes, depth + 1) if inner and depth < _DEEPEST else 0)
    sizes[name] = min(size, 10 * _MOST)
    return sizes[name]
