"""No sentence is printed twice in the body, and no two pages of a chapter have one title.

A sentence that comes again was copied and forgotten, or says that two pages treat one thing; a boilerplate line
belongs in the theme. What counts is what prints, with bound values; marks and numbers of lists do not. Short
sentences, parts of a sentence and the lead of a chapter are hints. A summary may say what the body says, but a whole
paragraph of it in the body is a hint. Source lines, callouts, risks and disclaimers are ignored, and so are tables
and captions.

PASS::

    pages:
      - title: 谷歌：Gemini 1.5上线
        blocks:
          - text: 长语境理解方面取得突破，上下文窗口显著扩展。
      - title: Meta：Llama 3开源
        blocks:
          - text: Llama 3开源两个版本，多模态版本随后上线。

FAIL::

    pages:
      - title: 谷歌：Gemini 1.5上线
        blocks:
          - text: 长语境理解方面取得突破，上下文窗口显著扩展，单次可处理的信息量居前。
      - title: 谷歌：Gemini 1.5上线
        blocks:
          - text: 长语境理解方面取得突破，上下文窗口显著扩展，单次可处理的信息量居前。
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from yanbao.diagnostics import Level, Mark
from yanbao.model.blocks import Block
from yanbao.model.manuscript import PROSE, Manuscript, PageText, Passage, Role, SectionText
from yanbao.review.findings import Finding, on
from yanbao.review.reading.kept import kept
from yanbao.review.reading.places import Place
from yanbao.review.reading.sentences import sentences
from yanbao.review.reading.stock_lists import place_of
from yanbao.rules import define

RULE = define("repeated-sentence", __doc__, "review", Level.WARNING)

_SHORTEST, _CERTAIN, _PART, _PARAGRAPH = 15, 25, 30, 60
"""How long is a repeated sentence at least, one that is no turn of phrase, a part of a sentence, a paragraph."""

_CLAUSES_IN_A_ROW = 12

_NUMBERING = re.compile(r"\s*(?:[（(]?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3}|[a-zA-Z])[)）.、]|[①-⑳])\s*")
_CLAUSE = re.compile(r"[^，,：:]+[，,：:]?")
_LETTERS = re.compile(r"[a-z0-9]+|[^\W_]")
_BOILERPLATE = re.compile(r"(?:资料|数据)?来源[：:]|注[：:0-9]|注释|风险提示|Source", re.IGNORECASE)
_SUMMARY = re.compile("摘要|要点|核心观点|结论|总结|小结|概要|概览|提要")
_LEGAL = re.compile("免责|声明|风险提示|风险因素|信息披露|评级说明")


@dataclass(frozen=True, slots=True)
class _Words(Place):
    """Words in a passage: a paragraph, a sentence or a part of one."""

    @property
    def key(self) -> str:
        """Its Chinese characters, Latin words and numbers, apart by spaces."""
        return _key(self.text)

    @property
    def length(self) -> int:
        """How many these are."""
        return self.key.count(" ") + 1


@dataclass(slots=True)
class _Printed:
    """Where words were printed first."""

    places: dict[str, _Words] = field(default_factory=dict)

    def find(self, place: _Words, shortest: int) -> _Words | None:
        return self.places.get(place.key) if place.length >= shortest else None

    def add(self, place: _Words) -> None:
        self.places.setdefault(place.key, place)


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding on what comes again; it says where it stands first."""
    for section in manuscript.sections:
        yield from _titles(section)
    body, summary = _Printed(), _Printed()
    for passage, is_summary in _paragraphs(manuscript):
        whole = _Words(passage, 0, len(passage.text))
        if first := (body if is_summary else summary).find(whole, _PARAGRAPH):
            yield _again(whole, first, "this paragraph", Level.HINT)
        if is_summary:
            summary.add(whole)
        else:
            yield from _in_body(whole, body)


def _titles(section: SectionText) -> Iterator[Finding]:
    titles: dict[tuple[str, str], Passage] = {}
    for page in section.pages:
        title, head = _text(page, Role.PAGE), _text(page, Role.HEAD)
        if title is None:
            continue
        key = (title.text.strip(), head.text.strip() if head else "")
        if (first := titles.setdefault(key, title)) is not title:
            message = f"the page at {place_of(first, 0)} has this title too"
            yield on(title, 0, len(title.text), message, "say what this page adds, or make one page of the two")


def _text(page: PageText, role: Role) -> Passage | None:
    return next((passage for passage in page.passages if passage.role is role), None)


def _paragraphs(manuscript: Manuscript) -> Iterator[tuple[Passage, bool]]:
    """The paragraphs that are not to come again, and whether they stand in a summary."""
    for section in manuscript.sections:
        name = section.spec.spec.section
        if _LEGAL.search(name):
            continue
        yield from ((passage, False) for passage in section.passages if passage.role is Role.LEAD)
        for page in section.pages:
            if not _LEGAL.search(page.spec.title):
                is_summary = bool(_SUMMARY.search(name) or _SUMMARY.search(page.spec.title))
                callouts = set(_callouts(page.spec.blocks))
                yield from (
                    (passage, is_summary)
                    for passage in page.passages
                    if passage.role in PROSE
                    and passage.origin.mark not in callouts
                    and not _BOILERPLATE.match(passage.text)
                )


def _callouts(blocks: Iterable[Block]) -> Iterator[Mark]:
    for block in blocks:
        if block.callout:
            yield block.callout.text.mark
        if block.aside:
            yield block.aside.note.mark
        for column in block.columns or ():
            yield from _callouts(column.blocks)


def _in_body(whole: _Words, body: _Printed) -> Iterator[Finding]:
    """What of a paragraph the body has already: all of it, sentences, or parts of them."""
    parts = [_Words(whole.passage, *sentence) for sentence in sentences(whole.text)]
    if len(parts) > 1 and (first := body.find(whole, _SHORTEST)):
        yield _again(whole, first, "this paragraph")
    else:
        for sentence in parts:
            yield from _in_sentence(sentence, body)
    for place in (whole, *parts, *(run for sentence in parts for run in _runs(sentence))):
        body.add(place)


def _in_sentence(sentence: _Words, body: _Printed) -> Iterator[Finding]:
    if first := body.find(sentence, _SHORTEST):
        yield _again(sentence, first, "this sentence", None if sentence.length >= _CERTAIN else Level.HINT)
        return
    for run in _runs(sentence):
        if first := body.find(run, _PART):
            yield _again(run, first, "this part of a sentence", Level.HINT)
            return


def _runs(sentence: _Words) -> list[_Words]:
    """Clauses of a sentence, alone and some in a row, the longest first."""
    clauses = list(_CLAUSE.finditer(sentence.text))
    edges = [clause.start() for clause in clauses] + [len(sentence.text)]
    runs = [
        _Words(sentence.passage, sentence.start + start, sentence.start + end)
        for at, start in enumerate(edges)
        for end in edges[at + 1 : at + 1 + _CLAUSES_IN_A_ROW]
    ]
    return sorted((run for run in runs if run.length >= _PART), key=lambda run: run.start - run.end)


def _again(place: _Words, first: _Words, what: str, level: Level | None = None) -> Finding:
    if Role.LEAD in (place.passage.role, first.passage.role):
        level = Level.HINT
    start = place.start + _numbering(place.text)
    message = f"{what} stands already at {place_of(first.passage, first.start)}"
    return on(place.passage, start, place.end, message, "delete it, or say what is new here", level)


@kept
def _key(text: str) -> str:
    return " ".join(_LETTERS.findall(text[_numbering(text) :].lower()))


def _numbering(text: str) -> int:
    """How long the number of a list is that a text begins with."""
    match = _NUMBERING.match(text)
    return match.end() if match else 0
