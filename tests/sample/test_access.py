"""The sample reports for everyone: independent checkers of PDF (pdfua) and HTML (axe-core, the Nu checker)."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import axe_playwright_python
import pdfua
import pikepdf
import pypdfium2
import pytest
from playwright.sync_api import Browser, Page

from tests import browsers
from tests.bind.archives import faults, unmapped
from tests.sample.conftest import Sample, run_report
from tests.sample.test_pdf import elements

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
NU = next(Path(sys.prefix).glob("nu/node_modules/vnu-jar/build/dist/vnu.jar"), None)
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ASKED = {"light": STANDARDS, "dark": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""In the dark nothing but colours is other, so nothing else is looked at again."""
RUN = "asked => axe.run({ runOnly: asked, resultTypes: ['violations'] })"
"""Of rules that are met axe names one element each: telling of all takes as long as looking at them."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsers.running() as browser:
        yield browser


def test_the_pdf_is_pdf_ua_as_far_as_a_program_can_tell(each: Sample) -> None:
    report = pdfua.validate(str(each.pdf))
    assert [f"{finding.rule_id} {finding.message}" for finding in report.findings] == []


@pytest.fixture(scope="module")
def archived(sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Bound of the pages that the sample's build has left in the store."""
    folder = tmp_path_factory.mktemp("archive")
    project = shutil.copytree(sample.project, folder / "project")
    done = run_report("build", "ai-media", "-f", "pdf", "--archive", "--output", str(folder), project=project)
    assert done.returncode == 0, done.stderr
    return folder / "ai-media.pdf"


def test_the_pdf_for_archives_is_pdf_a_and_pdf_ua(archived: Path) -> None:
    assert faults(archived.read_bytes()) == []
    assert pdfua.validate(str(archived)).findings == ()
    with pikepdf.open(archived) as pdf:
        assert unmapped(pdf) == []
        assert str(pdf.Root.Lang) == "zh-CN"


def test_the_pdf_for_archives_shows_the_same_pages(archived: Path, sample: Sample) -> None:
    with pypdfium2.PdfDocument(archived) as one, pypdfium2.PdfDocument(sample.pdf) as other:
        assert len(one) == len(other)
        for number in range(len(one)):
            assert one[number].render().to_numpy().tobytes() == other[number].render().to_numpy().tobytes()


DOWNLOADS = """() => {
    const names = [], files = [];
    URL.createObjectURL = (file) => { files.push(file); return "#"; };
    HTMLAnchorElement.prototype.click = function () { names.push(this.download); };
    document.querySelectorAll("main figure .download").forEach((button) => button.click());
    return Promise.all(files.map(async (file, at) => [names[at], await file.text()]));
}"""


def test_the_pdf_for_archives_has_what_the_html_lets_download(archived: Path, sample: Sample, browser: Browser) -> None:
    page = browsers.context(browser).new_page()
    page.goto(sample.html.as_uri())
    downloads = page.evaluate(DOWNLOADS)
    page.context.close()
    with pikepdf.open(archived) as pdf:
        inside = [
            [item.filename, item.get_file().read_bytes().decode("utf-8-sig")] for item in pdf.attachments.values()
        ]
    assert len(inside) > 35
    assert inside == downloads


def test_headings_of_the_pdf_skip_no_level(each: Sample) -> None:
    with pikepdf.open(each.pdf) as pdf:
        levels = [int(str(element.S)[2:]) for element in headings(pdf.Root.StructTreeRoot.K)]
    assert levels[0] == 1
    assert [(before, after) for before, after in pairwise(levels) if after > before + 1] == []


def headings(node: Any) -> list[Any]:
    """Headings of all levels in reading order."""
    if isinstance(node, pikepdf.Array):
        return [found for item in node for found in headings(item)]
    if not isinstance(node, pikepdf.Dictionary):
        return []
    is_heading = str(node.get("/S", "")) in {f"/H{level}" for level in range(1, 7)}
    return ([node] if is_heading else []) + headings(node.get("/K", pikepdf.Array()))


def test_links_of_the_pdf_say_where_they_lead(each: Sample) -> None:
    with pikepdf.open(each.pdf) as pdf:
        links = [annotation for page in pdf.pages for annotation in page.get("/Annots", [])]
        assert links
        assert all(len(str(link.get("/Contents", ""))) > 1 for link in links)
        assert all(page.get("/Tabs") == pikepdf.Name.S for page in pdf.pages)
        found = elements(pdf.Root.StructTreeRoot.K, "Link")
        assert len(links) / 2 <= len(found) <= len(links)  # one whose label stands apart has two boxes


@pytest.fixture(scope="module")
def opened(browser: Browser, each: Sample) -> Iterator[Page]:
    """A report with axe in its page, loaded once."""
    page = browsers.context(browser, bypass_csp=True).new_page()
    page.goto(each.html.as_uri())
    page.evaluate(AXE.read_text(encoding="utf-8"))
    yield page
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_the_html_meets_wcag(opened: Page, scheme: Any, width: int) -> None:
    opened.emulate_media(color_scheme=scheme)
    opened.set_viewport_size({"width": width, "height": 844})
    found = opened.evaluate(RUN, ASKED[scheme])
    assert found["passes"]
    assert [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found["violations"]] == []


def test_the_html_is_valid(each: Sample) -> None:
    assert NU, "the Nu checker is needed: `make test` installs it"
    java = shutil.which("java")
    assert java, "Java is needed: `make test` installs it"
    command = [java, "-jar", str(NU), "--format", "json", "--exit-zero-always", "--stdout", str(each.html)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    messages = json.loads(done.stdout)["messages"]
    found = [f"{m.get('lastLine')}: {m['message']}" for m in messages if m["type"] != "info"]
    assert [message for message in found if "container" not in message] == []  # container queries are too new for it
