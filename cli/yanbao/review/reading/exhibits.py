"""What tables and charts say, as numbers of a subject, a measure and a period, and how texts call these."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from yanbao import periods
from yanbao.periods import Moment
from yanbao.review.reading.kept import ByValue
from yanbao.review.reading.sentences import is_han

_TOTALS = frozenset(
    {"合计", "总计", "合 计", "总 计", "小计", "平均", "均值", "中位数", "行业平均", "全部", "整体", "总体"}
)


@dataclass(frozen=True, slots=True)
class Measure:
    """What numbers of an exhibit measure: ``names`` are how texts say it.

    Of a column of one period, that is ``then``. Of a column of changes, ``grows`` is what changed, which may be empty,
    and ``over`` is 同比 or 环比 if it says so.
    """

    label: str
    names: frozenset[str]
    family: str
    unit: str
    step: float
    is_change: bool = False
    grows: str = ""
    over: str = ""
    then: Moment | None = None

    @property
    def key(self) -> str:
        return f"{self.label}|{self.family}"


@dataclass(frozen=True)
class Exhibit(ByValue):
    """The numbers of a figure by subject (empty if they have one that is not named), period (None) and measure.

    ``dated`` is the period of numbers that have none of their own. ``names`` are short names of subjects;
    ``head`` is that of the column with its subjects; ``whose`` is what the caption of a series says before its measure,
    such as 商业银行.
    """

    label: str
    caption: str
    subjects: tuple[str, ...]
    periods: tuple[Moment, ...]
    measures: tuple[Measure, ...]
    cells: Mapping[tuple[str, Moment | None, str], float]
    dated: Moment | None
    names: Mapping[str, str] = field(default_factory=dict)
    whose: str = ""
    head: str = ""

    def __hash__(self) -> int:
        return hash((self.label, self.caption, self.subjects))

    def subject_of(self, name: str) -> str:
        """The subject that a text calls by a name, which may be short for it."""
        return self.names.get(name, name)

    def value(self, subject: str, period: Moment | None, measure: Measure) -> float | None:
        found = self.cells.get((subject, period, measure.key))
        if found is None and measure.key in self.undated and period == max(self.periods, default=period):
            return self.cells.get((subject, None, measure.key))
        return found

    def series(self, subject: str, measure: Measure) -> list[tuple[Moment, float]]:
        """The numbers of a subject in the order of time."""
        found = ((period, self.value(subject, period, measure)) for period in self.periods)
        return [(period, value) for period, value in found if value is not None]

    def ranking(self, measure: Measure, period: Moment | None) -> dict[str, float]:
        """The numbers of all subjects."""
        found = ((subject, self.value(subject, period, measure)) for subject in self.subjects)
        return {subject: value for subject, value in found if value is not None}

    def everything(self, measure: Measure, period: Moment | None) -> dict[str, float]:
        """The numbers of all rows that are no totals, 其他 among them."""
        at = None if measure.key in self.undated else period
        return {
            subject: value
            for (subject, when, key), value in self.cells.items()
            if key == measure.key and when == at and subject and subject not in _TOTALS
        }

    def change_of(self, measure: Measure, over: str) -> Measure | None:
        """The column that holds the changes of another."""
        found = [
            one
            for one in self.measures
            if one.is_change and (one.grows in measure.names or (not one.grows and self._is_before(measure, one)))
        ]
        return next((one for one in found if not over or not one.over or one.over == over), None)

    def measured_in(self, family: str) -> list[str]:
        """A name of each measure of a family of units."""
        return [min(one.names) for one in self.measures if one.family == family and one.names]

    def _is_before(self, measure: Measure, change: Measure) -> bool:
        """Whether it is the last measure before a column of changes that does not say of what, or the only one."""
        others = [one for one in self.measures if not one.is_change]
        before = [one for one in self.measures[: self.measures.index(change)] if not one.is_change]
        return (before or others)[-1:] == [measure]

    @cached_property
    def undated(self) -> frozenset[str]:
        """Measures whose numbers are of no period, though those of others are."""
        return frozenset(key for _, period, key in self.cells if period is None) if self.periods else frozenset()

    @cached_property
    def rows(self) -> frozenset[tuple[str, str]]:
        """Subjects and measures that have numbers."""
        return frozenset((subject, key) for subject, _, key in self.cells)

    @cached_property
    def has_own(self) -> bool:
        """Whether it has numbers whose subject it does not name."""
        return any(not subject for subject, _ in self.rows)

    @cached_property
    def length(self) -> str:
        """How long its periods are: year, half, quarter or month; empty if that differs."""
        lengths = {_length(one) for one in self.periods}
        return lengths.pop() if len(lengths) == 1 else ""


def _length(moment: Moment) -> str:
    first, last = periods.days_of(moment)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    return {1: "month", 3: "quarter", 6: "half", 12: "year"}.get(months, "") if first != last else "day"


_NO_NAMES = """
中国 全国 国内 国际 海外 国家 中央 北京 上海 天津 重庆 河北 山西 内蒙 辽宁 吉林 黑龙 江苏 浙江 安徽
福建 江西 山东 河南 湖北 湖南 广东 广西 海南 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆 香港 澳门
台湾 广州 深圳 南京 杭州 成都 武汉 西安 苏州 宁波 青岛 大连 厦门 东方 南方 北方 西部 东部 中部 华东
华南 华北 华中 西南 西北 东北 美国 欧洲 日本 韩国 印度 东南 其他 其它 主要 核心 传统 新能 人工 智能
信息 数据 生物 医药 汽车 电子 通信 食品 药物
"""
_PLACES = frozenset(_NO_NAMES.split())
"""Words that are no name of a company that begins with them."""

OF_PERIOD = re.compile(
    r"(?=[0-9一二三四上下前全QH])(?:(?:19|20)[0-9]{2}年?)?(?:[一二三四]季度|[上下]半年|前三季度|Q[1-4]|H[12]|全年|[AE])?(?P<rest>[^0-9年].+)"
)
"""The label of a column that begins with its period: 2024年收入, 一季度营收."""

SHORTEST = 2  # characters of a name

_COUNTED = re.compile("(?:指数|人数|数量|总额|金额|总量|规模|[量额数])$")

PRICE = re.compile("(?:均价|价格|单价|售价|报价|价)$")

_EACH = re.compile("单[票位吨店箱件瓶户人车]|[人户店吨]均|每")
"""What says that a number is of each of something: no name of it leaves that out."""

CHANGE = re.compile(r"同比|环比|增速|增长率|增幅|涨跌幅|涨幅|YoY|QoQ", re.IGNORECASE)


def tails(caption: str) -> set[str]:
    """The ends of a caption, one of which is how a text says what it measures."""
    each = _EACH.search(caption)
    last = each.start() + 1 if each else max(0, len(caption) - SHORTEST + 1)
    found = {caption[at:] for at in range(last) if caption[at] not in "类的各与及和个等项种"}
    return found | {PRICE.sub(word, one) for one in found if PRICE.search(one) for word in ("均价", "价格", "价")}


def short_names(label: str, labels: list[str]) -> set[str]:
    """Ends of a label that no other has, what is counted without the word for a number, and prices by any word."""
    if CHANGE.search(label):
        return {label}
    others = [one for one in labels if one != label and not CHANGE.search(one)]
    forms = {label, _COUNTED.sub("", label)}
    if PRICE.search(label):
        forms |= {PRICE.sub(word, label) for word in ("均价", "价格", "价", "")}
    ends = {end for form in forms for end in tails(form) if not any(end in other for other in others)}
    ends |= {head for one in others for head in _heads_before(label, one)}
    return ends | {form for form in forms if len(form) >= SHORTEST and form not in others}


def _heads_before(label: str, other: str) -> set[str]:
    """What a label has before what another ends with too: 新签 of 新签订单 beside 在手订单, 半钢胎 of 半钢胎产能."""
    tail = len(_common_tail([label, other]))
    first = max(len(label) - tail, SHORTEST)
    return {label[:end] for end in range(first, len(label) - SHORTEST + 1)}


def names_of_subjects(
    subjects: list[str], rest_of: Callable[[str], str], is_measure: Callable[[str], bool], head: str, *, is_price: bool
) -> dict[str, str]:
    """Short names of subjects, and those with the head of their column behind them: 越南基地."""
    found = {rest: subject for subject in subjects if (rest := rest_of(subject))} | _without_tail(subjects)
    counted = {_COUNTED.sub("", subject): subject for subject in subjects if is_measure(subject)}
    found |= {short: one for short, one in _heads(subjects).items() if short not in found}
    found |= {f"{one}价": one for one in subjects if is_price}
    found |= {name + head: one for name, one in [*found.items(), *((one, one) for one in subjects)] if head}
    return {short: one for short, one in (counted | found).items() if short not in subjects and len(short) >= SHORTEST}


def _heads(subjects: list[str]) -> dict[str, str]:
    """What texts call a company of four characters or more, which no other begins with: 赛沃 for 赛沃轮胎."""
    heads = [subject[:SHORTEST] for subject in subjects]
    return {
        head: subject
        for head, subject in zip(heads, subjects, strict=True)
        if len(subject) > 3
        and heads.count(head) == 1
        and head not in _PLACES
        and head[0] != "第"
        and all(map(is_han, subject[:4]))
    }


def _common_tail(words: Sequence[str]) -> str:
    """What all words end with."""
    shortest = min(words, key=len, default="")
    return next(shortest[at:] for at in range(len(shortest) + 1) if all(word.endswith(shortest[at:]) for word in words))


def _without_tail(subjects: list[str]) -> dict[str, str]:
    """Short names of subjects that all end alike: 运输 for 运输成本 beside 分拣成本."""
    tail = _common_tail(subjects)
    if len(subjects) < SHORTEST or len(tail) < SHORTEST:
        return {}
    shorts = {subject.removesuffix(tail): subject for subject in subjects}
    return {short: one for short, one in shorts.items() if len(short) >= SHORTEST and short != "其他"}
