"""No report has a word that the house never prints.

A project lists these words in ``content/rules.yaml``, under ``words: {never_print: ...}``: words for colleagues only
(内部讨论稿), promises that compliance forbids (稳赚不赔), a name that a company has given up. All texts of a report
are searched, bound ones too. A banned word inside a longer one that is a name of the ledger or of the institution, or
that the project's word lists have as right, is ignored. Words of drafts and of editors (未定稿, 原稿, 核实, 示例) are
hints in every project: what readers need to know of a number is a note (注：数据未披露).

PASS::

    text: 公司预计下半年投产。

FAIL::

    text: 未定稿：公司预计下半年投产。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanbao.diagnostics import Level
from yanbao.model.manuscript import Manuscript
from yanbao.review.findings import Finding, on
from yanbao.review.reading.known_names import inside_of, right_words
from yanbao.review.reading.patterns import bounded, either
from yanbao.review.reading.words import words_of
from yanbao.rules import define

RULE = define("banned-word", __doc__, "review", Level.WARNING)


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A warning at each word that the project bans, a hint at each that is banned everywhere."""
    project = manuscript.project
    of_project = set(project.review.words.never_print)
    banned = set(words_of(project).never_print)
    publisher = manuscript.report.publisher
    right = {*right_words(project), publisher.name, publisher.short_name} - banned
    is_right = inside_of(right, banned)
    pattern = re.compile(f"(?<!待)(?:{either(banned, bounded)})")  # 待核实 is told by unfinished-text
    for passage in manuscript.passages:
        for match in pattern.finditer(passage.text):
            if not is_right(passage.text, *match.span()):
                message = f"'{match[0]}' is a word that is never printed"
                level = None if match[0] in of_project else Level.HINT
                remedy = "write it in other words" + (", or allow it in content/rules.yaml" if level else "")
                yield on(passage, *match.span(), message, remedy, level)
