"""What may be read: regular files of a sane size inside a folder, links resolved."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from yanbao import disk
from yanbao.disk import Reason, RefusedError


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project beside a secret."""
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret/file").write_text("secret")
    root = tmp_path / "project"
    (root / "folder").mkdir(parents=True)
    (root / "folder/file").write_text("hello")
    return root


def refused(root: Path, name: str, limit: int = 100) -> Reason:
    with pytest.raises(RefusedError) as caught:
        disk.read(root, name, limit)
    return caught.value.reason


def test_a_file_is_read(root: Path) -> None:
    assert disk.read(root, "folder/file", 5) == b"hello"
    assert disk.is_file(root, "folder/file")


def test_links_inside_are_followed(root: Path) -> None:
    (root / "link").symlink_to("folder/file")
    (root / "other").symlink_to("folder")
    (root / "absolute").symlink_to(root / "folder/file")
    assert [disk.read(root, name, 9) for name in ("link", "other/file", "absolute")] == [b"hello"] * 3
    assert disk.is_folder(root, "other")


def test_a_root_may_be_reached_by_a_link(root: Path, tmp_path: Path) -> None:
    (tmp_path / "alias").symlink_to(root)
    assert disk.read(tmp_path / "alias", "folder/file", 9) == b"hello"


def test_a_root_whose_link_leads_elsewhere_later_is_followed_there(root: Path, tmp_path: Path) -> None:
    other, link = tmp_path / "other", tmp_path / "link"
    other.mkdir()
    (other / "folder").mkdir()
    for target in (root, other, root):
        link.unlink(missing_ok=True)
        link.symlink_to(target, target_is_directory=True)
        assert disk.follow(link, "folder") == target.resolve() / "folder"


@pytest.mark.parametrize("name", ["./folder/file", "folder/../folder/file", "folder//file", "folder/", ""])
def test_a_path_that_is_not_plain_leads_where_the_system_says(root: Path, name: str) -> None:
    assert disk.follow(root, name) == (root / name).resolve()


def test_links_out_are_refused(root: Path) -> None:
    (root / "file").symlink_to("../secret/file")
    (root / "out").symlink_to("../secret")
    (root / "chain").symlink_to("file")
    (root / "nowhere").symlink_to("../secret/none")
    for name in ("file", "out/file", "chain", "nowhere", "../secret/file", "folder/../../secret/file"):
        assert refused(root, name) is Reason.OUTSIDE
        assert not disk.is_file(root, name)
    with pytest.raises(RefusedError):
        disk.listing(root, "out")


def test_a_sibling_whose_name_begins_alike_is_outside(root: Path, tmp_path: Path) -> None:
    (tmp_path / "project-b").mkdir()
    (tmp_path / "project-b/file").write_text("secret")
    assert refused(root, "../project-b/file") is Reason.OUTSIDE


def test_loops_of_links_end(root: Path) -> None:
    (root / "a").symlink_to("b")
    (root / "b").symlink_to("a")
    (root / "folder/up").symlink_to("..")
    assert refused(root, "a") in {Reason.UNREADABLE, Reason.IRREGULAR}
    assert sorted(disk.walk(root, "folder")) == ["folder/file", "folder/up/a", "folder/up/b"]


def test_what_is_no_regular_file_is_not_opened(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(root / "pipe")
    monkeypatch.chdir(root)  # the name of a socket must be short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket")
        for name in ("pipe", "socket", "folder"):
            assert refused(root, name) is Reason.IRREGULAR
    (root / "device").symlink_to("/dev/zero")
    assert refused(root, "device") is Reason.OUTSIDE
    assert refused(Path("/dev"), "zero") is Reason.IRREGULAR


def test_large_files_are_not_read(root: Path) -> None:
    with (root / "sparse").open("wb") as file:
        file.truncate(100 * 1024**3)
    assert refused(root, "sparse") is Reason.TOO_LARGE
    assert refused(root, "folder/file", 4) is Reason.TOO_LARGE
    assert disk.held(root, "sparse", 100)


@pytest.mark.parametrize("name", ["none", "folder/file/none", "x" * 300, "a\0b", ""])
def test_what_is_not_there(root: Path, name: str) -> None:
    assert refused(root, name) in {Reason.MISSING, Reason.IRREGULAR}


@pytest.mark.skipif(os.name != "posix" or os.getuid() == 0, reason="root may read everything")
def test_what_may_not_be_read(root: Path) -> None:
    (root / "folder/file").chmod(0)
    assert refused(root, "folder/file") is Reason.UNREADABLE


def test_hard_links_are_files(root: Path) -> None:
    (root / "twin").hardlink_to(root / "folder/file")
    assert disk.read(root, "twin", 9) == b"hello"


def test_walking_follows_links_inside_once_and_tells_of_those_that_lead_out(root: Path) -> None:
    (root / "shared").mkdir()
    (root / "shared/data").write_text("1")
    (root / "folder/in").symlink_to("../shared")
    (root / "folder/again").symlink_to("../shared")
    (root / "folder/out").symlink_to("../../secret")
    assert list(disk.walk(root, "folder")) == ["folder/again/data", "folder/file", "folder/out"]
    stamps = dict(disk.stamps(root, "folder"))
    assert stamps["folder/out"] == (0, 0, 0)
    assert stamps["folder/again/data"] == disk.stamp(root, "shared/data")


def test_what_a_file_holds_changes_with_the_target_of_a_link(root: Path) -> None:
    (root / "link").symlink_to("folder/file")
    before = disk.held(root, "link", 100)
    (root / "folder/file").write_text("other")
    assert disk.held(root, "link", 100) != before


def test_a_refusal_can_be_sent_to_another_process(root: Path) -> None:
    import pickle

    with pytest.raises(RefusedError) as caught:
        disk.read(root, "none", 1)
    again = pickle.loads(pickle.dumps(caught.value))
    assert (again.reason, str(again), again.remedy) == (Reason.MISSING, str(caught.value), "")
