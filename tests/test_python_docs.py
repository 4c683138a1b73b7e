"""The examples of docs/python.md run as they are written, beside a project in ``my-reports``.

Airflow and Dagster are not installed: stand-ins call the decorated functions, as their workers would.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, get_type_hints

import pytest

import yanbao
from tests.conftest import WriteProject
from tests.test_doc_examples import ROOT, examples
from yanbao.api.asking import BatchOptions, Options

EXAMPLES = examples("docs/python.md", "python")
PLAIN = [example for example in EXAMPLES if "airflow" not in example and "dagster" not in example]
[AIRFLOW] = [example for example in EXAMPLES if "airflow" in example]
[DAGSTER] = [example for example in EXAMPLES if "dagster" in example]

BROKEN = "section: 节\npages:\n  - title: 页\n    blocks:\n      - text: 到{{ models.gemni.context_window }}。\n"


@pytest.fixture
def project(write_project: WriteProject, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = write_project({})
    root = root.rename(root.with_name("my-reports"))
    monkeypatch.chdir(root.parent)
    return root


def execute(example: str) -> dict[str, Any]:
    names: dict[str, Any] = {"__name__": "example"}
    exec(compile(example, "python.md", "exec", dont_inherit=True), names)
    return names


def stand_in(monkeypatch: pytest.MonkeyPatch, name: str, **members: object) -> None:
    module = ModuleType(name)
    vars(module).update(members)
    monkeypatch.setitem(sys.modules, name, module)


def test_a_notebook(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cells = [example for example in PLAIN if "__main__" not in example]
    names = execute("\n".join(cells))
    assert capsys.readouterr().out.startswith(f"demo 4 {project / 'build/demo.html'}\n")
    assert names["unused"] == []


def test_a_script_with_a_guard() -> None:
    [script] = [example for example in PLAIN if "__main__" in example]
    execute(script)  # imported, as by each process, it builds nothing


def test_airflow(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    returned: list[Any] = []

    def dag(**_: object) -> Callable[[Callable[[], None]], Callable[[], None]]:
        return lambda function: function

    def task(function: Callable[..., Any]) -> Callable[..., None]:
        return lambda *arguments: returned.append(function(*arguments))

    stand_in(monkeypatch, "airflow")
    stand_in(monkeypatch, "airflow.sdk", dag=dag, task=task)
    execute(AIRFLOW)
    assert returned == [[str(project / "build/demo.html"), str(project / "build/demo.pdf")]]
    assert (project / "build/demo.pdf").is_file()


def test_dagster(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Failure(Exception):  # noqa: N818 - as Dagster calls it
        pass

    told: list[str] = []
    context = SimpleNamespace(log=SimpleNamespace(warning=told.append))
    stand_in(
        monkeypatch, "dagster", asset=lambda f: f, AssetExecutionContext=Any, Failure=Failure, MaterializeResult=dict
    )
    make = execute(DAGSTER)["demo_report"]
    made = make(context)["metadata"]
    assert made["pages"] == 4
    assert [Path(file).is_file() for file in made["files"]] == [True, True]
    (project / "content/demo/intro.yaml").write_text(BROKEN, encoding="utf-8")
    with pytest.raises(Failure, match=r"error\[unknown-fact\] no fact 'models.gemni'"):
        make(context)


def test_every_name_and_argument_is_told() -> None:
    text = (ROOT / "docs/python.md").read_text(encoding="utf-8")
    assert [name for name in yanbao.__all__ if name not in text and name not in {"Mark", "Progress", "Use"}] == [
        "__version__"
    ]
    more = {yanbao.build: Options, yanbao.batch: BatchOptions}
    for function in (yanbao.build, yanbao.batch, yanbao.check, yanbao.diff, yanbao.facts, yanbao.verify):
        arguments = [name for name in inspect.signature(function).parameters if name != "options"]
        arguments += get_type_hints(more[function]) if function in more else ()
        assert all(argument in text for argument in arguments)
        told = f"{yanbao.build.__doc__}{function.__doc__}"
        assert all(f"``{argument}``" in told for argument in arguments if argument != "on")
