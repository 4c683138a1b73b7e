"""What stands twice in one list."""

from __future__ import annotations

import pytest

from tests.review import prose, read, underlined
from tests.review.rules.stocks import COVERAGE, pages
from yanbao.review.rules.stocks import repeated_item

COMPANIES = {"content/ledger/companies.yaml": "kimi: {name: Kimi, users: 3}\nsuno: {name: Suno, users: 5}\n"}


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("建议关注恺英网络、盛天网络、紫天科技、巨人网络、盛天网络、蓝色光标等标的。", ["盛天网络"]),
        ("建议关注恺英网络、盛天网络、恺英网络。", ["恺英网络"]),
        ("相关标的：恺英网络、盛天网络、恺英网络等。", ["恺英网络"]),
        ("主要在北京、上海、北京三地。", ["北京"]),
        ("主要在北京、上海、广州和北京。", ["北京"]),
        ("覆盖东南亚、中东、拉美以及东南亚。", ["东南亚"]),
        ("受益于芯片、服务器、光模块、芯片、液冷。", ["芯片"]),
        ("推荐恺英网络（002517.SZ）、盛天网络（300494）、恺英网络（002517.SZ）。", ["恺英网络"]),
        ("产品有《原神》、《崩坏》、《原神》。", ["《原神》"]),
        ("模型（GPT-4、Claude 3、GPT-4）领先。", ["GPT-4"]),
        ("龙头（北京、上海）、弹性（上海、北京、上海）。", ["上海"]),
        ("受益：服务器、光模块、服务器和液冷等。", ["服务器"]),
        ("推荐：中国平安、招商银行、宁波银行、中国平安；", ["中国平安"]),
    ],
)
def test_what_stands_twice(text: str, marks: list[str]) -> None:
    assert underlined(repeated_item, prose(text)) == marks


@pytest.mark.parametrize(
    "text",
    [
        "研发、销售、研发费用均有上升。",
        "一、监管风险；二、经营风险；三、其他。",
        "在北京、上海，以及深圳、北京设有工厂。",
        "北京、上海；上海、北京。",
        "毛利率为10%、12%、10%。",
        "收入分别为10亿元、12亿元、10亿元，毛利率均为30%、30%。",
        "评级分别为买入、增持、买入。",
        "给予三家公司“买入”、“增持”、“买入”评级。",
        "2022至2024年的销量冠军依次为特斯拉、比亚迪、特斯拉。",
        "电力设备、通信设备、设备租赁。",
        "国有银行、股份行、银行理财。",
        "北京的仓库、门店、上海的仓库、门店。",
        "包括手机：屏幕、电池，汽车：屏幕、电池。",
        "银行、非银、银行ETF。",
        "自由现金流、现金流折现。",
        "品牌、渠道、产品和渠道下沉。",
        "建议关注中国平安、平安银行、中国中免、中国中车。",
        "（一）、（二）、（一）均可。",
        "GPT-4、GPT-4V、GPT-4o均已上线。",
        "访问https://a.cn/甲、乙、丙。",
        "24Q1、24Q2、24Q1同比。",
        "PMI、PPI、CPI、PMI新订单。",
        "恒瑞医药、迈瑞医疗、药明康德、爱尔眼科等。",
        "上半年国内增长、海外下跌、增长、下跌。",
        "华为、小米、华为云、小米汽车。",
        "供给、需求、供给与需求的错配。",
        "新能源车、储能、新能源车与储能的联动。",
        "原油、天然气、原油的库存；A股、港股、A股相关产品。",
        "资产端、负债端、资产质量；存款、贷款、存款利率、贷款利率。",
    ],
)
def test_what_does_not(text: str) -> None:
    assert underlined(repeated_item, prose(text)) == []


def _table(rows: str, columns: str = "code: ticker, name: text, ytd: percent") -> list[str]:
    stocks = (
        f"gainers:\n  source: wind\n  as_of: 2024-04-26\n  columns: {{{columns}}}\n"
        f"  rows:\n{''.join(f'    - [{row}]' + chr(10) for row in rows.split(';'))}"
    )
    section = (
        "section: 章\npages:\n  - title: 页\n    blocks:\n      - table: {title: 表, data: gainers, columns: [code]}\n"
    )
    return underlined(repeated_item, read(section, {"content/ledger/stocks.yaml": stocks}))


def test_rows_of_one_ticker() -> None:
    row, other = "600088.SH, 中视传媒, 5%", "300133.SZ, 华策影视, 3%"
    assert _table(f"{row};{other};600088.SH, 中视传媒, 6%") == ["600088.SH"]
    assert _table(f"{row};{other}") == []
    assert _table(f"{row};600088.SH, 中南传媒, 5%") == []  # stock-name


def test_rows_of_one_ticker_about_different_things() -> None:
    columns = "code: ticker, name: text, {}, ytd: percent"
    rows = "600088.SH, 中视传媒, {}, 5%;600088.SH, 中视传媒, {}, 6%"
    assert _table(rows.format("2023-12", "2024-03"), columns.format("month: month")) == []
    assert _table(rows.format("影视", "广告"), columns.format("theme: text")) == []
    assert _table(rows.format("2023", "2024"), columns.format("year: number")) == []
    assert _table(rows.format("2024", "2024"), columns.format("year: number")) == ["600088.SH"]


def test_lists_in_the_cells_of_a_table() -> None:
    assert _table("600088.SH, 电视、电影、电视, 5%", "code: ticker, work: text, ytd: percent") == []
    table = "table: {title: 表, data: d, columns: [theme, stocks]}"
    section = f"section: 章\npages:\n  - title: 页\n    blocks:\n      - {table}\n"
    dataset = (
        "d:\n  source: wind\n  as_of: 2024-04-26\n  columns: {theme: text, stocks: text}\n"
        "  rows: [[游戏, 恺英网络、三七互娱、恺英网络]]\n"
    )
    assert underlined(repeated_item, read(section, {"content/ledger/stocks.yaml": dataset})) == ["恺英网络"]


def test_an_entity_compared_with_itself() -> None:
    section = (
        "section: 章\npages:\n  - title: 页\n    blocks:\n"
        "      - chart: {type: facts, title: 用户, entities: [companies.kimi, companies.suno], fact: users}\n"
    )
    assert underlined(repeated_item, read(section, COMPANIES)) == []
    twice = section.replace("suno]", "suno, companies.kimi]")
    assert underlined(repeated_item, read(twice, COMPANIES)) == ["companies.kimi"]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("推荐恺英网络，三七互娱，恺英网络等标的。", ["恺英网络"]),
        ("推荐恺英网络/三七互娱/恺英网络。", ["恺英网络"]),
        ("我们选取恺英网络（002517.SZ）、三七互娱、恺英网络（002517.SZ）。", ["恺英网络"]),
        ("恺英网络上涨2%，三七互娱下跌，恺英网络换手居前。", []),
        ("推荐恺英网络、三七互娱，恺英网络弹性更大。", []),
    ],
)
def test_known_stocks(text: str, marks: list[str]) -> None:
    assert underlined(repeated_item, pages(text)) == marks


@pytest.mark.parametrize(("third", "marks"), [("恺英网络", ["恺英网络"]), ("同比", []), ("三七互娱", [])])
def test_rows_of_one_name(third: str, marks: list[str]) -> None:
    data = "sales:\n  source: wind\n  as_of: 2024-04\n  columns: {company: text, units: number}\n  rows:\n"
    data += "".join(f"    - [{name}, 5]\n" for name in ("恺英网络", "同比", third))
    section = (
        "section: 章\npages: [{title: 页, blocks: [{table: {title: 表, data: sales, columns: [company, units]}}]}]"
    )
    assert underlined(repeated_item, read(section, COVERAGE | {"content/ledger/sales.yaml": data})) == marks
