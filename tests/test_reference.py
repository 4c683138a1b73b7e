"""The examples in the manuals of rules are true."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from textwrap import indent

import pytest
from tools.reference.rules import examples

from yanbao import review
from yanbao.checks import check
from yanbao.compose import compose
from yanbao.load.findings import Findings
from yanbao.load.project import load_project
from yanbao.load.yaml import parse
from yanbao.memory import Memory
from yanbao.model.blocks import Block
from yanbao.model.manuscript import Manuscript
from yanbao.model.report import Page, Section
from yanbao.review.findings import RuleModule

ROOT = Path(__file__).parents[1]
REPORT = "title: 题\nkind: 专题\ndate: 2024-05-01\ninstitution: 国信证券经济研究所\noutline: [examples.yaml]\n"
COMMENT = "  # "


def reviewing() -> Iterator[tuple[RuleModule, str, str]]:
    """Every example of the reviewing rules, with PASS or FAIL."""
    for rule in review.RULES.values():
        for verdict, example in examples(rule.RULE.manual):
            yield rule, verdict, example


EXAMPLES = [pytest.param(*each, id=f"{each[0].RULE.id}-{each[1]}") for each in reviewing()]


@pytest.mark.parametrize("rule", review.RULES.values(), ids=review.RULES)
def test_a_manual_has_both_kinds_of_example(rule: RuleModule) -> None:
    assert {verdict for verdict, _ in examples(rule.RULE.manual)} == {"PASS", "FAIL"}


@pytest.mark.parametrize(("rule", "verdict", "example"), EXAMPLES)
def test_an_example_is_yaml(rule: RuleModule, verdict: str, example: str) -> None:
    found = Findings()
    assert parse(example, f"{rule.RULE.id}-{verdict}", found)
    assert not found


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Memory]:
    """A project with the sample's ledger and data, and what has been read of it."""
    root = tmp_path_factory.mktemp("project")
    for part in ("content/ledger", "data"):
        shutil.copytree(ROOT / part, root / part)
    (root / "content/docs").mkdir()
    (root / "content/docs/report.yaml").write_text(REPORT, encoding="utf-8")
    return root, Memory()


@pytest.mark.parametrize(("rule", "verdict", "example"), EXAMPLES)
def test_an_example_is_judged_as_the_manual_says(
    rule: RuleModule, verdict: str, example: str, project: tuple[Path, Memory]
) -> None:
    if COMMENT in example:
        pytest.skip("a comment tells what else it takes")
    manuscript = read(example, *project)
    if manuscript is None:
        pytest.skip("it is not of a section, or reads what the sample's ledger does not have")
    assert any(rule.check(manuscript)) == (verdict == "FAIL")


def read(example: str, root: Path, memory: Memory) -> Manuscript | None:
    """An example in a report beside the sample's ledger and data; None if it cannot stand there."""
    section = in_section(example)
    if section is None:
        return None
    (root / "content/docs/examples.yaml").write_text(section, encoding="utf-8")
    loaded = load_project(root, (), memory)
    if loaded.diagnostics or check(loaded.project, loaded.project.reports[0]):
        return None
    composed = compose(loaded.project, loaded.project.reports[0])
    return None if composed.diagnostics else composed.manuscript


def in_section(example: str) -> str | None:
    """A section file with an example of a section, page, block or list of blocks; None of anything else."""
    node = parse(example, "example.yaml", Findings())
    assert node
    if isinstance(node.value, list):
        return in_section("blocks:\n" + indent(example, "  "))
    keys = set(node.value)
    if keys <= set(Section.model_fields):
        return f"section: 例\n{example}" if "section" not in keys else example
    if len(keys) == 1 and keys <= set(Block.model_fields):
        return in_section("- " + indent(example, "  ").lstrip())
    if keys <= set(Page.model_fields):
        title = "" if "title" in keys else "  title: 例\n"
        return f"section: 例\npages:\n- {indent(example, '  ').lstrip()}{title}"
    return None
