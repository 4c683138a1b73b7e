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

_SAID = (
    "above below more less compound first last second penultimate all each and sum mean median rise fall gap year "
    "period year_end than from to record_high record_low peak trough loss former latter not"
)
_CLASSES = {"nothing": "", **dict(zip(_SAID.split(), "＞＜≻≺Ⓡ▲▼②⑵∀∥＋Σ⌀⍉ℛℱΔⓎⒽⒺⒸⒻ→⇑⇓⊤⊥ⓁⒶⒷ¬", strict=True))}
"""The character of each class, by what its words say."""

_PATTERNS = {
    "": (
        r"(?:新增|净增)(?=[ⓈⓂ])|(?:排名?|位[居列]|居)?第[一二三四五六](?:名|位)?的?(?=Ⓢ)|变[动化](?=Ⓠ)"
        r"|首次|(?<=Ⓟ)当周|[（(]Ⓓ(?:[至到\-–—~]+Ⓓ)?[）)]"
        r"|(?<=Ⓢ)[型类级档]?(?:产品|业务|板块|品种|品类|车型|机型|渠道|分部|事业部|[型类])"
    ),
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
    "∀": "均(?![价值衡线摊产量速数])|齐(?=[↑↓])|同步(?![于在])|齐(?=[升涨增跌降])",
    "⨸": "除以",
    "Δ": "[仅只相]?差(?=Ⓠ)",
    "÷": r"占比|贡献|所占比[重例]|占到|占据|占",
    "⌀": r"年均(?!复合)",
    "Ⓒ": r"(?<![占同环可类对无])比(?![例重较率])",
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
    "#": rf"第{NUMERAL}(?:位|名)?(?![大季批阶轮个次代])|第{NUMERAL}大"
    "[^，。；：、（）Ⓠ]{0,6}?(?=[，。；：、（]|$)|居次|次席",
    "≫": (
        rf"[三四五六七]连(?=[涨跌升降增])|逐[季年月周]|连续第?(?:[0-9]{{1,2}}|{NUMERAL})个?(?:年|季度|季|月|周|期)(?:同比|环比)?"
        "|持续|不断|一路|连年|节节|逐步"
    ),
}
"""Words of each class by their surroundings."""

_MARKS = re.compile(r"[“”‘’\"'\s\-–—~]")


class Lexicon:
    """The pattern of all these words, with the class of each."""

    def __init__(self, lists: WordLists) -> None:
        changes = {"↑": lists.rising, "↓": lists.falling, "↘": lists.narrowing}
        self._class = {str(word): _CLASSES[said] for said, words in lists.claims.items() for word in words}
        self._class |= {str(word): kind for kind, words in changes.items() for word in words}
        special = "|".join(_PATTERNS.values())
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
