"""The process of a warm session: runs commands that clients send, one at a time, until there is a reason to end.

A command runs as it would in a process of its own: with the client's words, folder, environment, umask and standard
streams. After an interrupted command the process ends, since what it has in memory may be half made.
"""

from __future__ import annotations

import fcntl
import io
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from yanbao.app import ending, warm
from yanbao.app.standing import Standing
from yanbao.warm import address, talk

if TYPE_CHECKING:
    from yanbao.pipeline import Session

Run = Callable[[Sequence[str]], int]
"""Runs a command, given its words; returns its exit code."""

_PROMPT = 1.0
"""Seconds in which a client that has connected says what it wants."""

_TICK = 1.0
"""Seconds between looks for reasons to end."""


def serve(root: Path, standing: Standing, run: Run) -> None:
    """Serve the project at ``root`` until ``standing`` tells a reason to end; at once if another process does."""
    name = address.socket_of(str(root))
    with _only_one(name) as is_first:
        if not is_first:
            return
        with _listening(name) as door:
            serving = _Serving(root, name, door, standing, run)
            _be_silent()
            serving.go_on()


class _Serving:
    def __init__(self, root: Path, name: str, door: socket.socket, standing: Standing, run: Run) -> None:
        self._root = root
        self._socket = name, Path(name).stat().st_ino
        self._door = door
        self._session: Session
        self._standing = standing
        self._run = run
        self._ends = False

    def go_on(self) -> None:
        from yanbao.pipeline import open_session

        with open_session(self._root) as session:
            self._session = session
            warm.keep(self._root, session)
            while not self._ends and self._is_reachable() and not self._standing.is_over():
                with suppress(TimeoutError):
                    client, _ = self._door.accept()
                    with client, suppress(OSError, ValueError):
                        self._answer(client)
                if self._standing.may_rest():
                    session.rest()
                if self._standing.may_sleep():
                    session.sleep()

    def _is_reachable(self) -> bool:
        """False when the socket is gone, as after the user's last logout."""
        name, node = self._socket
        with suppress(OSError):
            return Path(name).stat().st_ino == node
        return False

    def _answer(self, client: socket.socket) -> None:
        client.settimeout(_PROMPT)
        lines = talk.Lines(client)
        try:
            asked = lines.next() or {}
            if "words" in asked:
                self._serve(client, lines, asked)
            elif asked.get("ask") == "stop":
                self._ends = True
                talk.send(client, {"process": os.getpid()})
            elif asked.get("ask") == "status":
                talk.send(client, self._standing.told())
        finally:
            for number in lines.streams:
                os.close(number)

    def _serve(self, client: socket.socket, lines: talk.Lines, asked: dict[str, Any]) -> None:
        if self._standing.has_changed():
            self._ends = True
            return
        talk.send(client, {"state": "ready"})
        if lines.next() != {"state": "go"} or len(lines.streams) != talk.STREAMS:
            return
        client.settimeout(None)
        with (
            self._standing.in_use(int(asked["terminal"])),
            _umask(int(asked["umask"])),
            _as_asked(asked, lines.streams),
        ):
            heard = _Listener(lines)
            heard.start()
            code = self._run(asked["words"])
            heard.is_over = True
            self._ends = bool(ending.asked) or heard.has_signalled
            talk.send(client, {"code": code})
            with suppress(OSError):
                client.shutdown(socket.SHUT_RD)  # ends the listener
            heard.join()
        if self._standing.is_new() and not self._ends:
            self._session.stay()


class _Listener(Thread):
    """Passes the client's signals on to this process; when the client has gone, its command is to end."""

    def __init__(self, lines: talk.Lines) -> None:
        super().__init__(daemon=True)
        self._lines = lines
        self.has_signalled = self.is_over = False

    def run(self) -> None:
        with suppress(OSError, ValueError):
            while told := self._lines.next():
                self.has_signalled = True
                os.kill(os.getpid(), int(told["signal"]))
        if not self.is_over:
            self.has_signalled = True
            os.kill(os.getpid(), signal.SIGTERM)


@contextmanager
def _only_one(name: str) -> Iterator[bool]:
    """Context in which this process is the only one for a socket; False if another one is."""
    with Path(f"{name}.lock").open("wb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


@contextmanager
def _listening(name: str) -> Iterator[socket.socket]:
    """A socket at ``name`` that others of this user may connect to; removed at the end."""
    with suppress(FileNotFoundError):
        Path(name).unlink()
    with socket.socket(socket.AF_UNIX) as door:
        with _umask(0o077):
            door.bind(name)
        node = Path(name).stat().st_ino
        door.listen()
        door.settimeout(_TICK)
        try:
            yield door
        finally:
            with suppress(OSError):
                if Path(name).stat().st_ino == node:
                    Path(name).unlink()


@contextmanager
def _umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def _be_silent() -> None:
    """Close the standard streams inherited from the starting process, which waits for that."""
    os.chdir("/")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in range(talk.STREAMS):
        os.dup2(nowhere, number)
    os.close(nowhere)


@contextmanager
def _as_asked(asked: dict[str, Any], streams: Sequence[int]) -> Iterator[None]:
    """Context with the client's folder, environment, umask and standard streams."""
    environment, before = dict(os.environ), (sys.stdin, sys.stdout, sys.stderr)
    try:
        os.chdir(asked["folder"])
        _replace_environment(asked["environment"])
        sys.stdin = os.fdopen(streams[0], encoding=before[0].encoding, closefd=False)
        sys.stdout, sys.stderr = _stream(streams[1], before[1]), _stream(streams[2], before[2])
        yield
    finally:
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError):
                stream.flush()
        sys.stdin, sys.stdout, sys.stderr = before
        _replace_environment(environment)
        os.chdir("/")


def _stream(number: int, like: Any) -> io.TextIOWrapper:
    """A text stream as Python makes it for standard output; unbuffered if ``like`` is."""
    raw = os.fdopen(number, "wb", closefd=False)
    return io.TextIOWrapper(
        raw,
        encoding=like.encoding,
        errors=like.errors,
        line_buffering=like is sys.stderr or os.isatty(number),
        write_through=like.write_through,
    )


def _replace_environment(wanted: dict[str, str]) -> None:
    os.environ.clear()
    os.environ.update(wanted)
    time.tzset()
