"""Compares two editions of a project's reports: the changes that a reader of the last one has to know."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from yanbao.comparison.difference import Difference, PageLook, Place
from yanbao.comparison.edition import CHECKOUT, Edition, Located, locate, open_editions
from yanbao.comparison.facts import fact_changes
from yanbao.comparison.heads import head_changes, shared_changes
from yanbao.comparison.parts import Parts, looks, page_pairs, parts_of
from yanbao.comparison.tables import table_changes
from yanbao.comparison.texts import texts_of
from yanbao.diagnostics import Diagnostic, Level
from yanbao.disk import Scratch, is_folder
from yanbao.layout import STORE, TEMPLATES
from yanbao.memory import Memory
from yanbao.pipeline.gathering import Composed
from yanbao.pipeline.store import open_store

if TYPE_CHECKING:
    from yanbao.comparison.pictures import Sides

__all__ = ["Difference", "diff"]


def diff(
    root: Path,
    old: str,
    new: str | None,
    slugs: Sequence[str],
    today: date,
    given: Mapping[str, str],
    *,
    pictures: bool = False,
    jobs: int | None = 1,
) -> Difference:
    """What differs from the edition ``old`` to ``new``, the checkout if None; see ``locate``. Raises SetupError.

    With ``pictures`` both are typeset, by so many ``jobs``, and pages are compared as they look.
    """
    with closing(Scratch()) as scratch:
        places = [locate(named, root, scratch) for named in (old, new) if named is not None]
        if new is None:
            places.append(Located(root, CHECKOUT, {}))
        memory = Memory()
        before, after = open_editions(places, slugs, memory, given)
        sides = _sides(root, (before, after), jobs) if pictures else ()
        is_whole = not slugs and not any(place.report for place in places)
        return compare(before, after, today, sides, is_whole=is_whole)


def _sides(root: Path, editions: Sequence[Edition], jobs: int | None) -> Sequence[Sides]:
    """The pages of editions as they look."""
    from yanbao.comparison.pictures import sides_of
    from yanbao.pipeline.session import Session

    with Session(open_store(root), jobs) as session:
        return [sides_of(edition, session) for edition in editions]


def compare(
    old: Edition, new: Edition, today: date, sides: Sequence[Sides] = (), *, is_whole: bool = True
) -> Difference:
    """All differences between two editions; ``today`` is the date of their reviews, ``sides`` their pages as they look,
    if they were typeset. What their reports do not use is left out if
    they are not whole."""
    both = [slug for slug in new.reports if slug in old.reports]
    manuscripts = {slug: (old.reports[slug].manuscript, new.reports[slug].manuscript) for slug in both}
    parts = [parts_of(slug, *manuscripts[slug]) for slug in both]
    texts = [texts_of(part.report, *manuscripts[part.report], part.alone) for part in parts]
    printed: defaultdict[str, list[Place]] = defaultdict(list)
    for one in texts:
        for path, found in one.printed().items():
            printed[path] += found
    used = None if is_whole else old.uses() | new.uses()
    facts = tuple(one for one in fact_changes(old, new, printed) if used is None or one.path in used)
    tables = tuple(one for one in table_changes(old, new, printed) if used is None or one.path in used)
    changed = {fact.path for fact in facts} | {table.path for table in tables}
    heads = tuple(
        change
        for slug in both
        for change in head_changes(slug, old.reports[slug].report, new.reports[slug].report, new.project.root)
    )
    moved = {head.report for head in heads if head.key in ("date", "period")}
    ruled = old.project.review == new.project.review
    same = {slug for slug in both if ruled and old.reports[slug].inputs == new.reports[slug].inputs}
    failing, silent = _findings(*_told(old, new, same, today))
    return Difference(
        old=old.name,
        new=new.name,
        heads=heads,
        shared=tuple(shared_changes(old, new, used)),
        facts=facts,
        tables=tables,
        parts=tuple(change for part in parts for change in part.changes()),
        texts=tuple(change for one in texts for change in one.changes(changed, moved)),
        failing=failing,
        silent=silent,
        looks=tuple(look for part in parts for look in _looks(part, old, new, sides)),
        restyled=tuple(slug for slug in both if _styles(old.reports[slug]) != _styles(new.reports[slug])),
        notes=tuple(_notes(old, new)),
    )


def _looks(part: Parts, old: Edition, new: Edition, sides: Sequence[Sides]) -> Iterator[PageLook]:
    pairs = page_pairs(part.report, old, new, part.pages)
    seen = [edition[part.report] for edition in sides]
    if not all(seen) or not seen:  # one of them cannot be typeset
        yield from looks(part.report, pairs)
        return
    from yanbao.comparison import pictures

    yield from pictures.looks(part.report, seen[0], seen[1], pairs)


def _styles(item: Composed) -> dict[str, bytes]:
    """The files of a report's theme, also of those that it is based on."""
    return {name: data for name, data in item.inputs.items() if name.startswith((TEMPLATES, f"base:{TEMPLATES}"))}


def _told(old: Edition, new: Edition, same: set[str], today: date) -> tuple[Sequence[Diagnostic], Sequence[Diagnostic]]:
    """The findings of two editions, without the reviews of reports that are the same; if all are, without any."""
    if same == {*old.reports, *new.reports}:
        return old.gathered.problems.all, new.gathered.problems.all
    root = new.project.root
    store = open_store(root, wanted=is_folder(root, STORE))
    return old.findings(same, today, store), new.findings(same, today, store)


def _findings(
    old: Sequence[Diagnostic], new: Sequence[Diagnostic]
) -> tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
    """Findings that are new, and those that are gone. One whose numbers or line alone have changed is neither."""
    for key in _ALIKE:
        both = Counter(map(key, old)) & Counter(map(key, new))
        old, new = list(_beyond(old, key, both)), list(_beyond(new, key, both))
    return tuple(new), tuple(old)


_ALIKE: Sequence[Callable[[Diagnostic], Hashable]] = (
    lambda found: (found.rule, found.mark.file, found.message),
    lambda found: (found.rule, found.mark.file),
)
"""What findings of two editions have in common that are the same."""


def _beyond(
    found: Sequence[Diagnostic], key: Callable[[Diagnostic], Hashable], known: Counter[Hashable]
) -> Iterator[Diagnostic]:
    left = known.copy()
    for one in found:
        left[key(one)] -= 1
        if left[key(one)] < 0:
            yield one


def _notes(old: Edition, new: Edition) -> Iterator[str]:
    for one, other, what in ((new, old, "is new"), (old, new, "is gone")):
        for slug in one.reports:
            if slug not in other.reports:
                yield f"the report '{slug}' {what}"
    for edition in (old, new):
        yield from edition.notes
        if errors := sum(found.level is Level.ERROR for found in edition.gathered.problems.all):
            count = "1 error" if errors == 1 else f"{errors} errors"
            yield f"{edition.name} has {count}: what these leave out may be missing here"
