"""The page audit: proves, from the typesetter's boxes, that what was composed is on paper.

Input: a page's HTML, as elements, and its laid-out pages; output: violations. Text is compared element by element, so
the audit depends on HTML but not on a theme: every text and picture is on the sheet exactly once, inside its page and
frame, not covered, not too small, and no heading is separated from what follows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from yanbao.model.sheet import Trouble
from yanbao.typeset.audit.ink import Reading
from yanbao.typeset.audit.overprint import find_overprinted
from yanbao.typeset.audit.presence import find_hidden, find_lost, find_twice
from yanbao.typeset.audit.stranding import find_stranded
from yanbao.typeset.audit.unseen import find_unseen
from yanbao.typeset.audit.violations import Element
from yanbao.typeset.audit.wording import Findings
from yanbao.typeset.audit.written import read
from yanbao.typeset.boxes import Box


def audit(root: Element, pages: Sequence[Box], least: float) -> Iterator[Trouble]:
    """Violations on pages made from the document ``root``; ``least`` is the minimum text size in pt."""
    reading = Reading(pages, least)
    written = read(root, reading)
    findings = Findings(written)
    for fault in chain(
        find_hidden(written, reading),
        find_lost(written, reading),
        find_twice(written, reading),
        find_overprinted(reading),
        find_unseen(reading),
        find_stranded(written, reading),
    ):
        findings.add(fault)
    return findings.troubles()
