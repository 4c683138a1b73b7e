"""What the clauses of a sentence and of those before it have said, which those after them leave out."""

from __future__ import annotations

from dataclasses import dataclass, field

from yanbao.periods import Moment
from yanbao.review.reading.quantities import Quantity
from yanbao.review.reading.skeletons import Token
from yanbao.review.reading.spots import About, Range, Spot


@dataclass
class Said:
    """What the clauses before have said: the last cell and quantity, all quantities, and a total of cells."""

    spots: list[Spot] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    measured: dict[str, tuple[Quantity, Moment | None]] = field(default_factory=dict)
    total: tuple[str, Range] | None = None
    base: Token | None = None
    definition: tuple[str, str] | None = None
    listed: list[About] = field(default_factory=list)
    doubted: list[Quantity] = field(default_factory=list)
    changed: list[Spot] = field(default_factory=list)
    """The cells whose change the number before told."""
    row: list[Quantity] = field(default_factory=list)
    """The quantities of the last clause that has any."""
    named: list[Token] = field(default_factory=list)
    """The subjects that were named, each once."""
    periods: set[Moment] = field(default_factory=set)
    measures: set[str] = field(default_factory=set)
    """The periods and measures that were named."""
    lists: dict[str, list[Quantity]] = field(default_factory=dict)
    """Numbers in a row, by their measure."""
    than: Token | None = None
    """What the sentence has compared with last."""
    reached: Moment | None = None
    """The end of the last trend over so many periods."""
    is_total: bool = False
    """Whether the number before was a total."""
    words: str = ""
    """What stands before the last number."""
