"""What is copied out of the PDF is what was composed: no space put in by a gap, no character lost, no sign left."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator

import pytest

from tests.sample.conftest import ROOT, Sample
from yanbao.chinese import BREAK, JOIN, SPACE
from yanbao.compose import compose
from yanbao.load.project import load_project
from yanbao.render import Renderer
from yanbao.typography.paragraphs import OBJECT, paragraphs

Extract = Callable[[Sample], list[str]]


def pdfium(sample: Sample) -> list[str]:
    return sample.pages()


def poppler(sample: Sample) -> list[str]:
    done = subprocess.run(["pdftotext", "-raw", sample.pdf, "-"], capture_output=True, text=True, check=True)
    return done.stdout.split("\f")


def composed() -> Iterator[list[str]]:
    """The paragraphs of each page, white space as it is set."""
    loaded = load_project(ROOT)
    report = next(report for report in loaded.project.reports if report.slug == "ai-media")
    renderer = Renderer(compose(loaded.project, report).document, report.theme, report.spec.market)
    for page in renderer.document.pages:
        html = renderer.pages([page], 1, {})
        texts = (part for paragraph in paragraphs(html) for part in paragraph.text.split(OBJECT))
        yield [" ".join(text.split()) for text in texts if text.strip()]


def pattern(text: str) -> str:
    """A text that may be broken into lines."""
    return "".join(r"[ \r\n]+" if c == " " else re.escape(c) + r"[\r\n]*" for c in text)


@pytest.mark.parametrize("extract", [pdfium, poppler])
def test_text_is_extracted_as_it_was_composed(sample: Sample, extract: Extract) -> None:
    pages, extracted = list(composed()), extract(sample)
    assert sum(map(len, pages)) > 800
    lost = [
        (number, text)
        for number, (texts, printed) in enumerate(zip(pages, extracted, strict=False), 1)
        for text in texts
        if not re.search(pattern(text), printed)
    ]
    assert lost == []


@pytest.mark.parametrize("extract", [pdfium, poppler])
def test_no_sign_is_left(sample: Sample, extract: Extract) -> None:
    assert {SPACE, JOIN, BREAK}.isdisjoint("".join(extract(sample)))
    assert {SPACE, JOIN, BREAK}.isdisjoint(sample.html.read_text(encoding="utf-8"))
