"""Projects of any length, for the scaling curve: the sample's mix of pages, with texts and numbers of their own.

A chapter is a divider and seven pages with seven charts and six tables; four chapters are about as long as the sample.
Nothing is equal between two pages, so nothing is shared by accident. Equal ``times`` give equal projects.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

CHAPTERS = 4
"""As long as the sample."""

_WHO = [
    "头部厂商",
    "中小团队",
    "渠道伙伴",
    "内容公司",
    "平台企业",
    "出海产品",
    "研究机构",
    "芯片厂商",
    "云服务商",
    "广告主",
    "影视公司",
    "游戏公司",
]
_DOES = [
    "持续推进",
    "重新评估",
    "逐步扩大",
    "加快落实",
    "明显提升",
    "稳步改善",
    "主动收缩",
    "集中验证",
    "有序开放",
    "反复打磨",
    "陆续公布",
    "重点布局",
]
_WHOSE = ["多模态", "长文本", "搜索", "社交", "音乐", "视频", "办公", "教育", "电商", "影视", "营销", "终端"]
_WHAT = [
    "产品能力",
    "活跃用户",
    "商业模式",
    "数据资产",
    "交付效率",
    "内容供给",
    "算力投入",
    "付费转化",
    "合作范围",
    "推理成本",
    "版权储备",
    "组织流程",
]
_SO = [
    "行业格局仍在变化",
    "供需关系趋于平衡",
    "竞争焦点转向体验",
    "成本曲线继续下移",
    "应用落地节奏加快",
    "投入产出更受重视",
]
_SYLLABLES = "星河云海天光远道安泰启辰华瑞景博雅同创力飞长万"

_TEXT = """\
      - text: |
          {{{{ value(data.p{n}, "sales", name="{name}") }}}}是{name}的收入，{sentences}。

          {more}。
"""
_TABLE = """\
      - table: {{title: {title}比较, data: p{n}, columns: [name, sales, users, growth], limit: {rows}}}
"""
_BAR = """\
      - chart: {{id: bar-{n}, type: bar, title: {title}收入, data: p{n}, x: name, y: sales}}
"""
_COLUMN = """\
      - chart: {{id: column-{n}, type: column, title: {title}收入, data: p{n}, x: name, series: sales}}
"""
_LINE = """\
      - chart: {{id: line-{n}, type: line, title: {title}走势, data: d{n}, x: date, series: [first, second]}}
"""
_CARDS = """\
      - cards:
          - {{value: '{{{{ value(data.p{n}, "users", name="{name}") }}}}', label: {name}用户}}
          - {{value: '{{{{ value(data.p{n}, "growth", name="{name}") }}}}', label: {name}增速}}
"""
_PAGES = (
    ((_TEXT, _TABLE), (_BAR,)),
    ((_TEXT,), (_COLUMN,)),
    ((_TABLE,), (_LINE,)),
    ((_TEXT, _CARDS), (_TABLE, _COLUMN)),
    ((_LINE,), (_TEXT, _CARDS)),
    ((_TABLE,), (_BAR,)),
    ((_TEXT, _TABLE), (_BAR,)),
)
_CATALOG_PAGE = """\
p{n}:
  source: own
  as_of: 2024-03
  file: p{n}.csv
  columns:
    name: {{type: text, label: 名称}}
    sales: {{type: number, label: 收入, unit: 亿元, decimals: 1}}
    users: {{type: number, label: 用户, unit: 亿人, decimals: 2}}
    growth: {{type: percent, label: 增速, decimals: 1}}
"""
_CATALOG_DAYS = """\
d{n}:
  source: own
  as_of: 2024-04
  file: d{n}.csv
  columns:
    date: {{type: date, label: 日期}}
    first: {{type: number, label: 主指数, decimals: 2}}
    second: {{type: number, label: 副指数, decimals: 2}}
"""


def write_synthetic(root: Path, times: float) -> None:
    """Write a project ``times`` as long as the sample into an empty folder."""
    chance = random.Random(20240426)
    chapters = max(1, round(CHAPTERS * times))
    for name in ("content/long", "content/ledger", "data"):
        (root / name).mkdir(parents=True)
    outline = ", ".join(["cover", "contents", "figures", *(f"c{number}.yaml" for number in range(chapters))])
    _write(
        root / "content/long/report.yaml",
        f"title: 合成报告\nkind: 基准\ndate: 2024-04\ninstitution: 示例证券研究所\noutline: [{outline}]\n",
    )
    _write(root / "content/ledger/sources.yaml", "own: {publisher: 合成数据, kind: company}\n")
    _write(root / "content/rules.yaml", "rules: {missing-part: off}\n")
    catalog = ""
    for chapter in range(chapters):
        pages = "".join(_page(chapter * len(_PAGES) + kind, kind, root / "data", chance) for kind in range(len(_PAGES)))
        _write(root / f"content/long/c{chapter}.yaml", f"section: {_title(chance)}\npages:\n{pages}")
    for number in range(chapters * len(_PAGES)):
        catalog += _CATALOG_PAGE.format(n=number)
        if (root / f"data/d{number}.csv").exists():
            catalog += _CATALOG_DAYS.format(n=number)
    _write(root / "data/catalog.yaml", catalog)


def _page(number: int, kind: int, data: Path, chance: random.Random) -> str:
    """A page, whose tables are written into ``data``."""
    names = _names(chance)
    _write(data / f"p{number}.csv", "name,sales,users,growth\n" + "".join(_rows(names, chance)))
    columns = _PAGES[kind]
    if any(_LINE in column for column in columns):
        _write(data / f"d{number}.csv", "date,first,second\n" + "".join(_days(chance)))
    values = {
        "n": number,
        "name": names[0],
        "title": _title(chance),
        "rows": len(names),
        "sentences": "；".join(_sentence(chance) for _ in range(3)),
        "more": "；".join(_sentence(chance) for _ in range(4)),
    }
    text = f"  - title: {_title(chance)}\n    blocks:\n    - columns:\n"
    for column in columns:
        text += "      - blocks:\n" + "".join(_indented(block.format(**values)) for block in column)
    return text


def _indented(block: str) -> str:
    return "".join(f"    {line}" if line.strip() else line for line in block.splitlines(keepends=True))


def _names(chance: random.Random) -> list[str]:
    return list(dict.fromkeys("".join(chance.sample(_SYLLABLES, 3)) for _ in range(chance.randint(4, 7))))


def _rows(names: list[str], chance: random.Random) -> Iterator[str]:
    for name in names:
        yield f"{name},{chance.uniform(1, 900):.1f},{chance.uniform(0.1, 9):.2f},{chance.uniform(0, 1.5):.1%}\n"


def _days(chance: random.Random) -> Iterator[str]:
    first, second = chance.uniform(900, 4000), chance.uniform(900, 4000)
    for day in range(76):
        first, second = first * chance.uniform(0.97, 1.03), second * chance.uniform(0.97, 1.03)
        yield f"{date(2024, 1, 2) + timedelta(days=day)},{first:.2f},{second:.2f}\n"


def _title(chance: random.Random) -> str:
    name = "".join(chance.sample(_SYLLABLES, 3))
    return f"{chance.choice(_WHOSE)}与{chance.choice(_WHOSE)}{chance.choice(_WHAT)}之{name}"


def _sentence(chance: random.Random) -> str:
    words = (_WHO, _DOES, _WHOSE, _WHAT)
    return "".join(map(chance.choice, words)) + f"与{chance.choice(_WHOSE)}{chance.choice(_WHAT)}，{chance.choice(_SO)}"


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
