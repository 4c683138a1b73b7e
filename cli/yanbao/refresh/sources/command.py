"""Programs of the project's own that write CSV to standard output, as ``data/connections.yaml`` alone can name them.

They run in the project's folder, with no terminal, no shell and few environment variables.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from threading import Event, Thread, Timer
from typing import IO

from yanbao.diagnostics import SetupError, printable
from yanbao.load.files import MAX_TABLE
from yanbao.model.pulling import CommandConnection
from yanbao.refresh.asking import Answer, Ask
from yanbao.refresh.trouble import UnreachedError, UnusableError

_INHERITED = (
    *("PATH", "HOME", "USER", "LANG", "LC_ALL", "TZ", "TMPDIR", "VIRTUAL_ENV", "SSL_CERT_FILE"),
    *("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy"),
    *("SYSTEMROOT", "TEMP", "TMP", "USERPROFILE", "APPDATA", "PATHEXT"),
)
NOT_REACHED = 3
"""The exit code by which a program says that it has not reached its source."""

_AT_ONCE = 1 << 16
_TOLD = 2_000


def answer(ask: Ask) -> Answer:
    return Answer(_output(ask), "answer.csv")


def _output(ask: Ask) -> Iterator[bytes]:
    given = ask.of(CommandConnection)
    command = [sys.executable if at == 0 and word == "python" else str(word) for at, word in enumerate(given.command)]
    command += [f"--{name}={value}" for name, value in ask.pull.params.items()]
    environment = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    environment |= {str(name): ask.secrets.value(name) for name in given.env} | {"PYTHONIOENCODING": "utf-8"}
    try:
        process = subprocess.Popen(  # noqa: S603 - of data/connections.yaml, without a shell
            command,
            cwd=ask.root,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except OSError as error:
        remedy = "install it, or name it by its path in data/connections.yaml"
        raise SetupError(f"cannot run '{given.command[0]}': {error.strerror}", remedy) from None
    yield from _read(process, given.timeout)


def _read(process: subprocess.Popen[bytes], seconds: int) -> Iterator[bytes]:
    """What a program writes, until it ends. It and all that it started are ended with this."""
    is_over, said = Event(), bytearray()

    def stop() -> None:
        is_over.set()
        _end(process)

    timer = Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    listener = Thread(target=_listen, args=(process.stderr, said), daemon=True)
    listener.start()
    try:
        size = 0
        while process.stdout and (chunk := process.stdout.read(_AT_ONCE)):
            size += len(chunk)
            if size > MAX_TABLE:
                raise UnusableError(f"it writes more than {MAX_TABLE // 1_000_000} MB", "narrow what it asks for")
            yield chunk
        code = process.wait()
    finally:
        timer.cancel()
        _end(process)
        process.wait()
        listener.join()
        for stream in (process.stdout, process.stderr):
            if stream:
                stream.close()
    if is_over.is_set():
        raise UnreachedError(f"the command did not end in {seconds} s")
    words = printable(bytes(said[-_TOLD:]).decode("utf-8", "replace").strip().rpartition("\n")[2])
    if code == NOT_REACHED:
        raise UnreachedError(f"the command has not reached its source: {words}" if words else "the command says so")
    if code:
        raise UnusableError(f"the command ended with exit code {code}{f': {words}' if words else ''}")


def _listen(stream: IO[bytes] | None, said: bytearray) -> None:
    while stream and (chunk := stream.read(_AT_ONCE)):
        said += chunk
        del said[:-_TOLD]


def _end(process: subprocess.Popen[bytes]) -> None:
    with suppress(OSError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
