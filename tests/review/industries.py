"""A report of six sections, each of another industry, whose text is read against the tables and charts beside it."""

from __future__ import annotations

from textwrap import indent

from tests.review import REPORT, SOURCES, read
from yanbao.model.manuscript import Manuscript

TABLES = """
solar:
  source: wind
  as_of: newest
  columns:
    month: {type: month, label: 月份}
    added: {type: number, label: 新增装机, unit: GW, decimals: 1}
    added_yoy: {type: percent, label: 新增装机同比, decimals: 1}
    export: {type: number, label: 出口额, unit: 亿元, decimals: 1}
    price: {type: number, label: 组件均价, unit: 元/W, decimals: 2}
  rows:
    - [2025-01, 12.1, 10.0%, 148.2, 0.69]
    - [2025-02, 14.8, 35.8%, 131.5, 0.70]
    - [2025-03, 20.2, 124.0%, 172.4, 0.73]
    - [2025-04, 45.2, 214.7%, 180.6, 0.72]
    - [2025-05, 92.9, 388.0%, 185.3, 0.68]
    - [2025-06, 14.4, -38.5%, 169.9, 0.66]
    - [2025-07, 11.0, -47.6%, 176.2, 0.67]
    - [2025-08, 7.4, -55.3%, 190.7, 0.68]
    - [2025-09, 9.7, -53.8%, 188.4, 0.69]
airports:
  title: 主要机场运营数据
  source: wind
  as_of: 2025-09
  columns:
    name: {type: text, label: 机场}
    people: {type: number, label: 旅客吞吐量, unit: 万人次, decimals: 1}
    people_yoy: {type: percent, label: 旅客吞吐量同比, decimals: 1}
    cargo: {type: number, label: 货邮吞吐量, unit: 万吨, decimals: 2}
    cargo_yoy: {type: percent, label: 货邮吞吐量同比, decimals: 1}
    abroad: {type: percent, label: 国际旅客占比, decimals: 1}
  rows:
    - [云岭机场, 712.3, 6.1%, 18.42, 9.7%, 17.6%]
    - [海陵机场, 640.8, 3.4%, 12.06, 4.2%, 21.3%]
    - [江宁机场, 528.6, 8.9%, 21.75, 12.8%, 12.4%]
    - [北川机场, 455.9, -1.2%, 6.31, -3.5%, 5.8%]
dairy:
  title: 禾丰乳业分季度业绩
  source: wind
  as_of: newest
  columns:
    quarter: {type: quarter, label: 季度}
    revenue: {type: number, label: 营业收入, unit: 亿元, decimals: 1}
    profit: {type: number, label: 归母净利润, unit: 亿元, decimals: 2}
    margin: {type: percent, label: 毛利率, decimals: 1}
    milk: {type: number, label: 液奶销量, unit: 万吨, decimals: 1}
  rows:
    - [2024Q1, 52.3, 3.18, 33.1%, 41.2]
    - [2024Q2, 55.8, 2.94, 32.6%, 44.7]
    - [2024Q3, 60.1, 4.05, 34.0%, 47.9]
    - [2024Q4, 49.6, -0.62, 30.2%, 39.5]
    - [2025Q1, 54.9, 3.47, 33.8%, 42.6]
    - [2025Q2, 57.2, 3.36, 34.9%, 45.1]
    - [2025Q3, 63.7, 4.71, 34.6%, 50.3]
plan:
  title: 禾丰乳业盈利预测
  source: wind
  as_of: 2025-10-31
  columns:
    period: {type: text, label: 年度}
    revenue: {type: number, label: 营业收入, unit: 亿元, decimals: 1}
    profit: {type: number, label: 归母净利润, unit: 亿元, decimals: 2}
    margin: {type: percent, label: 毛利率, decimals: 1}
  rows:
    - [2022A, 189.7, 6.83, 30.4%]
    - [2023A, 196.4, 8.12, 31.7%]
    - [2024A, 217.8, 9.55, 32.5%]
    - [2025E, 231.5, 11.86, 34.1%]
    - [2026E, 250.2, 13.97, 35.0%]
    - [2027E, 269.8, 16.04, 35.6%]
costs:
  title: 水泥单位成本
  source: wind
  as_of: 2025-06-30
  columns:
    item: {type: text, label: 项目}
    last: {type: number, label: 2024年上半年, unit: 元/吨, decimals: 1}
    this: {type: number, label: 2025年上半年, unit: 元/吨, decimals: 1}
    change: {type: percent, label: 同比, decimals: 1}
  rows:
    - [燃料动力, 121.6, 104.3, -14.2%]
    - [原材料, 42.8, 41.5, -3.0%]
    - [折旧, 18.7, 19.6, 4.8%]
    - [人工薪酬, 15.9, 15.4, -3.1%]
    - [合计, 199.0, 180.8, -9.1%]
regions:
  title: 水泥分区域收入
  source: wind
  as_of: 2024-12-31
  columns:
    area: {type: text, label: 区域}
    last: {type: number, label: 2023年, unit: 亿元, decimals: 1}
    this: {type: number, label: 2024年, unit: 亿元, decimals: 1}
    growth: {type: percent, label: 同比, decimals: 1}
    share: {type: percent, label: 2024年占比, decimals: 1}
  rows:
    - [沿江, 88.4, 81.2, -8.1%, 41.5%]
    - [岭南, 61.7, 64.9, 5.2%, 33.2%]
    - [陇右, 30.2, 33.8, 11.9%, 17.3%]
    - [关外, 17.3, 15.7, -9.2%, 8.0%]
hogs:
  title: 生猪周度行情
  source: wind
  as_of: newest
  columns:
    week: {type: date, label: 截至}
    hog: {type: number, label: 生猪均价, unit: 元/公斤, decimals: 2}
    piglet: {type: number, label: 仔猪均价, unit: 元/头, decimals: 0}
  rows:
    - [2025-09-12, 13.42, 468]
    - [2025-09-19, 13.05, 441]
    - [2025-09-26, 12.71, 420]
    - [2025-10-10, 11.88, 371]
    - [2025-10-17, 11.25, 334]
    - [2025-10-24, 11.63, 342]
    - [2025-10-31, 12.04, 356]
boards:
  title: 指数表现
  source: wind
  as_of: 2025-10-31
  columns:
    name: {type: text, label: 指数}
    week: {type: percent, label: 本周涨跌幅, decimals: 1}
    month: {type: percent, label: 本月涨跌幅, decimals: 1}
    ytd: {type: percent, label: 年初至今涨跌幅, decimals: 1}
  rows:
    - [申万农林牧渔, 1.9%, -2.4%, 14.6%]
    - [申万食品饮料, -0.7%, -3.1%, -4.3%]
    - [沪深300, 0.4%, 1.2%, 17.9%]
stocks:
  title: 重点公司估值
  source: wind
  as_of: 2025-10-31
  columns:
    name: {type: text, label: 公司}
    close: {type: number, label: 收盘价, unit: 元, decimals: 2}
    cap: {type: number, label: 总市值, unit: 亿元, decimals: 1}
    eps25: {type: number, label: EPS 2025E, unit: 元, decimals: 2}
    eps26: {type: number, label: EPS 2026E, unit: 元, decimals: 2}
    pe25: {type: number, label: PE 2025E, unit: 倍, decimals: 1}
    pe26: {type: number, label: PE 2026E, unit: 倍, decimals: 1}
  rows:
    - [牧野农牧, 41.20, 2251.4, 3.06, 3.58, 13.5, 11.5]
    - [温岚股份, 17.85, 1187.6, 1.29, 1.64, 13.8, 10.9]
    - [新望六合, 9.76, 442.5, 0.48, 0.71, 20.3, 13.7]
"""

_TABLE = "table: {{id: {id}, title: {title}, unit: {unit}, data: {data}, columns: [{columns}]}}"
FIGURES = {
    "solar": [
        ("solar-table", "光伏月度装机与出口", "2025年1—9月", "solar", "month, added, added_yoy, export, price"),
    ],
    "airports": [
        (
            "airport-table",
            "四大机场9月运营",
            "2025年9月",
            "airports",
            "name, people, people_yoy, cargo, cargo_yoy, abroad",
        )
    ],
    "dairy": [
        ("quarter-table", "分季度业绩", "2024年一季度—2025年三季度", "dairy", "quarter, revenue, profit, margin, milk"),
    ],
    "plan": [("plan-table", "盈利预测", "2022A—2027E", "plan", "period, revenue, profit, margin")],
    "cement": [
        ("cost-table", "单位成本：燃料降幅居首", "元/吨", "costs", "item, last, this, change"),
        ("region-table", "陇右增速居首", "2024年", "regions", "area, last, this, growth, share"),
    ],
    "farms": [
        ("board-table", "板块本周跑赢沪深300", "截至2025年10月31日", "boards", "name, week, month, ytd"),
        ("stock-table", "重点公司估值", "截至2025年10月31日", "stocks", "name, close, cap, eps25, eps26, pe25, pe26"),
    ],
}
SECTIONS = ("summary", *FIGURES, "hogs")


def of_industry(place: str, text: str, title: str = "", caption: str = "", about: str = "") -> Manuscript:
    """The manuscript of a report with some Markdown in one of its sections, of which ``summary`` has no figures.

    ``about`` are more keys of the report, such as its title.
    """
    files = {"content/ledger/tables.yaml": TABLES, "content/ledger/sources.yaml": SOURCES}
    for name in SECTIONS:
        own = name == place
        blocks = [f"- text: |\n{indent(text if own else '见图表。', '    ')}"]
        blocks += [f"- {_TABLE.format(**_keys(one))}" for one in FIGURES.get(name, ())]
        if name == "hogs":
            shown = caption if own and caption else "生猪与仔猪均价"
            series = "[hog, {y: piglet, axis: right}]"
            blocks.append(f"- chart: {{type: line, title: {shown}, data: hogs, x: week, series: {series}}}")
        heading = title if own and title else "页"
        body = indent("\n".join(blocks), "      ")
        files[f"content/demo/{name}.yaml"] = f"section: 章\npages:\n  - title: {heading}\n    blocks:\n{body}\n"
    outline = ", ".join(f"{name}.yaml" for name in SECTIONS)
    report = REPORT.replace("2024-04-26", "2025-10-31").replace("section.yaml", outline)
    if about:
        report = report.replace("title: 人工智能与传媒\n", "") + about
    return read("", files, report)


def _keys(one: tuple[str, ...]) -> dict[str, str]:
    return dict(zip(("id", "title", "unit", "data", "columns"), one, strict=True))
