"""``report build --watch``: real files, really watched."""

from __future__ import annotations

import re
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.app.conftest import COMMAND, environment
from tests.conftest import SMALL_PROJECT, write_small_project
from tests.processes import PATIENCE, start, until
from yanbao.pipeline.watching import is_private

LINE = re.compile(r"\d\d:\d\d:\d\d  (?P<written>.+)  \d+\.\d\d s  (?P<found>.+)\n")


class Watch:
    """A command that watches; its lines are in a file, so that nobody has to read along."""

    def __init__(self, root: Path, log: Path) -> None:
        self.root = root
        self._log = log
        with log.open("w") as stream:
            command = [*COMMAND, "build", "--watch", "--jobs", "1"]
            self.process = start(command, root, environment(), stdout=stream, stderr=stream)

    def said(self) -> str:
        return self._log.read_text(encoding="utf-8")

    def told(self) -> list[tuple[str, str]]:
        """What was written and found, of every build."""
        return LINE.findall(self.said())

    def until(self, holds: Callable[[], bool]) -> None:
        until(lambda: self.process.poll() is not None or holds(), self.said)
        assert self.process.poll() is None, self.said()

    def html(self) -> str:
        try:
            return re.sub("<[^>]+>", "", (self.root / "build/demo.html").read_text(encoding="utf-8"))
        except FileNotFoundError:
            return ""

    def edit(self, name: str, old: str, new: str) -> None:
        self.save(name, (self.root / name).read_text(encoding="utf-8").replace(old, new))

    def restore(self) -> None:
        """Undo what was edited, and wait until that is built."""
        for path in [*self.root.glob("content/**/*")]:  # of editors
            if path.is_symlink() or (path.is_file() and str(path.relative_to(self.root)) not in SMALL_PROJECT):
                path.unlink()
        for name, text in SMALL_PROJECT.items():
            if (self.root / name).read_text(encoding="utf-8") != text:
                self.save(name, text)
        self.until(lambda: "100万个tokens" in self.html() and self.told()[-1][1] == "no problems")

    def save(self, name: str, text: str) -> None:
        """Write a file beside and put it in place: half of it may be built, and would be told of."""
        beside = self.root / f"{name}.tmp"
        beside.write_text(text, encoding="utf-8")
        beside.replace(self.root / name)


@pytest.fixture(scope="module")
def watching(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watch]:
    """One command for all tests: its start takes as long as many builds."""
    folder = tmp_path_factory.mktemp("watch")
    watch = Watch(write_small_project(folder / "project", {}), folder / "log.txt")
    try:
        watch.until(lambda: "Watching" in watch.said())
        assert watch.told() == [("build/demo.html, build/demo.pdf", "no problems")]
        yield watch
    finally:
        watch.process.kill()
        watch.process.wait()


@pytest.fixture
def watch(watching: Watch) -> Watch:
    """The command beside the small project, built again as it was if another test has changed it."""
    watching.restore()
    return watching


def test_files_of_editors_are_not_built_for(watch: Watch) -> None:
    count = len(watch.told())
    for name in (".intro.yaml.swp", "intro.yaml~", "4913", "#intro.yaml#", "intro.yaml.tmp"):
        (watch.root / "content/demo" / name).write_text("x", encoding="utf-8")
    time.sleep(0.7)  # longer than between two looks
    watch.edit("content/ledger/models.yaml", "1000000", "7000000")
    watch.until(lambda: "700万个tokens" in watch.html())
    watch.until(lambda: len(watch.told()) > count)
    assert len(watch.told()) == count + 1


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_a_burst_is_built_a_few_times_only(watch: Watch) -> None:
    """The command stands still meanwhile, however long the edits take on a busy machine."""
    before = len(watch.told())
    watch.process.send_signal(signal.SIGSTOP)
    for number in range(1, 60):
        watch.edit("content/ledger/models.yaml", f"{number}000000", f"{number + 1}000000")
    watch.process.send_signal(signal.SIGCONT)
    watch.until(lambda: "6000万个tokens" in watch.html())
    assert len(watch.told()) - before <= 4


def test_a_mistake_leaves_the_last_good_files_until_it_is_mended(watch: Watch) -> None:
    good = watch.html()
    watch.edit("content/demo/intro.yaml", "section:", "sektion:")
    watch.until(lambda: watch.told()[-1][0] == "nothing written")
    assert "error" in watch.told()[-1][1]
    assert watch.html() == good
    watch.edit("content/demo/intro.yaml", "sektion:", "section:")
    watch.until(lambda: watch.told()[-1][1] == "no problems")


def test_saved_as_editors_do(watch: Watch) -> None:
    """Written beside and renamed; the old one moved away first; half of it, and then the rest."""
    file = watch.root / "content/ledger/models.yaml"
    text = file.read_text(encoding="utf-8")
    (file.parent / ".#models.yaml").symlink_to("me@here.1234")  # Emacs locks a file that it has changed
    new = file.parent / "4913"
    new.write_text(text.replace("1000000", "3000000"), encoding="utf-8")
    new.replace(file)
    watch.until(lambda: "300万个tokens" in watch.html())
    file.rename(file.parent / "models.yaml~")
    file.write_text(text.replace("1000000", "4000000"), encoding="utf-8")
    watch.until(lambda: "400万个tokens" in watch.html())
    changed = text.replace("1000000", "5000000").encode()
    with file.open("wb", buffering=0) as stream:
        stream.write(changed[:20])
        time.sleep(0.05)
        stream.write(changed[20:])
    watch.until(lambda: "500万个tokens" in watch.html())


def test_whole_folders_go_and_come_back(watch: Watch, tmp_path: Path) -> None:
    content = watch.root / "content"
    shutil.copytree(content, tmp_path / "kept")
    shutil.rmtree(content)
    watch.until(lambda: watch.told()[-1][0] == "nothing written")
    shutil.copytree(tmp_path / "kept", content)
    watch.until(lambda: watch.told()[-1][1] == "no problems")
    watch.edit("content/ledger/models.yaml", "1000000", "6000000")
    watch.until(lambda: "600万个tokens" in watch.html())
    (watch.root / "templates/own").mkdir(parents=True)  # a folder that was not there
    (watch.root / "templates/own/theme.yaml").write_text("page: {}\n", encoding="utf-8")
    watch.edit("content/demo/report.yaml", "kind:", "theme: own\nkind:")
    watch.until(lambda: watch.told()[-1][0] == "nothing written")


@pytest.mark.parametrize("name", ["intro.yaml", "visits.csv", "表.xlsx", "page.html.j2"])
def test_names_of_authors(name: str) -> None:
    assert not is_private(f"content/{name}")


def test_builds_again_until_it_is_interrupted(watch: Watch) -> None:
    """The last test: it ends the command."""
    before, count = (watch.root / "build/demo.pdf").read_bytes(), len(watch.told())
    watch.edit("content/ledger/models.yaml", "1000000", "2000000")
    watch.until(lambda: "200万个tokens" in watch.html())
    watch.until(lambda: len(watch.told()) > count)
    assert (watch.root / "build/demo.pdf").read_bytes() != before
    watch.process.send_signal(signal.SIGINT)
    assert watch.process.wait(PATIENCE) == 130
