"""Names in lists of stocks that have no ticker."""

from __future__ import annotations

import pytest

from tests.review import found, underlined
from tests.review.rules.stocks import pages
from yanbao.diagnostics import Level
from yanbao.review.rules.stocks import unlisted_stock


@pytest.mark.parametrize(
    ("text", "mark", "remedy", "level"),
    [
        ("建议关注恺英网络、三七互娱、掌趣技科、巨人网络等标的。", "掌趣技科", "did you mean '掌趣科技'?", None),
        ("建议关注昆万仑维、恺英网络、三七互娱、巨人网络。", "昆万仑维", "did you mean '昆仑万维'?", None),
        ("建议关注恺英网络、三七互娱、巨人网络和昆万仑维等。", "昆万仑维", "did you mean '昆仑万维'?", None),
        ("相关标的：恺英网络、三七互娱、巨人网络、昆仑维。", "昆仑维", "did you mean '昆仑万维'?", None),
        ("推荐恺英网络、三七互娱、巨人网络、掌趣技科。", "掌趣技科", "did you mean '掌趣科技'?", None),
        ("推荐恺英网络、三七互娱、巨人网络、浙商银行。", "浙商银行", "did you mean '招商银行'?", Level.HINT),
        (
            "推荐恺英网络、三七互娱、巨人网络、视觉中国。",
            "视觉中国",
            "look the name up, or add the stock to a table",
            Level.HINT,
        ),
    ],
)
def test_names_without_ticker(text: str, mark: str, remedy: str, level: Level | None) -> None:
    (finding,) = found(unlisted_stock, pages(text))
    assert (finding.text, finding.help, finding.level) == (mark, remedy, level)


@pytest.mark.parametrize(
    "text",
    [
        "建议关注恺英网络、三七互娱、昆仑万维、巨人网络等标的。",
        "建议关注恺英网络、三七互娱、昆伦万维、巨人网络等标的。",  # name-spelling has it
        "建议关注恺英网络、三七互娱、视觉中国、分众传媒。",
        "建议关注恺英网络、三七互娱、巨人网络、视觉中国（000681.SZ）。",
        "建议关注恺英网络、三七互娱、巨人网络、米哈游（未上市）。",
        "建议关注恺英网络、三七互娱、巨人网络、游戏板块、AI应用。",
        "建议关注恺英、三七互娱、巨人网络、掌趣科技、汤姆猫。",
        "恺英网络、三七互娱、巨人网络、视觉中国发布年报。",
        "建议关注视觉中国、分众传媒、万达电影、恺英网络。",
        "建议关注恺英网络、三七互娱、巨人网络等游戏龙头。",
        "推荐恺英网络、三七互娱、巨人网络，及昆仑万维的天工、Linky、视频等产品。",
    ],
)
def test_others(text: str) -> None:
    assert underlined(unlisted_stock, pages(text)) == []
