"""Captions and source lines that were typed as prose."""

from __future__ import annotations

import pytest

from tests.review import found, prose
from tests.review.rules.figures import image, page
from yanbao.diagnostics import Level
from yanbao.review.rules.figures import loose_caption


@pytest.mark.parametrize(
    ("text", "marked", "level"),
    [
        ("资料来源：Wind，示例证券研究所整理", "资料来源：Wind，示例证券研究所整理", None),
        ("数据来源: Bloomberg", "数据来源: Bloomberg", None),
        ("来源：公司公告", "来源：公司公告", None),
        ("Source: Company data", "Source: Company data", None),
        ("机会明确 资料来源：Wind", "资料来源：Wind", None),
        ("资料来源：Wind 资料来源：公司公告", "资料来源：Wind 资料来源：公司公告", None),
        ("空间打开资料来源：Wind，整理资料来源：榜单", "资料来源：Wind，整理资料来源：榜单", None),
        ("（资料来源：公司年报）", "资料来源：公司年报）", Level.HINT),
        ("本报告信息来源：合规渠道", "信息来源：合规渠道", Level.HINT),
        ("- 数据来源：Wind", "数据来源：Wind", Level.HINT),
        ("数据来源：如无说明均为公司公告。", "数据来源：如无说明均为公司公告。", Level.HINT),
        ("图：月度访问量", "图：月度访问量", None),
        ("图1：净息差走势", "图1：净息差走势", None),
        ("图 12：净息差走势（%）", "图 12：净息差走势（%）", None),
        ("图表3：产业链", "图表3：产业链", None),
        ("表 2-1：可比公司估值", "表 2-1：可比公司估值", None),
        ("表一：可比公司估值", "表一：可比公司估值", None),
        ("图1 上证指数走势", "图1 上证指数走势", None),
        ("图表3. 新能源乘用车渗透率", "图表3. 新能源乘用车渗透率", None),
        ("Figure 3: Revenue", "Figure 3: Revenue", None),
        ("### 图：月度访问量", "图：月度访问量", None),
    ],
)
def test_loose(text: str, marked: str, level: Level | None) -> None:
    (finding,) = found(loose_caption, prose(text))
    assert (finding.text, finding.level) == (marked, level)


@pytest.mark.parametrize(
    "text",
    [
        "图1显示，净息差企稳。",
        "图1 显示净息差企稳",
        "图1、图2",
        "图1、表2见附录",
        "图1 和图2的口径不同",
        "如图1：可见净息差企稳。",
        "资金来源：自有资金与银行贷款。",
        "收入来源：订阅与广告。",
        "数据来源于公开渠道。",
        "利润的主要来源：息差与中收。",
        "收入增长20%（资料来源：公司年报），份额32%（数据来源：Wind）。",
        "图1：见附录。",
        "图神经网络：应用广泛。",
        "表观消费量：同比增长5%。",
        "表1 中列出的公司",
        "图10-12分别列示",
        "注：数据截至2024年4月26日，来源：Wind",
        "图像生成：质量提升。",
        "地图：高精度。",
        "代表：贵州茅台。",
        "表示：看好。",
        "表内业务：贷款。",
        "图灵测试：通过。",
        "图书：销量回升",
        "代码`image: 1`与https://example.com/source:1",
        "2024年一季度，表1所列公司营收增长10%-15%。",
    ],
)
def test_not_loose(text: str) -> None:
    assert not found(loose_caption, prose(text))


def test_a_reference_is_no_caption() -> None:
    text = '- text: "{{ ref(\\"logo\\") }}：净息差走势"'
    assert not found(loose_caption, page(f"{image('标志', 'source: google, id: logo')}\n{text}"))


@pytest.mark.parametrize("key", ["note", "unit"])
def test_a_source_line_typed_into_a_figure(key: str) -> None:
    (finding,) = found(loose_caption, page(image("标志", f"{key}: 资料来源：谷歌")))
    assert finding.text == "资料来源：谷歌"
    assert not found(loose_caption, page(image("标志", f"{key}: 口径为自然年")))
