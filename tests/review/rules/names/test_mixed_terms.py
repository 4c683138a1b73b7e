"""One thing under several names."""

from __future__ import annotations

import pytest

from tests.review import found, prose, read, underlined
from tests.review.rules.names import LEDGER
from yanbao.diagnostics import Level
from yanbao.review.rules.names import mixed_terms


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        # names
        ("谷歌上线Gemini 1.5，Google随后开放，Google亦然。", ["Google"]),
        ("Google上线Gemini 1.5，谷歌随后开放。", ["Google"]),
        ("Gemini 1.5上线，双子模型领先。", ["双子"]),
        ("商汤发布新模型，商汤科技表示。", ["商汤科技"]),
        ("天工搜索上线，天工AI搜索增长。", ["天工搜索"]),
        ("特斯拉交付增长，Tesla下调价格。", ["Tesla"]),
        # terms
        ("上下文窗口为8K，上下文窗口扩展，语境窗口增长。", ["语境窗口"]),
        ("其他费用、其它收入、其他收益。", ["其它"]),
        ("成份股调整，成分股，成分股。", ["成份股"]),
        # one character of the same sound
        ("为代表的新势力，新势力崛起，新实力Kimi。", ["新实力"]),
        ("新势力与新实力。", ["新实力"]),
        ("情景学习、情境学习与情境学习。", ["情景学习"]),
        ("渗透率提升，渗透率提升，渗透律提升。", ["渗透律提升"]),
        ("存款准备金率、存款准备金率、存款准备金律。", ["存款准备金律"]),
        ("光刻胶国产化，光客胶放量，光刻胶。", ["光客胶"]),
    ],
)
def test_other_names(text: str, marks: list[str]) -> None:
    assert underlined(mixed_terms, prose(text, LEDGER)) == marks


@pytest.mark.parametrize(
    "text",
    [
        "谷歌上线Gemini 1.5。",
        "Google上线Gemini 1.5，Google随后开放。",
        # introduced
        "谷歌（Google）上线，Google随后开放，谷歌亦然。",
        "Google（谷歌）上线，Google随后开放，谷歌亦然。",
        "谷歌上线，谷歌/Google随后开放，Google亦然。",
        "商汤集团科技（以下简称“商汤”）与商汤科技（以下简称“商汤”）。",
        "商汤科技发布，商汤表示，光大银行网点多，光行亦然。",
        "宁德时代新能源科技股份有限公司成立，宁德时代表示。",
        "特斯拉（Tesla）交付，Tesla下调。",
        # part of something else
        "谷歌开放Google Cloud、Google Play、Google地图。",
        "谷歌表示，见《Google的搜索业务》与“Google is great”。",
        "谷歌开放，见https://google.com/Google。",
        "英特尔发布，powered by Intel。",
        # other spellings are another rule's
        "Character.AI与Characeter AI，ChatGPT与Chatgpt。",
        # words of their own
        "卖方市场与买方市场，行业受益与行业收益，经济形势与经济形式。",
        "尤其它们与其他，团山西与团陕西，在实际与在世纪。",
        "昆仑万维与昆伦万维。",
        "第三季度与第三级别，公司募集与公私募集。",
    ],
)
def test_silence(text: str) -> None:
    assert underlined(mixed_terms, prose(text, LEDGER)) == []


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("谷歌上线，Google开放。", None),
        ("商汤发布，商汤科技表示。", Level.HINT),
        ("特斯拉交付，Tesla下调。", Level.HINT),
        ("上下文窗口与语境窗口。", Level.HINT),
        ("新势力，新实力。", Level.HINT),
    ],
)
def test_only_names_that_the_ledger_knows_are_warned_of(text: str, level: Level | None) -> None:
    assert [finding.level for finding in found(mixed_terms, prose(text, LEDGER))] == [level]


def test_bare_cells_are_names_as_the_source_has_them() -> None:
    ledger = LEDGER | {
        "content/ledger/ranking.yaml": """
ranking:
  source: wind
  as_of: 2024-04-26
  columns: {company: {type: text, label: 公司}, event: {type: text, label: 事件}}
  rows: [[Google, Google发布新模型]]
"""
    }
    section = """
section: 章
pages:
  - title: 谷歌
    blocks: [{table: {title: 排名, data: ranking, columns: [company, event]}}]
"""
    (finding,) = found(mixed_terms, read(section, ledger))
    assert (finding.mark.file, finding.mark.column) == ("content/ledger/ranking.yaml", 19)


def test_bound_names_count_but_are_not_reported() -> None:
    assert underlined(mixed_terms, prose("{{ companies.google }}上线，Google开放。", LEDGER)) == ["Google"]
    ledger = LEDGER | {"content/ledger/more.yaml": "gemini_2: {name: Gemini 2, vendor: Google}"}
    assert underlined(mixed_terms, prose("谷歌上线，{{ more.gemini_2.vendor }}开放。", ledger)) == []


def test_the_message_says_how_often_and_where() -> None:
    (finding,) = found(mixed_terms, prose("谷歌上线，Google开放，Google亦然。", LEDGER))
    assert finding.message == "'Google' (in 2 places) is '谷歌' elsewhere, first at content/demo/section.yaml:6"
    assert finding.help == "write '谷歌' throughout, or introduce the other name: 谷歌（Google）"
