"""What expressions can say of the report itself: its date, the period it is about, and its parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from yanbao import formatting, rules
from yanbao.compose.scope import Namespace
from yanbao.compose.values import ExpressionError, Quantity, Words
from yanbao.diagnostics import suggest
from yanbao.model.messages import Messages
from yanbao.model.report import Report
from yanbao.periods import Span


@dataclass(frozen=True)
class NamedValue:
    """A value with members: prints itself, as ``period`` does, and has parts, as ``period.end``."""

    path: str
    words: Words
    members: Mapping[str, Words | Quantity]

    def member(self, name: str) -> Words | Quantity:
        """A part of it. Raises ExpressionError."""
        if name not in self.members:
            message = f"no name '{self.path}.{name}'"
            raise ExpressionError(message, rules.UNKNOWN_NAME, suggest(name, self.members))
        return self.members[name]


def about(spec: Report, messages: Messages, values: Mapping[str, Words | Quantity]) -> dict[str, Any]:
    """The names ``report``, ``params`` and, if the report is about one, ``period``. ``values`` are the parameters."""
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


def _namespace(name: str, members: Mapping[str, Any]) -> Namespace:
    return Namespace(name, members, rules.UNKNOWN_NAME, [f"{name}.{member}" for member in members])


def _spoken(days: Span, messages: Messages) -> str:
    """A period as it prints: a calendar month or year by its name, others by their first and last day."""
    words = (messages.year, messages.month, messages.day)
    first, last = days
    if (first.day, last.day) == (1, 31) and (first.month, last.month) == (1, 12) and first.year == last.year:
        return formatting.period(f"{first.year}", words)
    if first.day == 1 and first.strftime("%Y-%m") == last.strftime("%Y-%m") and last.month != _next(last).month:
        return formatting.period(first.strftime("%Y-%m"), words)
    return messages.span.format(first=formatting.period(f"{first}", words), last=formatting.period(f"{last}", words))


def _next(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)
