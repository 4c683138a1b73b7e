"""Composes diagrams: one case for each kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import assert_never

from yanbao.compose import companies, structures, timelines
from yanbao.compose.listing import DiagramParts
from yanbao.compose.prose import Prose
from yanbao.model.caption import Caption
from yanbao.model.dataset import Dataset
from yanbao.model.diagrams import AnyDiagram, Companies, Structure, Timeline
from yanbao.model.document import ComposedBlock
from yanbao.model.drawn import CompaniesBlock, Layer, StructureBlock, TimelineBlock
from yanbao.model.theme import PageTokens

_WIDE, _NARROW = 12, 7
"""Columns of a timeline on a page of a deck, and on one of A4."""


@dataclass(frozen=True)
class DrawnDiagram:
    """A diagram without its caption: what was read for it, its alternative text by its title, and its block."""

    parts: DiagramParts
    describe: Callable[[str], str]
    block: Callable[[Caption], ComposedBlock]


def draw_diagram(spec: AnyDiagram, datasets: Mapping[str, Dataset], prose: Prose, page: PageTokens) -> DrawnDiagram:
    """A diagram whose references have been checked."""
    match spec:
        case Structure():
            layers, parts = structures.structure(spec, datasets[spec.data] if spec.data else None, prose)
            describe = partial(structures.describe, layers, messages=prose.messages)
            return DrawnDiagram(parts, describe, partial(_structure, spec, layers))
        case Timeline():
            most = _WIDE if page.width > page.height else _NARROW
            columns, lanes, parts = timelines.timeline(spec, datasets[spec.data], prose, most)
            describe = partial(timelines.describe, columns, lanes, messages=prose.messages)
            return DrawnDiagram(parts, describe, lambda caption: TimelineBlock(caption, columns, lanes))
        case Companies():
            cards, across, parts = companies.companies(spec, datasets[spec.data], prose)
            describe = partial(companies.describe, cards, messages=prose.messages)
            return DrawnDiagram(parts, describe, lambda caption: CompaniesBlock(caption, cards, across))
        case _:
            assert_never(spec)


def _structure(spec: Structure, layers: tuple[Layer, ...], caption: Caption) -> StructureBlock:
    return StructureBlock(caption, layers, spec.direction, spec.arrows)
