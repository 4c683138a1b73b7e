"""What differs between two editions of a project's reports, as plain data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from yanbao.diagnostics import Diagnostic, Mark

Kind = Literal["added", "gone", "changed"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the new edition that prints a value: its text now and before, both empty for a whole figure.

    ``of`` says which note, shared section or repeated page it is of, where its position does not.
    """

    mark: Mark
    old: str = ""
    new: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class HeadChange:
    """A key of report.yaml whose value has changed, such as the rating; or of a shared file, which ``report`` names."""

    report: str
    key: str
    old: str
    new: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact that came, went, or has another value, date or source. ``is_first`` for targets, ratings and forecasts."""

    kind: Kind
    path: str
    name: str
    old: str
    new: str
    old_date: str
    new_date: str
    old_source: tuple[str, ...]
    new_source: tuple[str, ...]
    mark: Mark
    places: tuple[Place, ...]
    is_first: bool


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell of a table with another value; ``key`` names its row."""

    key: tuple[str, ...]
    column: str
    old: str
    new: str
    is_first: bool = False


@dataclass(frozen=True, slots=True)
class TableChange:
    """A table that came, went, or has other rows, cells or declarations.

    ``added`` and ``gone`` are keys of rows. Those of a series have a date at ``date_at`` (None for other tables), and
    ``since`` is its newest date before. ``names`` are what a column of text calls rows, by their key, joined with
    spaces. ``declared`` are what its declaration says otherwise, as (what, old, new).
    """

    kind: Kind
    path: str
    title: str
    publishers: tuple[str, ...]
    date_at: int | None
    since: str
    added: tuple[tuple[str, ...], ...]
    gone: tuple[tuple[str, ...], ...]
    cells: tuple[CellChange, ...]
    declared: tuple[tuple[str, str, str], ...]
    mark: Mark
    places: tuple[Place, ...]
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_series(self) -> bool:
        return self.date_at is not None


@dataclass(frozen=True, slots=True)
class PartChange:
    """A page or figure that came, went, or is made in another way; ``keys`` are those of its YAML that differ."""

    report: str
    part: Literal["page", "figure"]
    kind: Kind
    label: str
    title: str
    keys: tuple[str, ...]
    mark: Mark


@dataclass(frozen=True, slots=True)
class TextChange:
    """A passage whose words, or whose computed numbers, have changed; ``of`` as that of a place."""

    report: str
    kind: Kind
    role: str
    old: str
    new: str
    mark: Mark
    of: str = ""


@dataclass(frozen=True, slots=True)
class PageLook:
    """A page of both editions that prints something else; ``number`` is that of its paper, if its picture was made."""

    report: str
    title: str
    mark: Mark
    number: int = 0


@dataclass(frozen=True)
class Difference:
    """All differences from ``old`` to ``new``, which say what was compared.

    ``shared`` are labels and sources that print another text. ``failing`` and ``silent`` are findings that only the
    new or only the old edition has. ``restyled`` are reports whose theme, and so every page, has changed. ``notes``
    say what could not be compared.
    """

    old: str
    new: str
    heads: tuple[HeadChange, ...]
    shared: tuple[HeadChange, ...]
    facts: tuple[FactChange, ...]
    tables: tuple[TableChange, ...]
    parts: tuple[PartChange, ...]
    texts: tuple[TextChange, ...]
    failing: tuple[Diagnostic, ...]
    silent: tuple[Diagnostic, ...]
    looks: tuple[PageLook, ...]
    restyled: tuple[str, ...]
    notes: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any(self._groups)

    @property
    def _groups(self) -> Iterator[Sequence[object]]:
        yield from (self.heads, self.shared, self.facts, self.tables, self.parts, self.texts)
        yield from (self.failing, self.silent, self.looks, self.restyled)
