"""Makes cards of companies from rows of a dataset."""

from __future__ import annotations

from html import escape

from yanbao.compose.listing import DiagramParts, Listing
from yanbao.compose.prose import Prose
from yanbao.compose.tablecolumns import make_strip
from yanbao.model.dataset import Dataset
from yanbao.model.diagrams import Companies
from yanbao.model.drawn import CompanyCard, KeyFigure
from yanbao.model.messages import Messages
from yanbao.model.tablerows import TableRows

_MOST_ACROSS = 3
"""Cards in a row, where the author does not say how many."""


def companies(spec: Companies, dataset: Dataset, prose: Prose) -> tuple[tuple[CompanyCard, ...], int, DiagramParts]:
    """The cards of companies whose references have been checked, and how many stand in a row."""
    listing = Listing(spec, dataset, prose)
    frame = listing.named(spec.rows) if spec.rows else listing.of(spec.where)
    rows = TableRows(frame, frame, frame.iloc[:0])
    strips = [make_strip(column, spec.columns, dataset, rows, (), None, None, prose) for column in spec.columns]
    label = escape(dataset.label(spec.number.column)) if spec.number else ""
    cards = []
    for at, item in enumerate(listing.items(frame)):
        figures = [KeyFigure(strip.head.html, strip.cells[at].html, strip.cells[at].tone) for strip in strips]
        cards.append(CompanyCard(item, label if item.value else "", tuple(figures)))
    parts = listing.parts()
    return tuple(cards), spec.across or min(_MOST_ACROSS, len(cards) or 1), DiagramParts(parts.sources, parts.rows)


def describe(cards: tuple[CompanyCard, ...], title: str, messages: Messages) -> str:
    """Alternative text of cards."""
    names = messages.list_separator.join(card.company.name for card in cards)
    return messages.alt.companies.format(title=title, names=names)
