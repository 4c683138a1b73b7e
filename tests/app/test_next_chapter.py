"""The chapter on the next issue in both guides: its commands, run in a weekly as it tells."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from tests.app.conftest import Run

DOCS = Path(__file__).parents[2] / "docs"
DATA = ("data/index_daily.csv", "data/stocks_daily.csv")


def _commands(page: str, chapter: str) -> list[str]:
    """The commands of a chapter, without their comments."""
    text = (DOCS / page).read_text("utf-8").partition(f"\n## {chapter}\n")[2].partition("\n## ")[0]
    blocks = re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [line.partition("#")[0].strip() for block in blocks for line in block.splitlines()]


def test_its_commands_make_the_next_issue(run: Run, tmp_path: Path) -> None:
    commands = _commands("guide.md", "The next issue")
    assert commands == _commands("guide.zh-CN.md", "下周再来一期")
    root = tmp_path / "reports"
    run(tmp_path, "new", "reports", "--kind", "weekly")
    whole = {name: (root / name).read_text("utf-8") for name in DATA}
    for name, text in whole.items():
        (root / name).write_text(text[: text.index("2024-04-22")], "utf-8")
    report = root / "content/weekly/report.yaml"
    report.write_text(report.read_text("utf-8").replace("date: 2024-04-26", "date: 2024-04-19"), "utf-8")
    (root / "build").mkdir()
    (root / "build/weekly-2024-04-19.pdf").write_bytes(b"the last issue")
    git = [shutil.which("git") or "git", "-c", "user.name=a", "-c", "user.email=a@example.com"]
    for step in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "2024-04-19"]):
        subprocess.run([*git, *step], cwd=root, check=True)
    told = {}
    for command in commands:
        if command == "report data pull":  # "or append the new rows"
            for name, text in whole.items():
                (root / name).write_text(text, "utf-8")
        result = run(root, *command.split()[1:])
        assert result.exit_code == 0, (command, result.output)
        told[command] = result.stdout
    assert "date 2024-04-19 → 2024-04-26" in told["report next weekly --dry-run"]
    assert told["report check"] == "No problems found.\n"
    assert "561.51" in told["report diff"]
    assert "578.88" in told["report diff"]
    files = {path.name for path in (root / "build").iterdir()}
    assert files == {"weekly-2024-04-19.pdf", "weekly-2024-04-26.pdf", "weekly-2024-04-26.html"}
