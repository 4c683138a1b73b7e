"""What is shipped: the wheel works without the repository, and the source package has all that it takes to make one."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import tarfile
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.sample.conftest import ROOT, Sample


def built(kind: str, source: Path, folder: Path) -> Path:
    """A package of a source tree, made without a network by the backend that pip would call."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", kind, "--directory", str(folder)]
    subprocess.run(command, cwd=source, capture_output=True, check=True)
    [made] = folder.iterdir()
    return made


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment that has the wheel, and what it depends on from the one that runs the tests."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, symlinks=True)
    paths = sysconfig.get_paths(vars={"base": str(folder), "platbase": str(folder)})
    pip = [sys.executable, "-m", "pip", "--python", str(folder), "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "--no-deps", "--no-index", str(wheel)], capture_output=True, check=True)
    # A path in a .pth file brings the packages there but not the .pth files there, so not this repository's code.
    Path(paths["purelib"], "dependencies.pth").write_text(sysconfig.get_paths()["purelib"] + "\n", encoding="utf-8")
    return Path(paths["scripts"])


def names(archive: Path) -> set[str]:
    with ZipFile(archive) as file:
        return set(file.namelist())


def files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_the_wheel_has_code_and_themes_and_nothing_else(wheel: Path) -> None:
    code = {f"yanbao/{name}" for name in files_in(ROOT / "cli" / "yanbao") if "__pycache__" not in name}
    themes = {f"yanbao/_templates/{name}" for name in files_in(ROOT / "templates")}
    assert "yanbao/py.typed" in code
    assert {name for name in names(wheel) if ".dist-info/" not in name} == code | themes


def test_a_wheel_can_be_made_of_the_source_package(wheel: Path, tmp_path: Path) -> None:
    with tarfile.open(built("sdist", ROOT, tmp_path / "sdist")) as archive:
        for member in archive:
            if content := archive.extractfile(member):  # extractall wants to be told of a filter, or knows of none
                (tmp_path / member.name).parent.mkdir(parents=True, exist_ok=True)
                (tmp_path / member.name).write_bytes(content.read())
    [source] = tmp_path.glob("yanbao-*")
    assert names(built("wheel", source, tmp_path / "wheel")) == names(wheel)
    assert {"Makefile", "requirements.lock", ".ci/system", "content/ai-media/report.yaml"} <= files_in(source)


def test_the_wheel_builds_the_same_bytes_without_the_repository(
    installed: Path, sample: Sample, copy_of_project: Path, tmp_path: Path
) -> None:
    """Another process, another folder, another order of hashes: the same report."""
    environment = {"PATH": "/usr/bin:/bin", "PYTHONHASHSEED": "2"}

    def output_of(program: str, *arguments: str | Path) -> str:
        command = [installed / program, *arguments]
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    assert output_of("python", "-c", "import yanbao; print(yanbao.__file__)").startswith(str(installed.parent))
    assert "Everything that building needs is here." in output_of("yanbao", "doctor")
    output_of("report", "new", "fresh", "--ci", "github")
    assert _night(tmp_path / "fresh", installed) == 0
    assert {"build/example.pdf", ".vscode/settings.json", ".yanbao/schema/report.json"} <= files_in(tmp_path / "fresh")
    output_of("report", "build", "ai-media", "--no-cache", "--project", copy_of_project, "--output", "out")
    assert files_in(tmp_path / "out") == {"ai-media.html", "ai-media.pdf"}
    assert (tmp_path / "out" / "ai-media.pdf").read_bytes() == sample.pdf.read_bytes()
    assert (tmp_path / "out" / "ai-media.html").read_bytes() == sample.html.read_bytes()


def _night(root: Path, programs: Path) -> int:
    """Run what the recipe runs, in a new repository; its exit code."""
    recipe = (root / ".github/workflows/nightly.yml").read_text(encoding="utf-8")
    assert "sh nightly.sh" in recipe
    git = ["git", "-c", "user.name=night", "-c", "user.email=night@example.com"]
    for arguments in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "first"]):
        subprocess.run([*git, *arguments], cwd=root, check=True, capture_output=True)
    environment = {"PATH": f"{programs}:/usr/bin:/bin", "PUBLISHED": "build"}
    done = subprocess.run(["sh", "nightly.sh", "--strict"], cwd=root, env=environment, capture_output=True, check=False)
    assert b"rror" not in done.stderr, done.stderr.decode()
    return done.returncode
