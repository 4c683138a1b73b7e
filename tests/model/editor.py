"""YAML as VS Code's extension reads it: by the core schema of YAML 1.2, where 2024-04-22 is text and 0123 a number."""

from __future__ import annotations

import re
from typing import Any

import yaml


class _CoreLoader(yaml.SafeLoader):
    """PyYAML with the scalars of YAML 1.2 instead of those of 1.1."""

    yaml_implicit_resolvers: dict[Any, Any] = {}  # noqa: RUF012 - PyYAML's own, which the next lines fill


_CoreLoader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(~|null|Null|NULL|)$"), ["~", "n", "N", ""])
_CoreLoader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"^([Tt]rue|TRUE|[Ff]alse|FALSE)$"), list("tTfF")
)
_CoreLoader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?[0-9]+$"), list("-+0123456789"))
_CoreLoader.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$"),
    list("-+.0123456789"),
)
_CoreLoader.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value))
_CoreLoader.add_constructor("tag:yaml.org,2002:float", lambda _, node: float(node.value))


def read(text: str) -> Any:
    """The value of a file, as the editor checks it against a schema."""
    return yaml.load(text, _CoreLoader)  # a SafeLoader: it makes nothing but plain values
