"""Revisions are read from a repository that may be a stranger's: nothing in it is run, and nothing leads out of it."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from tests.prove.conftest import Repository, commit, git
from yanbao import disk
from yanbao.diagnostics import SetupError
from yanbao.git import Repository as Git
from yanbao.git import open_repository
from yanbao.prove.exporting import export
from yanbao.prove.history import History

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the traps are shell scripts")


@pytest.fixture
def trap(tmp_path: Path) -> Path:
    """A program that leaves a trace when it is run: ``ran`` beside it."""
    script = tmp_path / "trap"
    script.write_text(f'#!/bin/sh\necho "$0 $*" >> "{tmp_path}/ran"\ncat\n')
    script.chmod(0o755)
    return script


def test_no_hook_filter_or_program_of_the_repository_is_run(
    repository: Repository, trap: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = repository.root
    (root / ".gitattributes").write_text("* filter=evil diff=evil\n")
    commit(root)
    settings = {
        "core.fsmonitor": trap,
        "core.hooksPath": trap.parent,
        "core.pager": trap,
        "core.sshCommand": trap,
        "core.editor": trap,
        "diff.external": trap,
        "diff.evil.textconv": trap,
        "filter.evil.smudge": trap,
        "filter.evil.clean": trap,
        "filter.evil.process": trap,
        "log.showSignature": "true",
        "gpg.program": trap,
        "alias.rev-parse": f"!{trap}",
        "alias.ls-tree": f"!{trap}",
        "pager.rev-list": trap,
    }
    for name, value in settings.items():
        git(root, "config", name, str(value))
    hooks = root / ".git/hooks"
    hooks.mkdir(exist_ok=True)
    for name in ("post-checkout", "reference-transaction", "post-index-change", "fsmonitor-watchman"):
        shutil.copy(trap, hooks / name)
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", str(trap))
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    repository.edit("data/visits.csv", "140", "145")
    assert repository.verify().came_from == repository.first
    assert repository.verify(revision="HEAD").proved
    assert not (tmp_path / "ran").exists()


def test_what_is_missing_is_not_fetched(repository: Repository, trap: Path, tmp_path: Path) -> None:
    """A repository that says that another has the rest, to be had by a program of its choice."""
    root = repository.root
    settings = {
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "origin",
        "remote.origin.url": f"ext::{trap} x",
        "remote.origin.promisor": "true",
        "remote.origin.uploadpack": str(trap),
        "remote.origin.vcs": "evil",
        "protocol.ext.allow": "always",
        "protocol.allow": "always",
    }
    blob = git(root, "rev-parse", "HEAD:data/visits.csv")
    for name, value in settings.items():
        git(root, "config", name, value)
    (root / ".git/objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(SetupError, match="the git repository lacks"):
        repository.verify(revision="HEAD")
    assert not (tmp_path / "ran").exists()


def test_a_replaced_object_is_not_followed(repository: Repository) -> None:
    root = repository.root
    old = git(root, "rev-parse", "HEAD:data/visits.csv")
    (root / "forged").write_text("month,views\n2024-01,1\n")
    forged = git(root, "hash-object", "-w", "forged")
    git(root, "replace", old, forged)
    assert repository.verify(revision="HEAD").proved


def test_a_revision_is_no_option(repository: Repository, tmp_path: Path) -> None:
    for revision in ("--help", "-h", f"--output={tmp_path}/x", "HEAD --all", "", "HEAD:content"):
        with pytest.raises(SetupError, match="no revision"):
            open_repository(repository.root).commit(revision)


def test_links_inside_are_links_and_none_leads_out(repository: Repository, tmp_path: Path) -> None:
    root = repository.root
    (root / "data/views.csv").write_bytes((root / "data/visits.csv").read_bytes())
    (root / "data/visits.csv").unlink()
    (root / "data/visits.csv").symlink_to("views.csv")
    inside = commit(root)
    assert repository.verify(revision=inside).proved
    (root / "content/out").symlink_to(tmp_path)
    outside = commit(root)
    folder = tmp_path / "exported"
    folder.mkdir()
    with pytest.raises(disk.RefusedError, match="leads out"):
        export(History(open_repository(root)), outside, folder)
    assert not (folder / "content/out").is_symlink()


@pytest.mark.parametrize("name", ["../out.txt", "content/../../out.txt", "/out.txt", "content/a\\..\\..\\out.txt"])
def test_names_that_lead_out_are_left_out(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    tree = Git.tree
    monkeypatch.setattr(Git, "tree", lambda *given: {name: next(iter(tree(*given).values())), **tree(*given)})
    folder = tmp_path / "a" / "exported"
    folder.mkdir(parents=True)
    export(History(open_repository(repository.root)), repository.first, folder)
    assert (folder / "data/visits.csv").read_bytes() == (repository.root / "data/visits.csv").read_bytes()
    assert not list(tmp_path.rglob("*out.txt"))


def test_what_git_lfs_keeps_is_told(repository: Repository) -> None:
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"
    (repository.root / "data/visits.csv").write_text(pointer)
    commit(repository.root)
    with pytest.raises(SetupError, match=r"data/visits\.csv is kept by Git LFS"):
        repository.verify(revision="HEAD")


def test_a_project_may_be_a_folder_of_a_repository(repository: Repository) -> None:
    shutil.rmtree(repository.root / ".git")
    above = repository.root.parent
    (above / ".gitignore").write_text("*\n!*/\n!project/**\nbuild/\n.yanbao/\n")
    git(above, "init", "--quiet")
    first = commit(above)
    assert repository.verify().revision == first
    repository.edit("data/visits.csv", "140", "145")
    assert repository.verify().came_from == first
    assert repository.verify(revision="HEAD").proved


def test_a_tree_that_is_endless_is_refused(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yanbao.git._MAX_OUTPUT", 100)
    monkeypatch.setattr(Git.run, "__kwdefaults__", {"given": b"", "limit": 100})
    with pytest.raises(SetupError, match="more than is looked at"):
        repository.verify(revision="HEAD")


def test_without_git_a_file_is_proved_and_a_revision_is_refused(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert repository.verify().proved
    with pytest.raises(SetupError, match="git is not installed"):
        repository.verify(revision="HEAD")


def test_git_from_the_project_itself_is_not_run(
    repository: Repository, trap: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shutil.copy(trap, repository.root / "git")
    monkeypatch.setenv("PATH", str(repository.root))
    assert repository.verify().proved
    assert not (tmp_path / "ran").exists()
