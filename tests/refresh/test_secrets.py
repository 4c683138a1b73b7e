"""A canary: no byte that is written or printed has the secret, whatever goes wrong."""

from __future__ import annotations

import base64
import contextlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.app.conftest import Run
from tests.refresh.conftest import PullProject
from tests.refresh.servers import Answer, giving, serving
from tests.refresh.test_sources import CSV

CANARY = "c4nary/+ secret=%&"
FORMS = [form.encode() for form in (CANARY, quote(CANARY, safe=""), base64.b64encode(CANARY.encode()).decode())]


def bytes_of(root: Path) -> Iterator[tuple[str, bytes]]:
    for file in root.rglob("*"):
        if file.is_file():
            yield file.name, file.read_bytes()
        yield str(file), str(file).encode()


def assert_no_canary(root: Path, *printed: str) -> None:
    for name, data in [*bytes_of(root), *(("printed", text.encode()) for text in printed)]:
        for form in FORMS:
            assert form not in data, name


ANSWERS: dict[str, tuple[Answer, int]] = {
    "data": (giving(CSV), 0),
    "an echo": (giving(CSV + f"2024-04-26,600519.SH,1,{CANARY}\n".encode()), 1),
    "an echo in a reason": (giving(b"", 404), 1),
    "an echo in a redirect": (giving(b"", 302, Location=f"http://example.invalid/{quote(CANARY, safe='')}"), 1),
    "forbidden": (giving(CANARY.encode(), 403), 2),
    "no number": (giving(f"date,code,close,note\n2024-04-26,600519.SH,{CANARY},\n".encode()), 1),
}


@pytest.mark.parametrize("case", ANSWERS)
@pytest.mark.parametrize("where", ["header_env: {X-Token: CANARY}", "param_env: {apikey: CANARY}"])
def test_of_web_servers(run: Run, pull_project: PullProject, case: str, where: str) -> None:
    answer, code = ANSWERS[case]
    with serving(answer) as (address, came):
        root = pull_project(f"kind: http, url: '{address}', retries: 0, {where}", ", path: quotes.csv")
        result = run(root, "data", "pull", CANARY=CANARY, YANBAO_DEBUG="1")
        assert CANARY in (came[0].headers["X-Token"] or "") or quote(CANARY, safe="") in came[0].path.replace(
            "+", "%20"
        )
    assert result.exit_code == code
    built = run(root, "build", "--format", "html", CANARY=CANARY) if code == 0 else result
    assert built.exit_code == code
    status = run(root, "data", "status", "--format", "json", CANARY=CANARY)
    assert_no_canary(root, result.output, built.output, status.output)


SCRIPTS = {
    "data": ("print('date,code,close,note'); print('2024-04-26,600519.SH,1,x')", 0),
    "it prints it": ("import os; print(os.environ['CANARY'], flush=True); raise SystemExit(os.environ['CANARY'])", 1),
    "it says it": ("import os; raise SystemExit('token ' + os.environ['CANARY'])", 1),
}


@pytest.mark.parametrize("case", SCRIPTS)
def test_of_commands(run: Run, pull_project: PullProject, case: str) -> None:
    text, code = SCRIPTS[case]
    root = pull_project("kind: command, command: [python, x.py], env: CANARY", "", files={"x.py": text})
    result = run(root, "data", "pull", CANARY=CANARY)
    assert result.exit_code == code
    assert_no_canary(root, result.output)


@pytest.mark.parametrize("scheme", ["postgresql", "sqlite", "nothing", "://"])
def test_of_addresses(run: Run, pull_project: PullProject, scheme: str) -> None:
    url = f"{scheme}://me:{quote(CANARY, safe='')}@127.0.0.1:1/x"
    root = pull_project("kind: sql, url_env: CANARY, timeout: 2")
    result = run(root, "data", "pull", CANARY=url)
    assert result.exit_code in (1, 2, 3)
    assert_no_canary(root, result.output)
    with contextlib.suppress(ValueError):
        assert url not in result.output


@pytest.mark.parametrize("given", ["headers: {Authorization: Bearer x}", "headers: {X-Api-Key: x}"])
def test_files_hold_no_credentials(run: Run, pull_project: PullProject, given: str) -> None:
    root = pull_project(f"kind: http, url: 'http://127.0.0.1:1', retries: 0, {given}", ", path: quotes.csv")
    result = run(root, "data", "pull")
    assert result.exit_code == 1
    assert "looks like a credential, which no file may hold" in result.stderr
