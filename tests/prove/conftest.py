"""A small project in a git repository of its own, and what was published of it. It is built once."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import SMALL_PROJECT
from yanbao import api, prove
from yanbao.prove import Verdict

IGNORED = "build/\n.yanbao/\n"


class Silent:
    def step(self, report: str, name: str, done: int, total: int) -> None:
        pass


def git(root: Path, *arguments: str) -> str:
    """Run git, without what the machine's or its user's configuration would change."""
    env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    env = {name: value for name, value in env.items() if name not in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")}
    command = ["git", "-c", "user.name=nobody", "-c", "user.email=nobody@example.org", *arguments]
    return subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, check=True).stdout.strip()


def commit(root: Path, message: str = "next") -> str:
    """Commit all files; the id of the commit."""
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", message)
    return git(root, "rev-parse", "HEAD")


@dataclass(frozen=True)
class Repository:
    """A project and its published files; ``first`` is the commit that they are from."""

    root: Path
    first: str

    @property
    def pdf(self) -> Path:
        return self.root / "build/demo.pdf"

    @property
    def html(self) -> Path:
        return self.root / "build/demo.html"

    def edit(self, name: str, old: str, new: str) -> None:
        file = self.root / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    def verify(self, file: Path | None = None, revision: str = "", *, store: bool = True) -> Verdict:
        return prove.verify(file or self.pdf, self.root, Silent(), revision, store=store, jobs=1)

    def changed(self, change: Callable[[bytes], bytes], name: str = "changed.pdf") -> Path:
        """A published file whose bytes are others."""
        file = self.root.parent / name
        source = self.pdf if file.suffix == ".pdf" else self.html
        file.write_bytes(change(source.read_bytes()))
        return file


def kinds(verdict: Verdict) -> list[str]:
    return [reason.kind for reason in verdict.reasons]


@pytest.fixture(scope="package")
def published(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    root = tmp_path_factory.mktemp("published") / "project"
    for name, text in (SMALL_PROJECT | {".gitignore": IGNORED}).items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    git(root.parent, "init", "--quiet", str(root))
    first = commit(root, "first")
    api.build(root)
    return Repository(root, first)


@pytest.fixture
def repository(published: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A copy for one test. The folder of temporary files may be inside a repository."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    shutil.copytree(published.root, tmp_path / "project")
    return Repository(tmp_path / "project", published.first)
