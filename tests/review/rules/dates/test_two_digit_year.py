"""Years of two digits."""

from __future__ import annotations

import pytest

from tests.review import found, prose, read, underlined
from yanbao.diagnostics import Level
from yanbao.review.rules.dates import two_digit_year


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("OpenAI在23年发布GPT-4 Turbo。", ["23年"]),
        ("公司于22年完成并购。", ["22年"]),
        ("解锁条件是到26年收入翻番。", ["26年"]),
        ("收入较23年增长40%。", ["23年"]),
        ("工龄达到25年的员工。", []),
        ("23年报显示，公司现金充裕。", ["23年"]),
        ("23年年报披露后。", ["23年"]),
        ("24年一季度净息差收窄。", ["24年"]),
        ("预计24-26年归母净利润为10/12/15亿元。", ["24-26年"]),
        ("22、23年营收分别增长10%和12%。", ["22、23年"]),
        ("23年营收同比增长12%，24年有望加速。", ["23年", "24年"]),
        ("23年底存货回落至低位。", ["23年"]),
        ("08年金融危机后，15年股灾前。", ["15年"]),
        ("自21年起连续三年增长。", ["21年"]),
        ("从18年的2%提升至5%。", ["18年"]),
        ("24年3月末。", ["24年"]),
        ("23年以来价格回落。", ["23年"]),
        ("22年为10亿元。", ["22年"]),
        ("给予公司24年1.1倍PB。24年公司计划回购。", ["24年", "24年"]),
        ("对应24年18x P/E，23年全球销售额超过100亿美元。", ["24年", "23年"]),
        ("23年，全球销售额同比增长34%。", ["23年"]),
        ("公司19年上市，20年收购海外资产。", ["19年", "20年"]),
    ],
)
def test_years(text: str, marks: list[str]) -> None:
    assert underlined(two_digit_year, prose(text)) == marks


@pytest.mark.parametrize(
    "text",
    [
        "10年期国债收益率下行至2.25%。",
        "近10年营收复合增速15%，过去20年分红不断。",
        "20年来首次转正，拥有15年经验。",
        "30年期国债、10年国债与10年美债利差走阔。",
        "项目周期3-5年，设计寿命20-25年，质保期10-15年。",
        "第10年起租金上浮。",
        "20年，弹指一挥间。经营20年，收入增长。10年10倍的牛股。",
        "24Q1收入增长，23A/24E/25E市盈率为20/18/15倍。",
        "2024年产量增长，2023年底库存下降。",
        "公司在10年内完成扩张，在20年间增长5倍。",
        "从10年延长到15年，合同为期12年。",
        "上世纪90年代初起步，90年代后期放量。",
        "深耕行业22年，从业25年以上。",
        "自10年前起布局，经过15年发展。",
        "贷款期限延长至30年。",
        "15年产20万吨。",
        "机构成立20年，累计管理规模1000亿元。",
        "未来10年GDP增速中枢下移。",
        "长达20年的合作，历时12年。",
        "IDC预测2024-26年复合增长20%。",
        "FY23年营收。",
        "团队具备20年销售经验，核心人员25年市场规模化经验。",
        "以20年为1个周期，按25年的折旧年限，20年3.5%的固息贷款。",
    ],
)
def test_other_years(text: str) -> None:
    assert underlined(two_digit_year, prose(text)) == []


def test_custom_of_the_report() -> None:
    texts = "\n\n".join(f"公司于{year}年收入增长。" for year in range(12, 24))
    (finding,) = found(two_digit_year, prose(texts))
    assert (finding.text, finding.level) == ("12年", Level.HINT)
    assert "11 more" in finding.message


def test_captions_count_but_not_labels() -> None:
    section = """
section: 章
pages:
  - title: 页
    blocks:
      - chart:
          type: column
          title: 23年营收增长
          unit: 23年营收
          data: growth
          x: year
          series: [{y: rate, label: 23年营收}]
"""
    growth = "growth:\n  source: wind\n  as_of: 2024-04\n  columns: {year: text, rate: percent}\n  rows: [[23年, 5%]]\n"
    manuscript = read(section, {"content/ledger/growth.yaml": growth})
    assert underlined(two_digit_year, manuscript) == ["23年"]
