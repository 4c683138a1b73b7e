"""Every stock in a list of recommended stocks has a ticker in the project, if the others have one.

Most often the name is misspelt (掌趣技科 for 掌趣科技), which no spelling checker sees; or a table lacks a stock that
the text recommends. It is a warning if the name is a slip of the keyboard for one that is known, and a hint
otherwise. Read are enumerations of which at least three names, and most of them, have a ticker in a table, in the
ledger or in the text. Exceptions: names of other entities of the ledger, and what sounds like a known name
(昆伦万维), which name-spelling reports.

PASS::

    text: 建议关注恺英网络、三七互娱、掌趣科技、巨人网络等标的。

FAIL::

    text: 建议关注恺英网络、三七互娱、掌趣技科、巨人网络等标的。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanbao.chinese import HAN
from yanbao.diagnostics import Level
from yanbao.model.manuscript import Manuscript
from yanbao.review.findings import Finding, on
from yanbao.review.reading.enumerations import Enumeration, Item, enumerations
from yanbao.review.reading.sounds import homophones
from yanbao.review.reading.stock_lists import StockList, known_lists
from yanbao.review.reading.stock_register import Register, is_same, is_slip, one_off, register, written
from yanbao.rules import define

RULE = define("unlisted-stock", __doc__, "review", Level.WARNING)

_KNOWN = 3
_UNKNOWN = 2
"""Names with and without a ticker in an enumeration: at least, and at most."""

_NAME = re.compile(rf"[{HAN}]{{3,5}}")
_NO_NAME = re.compile(
    "行业|板块|龙头|产业|领域|公司|企业|集团|厂商|概念|方向|标的|个股|业务|市场|ETF|指数|[的和与及等了]"
)
_NOT_LISTED = re.compile(r"[（(][^（()）]*(未上市|拟上市|非上市|IPO|港股|美股)")


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding at each name that has no ticker in an enumeration of stocks that have."""
    known = register(manuscript)
    noted = [item.words for passage in manuscript.passages for item in written(passage)]
    others = manuscript.project.ledger.names
    for found in known_lists(manuscript, known):
        if not found.recommends:
            continue
        for enumeration in enumerations(found.passage.text):
            if found.start <= enumeration.items[0].start < found.end:
                for item in _unlisted(enumeration, found, known):
                    if item.text not in others and not any(words.endswith(item.text) for words in noted):
                        yield _finding(item, found, known)


def _unlisted(enumeration: Enumeration, found: StockList, known: Register) -> list[Item]:
    """The names without ticker, if there are few of them."""
    text = found.passage.text
    forms = [enumeration.first[-1], *enumeration.items[1:-1], *_last(enumeration)]
    has_ticker = [form for form in forms if known.pattern.search(form.text)]
    unknown = [
        form
        for form in forms
        if form not in has_ticker
        and _NAME.fullmatch(form.text)
        and not _NO_NAME.search(form.text)
        and not _NOT_LISTED.match(text, form.end)
        and found.passage.is_typed(form.start, form.end)
        and not any(is_same(form.text, name) or homophones(form.text, name) for name in known.by_name)
    ]
    is_few = len(unknown) <= min(_UNKNOWN, len(has_ticker) // 2)
    return unknown if len(has_ticker) >= _KNOWN and is_few else []


def _last(enumeration: Enumeration) -> tuple[Item, ...]:
    """The last item without what follows; two, if 和 joins it to another."""
    forms = enumeration.last
    return forms[-2:] if len(forms) > 2 else forms[-1:]


def _finding(item: Item, found: StockList, known: Register) -> Finding:
    inside = {member.name for member in found.members}
    meant = one_off(item.text, (name for name in known.by_name if name not in inside))
    message = f"no table and no entity has a ticker for '{item.text}', as they have for the other stocks of this list"
    remedy = f"did you mean '{meant}'?" if meant else "look the name up, or add the stock to a table"
    level = None if meant and is_slip(item.text, meant) else Level.HINT
    return on(found.passage, item.start, item.end, message, remedy, level)
