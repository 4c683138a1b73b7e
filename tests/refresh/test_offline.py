"""Building, checking and previewing never touch a network, nor start a command; and only one room could."""

from __future__ import annotations

import ast
import socket
import subprocess
from pathlib import Path

import pytest

import yanbao
from tests.app.conftest import Run
from tests.refresh.conftest import PullProject

PACKAGE = Path(yanbao.__file__).parent
NETWORK = {
    "socket",
    "ssl",
    "http.client",
    "urllib.request",
    "urllib.error",
    "psycopg",
    "sqlalchemy",
    "duckdb",
    "ftplib",
    "smtplib",
}
_SOCKET = "a Unix socket of this user"
ALLOWED = {
    "app/preview.py": "serves this machine",
    "app/previews/server.py": "serves this machine",
    "app/serving.py": _SOCKET,
    "warm/client.py": _SOCKET,
    "warm/talk.py": _SOCKET,
}


def imported(source: str) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return names


def test_only_one_room_reaches_out() -> None:
    found = {
        file.relative_to(PACKAGE).as_posix()
        for file in PACKAGE.rglob("*.py")
        if imported(file.read_text(encoding="utf-8")) & NETWORK
    }
    assert {name for name in found if not name.startswith("refresh/sources/")} <= set(ALLOWED)
    assert len(found) > len(ALLOWED)


def test_builds_and_checks_ask_no_source(run: Run, pull_project: PullProject, monkeypatch: pytest.MonkeyPatch) -> None:
    root = pull_project()
    run(root, "data", "pull")
    (root / "data/connections.yaml").write_text("source: {kind: http, url: 'http://127.0.0.1:1'}\n", encoding="utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was touched")

    for name in ("connect", "connect_ex", "sendto", "bind"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(subprocess, "Popen", refuse)
    assert run(root, "build", "--format", "html", "--jobs", "1", "--locked").exit_code == 0
    assert run(root, "check").exit_code == 0
    assert run(root, "data", "status").exit_code == 0

    from yanbao import pipeline

    with pipeline.open_session(root, 1, store=False) as session:
        stages: list[object] = []
        pipeline.preview(session, root, "demo", stages.append)
    assert stages
