"""What the summary names, the body of the report treats.

A company, product or stock that only the summary names was cut from the body, or added too late: its reader looks for
it in vain. The summary is what stands before the first chapter, or a section or page titled 摘要, 核心观点 or
投资要点. Entities of the ledger and stocks of the tables count. The body treats one if it names it anywhere, in text,
figures or source lines, by its name or an alias, or names a product of its. Names in brackets are ignored.
Usually a hint; a warning if the summary recommends it.

PASS::

    section: 国内大模型
    pages:
      - {title: 核心观点, blocks: [{text: Kimi长文本能力提升显著。}]}
      - {title: Kimi：长文本, blocks: [{text: Kimi支持200万字上下文。}]}

FAIL::

    section: 国内大模型
    pages:
      - {title: 核心观点, blocks: [{text: Kimi、豆包长文本能力提升显著。}]}
      - {title: Kimi：长文本, blocks: [{text: Kimi支持200万字上下文。}]}
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from yanbao.diagnostics import Level
from yanbao.model.dataset import ColumnType, Dataset
from yanbao.model.ledger import Entity
from yanbao.model.manuscript import PROSE, Manuscript, PageText, Role
from yanbao.review.findings import Finding
from yanbao.review.reading.patterns import blanked
from yanbao.review.reading.places import Place
from yanbao.review.reading.sentences import mentions, sentences
from yanbao.rules import define

RULE = define("untreated-entity", __doc__, "review", Level.WARNING)

_SUMMARY = re.compile(
    "摘要|要点|核心观点|核心结论|主要观点|投资观点|内容提要|导读|概要|Summary|Highlights", re.IGNORECASE
)
_PICK = re.compile("推荐|建议关注|重点关注|首选|首推|标的|建议布局")
_BRACKETS = re.compile(r"[（(][^（()）]*[)）]")
_NOT_READ = re.compile(r"[\s\-‑·.]+")

_VERSION = re.compile(r"v?[0-9].*")

_STOCK_NAME = 3
"""Characters that the name of a stock has at least; shorter ones are found in other words."""
_LISTED = 2000
"""Rows of a table beyond which it is a list of the whole market."""


@dataclass(frozen=True, slots=True)
class _Named(Place):
    """What a summary names. ``entity`` is None for a stock of a table."""

    key: str
    entity: Entity | None


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding where the summary first names an entity that the body does not."""
    summary = _summary(manuscript)
    body = [page for page in manuscript.pages if id(page) not in {id(each) for each in summary}]
    if not summary or not body:
        return
    text = "\n".join(map(_squeezed, _texts(manuscript, body)))
    treated = _treated(manuscript, text)
    seen: set[str] = set()
    for named in _named(manuscript, summary):
        if named.key in seen:
            continue
        seen.add(named.key)
        names = {named.text, *((named.entity.name, *named.entity.aliases) if named.entity else ())}
        if not any(_squeezed(each) in text or _family(_squeezed(each)) in treated for each in names):
            level = None if _is_pick(named) else Level.HINT
            message = f"only the summary names {named.text}: no page of the body does"
            remedy = "treat it in the body, or leave it out of the summary"
            yield named.finding(message, remedy, level)


def _summary(manuscript: Manuscript) -> list[PageText]:
    """The pages of the summary: of the sections before the first chapter, else those that are titled so."""
    if any(section.spec.spec.numbered for section in manuscript.sections):
        front = list(takewhile(lambda section: not section.spec.spec.numbered, manuscript.sections))
        if front:
            return [page for section in front for page in section.pages]
    return [
        page
        for section in manuscript.sections[:1]
        for page in section.pages
        if _SUMMARY.search(section.spec.spec.section) or _SUMMARY.search(page.spec.title)
    ]


def _named(manuscript: Manuscript, summary: Iterable[PageText]) -> Iterator[_Named]:
    """What the prose and headings of the summary name outside brackets."""
    stocks = set(_stocks(manuscript.project.datasets.values()))
    for page in summary:
        for passage in page.passages:
            if passage.role not in (*PROSE, Role.PAGE, Role.HEADING):
                continue
            text = blanked(_BRACKETS, passage.text)
            known = list(mentions(text, manuscript.project.ledger))
            for mention in known:
                yield _Named(passage, mention.start, mention.end, mention.entity.path, mention.entity)
            for stock in sorted(stocks):
                at = text.find(stock)
                if at >= 0 and not any(mention.start <= at < mention.end for mention in known):
                    yield _Named(passage, at, at + len(stock), stock, None)


def _stocks(datasets: Iterable[Dataset]) -> Iterator[str]:
    """Names that stand beside the tickers of a table."""
    for dataset in datasets:
        types = {name: column.type for name, column in dataset.spec.columns.items()}
        names = [name for name, kind in types.items() if kind is ColumnType.TEXT]
        if names and ColumnType.TICKER in types.values() and len(dataset.frame) <= _LISTED:
            yield from (name for name in dataset.frame[names[0]].dropna() if len(name) >= _STOCK_NAME)


def _texts(manuscript: Manuscript, body: Sequence[PageText]) -> Iterator[str]:
    """All that the body prints, with the publishers of its sources."""
    sources = manuscript.project.ledger.sources
    for page in body:
        yield from (passage.text for passage in page.passages)
        yield from (sources[name].publisher for figure in page.figures for name in figure.sources if name in sources)
    named = {id(page.section) for page in body}
    for section in manuscript.sections:
        if id(section.spec) in named:
            yield from (passage.text for passage in section.passages)


def _treated(manuscript: Manuscript, text: str) -> set[str]:
    """The entities that the body names, without their versions, and their texts, such as the vendor of a product."""
    names = [
        (entity, name)
        for entity in manuscript.project.ledger.entities
        for name in map(_squeezed, (entity.name, *entity.aliases))
        if name in text
    ]
    facts = [fact.spec.value for entity, _ in names for fact in entity.facts.values()]
    return {_family(name) for _, name in names} | {_squeezed(fact) for fact in facts if isinstance(fact, str)}


def _family(name: str) -> str:
    """A squeezed name without its version: Gemini of Gemini 1.5 Pro."""
    return _VERSION.sub("", name) or name


def _is_pick(named: _Named) -> bool:
    text = named.passage.text
    return any(start <= named.start < end and _PICK.search(text[start:end]) for start, end in sentences(text))


def _squeezed(text: str) -> str:
    """A text in which GPT-4 and GPT 4 are the same."""
    return _NOT_READ.sub("", text).casefold()
