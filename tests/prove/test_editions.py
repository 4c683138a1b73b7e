"""``report diff`` since a published file: it is compared with the revision that it was made from."""

from __future__ import annotations

from datetime import date

import pytest

from tests.prove.conftest import Repository, commit
from yanbao.comparison import Difference, diff
from yanbao.diagnostics import SetupError

INTRO = "content/demo/intro.yaml"


def since(repository: Repository, named: str) -> Difference:
    return diff(repository.root, named, None, (), date(2024, 5, 1), {})


@pytest.mark.parametrize("form", ["pdf", "html"])
def test_since_what_a_file_was_made_from(repository: Repository, form: str) -> None:
    file = str(repository.pdf if form == "pdf" else repository.html)
    assert not since(repository, file)
    repository.edit("content/demo/report.yaml", "人工智能与传媒", "人工智能与出版")
    commit(repository.root)
    found = since(repository, file)
    assert [(text.old, text.new) for text in found.texts] == [("人工智能与传媒", "人工智能与出版")]
    assert found.old == f"demo.{form}, of revision {repository.first[:12]}"


def test_a_file_of_no_revision_is_told(repository: Repository) -> None:
    with pytest.raises(SetupError, match="it does not say what it was made from"):
        since(repository, str(repository.changed(lambda data: b"%PDF-1.7 " + data[:0], "foreign.pdf")))
    other = repository.changed(lambda data: data.replace(b"inputs=", b"inputs=", 1), "same.pdf")
    assert not since(repository, str(other))


@pytest.mark.parametrize("name", ["cut.pdf", "cut.html"])
def test_a_file_that_is_cut_short_is_told(repository: Repository, name: str) -> None:
    """What it says of its sources is whole: it stands where a file begins."""
    file = repository.changed(lambda data: data[: len(data) * 9 // 10], name)
    with pytest.raises(SetupError, match=r"cut\.(pdf|html) is cut short"):
        since(repository, str(file))


def test_that_a_file_itself_is_not_compared_is_said(repository: Repository) -> None:
    file = repository.changed(lambda data: data[:3000] + b"\0" * 200 + data[3200:], "damaged.pdf")
    assert since(repository, str(file)).notes == (
        "compared is what damaged.pdf says it was made from; whether it is that, report verify tells",
    )
