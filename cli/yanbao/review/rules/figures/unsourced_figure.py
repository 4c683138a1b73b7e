"""Every figure names its source.

A figure without a source line must not be published. A picture needs a ``source``; charts and tables have that of
their data, but facts of the ledger may have none. A picture of one's own names the institute. What is typed into the
note as 资料来源：… is left to loose-caption.

Where a source is named but does not go with all that is shown, a person should look: columns whose own sources the
figure's ``source`` leaves out, events that come from elsewhere than the line they stand on, or prices of securities
together with users or visits under one source.

PASS::

    image: {title: 产品界面, file: pictures/chat.png, alt: 对话界面, source: openai}

FAIL::

    image: {title: 产品界面, file: pictures/chat.png, alt: 对话界面}
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from yanbao.diagnostics import Level
from yanbao.model.charts import DataChart
from yanbao.model.ledger import Source, SourceKind
from yanbao.model.manuscript import FigureText, Manuscript, Role
from yanbao.review.findings import Finding, on
from yanbao.review.reading.captions import SOURCE_LINE
from yanbao.review.reading.columns import numeric
from yanbao.rules import define

RULE = define("unsourced-figure", __doc__, "review")

_SECURITIES = re.compile(
    r"申万|中信[一二三]级|沪深\s?300|中证|上证|深证|创业板|科创|恒生|标普|纳斯达克|道琼斯|(?:Wind|万得|板块|行业)[^，]{0,8}指数"
    r"|股价|收盘价|涨跌幅|市盈率|市净率|总?市值"
)
_AUDIENCE = re.compile(r"日活|月活|活跃用户|用户数|用户规模|用户合计|访问量|下载量|播放量|在线人数|\b(?:MAU|DAU|WAU)\b")
"""What data vendors of securities markets take from others: users and visits."""


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """An error at a figure without a source, a hint at one whose sources do not go with all that it shows."""
    registry = manuscript.project.ledger.sources
    for figure in manuscript.figures:
        caption = figure.caption
        if message := _missing(figure) or _partial(figure, registry):
            text, remedy, level = message
            yield on(caption, 0, len(caption.text), text, remedy, level)


_Message = tuple[str, str, Level | None]


def _missing(figure: FigureText) -> _Message | None:
    if figure.sources or any(p.role in (Role.NOTE, Role.UNIT) and SOURCE_LINE.search(p.text) for p in figure.passages):
        return None
    remedy = "add 'source' with an id of content/ledger/sources.yaml"
    if figure.kind != "image":
        remedy += ", here or at the facts shown"
    return f"{figure.label} '{figure.caption.text}' names no source", remedy, None


def _partial(figure: FigureText, registry: Mapping[str, Source]) -> _Message | None:
    named = _publishers(figure.sources, registry)
    own = {name for name, source in registry.items() if source.kind is SourceKind.OWN}
    if not named or own.intersection(figure.sources):
        return None  # an unknown source, or the institute's own work from whatever it used
    if missing := _unnamed_series(figure, named, registry) or _unnamed_others(figure, named, registry):
        return missing
    text = " ".join(p.text for p in figure.passages if p.role in (Role.CAPTION, Role.UNIT, Role.LABEL, Role.HEADER))
    securities, audience = _SECURITIES.search(text), _AUDIENCE.search(text)
    if len(named) == 1 and securities and audience:
        both = f"{figure.label} shows both '{securities[0]}' and '{audience[0]}'"
        message = f"{both}, and names '{named[0]}' alone as its source"
        return message, "name the sources of both", Level.HINT
    return None


def _unnamed_series(figure: FigureText, named: list[str], registry: Mapping[str, Source]) -> _Message | None:
    """Some of the columns' own sources are named, others not."""
    for dataset, column in numeric(figure):
        own = _publishers(dataset.spec.columns[column].source, registry)
        others = [dataset.sources([other]) for _, other in numeric(figure)]
        is_mixed = any(set(named) & set(_publishers(sources, registry)) for sources in others)
        if own and is_mixed and not set(own) & set(named):
            left_out = f"'{own[0]}', where '{dataset.label(column)}' comes from"
            message = f"the source line of {figure.label} leaves out {left_out}"
            return message, "leave out 'source', so that the sources of the columns are named", Level.HINT
    return None


def _unnamed_others(figure: FigureText, named: list[str], registry: Mapping[str, Source]) -> _Message | None:
    """What comes from another dataset than the figure's own: events, benchmarks."""
    spec, others = figure.spec, figure.datasets[1:]
    for one, dataset in zip(spec.foreign if isinstance(spec, DataChart) else (), others, strict=False):
        ids = dataset.sources(one.measures)
        origins = _publishers(ids, registry)
        if origins and not set(origins) & set(named):
            message = f"the source line of {figure.label} leaves out '{origins[0]}', where {one.told} from"
            return message, f"add '{ids[0]}' to 'source'", Level.HINT
    return None


def _publishers(ids: Iterable[str], registry: Mapping[str, Source]) -> list[str]:
    return list(dict.fromkeys(registry[name].publisher for name in ids if name in registry))
