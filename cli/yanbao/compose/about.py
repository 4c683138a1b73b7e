"""What expressions know of the report itself: its date, its period, and its parameters."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from yanbao import formatting, rules
from yanbao.checks.references import error
from yanbao.compose.scope import NamedValue, Namespace
from yanbao.compose.spans import DaysWords
from yanbao.compose.values import Quantity, Words
from yanbao.diagnostics import Diagnostic, Marked
from yanbao.model.messages import Messages
from yanbao.model.report import Parameter, Report
from yanbao.periods import Span, moment

Tell = Callable[[Diagnostic], object]


def with_values(spec: Report, given: Mapping[str, str]) -> Report:
    """A report whose parameters have other values than by default: those in ``given``, as text."""
    params = {
        name: one.model_copy(update={"default": given[name]}) if name in given else one
        for name, one in spec.params.items()
    }
    return spec.model_copy(update={"params": params})


def about(spec: Report, messages: Messages, tell: Tell) -> dict[str, Any]:
    """The names ``report``, ``params`` and, if the report is about one, ``period``; problems go to ``tell``."""
    values = {str(name): value for name, one in spec.params.items() if (value := _value(name, one, tell))}
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
        names["period"] = NamedValue(
            "period", DaysWords(_spoken(spec.days, messages), days=f"{first}..{last}"), members
        )
    return names


def lost_params(names: Mapping[str, Any], spec: Report) -> frozenset[str]:
    """Parameters that have no value among the names of ``about``: it has told why."""
    return frozenset(name for name in map(str, spec.params) if name not in names["params"].members)


def _value(name: Marked, spec: Parameter, tell: Tell) -> Words | Quantity | None:
    """The value of a parameter; None, and an error, if it is missing or invalid."""
    text = "" if spec.default is None else str(spec.default).strip()
    if not text:
        tell(error(rules.WRONG_VALUE, f"the parameter '{name}' has no value", name, f"give one: --set {name}=…"))
        return None
    if spec.type == "text" or (spec.type == "date" and _DATE.fullmatch(text) and moment(text)):
        return Words(text)
    number = _NUMBER.fullmatch(text)
    if spec.type == "date" or not number or bool(number[2]) != (spec.type == "percent"):
        meant = f"write {formatting.percent(float(text))}" if spec.type == "percent" and _RATIO.fullmatch(text) else ""
        tell(error(rules.WRONG_VALUE, f"the parameter '{name}' is '{text}', not {_WANTED[spec.type]}", name, meant))
        return None
    value, origin = Fraction(number[1].replace(",", "")), f"params.{name}"
    return Quantity(value / 100, "%", origin=origin) if number[2] else Quantity(value, spec.unit, origin=origin)


_WANTED = {"number": "a number such as 12.5", "percent": "a percentage such as 8%", "date": "a date as 2024-04-26"}
_DATE = re.compile("[0-9]{4}(-[0-9]{2}){0,2}")
_RATIO = re.compile(r"[-+]?0?\.[0-9]{1,8}")
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
