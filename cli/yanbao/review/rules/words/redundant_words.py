"""No sentence says one thing with two words.

约 and 左右 around one number, 原因是因为, 宣布公布, an abbreviation followed by what it stands for (MoE专家混合): one
of the two goes. Looked for are pairs that proof-readers know well; those that some houses accept, such as 涉及到, are
hints. So are words that come twice in a clause where once is enough (基本与指数基本一致), and numbers that are called
both more and about (超过三成左右). An abbreviation in brackets is an explanation and right.

PASS::

    text: 谷歌宣布了新的专家混合（MoE）架构，用户约100万

FAIL::

    text: 谷歌宣布公布了新的MoE专家混合架构，用户约100万左右
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from yanbao.diagnostics import Level
from yanbao.model.manuscript import Manuscript, Passage
from yanbao.review.findings import Finding, on
from yanbao.rules import define

RULE = define("redundant-words", __doc__, "review", Level.WARNING)

_KEEP_ONE = "keep one of the two"


class _Pleonasm(NamedTuple):
    pattern: re.Pattern[str]
    remedy: str = _KEEP_ONE
    level: Level | None = None


def _phrase(pattern: str, remedy: str = _KEEP_ONE, level: Level | None = None) -> _Pleonasm:
    return _Pleonasm(re.compile(pattern), remedy, level)


# A number as it stands in a clause, with its unit: 亿元, 家公司, 个tokens.
_DIGITS = r" ?(?:[0-9.,]+|[一二两三四五六七八九十百千]+|[数几][十百千]) ?[万亿]*[%％]?"
_UNIT = r"(?:个百分点|[^0-9\Wa-z的在和与及一二三四五百千万亿]{0,3}? ?[A-Za-z]{0,10})"
_NUMBER = rf"{_DIGITS}(?:[-–~～—至到]{_DIGITS})?{_UNIT} ?"

# 近 says of the length of a period that it is the last one.
_ABOUT = (
    r"(?:大约|大概|(?<![合签契节预条公特违履邀续解制毁])约)[占为合有在达需]?|"
    r"(?<![最附临靠相邻贴亲])(?:接近|将近|近(?![0-9一二两三五几十数 ]+[多余]?[年天日周月个季]))"
)
_MORE = "超过|超出|(?<!赶)超|逾|高于|至少有?|不低于|不少于|突破"
_LESS = "不超过|不高于|不多于|至多|最多|低于|少于|不足"
_AS_PREPOSITION = "(?![述市涨游升调线海证一及来])"  # 以上述业务 is no number or more

_ABBREVIATIONS: Mapping[str, str] = {
    "LLM": "大型?语言模型|大模型|语言模型",
    "MoE": "专家混合|混合专家",
    "AI": "人工智能",
    "AGI": "通用人工智能",
    "AIGC": "人工智能生成内容|生成式人工智能|生成式AI",
    "NLP": "自然语言处理",
    "GPU": "图形处理器",
    "CPU": "中央处理器",
    "HBM": "高带宽(?:内存|存储)",
    "IoT": "物联网",
    "VR": "虚拟现实",
    "AR": "增强现实",
    "API": "应用程序(?:编程)?接口",
    "APP": "应用程序|应用软件",
    "SaaS": "软件即服务",
    "IDC": "(?:互联网)?数据中心",
    "GDP": "国内生产总值",
    "CPI": "居民消费价格指数|消费者?(?:物价|价格)指数",
    "PPI": "工业(?:生产者|品)出厂价格指数|生产者价格指数",
    "PMI": "采购经理人?指数",
    "LPR": "(?:贷款市场)?报价利率",
    "MLF": "中期借贷便利",
    "PSL": "抵押补充贷款",
    "M2": "广义货币",
    "M1": "狭义货币",
    "CAGR": "(?:年均)?复合(?:年均)?(?:增速|增长率)",
    "YoY": "同比",
    "QoQ": "环比",
    "MAU": "月活",
    "DAU": "日活",
    "GMV": "(?:商品)?(?:交易|成交)总额",
    "IPO": "首次公开(?:发行|募股)",
    "ETF": "交易(?:型开放式|所交易)(?:指数)?基金",
    "ROE": "净资产收益率",
    "ROA": "总资产收益率",
    "EPS": "每股收益",
    "PE": "市盈率",
    "PB": "市净率",
    "PS": "市销率",
    "CEO": "首席执行官",
    "CFO": "首席财务官",
    "FDA": "美国食品药品监督管理局",
    "ADC": "抗体(?:药物)?偶联(?:药物|物)",
    "OPEC": "欧佩克|石油输出国组织",
    "ESS": "储能系统",
}
"""Abbreviations, and what they stand for."""

_PAIRS = (
    ("目前", "当前", "现在", "如今", "现阶段"),
    ("过去", "以往", "过往"),
    ("未来", "今后"),
    ("最终", "最后"),
    ("逐步", "逐渐", "渐渐"),
    ("逐渐", "日益"),
    ("迅速", "快速", "飞速"),
    ("日益", "愈发", "更加", "越来越"),
    ("非常", "十分", "极其", "极为"),
    ("宣布", "公布", "披露"),
    ("公布", "发布(?!会)"),
    ("提升", "提高"),
    ("导致", "造成", "致使"),
    ("因为", "由于"),
    ("可能", "或许", "也许"),
    ("能够", "可以"),
    ("相互", "互相", "彼此"),
    ("各自", "分别"),
    ("共同", "一起"),
    ("共计(?!提)", "合计(?!提|入)", "总计(?!提)", "总共"),
)
"""Words that mean the same: no two of them stand in a row."""


def _neighbours(*words: str) -> str:
    return "|".join(f"{word}(?:{'|'.join(other for other in words if other != word)})" for word in words)


_DRIVES = "驱动|推动|带动|支撑|引领|影响|制约|催化|拉动"
_IN_CLAUSE = r"[^，。；：、！？,;:!?（）()\n]"

_PLEONASMS = (
    _phrase(rf"(?:{_ABOUT}){_NUMBER}(?:左右|上下(?!游))"),
    _phrase(rf"(?:{_MORE}){_NUMBER}以上{_AS_PREPOSITION}"),
    _phrase(r"(?:至少|超过?|逾)(?:将|会)?翻[一两]?[倍番]以上"),
    _phrase(rf"(?:{_LESS}){_NUMBER}(?:以下|以内|之内)"),
    _phrase(r"(?:大约|大概|近|超过?|逾)(?:[0-9]+|[一二三四五六七八九]?[十百千])[余多](?=[万亿家个名项款种只人次倍%])"),
    _phrase(rf"(?:{_ABOUT}){_NUMBER}以[上下]{_AS_PREPOSITION}", "more than, or about: keep one", Level.HINT),
    _phrase(rf"(?:{_MORE}){_NUMBER}左右", "more than, or about: keep one", Level.HINT),
    _phrase(r"大[约概](?:约(?=[0-9占为])|近(?=[0-9]))"),
    _phrase(r"原因，?(?:主要|可能|就|也|正|则|还)?(?:是|在于|为)(?:因为|由于)", "write 原因是… or 因为…"),
    _phrase(r"之所以[^，。；：！？\n]{2,30}的原因", "write 之所以…是因为… or …的原因是…"),
    _phrase(r"目的(?:主要|就|正|也)?(?:是|在于)为了", "delete 为了", Level.HINT),
    _phrase("旨在为了|意在为了", "delete 为了"),
    _phrase(r"(?:誉为|称之为|被称为|视为)是(?!否)", "delete 是"),
    _phrase(r"(?:付诸|诉诸|见诸)于", "delete 于: 诸 says it already"),
    _phrase("凯旋(?:而归|归来)"),
    _phrase("悬殊(?:很大|较大|巨大|过大)", level=Level.HINT),
    _phrase(r"[年月日]起以来|以来至今"),
    _phrase(r"(?<![平人户日月年周单店件吨场亩])均都"),
    _phrase("已经已(?!经)"),
    _phrase("(?:涉及|波及)到", "delete 到: 及 says it already", Level.HINT),
    _phrase("综合整体|整体综合|最佳首选", level=Level.HINT),
    _phrase("|".join(_neighbours(*pair) for pair in _PAIRS)),
    _phrase(
        rf"(?<![A-Za-z0-9.-])(?:{'|'.join(f'{short}(?:{meaning})' for short, meaning in _ABBREVIATIONS.items())})",
        "the abbreviation says it already",
        Level.HINT,
    ),
    _phrase(
        rf"({_DRIVES})(?!力|因素|剂|点|器|芯片|IC|电机|系统|程序|板(?!块)){_IN_CLAUSE}{{2,20}}?"
        r"的(?:核心|主要|重要|关键|根本|最大|首要|最强|强劲)?\1(?:力|因素|剂|点)",
        level=Level.HINT,
    ),
    _phrase(
        r"前([一二三四五六七八九十]+|[0-9]+)(?![一二三四五六七八九十0-9年个季月日周期次天])[^，。；：、！？,;:!?（）()\n和与及占比在]{1,12}?"
        r"前\1(?![一二三四五六七八九十0-9年个季月日周期次天])",
        level=Level.HINT,
    ),
    _phrase(
        r"(基本(?:与|和|上|都|均|已|保持|维持|符合|一致|持平|稳定|完成|实现|处于|同步|不变))"
        rf"{_IN_CLAUSE}{{1,12}}?基本(?:上|都|均|已|保持|维持|符合|一致|持平|稳定|完成|实现|处于|同步|不变|相同)",
        level=Level.HINT,
    ),
)


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding on both words and what is between them."""
    for passage in manuscript.passages:
        for pleonasm in _PLEONASMS:
            for match in pleonasm.pattern.finditer(passage.text):
                if _is_worded(passage, match):
                    message = f"'{match[0]}' says one thing twice"
                    yield on(passage, match.start(), match.end(), message, pleonasm.remedy, pleonasm.level)


def _is_worded(passage: Passage, match: re.Match[str]) -> bool:
    """Whether the author typed both ends; a number between them may be bound."""
    return passage.is_typed(match.start(), match.start() + 1) and passage.is_typed(match.end() - 1, match.end())
