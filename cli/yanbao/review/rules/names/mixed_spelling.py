"""A Latin term is written in one way throughout a report.

APP and App, Chatbot and Chatbots, e-commerce and ecommerce, 8k and 128K: readers of both look for a difference in
meaning. Each less frequent form is reported once, with the place of the other. It is a hint if only a first capital
or a plural differs. ``name-spelling`` checks names of the ledger. Exceptions: phrases of four English words and more,
titles, plurals beside another English word, addresses, file names and tickers.

PASS::

    text: 国内APP端增速迅猛，头部APP优势明显。

FAIL::

    text: 国内APP端增速迅猛，头部App优势明显。
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from yanbao.diagnostics import Level
from yanbao.model.manuscript import Manuscript
from yanbao.review.findings import Finding, together
from yanbao.review.reading.known_names import KnownName, known_names
from yanbao.review.reading.latin import Form, forms, key, neighbours
from yanbao.rules import define

RULE = define("mixed-spelling", __doc__, "review", Level.WARNING)

_OTHER_THINGS = frozenset(
    {"ace", "aids", "aim", "all", "car", "cap", "era", "gan", "its", "led", "net", "pet", "ram", "sic", "who"}
)
"""Short words that in capitals are another thing: led and LED, pet and PET, GaN and GAN."""

_TAILS = frozenset(
    {"air", "edge", "flip", "fold", "lite", "mate", "max", "mini", "note", "plus", "pro", "turbo", "ultra"}
)
"""Last words of product names; every maker writes them in its own way."""

_PROPER = frozenset({"kWh", "MWh", "GWh", "TWh", "kW", "kg", "km", "kHz", "MHz", "GHz"})
"""Units that are written so, whatever is more frequent."""

_WITH_S = frozenset({"good", "map", "mean", "new", "team", "window", "work"})
"""Words that with an s are another word, or a name."""


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding at the first place of each form that is not the most frequent one."""
    known = _keys(known_names(manuscript.project))
    groups: dict[str, list[Form]] = {}
    for form in forms(manuscript.passages, known):
        groups.setdefault(form.key, []).append(form)
    for shared, group in _with_plurals(groups).items():
        if shared not in _OTHER_THINGS | _TAILS and len({form.shape for form in group}) > 1:
            yield from _minorities(group)


@lru_cache(maxsize=4)
def _keys(names: tuple[KnownName, ...]) -> frozenset[str]:
    return frozenset(key(name.parts[1]) for name in names)


def _with_plurals(groups: dict[str, list[Form]]) -> dict[str, list[Form]]:
    """The groups, with plurals put to their singulars."""
    merged: dict[str, list[Form]] = {}
    for shared, group in groups.items():
        singular = shared[:-1]
        is_plural = shared.endswith("s") and len(shared) > 3 and singular in groups and singular not in _WITH_S
        for form in group:
            if not is_plural:
                merged.setdefault(shared, []).append(form)
            elif form.shape.endswith("s") and not any(neighbours(form.passage.text, form.start, form.end)):
                merged.setdefault(singular, []).append(form)
    return merged


def _minorities(group: Sequence[Form]) -> Iterator[Finding]:
    group = sorted(group, key=lambda form: form.order)
    counts = Counter(form.shape for form in group)
    usual = max(counts, key=lambda shape: (shape in _PROPER, counts[shape], shape[0].isupper()))
    where = next(form.mark for form in group if form.shape == usual)
    for shape, count in counts.items():
        typed = [form for form in group if form.shape == shape and form.is_typed]
        if shape != usual and typed:
            first, times = typed[0], f" (in {count} places)" if count > 1 else ""
            verb = "is" if first.text == shape else "has"
            message = f"'{first.text}'{times} {verb} '{usual}' elsewhere, first at {where.file}:{where.line}"
            level = Level.HINT if _is_slight(shape, usual) else None
            remedy = f"write '{usual}' throughout"
            mended = [form.passage.edit(form.start, form.end, usual) for form in typed if verb == "is"]
            edits = together(*mended)
            yield first.finding(message, remedy, level, edits=edits)


def _is_slight(one: str, other: str) -> bool:
    """Whether only a first capital or a plural differs, or a unit of one letter."""
    return one[1:].removesuffix("s") == other[1:].removesuffix("s")
