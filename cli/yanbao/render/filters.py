"""Filters of templates: those of Jinja whose output size is bounded by their input, and a few for reports."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jinja2 import TemplateRuntimeError, Undefined, pass_eval_context
from jinja2.filters import FILTERS as JINJA
from jinja2.nodes import EvalContext

from yanbao.render.breadths import least_widths
from yanbao.render.listing import in_columns, side_by_side

_LARGEST = 10_000_000
_LARGEST_MARKED_UP = 100_000

_PHRASE = re.compile("[^，：；。！？]+[，：；。！？]*|[，：；。！？]+")

_OF_TEXT = "abs capitalize e escape float forceescape int lower safe string title trim upper urlencode wordcount"
_OF_LISTS = "count d default dictsort first groupby items last length list map max min reject rejectattr reverse select"
_OF_LISTS += " selectattr sort unique"

_NOT_IN_CSS = re.compile(r"[^\w \-.,:;!?()/|+%，。：；、！？（）《》“”‘’]")


def css_string(text: object) -> str:
    """Quote a string for CSS, escaped so that it cannot end the string or the style sheet."""
    return '"' + _NOT_IN_CSS.sub(lambda match: f"\\{ord(match[0]):X} ", str(_text(text))) + '"'


def phrases(title: str) -> str:
    """A title as HTML that wraps between its phrases rather than inside them; one with markup is unchanged."""
    if "<" in title:
        return title
    return "".join(f'<span class="phrase">{phrase}</span>' for phrase in _PHRASE.findall(title))


def _text(value: object) -> object:
    if isinstance(value, str | int | float | Undefined) or value is None or hasattr(value, "__html__"):
        return value
    raise TemplateRuntimeError(f"this filter is for text, and not for {type(value).__name__}")


def _for_text(function: Callable[..., Any]) -> Callable[..., Any]:
    """Restrict a filter to text and numbers."""

    def checked(value: object, *args: Any, **kwargs: Any) -> Any:
        return function(_text(value), *args, **kwargs)

    return checked


@pass_eval_context
def _join(context: EvalContext, values: Iterable[object], between: str = "", attribute: str | None = None) -> Any:
    kept = [_text(value) for value in values] if attribute is None else list(values)
    if sum(len(str(value)) + len(between) for value in kept if attribute is None) > _LARGEST:
        raise TemplateRuntimeError("'join' makes a text that is too long")
    return JINJA["join"](context, kept, between, attribute)


@pass_eval_context
def _replace(context: EvalContext, value: object, old: str, new: str, count: int | None = None) -> Any:
    text = str(_text(value))
    if len(text) + text.count(str(old)) * len(str(new)) > _LARGEST:
        raise TemplateRuntimeError("'replace' makes a text that is too long")
    return JINJA["replace"](context, value, old, new, count)


def _round(value: float, precision: int = 0) -> float:
    return round(float(value), precision)


def _striptags(value: object) -> Any:
    if len(str(_text(value))) > _LARGEST_MARKED_UP:
        raise TemplateRuntimeError("'striptags' is for short texts")
    return JINJA["striptags"](value)


def _sum(values: Iterable[float]) -> float:
    return sum(values)


FILTERS: Mapping[str, Callable[..., Any]] = {
    **{name: _for_text(JINJA[name]) for name in _OF_TEXT.split()},
    **{name: JINJA[name] for name in ("truncate", *_OF_LISTS.split())},
    "css_string": css_string,
    "phrases": phrases,
    "in_columns": in_columns,
    "least_widths": least_widths,
    "side_by_side": side_by_side,
    "join": _join,
    "replace": _replace,
    "round": _round,
    "striptags": _striptags,
    "sum": _sum,
}
"""Filters by the names that templates use."""
