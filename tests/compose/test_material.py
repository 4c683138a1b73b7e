"""A section is composed again exactly if what it looks at has changed: then, and only then, it says something else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import WriteProject
from yanbao.memory import Memory, exactly
from yanbao.model.manuscript import SectionText
from yanbao.pipeline import silent
from yanbao.pipeline.gathering import Composed, gather

_FILES = {
    "content/demo/report.yaml": (
        "title: 人工智能与传媒\nkind: 行业专题\ndate: 2024-04-22\n"
        "outline: [prose.yaml, facts.yaml, table.yaml, drawn.yaml]\n"
    ),
    "content/institution.yaml": "name: 示例证券研究所\n",
    "content/demo/prose.yaml": (
        "section: 文字\npages:\n  - title: 窗口\n    blocks:\n"
        "      - text: '{{ models.gemini }}的窗口为{{ models.gemini.context_window }}。'\n"
    ),
    "content/demo/facts.yaml": (
        "section: 对比\npages:\n  - title: 对比\n    blocks:\n"
        "      - facts: {title: 模型, entities: [models.gemini, models.gpt], facts: [context_window]}\n"
    ),
    "content/demo/table.yaml": (
        "section: 表格\npages:\n  - title: 表格\n    blocks:\n"
        "      - table: {id: visits, title: 访问量, data: visits, columns: [month, views]}\n"
    ),
    "content/demo/drawn.yaml": ("section: 例子\npages:\n  - title: 例子\n    blocks:\n      - excerpt: visits\n"),
    "content/ledger/models.yaml": (
        "gemini:\n  name: Gemini\n  source: google\n  as_of: 2024-04-22\n  context_window: {value: 100, unit: 万}\n"
        "gpt:\n  name: GPT-4\n  source: openai\n  as_of: 2024-04-22\n  vendor: OpenAI\n"
    ),
    "content/ledger/sources.yaml": (
        "google: {publisher: 谷歌, kind: company}\nopenai: {publisher: OpenAI, kind: company}\n"
        "similarweb: {publisher: SimilarWeb, kind: terminal}\n"
    ),
    "content/ledger/labels.yaml": "context_window: 上下文窗口\n",
    "data/catalog.yaml": (
        "visits:\n  source: similarweb\n  as_of: 2024-03\n  file: visits.csv\n  columns:\n"
        "    month: {type: month, label: 月份}\n    views: {type: number, unit: 万次, label: 访问量}\n"
        "other:\n  source: similarweb\n  as_of: 2024-03\n  file: other.csv\n  columns: {name: text, views: number}\n"
    ),
    "data/visits.csv": "month,views\n2024-02,100\n2024-03,120\n",
    "data/other.csv": "name,views\n甲,1\n",
}


@pytest.fixture
def root(write_project: WriteProject) -> Path:
    return write_project(_FILES)


def _composed(root: Path, memory: Memory) -> Composed:
    gathered = gather(root, (), silent, memory)
    assert not gathered.problems.all
    [item] = gathered.composed
    return item


def _read(section: SectionText) -> list[bytes]:
    """All passages in every detail, but for the numbers of their blocks."""
    every = (*section.passages, *(passage for page in section.pages for passage in page.passages))
    return [exactly(replace(passage, block=0)) for passage in every]


@pytest.mark.parametrize(
    ("file", "old", "new", "changed"),
    [
        ("content/ledger/models.yaml", "value: 100", "value: 200", {"prose", "facts"}),
        ("content/ledger/models.yaml", "vendor: OpenAI", "context_window: {value: 12.8, unit: 万}", {"facts"}),
        ("content/ledger/models.yaml", "vendor: OpenAI", "vendor: 微软", {"facts"}),
        ("content/ledger/models.yaml", "name: GPT-4\n", "name: GPT\n", {"facts"}),
        ("content/ledger/models.yaml", "gpt:\n", "grok: {name: Grok, source: openai}\ngpt:\n", {"facts"}),
        ("content/ledger/labels.yaml", "上下文窗口", "窗口", {"prose", "facts", "table", "drawn"}),
        ("content/ledger/sources.yaml", "publisher: 谷歌", "publisher: Google", {"prose", "facts", "table", "drawn"}),
        ("data/visits.csv", "120", "130", {"table"}),
        ("data/other.csv", "1", "2", set()),
        ("data/catalog.yaml", "label: 访问量", "label: 次数", {"table"}),
        ("data/catalog.yaml", "columns: {name: text", "columns: {name: {type: text, label: 名称}", set()),
        ("content/institution.yaml", "示例证券研究所", "某证券", {"prose", "facts", "table", "drawn"}),
        ("content/demo/table.yaml", "title: 访问量", "title: 访问次数", {"prose", "facts", "table", "drawn"}),
    ],
)
def test_a_section_follows_what_it_looks_at(root: Path, file: str, old: str, new: str, changed: set[str]) -> None:
    memory = Memory()
    before = _composed(root, memory)
    text = (root / file).read_text(encoding="utf-8")
    assert text.count(old) == 1 or old == "1"
    (root / file).write_text(text.replace(old, new), encoding="utf-8")
    after, anew = _composed(root, memory), _composed(root, Memory())
    sections = [one.manuscript.sections for one in (before, after, anew)]
    for was, now, fresh in zip(*sections, strict=True):
        name = Path(now.spec.file).stem
        assert (now is not was) == (name in changed), name
        assert _read(now) == _read(fresh)
    assert after.document == anew.document
    blocks = [passage.block for passage in after.manuscript.passages if passage.block]
    assert len(set(blocks)) == len({passage.block for passage in anew.manuscript.passages if passage.block})
