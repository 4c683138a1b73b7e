"""What tells that files have changed."""

from __future__ import annotations

from pathlib import Path
from threading import Event, Timer

from tests.processes import PATIENCE
from yanbao.pipeline.watching import changes


def test_what_changes_before_anybody_looks_is_told(tmp_path: Path) -> None:
    """A file that is saved while the first build runs."""
    (tmp_path / "content").mkdir()
    file = tmp_path / "content/page.yaml"
    file.write_text("title: 一", encoding="utf-8")
    stop = Event()
    told = changes(tmp_path, stop)
    file.write_text("title: 一二三", encoding="utf-8")
    hung = Timer(PATIENCE, stop.set)
    hung.start()
    next(told)
    hung.cancel()
