"""Places in source files, text that remembers its place, and edits of it."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Any

from pydantic_core import PydanticCustomError, core_schema


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A position in a source file: path relative to the project, line and column counted from 1."""

    file: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """A change of a source file: ``old``, which stands at ``mark`` as it is written there, becomes ``new``."""

    mark: Mark
    old: str
    new: str


class Marked(str):
    """A string that remembers its position in its source file.

    ``raw`` is the YAML scalar as written, from ``mark`` to its end; for a block scalar, its content lines with their
    indentation.
    """

    __slots__ = ("_breaks", "_places", "mark", "raw")
    mark: Mark
    raw: str
    _places: list[int] | None
    _breaks: list[int]

    def __new__(cls, value: str, mark: Mark, raw: str = "") -> Marked:
        self = super().__new__(cls, value)
        self.mark = mark
        self.raw = raw
        self._places = None
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self), (str(self), self.mark, self.raw))

    def locate(self, offset: int) -> Mark:
        """The position in the source file of the character at ``offset`` in the value."""
        return self._mark(self._all_places()[min(offset, len(self))])

    def edit(self, start: int, end: int, new: str) -> tuple[Edit, ...]:
        """The edit that makes ``new`` of the characters from ``start`` to ``end`` of the value.

        There is none if these are not written one by one and on one line, as where YAML has folded lines.
        """
        places, quote = self._all_places(), _quote_of(self.raw)
        first = places[start]
        if start == end and start:  # behind the character before, and not behind white space that follows it
            first = places[start - 1] + _unit(self.raw, places[start - 1], quote)[1]
        last = first
        for wanted in self[start:end]:
            char, width = _unit(self.raw, last, quote) if last < len(self.raw) else ("", 0)
            if char != wanted or char == "\n":
                return ()
            last += width
        return (Edit(self._mark(first), self.raw[first:last], _in_quotes(new, quote)),)

    def _all_places(self) -> list[int]:
        """Offset in the raw scalar of each character, and of the end."""
        if self._places is None:
            self._places = _raw_places(self.raw, self)
            self._breaks = [found.start() for found in re.finditer("\n", self.raw)]
        return self._places

    def _mark(self, at: int) -> Mark:
        """The position in the source file of an offset in the raw scalar."""
        lines = bisect_left(self._breaks, at)
        column = at - self._breaks[lines - 1] if lines else self.mark.column + at
        return Mark(self.mark.file, self.mark.line + lines, column)

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> core_schema.CoreSchema:
        return cls.schema(with_expressions=False)

    @classmethod
    def schema(cls, *, with_expressions: bool) -> core_schema.CoreSchema:
        """How a text is validated: expressions are refused where nothing evaluates them."""

        def keep(value: Any) -> Marked:
            if isinstance(value, str) and not value.strip():
                raise PydanticCustomError("empty_text", "this text is empty: write it, or leave the key out")
            if isinstance(value, str) and "{{" in value and not with_expressions:
                raise PydanticCustomError("no_expressions", "no expression can stand here")
            if isinstance(value, cls):
                return value
            if isinstance(value, Marked):
                return cls(value, value.mark, value.raw)
            if isinstance(value, str):
                return cls(value, Mark("<memory>"), value)
            raise PydanticCustomError("string_type", "Input should be a valid string")

        return core_schema.no_info_plain_validator_function(
            keep,
            json_schema_input_schema=core_schema.str_schema(),
            serialization=core_schema.plain_serializer_function_ser_schema(str),
        )


def _quote_of(raw: str) -> str:
    """The quotation mark that a scalar is in; a block scalar starts with its indentation."""
    return raw[:1] if raw[:1] in ("'", '"') else ""


def _in_quotes(text: str, quote: str) -> str:
    """Text as it is written in a scalar that begins with a quotation mark, or with none."""
    if quote == '"':
        return text.replace("\\", "\\\\").replace('"', '\\"')
    return text.replace("'", "''") if quote else text


_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U(00(?:10|0[0-9a-fA-F])[0-9a-fA-F]{4})|(.))", re.DOTALL)

_ESCAPED = dict(zip('"\\/ 0abtnvfreN_LP\t', '"\\/ \0\a\b\t\n\v\f\r\x1b\x85\xa0\u2028\u2029\t', strict=True))
"""YAML's one-letter escapes and their values; an escaped line end yields nothing."""


def _raw_places(raw: str, value: str) -> list[int]:
    """Offset in the raw scalar of each character of its value, and of the value's end.

    Both agree except for white space (folding, indentation) and YAML syntax (quotes, escapes), so walking both in step
    and skipping what only the raw text has finds the offsets. White space in the value does not advance the raw offset,
    since a run of it may be longer or shorter in the raw text; the next other character skips it.
    """
    quote = _quote_of(raw)
    at, space, places = len(quote), -1, list[int]()
    for wanted in value:
        if wanted.isspace():
            if space < at:
                space, _ = _next(raw, at, quote, " ")
            places.append(space)
        else:
            found, width = _next(raw, at, quote, wanted)
            places.append(found)
            at = min(found + width, len(raw))
    return [*places, at]


def _next(raw: str, at: int, quote: str, wanted: str) -> tuple[int, int]:
    """Offset and length in a raw scalar of the next occurrence of ``wanted``; white space matches any white space."""
    width = 1
    while at < len(raw):
        char, width = _unit(raw, at, quote)
        if char == wanted or (char.isspace() and wanted.isspace()):
            break
        at += width
    return at, width


def _unit(raw: str, at: int, quote: str) -> tuple[str, int]:
    """The character written at an offset of a raw scalar, and how many raw characters it takes."""
    if quote == '"' and (escape := _ESCAPE.match(raw, at)):
        code = escape[1] or escape[2] or escape[3]
        return chr(int(code, 16)) if code else _ESCAPED.get(escape[4], ""), len(escape[0])
    return raw[at], 2 if quote == "'" and raw.startswith("''", at) else 1
