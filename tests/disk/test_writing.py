"""Files are replaced whole, all or none; what is deleted is never reached by a link; nothing of ours stays behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from yanbao import disk
from yanbao.disk import RefusedError, Scratch
from yanbao.disk.scratch import new_name, sweep


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def ended() -> str:
    """The name of a file that a process made which has ended."""
    made = subprocess.run(
        [sys.executable, "-c", "from yanbao.disk.scratch import new_name; print(new_name())"],
        capture_output=True,
        text=True,
        check=True,
    )
    return made.stdout.strip()


def test_all_are_written(tmp_path: Path) -> None:
    disk.replace_all({tmp_path / "build/a": b"1", tmp_path / "build/b": b"2"})
    disk.replace_all({tmp_path / "build/a": b"3"})
    assert [(tmp_path / "build" / name).read_bytes() for name in "ab"] == [b"3", b"2"]
    assert names(tmp_path / "build") == ["a", "b"]


def test_a_folder_in_the_way_of_one_leaves_all(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    (tmp_path / "b").mkdir()
    with pytest.raises(IsADirectoryError):
        disk.replace_all({tmp_path / "a": b"new", tmp_path / "b": b"new"})
    assert (tmp_path / "a").read_text() == "old"
    assert names(tmp_path) == ["a", "b"]


@pytest.mark.parametrize("hard_links", [True, False])
@pytest.mark.parametrize("error", [PermissionError("open elsewhere"), KeyboardInterrupt(), SystemExit(143)])
def test_what_was_renamed_is_renamed_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, hard_links: bool
) -> None:
    (tmp_path / "a").write_text("old")
    (tmp_path / "c").write_text("old")
    rename, refuse = Path.replace, lambda *_args, **_options: (_ for _ in ()).throw(OSError())

    def fail_at_c(self: Path, target: Path) -> Path:
        if Path(target).name == "c" and self.read_text() == "new":
            raise error
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", fail_at_c)
    if not hard_links:
        monkeypatch.setattr(os, "link", refuse)
    with pytest.raises(type(error)):
        disk.replace_all({tmp_path / name: b"new" for name in "abc"})
    assert names(tmp_path) == ["a", "c"]
    assert [(tmp_path / name).read_text() for name in "ac"] == ["old", "old"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_told_to_end_between_two_files_all_are_put_in_place_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    def leave(number: int, _: object) -> None:
        raise SystemExit(number)

    def rename_and_signal(self: Path, target: Path) -> Path:
        renamed = rename(self, target)
        signal.raise_signal(number)
        return renamed

    rename, before = Path.replace, signal.signal(number, leave)
    monkeypatch.setattr(Path, "replace", rename_and_signal)
    try:
        with pytest.raises(SystemExit):
            disk.replace_all({tmp_path / name: b"new" for name in "abc"})
        assert signal.getsignal(number) is leave
    finally:
        signal.signal(number, before)
    assert names(tmp_path) == ["a", "b", "c"]


def test_a_link_in_the_place_of_an_output_is_replaced_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "victim").write_text("old")
    (tmp_path / "build").mkdir()
    (tmp_path / "build/a").symlink_to("../victim")
    disk.replace_all({tmp_path / "build/a": b"new"})
    assert (tmp_path / "victim").read_text() == "old"
    assert not (tmp_path / "build/a").is_symlink()


@pytest.fixture(params=[0o022, 0o077, 0o007])
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


@pytest.mark.skipif(os.name != "posix", reason="Windows has no umask")
def test_the_umask_is_respected(tmp_path: Path, umask: int) -> None:
    disk.replace_all({tmp_path / "a": b"1"})
    disk.write(tmp_path, "b", b"1")
    assert [(tmp_path / name).stat().st_mode & 0o777 for name in "ab"] == [0o666 & ~umask] * 2


def test_writing_does_not_leave_the_root(tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()
    (tmp_path / "other").mkdir()
    (tmp_path / "project/out").symlink_to("../other")
    with pytest.raises(RefusedError):
        disk.write(tmp_path / "project", "out/a", b"1")
    assert names(tmp_path / "other") == []


@pytest.mark.parametrize("link", ["top", "top/cache"])
def test_nothing_is_deleted_through_a_link(tmp_path: Path, link: str) -> None:
    victim = tmp_path / "victim"
    (victim / "cache").mkdir(parents=True)
    (victim / "cache/doc").write_text("dear")
    root = tmp_path / "project"
    (root / link).parent.mkdir(parents=True)
    (root / link).symlink_to(victim if link == "top" else victim / "cache")
    with pytest.raises(RefusedError):
        disk.remove_tree(root, "top/cache")
    assert (victim / "cache/doc").exists()


def test_links_inside_what_is_deleted_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "victim").mkdir()
    (tmp_path / "victim/doc").write_text("dear")
    (tmp_path / "project/top/cache").mkdir(parents=True)
    (tmp_path / "project/top/cache/link").symlink_to(tmp_path / "victim")
    (tmp_path / "project/top/cache/file").symlink_to(tmp_path / "victim/doc")
    disk.remove_tree(tmp_path / "project", "top/cache")
    assert names(tmp_path / "project/top") == []
    assert (tmp_path / "victim/doc").exists()
    disk.remove_tree(tmp_path / "project", "top/cache")  # there is none


def test_what_an_ended_process_left_is_swept_and_nothing_else(tmp_path: Path, ended: str) -> None:
    day_old, foreign = ".yanbao-ffffffff-1-0123456789abcdef", ".yanbao-ffffffff-1-fedcba9876543210"
    for name in (ended, new_name(), day_old, foreign, ".yanbao-mine", "yanbao-1", "a"):
        (tmp_path / name).write_text("half")
    os.utime(tmp_path / day_old, (time.time() - 100_000,) * 2)
    kept = [name for name in names(tmp_path) if name not in (ended, day_old)]
    disk.replace_all({tmp_path / "a": b"new"})
    assert names(tmp_path) == kept


def test_folders_of_ended_processes_are_swept_without_following_links(tmp_path: Path, ended: str) -> None:
    (tmp_path / "victim").mkdir()
    (tmp_path / "victim/doc").write_text("dear")
    (tmp_path / ended).symlink_to("victim")
    sweep(tmp_path)
    assert names(tmp_path) == ["victim"]
    (tmp_path / ended).mkdir()
    (tmp_path / ended / "link").symlink_to("../victim")
    sweep(tmp_path)
    assert names(tmp_path) == ["victim"]
    assert (tmp_path / "victim/doc").exists()


def test_scratch_is_private_and_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ended: str) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    (tmp_path / ended).mkdir()
    scratch = Scratch()
    assert names(tmp_path) == [scratch.folder.name]
    assert os.name != "posix" or scratch.folder.stat().st_mode & 0o077 == 0
    assert scratch.new_folder() != scratch.new_folder()
    scratch.close()
    assert names(tmp_path) == []


@pytest.mark.parametrize("made", ["file", "folder"])
def test_a_tree_is_copied_into_a_new_or_empty_folder_only(tmp_path: Path, made: str) -> None:
    (tmp_path / "source/in").mkdir(parents=True)
    (tmp_path / "source/in/a").write_text("1")
    target = tmp_path / "target"
    disk.copy_tree(tmp_path / "source", target)
    assert (target / "in/a").read_text() == "1"
    other = tmp_path / "other"
    if made == "file":
        other.write_text("mine")
    else:
        other.mkdir()
        (other / "mine").write_text("mine")
    with pytest.raises(FileExistsError):
        disk.copy_tree(tmp_path / "source", other)
