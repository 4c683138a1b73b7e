"""Whole projects: what is loaded, and what is still loaded when something is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import projects
from yanbao.load.files import find_root
from yanbao.load.project import load_project
from yanbao.model.project import LoadedSection


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return projects.copy("good", tmp_path / "project")


def test_the_good_project_is_loaded_whole(root: Path) -> None:
    loaded = load_project(root)
    assert loaded.diagnostics == ()
    assert loaded.shared_ok
    assert not loaded.incomplete
    (report,) = loaded.project.reports
    assert report.slug == "demo"
    assert [item.file if isinstance(item, LoadedSection) else item for item in report.outline] == [
        "cover",
        "contents",
        "content/demo/models.yaml",
        "content/demo/market.yaml",
        "figures",
    ]
    assert set(report.images) == {"pictures/logo.svg"}
    assert report.images["pictures/logo.svg"].startswith("data:image/svg+xml;base64,PHN2Zy")
    assert set(loaded.project.datasets) == {"gainers", "picks", "index_daily", "events"}


def test_reports_are_chosen_by_slug(root: Path) -> None:
    (root / "content/weekly").mkdir()
    (root / "content/weekly/report.yaml").write_text("title: x\n")
    assert load_project(root, ["demo"]).diagnostics == ()
    assert {d.mark.file for d in load_project(root).diagnostics} == {"content/weekly/report.yaml"}


def test_a_folder_without_report_yaml_is_no_report(root: Path) -> None:
    (root / "content/notes").mkdir()
    assert load_project(root).diagnostics == ()
    (asked,) = load_project(root, ["notes"]).diagnostics
    assert (asked.rule, asked.help) == ("unknown-report", "it has no report.yaml")


def test_a_bad_section_leaves_the_others(tmp_path: Path) -> None:
    loaded = load_project(projects.copy("incomplete", tmp_path / "project"))
    assert loaded.shared_ok
    assert loaded.incomplete == {"demo"}
    assert [section.file for section in loaded.project.reports[0].sections] == ["content/demo/market.yaml"]


@pytest.mark.parametrize("case", ["ledger", "datasets", "bad-cells", "bad-lookups", "bad-headers", "empty-files"])
def test_a_bad_ledger_or_table_is_shared(case: str, tmp_path: Path) -> None:
    assert not load_project(projects.copy(case, tmp_path / "project")).shared_ok


def test_pictures_are_known_by_their_first_bytes(root: Path) -> None:
    logo = root / "content/demo/pictures/logo.svg"
    for data, kind in [(b"\x89PNG\r\n\x1a\nIEND", "png"), (b"\xff\xd8\xff\xff\xd9", "jpeg"), (b"<?xml?><svg/>", "")]:
        logo.write_bytes(data)
        report = load_project(root).project.reports[0]
        assert [uri.partition(";")[0] for uri in report.images.values()] == ([f"data:image/{kind}"] if kind else [])


def test_no_file_is_read_through_a_link_that_leads_out(root: Path, tmp_path: Path) -> None:
    outside = tmp_path / "secret.yaml"
    outside.write_text("x: {publisher: 秘密, kind: own}\n")
    sources = root / "content/ledger/sources.yaml"
    sources.unlink()
    sources.symlink_to(outside)
    loaded = load_project(root)
    assert [d.rule for d in loaded.diagnostics] == ["outside-project"]
    assert loaded.project.ledger.sources == {}


@pytest.mark.parametrize("name", ["partials/text.html.j2", "styles/print.css.j2", "messages.yaml"])
def test_files_of_a_theme_without_tokens_are_not_left_out_in_silence(root: Path, name: str) -> None:
    file = root / "templates/deck" / name
    file.parent.mkdir(parents=True)
    file.write_text("{}\n", encoding="utf-8")
    (found,) = load_project(root).diagnostics
    assert (found.rule, found.mark.file) == ("missing-file", f"templates/deck/{name}")
    assert "`base: deck`" in found.help
    (root / "templates/deck/theme.yaml").write_text("base: deck\n", encoding="utf-8")
    assert load_project(root).diagnostics == ()


def test_a_folder_of_other_files_among_templates_is_no_theme(root: Path) -> None:
    (root / "templates/starter").mkdir(parents=True)
    (root / "templates/starter/notes.md").write_text("x\n", encoding="utf-8")
    assert load_project(root).diagnostics == ()


def test_large_files_are_refused(root: Path) -> None:
    (root / "content/demo/models.yaml").write_bytes(b"#" * 5_000_001)
    assert [(d.rule, d.mark.file) for d in load_project(root).diagnostics] == [
        ("too-large", "content/demo/models.yaml")
    ]


def test_root(root: Path, tmp_path: Path) -> None:
    assert find_root(root / "content/demo") == root
    assert find_root(root) == root
    assert find_root(tmp_path) == tmp_path
