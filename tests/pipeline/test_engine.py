"""The key of what a build is made with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from yanbao.pipeline import engine


def test_another_word_list_is_another_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = engine.engine.__wrapped__()
    read = engine.disk.read

    def changed(root: Path, name: Any, limit: int) -> bytes:
        return read(root, name, limit) + b"# changed" * str(name).endswith("review/words/measures.yaml")

    monkeypatch.setattr(engine.disk, "read", changed)
    assert engine.engine.__wrapped__() != plain
