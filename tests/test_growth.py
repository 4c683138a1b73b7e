"""Twice as much of anything takes about twice the time: no input of a sane size makes a check wait."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.conftest import SMALL_PROJECT, WriteProject
from yanbao.pipeline import check

Files = Mapping[str, str]

MOST = 2.5
"""Times as long for twice as much."""

INTRO = "content/demo/intro.yaml"


def page(*texts: str) -> str:
    """A section of one page with texts."""
    blocks = "".join(f"      - text: |\n{indented(text)}" for text in texts)
    return f"section: 大模型\npages:\n  - title: 上下文窗口扩展\n    blocks:\n{blocks}"


def indented(text: str) -> str:
    return "".join(f"          {line}\n" for line in text.split("\n"))


SENTENCE = "第{0}家公司的收入为{0}.{1}亿元，同比增长{1}%，公司（{2}）推出模型甲{0}。"


def sentence(n: int) -> str:
    return SENTENCE.format(n, n % 10, chr(0x4E00 + n * 7 % 9000) + chr(0x4E00 + n * 13 % 9000))


def many_paragraphs(n: int) -> Files:
    return {INTRO: page("\n\n".join(sentence(i) for i in range(n)))}


def many_texts(n: int) -> Files:
    return {INTRO: page(*(sentence(i) for i in range(n)))}


def many_pages(n: int) -> Files:
    pages = "".join(f"  - title: 标题{sentence(i)[:8]}\n    blocks:\n      - text: {sentence(i)}\n" for i in range(n))
    return {INTRO: f"section: 大模型\npages:\n{pages}"}


def many_lines(n: int) -> Files:
    return {INTRO: page(*("\n".join(sentence(i) for i in range(start, start + 20)) for start in range(0, n, 20)))}


def long_words(n: int) -> Files:
    return {INTRO: page(*("a" * 2_900 for _ in range(n)))}


def long_paragraphs(n: int) -> Files:
    return {INTRO: page(*("".join(sentence(i) for i in range(k, k + 60)) for k in range(0, n * 60, 60)))}


def long_enumerations(n: int) -> Files:
    return {INTRO: f"{SMALL_PROJECT[INTRO]}      - text: {'、'.join(['12%'] * n)}。\n"}


def deep_lists(n: int) -> Files:
    return {INTRO: page(*("\n".join("  " * depth + f"- 第{depth}层" for depth in range(12)) for _ in range(n)))}


def many_unknown_names(n: int) -> Files:
    facts = "".join(f"fact_{i:05}: {{name: 公司{i}, revenue: {{value: {i}, unit: 亿元}}}}\n" for i in range(n))
    facts = facts.replace("{name", "{source: google, as_of: 2024-02-15, name")
    texts = [f"收入{{{{ models.fakt_{i:05}.revenue }}}}。" for i in range(n)]
    return {"content/ledger/models.yaml": SMALL_PROJECT["content/ledger/models.yaml"] + facts, INTRO: page(*texts)}


def many_facts(n: int) -> Files:
    facts = "".join(
        f"f{i}: {{source: google, as_of: 2024-02-15, name: 公司{i}, revenue: {{value: {i}, unit: 亿元}}}}\n"
        for i in range(n)
    )
    return {"content/ledger/models.yaml": SMALL_PROJECT["content/ledger/models.yaml"] + facts}


def many_sources(n: int) -> Files:
    sources = "".join(f"s{i}: {{publisher: 机构{i}, kind: company}}\n" for i in range(n))
    return {"content/ledger/sources.yaml": SMALL_PROJECT["content/ledger/sources.yaml"] + sources}


def wide_head(n: int) -> Files:
    """A table whose head has names that are not those of the catalog."""
    declared = "".join(f"    col_{i:05}: number\n" for i in range(n))
    catalog = (
        f"visits:\n  source: google\n  as_of: 2024-03\n  file: visits.csv\n  columns:\n    month: month\n{declared}"
    )
    head = ",".join(f"kol_{i:05}" for i in range(n))
    return {"data/catalog.yaml": catalog, "data/visits.csv": f"month,{head}\n2024-01,{'1,' * (n - 1)}1\n"}


def wide_table(n: int) -> Files:
    declared = "".join(f"    col_{i:05}: number\n" for i in range(n))
    catalog = SMALL_PROJECT["data/catalog.yaml"] + declared
    head = ",".join(f"col_{i:05}" for i in range(n))
    rows = "".join(f"2024-0{month},{month},{'1,' * (n - 1)}1\n" for month in (1, 2, 3))
    return {"data/catalog.yaml": catalog, "data/visits.csv": f"month,views,{head}\n{rows}"}


def long_cells(n: int) -> Files:
    catalog = SMALL_PROJECT["data/catalog.yaml"] + "    remark: text\n"
    rows = "".join(f"20{10 + i // 12:02}-{i % 12 + 1:02},{i + 1},{'长' * 2_000}{i}\n" for i in range(n))
    return {"data/catalog.yaml": catalog, "data/visits.csv": "month,views,remark\n" + rows}


def bad_cells(n: int) -> Files:
    rows = "".join(f"2024-01,很多{i}\n" for i in range(n))
    return {"data/visits.csv": "month,views\n" + rows}


def many_findings(n: int) -> Files:
    return {INTRO: page(*(f"增长，，下降（{sentence(i)}" for i in range(n)))}


def many_stocks(n: int) -> Files:
    rows = "".join(f"    - [{600000 + i}.SH, 公司{chr(0x4E00 + i % 9000)}{i}, {i}]\n" for i in range(n))
    table = (
        "media_gainers:\n  source: google\n  as_of: 2024-04-26\n"
        f"  columns: {{code: ticker, name: text, cap: number}}\n  rows:\n{rows}"
    )
    texts = [f"我们看好公司{chr(0x4E00 + i % 9000)}{i}（{600000 + i}.SH）。" for i in range(n)]
    return {"content/ledger/stocks.yaml": table, INTRO: page(*texts)}


CASES: Mapping[str, tuple[Callable[[int], Files], int]] = {
    "many paragraphs": (many_paragraphs, 150),
    "many texts": (many_texts, 150),
    "many pages": (many_pages, 100),
    "many lines": (many_lines, 200),
    "long words": (long_words, 1),
    "long paragraphs": (long_paragraphs, 4),
    "long enumerations": (long_enumerations, 60),
    "deep lists": (deep_lists, 30),
    "many unknown names": (many_unknown_names, 60),
    "many facts": (many_facts, 300),
    "many sources": (many_sources, 600),
    "wide head": (wide_head, 150),
    "wide table": (wide_table, 300),
    "long cells": (long_cells, 60),
    "bad cells": (bad_cells, 5_000),
    "many findings": (many_findings, 100),
    "many stocks": (many_stocks, 150),
}


def seconds(root: Path) -> float:
    """The time of the processor that a check takes."""
    gc.collect()
    started = time.process_time()
    check(root)
    return time.process_time() - started


@pytest.mark.parametrize("case", CASES)
def test_twice_as_much_takes_twice_the_time(case: str, write_project: WriteProject) -> None:
    make, size = CASES[case]
    check(write_project({}))  # what it needs is loaded
    for _ in range(3):  # on a busy machine one may be disturbed
        once, twice = seconds(write_project(make(size))), seconds(write_project(make(2 * size)))
        if twice <= MOST * once:
            return
    pytest.fail(f"{once:.2f} s, and {twice:.2f} s for twice as much")
