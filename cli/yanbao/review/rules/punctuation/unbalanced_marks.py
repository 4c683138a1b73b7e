"""Quotation marks, brackets and title marks come in pairs that do not cross.

Read by paragraph, list item or cell. Numbers of items (1）, apostrophes, intervals such as [0, 1) and quotations that
go on in the next paragraph are ignored; a “ where ” should stand is for ``mixed-quotes``. A title inside a title
takes 〈〉, a quotation inside a quotation ‘’: these are hints.

PASS::

    text: 国务院印发《数字中国建设整体布局规划》，提出“2522”框架

FAIL::

    text: 国务院印发《数字中国建设整体布局规划，提出“2522”框架
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from yanbao.diagnostics import Level
from yanbao.model.manuscript import Manuscript, Passage
from yanbao.review.findings import Finding, on
from yanbao.review.reading.marks import CLOSING, Fault, distinct, faults, misdirected_quotes, own
from yanbao.rules import define

RULE = define("unbalanced-marks", __doc__, "review", Level.WARNING)

_INSIDE = {"《": "a title inside a title takes 〈〉", "“": "a quotation inside a quotation takes ‘’"}


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Warnings at marks without partner; hints at those inside their own kind."""
    passages = list(distinct(manuscript))
    for passage, following in zip_longest(passages, passages[1:]):
        text = own(passage)
        wrong = set(misdirected_quotes(text))
        found = faults(text)
        for fault in found:
            is_told = bool(wrong) and text[fault.at] in "“”"
            if not is_told and not _goes_on(passage, fault, following) and not _is_double(fault, found, text):
                yield _finding(passage, fault)


def _goes_on(passage: Passage, fault: Fault, following: Passage | None) -> bool:
    """Whether a quotation goes on in the next paragraph, which opens it again."""
    is_next = following is not None and passage.block == following.block != 0 and fault.kind == "unclosed"
    return is_next and following is not None and following.text[0] == passage.text[fault.at]


def _is_double(fault: Fault, found: list[Fault], text: str) -> bool:
    """Whether a mark inside its own kind is only there because one is not closed."""
    return fault.kind == "nested" and any(
        other.kind == "unclosed" and text[other.at] == text[fault.at] for other in found
    )


def _finding(passage: Passage, fault: Fault) -> Finding:
    mark = passage.text[fault.at]
    if fault.kind == "nested":
        return on(passage, fault.at, fault.at + 1, f"{mark} inside {mark}{CLOSING[mark]}", _INSIDE[mark], Level.HINT)
    if fault.kind == "unopened":
        message, remedy = f"{mark} closes what nothing opens", "add what opens it, or delete it"
        return on(passage, fault.at, fault.at + 1, message, remedy)
    message = f"{mark} is not closed before {fault.by}" if fault.by else f"{mark} is never closed"
    return on(passage, fault.at, fault.at + 1, message, f"add {CLOSING[mark]}, or delete {mark}")
