"""A chart that highlights several rows says what they have in common.

One highlighted row is explained by its name. Of several, a reader must guess: the own house's picks, domestic
products, the largest? ``highlight_label`` says so in the legend. A caption or note that speaks of what is dark, bold or
marked is enough, too.

PASS::

    chart: {type: bar, highlight: [Kimi, 文心一言], highlight_label: 国内产品, …}

FAIL::

    chart: {type: bar, highlight: [Kimi, 文心一言], …}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanbao.diagnostics import Level
from yanbao.model.manuscript import Manuscript, Role
from yanbao.model.options import Highlighting
from yanbao.review.findings import Finding, at
from yanbao.rules import define

RULE = define("unexplained-highlight", __doc__, "review", Level.HINT)

_EXPLAINED = re.compile(
    "深色|浅色|灰色|彩色|蓝色|红色|橙色|着色|加粗|粗体|黑体|高亮|突出|[所加]标|标[出注蓝红]|bold|dark|highlight",
    re.IGNORECASE,
)
_WHERE = (Role.CAPTION, Role.UNIT, Role.NOTE)


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding at the second highlighted row of a chart that does not say why."""
    for figure in manuscript.figures:
        spec = figure.spec
        around = (passage.text for passage in figure.passages if passage.role in _WHERE)
        if isinstance(spec, Highlighting) and spec.highlight_label is None and not any(map(_EXPLAINED.search, around)):
            names = getattr(spec, "highlight", ())
            if len(names) > 1:
                message = f"{len(names)} rows are highlighted, and nothing says what they have in common"
                yield at(names[1], message, "say so in 'highlight_label', or in the note")
