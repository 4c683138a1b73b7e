"""Numbers that are shown together have the same as-of date, or state theirs.

Bound numbers of one unit in a sentence, facts in a row of a fact table or the bars of a chart of facts, and the
tables and charts of a page, should have one as-of date, and a table that which its caption or unit prints. A month
agrees with any of its days (2024-04 and 2024-04-26). A sentence that compares times (此前, 增至) or prints a date, a
note that prints one, and a series along a date axis are ignored. Findings are hints, because a person has to judge.

PASS::

    text: Kimi访问量{{ products.kimi.visits }}（2024年3月），豆包{{ products.doubao.visits }}（去年12月）。

FAIL::

    text: Kimi访问量{{ products.kimi.visits }}，豆包{{ products.doubao.visits }}。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, islice

from yanbao.diagnostics import Level
from yanbao.model.charts import DataChart
from yanbao.model.dataset import NUMERIC, TIME
from yanbao.model.figures import EntityFigure
from yanbao.model.ledger import Entity, Ledger, LocatedFact
from yanbao.model.manuscript import PROSE, FigureText, Manuscript, PageText, Passage, Role, Span
from yanbao.model.tables import Table
from yanbao.review.findings import Finding, at, on
from yanbao.review.reading.dates import agree, dates
from yanbao.review.reading.sentences import sentences
from yanbao.rules import define

RULE = define("mixed-as-of", __doc__, "review", Level.HINT)

_PERIOD = re.compile(r"(?:19|20)[0-9][0-9](?![0-9])|[0-9][0-9](?:Q[0-9]|[AE]$)|[1-4]Q[0-9][0-9]")
"""What a category begins with that is a year, quarter, month or day."""

_COMPARED = re.compile(r"此[前后]|去年|上年|上期|同期|前值|[增升降回减提]\w?至|增长到|[同环]比")
"""Says that two times are meant."""

_AROUND = {Role.CAPTION, Role.UNIT, Role.NOTE, Role.LABEL, Role.HEADER}


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A hint at the first number or figure that is of another date than those before it."""
    for passage in manuscript.passages:
        if passage.role in PROSE:
            yield from _in_prose(passage)
    for page in manuscript.pages:
        for figure in page.figures:
            if isinstance(figure.spec, EntityFigure):
                yield from _in_facts(figure.spec, figure, manuscript.project.ledger)
            yield from _printed(figure)
        yield from _on_page(page)


def _in_prose(passage: Passage) -> Iterator[Finding]:
    for start, end in sentences(passage.text) if len(passage.spans) > 1 else ():
        if not dates(passage.text[start:end]) and not _COMPARED.search(passage.text, start, end):
            numbers = [one for one in passage.spans if start <= one.start < end and one.kind == "number" and one.as_of]
            yield from islice(_unlike_others(passage, numbers), 1)


def _unlike_others(passage: Passage, numbers: Sequence[Span]) -> Iterator[Finding]:
    for one, other in combinations(numbers, 2):
        if one.unit and one.unit == other.unit and not agree(one.as_of, other.as_of):
            texts = [passage.text[span.start : span.end] for span in (one, other)]
            message = f"'{texts[1]}' is of {other.as_of}, '{texts[0]}' beside it of {one.as_of}"
            yield on(passage, other.start, other.end, message, "use one date, or print both")


def _in_facts(spec: EntityFigure, figure: FigureText, ledger: Ledger) -> Iterator[Finding]:
    """Numbers of one key that are compared in a figure; what was so at a product's release, stays so."""
    keys = spec.fact_keys
    printed = _months(figure)
    if printed is None:
        return
    for key in keys:
        facts = [
            (entity, fact.spec.as_of[:7])
            for entity in spec.entities
            if isinstance(fact := ledger.find(f"{entity}.{key}"), LocatedFact)
            and not isinstance(fact.spec.value, str)
            and fact.spec.as_of
            and fact.spec.as_of not in _texts(ledger, entity)
        ]
        if printed and not any(as_of in printed for _, as_of in facts):
            continue  # the author says that all hold on another day
        odd = next(((n, as_of) for n, as_of in facts if not agree(facts[0][1], as_of) and as_of not in printed), None)
        if odd:
            message = f"'{key}' of '{odd[0]}' is of {odd[1]}, that of '{facts[0][0]}' of {facts[0][1]}"
            yield at(odd[0], message, "use one date, or print both in the note")


def _months(figure: FigureText) -> set[str] | None:
    """The months that caption, unit and heads print; None if there are years, a note or cells that tell of dates."""
    found = [(p.role, written.first[:7]) for p in figure.passages if p.role in _AROUND for written in dates(p.text)]
    is_explained = any(role is Role.NOTE or len(moment) < len("2024-04") for role, moment in found)
    is_explained = is_explained or any(p.role is Role.CELL and _PERIOD.match(p.text) for p in figure.passages)
    return None if is_explained else {moment for _, moment in found}


def _printed(figure: FigureText) -> Iterator[Finding]:
    """A day that a table says its numbers are of, and its dataset does not."""
    if not (isinstance(figure.spec, Table) and figure.datasets and _shows_numbers(figure)):
        return
    as_of = figure.datasets[0].spec.as_of
    for passage in figure.passages:
        if passage.role not in (Role.CAPTION, Role.UNIT):
            continue
        found = [written for written in dates(passage.text) if written.is_day and written.has_year]
        if len(found) == 1 and not found[0].joint and not agree(found[0].first, as_of):
            text = passage.text[found[0].start : found[0].end]
            message = f"{figure.label} is of {text}, its data '{figure.datasets[0].name}' are of {as_of}"
            yield on(passage, found[0].start, found[0].end, message, "correct the one or the other")


def _texts(ledger: Ledger, path: str) -> set[str]:
    """The facts of an entity that are words, such as the day of its release."""
    entity = ledger.find(path)
    facts = entity.facts.values() if isinstance(entity, Entity) else ()
    return {fact.spec.value for fact in facts if isinstance(fact.spec.value, str)}


def _on_page(page: PageText) -> Iterator[Finding]:
    """Figures with numbers that say nothing of their dates, which differ from those of other figures."""
    figures = [figure for figure in page.figures if figure.datasets and _shows_numbers(figure)]
    for figure in figures:
        as_of = figure.datasets[0].spec.as_of
        other = next((o for o in figures if not agree(o.datasets[0].spec.as_of, as_of)), None)
        if other and not _is_dated(figure) and isinstance(figure.spec, Table | DataChart):
            theirs = other.datasets[0].spec.as_of
            message = f"{figure.label} is of {as_of} and does not say so; {other.label} on its page is of {theirs}"
            yield at(figure.spec.data, message, f"print 截至{as_of} in its unit or note")


def _shows_numbers(figure: FigureText) -> bool:
    """Whether a figure shows numbers that are not a series along dates."""
    spec, columns = figure.spec, figure.datasets[0].spec.columns
    if isinstance(spec, Table):
        types = [columns[column.column].type for column in spec.columns]
        return any(kind in NUMERIC for kind in types) and not any(kind in TIME for kind in types)
    return isinstance(spec, DataChart) and columns[spec.x].type not in TIME


def _is_dated(figure: FigureText) -> bool:
    """Whether a figure prints dates around it, or as its categories."""
    return bool(figure.as_of) or any(
        dates(passage.text) if passage.role in _AROUND else passage.role is Role.CELL and _PERIOD.match(passage.text)
        for passage in figure.passages
    )
