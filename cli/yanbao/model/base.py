"""Base class and shared field types of the content language's models."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, ClassVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    GetPydanticSchema,
    StrictFloat,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from yanbao.diagnostics import Marked
from yanbao.periods import span


class Model(BaseModel):
    """Strict and immutable: an unknown key is an error, and values never change after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    left_out: ClassVar[frozenset[str]] = frozenset()
    """Keys of the class above that authors of this one cannot write."""


NAME_PATTERN = "^[a-z][a-z0-9_]*$"
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_ANCHOR = re.compile(r"[a-z][a-z0-9-]*")
_COLOR = re.compile("#[0-9A-Fa-f]{6}")
_PERIOD = re.compile(r"(19|20)[0-9][0-9](-[0-9][0-9](-[0-9][0-9])?)?", re.ASCII)

_QUARTER = re.compile(r"(19|20)[0-9][0-9]Q[1-4]", re.ASCII)


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


def moment_text(value: Any) -> Any:
    """A quarter, day, month or year as text. Raises PydanticCustomError for anything else."""
    return value if isinstance(value, str) and _QUARTER.fullmatch(value) else _period(value)


def _moment(value: Any) -> Any:
    return value if isinstance(value, str) and "{{" in value else moment_text(value)


def _color(value: Any) -> Any:
    if value is None:
        raise PydanticCustomError("bad_color", "no colour: '#' begins a comment, write it in quotes: \"#1A2433\"")
    if not isinstance(value, str) or not _COLOR.fullmatch(value):
        raise PydanticCustomError("bad_color", "'{text}' is not a colour: write \"#1A2433\"", {"text": str(value)})
    return value


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _as_list(value: Any) -> Any:
    return value if isinstance(value, list | tuple) else [value]


class OneOrMore:
    """Annotates a tuple: a single item is accepted in place of a list of one, by the model and by its JSON schema."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(_as_list, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        many = handler(schema)
        return {"anyOf": [many["items"], many]}


_BRACED = GetPydanticSchema(lambda _source, _handler: Marked.schema(with_expressions=True))

Prose = Annotated[Marked, _BRACED]
"""Text that may contain expressions: ``{{ … }}``. Plain ``Marked`` refuses them."""

Verbatim = Annotated[Marked, _BRACED]
"""Text of another language or quoted from elsewhere, in which braces mean nothing."""


def _plain(value: str) -> str:
    if "{{" in value:
        raise PydanticCustomError("no_expressions", "no expression can stand here")
    return value


Plain = Annotated[str, AfterValidator(_plain)]
"""Text that is printed as it is."""


class RowName(Marked):
    """The name of a row, which may be an expression that gives it."""

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> CoreSchema:
        return cls.schema(with_expressions=True)


ColumnKey = Annotated[str, GetPydanticSchema(lambda _source, handler: handler(Marked))]
"""A key that names a column of a dataset. It is a ``Marked`` at run time, and typed as ``str`` for convenience."""

Line = Annotated[str, _BRACED]
"""A line of text that may contain expressions; a ``Marked`` at run time, and typed as ``str`` for convenience."""

Name = Annotated[Marked, AfterValidator(_name), WithJsonSchema({"type": "string", "pattern": NAME_PATTERN})]
"""A key of the ledger, the source registry or the catalog: ``google_gemini_1_5``."""

Anchor = Annotated[Marked, AfterValidator(_anchor), WithJsonSchema({"type": "string", "pattern": "^[a-z][a-z0-9-]*$"})]
"""The id of a figure or page, which ``ref()`` can refer to: ``gemini-win-rate``."""

_MONTH_AND_DAY = "-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?"
_EDITORS_PERIOD = {
    "type": ["string", "integer"],
    "pattern": f"^(19|20)[0-9]{{2}}({_MONTH_AND_DAY})?$",  # applies to strings
    "minimum": 1900,  # applies to numbers: to an editor, 2024 is one
    "maximum": 2099,
}

NEWEST = "newest"


def _as_of(value: Any) -> Any:
    return value if value == NEWEST else _period(value)


AsOf = Annotated[
    str,
    BeforeValidator(_as_of),
    WithJsonSchema({"anyOf": [{"const": NEWEST}, _EDITORS_PERIOD]}),
]
"""A period, or ``newest``: that of a table's newest row."""

Period = Annotated[str, BeforeValidator(_period), WithJsonSchema(_EDITORS_PERIOD)]
"""A year, a month or a day, as ISO text: ``2024``, ``2024-04``, ``2024-04-26``."""

Moment = Annotated[
    str,
    _BRACED,
    BeforeValidator(_moment),
    WithJsonSchema(
        {**_EDITORS_PERIOD, "pattern": r"^(19|20)[0-9]{2}(Q[1-4]|" + _MONTH_AND_DAY + r")?$|\{\{"},
    ),
]
"""A period, a quarter such as ``2024Q1``, or an expression that gives one: a bound of a chart's axis.

It is a ``Marked`` at run time, and typed as ``str`` for convenience.
"""


def _days(value: Any) -> Any:
    text = str(value)
    if span(text, date.min.replace(year=2000)) is None:
        message = "'{text}' is not a period: write week, last month, 2024-04, 2024Q1 or 2024-04-22..2024-04-26"
        raise PydanticCustomError("bad_date", message, {"text": text})
    return text


Days = Annotated[str, BeforeValidator(_days), WithJsonSchema({"type": ["string", "integer"]})]
"""What a report is about: days named by a calendar word, a period or a range."""

OnAxis = Annotated[StrictFloat, Field(ge=-1e15, le=1e15)]
"""A place on a value axis: what is farther from 0 has no ticks."""

Names = Annotated[tuple[Name, ...], OneOrMore()]

RowNames = Annotated[tuple[RowName, ...], OneOrMore()]
"""Names of rows of a dataset."""

Color = Annotated[str, BeforeValidator(_color), WithJsonSchema({"type": "string", "pattern": "^#[0-9A-Fa-f]{6}$"})]
"""#rrggbb."""
