"""What tests of every room share: projects written from a dict of files, and reference texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache, partial
from pathlib import Path

import pytest
from hypothesis import settings

from tests.fuzzing import EXPLORING
from yanbao.batches import pool
from yanbao.load import project
from yanbao.load.theme import load_theme
from yanbao.memory import Memory
from yanbao.model.fonts import Fonts
from yanbao.model.theme import Theme
from yanbao.pipeline import making, session
from yanbao.typography.fonts import FontFiles, cut_fonts

BUILTIN = ("deck", "note")
GOLDEN = Path(__file__).parent / "golden"

WriteProject = Callable[[Mapping[str, str]], Path]
MatchesGolden = Callable[[str, str], bool]

INTRO = "content/demo/intro.yaml"
SMALL_PROJECT = {
    "content/demo/report.yaml": """\
title: 人工智能与传媒
kind: 行业专题
date: 2024-04-22
institution: 示例证券研究所
outline: [cover, contents, intro.yaml]
""",
    INTRO: """\
section: 大模型
pages:
  - title: 上下文窗口扩展
    blocks:
      - text: 上下文窗口长度扩展到{{ models.gemini.context_window }}。
      - chart:
          id: visits
          type: line
          title: 访问量
          data: visits
          x: month
          series: [views]
""",
    "content/ledger/models.yaml": """\
gemini:
  name: Gemini 1.5
  source: google
  as_of: 2024-02-15
  context_window: {value: 1000000, unit: 个tokens}
""",
    "content/ledger/sources.yaml": """\
google: {publisher: 谷歌, kind: company}
""",
    "content/rules.yaml": """\
rules: {missing-part: off, thin-exhibit: off}
""",
    "data/catalog.yaml": """\
visits:
  source: google
  as_of: 2024-03
  file: visits.csv
  columns:
    month: month
    views: {type: number, label: 访问量, unit: 万次}
""",
    "data/visits.csv": "month,views\n2024-01,110\n2024-02,140\n2024-03,160\n",
}
"""One report of three pages, with a fact, a table and a chart."""


settings.register_profile("anywhere", deadline=None, derandomize=not EXPLORING)  # a busy machine takes its time
settings.load_profile("anywhere")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="renew the reference texts instead of comparing with them")


LONGEST = (
    "app/test_session.py",
    "sample/test_access.py",
    "sample/test_reader_controls.py",
    "pipeline/test_rebuilds.py",
    "app/test_ending.py",
    "sample/test_reader_access.py",
    "app/test_batch.py",
    "app/test_preview.py",
    "app/test_cache.py",
    "batches/test_cluster.py",
    "typeset/test_relief.py",
    "app/test_build.py",
    "sample/test_packaging.py",
    "sample/test_editing.py",
    "test_growth.py",
    "app/test_door.py",
    "app/test_half_updated.py",
    "projects/test_cases.py",
    "charts/test_panels.py",
    "refresh/test_kills.py",
)
"""Files that take the longest. They are begun first, so that no worker has one left when the others are done."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    ranks = {Path(__file__).parent / name: rank for rank, name in enumerate(LONGEST)}
    items.sort(key=lambda item: ranks.get(item.path, len(ranks)))


@pytest.fixture(autouse=True, scope="session")
def _one_process_unless_more_are_asked_for() -> Iterator[None]:
    """In this process, as on a machine of one core: workers take seconds to start, and what a build writes is the same.

    Tests of workers ask for two; commands in processes of their own have as many as the machine has cores.
    """
    with pytest.MonkeyPatch.context() as patch:
        for module in (session, pool):
            patch.setattr(module, "cores", lambda: 1)
        yield


@pytest.fixture(autouse=True, scope="session")
def _fonts_are_cut_once() -> Iterator[None]:
    """In this process, to the same characters: most tests build the small project, and this is a third of it.

    ``typography/test_fonts.py`` tests cutting itself, and builds in processes of their own cut anew.
    """

    @lru_cache(maxsize=50)
    def kept(fonts: Fonts, characters: frozenset[str]) -> FontFiles:
        return cut_fonts(fonts, characters)

    def cut(fonts: Fonts, characters: Iterable[str], _begin: object = None) -> FontFiles:
        return kept(fonts, frozenset(characters))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(making, "cut_fonts", cut)
        yield


@pytest.fixture(autouse=True, scope="session")
def _builtin_themes_are_read_once() -> Iterator[None]:
    """In this process, for projects without templates of their own: a theme is a third of what loading reads.

    ``load/test_theme.py`` tests reading them.
    """
    kept: dict[str, tuple[Theme, Mapping[tuple[Path, str], bytes]]] = {}

    def load(name: str, root: Path | None = None, memory: Memory | None = None) -> Theme:
        if name not in BUILTIN or (root and (root / "templates").exists()):
            return load_theme(name, root, memory)
        if name not in kept:
            anew = Memory()
            kept[name] = load_theme(name, root, anew), dict(anew.held)
        theme, held = kept[name]
        if memory is not None:
            memory.held.update(held)
        return theme

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(project, "load_theme", load)
        yield


def write_small_project(root: Path, changes: Mapping[str, str]) -> Path:
    """Write the small project into a folder, some of its files replaced; an empty text leaves one out.

    Its section is left out, too, if the report that replaces its own does not name it.
    """
    files = SMALL_PROJECT | dict(changes)
    if INTRO not in changes and "intro.yaml" not in files["content/demo/report.yaml"]:
        files[INTRO] = ""
    for name, text in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if text:
            file.write_text(text, encoding="utf-8")
        else:
            file.unlink(missing_ok=True)
    return root


@pytest.fixture
def write_project(tmp_path: Path) -> WriteProject:
    """Writes the small project into a folder of its own, with such changes."""
    return partial(write_small_project, tmp_path / "project")


@pytest.fixture
def matches_golden(request: pytest.FixtureRequest) -> MatchesGolden:
    """Compares a text with ``tests/golden/NAME``; with ``--golden`` writes it there."""

    def matches(name: str, text: str) -> bool:
        if request.config.getoption("--golden"):
            (GOLDEN / name).write_text(text, encoding="utf-8")
        return (GOLDEN / name).read_text(encoding="utf-8") == text

    return matches
