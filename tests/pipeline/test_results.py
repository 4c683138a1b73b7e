"""A build that need not be done is one whose inputs, outputs, font and record are as they were left."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import WriteProject
from yanbao.pipeline import BuildRequest, BuildResult, BuiltReport
from yanbao.pipeline.results import Results
from yanbao.pipeline.store import Store, open_store

DAY = date(2024, 5, 1)


@pytest.fixture
def request_of(write_project: WriteProject) -> BuildRequest:
    root = write_project({})
    return BuildRequest(root, root / "build")


@pytest.fixture
def font(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that stands for the font of every package."""
    file = tmp_path / "font.ttf"
    file.write_bytes(b"font")
    monkeypatch.setattr("yanbao.pipeline.results.packaged", lambda _package, _file: file)
    return file


def keep(request: BuildRequest) -> Results:
    (request.output).mkdir()
    (request.output / "demo.pdf").write_bytes(b"pdf")
    report = BuiltReport("demo", (request.output / "demo.pdf",), 3, 0, False, (("house_fonts", "house.ttf"),))
    results = results_of(request)
    results.keep(BuildResult((report,), ()))
    return results


def results_of(request: BuildRequest) -> Results:
    return Results(open_store(request.root), request, DAY)


def is_known(request: BuildRequest) -> bool:
    known = results_of(request).recall()
    return bool(known and known.is_unchanged and known.reports[0].slug == "demo")


def test_what_has_not_changed_is_known(request_of: BuildRequest, font: Path) -> None:
    keep(request_of)
    assert is_known(request_of)
    assert not is_known(replace(request_of, builtin_themes_only=True))


def test_another_font_under_the_same_name_is_noticed(request_of: BuildRequest, font: Path) -> None:
    keep(request_of)
    font.write_bytes(b"another font")
    assert not is_known(request_of)
    font.unlink()
    assert not is_known(request_of)


@pytest.mark.parametrize("package", ["pypinyin", "rjieba", "weasyprint"])
def test_another_version_of_what_decides_is_noticed(
    request_of: BuildRequest, font: Path, monkeypatch: pytest.MonkeyPatch, package: str
) -> None:
    from yanbao.pipeline import versions

    versions.program_key.cache_clear()
    keep(request_of)
    monkeypatch.setattr(versions, "version", lambda name: "99" if name == package else version(name))
    versions.program_key.cache_clear()
    assert not is_known(request_of)
    monkeypatch.undo()
    versions.program_key.cache_clear()


@pytest.mark.parametrize(
    "forged",
    [
        {},
        [],
        {"reports": []},
        {"reports": [], "diagnostics": []},
        {"reports": [{}], "diagnostics": []},
        {"reports": [{"slug": "demo", "files": 3}], "diagnostics": []},
        {"reports": None, "diagnostics": None},
        {"reports": "text", "diagnostics": [1]},
        "text",
        3,
        None,
    ],
)
def test_a_record_of_another_shape_is_none(request_of: BuildRequest, font: Path, forged: Any) -> None:
    results = keep(request_of)
    open_store(request_of.root).put(results._key, json.dumps(forged).encode())
    assert results_of(request_of).recall() is None


def test_inputs_behind_links_and_pipes(request_of: BuildRequest, font: Path) -> None:
    """A folder that a link leads to is looked at, a pipe is not opened."""
    root = request_of.root
    (root / "shared").mkdir()
    (root / "shared/more.csv").write_text("a\n")
    (root / "data/shared").symlink_to("../shared")
    os.mkfifo(root / "content/pipe")
    os.mkfifo(root / "data/visits.pipe")
    keep(request_of)
    assert is_known(request_of)
    (root / "shared/more.csv").write_text("b\n")
    assert not is_known(request_of)


def test_without_a_store_nothing_is_known(request_of: BuildRequest) -> None:
    assert Results(Store(None), request_of, DAY).recall() is None
