"""Words that say how the names and numbers of a sentence belong together, each class of them as one character.

What says nothing of that (了, 大幅, 其中, 实现) is left out: 沪浦港集大幅增长至 and 沪浦港集快速攀升到了 are both Ⓢ↑→.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanbao.model.words import WordLists
from yanbao.review.reading.kept import kept
from yanbao.review.reading.patterns import either

NUMERAL = "[一二两三四五六七八九十]"

_CLASSES = {
    "＞": (
        "首破 首次突破 首超 "
        "突破 站上 高于 大于 多于 超过 超越 领先于 胜过 好于 快于 优于 强于 赶超 反超 跑赢 甚于 高过 多过 胜于"
    ),
    "＜": "次于 低于 小于 少于 不及 落后于 弱于 慢于 逊于 不如 不敌 低过 逊色于 跑输 不足 不到 落后",
    "≻": "高出 多出 超出",
    "≺": "低出 少于其",
    "Ⓡ": (
        "复合增速 复合增长率 复合年均增长率 年均复合增速 年均复合增长率 年复合增速 年复合增长率 "
        "复合年增长率 CAGR 年化增速 年均增速 年均增长率"
    ),
    "▲": (
        "首位 之首 居首 榜首 最高 最大 最多 最快 最强 最优 最贵 领先 领跑 遥遥领先 拔得头筹 头名 夺魁 "
        "折桂 排名第一 位居第一 位列第一 排第一 居第一 居于首位 冠居同业 居冠 冠绝同业 位居首位 "
        "位列首位 独占鳌头 摘得桂冠 称雄"
    ),
    "▼": ("末位 垫底 最低 最小 最少 最慢 最弱 殿后 居末 倒数第一 排名最后 排在最后 之末 末席 敬陪末座 最便宜"),
    "②": "仅次于 紧随",
    "⑵": "仅高于 仅好于",
    "∀": "普遍 双双 全部 皆 悉数 全线 无一例外地 无一例外 都",
    "∥": "分别 依次 各自",
    "＋": "、 和 与 及 以及 同 跟",
    "Σ": "合计 共计 总计 加总 总共 合共 之和 总和 加起来",
    "⌀": "均值 平均值 平均数 平均 月均 季均 中枢",
    "⍉": "中位数",
    "ℛ": "增速 增幅 涨幅 升幅 增长率",
    "ℱ": "跌幅 降幅",
    "Δ": "相差 差距 差额 差值 之差 利差 价差",
    "Ⓨ": (
        "同比 较上年同期 较去年同期 比上年同期 比去年同期 较上年 较去年 比上年 比去年 较前一年 YoY "
        "yoy 与上年同期相比 与上年相比 与去年同期相比"
    ),
    "Ⓗ": (
        "月环比 季环比 周环比 环比 较上月 较上季度 较上季 比上月 比上季度 较前月 较前一季度 "
        "较上一季度 较前一月 QoQ MoM qoq mom 较上周"
    ),
    "Ⓔ": "较年初 较上年末 较去年末 较上年底 较去年底 比年初 比上年末 较期初",
    "Ⓒ": "较 相较于 相较 相比 对比 相对于 相对",
    "Ⓕ": "从 由 自",
    "→": "至 到",
    "⇑": "新高",
    "⇓": "新低",
    "⊤": "高点 峰值 最高点 最高值 最高水平 见顶 顶点 顶峰 高峰",
    "⊥": "低点 谷底 最低点 最低值 最低水平 见底 触底 低谷 谷值",
    "Ⓛ": "净亏损 亏损额 亏损 净亏 亏",
    "Ⓐ": "前者",
    "Ⓑ": "后者",
    "¬": "未 没有 不 未能 并未 尚未 不再 非 除 除去 剔除 不含 除了 扣除 不包括 不计 若 假设 如果",
}
"""Words of each class."""

_PATTERNS = {
    "": r"(?:新增|净增)(?=[ⓈⓂ])|(?:排名?|位[居列]|居)?第[一二三四五六](?:名|位)?的?(?=Ⓢ)",
    "↑": "新增|净增|正增长|多赚|改善(?=Ⓠ)|加快(?![增发推建])|提速",
    "↘": "放缓|减速",
    "↓": "负增长|少赚|净减少?|恶化(?=Ⓠ)",
    "≻": r"[多高]了?(?=Ⓠ)",
    "≺": r"(?:[少低]|便宜)了?(?=Ⓠ)",
    "＞": r"领先(?=Ⓢ|第)",
    "＜": r"落后(?=Ⓢ)",
    "Ⓖ": "盈利(?![能预水质情弹])",
    "＋": "/(?=Ⓟ)",
    "¬": "[吨单](?=[ⓈⓂ])|单位|[人户头店吨桶]均|每(?=[ⓈⓂ])",
    "∀": "均(?![价值衡线摊产量速数])|齐(?=[↑↓])",
    "⨸": "除以",
    "Δ": "[仅只相]?差(?=Ⓠ)",
    "÷": r"占比|贡献|所占比[重例]|占到|占据|占",
    "⌀": r"年均(?!复合)",
    "Ⓒ": r"(?<![占同环])比(?![例重较率])",
    "Ⓦ": (
        rf"近?半年(?:间|来|内)|近半年|(?:过去|最近|近|前|这)?(?:[0-9]{{1,2}}|{NUMERAL})(?:年|个?季度?|个月)(?:时间)?(?:间|来|内)?"
        r"(?![期级度报])"
    ),
    "Ⓩ": rf"后(?:[0-9]{{1,2}}|{NUMERAL})(?:年|个?季度?|个月|[家名大])|其余|剩余|其它|剔除|余下",
    "⑤": rf"前(?:[0-9]{{1,2}}|{NUMERAL})(?:大|家|名|强)?(?![年个季])|CR[0-9]{{1,2}}",
    "Ⓝ": (
        "(?<=[仅只]有)[一1]家|(?<=[仅只])[一1]家|"
        "[二两三四五六七八九十](?:家|项|种|大|个(?!季度|月)|地|者|类|省份?)(?:上市)?"
        "(?:公司|企业|集团|厂商|区域?|航司|航|品牌|龙头|港口|酒企|样本|业务|板块|产品|品种|地区|市场)?"
    ),
    "#": rf"第{NUMERAL}(?:位|名)?(?![大季批阶轮个次代])",
    "≫": (
        rf"[三四五六七]连(?=[涨跌升降增])|逐[季年月周]|连续(?:[0-9]{{1,2}}|{NUMERAL})个?(?:年|季度|季|月)"
        "|持续|不断|一路|连年|节节|逐步"
    ),
}
"""Words of each class by their surroundings."""

_NOTHING = (
    "的 了 地 得 在 于 中 内 里 上 方面 层面 来看 看 而言 来说 则 也 仍 还 又 更 已 已经 为 是 有 约 "
    "近 达 达到 达成 高达 多达 仅 仅有 只有 只 大约 将近 接近 逾 超 至少 左右 录得 实现 完成 取得 "
    "创造 拥有 报 收于 报收 报于 收报 维持在 稳定在 保持在 位于 处于 居 位居 位列 列 排 排名 大幅 "
    "小幅 略 略微 略有 微 微幅 稍 明显 显著 有所 进一步 继续 再度 再次 开始 转为 快速 迅速 急剧 缓慢 "
    "温和 稳步 稳健 平稳 强劲 但 而 同时 此外 另外 另 不过 并 且 因此 从而 其中 其 公司 集团 股份公司 "
    "屈居 当前 目前 最新 现有 始终 一直 同期 去年同期 预计 我们 认为 判断 累计 共 单季度 单季 单月 全年 "
    "当年 当期 当月 当季 期内 期间 年内 对应 一家 独家 合并 整体 总体 全国 我国 国内市场 全行业 行业 "
    "报告期内 图中 表中 如图所示 截至 截止 水平 规模 体量 规模达 方 面 侧 端 情况 数据 显示 可见 虽 "
    "虽然 尽管 由于 随着 下 后 间 来 以来 起 这一 该 这 仍然 依然 依旧 基本 大致 几乎 恢复 修复 企稳 "
    "止跌 反而 却 继而 随后 此后 最终 终于 尚 倒 甚至 尤其 特别是 均为 共有 总 水平的 之间 之 竟 便 "
    "就 者 进 保持 呈 呈现 态势 趋势 出现 出现在 发生 涉及 应 可 能 会 将 大 小 半 左 右 计算 "
    "测算 折合 相当于 相当 等于 以 按 共同 单纯 只占 独 自身 一度 单年 去 掉 了近 年度 站 跌去"
)
"""Words that say nothing of how names and numbers belong together."""

_MARKS = re.compile(r"[“”‘’\"'\s\-–—~]")


class Lexicon:
    """The pattern of all these words, with the class of each."""

    def __init__(self, lists: WordLists) -> None:
        changes = {"↑": lists.rising, "↓": lists.falling, "↘": lists.narrowing}
        self._class = dict.fromkeys(_NOTHING.split(), "")
        self._class |= {word: kind for kind, words in _CLASSES.items() for word in words.split()}
        self._class |= {str(word): kind for kind, words in changes.items() for word in words}
        special = "|".join(pattern for pattern in _PATTERNS.values())
        self._kinds = [(re.compile(pattern), kind) for kind, pattern in _PATTERNS.items()]
        self._pattern = re.compile(rf"(?P<special>{special})|{either(self._class)}|{_MARKS.pattern}")

    def words(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Start, end and class of each word; the class of what says nothing is empty."""
        for match in self._pattern.finditer(text):
            word = match[0]
            if match["special"]:
                kind = next(kind for pattern, kind in self._kinds if pattern.match(text, match.start()))
            else:
                kind = self._class.get(word, "")
            yield match.start(), match.end(), kind


@kept
def lexicon_of(lists: WordLists) -> Lexicon:
    """The lexicon with the verbs of a project."""
    return Lexicon(lists)
