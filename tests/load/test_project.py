"""Whole projects: what is loaded, and what is still loaded when something is wrong."""

from __future__ import annotations

import base64
import shutil
from pathlib import Path

import pytest

from tests import projects
from tests.conftest import WriteProject
from tests.load.test_pictures import png
from yanbao.compose import compose
from yanbao.load.files import find_root
from yanbao.load.project import load_project
from yanbao.model.document import ImageBlock, walk
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
    assert set(report.images) == {"content/demo/pictures/logo.svg"}
    assert report.images["content/demo/pictures/logo.svg"].uri.startswith("data:image/svg+xml;base64,PHN2Zy")
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


@pytest.mark.parametrize("written", ["logo.svg", "images/logo.svg", "pictures/lgoo.svg", "logos.svg"])
def test_a_picture_that_is_not_there_may_be_in_a_folder_beside(root: Path, written: str) -> None:
    models = root / "content/demo/models.yaml"
    text = models.read_text(encoding="utf-8")
    assert text.count("pictures/logo.svg") == 1
    models.write_text(text.replace("pictures/logo.svg", written), encoding="utf-8")
    [found] = [one for one in load_project(root).diagnostics if one.rule == "missing-file"]
    assert found.help == "did you mean 'pictures/logo.svg'?"
    assert [edit.new for edit in found.edits] == ["pictures/logo.svg"]


def test_pictures_are_known_by_their_first_bytes(root: Path) -> None:
    logo = root / "content/demo/pictures/logo.svg"
    for data, kind in [(png(1, 1), "png"), (b"\xff\xd8\xff\xff\xd9", "jpeg"), (b"<?xml?><svg/>", "")]:
        logo.write_bytes(data)
        report = load_project(root).project.reports[0]
        assert [picture.uri.partition(";")[0] for picture in report.images.values()] == (
            [f"data:image/{kind}"] if kind else []
        )


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


SHARED = """\
section: 声明
numbered: false
pages: [{title: 声明, blocks: [{image: {title: 标志, file: logo.svg, alt: 标志, source: google}}]}]
"""


def test_a_section_may_be_shared_and_has_pictures_of_its_own(root: Path) -> None:
    circle = (root / "content/demo/pictures/logo.svg").read_text(encoding="utf-8")
    (root / "content/shared").mkdir()
    (root / "content/shared/notice.yaml").write_text(SHARED, encoding="utf-8")
    (root / "content/shared/logo.svg").write_text(circle.replace("circle", "ellipse"), encoding="utf-8")
    (root / "content/demo/logo.svg").write_text(circle, encoding="utf-8")
    shutil.copytree(root / "content/demo", root / "content/other")
    for slug in ("demo", "other"):
        file = root / f"content/{slug}/report.yaml"
        text = file.read_text(encoding="utf-8").replace("figures]", "figures, shared/notice.yaml]")
        file.write_text(text, encoding="utf-8")
        models = root / f"content/{slug}/models.yaml"
        models.write_text(models.read_text(encoding="utf-8").replace("pictures/logo.svg", "logo.svg"), encoding="utf-8")
    loaded = load_project(root)
    assert loaded.diagnostics == ()
    for report in loaded.project.reports:
        assert report.sections[-1].file == "content/shared/notice.yaml"
        document = compose(loaded.project, report).document
        pictures = [block for page in document.pages for block in walk(page.blocks) if isinstance(block, ImageBlock)]
        assert [b"<ellipse" in base64.b64decode(picture.uri.partition(",")[2]) for picture in pictures] == [False, True]
        assert {"content/shared/notice.yaml", "content/shared/logo.svg"} <= report.inputs.keys()


def test_a_shared_section_that_is_not_there_is_told(root: Path) -> None:
    file = root / "content/demo/report.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("figures]", "figures, shared/notice.yaml]"), "utf-8")
    [found] = load_project(root).diagnostics
    assert (found.rule, found.mark.file, found.mark.line) == ("missing-file", "content/demo/report.yaml", 5)
    assert "content/shared/notice.yaml" in found.message + found.help


def test_charts_are_called_otherwise_elsewhere(write_project: WriteProject) -> None:
    section = "section: 章\npages:\n  - title: 页\n    blocks: [chart: {type: pie, title: 图}]\n"
    loaded = load_project(write_project({"content/demo/intro.yaml": section}))
    assert [one.help for one in loaded.diagnostics if one.rule == "wrong-choice"] == ["it is called donut here"]


@pytest.mark.parametrize(
    ("kind", "key", "advice"),
    [
        ("column", "max: 10", "it is called axis_to here"),
        ("line", "scale: log", "it is called log here"),
        ("column", "scale: log", "known here: "),
    ],
)
def test_keys_of_axes_are_called_otherwise_elsewhere(
    write_project: WriteProject, kind: str, key: str, advice: str
) -> None:
    chart = f"type: {kind}, title: 图, data: prices, x: name, series: price, {key}"
    section = f"section: 章\npages:\n  - title: 页\n    blocks: [chart: {{{chart}}}]\n"
    loaded = load_project(write_project({"content/demo/intro.yaml": section}))
    [told] = [one.help for one in loaded.diagnostics if one.rule == "unknown-key"]
    assert told.startswith(advice)
