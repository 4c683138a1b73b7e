"""What is used of Python's own libraries though it is private is there."""

from __future__ import annotations

import atexit
from concurrent.futures import ProcessPoolExecutor
from typing import Any


def test_what_ends_the_processes_of_a_pool() -> None:
    """``workers._end`` ends them at once; ``ProcessPoolExecutor.kill_workers`` does from Python 3.14 on."""
    pool: Any = ProcessPoolExecutor(1)
    assert pool.submit(int).result() == 0
    assert [process.pid for process in pool._processes.values()]
    assert pool._executor_manager_thread.is_alive()
    assert callable(pool._result_queue._writer.close)
    pool.shutdown()


def test_what_ends_a_program_that_is_told_to_end() -> None:
    """``ending`` runs the functions that multiprocessing has registered."""
    assert callable(atexit._run_exitfuncs)
