"""What machines make for one another: a shared store in a folder or a bucket, and notes that go into a bucket."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from obstore.store import from_url

from tests.app.conftest import COMMAND, environment
from tests.batches.buckets import BUCKET, serving
from tests.batches.conftest import NAMES, Make, bytes_of
from tests.batches.test_batch import record, statuses
from tests.processes import finish
from yanbao import SetupError, api
from yanbao.batches.objects import Bucket


def elsewhere(root: Path) -> None:
    """Forget what this machine knows of notes that were made."""
    shutil.rmtree(root / ".yanbao")


def entries(store: Path) -> list[Path]:
    return [path for path in store.rglob("*") if path.is_file()]


def test_a_machine_takes_what_another_has_made(make: Make, tmp_path: Path) -> None:
    root, store = make(), tmp_path / "store"
    api.batch(root, "demo", formats="html", output=tmp_path / "one", store=store, shard=(1, 2))
    elsewhere(root)
    result = api.batch(root, "demo", formats="html", output=tmp_path / "two", store=store)
    assert list(statuses(result).values()) == ["fetched", "built", "fetched"]
    assert len(entries(store)) == 3
    api.build(root, formats="html", output=tmp_path / "single", cache=False)
    assert bytes_of(tmp_path / "two") == bytes_of(tmp_path / "single")
    again = api.batch(root, "demo", formats="html", output=tmp_path / "two", store=store)
    assert set(statuses(again).values()) == {"unchanged"}
    assert record(tmp_path / "two")["counts"]["unchanged"] == 3


@pytest.mark.parametrize("damage", ["cut", "flipped", "empty", "another"])
def test_a_damaged_entry_is_made_anew(make: Make, tmp_path: Path, damage: str) -> None:
    root, store = make(), tmp_path / "store"
    api.batch(root, "demo", formats="html", store=store)
    first, other, _ = sorted(entries(store))
    whole = first.read_bytes()
    flipped = bytes([*whole[:-1], whole[-1] ^ 1])
    first.write_bytes({"cut": whole[:-9], "flipped": flipped, "empty": b"", "another": other.read_bytes()}[damage])
    elsewhere(root)
    result = api.batch(root, "demo", formats="html", output=tmp_path / "two", store=store)
    assert sorted(statuses(result).values()) == ["built", "fetched", "fetched"]
    assert first.read_bytes() == whole
    assert bytes_of(tmp_path / "two") == bytes_of(root / "build")


def test_two_batches_on_one_store_at_once(make: Make, tmp_path: Path) -> None:
    root, store = make(), tmp_path / "store"
    command = ["batch", "demo", "--format", "html", "--jobs", "1", "--no-cache", "--store", str(store)]
    running = [
        subprocess.Popen([*COMMAND, *command, "--output", str(tmp_path / name)], cwd=root) for name in ("one", "two")
    ]
    assert [process.wait() for process in running] == [0, 0]
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two") != {}
    assert len(entries(store)) == 3


def test_an_address_that_is_none(make: Make) -> None:
    root = make()
    for address, message in (
        ("ftp://host/notes", "is no address of a bucket"),
        ("s3://key:secret@notes", "credentials do not belong"),
    ):
        with pytest.raises(SetupError, match=message):
            api.batch(root, "demo", formats="html", store=address)
        with pytest.raises(SetupError, match=message):
            api.batch(root, "demo", formats="html", output=address)


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    """A bucket of a server on this machine."""
    with serving() as variables, pytest.MonkeyPatch.context() as patch:
        for name, value in variables.items():
            patch.setenv(name, value)
        yield f"s3://{BUCKET}"


def test_notes_and_store_in_a_bucket(make: Make, tmp_path: Path, bucket: str) -> None:
    root, today, store = make(), f"{bucket}/today", f"{bucket}/store"
    result = api.batch(root, "demo", formats="html", output=today, store=store)
    assert statuses(result) == dict.fromkeys(NAMES, "built")
    assert result.record == f"{today}/batch.json"
    objects = from_url(today)
    api.build(root, formats="html", output=tmp_path / "single", cache=False)
    for name, data in bytes_of(tmp_path / "single").items():
        answer = objects.get(name)
        assert bytes(answer.bytes()) == data
        assert answer.attributes["Content-Type"] == "text/html; charset=utf-8"
    again = api.batch(root, "demo", formats="html", output=today, store=store)
    assert set(statuses(again).values()) == {"unchanged"}
    objects.put(f"{NAMES[0]}.html", b"somebody's")
    mended = api.batch(root, "demo", formats="html", output=today, store=store)
    assert sorted(statuses(mended).values()) == ["fetched", "unchanged", "unchanged"]
    elsewhere(root)
    command = ["batch", "demo", "--format", "html", "--output", str(tmp_path / "out"), "--store", store, "--jobs", "2"]
    assert finish([*COMMAND, *command], root, environment()).returncode == 0
    assert record(tmp_path / "out")["counts"]["fetched"] == len(NAMES)
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "single")
    with pytest.raises(SetupError, match="s3://nothing/today"):
        api.batch(root, "demo", formats="html", output="s3://nothing/today")


def test_an_object_that_is_there_stays_unless_it_is_replaced(bucket: str) -> None:
    objects = Bucket(f"{bucket}/empty")
    assert (objects.get("a.html"), objects.stamp("a.html")) == (None, None)
    tag = objects.put("a.html", b"first", replaces=False)
    assert objects.put("a.html", b"second", replaces=False) == ""
    assert (objects.get("a.html"), objects.stamp("a.html")) == (b"first", (5, tag))
    assert objects.put("a.html", b"third", replaces=True) not in {"", tag}
    assert objects.get("a.html") == b"third"
