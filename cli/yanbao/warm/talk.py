"""What client and session tell each other: lines of JSON over a Unix socket.

The client connects and sends a request. The session answers ``ready``, the client ``go`` with its standard streams as
file descriptors: so a client that has given up is not served, and no session that hangs holds its streams. Then the
client may send signals, until the session sends the exit code.
"""

from __future__ import annotations

import json
import socket
from typing import Any

_MOST = 4 * 1024 * 1024
"""Bytes of a message."""

STREAMS = 3
"""Standard input, output and error."""


def send(to: socket.socket, message: dict[str, Any], streams: tuple[int, ...] = ()) -> None:
    """Send a message, and file descriptors with it. Raises OSError."""
    data = json.dumps(message).encode() + b"\n"
    if streams:
        sent = socket.send_fds(to, [data], streams)
        data = data[sent:]
    to.sendall(data)


class Lines:
    """The messages that come in over a socket."""

    def __init__(self, of: socket.socket) -> None:
        self._of = of
        self._rest = b""
        self.streams: list[int] = []
        """File descriptors that came with the messages; the caller must close them."""

    def next(self) -> dict[str, Any] | None:
        """The next message; None when the other side has closed. Raises OSError, and ValueError for anything else."""
        while b"\n" not in self._rest:
            data, streams, *_ = socket.recv_fds(self._of, 65536, STREAMS)
            self.streams += streams
            if not data:
                return None
            self._rest += data
            if len(self._rest) > _MOST:
                raise ValueError("the message is too long")
        line, _, self._rest = self._rest.partition(b"\n")
        message = json.loads(line)
        if not isinstance(message, dict):
            raise ValueError("the message is not an object")  # noqa: TRY004 - as for any other malformed one
        return message
