"""Source lines: 资料来源：Wind，国信证券经济研究所整理，数据截至2024年4月26日."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from yanbao import formatting
from yanbao.model.html import Html
from yanbao.model.ledger import Source
from yanbao.model.messages import Messages


def source_line(
    ids: Iterable[str], registry: Mapping[str, Source], messages: Messages, institution: str, as_of: str = ""
) -> Html:
    """The source line of a figure: each publisher once, in order, the compiler, and the date of the data if given.

    Empty without sources.
    """
    publishers = list(dict.fromkeys(registry[name].publisher for name in ids if name in registry))
    if not publishers:
        return ""
    others = [publisher for publisher in publishers if publisher != institution]
    line = messages.source + messages.list_separator.join(others or publishers)
    line += messages.compiled_by.format(institution=institution) if others else ""
    if as_of:
        line += messages.data_as_of.format(date=formatting.period(as_of, (messages.year, messages.month, messages.day)))
    return escape(line)
