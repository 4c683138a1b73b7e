"""When the process of a warm session rests, and when it ends."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import yanbao

IDLE = 600.0
"""Seconds without a command after which a session ends."""

ALONE = 60.0
"""The same once every terminal that has used it is gone."""

_REST = 20.0
"""Seconds without a command after which worker processes end."""

_SLEEP = 120.0
"""The same after which the server that starts them ends."""

_LEAST = 0.05
"""Share of the machine's memory that must be available."""


class Standing:
    """What a session has done, and whether it is still wanted. ``idle`` is after how many seconds it is not."""

    def __init__(self, root: Path, idle: float = IDLE, alone: float = ALONE) -> None:
        self._root = root
        self._idle, self._alone = idle, min(idle, alone)
        self._began = self._used = time.monotonic()
        self._commands = 0
        self._rests = self._sleeps = True
        self._terminals: set[tuple[int, str]] = set()
        self._program = _stamps()

    @contextmanager
    def in_use(self, terminal: int) -> Iterator[None]:
        """Context of a command; ``terminal`` is the id of the client's process session."""
        self._terminals.add((terminal, _born(terminal)))
        self._commands += 1
        try:
            yield
        finally:
            self._used, self._rests, self._sleeps = time.monotonic(), False, False
            self._program = _stamps() | self._program

    def is_over(self) -> bool:
        """True after too long without a command, or when the machine's memory is short."""
        lives = not self._terminals or any(_born(terminal) == born for terminal, born in self._terminals)
        return self._quiet() > (self._idle if lives else self._alone) or _is_memory_short()

    def is_new(self) -> bool:
        """True until the second command."""
        return self._commands < 2

    def may_rest(self) -> bool:
        """True once in each pause."""
        if self._rests or self._quiet() < min(_REST, self._idle / 2):
            return False
        self._rests = True
        return True

    def may_sleep(self) -> bool:
        """True once in each long pause, after ``may_rest`` was."""
        if self._sleeps or self._quiet() < min(_SLEEP, self._idle * 0.75):
            return False
        self._sleeps = True
        return True

    def has_changed(self) -> bool:
        """True if the program, a library, or what is installed is not what this process has loaded."""
        now = _stamps()
        return any(now.get(name) != stamp for name, stamp in self._program.items())

    def told(self) -> dict[str, Any]:
        """What ``report session status`` tells."""
        return {
            "process": os.getpid(),
            "project": str(self._root),
            "commands": self._commands,
            "seconds": round(time.monotonic() - self._began),
            "idle_seconds": round(self._quiet()),
        }

    def _quiet(self) -> float:
        return time.monotonic() - self._used


def _stamps() -> dict[str, tuple[int, int]]:
    """Size and time of every file of this program and of each module that is loaded, and of the folders of packages."""
    loaded = (getattr(module, "__file__", None) for module in list(sys.modules.values()))
    own = (str(file) for file in Path(yanbao.__path__[0]).rglob("*") if file.suffix in {".py", ".yaml"})
    found = {}
    for name in {*filter(None, loaded), *own, *filter(os.path.isdir, sys.path)}:
        with suppress(OSError):
            state = os.stat(name)  # noqa: PTH116 - a thousand paths at each command
            found[name] = state.st_size, state.st_mtime_ns
    return found


def _born(process: int) -> str:
    """When a process was started; empty if it has ended. Where that is not told, only whether it lives."""
    try:
        text = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
        return text.rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        if sys.platform == "linux":
            return ""
    with suppress(OSError):
        os.kill(process, 0)
        return "alive"
    return ""


def _is_memory_short() -> bool:
    """True if little memory is available; False where the system does not tell."""
    told: dict[str, int] = {}
    with suppress(OSError, ValueError, IndexError):
        for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines():
            name, _, rest = line.partition(":")
            told[name] = int(rest.split()[0])
    total, free = told.get("MemTotal", 0), told.get("MemAvailable", 0)
    return bool(total) and free < total * _LEAST
