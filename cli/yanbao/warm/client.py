"""Has a command run by the session of its project, if there is one; it then prints to this process's streams."""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from types import FrameType
from typing import Any

from yanbao.warm import address, talk

COMMANDS = {"build", "check", "facts"}

_SOON = 0.3
"""Seconds after which a session that has not answered is left alone: it may be busy."""

_ALONE = ("--watch", "--jobs", "--no-cache", "--profile", "--help", "--explain", "--stay")
"""Options of commands that need, or are, a process of their own."""

_SHORT = "fop"
"""Short options with which a session can run a command."""

_FORWARDED = ("SIGINT", "SIGTERM", "SIGHUP")


def run(arguments: Sequence[str]) -> int | None:
    """The exit code of a command that the session of its project has run; None if there is no such session."""
    arguments = [word for word in arguments if word != "--stay"]
    if not fits(arguments):
        return None
    root = address.root_of(_folder(arguments))
    try:
        return through(root, arguments, _SOON) if root else None
    except (OSError, ValueError):
        return None


def fits(arguments: Sequence[str]) -> bool:
    """True if a session may run a command, judged by its words."""
    if not arguments or arguments[0] not in COMMANDS or not address.is_possible():
        return False
    if any(word.startswith(_ALONE) or (word[:1] == "-" and word[1:2] not in "-" + _SHORT) for word in arguments):
        return False
    return not any(name.endswith("_COMPLETE") and name[:1] == "_" for name in os.environ) and _are_open()


def through(root: str, arguments: Sequence[str], patience: float) -> int | None:
    """Have the session of a project run a command. None if it does not answer in time, or ended while it ran.

    Raises OSError and ValueError if it cannot be reached.
    """
    with socket.socket(socket.AF_UNIX) as session:
        session.settimeout(patience)
        session.connect(address.socket_of(root))
        talk.send(session, _request(arguments))
        answers = talk.Lines(session)
        if (answers.next() or {}).get("state") != "ready":
            return None
        session.settimeout(None)
        with _Forwarding(session) as forwarded:
            talk.send(session, {"state": "go"}, (0, 1, 2))
            code = (answers.next() or {}).get("code")
        if isinstance(code, int):
            return code
        return 128 + forwarded[-1] if forwarded else None


def ask(root: str, question: str, patience: float) -> dict[str, Any] | None:
    """What the session of a project answers to ``status`` or ``stop``; None if there is none."""
    try:
        with socket.socket(socket.AF_UNIX) as session:
            session.settimeout(patience)
            session.connect(address.socket_of(root))
            talk.send(session, {"ask": question})
            return talk.Lines(session).next()
    except (OSError, ValueError):
        return None


def _request(arguments: Sequence[str]) -> dict[str, Any]:
    mask = os.umask(0o077)
    os.umask(mask)
    return {
        "words": [_name(), *arguments],
        "folder": os.getcwd(),
        "environment": _width() | dict(os.environ),
        "umask": mask,
        "terminal": os.getsid(0),
    }


def _name() -> str:
    """How this command was called."""
    name = os.path.basename(sys.argv[0])
    return "python -m yanbao" if name == "__main__.py" else name


def _width() -> dict[str, str]:
    """The size of the terminal, which the session is not in."""
    for number in range(talk.STREAMS):
        with suppress(OSError):
            size = os.get_terminal_size(number)
            if size.columns and size.lines:  # a terminal may not know its size
                return {"COLUMNS": str(size.columns), "LINES": str(size.lines)}
    return {}


def _folder(arguments: Sequence[str]) -> str:
    """The folder that ``--project`` names, or the current one."""
    for word, following in zip(arguments, [*arguments[1:], ""], strict=True):
        for option in ("--project", "-p"):
            if word == option:
                return following
            if word.startswith(option) and (option == "-p" or word[len(option)] == "="):
                return word[len(option) :].removeprefix("=")
    return os.getcwd()


def _are_open() -> bool:
    """True if all three standard streams are open."""
    with suppress(OSError):
        return all(os.fstat(number) for number in range(talk.STREAMS))
    return False


class _Forwarding:
    """Context that sends the signals to end this process to the session instead, which then answers with the code."""

    def __init__(self, session: socket.socket) -> None:
        self._session = session
        self._before: dict[int, Any] = {}
        self._sent: list[int] = []

    def __enter__(self) -> list[int]:
        """The signals that are sent."""
        for name in _FORWARDED:
            number = getattr(signal, name)
            if signal.getsignal(number) is not signal.SIG_IGN:  # as under nohup
                self._before[number] = signal.signal(number, self._forward)
        return self._sent

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _forward(self, number: int, _frame: FrameType | None) -> None:
        self._sent.append(number)
        with suppress(OSError):
            talk.send(self._session, {"signal": number})
