"""Numbers of lists that are left out or stand twice."""

from __future__ import annotations

import pytest

from tests.review import found, prose, read, underlined
from yanbao.review.rules.structure import list_numbering


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("1）海外；2）国内；3）应用。", []),
        ("1）海外；2）国内；4）应用。", ["4）"]),
        ("1）海外；2）国内；2）应用。", ["2）"]),
        ("1）海外；2）国内；2）应用；3）标的。", ["2）"]),
        ("1）海外；3）国内。", ["3）"]),
        ("重点关注：1) 海外，2) 国内，4) 应用。", ["4)"]),
        ("包括1）海外；2）国内；4）应用。", ["4）"]),
        ("a）海外；b）国内；d）应用。", ["d）"]),
        ("（1）海外；（2）国内；（4）应用。", ["（4）"]),
        ("（一）海外；（二）国内；（二）应用。", ["（二）"]),
        ("①海外；②国内；④应用。", ["④"]),
        ("一、海外；二、国内；四、应用。", ["四、"]),
        ("1、海外；2、国内；4、应用。", ["4、"]),
        ("第一，海外领先。第三，应用落地。", ["第三"]),
        ("第一，海外领先。第二，国内追赶。第三，应用落地。", []),
        ("其一，海外；其三，应用。", ["其三"]),
        ("一是海外，二是国内，四是应用。", ["四"]),
        ("1）海外：a）模型；b）应用；2）国内：a）模型；b）应用。", []),
        ("1）海外：①模型；②应用。2）国内：①模型；②应用；④硬件。", ["④"]),
        ("2）海外；3）国内。", []),
        ("如2）所述，4）不成立。", []),
        ("1）海外；2）国内。如1）所述，3）所述亦然；3）应用。", []),
        ("1）海外；2）国内（增长12）；3）应用。", []),
        ("1）海外（2023年至2024-05）；2）国内。", []),
        ("1）规模（图4）；2）份额（图6）；3）价格。", []),
        ("收入为1、3、5亿元。", []),
        ("一、二线城市回暖；三、四线城市承压。", []),
        ("位居第一，海外第三，国内第二。", []),
        ("第一季度改善，第三季度回落。", []),
        ("第一梯队领先；第三梯队追赶。", []),
        ("其中之一是海外；三是应用。", []),
        ("1）海外；12）国内。", []),
        ("2023年，2024年，2026年。", []),
        ("3.5倍、1.2倍；4.0时代。", []),
        ("f(1)与（2）式；（4）式。", []),
        ("第十一、第十二；第十一，第十二，", []),
        ("1.海外领先；2.国内追赶；4.应用落地。", ["4."]),
    ],
)
def test_inside_a_paragraph(text: str, marks: list[str]) -> None:
    assert underlined(list_numbering, prose(text)) == marks


@pytest.mark.parametrize(
    ("paragraphs", "marks"),
    [
        (["一、监管。", "二、利润。", "三、技术。"], []),
        (["一、监管。", "二、利润。", "四、技术。"], ["四、"]),
        (["一、监管。", "二、利润。", "二、技术。"], ["二、"]),
        (["一、监管。", "说明。", "三、技术。"], ["三、"]),
        (["a）甲；", "b）乙；", "d）丙。"], ["d）"]),
        (["1）甲；2）乙；3）丙。", "4）丁。"], []),
        (["1）甲：1）子；2）丑。", "2）乙。"], []),
        (["1）甲；2）乙。", "1）丙；2）丁。"], []),
        (["1）甲；2）乙。", "4）丁。"], ["4）"]),
        (["三、甲。", "五、乙。"], []),
        (["一、甲。", "（一）子。", "（二）丑。", "二、乙。", "（一）寅。", "（三）卯。"], ["（三）"]),
        (["### 一、甲", "1、子。", "2、丑。", "### 二、乙", "2、寅。", "### 四、丙"], ["四、"]),
        (["### 一、甲", "一、子。", "二、丑。", "### 二、乙"], []),
        (["- 1）甲\n- 2）乙\n- 4）丙"], ["4）"]),
        (["第一，甲。", "第二，乙。", "第四，丙。"], ["第四"]),
        (["2023年。", "2025年。"], []),
    ],
)
def test_from_paragraph_to_paragraph(paragraphs: list[str], marks: list[str]) -> None:
    assert underlined(list_numbering, prose("\n\n".join(paragraphs))) == marks


@pytest.mark.parametrize(
    ("titles", "marks"),
    [
        (["一、甲", "二、乙", "三、丙"], []),
        (["一、甲", "二、乙", "四、丙"], ["四、"]),
        (["一、甲", "一、甲（续）", "二、乙", "三、丙"], []),
        (["三、甲", "三、乙"], []),
        (["一、甲", "三、乙"], []),
    ],
)
def test_page_titles(titles: list[str], marks: list[str]) -> None:
    pages = "".join(f"  - {{title: {title}, blocks: [{{text: 文}}]}}\n" for title in titles)
    assert underlined(list_numbering, read(f"section: 章\npages:\n{pages}")) == marks


def test_what_is_said() -> None:
    gap, twice = found(list_numbering, prose("（一）甲；（二）乙；（五）丙。\n\n1）甲；2）乙；2）丙。"))
    assert gap.message == "（五） comes after （二）, without （三）、（四）"
    assert gap.help == "number it （三）, or add （三）、（四）"
    assert twice.message == "2） stands twice, first at content/demo/section.yaml:8"
    assert twice.help == "number it 3）"


def test_a_bound_number_is_not_one_of_a_list() -> None:
    ledger = {"content/ledger/a.yaml": "b: {name: 甲, source: wind, as_of: 2024, c: 4）}\n"}
    assert underlined(list_numbering, prose("1）甲；2）乙；{{ a.b.c }}丙。", ledger)) == []
