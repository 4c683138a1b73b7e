"""Placeholders that were left in the text."""

from __future__ import annotations

import pytest

from tests.review import found, prose, read, underlined
from yanbao.diagnostics import Level
from yanbao.review.rules.words import unfinished_text


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("收入同比增长XX%", "XX"),
        ("收入xx亿元", "xx"),
        ("收入××万元", "××"),
        ("毛利率X.X%", "X.X"),
        ("20XX年收入", "XX"),
        ("见图X，收入增长", "见图X"),
        ("详见第X页", "第X页"),
        ("截至YYYY年MM月", "YYYY年MM"),
        ("收入【】亿元", "【】"),
        ("收入[●]亿元", "[●]"),
        ("良率约[ ]%", "[ ]"),
        ("库存约__万吨", "__"),
        ("库存约●万吨", "●"),
        ("增速为?%", "?"),
        ("收入12亿元【待核实】", "【待核实】"),
        ("收入12亿元[数据待更新]", "[数据待更新]"),
        ("走势如下：[图]", "[图]"),
        ("收入为____亿元", "____"),
        ("此处插入图片", "此处插入"),
        ("单击此处添加标题", "单击此处添加"),
        ("Lorem ipsum dolor sit amet", "Lorem ipsum"),
        ("市盈率为#DIV/0!倍", "#DIV/0!"),
        ("见错误!未找到引用源。", "错误!未找到引用源"),
        ("同比增长nan%", "nan"),
        ("待补充", "待补充"),
        ("……", "……"),
    ],
)
def test_placeholders(text: str, mark: str) -> None:
    assert [(f.text, f.level) for f in found(unfinished_text, prose(text))] == [(mark, None)]


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("TODO：补上来源", "TODO"),
        ("收入12亿元（待核实）", "（待核实）"),
        ("收入12亿元（请更新数据）", "（请更新数据）"),
        ("此段数据待核实，后续更新。", "此段数据待核实"),
        ("收入12亿元（？）", "（？）"),
        ("收入12亿元？？？", "？？？"),
        ("合作方为XXX", "XXX"),
        ("合作方为XX公司", "XX"),
        ("发布时间TBD", "TBD"),
    ],
)
def test_suspects(text: str, mark: str) -> None:
    assert [(f.text, f.level) for f in found(unfinished_text, prose(text))] == [(mark, Level.WARNING)]


@pytest.mark.parametrize(
    "text",
    [
        "时间待定，效果有待确认，仍待核实；待补充流动资金；（价格待定）；（需股东大会确认）；（尚待股东大会审议）",
        "Xbox、XXL、8xx系列、XX世纪、iPhone X、X光、第X代、Model X、Max、Xeon、xx",
        "每提价x%，毛利率提升y%；增长10×10倍；2x、10X、3X产能",
        "《XXX》、“XXX”、https://example.com/xxx/xx.html、xxx.com",
        "真的吗？对吗?！为什么？",
        "【国信传媒】、[1]、[2024]、【图5】、[注]、【重点推荐】、a[i]、list[]、- [ ] 事项",
        "snake_case、__init__、a_b",
        "见图5、如图所示、第5页、见表1；此处不再赘述；点击率、请输入法厂商",
        "None、null值、NaN、Notebook、OK",
        "本页为示例文字，发布前应替换为正式文本；占位符技术、略有增长、测试、验证",
        "此处加仓、此处补充说明；用户请输入文字即可生成图片；点击添加图片",
        "沿图X轴、见图X轴、向量[x]的长度、list[]的用法",
        "他说……市场会好转",
        "●万科领涨",
        "为什么涨？万亿元市场",
    ],
)
def test_silence(text: str) -> None:
    assert underlined(unfinished_text, prose(text)) == []


def test_tables_may_say_that_it_is_to_be_decided() -> None:
    dataset = """
        games:
          source: wind
          as_of: 2024-04
          columns: {name: text, launch: text}
          rows: [[星穹, TBD], [幻塔, 略], [异环, 20XX年]]
    """
    section = (
        "section: 章\npages: [{title: 页, blocks: [{table: {title: 表内, data: games, columns: [name, launch]}}]}]"
    )
    assert underlined(unfinished_text, read(section, {"content/ledger/games.yaml": dataset})) == ["XX"]


def test_what_is_bound_is_mended_in_the_ledger() -> None:
    ledger = {"content/ledger/models.yaml": "kimi: {name: Kimi, source: wind, as_of: 2024-03, growth: XX%}"}
    assert underlined(unfinished_text, prose("增长{{ models.kimi.growth }}", ledger)) == []


def test_titles() -> None:
    manuscript = read("section: 标题\npages: [{title: 待补充, blocks: [{text: 好}]}]")
    assert underlined(unfinished_text, manuscript) == ["标题", "待补充"]
