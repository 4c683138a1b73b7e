"""The Python API: what ``yanbao`` exports works in a script, a thread and another process, and says what is wrong."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
from dataclasses import FrozenInstanceError, fields, is_dataclass
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

import yanbao
from tests.conftest import WriteProject
from tests.processes import finish

BROKEN = "section: 节\npages:\n  - title: 页\n    blocks:\n      - text: 到{{ models.gemni.context_window }}。\n"


def test_every_name_can_be_imported_and_is_explained() -> None:
    for name in yanbao.__all__:
        assert getattr(yanbao, name) is not None
        assert name == "__version__" or getattr(yanbao, name).__doc__, name
    assert set(yanbao.__all__) <= set(dir(yanbao))
    with pytest.raises(AttributeError, match="no attribute 'biuld'"):
        yanbao.biuld  # noqa: B018


def test_importing_it_loads_nothing_that_takes_time() -> None:
    heavy = ["pandas", "pydantic", "weasyprint", "matplotlib", "typer", "rich", "yanbao.diagnostics", "yanbao.api"]
    code = f"import sys, yanbao; print([name for name in {heavy} if name in sys.modules])"
    done = finish([sys.executable, "-c", code], Path.cwd(), dict(os.environ))
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_builds_with_defaults(write_project: WriteProject, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write_project({})
    monkeypatch.chdir(root.parent)
    built = yanbao.build(root.name)
    assert [report.slug for report in built.reports] == ["demo"]
    assert set(built.reports[0].files) == {root / "build/demo.pdf", root / "build/demo.html"}
    assert all(file.is_file() for file in built.reports[0].files)
    monkeypatch.chdir(root / "content")
    assert yanbao.build().is_unchanged, "a folder in it is the project"
    assert yanbao.check(reports="demo") == built.diagnostics == (), "one name is one report"


def test_fix_mends_files_and_tells_what_is_left(write_project: WriteProject) -> None:
    section = (
        "section: 节\npages:\n  - title: 页\n    blocks:\n      - text: 收入增长,利润 ，目前{{ models.gemni.size }}。\n"
    )
    root = write_project({"content/demo/intro.yaml": section})
    fixed = yanbao.fix(root, rules={"mixed-width"})
    assert ([one.rule for one in fixed.mended], fixed.files) == (["mixed-width"], ("content/demo/intro.yaml",))
    assert {"stray-space", "unknown-fact"} <= {one.rule for one in fixed.left}
    assert "增长，利润 ，" in (root / "content/demo/intro.yaml").read_text(encoding="utf-8")
    assert yanbao.fix(root, rules={"mixed-width"}).files == ()
    assert pickle.loads(pickle.dumps(fixed)) == fixed


def test_leaves_the_process_as_it_was(write_project: WriteProject, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also in a thread, as notebooks and schedulers run it, and with processes of its own."""
    root = write_project({})
    monkeypatch.delenv("PYTHONSAFEPATH", raising=False)

    def state() -> list[Any]:
        handlers = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
        return [handlers, gc.isenabled(), gc.get_threshold(), gc.get_freeze_count(), dict(os.environ), Path.cwd()]

    before, built = state(), list[yanbao.BuildResult]()
    for jobs in (1, 2):
        asked = {"formats": "html", "cache": False, "jobs": jobs}
        thread = Thread(target=lambda asked=asked: built.append(yanbao.build(root, **asked)))
        thread.start()
        thread.join()
    assert [len(result.reports) for result in built] == [1, 1]
    assert state() == before


def test_threads_build_what_one_builds(write_project: WriteProject, tmp_path: Path) -> None:
    root = write_project({})
    outputs = [tmp_path / name for name in ("alone", "first", "second")]

    def make(output: Path) -> None:
        yanbao.build(root, output=output, cache=False)

    make(outputs[0])
    threads = [Thread(target=make, args=[output]) for output in outputs[1:]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for name in ("demo.html", "demo.pdf"):
        assert len({(output / name).read_bytes() for output in outputs}) == 1


def test_a_script_needs_no_main_guard(write_project: WriteProject) -> None:
    root = write_project({})
    script = root / "script.py"
    script.write_text("import yanbao\nprint(yanbao.build(formats='html').reports[0].slug)\n", encoding="utf-8")
    done = finish([sys.executable, str(script)], root, dict(os.environ))
    assert (done.stdout.strip(), done.stderr, done.returncode) == ("demo", "", 0)


def test_mistakes_are_told_as_the_command_tells_them(
    write_project: WriteProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_project({"content/demo/intro.yaml": BROKEN})
    monkeypatch.chdir(root)
    with pytest.raises(yanbao.ContentError) as caught:
        yanbao.build()
    done = finish([sys.executable, "-m", "yanbao", "build", "--no-cache"], root, dict(os.environ))
    told = str(caught.value).strip()
    assert done.stderr.strip() == f"{told} Nothing was written."
    assert "^" in told
    copy = pickle.loads(pickle.dumps(caught.value))
    assert (str(copy), copy.diagnostics) == (str(caught.value), caught.value.diagnostics)
    first = yanbao.check()[0]
    assert first.rule == "unknown-fact"
    assert first.level is yanbao.Level.ERROR
    assert first.mark.file == "content/demo/intro.yaml"
    assert str(first) in "\n".join(line for line in told.split("\n") if " | " not in line)


def test_what_is_not_a_project(tmp_path: Path) -> None:
    with pytest.raises(yanbao.SetupError, match="no report in") as caught:
        yanbao.check(tmp_path)
    copy = pickle.loads(pickle.dumps(caught.value))
    assert (str(copy), copy.remedy) == (str(caught.value), caught.value.remedy)
    assert copy.__notes__ == [f"help: {copy.remedy}"], "a traceback shows it"


@pytest.mark.parametrize("wrong", [{"formats": "docx"}, {"formats": ()}, {"jobs": 0}])
def test_arguments_that_mean_nothing(write_project: WriteProject, wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"formats are html and pdf|jobs is 0"):
        yanbao.build(write_project({}), **wrong)


def test_unknown_report(write_project: WriteProject) -> None:
    with pytest.raises(yanbao.ContentError, match="no report 'dmeo'"):
        yanbao.build(write_project({}), "dmeo")


def test_facts(write_project: WriteProject) -> None:
    found = yanbao.facts(write_project({}))
    [fact] = [entry for entry in found.entries if entry.kind == "fact"]
    assert isinstance(fact, yanbao.Entry)
    assert (fact.path, fact.value, fact.uses[0].text) == ("models.gemini.context_window", 1000000, "100万个tokens")


def test_progress_is_told(write_project: WriteProject) -> None:
    steps = []

    class Steps:
        def step(self, report: str, name: str, done: int, total: int) -> None:
            steps.append((report, name, done, total))

    yanbao.build(write_project({}), formats="html", progress=Steps())
    assert {"load", "check", "compose", "pages"} <= {name for _, name, *_ in steps}


def test_results_are_frozen() -> None:
    kinds = [getattr(yanbao, name) for name in yanbao.__all__]
    frozen = [kind for kind in kinds if isinstance(kind, type) and is_dataclass(kind)]
    assert len(frozen) == 13
    for kind in frozen:
        with pytest.raises((FrozenInstanceError, TypeError)):
            setattr(kind.__new__(kind), fields(kind)[0].name, "changed")
