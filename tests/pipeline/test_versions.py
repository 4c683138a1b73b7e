"""The key of what a build is made with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from yanbao import disk
from yanbao.pipeline import versions


def test_another_word_list_is_another_program(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = versions.program_key.__wrapped__()
    read = disk.read

    def changed(root: Path, name: Any, limit: int) -> bytes:
        held: bytes = read(root, name, limit)
        return held + b"# changed" * str(name).endswith("review/words/measures.yaml")

    monkeypatch.setattr(disk, "read", changed)
    monkeypatch.setattr(versions, "code", versions.code.__wrapped__)
    assert versions.program_key.__wrapped__() != plain
