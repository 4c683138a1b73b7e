"""Units as Chinese reports write them: what is measured, and in which power of ten."""

from __future__ import annotations

import re

from yanbao.review.reading.patterns import either
from yanbao.units import POWER, POWERS

_MONEY = "元 美元 港元 欧元 日元 英镑 韩元 新台币 澳元 瑞士法郎"
_COUNTS = "人次 人 次 家 户 台 辆 部 套 片 颗 张 件 款 条 项 只 支 艘 架 座 间 本 篇 首 行 字 股 份 点 分 倍"
_WEIGHTS = "个 手 单 盒 剂 例 桶 瓶 吨 公斤 克 天 个月 笔 座 头 亩 公顷 床 名 起 处"
_VOLUMES = "千升 升 毫升 TEU 标准箱 标箱 载重吨 DWT"
_LENGTHS = "平方公里 平方米 立方米 公里 海里 米 厘米 毫米 微米 小时 分钟 秒 摄氏度"
_OTHERS = "票 枚 粒 羽 尾 箱 袋 卷 册 场 桩 间夜 客公里 人公里 吨公里 重量箱 架次 班次 千卡 磅 盎司 蒲式耳"
_LATIN = "GWh MWh kWh GW MW kW TB GB MB KB Hz GHz MHz nm mm cm km kg mg ml TOPS TFLOPS Wh"

_WATTS = {"k": 1e3, "千": 1e3, "M": 1e6, "兆": 1e6, "G": 1e9, "吉": 1e9}

_FAMILIES: dict[str, tuple[float, str]] = {
    **{unit: (1.0, unit) for unit in f"{_MONEY} {_COUNTS} {_WEIGHTS} {_VOLUMES} {_LENGTHS} {_OTHERS} {_LATIN}".split()},
    **dict.fromkeys(("%", "％"), (0.01, "%")),
    **dict.fromkeys(("个百分点", "百分点", "pct", "pcts", "pp", "ppt"), (0.01, "个百分点")),
    **dict.fromkeys(("个基点", "基点", "bp", "bps", "BP", "BPs", "bP"), (0.0001, "个百分点")),
    **dict.fromkeys(
        ("个tokens", "个token", "tokens", "token", "个Tokens", "Tokens", "Token", "个Token"), (1.0, "tokens")
    ),
    **dict.fromkeys(("个单词", "单词", "个词"), (1.0, "单词")),
    **dict.fromkeys(("人民币", "元人民币", "RMB"), (1.0, "元")),
    **dict.fromkeys(("美金", "USD"), (1.0, "美元")),
    **dict.fromkeys(("港币", "HKD"), (1.0, "港元")),
    **dict.fromkeys(("平米", "㎡"), (1.0, "平方米")),
    "千克": (1.0, "公斤"),
    "纳米": (1.0, "nm"),
    "千米": (1.0, "公里"),
    **{f"{power}{unit}": (size, unit) for power, size in _WATTS.items() for unit in ("W", "Wh")},
    **{f"{power}瓦": (size, "W") for power, size in _WATTS.items()},
    **{f"{power}瓦时": (size, "Wh") for power, size in _WATTS.items()},
    "千升": (1000.0, "升"),
    **dict.fromkeys(("x", "X"), (1.0, "倍")),
    **dict.fromkeys(("个参数", "参数"), (1.0, "")),
}
"""By spelling of a unit: its size in the base unit of its family, and the family."""

UNIT = either(_FAMILIES)

PER = (
    "平方公里|平方米|平米|立方米|公里|公斤|千克|小时|盎司|分钟|人月|"
    "[吨片股桶辆台人户件瓶月日天年克度张套次箱只支颗个米升头斤条枚块箱晶度间晚亩季周盒剂份秒家手]"
)
"""Denominators of prices and rates, longer ones first."""

_PARTS = re.compile(rf"(?P<power>{POWER})?(?P<unit>{UNIT})?(?P<per>/[^\s/]+)?")

KINDS = (
    frozenset(_MONEY.split()),
    frozenset({"字", "单词", "tokens"}),
    frozenset({"人", "人次", "户"}),
    frozenset({"%", "个百分点"}),
)
"""Groups of families that are confused with each other."""


def family(unit: str) -> tuple[float, str]:
    """How much one ``unit`` of the ledger is in its family: 亿美元 is 1e8 美元. An unknown unit is its own family."""
    if unit == "%":
        return 1.0, "%"  # the ledger holds ratios
    match = _PARTS.fullmatch(unit)
    if not match or not unit:
        return 1.0, unit
    size, name = _FAMILIES[match["unit"]] if match["unit"] else (1.0, "")
    return POWERS[match["power"] or ""] * size, name + (match["per"] or "")


def written(unit: str) -> tuple[float, str]:
    """The same for a unit as it is typed after a number, where 57% is 0.57."""
    return _FAMILIES.get(unit, (1.0, unit))
