"""Characters are the normal ones, not look-alikes or invisible ones.

Text copied from a PDF brings radicals (⾯ for 面), ligatures (ﬁ) and compatibility ideographs; text from the web
brings no-break and zero-width spaces. They look right, and are not found by search, screen readers or the other
rules. Signs that are common in print are ignored: ℃, ㎡, ①, Ⅱ, ². What is wrong in a name of the ledger is reported
there.

PASS::

    text: 相较GPT-3.5已经实现全面超越

FAIL::

    text: 相较GPT-3.5已经实现全⾯超越
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from yanbao.diagnostics import Level
from yanbao.model.ledger import Entity
from yanbao.model.manuscript import Manuscript, Passage
from yanbao.review.findings import Finding, at, on
from yanbao.review.reading.marks import distinct
from yanbao.rules import define

RULE = define("compatibility-character", __doc__, "review", Level.WARNING)

_INVISIBLE = "\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe0e\ufe0f"
_SPACES = "\u00a0\u2000-\u200a\u202f\u205f"
_LOOKALIKES = (
    "\u2e80-\u2fdf"  # radicals
    "\uf900-\ufa0d\ufa10\ufa12\ufa15-\ufa1e\ufa20\ufa22\ufa25\ufa26\ufa2a-\ufaff"  # the gaps are no duplicates
    "\U0002f800-\U0002fa1f"
    "\ufb00-\ufb06"  # ligatures
    "\ufe30-\ufe4f\ufe50-\ufe6f"  # vertical and small marks
    "\uff61-\uff9f"  # half-width marks and kana
    "\U0001d400-\U0001d7ff"  # letters of formulas
)
_LATIN = re.compile("[A-Za-z0-9]{2}")
_ODD = re.compile(f"[{_INVISIBLE}]+|[{_SPACES}]+|[{_LOOKALIKES}]+")

# Simplified radicals, to which Unicode gives no equivalent.
_RADICALS = dict(
    zip(
        "⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰",
        "民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙",
        strict=True,
    )
)


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A warning at each run of such characters."""
    entities: dict[str, Entity] = {}
    for passage in distinct(manuscript):
        for match in _ODD.finditer(passage.text):
            span = passage.span(match.start())
            named = [manuscript.project.ledger.find(path) for path in span.paths] if span else []
            found = [entity for entity in named if isinstance(entity, Entity) and _ODD.search(entity.name)]
            entities.update((entity.path, entity) for entity in found)
            if not found and not _is_emoji(passage, match):
                message, remedy, mend = _said(match[0])
                beside = passage.text[match.start() - 1 : match.start()] + passage.text[match.end() : match.end() + 1]
                if mend == "" and unicodedata.category(match[0][0]) == "Zs" and _LATIN.fullmatch(beside):
                    mend = " "
                yield on(passage, match.start(), match.end(), message, remedy, mend=mend)
    for entity in entities.values():
        if odd := _ODD.search(entity.name):
            yield at(entity.name, *_said(odd[0])[:2])


def _is_emoji(passage: Passage, match: re.Match[str]) -> bool:
    """Whether an invisible character belongs to a pictograph."""
    before = passage.text[match.start() - 1 : match.start()]
    return match[0] in {"\u200d", "\ufe0e", "\ufe0f"} and before != "" and unicodedata.category(before) == "So"


def _said(run: str) -> tuple[str, str, str | None]:
    """What is odd about characters, what to do, and what they should be; None if nobody knows."""
    code = f"U+{ord(run[0]):04X}"
    if unicodedata.category(run[0]) == "Zs":
        return f"a special space ({code})", "delete it, or type a plain space between Latin words", ""
    if re.match(f"[{_INVISIBLE}]", run):
        return f"an invisible character ({code})", "delete it", ""
    normal = unicodedata.normalize("NFKC", "".join(_RADICALS.get(character, character) for character in run))
    message = f"'{run}' ({code}) is not the normal character"
    if normal == run:
        return message, "type it anew", None
    codes = " ".join(f"U+{ord(character):04X}" for character in normal)
    return message, f"write {normal} ({codes})", normal
