"""No word is misspelt as another that sounds or looks like it.

截止2024年4月 for 截至, 帐户 for 账户, 通货膨涨 for 通货膨胀: every character exists, so they are easily passed over.
Only words that are wrong where they stand are reported. Where both can be right, as in 截止日期, 渡过难关 or
按装机容量计算, nothing is reported, nor in titles in 《》. A project adds pairs under ``words`` in
``content/rules.yaml``; names of its ledger, and correct words in its lists there, are ignored.

PASS::

    text: 截至2024年4月，公司应收账款回落。

FAIL::

    text: 截止2024年4月，公司应收帐款回落。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanbao.diagnostics import Level
from yanbao.model.manuscript import Manuscript
from yanbao.review.findings import Finding, on
from yanbao.review.reading.known_names import inside_of, right_words
from yanbao.review.reading.patterns import blanked, either
from yanbao.review.reading.sentences import typed
from yanbao.review.reading.words import words_of
from yanbao.rules import define

RULE = define("confused-words", __doc__, "review", Level.WARNING)

_PERIOD = (
    r"\s*(?:目前|当前|今[日天年]|[上本去][年月周]|[上本]?[周月季年][末底]|收盘|本?报告期末"
    r"|(?:19|20)[0-9][0-9](?![0-9,.]*[家个亿万元人])|[0-9]{1,2}月|[一二三四]季度末|十?[一二三四五六七八九十]月)"
)
_ENTRY = "".join(rf"(?<!{what})" for what in ("报名", "申购", "申报", "认购", "提交", "征集", "募集", "投标", "缴款"))

_WRONG_WHERE = {
    "截止": ("截至", rf"{_ENTRY}截止[到至]?(?={_PERIOD})"),
    "帐": ("账", r"帐(?=[户单面款目期簿龄号务])|(?<=[记坏对转结到入欠呆查做总挂报付])帐(?![篷蓬幕下子])"),
    "证卷": ("证券", r"(?<![保考印验])证卷(?![宗子轴边])"),
    "产业练": ("产业链", r"产业练(?![习兵就手])"),
    "通膨": ("通胀", r"(?<!普)通膨(?![化润大])"),
    "通涨": ("通胀", r"通涨(?=率|压力|预期|水平|数据|风险|中枢|环境|目标|回落|高企|升温|粘性)"),
    "增涨": ("增长", r"(?<![新递])增涨(?![价停幅跌势])"),
    "竟争": ("竞争", r"(?<![究毕])竟争(?![取夺先相抢议论])"),
    "竟价": ("竞价", r"(?<![究毕])竟价(?![格值])"),
    "竟品": ("竞品", r"(?<![究毕])竟品(?![牌质种类])"),
    "驱于": ("趋于", r"(?<![先前])驱于"),
    "驱势": ("趋势", r"(?<![先前])驱势"),
    "运做": ("运作", r"(?<=市场|资本|商业|项目|独立)运做"),
    "既使": ("即使", r"既使(?!得)(?![^。；]*[又且也])"),
    "既将": ("即将", r"既将(?![^。；]*[又且也])"),
    "既便": ("即便", r"既便(?![宜于利捷])(?![^。；]*[又且])"),
    "做为": ("作为", r"做为(?!期)"),
    "按装": ("安装", r"按装(?=[了于在完好调，。、])"),
    "部份": ("部分", r"部份(?![额数量])"),
    "分额": ("份额", r"(?<=市场|基金)分额"),
    "签定": ("签订", r"(?<![标书])签定(?![位价义制向期])"),
    "渡过": ("度过", r"渡过(?=[^，。]{0,4}(?:春节|假期|假日|周末|节日|时光))"),
    "必需": ("必须", r"必需(?=要(?![素件])|坚持|遵守|符合)"),
    "记录": ("纪录", r"(?<=打破|刷新|创下)记录|(?<=最高|最好|新高|世界)记录(?![片着了在的])"),
    "反应": ("反映", r"(?<=真实|客观|如实|侧面)反应(?=[了出])"),
    "以经": ("已经", r"以经(?=完成|成为|达到|实现|取得|进入|超过)"),
    "己经": ("已经", r"(?<!自)己经(?![营济])"),
    "末来": ("未来", r"(?<![周年期月季岁世始])末来(?!临)"),
    "在次": ("再次", r"在次(?=强调|提升|上调|下调|验证|印证|证明|实现)"),
    "在度": ("再度", r"在度(?=提升|上涨|下跌|走强|回升|上调|扩张)"),
    "在创": ("再创", r"(?<!正)在创(?:历史)?新高(?![地度的后之])"),
    "再此": ("在此", r"再此(?=基础|背景|前提|过程|期间)"),
    "对像": ("对象", r"(?<=研究|服务|发行|投资|交易|受益)对像"),
    "现像": ("现象", r"(?<=[种一此等的])现像(?!素)"),
    "形像": ("形象", r"(?<=品牌|企业|公司)形像"),
    "形式": ("形势", r"(?<=经济|宏观|国际|疫情|就业)形式(?=严峻|复杂|好转|仍|依然)"),
    "收人": ("收入", r"(?<=营业|主营|销售|业务|利息)收人"),
    "投人": ("投入", r"(?<=研发|资金)投人(?![力工民])"),
    "复盖": ("覆盖", r"(?<![恢修回反重往])复盖"),
    "籍此": ("借此", r"(?<![国书户学])籍此"),
    "倍受": ("备受", r"(?<![加数几])倍受(?=关注|瞩目|青睐|推崇|欢迎)"),
}
"""What may be right elsewhere: what was meant, and where it is wrong."""

_CONTEXTS = {word: re.compile(pattern) for word, (_, pattern) in _WRONG_WHERE.items()}
_TITLE = re.compile("《[^》]*》")


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A warning at each word that stands for another."""
    project = manuscript.project
    always = words_of(project).misspellings
    meant: dict[str, str] = {word: right for word, (right, _) in _WRONG_WHERE.items()} | always
    confused = re.compile(either(meant))
    is_right = inside_of(right_words(project) | {right for right in meant.values() if right not in meant}, meant)
    for passage in manuscript.passages:
        text = blanked(_TITLE, passage.text)
        for match in confused.finditer(text):
            word = match[0]
            context = _CONTEXTS.get(word) if word not in always else None
            wrong = context.match(text, match.start()) if context else match
            if wrong and typed(passage, wrong) and not is_right(text, *wrong.span()):
                message = f"'{wrong[0]}' is not the word that is meant here"
                right = meant[word]
                mend = wrong[0].replace(word, right, 1) if wrong[0].count(word) == 1 else None
                yield on(passage, *wrong.span(), message, f"write '{right}'", mend=mend)
