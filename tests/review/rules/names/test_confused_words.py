"""Words that are taken for others."""

from __future__ import annotations

import pytest

from tests.review import found, prose, underlined
from tests.review.rules.names import LEDGER
from yanbao.review.rules.names import confused_words


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        (
            "截止2024年4月26日，截止目前，截止到4月，截止报告期末，截止收盘。",
            ["截止", "截止", "截止到", "截止", "截止"],
        ),
        ("注：数据截止2024-04-26。", ["截止"]),
        ("应收帐款与坏帐，开立帐户。", ["帐", "帐", "帐"]),
        ("受须求影向，渗透律与汇律承压，中信证卷的产业练。", ["须求", "影向", "渗透律", "汇律", "证卷", "产业练"]),
        ("通货膨涨与通膨，核心通涨压力。", ["膨涨", "通膨", "通涨"]),
        ("收入同比增涨15%，销售收人上升。", ["增涨", "收人"]),
        ("既使需求转弱，公司仍有望增长。", ["既使"]),
        ("做为龙头，部份产品完成按装。", ["做为", "部份", "按装"]),
        ("与客户签定合同，市场分额提升，景气回暧。", ["签定", "分额", "回暧"]),
        ("平稳渡过春节，股价刷新记录，在创新高。", ["渡过", "记录", "在创新高"]),
        ("可转债劵由证劵公司承销，竟争加剧，末来可期。", ["债劵", "证劵", "竟争", "末来"]),
        ("再接再励，蓄势代发。", ["再接再励", "蓄势代发"]),
        ("真实反应了供需，经济形式严峻，必需坚持。", ["反应", "形式", "必需"]),
    ],
)
def test_confusions(text: str, marks: list[str]) -> None:
    assert underlined(confused_words, prose(text)) == marks


@pytest.mark.parametrize(
    "text",
    [
        "截至2024年4月26日，申购截止4月30日，截止日期为5月，报名于6月截止。",
        "账户、账款与坏账，户外帐篷，蚊帐收入，进帐篷。",
        "通胀回落，卡通涨价，海通涨停，普通涨幅，普通膨化食品，通胀幅度，通胀跌至2%。",
        "新增涨停20家，新增涨价函，递增涨价。",
        "政策既使企业受益，又使居民受益；既便于出行又便宜。",
        "全部份额与部分额度，按装机容量计算，做为期三年的规划。",
        "标签定位清晰，签订合同，标签定价。",
        "渡过难关，渡过危机，度过春节，行为记录，刷新纪录。",
        "正在创新高地，行业在创新高后回落，在次高端与在次新股。",
        "自己经营，周末来临，年末来看，究竟争取什么，毕竟价格更低，先驱于1990年。",
        "出现像2008年的危机，对像素要求高，反应迅速，市场已充分反应。",
        "生活必需品，必需要素，可选与必需消费，多种形式，组织形式变化。",
        "恢复盖楼，反复盖章，航运做大，分工做事，数倍受益。",
        "《人民币帐户管理办法》",
        "保证卷宗完整，产业练兵。",
    ],
)
def test_silence(text: str) -> None:
    assert underlined(confused_words, prose(text)) == []


def test_what_is_bound_is_the_ledgers() -> None:
    ledger = {"content/ledger/more.yaml": "bank: {name: 银行, kind: 帐户}"} | LEDGER
    assert underlined(confused_words, prose("{{ more.bank.kind }}增长。", ledger)) == []


def test_help_gives_the_right_word() -> None:
    (finding,) = found(confused_words, prose("截止到4月。"))
    assert (finding.message, finding.help) == ("'截止到' is not the word that is meant here", "write '截至'")
