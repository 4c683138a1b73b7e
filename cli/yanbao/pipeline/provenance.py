"""What a report is made from: the files, the program, its libraries and the font, as the published files say it."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from yanbao.layout import LABELS, LEDGER, SOURCES, data_file
from yanbao.memory import Memory
from yanbao.model.project import Project
from yanbao.model.provenance import DRAFT, NAME, Provenance, digest_of, option_of, tag_of
from yanbao.pipeline.versions import code, program, shaping
from yanbao.typography.fontsources import identity

if TYPE_CHECKING:
    from yanbao.compose.uses import Use
    from yanbao.pipeline.gathering import Composed

_HEAD = re.compile(r"<meta\s+charset\b[^>]*>\n?|<head\b[^>]*>\n?", re.IGNORECASE)
_BEGIN = 1024
"""Characters in which browsers look for the encoding: no script or style has begun where they have found it."""


def shared_inputs(project: Project, uses: Collection[Use]) -> dict[str, bytes]:
    """What the files of the ledger and the tables held from which a report takes something, by name."""
    names = {SOURCES, LABELS}
    for path in used(project, uses):
        namespace, _, name = path.partition(".")
        names.add(f"{LEDGER}/{namespace}.yaml")
        if namespace == "data" and (dataset := project.datasets.get(name)):
            names |= {dataset.mark.file, data_file(dataset.spec.file)}
    return {name: data for name, data in project.shared.items() if name in names}


def used(project: Project, uses: Collection[Use]) -> set[str]:
    """The paths of what is used, and of tables in which used ones look columns up."""
    waiting = {use.path for use in uses}
    done: set[str] = set()
    while waiting:
        path = waiting.pop()
        done.add(path)
        namespace, _, name = path.partition(".")
        if namespace == "data" and (dataset := project.datasets.get(name)):
            looked_up = {f"data.{column.lookup}" for column in dataset.spec.columns.values() if column.lookup}
            waiting |= looked_up - done
    return done


def provenance(item: Composed, memory: Memory) -> Provenance:
    """What the HTML of a report says it is made from. Raises SetupError if its font is not to be had."""
    inputs = {
        tag_of(name): memory.recall(("digest", name), data, partial(digest_of, data))
        for name, data in item.inputs.items()
    }
    options = (*((DRAFT,) if item.document.draft else ()), *map(option_of, item.given.items()))
    font = identity(item.report.theme.fonts)
    return Provenance(inputs, program(), code()[:24], shaping(), font[:24], options)


def said(html: str, provenance: str) -> str:
    """A page that says what it is made from, in its head; at its end if a theme has none."""
    meta = f'<meta name="{NAME}" content="{provenance}">\n'
    begins = list(islice(_HEAD.finditer(html, 0, _BEGIN), 2))
    at = begins[-1].end() if begins else len(html)
    return html[:at] + meta + html[at:]
