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


WRONG = [
    # a number that only the words around it explain, mistyped
    ("2024年四家港口营业收入合计1009.7亿元，沪浦港集占四家总收入的73.8%。", "73.8%"),  # 37.8%
    ("沪浦港集净利润149.5亿元，比排名第二的甬江港务高出106.0亿元。", "106.0亿元"),  # 100.6
    # names with the head of their column, ranks and attributes
    ("甬江港务港口货物吞吐量7.62亿吨。", "7.62亿吨"),
    ("沪浦港集集装箱吞吐量领先第二名1212万TEU。", "1212万TEU"),  # 1221
    ("沪浦港集营业收入仅高于厦屏港埠。", "仅高于厦屏港埠"),
    ("津沽港口营业收入次于厦屏港埠，高于沪浦港集。", "高于沪浦港集"),
    # what was said before is of a change
    ("沪浦港集集装箱吞吐量同比增长4.8%，增速最快。", "最快"),
    ("2024年二季度运价指数环比增长30.8%，2024年三季度放缓至12.7%。", "12.7%"),  # 17.2%
    # counts of subjects over a limit
    ("营业收入超过200亿元的公司有两家。", "营业收入超过200亿元的公司有两家"),
    ("五家公司中，四家集装箱吞吐量增长。", "四家集装箱吞吐量增长"),
    # typed beside typed
    ("甬江港务营收增速9.8%，慢于行业的6.3%。", "慢于行业的6.3%"),
    ("公司现有泊位812个，其中万吨级以上310个，占比83.2%。", "83.2%"),  # 38.2%
    ("公司拥有岸桥596台，较上年末增加132台，同比增长24.8%。", "24.8%"),  # 28.4%
    # price and target, prices and earnings
    ("目标价18.00元，收盘价13.60元，对应23.4%的上涨空间。", "23.4%"),  # 32.4%
    ("收盘价15.20元，EPS分别为1.43元、1.66元，PE分别为10.6倍、8.2倍。", "8.2倍"),  # 9.2
    # periods
    ("2025—2026年预计营业收入为890.2亿元、1010.5亿元。", "1010.5亿元"),  # 1001.5
    ("2024年二、三季度运价指数分别为3082点、2629点。", "3082点 2629点"),
    ("运价指数2024年四季度为2283点，为全年低点。", "全年"),
    ("2024年运价指数由一季度的2010点逐季回落。", "逐季回落"),
    # against the average
    ("沪浦港集净利润低于四家均值。", "低于四家均值"),
]


@pytest.mark.parametrize(("text", "marks"), WRONG)
def test_what_is_wrong_is_found(text: str, marks: str) -> None:
    assert " ".join(claim.text for claim in false_claims(beside(text))) == marks


SEEN = """
翼达物流2024年营业收入35.2亿元，同比增长7.1%。
沪浦港集2024年泊位利用率为71.0%，高于2023年的69.4%不足两个百分点。
营业收入超过200亿元的公司有三家，分别是沪浦港集、甬江港务和厦屏港埠。
沪浦港集集装箱吞吐量同比增长4.8%，大于上年的3.1%。
全国港口集装箱吞吐量33200万TEU，同比增长7.0%。
2024年二、三季度运价指数分别为2629点、3082点。
收盘价15.20元，EPS分别为1.43元、1.66元，PE分别为10.6倍、9.2倍。
"""


@pytest.mark.parametrize("text", SEEN.split())
def test_what_published_texts_say_is_left_alone(text: str) -> None:
    assert false_claims(beside("甬江港务营业收入287.6亿元。\n\n" + text)) == ()
