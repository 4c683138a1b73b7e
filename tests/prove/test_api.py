"""``yanbao.verify``, as a notebook calls it."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

import yanbao
from tests.prove.conftest import Repository


def test_a_published_file_is_proved_from_python(repository: Repository) -> None:
    verdict = yanbao.verify(repository.pdf, repository.root / "data")
    assert (verdict.proved, verdict.report, verdict.revision) == (True, "demo", repository.first)
    assert pickle.loads(pickle.dumps(verdict)) == verdict
    assert yanbao.verify(str(repository.html), repository.root, revision="HEAD").source.startswith("revision ")


def test_reasons_are_data_also_of_content_that_has_errors(repository: Repository) -> None:
    repository.edit("data/visits.csv", "2024-02,140", "2024-02,145")
    verdict = yanbao.verify(repository.pdf, repository.root)
    assert [(type(one), one.kind, one.row, one.column) for one in verdict.reasons] == [
        (yanbao.Reason, "cell", 3, "views")
    ]
    repository.edit("data/visits.csv", "2024-02,145", "2024-02,x")
    verdict = yanbao.verify(repository.pdf, repository.root)
    assert (verdict.proved, verdict.came_from) == (False, repository.first)


def test_what_cannot_be_verified_is_told(repository: Repository, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="jobs is 0"):
        yanbao.verify(repository.pdf, repository.root, jobs=0)
    with pytest.raises(yanbao.SetupError, match="missing"):
        yanbao.verify(tmp_path / "missing.pdf", repository.root)
    with pytest.raises(yanbao.SetupError, match="neither a PDF nor an HTML file"):
        yanbao.verify(repository.root / "data/visits.csv", repository.root)
    with pytest.raises(yanbao.SetupError, match="no report in"):
        yanbao.verify(repository.pdf, tmp_path / "nowhere")


def test_the_type_is_there_before_a_verdict_is() -> None:
    code = "import yanbao; print(yanbao.Verdict.__module__, yanbao.Reason.__name__)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["yanbao.prove.verdict", "Reason"]
