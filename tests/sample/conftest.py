"""The sample report, built once by the real command for all workers."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest
from filelock import FileLock

ROOT = Path(__file__).parents[2]
REPORT = Path(sys.executable).with_name("report")
PARTS = ("content", "data")


def run_report(*arguments: str, project: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does, in a process of its own."""
    return subprocess.run(
        [REPORT, *arguments, "--project", str(project)],
        capture_output=True,
        text=True,
        check=False,
        cwd=project,
        env={"PATH": "/usr/bin:/bin", **environment},
    )


@dataclass(frozen=True)
class Sample:
    """The files of a sample report, what the command said, and the copy of the project that it was built in."""

    pdf: Path
    html: Path
    output: str
    project: Path

    def pages(self) -> list[str]:
        """The text of each page in the order of the content."""
        with pypdfium2.PdfDocument(self.pdf) as document:
            return [page.get_textpage().get_text_range() for page in document]


def _built(slug: str, tmp_path_factory: pytest.TempPathFactory) -> Sample:
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / slug
    log, project = folder / "output.txt", folder / "project"
    with FileLock(f"{folder}.lock"):
        if not log.exists():
            shutil.rmtree(project, ignore_errors=True)
            for part in PARTS:
                shutil.copytree(ROOT / part, project / part)
            done = run_report("build", slug, "--output", str(folder), project=project, PYTHONHASHSEED="1")
            assert done.returncode == 0, done.stderr
            log.write_text(done.stdout + done.stderr, encoding="utf-8")
    return Sample(folder / f"{slug}.pdf", folder / f"{slug}.html", log.read_text(encoding="utf-8"), project)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return _built("ai-media", tmp_path_factory)


@pytest.fixture(scope="session", params=["ai-media", "kunlun"])
def each(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """The sample report, a deck, and the sample note."""
    return _built(request.param, tmp_path_factory)


@pytest.fixture
def copy_of_project(sample: Sample, tmp_path: Path) -> Iterator[Path]:
    """A copy of the sample project to edit. The pages of the sample report are in its store, as they are on a desk."""
    project = tmp_path / "project"
    shutil.copytree(sample.project, project)
    yield project
    shutil.rmtree(project)
