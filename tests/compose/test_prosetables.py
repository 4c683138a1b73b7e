"""Number columns of tables in prose."""

from __future__ import annotations

import re

from yanbao.compose.markdown import read_blocks
from yanbao.compose.prosetables import with_numbers_aligned

TABLE = """\
| 情景 | 增速 | 市盈率 | 目标价 | 说明 |
|---|--:|---|:-:|---|
| 乐观 | 12.5% | 18.25倍 | 1,230.5 | 2024年 |
| 中性 | 5% | — | 98 | 一 |
| 悲观 | -3.25%^[未经审计。] | 7倍 | -5 | 二 |
"""


def _cells(text: str) -> list[list[str]]:
    html = with_numbers_aligned(read_blocks(text).html)
    return [re.findall(r"<t[hd][^>]*>.*?</t[hd]>", row) for row in html.split("<tr>")[1:]]


def test_numbers_are_aligned_at_the_point_as_typed() -> None:
    head, first, second, third = _cells(TABLE)
    assert head[1:4] == [
        '<th scope="col" class="number">增速</th>',
        '<th scope="col" class="number">市盈率</th>',
        '<th scope="col" class="to-center">目标价</th>',
    ]
    pad = '<span class="pad" data-pad="{}"></span></td>'
    assert first[1:3] == ['<td class="number">12.5%' + pad.format("0"), '<td class="number">18.25倍</td>']
    assert second[1:3] == ['<td class="number">5%' + pad.format(".00"), '<td class="number">—</td>']
    assert third[1].startswith('<td class="number">-3.25%<sup class="mark">')
    assert third[2] == '<td class="number">7倍' + pad.format(".00")
    assert first[3:] == ['<td class="to-center">1,230.5</td>', "<td>2024年</td>"], "centred, and not all numbers"


def test_what_is_not_a_column_of_numbers_stays() -> None:
    text = "| 年 | 甲 | 乙 |\n|---|---|---|\n| 2023 | 1至2年 | — |\n| 2024 | 3年 | |\n"
    assert _cells(text)[1:] == [
        ["<td>2023</td>", "<td>1至2年</td>", "<td>—</td>"],
        ["<td>2024</td>", "<td>3年</td>", "<td></td>"],
    ]
