"""A file is proved by the bytes that a build gives; of one that is not, the reason is told."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from tests.prove.conftest import Repository, commit, git, kinds
from yanbao import api
from yanbao.diagnostics import SetupError
from yanbao.model.provenance import FOUND, Provenance, digest_of, parse, tag_of
from yanbao.pipeline import versions


def test_what_the_checkout_gives_is_proved_and_its_commit_is_named(repository: Repository) -> None:
    for file in (repository.pdf, repository.html):
        verdict = repository.verify(file)
        assert (verdict.reasons, verdict.report, verdict.revision) == ((), "demo", repository.first)
        assert (verdict.source, verdict.notes, verdict.size) == ("the checkout", (), file.stat().st_size)


def test_a_file_may_have_another_name_and_place(repository: Repository, tmp_path: Path) -> None:
    shutil.copy(repository.pdf, tmp_path / "发布稿.pdf")
    assert repository.verify(tmp_path / "发布稿.pdf").proved


def test_without_the_store_all_is_made_anew(repository: Repository) -> None:
    """So whoever can write to the store cannot forge a proof."""
    shutil.rmtree(repository.root / ".yanbao")
    assert repository.verify(repository.html, store=False).proved
    assert not (repository.root / ".yanbao").exists()


def test_a_project_need_not_be_in_a_repository(repository: Repository) -> None:
    shutil.rmtree(repository.root / ".git")
    assert (repository.verify().proved, repository.verify().revision) == (True, "")
    repository.edit("data/visits.csv", "140", "145")
    (reason,) = repository.verify().reasons
    assert (reason.kind, reason.file) == ("input", "data/visits.csv")
    with pytest.raises(SetupError, match="no git repository"):
        repository.verify(revision="HEAD")


def test_a_changed_cell_is_named_and_the_revision_that_the_file_is_from(repository: Repository) -> None:
    repository.edit("data/visits.csv", "2024-02,140", "2024-02,145")
    verdict = repository.verify()
    (reason,) = verdict.reasons
    assert (reason.kind, reason.file, reason.row, reason.column) == ("cell", "data/visits.csv", 3, "views")
    assert reason.message == "data/visits.csv: row 3, column 'views': is '145' here, and was '140'"
    assert (verdict.proved, verdict.came_from) == (False, repository.first)


def test_rows_that_are_new_or_gone_are_told_apart_from_changed_ones(repository: Repository) -> None:
    repository.edit("data/visits.csv", "2024-01,110\n", "")
    repository.edit("data/visits.csv", "2024-03,160\n", "2024-03,161\n2024-04,170\n")
    told = [reason.message.partition(": ")[2] for reason in repository.verify().reasons]
    assert told == [
        "row 2 is gone: '2024-01,110'",
        "row 3, column 'views': is '161' here, and was '160'",
        "row 4 is new: '2024-04,170'",
    ]


def test_a_changed_sentence_is_named(repository: Repository) -> None:
    repository.edit("content/demo/intro.yaml", "窗口长度", "窗口的长度")
    (reason,) = repository.verify(repository.html).reasons
    assert (reason.kind, reason.file, reason.row) == ("line", "content/demo/intro.yaml", 5)
    assert "窗口的长度" in reason.message


def test_a_changed_fact_is_named_and_one_of_another_file_is_no_matter(repository: Repository) -> None:
    (repository.root / "content/ledger/firms.yaml").write_text(
        "acme: {name: 某公司, source: google, as_of: 2024-02, staff: 5}\n", encoding="utf-8"
    )
    (repository.root / "content/note.txt").write_text("to do", encoding="utf-8")
    assert repository.verify().proved
    repository.edit("content/ledger/models.yaml", "value: 1000000", "value: 2000000")
    (reason,) = repository.verify().reasons
    assert (reason.kind, reason.file, reason.row) == ("line", "content/ledger/models.yaml", 5)


def test_line_ends_that_git_changes_are_no_change(repository: Repository) -> None:
    file = repository.root / "content/demo/intro.yaml"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert repository.verify().proved


def test_a_later_commit_is_another_source_and_the_earlier_revision_still_proves(repository: Repository) -> None:
    repository.edit("data/visits.csv", "140", "145")
    second = commit(repository.root)
    verdict = repository.verify()
    assert (kinds(verdict), verdict.came_from) == (["cell"], repository.first)
    verdict = repository.verify(revision="HEAD~1")
    assert (verdict.reasons, verdict.revision, verdict.source) == (
        (),
        repository.first,
        f"revision {repository.first[:12]}",
    )
    assert kinds(repository.verify(revision=second)) == ["cell"]


def test_a_renamed_report_is_found_by_its_revision(repository: Repository) -> None:
    git(repository.root, "mv", "content/demo", "content/renamed")
    commit(repository.root)
    verdict = repository.verify()
    assert (kinds(verdict), verdict.came_from) == (["report"], repository.first)


def test_content_that_cannot_be_built_is_a_reason(repository: Repository) -> None:
    repository.edit("content/demo/report.yaml", "title:", "tilte:")
    verdict = repository.verify()
    assert set(kinds(verdict)) == {"content"}
    assert verdict.came_from == repository.first


def test_what_is_not_committed_is_told(repository: Repository) -> None:
    repository.edit("data/visits.csv", "140", "145")
    api.build(repository.root)
    verdict = repository.verify()
    assert (verdict.proved, verdict.revision) == (True, "")
    assert verdict.notes == ("not all files that it is made from are committed",)
    git(repository.root, "checkout", "--quiet", "data")
    verdict = repository.verify()
    assert (kinds(verdict), verdict.came_from) == (["input"], "")
    assert "none of the recent revisions" in verdict.notes[0]


def test_a_draft_and_a_file_for_archives_are_proved_as_what_they_are(repository: Repository) -> None:
    repository.edit("content/demo/intro.yaml", "{{ models.gemini.context_window }}", "{{ models.gemini.contxt }}")
    api.build(repository.root, force=True, archive=True)
    for file in (repository.pdf, repository.html):
        assert repository.verify(file).proved
    repository.edit("content/demo/intro.yaml", "contxt", "window")
    assert not repository.verify().proved


def test_another_program_library_or_font_is_named(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yanbao.pipeline.provenance.program", lambda: "9.9")
    (reason,) = repository.verify().reasons
    assert (reason.kind, reason.message) == ("program", "it was made with yanbao 0.1.0, and this is 9.9")
    monkeypatch.undo()
    monkeypatch.setattr("yanbao.pipeline.provenance.code", lambda: "0" * 64)
    assert kinds(repository.verify()) == ["program"]
    monkeypatch.undo()
    there = versions.shaping()
    monkeypatch.setattr("yanbao.pipeline.provenance.shaping", lambda: there | {"weasyprint": "71.0", "Pango": "1.99"})
    assert kinds(repository.verify()) == ["libraries", "libraries"]
    monkeypatch.undo()
    monkeypatch.setattr("yanbao.pipeline.provenance.identity", lambda _tokens: "0" * 64)
    assert kinds(repository.verify()) == ["font"]


def _flipped(data: bytes) -> bytes:
    at = len(data) // 2
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def _saved_again(data: bytes) -> bytes:
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(file)
    return file.getvalue()


def _foreign(_data: bytes) -> bytes:
    file = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(file)
    return file.getvalue()


def _damaged(data: bytes) -> bytes:
    found = FOUND.search(data)
    assert found
    at = found.start() + 40
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


CHANGES = {
    "bytes": _flipped,
    "cut": lambda data: data[:-100],
    "saved-again": _saved_again,
    "foreign": _foreign,
    "damaged": _damaged,
    "appended": lambda data: data + b"\n%more\n",
}


@pytest.mark.parametrize("kind", CHANGES)
def test_a_pdf_whose_bytes_are_others_is_not_proved(repository: Repository, kind: str) -> None:
    verdict = repository.verify(repository.changed(CHANGES[kind]))
    assert kinds(verdict) == [kind]


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("bytes", _flipped),
        ("cut", lambda data: data[:-10]),
        ("saved-again", lambda data: data.replace("访问量".encode(), "销售额".encode()) + b"\n"),
        ("saved-again", lambda data: data + b"<script>alert(1)</script>"),
        ("foreign", lambda _: b"<!doctype html><title>x</title>"),
    ],
)
def test_nor_is_such_html(repository: Repository, kind: str, change: Callable[[bytes], bytes]) -> None:
    assert kinds(repository.verify(repository.changed(change, "changed.html"))) == [kind]


def test_a_forged_digest_proves_nothing(repository: Repository) -> None:
    """Another PDF that says, well formed, that it is made from just these files."""
    line = FOUND.search(repository.pdf.read_bytes())
    assert line

    def forged(_data: bytes) -> bytes:
        file = io.BytesIO()
        with pikepdf.new() as pdf:
            pdf.add_blank_page()
            with pdf.open_metadata() as xmp:
                xmp["dc:description"] = line[0].decode()
            pdf.save(file)
        return file.getvalue()

    verdict = repository.verify(repository.changed(forged))
    assert kinds(verdict) == ["saved-again"]


def test_files_that_are_no_reports_are_refused(repository: Repository, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"PK\x03\x04")
    with pytest.raises(SetupError, match="neither a PDF nor an HTML"):
        repository.verify(tmp_path / "a.pdf")
    with pytest.raises(SetupError, match="no such file"):
        repository.verify(tmp_path / "missing.pdf")
    with (tmp_path / "huge.pdf").open("wb") as file:
        file.truncate(100_000_000_000)
    with pytest.raises(SetupError, match="larger than"):
        repository.verify(tmp_path / "huge.pdf")


def test_what_a_file_says_has_no_names_and_is_read_back(repository: Repository) -> None:
    data = repository.pdf.read_bytes()
    line = FOUND.search(data)
    assert line
    said = parse(line[0].decode())
    assert said
    assert said.text == line[0].decode()
    assert said.inputs[tag_of("data/visits.csv")] == digest_of((repository.root / "data/visits.csv").read_bytes())
    for name in (b"visits", b"gemini", bytes(repository.root)):
        assert name not in line[0]
    assert parse(line[0].decode().replace("weasyprint=", "weasyprint=1")) is None
    assert parse(Provenance({}, "1 +x", "", {}, "", ()).text) == Provenance({}, "1_+x", "", {}, "", ())


def test_values_of_parameters_are_a_part_of_what_a_file_is_made_from(repository: Repository) -> None:
    repository.edit("content/demo/report.yaml", "outline:", "params: {target: {type: percent, default: 8%}}\noutline:")
    repository.edit("content/demo/intro.yaml", "。\n", "，目标{{ params.target }}。\n")
    api.build(repository.root, params={"target": "9%"})
    assert repository.verify().proved
    line = FOUND.search(repository.pdf.read_bytes())
    assert line
    said = parse(line[0].decode())
    assert said
    assert said.given == {"target": "9%"}
    repository.edit("content/demo/report.yaml", "params: {target: {type: percent, default: 8%}}\n", "")
    assert kinds(repository.verify()) == ["content"]
