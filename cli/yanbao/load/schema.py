"""Validates a tree of YAML nodes against a model, and explains errors in the author's terms.

Messages are keyed on pydantic's error types, never on its messages. If pydantic also reports the enclosing locations of
an error, only the innermost is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from yanbao import rules
from yanbao.diagnostics import Edit, Mark, Marked, closest, meant, suggest
from yanbao.formatting import number
from yanbao.load.findings import Findings, shorten
from yanbao.load.yaml import Node
from yanbao.model.base import Model
from yanbao.model.installed import Pluggable

M = TypeVar("M", bound=BaseModel)

Loc = tuple[str | int, ...]

_WANTED = {
    "string": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "list": "a list",
    "tuple": "a list",
    "dict": "a mapping",
    "model": "a mapping",
    "model_attributes": "a mapping",
}
_LIMITS = {
    "greater_than": ("greater than", "gt"),
    "greater_than_equal": ("at least", "ge"),
    "less_than": ("less than", "lt"),
    "less_than_equal": ("at most", "le"),
}
_INSTEAD = {
    "no_condition": 'such as change(data.NAME, "column", "week") > 0',
    "no_expressions": "write it out: expressions are for texts, dates, names of rows and values of 'where'",
}
"""What to write instead, by the type of an error."""

_UNION_MEMBERS = ("str", "int", "float")


def validate(model: type[M], node: Node, found: Findings) -> M | None:
    """The model built from a node's value; None, and errors, if it is invalid."""
    try:
        made = model.model_validate(node.value)
    except ValidationError as error:
        details = list(innermost(error.errors(include_url=False)))
    else:
        _refuse_expressions(made, node, found)
        return made
    renamed = {
        (*detail["loc"][:-1], key)
        for detail in details
        if detail["type"] == "extra_forbidden"
        and (key := closest(str(detail["loc"][-1]), keys_at(model, detail["loc"][:-1])))
    }
    missing: dict[Loc, list[str]] = {}
    for detail in details:
        loc = detail["loc"]
        if detail["type"] != "missing":
            _report(detail, model, node, found)
        elif loc not in renamed:  # otherwise the misspelt key is reported
            missing.setdefault(loc[:-1], []).append(str(loc[-1]))
    for loc, keys in missing.items():
        _missing(keys, node.find(loc), found)
    return None


def _refuse_expressions(made: BaseModel, node: Node, found: Findings) -> None:
    """Report expressions in plain-text fields, which would print them literally."""
    for name, field in type(made).model_fields.items():
        value = getattr(made, name)
        is_plain = str in (get_args(field.annotation) or [field.annotation]) and not isinstance(value, Marked)
        if is_plain and isinstance(value, str) and "{{" in value:
            at = node.children.get(name, node)
            found.error(
                rules.WRONG_VALUE,
                f"'{at.key or name}' cannot have expressions",
                at.mark,
                "write the text out",
                at.width,
            )


def innermost(errors: list[ErrorDetails]) -> Iterator[ErrorDetails]:
    """Errors without those that are mere consequences of an inner one; for a union of scalars, only one."""
    above = {detail["loc"][:n] for detail in errors for n in range(len(detail["loc"]))}
    seen: set[Loc] = set()
    for detail in errors:
        loc = detail["loc"]
        if loc in above:
            continue
        if _is_union_member(detail):
            if loc[:-1] in seen:
                continue
            seen.add(loc[:-1])
        yield detail


def _is_union_member(detail: ErrorDetails) -> bool:
    loc = detail["loc"]
    return bool(loc) and loc[-1] in _UNION_MEMBERS and detail["type"] != "extra_forbidden"


def _report(detail: ErrorDetails, model: type[BaseModel], root: Node, found: Findings) -> None:
    kind, loc, context = detail["type"], detail["loc"], detail.get("ctx", {})
    node = root.find(loc)
    if kind == "extra_forbidden":
        key = str(loc[-1])
        mark, width = _heading(node)
        known = keys_at(model, loc[:-1])
        called = _OTHER_KEYS.get(key, "")
        told = f"it is called {called} here" if called in known else "" if called else suggest(key, known)
        advice = told or f"known here: {', '.join(known)}"
        if key != key.strip():
            advice = "the space before it is not a plain one: delete it, and indent with plain spaces"
        edits = meant(node.key, known) if node.key is not None else ()
        found.error(rules.UNKNOWN_KEY, f"unknown key '{key}'", mark, advice, width, *edits)
    elif kind == "union_tag_not_found" and isinstance(detail["input"], dict):
        _missing(["type"], node, found, f"one of {', '.join(_tags(model, loc))}")
    elif kind in {"literal_error", "enum", "union_tag_invalid"}:
        _wrong_choice(detail, model, root, found)
    elif kind in _LIMITS:
        words, bound = _LIMITS[kind]
        message = f"must be {words} {number(context[bound])}, found {_found(node.value)}"
        found.error(rules.WRONG_VALUE, message, node.mark, width=node.width)
    elif kind in {"too_short", "too_long"}:
        mark, width = _heading(node)
        least = context.get("min_length", 1)
        short = "must not be empty" if least == 1 else f"must have at least {least} items"
        message = short if kind == "too_short" else "has too many items"
        found.error(rules.WRONG_VALUE, message, mark, width=width)
    elif kind in {"one_block", "empty_block", "band_kind", "chart_option", "table_option"}:
        advice = f"the kinds are {', '.join(_kinds_of_blocks())}" if kind == "one_block" else ""
        found.error(rules.WRONG_VALUE, detail["msg"], node.mark, advice)
    elif kind in _INSTEAD:
        found.error(rules.WRONG_VALUE, detail["msg"], node.mark, _INSTEAD[kind], node.width)
    elif kind in {"bad_name", "bad_anchor", "bad_period", "bad_color", "bad_theme", "empty_text"}:
        rule = rules.BAD_NAME if kind in {"bad_name", "bad_anchor"} else rules.WRONG_VALUE
        mark, width = _heading(node) if loc[-1] == "[key]" else (node.mark, node.width)
        found.error(rule, detail["msg"], mark, width=width)
    else:
        _wrong_type(detail, model, node, found)


def _wrong_choice(detail: ErrorDetails, model: type[BaseModel], root: Node, found: Findings) -> None:
    loc, context, is_tag = detail["loc"], detail.get("ctx", {}), detail["type"] == "union_tag_invalid"
    node = root.find((*loc, "type") if is_tag else loc)
    is_key = loc[-1:] == ("[key]",) and node.key is not None
    value, (mark, width) = (node.key, _heading(node)) if is_key else (node.value, (node.mark, node.width))
    choices = re.findall(r"'([^']*)'", str(context.get("expected") or context.get("expected_tags")))
    choices += [tag for tag in _tags(model, loc) if tag not in choices] if is_tag else []
    message = f"{_found(value)} is not one of {', '.join(choices)}"
    called = _OTHER_NAMES.get(str(value), "")
    advice = suggest(str(value), choices) or (f"it is called {called} here" if called in choices else "")
    edits = meant(value, choices) if isinstance(value, Marked) else ()
    found.error(rules.WRONG_CHOICE, message, mark, advice, width, *edits)


def _kinds_of_blocks() -> Iterable[str]:
    from yanbao.model.blocks import Block  # most files have none, and the models of charts take time to load

    return Block.model_fields


def _missing(keys: list[str], node: Node, found: Findings, advice: str = "") -> None:
    owner = f" in '{node.key}'" if node.key else ""
    mark, width = _heading(node)
    names = ", ".join(f"'{key}'" for key in keys)
    found.error(rules.MISSING_KEY, f"missing key{'s' * (len(keys) > 1)} {names}{owner}", mark, advice, width)


def _heading(node: Node) -> tuple[Mark, int]:
    """Position and width to underline for an error of a whole mapping or list: its key, if it has one."""
    return (node.mark, 1) if node.key is None else (node.key.mark, len(node.key.raw))


def _wrong_type(detail: ErrorDetails, model: type[BaseModel], node: Node, found: Findings) -> None:
    stem = re.sub(r"_(type|parsing|parsing_size|from_float)$", "", detail["type"])
    wanted = "text or a number" if _is_union_member(detail) else _WANTED.get(stem)
    if detail["type"] == "union_tag_not_found":
        wanted = "a mapping"
    if wanted is None:
        found.error(rules.WRONG_VALUE, f"not valid: {detail['msg']}", node.mark, width=node.width)
        return
    advice, edits = "", list[Edit]()
    if stem == "string" and isinstance(node.value, bool | int | float):
        advice = f"to make it text, write '{node.raw}'"
        edits = [Edit(node.mark, node.raw, f"'{node.raw}'")]
    elif wanted == "a mapping" and _has_own_keys(model, detail["loc"]):
        advice = f"its keys are names of your own: '{node.key or detail['loc'][-1]}: {{name: …}}', or none: {{}}"
    elif wanted == "a mapping" and (key := _first_key(model, detail["loc"])):
        advice = f"such as '{key}: …'"
    message = f"expected {wanted}, found {_found(node.value)}"
    found.error(rules.WRONG_TYPE, message, node.mark, advice, node.width, *edits)


def _found(value: Any) -> str:
    """How messages refer to a value."""
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, str):
        return f"'{shorten(value)}'"
    return number(value) if isinstance(value, float) else str(value).lower()


def _models(annotation: Any) -> list[type[BaseModel]]:
    """The models in a type annotation."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    if isinstance(annotation, Pluggable):
        return list(annotation.models())
    return [found for inner in get_args(annotation) for found in _models(inner)]


def _at(model: type[BaseModel], loc: Iterable[str | int]) -> list[type[BaseModel]]:
    """The possible models at a location; several if a union is undecided."""
    here = [model]
    for part in loc:
        tagged = [m for m in here if "type" in m.model_fields and part in _choices(m.model_fields["type"].annotation)]
        fields = [m.model_fields[part].annotation for m in here if isinstance(part, str) and part in m.model_fields]
        here = [found for annotation in fields for found in _models(annotation)] or tagged or here
    return here


def _choices(annotation: Any) -> tuple[Any, ...]:
    return get_args(annotation) if get_origin(annotation) is Literal else ()


def _written_fields(model: type[BaseModel]) -> list[tuple[str, FieldInfo]]:
    """The fields of a model that authors write."""
    left_out = model.left_out if issubclass(model, Model) else frozenset()
    return [(name, field) for name, field in model.model_fields.items() if name not in left_out]


def keys_at(model: type[BaseModel], loc: Loc) -> list[str]:
    """The keys that authors may write at a location."""
    fields = [item for found in _at(model, loc) for item in _written_fields(found)]
    return list(dict.fromkeys(field.alias or name for name, field in fields))


_OTHER_NAMES = {
    **dict.fromkeys(("pie", "doughnut", "ring"), "donut"),
    **dict.fromkeys(("stacked", "stacked-bar", "stacked-column"), "share-bar"),
    **dict.fromkeys(("heatmap", "matrix"), "heat"),
    **dict.fromkeys(("bubble", "point", "points", "dot"), "scatter"),
    **dict.fromkeys(("kline", "k-line", "ohlc", "candle"), "candlestick"),
    **dict.fromkeys(("spline", "time-series"), "line"),
    **dict.fromkeys(("distribution", "hist"), "histogram"),
    "spider": "radar",
    "bridge": "waterfall",
}
"""What charts are called elsewhere."""

_OTHER_KEYS = {
    **dict.fromkeys(("min", "ymin", "y_min"), "axis_from"),
    **dict.fromkeys(("max", "ymax", "y_max"), "axis_to"),
    **dict.fromkeys(("scale", "log_scale", "logarithmic"), "log"),
}
"""What keys of axes are called elsewhere."""


def _has_own_keys(model: type[BaseModel], loc: Loc) -> bool:
    """Whether what is at a location is a mapping without a model, whose keys are the author's."""
    parents = _at(model, loc[:-1]) if loc else []
    fields = [found.model_fields[str(loc[-1])] for found in parents if str(loc[-1]) in found.model_fields]
    return bool(fields) and not any(_models(field.annotation) for field in fields)


def _first_key(model: type[BaseModel], loc: Loc) -> str | None:
    """The key that a mapping most likely starts with."""
    fields = [item for found in _at(model, loc)[:1] for item in found.model_fields.items()]
    return next((name for name, field in fields if field.is_required()), fields[0][0] if fields else None)


def _tags(model: type[BaseModel], loc: Loc) -> list[str]:
    return [tag for found in _at(model, loc) for tag in _choices(found.model_fields["type"].annotation)]
