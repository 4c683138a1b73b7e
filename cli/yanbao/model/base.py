"""What every model of the content language shares."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, GetPydanticSchema
from pydantic_core import PydanticCustomError

from yanbao.diagnostics import Marked


class Model(BaseModel):
    """Strict and immutable: an unknown key is an error, a value never changes after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


_NAME = re.compile(r"[a-z][a-z0-9_]*")
_ANCHOR = re.compile(r"[a-z][a-z0-9-]*")
_PERIOD = re.compile(r"(19|20)\d\d(-\d\d(-\d\d)?)?", re.ASCII)


def _name(value: Marked) -> Marked:
    if not _NAME.fullmatch(value):
        raise PydanticCustomError("bad_name", "'{name}' is not a name: use a-z, 0-9 and _", {"name": str(value)})
    return value


def _anchor(value: Marked) -> Marked:
    if not _ANCHOR.fullmatch(value):
        raise PydanticCustomError("bad_anchor", "'{name}' is not an id: use a-z, 0-9 and -", {"name": str(value)})
    return value


def _period(value: Any) -> Any:
    text = str(value)
    if not _PERIOD.fullmatch(text) or not _is_date((text + "-01-01")[:10]):
        raise PydanticCustomError(
            "bad_period", "'{text}' is not a date: write 2024, 2024-04 or 2024-04-26", {"text": text}
        )
    return value if isinstance(value, str) else text


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def as_list(value: Any) -> Any:
    """One item may stand for a list of one."""
    return value if isinstance(value, list | tuple) else [value]


Prose = Marked
"""Text that may hold expressions: ``{{ … }}``."""

ColumnKey = Annotated[str, GetPydanticSchema(lambda _source, handler: handler(Marked))]
"""A key that names a column of a dataset: ``Marked``, typed as the ``str`` that it is to everyone but the checks."""

Name = Annotated[Marked, AfterValidator(_name)]
"""A key of the ledger, the source registry or the catalog: ``google_gemini_1_5``."""

Anchor = Annotated[Marked, AfterValidator(_anchor)]
"""The id of a figure or page that ``ref()`` can point at: ``gemini-win-rate``."""

Period = Annotated[str, BeforeValidator(_period)]
"""A year, a month or a day, as ISO text: ``2024``, ``2024-04``, ``2024-04-26``."""

Names = Annotated[tuple[Name, ...], BeforeValidator(as_list)]
