"""One note for each row of a table: the same as one by one, each alone, and none that is unchanged again."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.batches.conftest import (
    BROKEN,
    BY_PARAMETERS,
    NAMES,
    NOTE_BY_PARAMETERS,
    REPORT,
    STOCKS,
    Make,
    bytes_of,
    leftovers,
)
from yanbao import ContentError, SetupError, api
from yanbao.batches import BatchRequest, Status, pool
from yanbao.batches.job import Task
from yanbao.batches.note import Notes
from yanbao.batches.outlet import Folder
from yanbao.batches.plan import plan
from yanbao.batches.whole import inputs_digest


def statuses(result: api.BatchResult) -> dict[str, str]:
    return {note.name: str(note.status) for note in result.notes}


def record(folder: Path, name: str = "batch.json") -> Any:
    return json.loads((folder / name).read_text(encoding="utf-8"))


def test_the_bytes_of_notes_built_one_by_one(make: Make, tmp_path: Path) -> None:
    root = make()
    given = {"level": "弱"}
    for name in NAMES:
        api.build(root, name, output=tmp_path / "single", cache=False, params=given)
    for jobs in (1, 2):
        folder = tmp_path / f"{jobs}"
        result = api.batch(root, "demo", output=folder, jobs=jobs, cache=False, params=given)
        assert statuses(result) == dict.fromkeys(NAMES, "built")
        assert bytes_of(folder) == bytes_of(tmp_path / "single")
        assert leftovers(folder) == []


def test_rows_give_the_parameters(make: Make, tmp_path: Path) -> None:
    root = make(report=BY_PARAMETERS, note=NOTE_BY_PARAMETERS)
    result = api.batch(root, "demo", over="data.stocks", where={"code": ["002027.SZ", "300133.SZ"]}, cache=False)
    assert {note.name: dict(note.params) for note in result.notes} == {
        "300133.SZ-note": {"code": "300133.SZ", "ytd": "36%", "cap": "152.5"},
        "002027.SZ-note": {"code": "002027.SZ", "ytd": "3.25%", "cap": "900"},
    }
    for note in result.notes:
        api.build(root, output=tmp_path / "single", cache=False, params=note.params)
    assert bytes_of(root / "build") == bytes_of(tmp_path / "single")


def test_names_that_two_rows_give(make: Make) -> None:
    report = BY_PARAMETERS.replace("{{ params.code }}-note", "note")
    result = api.batch(make(report=report, note=NOTE_BY_PARAMETERS), "demo", over="data.stocks", formats="html")
    assert statuses(result) == {"note": "built"}
    assert [one.message for one in result.refused] == [
        "'note' for 分众传媒 is the name of the report for 贵州茅台, too",
        "'note' for 华策影视 is the name of the report for 贵州茅台, too",
    ]
    assert not result.is_whole


def test_a_broken_row_fails_alone_and_keeps_its_last_files(make: Make) -> None:
    root = make(STOCKS + BROKEN)
    folder = root / "build"
    folder.mkdir()
    (folder / "000001.SZ-2024-04-26.html").write_text("the last good one", encoding="utf-8")
    result = api.batch(root, "demo", formats="html", jobs=2)
    assert statuses(result) == dict.fromkeys(NAMES, "built") | {"000001.SZ-2024-04-26": "failed"}
    assert (folder / "000001.SZ-2024-04-26.html").read_text(encoding="utf-8") == "the last good one"
    told = record(folder)
    assert told["is_complete"]
    assert told["counts"] == {"built": 3, "fetched": 0, "unchanged": 0, "failed": 1, "refused": 0}
    [failed] = [note for note in told["notes"] if note["status"] == "failed"]
    [finding] = failed["findings"]
    assert (finding["file"], finding["level"]) == ("content/demo/note.yaml", "error")
    assert "no row of 'daily' has '000001.SZ'" in finding["message"]
    [told_once] = [one for one in result.diagnostics if one.level == "error"]
    assert told_once.message.endswith("(in 000001.SZ-2024-04-26)")


def test_unchanged_notes_are_not_made_again(make: Make) -> None:
    root = make(STOCKS + BROKEN)
    api.batch(root, "demo", formats="html")
    before = bytes_of(root / "build")
    (root / "build/600519.SH-2024-04-26.html").write_text("somebody's", encoding="utf-8")
    (root / "build/300133.SZ-2024-04-26.html").unlink()
    result = api.batch(root, "demo", formats="html")
    assert list(statuses(result).values()) == ["built", "built", "unchanged", "failed"]
    assert bytes_of(root / "build") == before
    daily = root / "data/daily.csv"
    daily.write_text(daily.read_text(encoding="utf-8").replace("8.5", "8.6"), encoding="utf-8")
    assert "unchanged" not in statuses(api.batch(root, "demo", formats="html")).values()
    assert "8.6" in bytes_of(root / "build")["300133.SZ-2024-04-26.html"].decode()
    assert "built" in statuses(api.batch(root, "demo", formats="html", params={"level": "弱"})).values()


def test_a_batch_that_is_unchanged_is_known_without_loading_it(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make()
    first = api.batch(root, "demo", formats="html")
    told, files = record(root / "build"), bytes_of(root / "build")

    def loaded(*_: object, **__: object) -> None:
        raise AssertionError

    with monkeypatch.context() as patch:
        patch.setattr("yanbao.batches.plan.load_project", loaded)
        again = api.batch(root, "demo", formats="html", jobs=2)
        assert statuses(again) == dict.fromkeys(statuses(first), "unchanged")
        assert (again.diagnostics, again.record) == (first.diagnostics, first.record)
        for differs in ({"formats": "pdf"}, {"strict": True}, {"where": {"code": "600519.SH"}}, {"cache": False}):
            with pytest.raises(AssertionError):
                api.batch(root, "demo", **{"formats": "html"} | differs)
    api.batch(root, "demo", formats="html")
    now = record(root / "build")
    assert now["is_complete"]
    assert [note["files"] for note in now["notes"]] == [note["files"] for note in told["notes"]]
    (root / f"build/{NAMES[0]}.html").unlink()
    mended = statuses(api.batch(root, "demo", formats="html"))
    assert [name for name, status in mended.items() if status == "built"] == [NAMES[0]]
    assert bytes_of(root / "build") == files


def test_findings_are_told_again_of_notes_that_are_unchanged(make: Make, tmp_path: Path) -> None:
    root = make(**{"content/rules.yaml": "rules: {}\n"})
    first = api.batch(root, "demo", formats="html", store=tmp_path / "store")
    assert {one.rule for one in first.diagnostics} >= {"missing-part"}
    again = api.batch(root, "demo", formats="html")
    assert (set(statuses(again).values()), again.diagnostics) == ({"unchanged"}, first.diagnostics)
    fetched = api.batch(root, "demo", formats="html", output=tmp_path / "out", store=tmp_path / "store")
    assert (set(statuses(fetched).values()), fetched.diagnostics) == ({"fetched"}, first.diagnostics)


def test_shards_are_the_whole(make: Make, tmp_path: Path) -> None:
    root = make()
    parts = [api.batch(root, "demo", formats="html", output=tmp_path / "out", shard=(n, 2)) for n in (1, 2)]
    assert [list(statuses(part)) for part in parts] == [[NAMES[0], NAMES[2]], [NAMES[1]]]
    assert set(bytes_of(tmp_path / "out")) == {f"{name}.html" for name in NAMES}
    assert record(tmp_path / "out", "batch-2-of-2.json")["shard"] == "2/2"
    with pytest.raises(ValueError, match="no part 3 of 2"):
        api.batch(root, "demo", shard=(3, 2))


def test_errors_that_all_notes_share(make: Make) -> None:
    root = make(report=REPORT.replace("stock.ytd > 0", "stock.year > 0"))
    result = api.batch(root, "demo", formats="html")
    assert result.notes == ()
    assert len(result.refused) == 1
    (root / "data/stocks.csv").write_text(STOCKS.replace("20000", "many"), encoding="utf-8")
    with pytest.raises(ContentError, match="many"):
        api.batch(root, "demo", formats="html")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"pattern": "demos"}, "no report 'demos'"),
        ({"over": "data.stock"}, "no dataset 'stock'"),
        ({"where": {"them": "白酒"}}, "dataset 'stocks' has no column 'them'"),
        ({"where": {"theme": "白洒"}}, "no row of 'stocks' has '白洒'"),
        ({"params": {"levle": "弱"}}, "'demo' has no parameter 'levle'"),
    ],
)
def test_what_is_not_there(make: Make, options: dict[str, Any], message: str) -> None:
    with pytest.raises(SetupError) as found:
        api.batch(make(), **{"pattern": "demo", **options})
    assert message in str(found.value)
    assert found.value.remedy.startswith("did you mean") or "白洒" in message


@pytest.mark.parametrize("folder", ["content", "content/notes", "data", "templates/../data/notes"])
def test_an_output_folder_among_the_inputs(make: Make, folder: str) -> None:
    root = make()
    before = sorted(root.rglob("*"))
    with pytest.raises(SetupError, match="/ is what reports are made from"):
        api.batch(root, "demo", output=root / folder)
    assert sorted(root.rglob("*")) == before


def test_a_report_that_is_no_pattern(make: Make) -> None:
    report = "".join(line for line in BY_PARAMETERS.splitlines(keepends=True) if not line.startswith("params"))
    root = make(report=report.replace("params.code", "report.date").replace("：年初至今{{ params.ytd | signed }}", ""))
    with pytest.raises(SetupError, match="are for is not said"):
        api.batch(root, "demo")
    with pytest.raises(SetupError, match="'demo' is no pattern"):
        api.batch(root, "demo", over="data.stocks")


def test_a_project_that_changes_meanwhile(make: Make) -> None:
    root = make()
    request = BatchRequest(root, str(root / "build"), "demo")
    planned = plan(request, inputs_digest(request))
    (root / "data/daily.csv").write_text("date,code,close\n2024-04-26,600519.SH,1\n", encoding="utf-8")
    with pytest.raises(SetupError, match="has changed since the batch began"):
        Notes(planned.job)


def deadly(call: pool.Call, task: Task) -> object:
    """Makes notes in a worker process, and dies of one of them, each time; of another, only the first time."""
    once = Path(call.job.request.output) / "once"
    if task.name.startswith("300133") or (task.name.startswith("002027") and not once.exists()):
        once.touch()
        os._exit(9)
    return work(call, task)


work = pool._work


def test_a_process_that_dies_costs_only_the_note_that_it_died_of(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make()
    request = BatchRequest(root, str(tmp_path), "demo", formats=frozenset({"html"}), jobs=2)
    planned = plan(request, inputs_digest(request))
    monkeypatch.setattr(pool, "_work", deadly)
    found = {note.name: note for note in pool.make_all(pool.Call(planned.job, Folder(tmp_path)), planned.tasks)}
    assert {name: str(note.status) for name, note in found.items()} == dict.fromkeys(NAMES, "built") | {
        NAMES[1]: "failed"
    }
    assert found[NAMES[1]].status is Status.FAILED
    assert "the process that made it was killed twice" in found[NAMES[1]].diagnostics[0].message
