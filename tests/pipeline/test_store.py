"""The store gives back what was put, or nothing; whatever happens to its files."""

from __future__ import annotations

import json
import os
import struct
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from yanbao.disk import RefusedError
from yanbao.disk.scratch import new_name
from yanbao.pipeline.store import Store, clear_store, digest, open_store

KEY, OTHER = digest("a"), digest("b")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "cache")


def entries(store: Store) -> list[Path]:
    assert store.folder
    return sorted(store.folder.glob("??/*"))


def test_keys_are_of_the_parts_and_not_of_their_joint() -> None:
    assert digest("ab", "c") != digest("a", "bc") != digest("abc")
    assert digest("图") == digest("图".encode())


def test_what_was_put_is_there(store: Store) -> None:
    assert store.get(KEY) is None
    store.put(KEY, b"one")
    store.put(OTHER, b"")
    assert (store.get(KEY), store.get(OTHER)) == (b"one", b"")


def test_an_entry_that_has_rotted_is_none_and_can_be_put_again(store: Store) -> None:
    store.put(KEY, b"one" * 100)
    [file] = entries(store)
    whole = file.read_bytes()
    for broken in (whole[:-1], whole[:20], b"", whole[:50] + b"x" + whole[51:]):
        file.write_bytes(broken)
        assert store.get(KEY) is None
        store.put(KEY, b"one" * 100)
        assert store.get(KEY) == b"one" * 100


def test_a_store_without_a_folder_keeps_nothing() -> None:
    store = Store(None)
    store.put(KEY, b"one")
    assert store.get(KEY) is None
    store.sweep()
    assert store.size() == (0, 0)


def test_a_folder_that_cannot_be_made_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    store = Store(tmp_path / "file" / "cache")
    store.put(KEY, b"one")
    assert store.get(KEY) is None
    store.sweep()


def test_writers_at_the_same_time(store: Store) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: store.put(KEY, b"same" * 1000), range(50)))
    assert store.get(KEY) == b"same" * 1000
    assert len(entries(store)) == 1


def test_sweeping_takes_what_was_used_longest_ago(store: Store) -> None:
    keys = [digest(str(number)) for number in range(10)]
    for age, key in enumerate(keys):
        store.put(key, bytes(1000))
        (file,) = [file for file in entries(store) if file.name == key[2:]]
        os.utime(file, (time.time() - 10_000 * (age + 1),) * 2)
    assert store.get(keys[-1])  # is used again
    store.sweep(limit=10 * 1100)
    assert len(entries(store)) == 10
    store.sweep(limit=5 * 1100)
    left = [key for key in keys if store.get(key)]
    assert left == [*keys[:2], keys[-1]]


def test_leftovers_of_killed_builds_go(store: Store) -> None:
    store.put(KEY, b"one")
    assert store.folder
    left = f".yanbao-ffffffff-1-{'0' * 16}"
    old, new = store.folder / KEY[:2] / left, store.folder / KEY[:2] / new_name()
    old.write_bytes(b"half")
    new.write_bytes(b"half")
    os.utime(old, (time.time() - 100_000,) * 2)
    store.sweep()
    assert (old.exists(), new.exists(), store.get(KEY)) == (False, True, b"one")


def test_clearing_takes_all(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.put(KEY, b"one")
    count, size = clear_store(tmp_path)
    assert (count, size > 3) == (1, True)
    assert store.get(KEY) is None
    assert clear_store(tmp_path) == (0, 0)


@pytest.mark.parametrize("link", [".yanbao", ".yanbao/cache"])
def test_a_store_behind_a_link_is_refused(tmp_path: Path, link: str) -> None:
    victim = tmp_path / "victim/cache/ab"
    victim.mkdir(parents=True)
    (victim / "doc").write_text("dear")
    root = tmp_path / "project"
    (root / link).parent.mkdir(parents=True)
    (root / link).symlink_to(tmp_path / "victim" / ("cache" if "/" in link else ""))
    for use in (open_store, clear_store):
        with pytest.raises(RefusedError):
            use(root)
    assert (victim / "doc").exists()


def test_a_shelf_that_is_a_link_out_holds_nothing(store: Store, tmp_path: Path) -> None:
    assert store.folder
    store.put(OTHER, b"two")
    (tmp_path / "victim").mkdir()
    (store.folder / KEY[:2]).symlink_to(tmp_path / "victim")
    store.put(KEY, b"one")
    assert store.get(KEY) is None
    store.sweep(limit=0)
    assert list((tmp_path / "victim").iterdir()) == []


def test_an_entry_in_the_place_of_another_is_none(store: Store) -> None:
    store.put(KEY, b"one")
    store.put(OTHER, b"two")
    one, two = entries(store)
    whole = one.read_bytes()
    one.write_bytes(two.read_bytes())
    two.write_bytes(whole)
    assert (store.get(KEY), store.get(OTHER)) == (None, None)


def test_a_rotten_entry_that_cannot_be_deleted_is_none(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.put(KEY, b"one")
    [file] = entries(store)
    file.write_bytes(file.read_bytes()[:-1] + b"!")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "unlink", refuse)
    assert store.get(KEY) is None
    assert file.exists()


def test_an_entry_of_another_shape_is_none(store: Store) -> None:
    store.put(KEY, b"{}")
    for unpack in (lambda data: json.loads(data)["reports"], int, lambda data: struct.unpack(">Q", data), bytes.hex):
        assert store.recall(KEY, unpack) in (None, b"{}".hex())
    store.put(KEY, b"\xff")
    assert store.recall(KEY, bytes.decode) is None


def test_the_store_keeps_itself_out_of_the_history(store: Store) -> None:
    store.put(KEY, b"one")
    assert store.folder
    assert (store.folder / ".gitignore").read_text() == "*\n"
