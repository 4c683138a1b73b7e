"""A project of small notes, one for each row of a table: two pages, two charts and a table."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

_REPORT = """\
title: "{{ stock }}（{{ stock.code }}）：收盘价{{ last(data.quotes, 'close', code=stock.code) }}"
kind: 晨会点评
industry: "{{ stock.theme }}"
date: 2024-04-26
theme: note
institution: 示例证券研究所
file: "{{ stock.code }}-{{ report.date }}"
for_each: {as: stock, data: coverage}
outline: [note.yaml]
"""
TEXTS = (
    "股价由行业景气、公司业绩与市场风险偏好共同决定。本报告只陈述已公布的数字，不作盈利预测，也不给目标价。估值倍数因口径不同而有差异，"
    "比较时以同一口径为准；复权方式不同，区间涨跌幅也不同。",
    "收入取自年度报告，未经调整；归母净利润含非经常性损益，与扣除后的数额可能相差较大。会计政策变更、合并范围变化与商誉减值都会影响可比性，"
    "需结合附注阅读。毛利率、费用率与研发投入的变化，是净利率变化的主要来源。",
    "风险提示：宏观经济波动，行业政策变化，竞争加剧，新产品进展不及预期，汇率波动，商誉减值，股东减持。历史表现不代表未来表现。"
    "本报告所载资料来自公开信息，力求准确，但不作保证。",
)
"""Paragraphs that all notes have."""
_NOTE = f"""\
section: 点评
numbered: false
pages:
  - title: "{{{{ stock }}}}：行情与估值"
    blocks:
      - text: |
          {{{{ stock }}}}（{{{{ stock.code }}}}）收于{{{{ last(data.quotes, "close", code=stock.code) }}}}，年初至今
          {{{{ stock.ytd | signed }}}}，总市值{{{{ stock.cap }}}}。区间最高
          {{{{ highest(data.quotes, "close", code=stock.code) }}}}，最低
          {{{{ lowest(data.quotes, "close", code=stock.code) }}}}。所属主题为{{{{ stock.theme }}}}。

          {TEXTS[0]}

          股价见{{{{ ref("price") }}}}，主要财务数据见{{{{ ref("results") }}}}，收入走势见{{{{ ref("revenue") }}}}。
      - chart: {{id: price, type: line, title: "{{{{ stock }}}}股价", data: quotes, x: date, series: close,
                where: {{code: "{{{{ stock.code }}}}"}}}}
      - text: {TEXTS[1]}
  - title: "{{{{ stock }}}}：收入与利润"
    blocks:
      - table: {{id: results, title: 主要财务数据, data: results, columns: [year, revenue, profit, margin],
                where: {{code: "{{{{ stock.code }}}}"}}}}
      - text: |
          2023年营业收入{{{{ value(data.results, "revenue", year="2023", code=stock.code) }}}}，归母净利润
          {{{{ value(data.results, "profit", year="2023", code=stock.code) }}}}，净利率
          {{{{ value(data.results, "margin", year="2023", code=stock.code) }}}}。
      - chart: {{id: revenue, type: column, title: "{{{{ stock }}}}营业收入", data: results, x: year,
                series: revenue, where: {{code: "{{{{ stock.code }}}}"}}}}
      - text: {TEXTS[2]}
"""
_CATALOG = """\
coverage:
  source: exchange
  as_of: 2024-04-26
  file: coverage.csv
  columns:
    code: {type: ticker, label: 代码}
    name: {type: text, label: 简称}
    theme: {type: text, label: 主题}
    cap: {type: number, unit: 亿元, label: 总市值}
    ytd: {type: percent, label: 年初至今}
quotes:
  source: exchange
  as_of: newest
  file: quotes.csv
  columns:
    date: {type: date, label: 日期}
    code: {type: ticker, label: 代码}
    close: {type: number, unit: 元, label: 收盘价}
results:
  source: exchange
  as_of: 2023
  file: results.csv
  columns:
    year: {type: year, label: 年度}
    code: {type: ticker, label: 代码}
    revenue: {type: number, unit: 亿元, label: 营业收入}
    profit: {type: number, unit: 亿元, label: 归母净利润}
    margin: {type: percent, label: 净利率}
"""
_THEMES = ("游戏", "影视", "出版", "营销", "广电", "互动媒体", "白酒", "银行", "半导体", "光伏", "医药", "汽车")
_NAMES = "华东南方北大中天新海金长江山河泰安信达兴业国联通讯恒瑞科技光电远洋昆仑紫石银泉东升立立讯光明云海"
_DAYS = 60


def write_notes(root: Path, count: int) -> Path:
    """Write a project with ``count`` notes, the same for every call."""
    chance = random.Random(20)
    days = [day for n in range(_DAYS * 2) if (day := date(2024, 4, 26) - timedelta(n)).weekday() < 5][:_DAYS][::-1]
    coverage, quotes, results = ["code,name,theme,cap,ytd"], ["date,code,close"], ["year,code,revenue,profit,margin"]
    for number in range(count):
        code = f"{600000 + number}.SH"
        name = "".join(chance.sample(_NAMES, 4))
        coverage.append(f"{code},{name},{chance.choice(_THEMES)},{chance.randint(20, 9000)},{chance.randint(-40, 60)}%")
        close = chance.uniform(5, 80)
        for day in days:
            close *= chance.uniform(0.97, 1.03)
            quotes.append(f"{day},{code},{close:.2f}")
        revenue = chance.uniform(10, 400)
        for year in range(2019, 2024):
            revenue *= chance.uniform(0.9, 1.3)
            margin = chance.randint(3, 30)
            results.append(f"{year},{code},{revenue:.1f},{revenue * margin / 100:.1f},{margin}%")
    files = {
        "content/note/report.yaml": _REPORT,
        "content/note/note.yaml": _NOTE,
        "content/ledger/sources.yaml": "exchange: {publisher: 上海证券交易所, kind: terminal}\n",
        "content/rules.yaml": "rules: {missing-part: off}\n",
        "data/catalog.yaml": _CATALOG,
        "data/coverage.csv": "\n".join((*coverage, "")),
        "data/quotes.csv": "\n".join((*quotes, "")),
        "data/results.csv": "\n".join((*results, "")),
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root
