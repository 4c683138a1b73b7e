"""The reference of what ``report inspect --json`` prints, from its models."""

from __future__ import annotations

import re
from typing import Any

from pydantic import BaseModel

from yanbao.model.inspection import MODELS, VERSION

_HEAD = f"""\
# What programs are told

`report inspect [REPORT…] --json` prints what composed reports say: an array with an object for each report, of which
this page has all keys. `report inspect --schema` prints the same as a JSON Schema. The page is generated from the code
by `make golden`.

The `version` is {VERSION}. Within a version keys may be added, so readers ignore those that they do not know; what a
key means changes only with a new version. What has errors in the content is left out, `is_whole` is false then, and the
exit code is 1. No file is written, and nothing is typeset: page numbers are not known.

```sh
report inspect demo --json | jq -r '.[].pages[].figures[] | "\\(.label) \\(.title)"'     # all captions
report inspect demo --json | jq -r '.[].pages[].texts[].bound[] | "\\(.text) \\(.paths)"'  # what is bound, and to what
```
"""


def page() -> str:
    """The page as Markdown."""
    return "\n".join([_HEAD, *map(_model, MODELS)])


def _model(model: type[BaseModel]) -> str:
    properties = model.model_json_schema()["properties"]
    rows = "".join(f"| `{name}` | {_type(of)} | {of['description']} |\n" for name, of in properties.items())
    return f"## {_called(model.__name__)}\n\n{model.__doc__}\n\n| key | is | |\n|---|---|---|\n{rows}"


def _called(name: str) -> str:
    words = re.sub("(?<=[a-z])(?=[A-Z])", " ", name.removesuffix("Told"))
    return words.capitalize()


def _type(of: dict[str, Any]) -> str:
    if "$ref" in of:
        return _called(of["$ref"].rpartition("/")[2]).lower()
    if "anyOf" in of:
        return " or ".join(map(_type, of["anyOf"]))
    if of.get("type") == "array":
        return f"list of {_type(of['items'])}"
    return str(of.get("type", ""))
