"""Worker processes: none is left behind."""

from __future__ import annotations

from concurrent.futures import Future
from threading import Event, Thread

import pytest

from yanbao.pipeline import workers


def test_none_begins_once_they_are_to_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine processes begin slowly: one that began after the others had ended would stay for ever."""
    begun, ended, begins, goes_on = list[object](), list[object](), Event(), Event()

    class Pool:
        def submit(self, work: object) -> Future[None]:
            begins.set()
            goes_on.wait(60)
            begun.append(work)
            return Future()

    pool = Pool()
    monkeypatch.setattr(workers, "_end", ended.append)
    made = workers.Workers(3)
    made.__dict__["_pool"] = pool
    with made:
        assert begins.wait(60)
        resting = Thread(target=made.rest)
        resting.start()
        made._resting.wait(60)
        goes_on.set()
        resting.join(60)
        assert (len(begun), ended) == (1, [pool])
