"""Whatever is in the files: problems are reported, never raised."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import projects
from tests.fuzzing import CASES, in_time, many

YAML = ("content/demo/report.yaml", "content/demo/market.yaml", "content/ledger/models.yaml", "data/catalog.yaml")
CSV = ("data/index_daily.csv", "data/tables/events.csv")
fewer = settings(many, max_examples=max(10, CASES // 4))
"""Of each file: a case checks a whole project."""

BITS = [
    *"\n\n  -:,[]{}'\"|>#&*!%@?\t\r\\0.",
    *(
        "\n  ",
        "\n- ",
        ": ",
        "{{ ",
        " }}",
        "中",
        "：",
        "\u2028",
        "\0",
        "null",
        "x",
        "1e999",
        "=A1",
        "#N/A",
        "2024-02-30",
    ),
]


@pytest.fixture(scope="module")
def root() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield projects.copy("good", Path(folder) / "project")


@st.composite
def damaged(draw: st.DrawFn, good: bytes) -> bytes:
    """A file with a few cuts and insertions, or of nothing but noise."""
    text = good.decode() if draw(st.booleans()) else ""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 12)))
        text = text[:start] + "".join(draw(st.lists(st.sampled_from(BITS), max_size=12))) + text[end:]
    return text.encode("gb18030" if draw(st.integers(0, 20)) == 0 else "utf-8")


def is_told(root: Path, name: str, data: bytes) -> None:
    """Check a project whose file holds something else; nothing is raised."""
    file, good = root / name, (projects.HERE / "good" / name).read_bytes()
    try:
        file.write_bytes(data)
        with in_time():
            projects.rendered(projects.diagnose("good", root), root)
    finally:
        file.write_bytes(good)


@pytest.mark.parametrize("name", YAML)
@fewer
@given(st.data())
def test_yaml(root: Path, name: str, data: st.DataObject) -> None:
    is_told(root, name, data.draw(damaged((projects.HERE / "good" / name).read_bytes())))


@pytest.mark.parametrize("name", CSV)
@fewer
@given(st.data())
def test_csv(root: Path, name: str, data: st.DataObject) -> None:
    is_told(root, name, data.draw(damaged((projects.HERE / "good" / name).read_bytes())))
