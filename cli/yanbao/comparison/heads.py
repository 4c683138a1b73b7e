"""Keys of ``report.yaml`` that differ between two editions, and of files with names that reports share."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from yanbao.comparison.difference import HeadChange
from yanbao.comparison.edition import Edition
from yanbao.diagnostics import Mark
from yanbao.layout import LABELS, SOURCES
from yanbao.load.documents import read_document
from yanbao.load.findings import Findings
from yanbao.load.yaml import Node
from yanbao.model.base import Model
from yanbao.model.project import LoadedReport
from yanbao.model.report import Report

FIRST = ("rating", "kind", "industry", "date", "period", "institution", "analysts", "theme", "market", "language")
"""Keys that a reader asks about first, in this order."""

_AS_TEXT = ("title", "subtitle", "highlights")
"""Keys that are told as texts."""

_KEYS = (*FIRST, *(key for key in Report.model_fields if key not in (*FIRST, *_AS_TEXT)))
_OF_SOURCE = ("publisher", "title", "url", "published", "kind")
"""Keys of a source that are printed."""


def head_changes(name: str, old: LoadedReport, new: LoadedReport, root: Path) -> Iterator[HeadChange]:
    """Keys of a report with other values; ``root`` is the folder of the new edition."""
    node = read_document(root, new.file, Findings())
    for key in _KEYS:
        was, now = _text(old, key), _text(new, key)
        if was != now:
            yield HeadChange(name, key, was, now, _mark(node, new.spec.title.mark, key))
    if (old.publisher.logo, old.publisher.logo_on_dark) != (new.publisher.logo, new.publisher.logo_on_dark):
        yield HeadChange(name, "logo", "a picture", "another picture", new.mark)


def _text(report: LoadedReport, key: str) -> str:
    """The value of a key as text: of the institution and the period, what they come to."""
    if key == "institution":
        publisher = report.publisher
        return (
            publisher.name
            if publisher.short_name in ("", publisher.name)
            else f"{publisher.name} ({publisher.short_name})"
        )
    if key == "period":
        return " to ".join(map(str, report.spec.days or ()))
    return _said(getattr(report.spec, key))


def _said(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(_said, value))
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_said(one)}" for key, one in value.items())
    if isinstance(value, Model):
        given = {key: getattr(value, key) for key in type(value).model_fields if key in value.model_fields_set}
        return " ".join(map(_said, given.values()))
    return "" if value is None else str(value)


def _mark(node: Node | None, instead: Mark, *keys: str) -> Mark:
    """The position of a value in a file; ``instead`` if it is not written there."""
    for key in keys:
        node = node.children.get(key) if node else None
    return node.mark if node else instead


def shared_changes(old: Edition, new: Edition, used: Collection[str] | None) -> Iterator[HeadChange]:
    """Labels and sources that print another text; of what is ``used`` only, all if None."""
    keys = None if used is None else {path.rpartition(".")[2] for path in used}
    ids = None if used is None else {name for path in used if path in new.entries for name in new.entries[path].sources}
    was, now = old.project.ledger, new.project.ledger
    node = read_document(new.project.root, LABELS, Findings()) if now.labels else None
    for key in {**now.labels, **was.labels}:
        texts = was.labels.get(key, ""), now.labels.get(key, "")
        if texts[0] != texts[1] and (keys is None or key in keys):
            yield HeadChange(LABELS, key, *texts, _mark(node, Mark(LABELS), key))
    node = read_document(new.project.root, SOURCES, Findings()) if now.sources else None
    for name, source in now.sources.items():
        if name in was.sources and (ids is None or name in ids):
            for key in _OF_SOURCE:
                texts = _said(getattr(was.sources[name], key)), _said(getattr(source, key))
                if texts[0] != texts[1]:
                    yield HeadChange(SOURCES, f"{name}: {key}", *texts, _mark(node, Mark(SOURCES), name, key))
