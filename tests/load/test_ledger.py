"""Entities, facts, sources and labels."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import projects
from yanbao.compose.scope import names_in_scope
from yanbao.diagnostics import Mark
from yanbao.load.findings import Findings
from yanbao.load.ledger import load_ledger
from yanbao.load.names import RESERVED
from yanbao.model.ledger import Entity, Fact, Ledger, LocatedFact


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    found = Findings()
    ledger, tables = load_ledger(projects.copy("good", tmp_path / "project"), found)
    assert not found
    assert [table.name for table in tables] == ["gainers", "picks"]
    return ledger


def fact(ledger: Ledger, path: str) -> Fact:
    found = ledger.find(path)
    assert isinstance(found, LocatedFact)
    assert found.path == path
    return found.spec


def test_entity(ledger: Ledger) -> None:
    gemini = ledger.find("models.gemini")
    assert isinstance(gemini, Entity)
    assert (gemini.name, gemini.aliases) == ("Gemini 1.5", ("双子",))
    assert list(gemini.facts) == ["vendor", "released", "win_rate", "context_window"]
    assert gemini.mark == Mark("content/ledger/models.yaml", 1, 1)


def test_source_and_date_of_the_entity_are_those_of_its_facts(ledger: Ledger) -> None:
    assert fact(ledger, "models.gemini.vendor") == Fact(value="谷歌", source=["google"], as_of="2024-02-15")
    own = fact(ledger, "models.gemini.context_window")
    assert (own.source, own.as_of) == (("google", "wind"), "2024-02")
    assert fact(ledger, "models.llama.vendor").source == ()


def test_numbers(ledger: Ledger) -> None:
    assert fact(ledger, "models.gemini.context_window").value == 1_000_000
    assert fact(ledger, "models.llama.parameters").value == 4e11
    assert fact(ledger, "models.gemini.released").value == "2024-02-15"


def test_a_percentage_is_a_ratio(ledger: Ledger) -> None:
    rate = fact(ledger, "models.gemini.win_rate")
    assert (rate.value, rate.unit, rate.decimals) == (0.871, "%", 1)


def test_sources_and_labels(ledger: Ledger) -> None:
    assert ledger.sources["google"].publisher == "谷歌"
    assert ledger.labels["released"] == "发布日期"


def test_a_project_needs_no_ledger(tmp_path: Path) -> None:
    found = Findings()
    assert load_ledger(tmp_path, found) == (Ledger(), [])
    assert not found


@pytest.mark.parametrize("key", ["A", "大模型"])
def test_what_is_no_name_is_underlined_as_long_as_it_is(key: str, tmp_path: Path) -> None:
    root = projects.copy("good", tmp_path / "project")
    (root / "content/ledger/firms.yaml").write_text(f"{key}:\n  name: 甲\n", encoding="utf-8")
    found = Findings()
    load_ledger(root, found)
    assert [(one.rule, one.mark, one.width) for one in found] == [
        ("bad-name", Mark("content/ledger/firms.yaml", 1, 1), len(key))
    ]


def test_words_of_expressions_are_no_namespaces() -> None:
    assert set(names_in_scope(Ledger(), {}, {})) <= RESERVED
