"""Validates as much of a tree as is valid, so that an error hides nothing else in its file."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel, ValidationError

from yanbao.diagnostics import slip
from yanbao.load.findings import Findings
from yanbao.load.schema import Loc, M, innermost, keys_at, validate
from yanbao.load.yaml import MAX_DEPTH, Node


def salvage(
    model: type[M], node: Node, found: Findings, instead: Mapping[str, object] = MappingProxyType({})
) -> M | None:
    """As much of a model as is valid; None if something that it cannot do without is not. Errors are reported once.

    ``instead`` has values for keys that are missing or have errors. Keys with a slip of the pen count as what is meant.
    """
    if made := validate(model, node, found):
        return made
    value = _copied(node.value)
    for _ in range(MAX_DEPTH):
        try:
            return model.model_validate(value)
        except ValidationError as error:
            details = list(innermost(error.errors(include_url=False)))
        extra = (one["loc"] for one in details if one["type"] == "extra_forbidden")
        if any(_rename(model, value, loc) for loc in extra):
            continue
        missing = {str(one["loc"][0]) for one in details if one["type"] == "missing" and len(one["loc"]) == 1}
        value |= {key: instead[key] for key in missing if key in instead}
        wrong = {_written(value, one["loc"]) for one in details if one["loc"] not in {(key,) for key in missing}}
        if not all(wrong) or not missing <= instead.keys():
            return None
        for loc in sorted(wrong, key=lambda loc: [(isinstance(part, int), part) for part in loc], reverse=True):
            _cut(value, loc)
    return None


def _copied(value: Any) -> Any:
    """A copy of mappings and lists, which can be changed."""
    if isinstance(value, dict):
        return {key: _copied(item) for key, item in value.items()}
    return [_copied(item) for item in value] if isinstance(value, list) else value


def _written(value: Any, loc: Loc) -> Loc:
    """The part of a pydantic location that is in a value, see ``Node.find``."""
    found: list[str | int] = []
    for part in loc:
        inner = value if isinstance(value, dict) else dict(enumerate(value)) if isinstance(value, list) else {}
        if part in inner:
            found.append(part)
            value = inner[part]
    return tuple(found)


def _rename(model: type[BaseModel], value: Any, loc: Loc) -> bool:
    """Give a key with a slip of the pen its right name, if that is certain; True if it is."""
    for part in _written(value, loc[:-1]):
        value = value[part]
    right = slip(str(loc[-1]), keys_at(model, loc[:-1]))
    if not right or right in value or loc[-1] not in value:
        return False
    value[right] = value.pop(loc[-1])
    return True


def _cut(value: Any, loc: Loc) -> None:
    """Remove what is at a location; nothing, if something that contains it has been removed."""
    for part in loc[:-1]:
        value = value[part]
    del value[loc[-1]]
