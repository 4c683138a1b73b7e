"""What expressions know of the report itself: its date, its period, and its parameters."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from yanbao import formatting, rules
from yanbao.checks.references import error
from yanbao.compose.scope import Namespace
from yanbao.compose.values import ExpressionError, Quantity, Words
from yanbao.diagnostics import Diagnostic, Marked, suggest
from yanbao.model.messages import Messages
from yanbao.model.report import Parameter, Report
from yanbao.periods import Span, moment

Tell = Callable[[Diagnostic], object]


@dataclass(frozen=True)
class NamedValue:
    """A value with members: prints as itself, such as ``period``, and has parts, such as ``period.end``."""

    path: str
    words: Words
    members: Mapping[str, Words | Quantity]

    def member(self, name: str) -> Words | Quantity:
        """A member by name. Raises ExpressionError."""
        if name not in self.members:
            message = f"no name '{self.path}.{name}'"
            raise ExpressionError(message, rules.UNKNOWN_NAME, suggest(name, self.members))
        return self.members[name]


def about(spec: Report, messages: Messages, given: Mapping[str, str], tell: Tell) -> dict[str, Any]:
    """The names ``report``, ``params`` and, if the report is about one, ``period``.

    ``given`` are values of parameters by name, as text; problems go to ``tell``.
    """
    values = {str(name): value for name, one in spec.params.items() if (value := _value(name, one, given, tell))}
    told = {
        "date": Words(spec.date),
        "kind": Words(spec.kind),
        "industry": Words(spec.industry),
        "rating": Words(spec.rating),
    }
    names: dict[str, Any] = {"report": _namespace("report", told), "params": _namespace("params", values)}
    if spec.days:
        first, last = spec.days
        members = {"start": Words(f"{first}"), "end": Words(f"{last}")}
        names["period"] = NamedValue("period", Words(_spoken(spec.days, messages)), members)
    return names


def _value(name: Marked, spec: Parameter, given: Mapping[str, str], tell: Tell) -> Words | Quantity | None:
    """The value of a parameter; None, and an error, if it is missing or invalid."""
    text = given.get(name, "" if spec.default is None else str(spec.default)).strip()
    if not text:
        tell(error(rules.WRONG_VALUE, f"the parameter '{name}' has no value", name, f"give one: --set {name}=…"))
        return None
    if spec.type == "text" or (spec.type == "date" and _DATE.fullmatch(text) and moment(text)):
        return Words(text)
    number = _NUMBER.fullmatch(text)
    if spec.type == "date" or not number or bool(number[2]) != (spec.type == "percent"):
        tell(error(rules.WRONG_VALUE, f"the parameter '{name}' is '{text}', not {_WANTED[spec.type]}", name))
        return None
    value = float(number[1].replace(",", ""))
    return Quantity(value / 100, "%") if number[2] else Quantity(value, spec.unit)


_WANTED = {"number": "a number such as 12.5", "percent": "a percentage such as 8%", "date": "a date as 2024-04-26"}
_DATE = re.compile("[0-9]{4}(-[0-9]{2}){0,2}")
_NUMBER = re.compile(r"([-+]?[0-9][0-9,]*(?:\.[0-9]+)?)(%?)")


def _namespace(name: str, members: Mapping[str, Any]) -> Namespace:
    return Namespace(name, members, rules.UNKNOWN_NAME, [f"{name}.{member}" for member in members])


def _spoken(days: Span, messages: Messages) -> str:
    """Format a period: a calendar month or year by its name, others by their first and last day."""
    words = (messages.year, messages.month, messages.day)
    first, last = days
    if (first.day, last.day) == (1, 31) and (first.month, last.month) == (1, 12) and first.year == last.year:
        return formatting.period(f"{first.year}", words)
    if first.day == 1 and first.strftime("%Y-%m") == last.strftime("%Y-%m") and last.month != _next(last).month:
        return formatting.period(first.strftime("%Y-%m"), words)
    return messages.span.format(first=formatting.period(f"{first}", words), last=formatting.period(f"{last}", words))


def _next(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)
