"""The script of docs/nightly.md, as a scheduler runs it: green, yellow, and red."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.conftest import environment
from tests.postgres import PASSWORD, programs, running
from tests.processes import finish
from tests.refresh.conftest import PullProject
from tests.refresh.servers import giving, serving
from yanbao import __version__
from yanbao.resources import recipes, starter

PAGE = Path(__file__).parents[2] / "docs/nightly.md"
VISITS = b"month,views\n2024-01,110\n2024-02,140\n2024-03,160\n"

pytestmark = pytest.mark.skipif(shutil.which("sh") is None, reason="there is no sh")


@pytest.fixture
def database() -> Iterator[tuple[str, str]]:
    """A connection and a query: of PostgreSQL, or of SQLite where that is not installed."""
    if programs() is None:
        yield (
            "kind: sqlite, file: source.sqlite",
            "SELECT day AS date, code, close, note FROM quotes WHERE day > :since",
        )
        return
    with running() as server:
        server.execute(
            "CREATE TABLE quotes (date date, code text, close numeric, note text)",
            "INSERT INTO quotes VALUES ('2024-04-25', '600519.SH', 1683.00, 'a')",
            "GRANT SELECT ON quotes TO reader",
        )
        query = "SELECT date, code, close, note FROM quotes WHERE date > :since"
        yield f"kind: sql, url: '{server.url}', password_env: RESEARCH_PASSWORD", query


def git(root: Path, *arguments: str) -> str:
    who = ["-c", "user.name=night", "-c", "user.email=night@example.com", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True, text=True)
    return done.stdout


def night(root: Path, published: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run the script; ``report`` is the one that is tested."""
    [script] = re.findall(r"^```sh\n(#!/bin/sh\n.*?)^```", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    (root / "nightly.sh").write_text(script, encoding="utf-8")
    programs = root.parent / "bin"
    programs.mkdir(exist_ok=True)
    report = programs / "report"
    report.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m yanbao "$@"\n', encoding="utf-8")
    report.chmod(0o755)
    who = {f"GIT_{part}_{what}": "night@example.com" for part in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    variables = who | {
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PUBLISHED": str(published),
        "RESEARCH_PASSWORD": PASSWORD,
    }
    return finish(["sh", "nightly.sh", "--format", "html", "--jobs", "1"], root, environment(**variables, **more))


def test_nights(pull_project: PullProject, database: tuple[str, str], tmp_path: Path) -> None:
    connection, query = database
    with serving(giving(VISITS), giving(b"", 503, Retry_After="0"), giving(b"<html>")) as (address, _):
        web = f"web: {{kind: http, url: '{address}', retries: 0}}\n"
        root = pull_project(connection, files={"data/quotes.sql": query, "data/visits.csv": ""})
        connections = root / "data/connections.yaml"
        connections.write_text(connections.read_text(encoding="utf-8") + web, encoding="utf-8")
        catalog = root / "data/catalog.yaml"
        pulled = "  file: visits.csv\n  key: month\n  pull: {connection: web, path: visits.csv}\n"
        catalog.write_text(
            catalog.read_text(encoding="utf-8").replace("  file: visits.csv\n", pulled), encoding="utf-8"
        )
        published = tmp_path / "www"
        git(root, "init", "-q")
        ignored = (starter("weekly") / ".gitignore").read_text(encoding="utf-8")
        (root / ".gitignore").write_text(f"{ignored}/nightly.sh\n", encoding="utf-8")
        git(root, "add", "-A")
        git(root, "commit", "-qm", "first")

        green = night(root, published)
        assert green.returncode == 0, green.stderr + green.stdout
        assert "rows added" in green.stdout
        good = (published / "demo.html").read_bytes()
        assert git(root, "status", "--porcelain") == ""
        assert sorted(git(root, "show", "--name-only", "--format=").split()) == [
            "data/lock.yaml",
            "data/quotes.csv",
            "data/visits.csv",
        ]
        commits = git(root, "rev-list", "--count", "HEAD")

        yellow = night(root, published)
        assert yellow.returncode == 3, yellow.stderr + yellow.stdout
        assert "visits: not reached: it answers 503" in yellow.stderr
        assert (published / "demo.html").read_bytes() == good

        red = night(root, published)
        assert red.returncode == 1, red.stderr + red.stdout
        assert "visits: refused: it answers with a web page" in red.stderr
        assert (published / "demo.html").read_bytes() == good
        assert git(root, "rev-list", "--count", "HEAD") == commits, "nothing has changed"
        assert git(root, "status", "--porcelain") == ""


def test_without_a_repository_the_night_is_red(pull_project: PullProject, tmp_path: Path) -> None:
    """It could not keep the data that it publishes from; nothing is pulled or built."""
    root = pull_project("kind: sqlite, file: source.sqlite", files={"data/quotes.sql": "SELECT 1"})
    red = night(root, tmp_path / "www", GIT_CEILING_DIRECTORIES=str(root.parent))
    assert red.returncode == 2
    assert "nightly.sh: no git repository with a commit here" in red.stderr
    assert "usage" not in red.stderr
    assert not (tmp_path / "www").exists()


@pytest.mark.parametrize("file", sorted(path.name for path in recipes().iterdir()))
def test_what_report_new_writes_is_what_the_page_shows(file: str) -> None:
    text = (recipes() / file).read_text(encoding="utf-8")
    assert f"\n{text}```\n" in PAGE.read_text(encoding="utf-8")
    assert not ("pip install" in text and f'yanbao[sql]=={__version__}"' not in text)
