"""What reading texts has given lasts in the store, and a library is not loaded again for it; findings stay the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import WriteProject
from yanbao import pipeline
from yanbao.diagnostics import Diagnostic
from yanbao.memory import Lasting
from yanbao.pipeline.lasting import _unpack
from yanbao.pipeline.store import open_store
from yanbao.review.reading import sounds
from yanbao.segmentation import Segmenter

REPORT = "title: 造车\nkind: 行业专题\ndate: 2024-04-22\ninstitution: 示例证券研究所\noutline: [more.yaml]\n"
MORE = (
    "section: 造车\npages:\n  - title: 造车\n    blocks:\n"
    "      - text: 造车新势力的销量增长长期领先，造车新实力的的份额仍低。{more}\n"
)


@pytest.fixture(autouse=True)
def _anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is known but what the store has."""
    for one in Lasting.every.values():
        monkeypatch.setattr(one, "known", {})


@pytest.fixture
def root(write_project: WriteProject) -> Path:
    root = write_project({"content/demo/report.yaml": REPORT, "content/demo/more.yaml": MORE.format(more="")})
    open_store(root).put("ab" * 32, b"it is there")
    return root


def checked(root: Path) -> tuple[Diagnostic, ...]:
    """Findings, by a process that knows nothing yet."""
    for one in Lasting.every.values():
        one.known = {}
    return pipeline.check(root)


def test_libraries_are_not_loaded_for_texts_that_were_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = checked(root)
    assert {one.rule for one in found} >= {"doubled-word", "mixed-terms"}, found

    def load(*_: object) -> str:
        raise AssertionError

    monkeypatch.setattr(Segmenter, "_cut", load)
    monkeypatch.setattr(sounds, "_looked_up", load)
    assert checked(root) == found
    (root / "content/demo/more.yaml").write_text(MORE.format(more="份额份额增长长。"), encoding="utf-8")
    assert "failed-rule" in {one.rule for one in checked(root)}, "a new text is read, with what is not to be had here"


@pytest.mark.parametrize(
    "told", ["[]", "{", '{"sounds": {"新": 1}, "words": {}}', '{"sounds": {}, "words": {"新": 1}}']
)
def test_what_is_malformed_is_read_again(root: Path, told: str) -> None:
    found = checked(root)
    folder = open_store(root).folder
    assert folder
    [key] = [file.parent.name + file.name for file in folder.glob("??/*") if b'"sounds"' in file.read_bytes()]
    open_store(root).put(key, told.encode())
    assert checked(root) == found
    kept = open_store(root).recall(key, _unpack)
    assert kept
    assert kept["words"]


def test_nothing_is_kept_where_there_is_no_store(write_project: WriteProject) -> None:
    root = write_project({"content/demo/report.yaml": REPORT, "content/demo/more.yaml": MORE.format(more="")})
    checked(root)
    assert not (root / ".yanbao").exists()
