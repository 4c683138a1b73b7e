"""Right statements beside figures, none of which is taken for a claim that does not hold."""

from __future__ import annotations

import pytest

from tests.review.exhibits import beside
from yanbao.review.reading.claims import false_claims

RIGHT = """
甬江港务营业收入为287.6亿元，其中港口装卸收入180.2亿元，同比增长9.1%。
沪浦港集归母净利润149.5亿元，扣非归母净利润131.0亿元，同比增长7.7%。
津沽港口营业收入119.0亿元，高于行业平均的98亿元，低于甬江港务。
若运价指数下跌10%，沪浦港集归母净利润将减少约8亿元。
厦屏港埠集装箱吞吐量下降2.4%，降幅较上年收窄1.3个百分点。
2023年沪浦港集集装箱吞吐量4916万TEU，2024年增至5151万TEU，增长4.8%。
1月居民贷款增加4438亿元，同比少增5300亿元。
2月居民贷款减少3891亿元，企业贷款增加10400亿元。
我们将2025年归母净利润预测由118.0亿元上调至121.6亿元。
四家港口中只有厦屏港埠集装箱吞吐量下降，其余三家均实现增长。
津沽港口净利率8.5%，低于沪浦港集的39.2%，但高于厦屏港埠。
截至2024年末，四家港口合计拥有泊位812个，其中万吨级以上泊位310个。
运价指数较2023年四季度翻倍，但较2024年高点回落超过两成。
沪浦港集集装箱吞吐量全球第一，甬江港务货物吞吐量居全国首位。
公司（津沽港口）2024年营业收入119.0亿元，同比增长3.8%；归母净利润10.1亿元，同比增长2.6%。
沪浦港集营业收入381.2亿元，其中集装箱板块占42.0%，散货板块占11.5%。
"""


@pytest.mark.parametrize("text", RIGHT.split())
def test_what_is_right_is_left_alone(text: str) -> None:
    assert false_claims(beside(text)) == ()
