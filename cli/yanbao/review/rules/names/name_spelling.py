"""A name is written as the ledger writes it.

Names are those of entities and their aliases, of publishers, and of the stocks in tables. What is found: other case
(Chatgpt), other spaces and hyphens (GPT4), one wrong letter inside a long Latin name, and one Chinese character that
sounds like the right one (昆伦万维). An alias that is a mere spelling variant is for looking up facts, not
for print. Names that differ in a number are different names. Exceptions: addresses, tickers, file names, bound
text, lower-case words of an English phrase, and what ``compatibility-character`` says.

PASS::

    text: ChatGPT用户数持续处于高位。

FAIL::

    text: Chatgpt用户数持续处于高位。
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from yanbao.diagnostics import Level
from yanbao.model.manuscript import Manuscript
from yanbao.review.findings import Finding, on
from yanbao.review.reading.known_names import known_names
from yanbao.review.reading.latin import uncoded
from yanbao.review.reading.spellings import misheard, speller_of
from yanbao.rules import define

RULE = define("name-spelling", __doc__, "review", Level.WARNING)


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A warning at each name that is written in another way; a hint where another word may be meant."""
    names = known_names(manuscript.project)
    speller, passages = speller_of(names), tuple(manuscript.passages)
    for passage in passages:
        for variant in speller.variants(uncoded(passage.text)):
            start, end = variant.start, variant.end
            written = passage.text[start:end]
            if passage.is_typed(start, end) and _normal(written) != _normal(variant.right):
                message = f"'{written}' is '{variant.right}' in {variant.name.place}"
                yield on(passage, start, end, message, f"write '{variant.right}'", mend=variant.right)
    for passage, wrong in misheard(passages, names):
        if passage.is_typed(wrong.start, wrong.end):
            written, right = passage.text[wrong.start : wrong.end], wrong.name.text
            message = f"'{written}' sounds like '{right}', which is in {wrong.name.place}"
            level = None if wrong.is_certain else Level.HINT
            yield on(passage, wrong.start, wrong.end, message, f"if that is meant, write '{right}'", level)


def _normal(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
