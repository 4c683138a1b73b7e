"""Twenty company notes from one pattern: the stocks of the sample's list, with its own prices and results."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from yanbao import pipeline
from yanbao.diagnostics import Level
from yanbao.pipeline import silent
from yanbao.pipeline.gathering import Composed, gather

REPOSITORY = Path(__file__).parents[2]
REPORT = """\
title: "{{ stock }}（{{ stock.code }}）：截至4月26日年内{{ stock.ytd | pct(1) | moved }}"
kind: 公司点评
date: 2024-04-30
period: month
theme: note
file: "{{ stock.code }}-{{ report.date }}"
for_each: {as: stock, data: picks_market, where: {close: "> 0"}}
outline: [cover, note.yaml, risks.yaml, statements]
"""
NOTE = """\
section: 行情与业绩
numbered: false
pages:
  - title: |-
      年内{{ stock.ytd | pct(1) | moved }}，
      {{ "强于" if stock.ytd > median(data.picks_market, "ytd", close="> 0") else "不强于" }}名单中位数
    blocks:
      - text: |
          2024年4月26日，{{ stock }}收于{{ stock.close }}，2023年末为{{ stock.year_end }}；
          2023年归母净利润{{ stock.profit }}，
          {{ "每股收益" if stock.eps > 0 else "每股亏损" }}{{ stock.eps | abs }}，见{{ ref("peers") }}。
      - table:
          id: peers
          title: 名单里的A股
          note: 收盘价为2024年4月26日。
          data: picks_market
          where: {close: "> 0"}
          columns: [name, code, close, {column: ytd, sign: true}, market_cap, profit, pe]
          sort: -ytd
          highlight: "{{ stock }}"
"""
RISKS = """\
section: 风险提示
numbered: false
pages: [{title: 风险提示, blocks: [text: 股价波动的风险；业绩不及预期的风险。]}]
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's ledger, tables and institution, and a pattern of notes."""
    root = tmp_path_factory.mktemp("desk")
    shutil.copytree(REPOSITORY / "data", root / "data")
    shutil.copytree(REPOSITORY / "content/ledger", root / "content/ledger")
    shutil.copy(REPOSITORY / "content/institution.yaml", root / "content")
    notes = root / "content/notes"
    notes.mkdir()
    for name, text in (("report", REPORT), ("note", NOTE), ("risks", RISKS)):
        (notes / f"{name}.yaml").write_text(text, "utf-8")
    return root


@pytest.fixture(scope="module")
def notes(root: Path) -> dict[str, Composed]:
    return {item.report.slug: item for item in gather(root, ["notes"], silent).composed}


def test_each_stock_has_its_note_with_its_own_numbers(notes: dict[str, Composed]) -> None:
    frame = next(iter(notes.values())).manuscript.project.datasets["picks_market"].frame
    rows = frame[frame["close"] > 0].set_index("code")
    assert len(notes) == len(rows) == 20
    middle = rows["ytd"].median()
    for code, row in rows.iterrows():
        said = "".join(passage.text for passage in notes[f"{code}-2024-04-30"].manuscript.passages)
        verb = "上涨" if row["ytd"] > 0 else "下跌"
        assert f"{row['name']}（{code}）：截至4月26日年内{verb}{abs(row['ytd']):.1%}" in said
        assert f"{'强于' if row['ytd'] > middle else '不强于'}名单中位数" in said
        assert f"{row['name']}收于{row['close']:.2f}元，2023年末为{row['year_end']:.2f}元" in said
        assert f"每股{'收益' if row['eps'] > 0 else '亏损'}" in said


def test_they_are_clean(root: Path) -> None:
    found = pipeline.check(root, ["notes"], date(2024, 4, 30))
    assert [one for one in found if one.level is not Level.HINT] == []
