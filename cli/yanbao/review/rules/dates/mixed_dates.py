"""Dates are written in one way.

In one column, axis or list all dates have one form (2023-04-11 or 2023年4月11日), zeros before one-digit months or
none, and ranges with both ends in full (20230410-20230413). In the whole report prose has one form, and so have the
cells and axes of figures and the words around them. Captions, units and notes may have that of prose as well:
截至2024年4月26日 above cells such as 2024-04-26 is usual and fine, 20240426 or 2024.04.26 beside them is a hint, once
for each form. Only full dates count there; those that the tool prints are its own, and figures follow them. Left alone
are the title of the report, years, quarters (24Q1) and codes.

PASS::

    rows:
      - ["2023-04-10至2023-04-13", 阿里、商汤、知乎发布大模型]
      - ["2023-04-17", 昆仑万维发布天工]

FAIL::

    rows:
      - ["20230410-0413", 阿里、商汤、知乎发布大模型]
      - ["2023-04-17", 昆仑万维发布天工]
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass

from yanbao.diagnostics import Level, Mark
from yanbao.model.dataset import ColumnType
from yanbao.model.manuscript import PROSE, Manuscript, Role
from yanbao.review.findings import Finding
from yanbao.review.reading.columns import along
from yanbao.review.reading.date_lists import Entry, Listing, listings
from yanbao.review.reading.dates import Form, dates, whole
from yanbao.review.reading.places import Place
from yanbao.rules import define

RULE = define("mixed-dates", __doc__, "review", Level.WARNING)

_PROSE = {*PROSE, Role.SECTION, Role.HEAD, Role.PAGE, Role.HEADING}
_AROUND = {Role.CAPTION, Role.UNIT, Role.NOTE, Role.CARD}
"""Words around figures, in which 2024年4月26日 is at home as it is in sentences."""

_DISPLAY = {*_AROUND, Role.LABEL, Role.HEADER, Role.CELL}


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A warning at what is unlike the rest of its list, a hint at what is unlike the rest of the report."""
    reported: set[tuple[Mark, str]] = set()
    for listing in listings(manuscript):
        for finding in _in_list(listing):
            if (finding.mark, finding.text) not in reported:
                reported.add((finding.mark, finding.text))
                yield finding
    yield from _in_report(manuscript, reported)


def _in_list(listing: Listing) -> Iterator[Finding]:
    entries = [entry for entry in listing.entries if len(entry.written.first) > len("2024")]
    entries = [entry for entry in entries if entry.written.form is not Form.QUARTER]
    if not listing.is_typed or not entries:
        return
    form = _usual(entries, lambda entry: entry.written.form)
    yield from _unlike(listing, entries, lambda entry: entry.written.form, "is written")
    same = [entry for entry in entries if entry.written.form is form]
    padded = [entry for entry in same if entry.written.is_padded is not None]
    yield from _unlike(listing, padded, lambda entry: entry.written.is_padded, "writes one-digit months and days")
    ranges = [entry for entry in same if entry.written.joint]
    cut = [entry for entry in ranges if entry.written.is_short and form is Form.COMPACT]
    if cut and len(cut) < len(entries):
        message = (
            f"the range '{cut[0].text}' leaves out a part of its end; the other dates of {listing.name} are in full"
        )
        whole = "-".join(moment.replace("-", "") for moment in (cut[0].written.first, cut[0].written.last))
        yield cut[0].finding(message, f"write {whole}")
    elif form is not Form.HAN:
        yield from _unlike(listing, ranges, lambda entry: (entry.written.joint, entry.written.is_short), "is joined")


def _unlike(
    listing: Listing, entries: Sequence[Entry], key: Callable[[Entry], Hashable], verb: str
) -> Iterator[Finding]:
    """The first entry of each way of writing but the usual one."""
    if not entries:
        return
    usual = _usual(entries, key)
    model = min((entry for entry in entries if key(entry) == usual), key=_oddity)
    counts = Counter(map(key, entries))
    for way in dict.fromkeys(map(key, entries)):
        if way != usual:
            first = next(entry for entry in entries if key(entry) == way)
            more = f", and so are {counts[way] - 1} more" if counts[way] > 1 else ""
            message = f"'{first.text}' {verb} unlike '{model.text}' and most of {listing.name}{more}"
            yield first.finding(message, f"write all of them like '{model.text}'")


def _oddity(entry: Entry) -> tuple[bool, bool]:
    """Ranges and dates without zeros are poor models of how to write a date."""
    return bool(entry.written.joint), entry.written.is_padded is False


def _usual(entries: Sequence[Entry], key: Callable[[Entry], Hashable]) -> Hashable:
    """The most frequent way of writing, of several the first."""
    return Counter(map(key, entries)).most_common(1)[0][0]


@dataclass(frozen=True, slots=True)
class _Dated(Place):
    """A full date of the report; ``is_free`` if its form was not the author's choice, or may differ."""

    form: Form
    is_free: bool


def _in_report(manuscript: Manuscript, reported: set[tuple[Mark, str]]) -> Iterator[Finding]:
    prose, display = list(_places(manuscript, _PROSE)), list(_places(manuscript, _DISPLAY))
    shown = Form.DASH if _prints_dates(manuscript) else _form([place for place in display if not place.is_free])
    written = _form(prose)
    if written not in (None, Form.HAN, shown) and shown:
        written = shown  # neither what prose is usually written in, nor what figures are
    told: set[Form] = set()
    for place, usual in [*((place, written) for place in prose), *((place, shown) for place in display)]:
        if place.is_free or usual is None or place.form is usual or place.form in told:
            continue
        if (place.mark, place.text) not in reported:
            told.add(place.form)
            where = "prose" if place.passage.role in _PROSE else "figures"
            message = f"'{place.text}' is unlike the dates of this report, which in {where} are written as {usual}"
            yield place.finding(message, "write all of them in one way", Level.HINT)


def _places(manuscript: Manuscript, roles: set[Role]) -> Iterator[_Dated]:
    for passage in manuscript.passages:
        if passage.role in roles:
            for written in dates(passage.text):
                if written.is_day and written.has_year:
                    is_cell = passage.role is Role.CELL
                    is_bound = not is_cell and not passage.is_typed(written.start, written.end)
                    is_words = passage.role in _AROUND or (is_cell and whole(passage.text) is None)
                    is_free = is_bound or (is_words and written.form is Form.HAN)
                    yield _Dated(passage, written.start, written.end, written.form, is_free)


def _form(places: Sequence[_Dated]) -> Form | None:
    """The most frequent form."""
    forms = Counter(place.form for place in places)
    return forms.most_common(1)[0][0] if forms else None


def _prints_dates(manuscript: Manuscript) -> bool:
    """Whether a figure shows dates that the tool prints, in ISO form."""
    return any(
        figure.datasets[0].spec.columns[column].type is ColumnType.DATE
        for figure in manuscript.figures
        if figure.datasets
        for column in along(figure.spec)
    )
