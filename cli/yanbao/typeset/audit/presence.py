"""Checks that everything in the HTML is on paper exactly once, and visible."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yanbao.typeset.audit.ink import Ink, Reading
from yanbao.typeset.audit.violations import Fault, plain
from yanbao.typeset.audit.written import Leaf, Written


def find_hidden(written: Written, reading: Reading) -> Iterator[Fault]:
    """Elements laid out, but outside the page, clipped, transparent, or too small."""
    for fault in reading.faults:
        if fault.element is None or fault.element in written.owners:
            yield fault


def find_lost(written: Written, reading: Reading) -> Iterator[Fault]:
    """Elements that are on no page."""
    for leaf in written.leaves:
        inks = reading.of.get(leaf.element)
        if inks is None:
            if not leaf.text or (plain(leaf.text) and not _runs(leaf, reading)):
                yield Fault("lost", leaf.element, leaf.text)
        elif leaf.text and not _is_whole(leaf, inks):
            missing, _ = _difference(leaf, inks)
            if missing:
                yield Fault("partly-lost", leaf.element, missing)


def find_twice(written: Written, reading: Reading) -> Iterator[Fault]:
    """Elements on paper more often than in the HTML, or twice in the HTML because of a template."""
    yield from written.doubled
    for leaf in written.leaves:
        inks = reading.of.get(leaf.element)
        if inks is not None and inks[0].is_fixed and written.owners[leaf.element].block is not None:
            if inks[-1].page != inks[0].page:
                yield Fault("twice", leaf.element, leaf.text)
            continue
        if inks is None or inks[0].comes_again:
            continue
        if not leaf.text:
            if len(inks) > 1:
                yield Fault("twice", leaf.element, "")
        elif not _is_whole(leaf, inks):
            _, extra = _difference(leaf, inks)
            if extra:
                yield Fault("twice", leaf.element, extra)


def _runs(leaf: Leaf, reading: Reading) -> bool:
    """True for a running element, of which each page shows one of several."""
    return (leaf.element.tag, leaf.element.get("class", "")) in reading.running


def _is_whole(leaf: Leaf, inks: Sequence[Ink]) -> bool:
    """Fast path: True if an element is obviously complete, which is nearly always the case."""
    if len(inks) == 1:
        return inks[0].text == leaf.text or plain(inks[0].text) == plain(leaf.text)
    return not inks[0].comes_again and "".join([plain(ink.text) for ink in inks]) == plain(leaf.text)


def _difference(leaf: Leaf, inks: Sequence[Ink]) -> tuple[str, str]:
    """The text missing on paper, and the text in excess."""
    wanted = _folded(leaf.text)
    if inks[0].comes_again:
        pages = [_folded("".join(ink.text for ink in inks if ink.page == page)) for page in {i.page for i in inks}]
        return ("", "") if any(wanted in page for page in pages) else (wanted, "")
    there = _folded("".join(ink.text for ink in inks))
    start = _common(wanted, there)
    wanted, there = wanted[start:], there[start:]
    end = _common(wanted[::-1], there[::-1])
    lacks, beyond = wanted[: len(wanted) - end], there[: len(there) - end]
    return (lacks, "") if len(lacks) >= len(beyond) else ("", beyond)


def _common(one: str, other: str) -> int:
    """Length of the common prefix."""
    for index, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return index
    return min(len(one), len(other))


def _folded(text: str) -> str:
    """Normalize case, which styles may change, and remove hyphens, which line breaks add."""
    from unicodedata import normalize

    return plain(normalize("NFKC", text)).casefold().translate({0x2D: None, 0x2010: None})
