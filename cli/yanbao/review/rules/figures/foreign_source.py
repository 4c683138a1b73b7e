"""A company's source does not stand below a figure about another company.

A figure on Gemini, a model of 谷歌, whose only source is OpenAI: the source line was copied from another figure. The
rule finds the companies of a figure by the names in its caption and by the ledger: facts such as ``vendor`` that name
a company, and the companies' sources that an entity's facts have. Compared with them are sources of the kinds
``company`` and ``filing``; terminals, media, research and the institute's own work may report on anybody. A figure
that names the publisher itself, in its caption, series, cells or note, is ignored. If the figure is about suppliers
or customers, if its caption names nobody and the titles of the page do, if the page names the publisher, or if the
ledger knows the publisher as a source alone, it is a hint.

PASS::

    chart: {title: Gemini 1.5上下文窗口, source: google, …}

FAIL::

    chart: {title: Gemini 1.5上下文窗口, source: openai, …}
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from yanbao.diagnostics import Level
from yanbao.model.figures import EntityFigure
from yanbao.model.ledger import Entity, Source
from yanbao.model.manuscript import FigureText, Manuscript, PageText, Role
from yanbao.review.findings import Finding, on
from yanbao.review.reading.parties import COMPANY_KINDS, Parties, canonical, union
from yanbao.rules import define

RULE = define("foreign-source", __doc__, "review", Level.WARNING)

_RELATED = re.compile(
    r"供应|产业链|客户|合作|来自|采购|竞争|对标|竞品|持股|投资|入股|参股|收购|并购|子公司|旗下|代工|订单|概念"
)
"""Words for what one company tells of another."""

_TITLES = (Role.HEAD, Role.PAGE, Role.HEADING)


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding at the caption of each figure whose sources are all of other companies."""
    parties = Parties(manuscript.project.ledger)
    front = " ".join(passage.text for passage in manuscript.front)
    for page in manuscript.pages:
        for figure in page.figures:
            yield from _read(figure, page, front, parties)


def _read(figure: FigureText, page: PageText, front: str, parties: Parties) -> Iterator[Finding]:
    registry = parties.ledger.sources
    sources = [registry[name] for name in figure.sources if name in registry]
    if not sources or any(source.kind not in COMPANY_KINDS for source in sources):
        return
    speaking = [parties.of_publisher(source) for source in sources]
    subjects = _subjects(figure, parties)
    if by_page := not subjects:
        subjects = _of_page(page, parties)
    if not all(speaking) or not subjects or not all(subjects.values()):
        return
    inside = " ".join(passage.text for passage in figure.passages)
    if union(speaking) & (union(subjects.values()) | union(found for _, found in parties.named(inside))):
        return
    caption, name, publisher = figure.caption, next(iter(subjects)), sources[0].publisher
    message = f"the figure is about '{name}'{_whose(name, subjects[name], parties)}, and its source is '{publisher}'"
    around = " ".join((front, *(passage.text for passage in page.passages if passage.role in _TITLES)))
    is_near = union(speaking) & union(found for _, found in parties.named(around))
    judged = by_page or is_near or _RELATED.search(caption.text) or not all(map(parties.is_known, sources))
    remedy = _remedy(subjects[name], registry, parties)
    yield on(caption, 0, len(caption.text), message, remedy, Level.HINT if judged else None)


def _subjects(figure: FigureText, parties: Parties) -> dict[str, frozenset[str]]:
    """Whom a figure is about: the names in its caption, or else the entities that it compares."""
    named = dict(parties.named(figure.caption.text))
    if not named and isinstance(figure.spec, EntityFigure):
        entities = (parties.ledger.find(path) for path in figure.spec.entities)
        named = {str(entity.name): parties.of_entity(entity) for entity in entities if isinstance(entity, Entity)}
    return named


def _of_page(page: PageText, parties: Parties) -> dict[str, frozenset[str]]:
    """Whom a page is about, if its titles name one party alone."""
    titles = " ".join(passage.text for passage in page.passages if passage.role in (Role.HEAD, Role.PAGE))
    named = dict(parties.named(titles))
    return named if len(set(named.values())) == 1 else {}


def _whose(name: str, party: frozenset[str], parties: Parties) -> str:
    owners = sorted(title for title in map(parties.title, party) if canonical(title) != canonical(name))
    return f" ({'、'.join(owners)})" if owners else ""


def _remedy(party: frozenset[str], registry: Mapping[str, Source], parties: Parties) -> str:
    companies = {name: source for name, source in registry.items() if source.kind in COMPANY_KINDS}
    own = [name for name, source in companies.items() if parties.of_publisher(source) & party]
    return f"did you mean '{own[0]}'?" if len(own) == 1 else "name the source that the figure was taken from"
