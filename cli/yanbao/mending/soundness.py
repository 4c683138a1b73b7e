"""Tells whether edits change in a file what they are meant to change, and nothing else.

An edit of a scalar in YAML may end it early, or make another of it: '：' may become ': ', and '#' begin a comment. So
what the parser makes of the file before and after is compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import yaml
from yaml.events import ScalarEvent

from yanbao.diagnostics import Diagnostic, Edit, Level
from yanbao.load.findings import Findings
from yanbao.load.yaml import parse
from yanbao.load.yaml_scalars import resolve
from yanbao.mending.sources import Source

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_PARTS_OF_TABLES = ',;\t|"\r\n'
"""What parts the cells and rows of a table."""

Span = tuple[int, int, str]


def is_sound(source: Source, edits: Sequence[Edit]) -> bool:
    """True if edits of one file leave everything else in it as it is."""
    spans, text = source.spans(edits), source.edited(edits)
    if spans is None or text is None or text == source.text:
        return False
    if not source.file.endswith(".yaml"):
        return all(edit.old.count(part) == edit.new.count(part) for edit in edits for part in _PARTS_OF_TABLES)
    before, after = _errors(source.text, source.file), _errors(text, source.file)
    if len(after) != len(before):
        return len(after) < len(before)
    if [one.message for one in after] == [one.message for one in before] and _same_but(source.text, text, spans):
        return True
    return bool(before) and after[-1].mark > before[-1].mark  # it can be read further


def _errors(text: str, file: str) -> list[Diagnostic]:
    found = Findings()
    parse(text, file, found)
    return [one for one in found if one.level is Level.ERROR]


def _same_but(old: str, new: str, spans: Sequence[Span]) -> bool:
    """True if two texts give the same values but for the scalars that all edits are in, which end where they should."""
    try:
        was, now = _events(old), _events(new)
    except yaml.YAMLError:
        return False
    scalars = [_extent(one) for one in was if type(one) is ScalarEvent]
    if not all(any(first <= start and end <= last for first, last in scalars) for start, end, _ in spans):
        return False
    return len(was) == len(now) and all(
        type(one) is type(other) and (type(one) is not ScalarEvent or _is_same_scalar(old, new, one, other, spans))
        for one, other in zip(was, now, strict=True)
    )


def _is_same_scalar(old: str, new: str, was: Any, now: Any, spans: Sequence[Span]) -> bool:
    start, end = _extent(was)
    own = [span for span in spans if start <= span[0] and span[1] <= end]
    if not own:
        return bool(was.value == now.value and was.style == now.style and was.implicit == now.implicit)
    raw = old[start:end]
    for first, last, text in reversed(own):
        raw = raw[: first - start] + text + raw[last - start :]
    is_kind_kept = now.style in ("'", '"') or type(_value(was)) is type(_value(now))
    return is_kind_kept and new[now.start_mark.index : now.end_mark.index].rstrip() == raw.rstrip()


def _extent(event: Any) -> tuple[int, int]:
    return event.start_mark.index, event.end_mark.index


def _value(event: Any) -> Any:
    return resolve(event.value) if event.implicit[0] else event.value


def _events(text: str) -> list[Any]:
    loader = _Loader(text)
    try:
        events = []
        while loader.check_event():
            events.append(loader.get_event())
        return events
    finally:
        loader.dispose()
