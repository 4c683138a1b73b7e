"""A PostgreSQL server of its own for a test: on loopback, as a user without rights, gone afterwards."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.processes import PATIENCE, until

PASSWORD = "c4nary/+secret of postgres"


@dataclass(frozen=True)
class Server:
    """``url`` has no password, which is ``PASSWORD``."""

    port: int

    @property
    def url(self) -> str:
        return f"postgresql://reader@127.0.0.1:{self.port}/postgres"

    def execute(self, *statements: str) -> None:
        """Run statements as who may do anything."""
        import psycopg

        with psycopg.connect(f"postgresql://owner@127.0.0.1:{self.port}/postgres", password=PASSWORD) as connection:
            for statement in statements:
                connection.execute(statement)


def programs() -> Path | None:
    """Where the programs of the server are; None if it is not installed."""
    if named := shutil.which("initdb"):
        return Path(named).parent
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return folders[-1].parent if folders else None


@contextmanager
def running() -> Iterator[Server]:
    """A server as long as the context lasts."""
    found = programs()
    assert found
    folder = Path(tempfile.mkdtemp(prefix="yanbao-postgres-"))
    user: dict[str, Any] = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.getuid() == 0 else {}
    if user:
        shutil.chown(folder, "postgres", "postgres")
    try:
        words = folder / "password"
        words.write_text(PASSWORD, encoding="utf-8")
        words.chmod(0o644)
        base = folder / "base"
        make: list[str | Path] = [
            found / "initdb",
            "-D",
            base,
            "-U",
            "owner",
            "-A",
            "scram-sha-256",
            f"--pwfile={words}",
            "-E",
            "UTF8",
        ]
        subprocess.run(
            [*make, "--locale=C.UTF-8", "--no-sync"],
            cwd=folder,
            check=True,
            capture_output=True,
            timeout=PATIENCE,
            **user,
        )
        with _started(found, base, folder, user) as port:
            server = Server(port)
            server.execute(f"CREATE ROLE reader LOGIN PASSWORD '{PASSWORD}'")
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _started(found: Path, base: Path, folder: Path, user: dict[str, Any]) -> Iterator[int]:
    import psycopg

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    options = ["-c", "fsync=off", "-c", "shared_buffers=16MB", "-c", "max_connections=10"]
    command: list[str | Path] = [
        found / "postgres",
        "-D",
        base,
        "-k",
        folder,
        "-h",
        "127.0.0.1",
        "-p",
        str(port),
        *options,
    ]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log, **user)

    def answers() -> bool:
        assert process.poll() is None, (folder / "log").read_text(encoding="utf-8")
        try:
            psycopg.connect(f"postgresql://owner@127.0.0.1:{port}/postgres", password=PASSWORD).close()
        except psycopg.OperationalError:
            return False
        return True

    try:
        until(answers, lambda: (folder / "log").read_text(encoding="utf-8"))
        yield port
    finally:
        process.terminate()
        process.wait(PATIENCE)
