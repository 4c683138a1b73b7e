"""How texts call the subjects and measures of an exhibit, beside their labels."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from yanbao.review.reading.sentences import is_han

_NO_NAMES = """
中国 全国 国内 国际 海外 国家 中央 北京 上海 天津 重庆 河北 山西 内蒙 辽宁 吉林 黑龙 江苏 浙江 安徽
福建 江西 山东 河南 湖北 湖南 广东 广西 海南 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆 香港 澳门
台湾 广州 深圳 南京 杭州 成都 武汉 西安 苏州 宁波 青岛 大连 厦门 东方 南方 北方 西部 东部 中部 华东
华南 华北 华中 西南 西北 东北 美国 欧洲 日本 韩国 印度 东南 其他 其它 主要 核心 传统 新能 人工 智能
信息 数据 生物 医药 汽车 电子 通信 食品 药物
"""
_PLACES = frozenset(_NO_NAMES.split())
"""Words that are no name of a company that begins with them."""


SHORTEST = 2  # characters of a name


_HOME = ("中国", "国内", "我国")
_COUNTED = re.compile("(?:指数|人数|数量|总额|金额|总量|规模|[量额数])$")


PRICE = re.compile("(?:均价|价格|单价|售价|报价|价)$")


_INSIDE = re.compile("[类的各与及和个等项种]$|^[A-Za-z]{2}")
"""Where no name begins: at a word between two others, and within a Latin word."""


_HOUSE = re.compile("^(?:申万|中信|中证|万得|Wind)|(?:行业|板块)?指数$")
"""What texts leave out of the name of an index of an industry."""


_EACH = re.compile("单[票位吨店箱件瓶户人车]|[人户店吨]均|每")
"""What says that a number is of each of something: no name of it leaves that out."""


_NO_NAME = re.compile("[0-9：，；、。！？（）() ]")
"""What no name of a measure has."""


CHANGE = re.compile(r"同比|环比|增速|增长率|增幅|涨跌幅|涨幅|YoY|QoQ", re.IGNORECASE)


def tails(caption: str) -> set[str]:
    """The ends of a caption, one of which is how a text says what it measures."""
    each = _EACH.search(caption)
    last = each.start() + 1 if each else max(0, len(caption) - SHORTEST + 1)
    found = {caption[at:] for at in range(last) if not _INSIDE.search(caption[max(0, at - 1) : at + 1])}
    found = {one for one in found if not _NO_NAME.search(one)} or {caption}
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
    found |= _home(subjects)
    found |= {f"{one}价": one for one in subjects if is_price}
    found |= {plain: one for one in subjects if (plain := _HOUSE.sub("", one)) != one and plain not in found}
    found |= {name + head: one for name, one in [*found.items(), *((one, one) for one in subjects)] if head}
    return {short: one for short, one in (counted | found).items() if short not in subjects and len(short) >= SHORTEST}


def _home(subjects: list[str]) -> dict[str, str]:
    """What a text calls the one subject that is 中国 or 国内."""
    own = [one for one in subjects if one in _HOME]
    return dict.fromkeys(_HOME, own[0]) if len(own) == 1 else {}


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
