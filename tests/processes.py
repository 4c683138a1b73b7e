"""Processes that tests start, and waiting for what they do: never for a time, since a machine may be busy."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PATIENCE = float(os.environ.get("TEST_PATIENCE", "600"))
"""Seconds after which a test takes what it waits for as hung."""


@contextmanager
def hearing_signals() -> Iterator[None]:
    """A process begun meanwhile hears Ctrl-C and HUP, which nohup, background jobs and some CI runners have ignored."""
    interrupted = signal.signal(signal.SIGINT, signal.default_int_handler)
    hangup = getattr(signal, "SIGHUP", None)
    hung_up = hangup and signal.signal(hangup, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, interrupted)
        if hangup:
            signal.signal(hangup, hung_up)


def start(command: Sequence[str | Path], cwd: Path, env: Mapping[str, str], **options: Any) -> subprocess.Popen[str]:
    """Begin a process that speaks UTF-8. ``options`` are those of Popen."""
    with hearing_signals():
        return subprocess.Popen([*map(str, command)], cwd=cwd, env=env, text=True, encoding="utf-8", **options)


def finish(command: Sequence[str | Path], cwd: Path, env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a process that asks nothing to its end, and return what it said."""
    process = start(command, cwd, env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    output, errors = process.communicate(timeout=PATIENCE)
    return subprocess.CompletedProcess(process.args, process.returncode, output, errors)


def until(holds: Callable[[], object], said: Callable[[], str] = str) -> None:
    """Wait for something; ``said`` tells why it might not come."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, said()
        time.sleep(0.02)
