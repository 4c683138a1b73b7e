"""Lists of stocks that stand in a report twice, and differ."""

from __future__ import annotations

import pytest

from tests.review import found, read, underlined
from tests.review.rules.stocks import COVERAGE, pages
from yanbao.diagnostics import Level
from yanbao.review.rules.stocks import list_mismatch

FIVE = "恺英网络、三七互娱、掌趣科技、盛天网络、汤姆猫"
OTHER = "恺英网络、三七互娱、掌趣科技、盛天网络、巨人网络"


@pytest.mark.parametrize(
    ("first", "later", "marks"),
    [
        (f"建议关注{FIVE}。", f"建议关注{OTHER}。", ["汤姆猫"]),
        (f"建议关注{FIVE}等标的。", f"推荐{OTHER}等。", ["汤姆猫"]),
        (f"a）大模型：{FIVE}等标的；b）IP：昆仑万维、中文在线。", f"重点推荐：a）大模型推荐{OTHER}；", ["汤姆猫"]),
        (f"相关标的：{FIVE}。", f"相关标的：恺英网络，互娱方面三七互娱，{OTHER[10:]}、昆仑万维。", ["汤姆猫"]),
        (f"建议关注{FIVE}。", f"建议关注{FIVE}、昆仑万维。", [FIVE]),
        (f"建议关注{FIVE}（300105.SZ）。", f"建议关注{OTHER}。", ["汤姆猫"]),
        ("关注恺英网络、三七互娱、掌趣科技、汤姆猫。", "推荐恺英网络、三七互娱、掌趣科技、巨人网络。", ["汤姆猫"]),
        (f"关注{FIVE}等标的。", f"推荐{FIVE}、昆仑万维等标的。", [FIVE]),
        (f"**投资建议：**关注{FIVE}。", f"- 推荐{OTHER}。", ["汤姆猫"]),
    ],
)
def test_lists_that_differ(first: str, later: str, marks: list[str]) -> None:
    assert underlined(list_mismatch, pages(first, later)) == marks


@pytest.mark.parametrize(
    ("first", "later"),
    [
        (f"建议关注{FIVE}。", f"推荐{FIVE}等标的。"),
        (f"建议关注{FIVE}。", "推荐汤姆猫、盛天网络、掌趣科技、三七互娱、恺英网络。"),
        ("建议关注恺英网络、三七互娱、掌趣科技、盛天网络等标的。", f"推荐{FIVE}。"),
        ("建议关注，如恺英网络、三七互娱、掌趣科技、盛天网络。", f"推荐{FIVE}。"),
        (f"建议关注{FIVE}。", "推荐恺英网络、三七互娱、掌趣科技、盛天网络等。"),
        (f"建议关注{FIVE}。", "涨幅居前的有恺英网络、三七互娱、掌趣科技、盛天网络、巨人网络。"),
        (f"上周组合：{FIVE}。", f"本周组合：{OTHER}。"),
        (f"建议关注{FIVE}。", "推荐恺英网络、三七互娱、昆仑万维、中文在线、上海电影。"),
        (f"建议关注{FIVE}。", "推荐恺英网络、三七互娱、掌趣科技。"),
        ("关注恺英网络、三七互娱、汤姆猫。", "推荐恺英网络、三七互娱、巨人网络。"),
        (f"关注{FIVE}等标的。", f"推荐{FIVE}、昆仑万维、中文在线等标的。"),
        (f"建议关注{FIVE}、巨人网络。", "推荐：1）恺英网络、三七互娱、掌趣科技、盛天网络；2）汤姆猫、巨人网络。"),
        (f"{FIVE}发布公告。", f"{OTHER}也发布公告。"),
        ("关注芯片、服务器、光模块、液冷、电源。", "推荐芯片、服务器、光模块、液冷、铜缆。"),
    ],
)
def test_lists_that_do_not(first: str, later: str) -> None:
    assert underlined(list_mismatch, pages(first, later)) == []


@pytest.mark.parametrize(
    ("first", "later", "level"),
    [
        (f"大模型应用：推荐{FIVE}。", f"大模型应用关注{OTHER}。", None),
        (f"建议关注{FIVE}。", f"建议关注{OTHER}。", Level.HINT),
        (
            "关注创新药企、医疗器械、中药消费、医疗服务、原料药企。",
            "推荐创新药企、医疗器械、中药消费、医疗服务、血制品类。",
            Level.HINT,
        ),
    ],
)
def test_how_sure_it_is(first: str, later: str, level: Level | None) -> None:
    assert [finding.level for finding in found(list_mismatch, pages(first, later))] == [level]


def test_a_summary_that_hardly_differs() -> None:
    page = "section: {}\n{}pages:\n  - title: 页\n    blocks:\n      - text: 建议关注{}。\n"
    report = "title: 题\nkind: 专题\ndate: 2024\ninstitution: 所\noutline: [section.yaml, end.yaml]\n"
    summary = page.format("摘要", "numbered: false\n", FIVE)
    files = COVERAGE | {"content/demo/end.yaml": page.format("结论", "", OTHER)}
    (finding,) = found(list_mismatch, read(summary, files, report))
    assert finding.level is None
    assert finding.message == (
        "this list of stocks differs from that at content/demo/end.yaml:5: only here 汤姆猫; only there 巨人网络"
    )
    longer = COVERAGE | {"content/demo/end.yaml": page.format("结论", "", OTHER + "、昆仑万维")}
    (finding,) = found(list_mismatch, read(summary, longer, report))
    assert finding.level is Level.HINT


def test_lists_in_cells() -> None:
    section = (
        "section: 章\npages:\n  - title: 页\n    blocks:\n"
        f"      - text: 游戏行业出海：建议关注{FIVE}。\n"
        "      - table: {title: 关注标的, data: themes, columns: [theme, stocks]}\n"
    )
    themes = (
        f"themes:\n  source: wind\n  as_of: 2024\n  columns: {{theme: text, stocks: text}}\n  rows: [[游戏, {OTHER}]]\n"
    )
    files = COVERAGE | {"content/ledger/themes.yaml": themes}
    assert underlined(list_mismatch, read(section, files)) == ["汤姆猫"]
