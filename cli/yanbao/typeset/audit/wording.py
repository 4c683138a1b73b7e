"""Formats violations as messages: one per kind and block, with the distance in mm and the words concerned."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from yanbao import rules
from yanbao.model.sheet import Trouble
from yanbao.rules import Rule
from yanbao.typeset.audit.violations import Fault, readable
from yanbao.typeset.audit.written import Owner, Written

_LONGEST = 24
_ROOM = "shorten it, leave columns out, or move it to another page"
_STYLE = "a style sheet of the theme hides it: see 'display', 'visibility', 'position' and 'color' there"


class _Kind(NamedTuple):
    rule: Rule
    says: str
    remedy: str


KINDS = {
    "outside": _Kind(rules.LOST_TEXT, "{words} {is_are} {mm} outside the page", _ROOM),
    "cut": _Kind(rules.LOST_TEXT, "{words} {is_are} cut off by {mm}", f"{_ROOM}; or let the theme give it more room"),
    "lost": _Kind(rules.LOST_TEXT, "{words} {is_are} on no page", _STYLE),
    "partly-lost": _Kind(
        rules.LOST_TEXT, "{words} {is_are} on no page", "shorten it, or let the theme give it more room"
    ),
    "hidden": _Kind(rules.LOST_TEXT, "{words} cannot be seen", _STYLE),
    "covered": _Kind(
        rules.LOST_TEXT,
        "{words} {is_are} covered by a ground",
        "a style sheet of the theme paints it over: see 'background', 'position' and 'margin' there",
    ),
    "faint": _Kind(
        rules.LOST_TEXT,
        "{words} {is_are} in the colour of the ground",
        "see 'colors' in theme.yaml, and 'color' and 'background' in its style sheets",
    ),
    "twice": _Kind(
        rules.PRINTED_TWICE,
        "{words} {is_are} printed twice",
        "keep it on one page: move it, or shorten what stands beside it",
    ),
    "doubled": _Kind(
        rules.PRINTED_TWICE, "{words} {is_are} printed twice by the theme", "print it once in the theme's templates"
    ),
    "overprinted": _Kind(
        rules.OVERPRINTED,
        "{words} and {other} lie over each other by {mm}{likewise}",
        "shorten one of them, or let the theme give them more room",
    ),
    "stranded": _Kind(
        rules.STRANDED,
        "{words} {is_are} parted from what comes below by the end of the page",
        "move it to another page, or shorten what stands above or below it",
    ),
    "small": _Kind(
        rules.SMALL_TEXT,
        "{words} {is_are} set in {pt} pt",
        "let the theme set it larger; 'type: least' is its least size",
    ),
    "small drawn": _Kind(
        rules.SMALL_TEXT,
        "{words} {is_are} set in {pt} pt, in a picture",
        "make it larger in the picture, or give that more room; 'type: least' of the theme is the least size",
    ),
    "beyond": _Kind(
        rules.OVERFLOW,
        "{words} {reach} {mm} beyond a box of fixed height",
        "shorten it, or let the theme give it more room: see 'height' and 'max-height' in its style sheets",
    ),
    "beside": _Kind(
        rules.OVERFLOW, "{words} {reach} {mm} beside the room of {its} block", "leave columns out, or divide it"
    ),
}
"""Rule, message and help of each kind of violation."""


class Findings:
    """Collects the violations of one sheet."""

    def __init__(self, written: Written) -> None:
        self._owners = written.owners
        self._found: dict[tuple[Owner, str], list[Fault]] = {}

    def add(self, fault: Fault) -> None:
        owner = self._owners.get(fault.element, Owner())
        self._found.setdefault((owner, fault.kind), []).append(fault)

    def troubles(self) -> Iterator[Trouble]:
        """One problem per kind of violation in a block."""
        for (owner, kind), faults in self._found.items():
            if kind in ("beside", "beyond") and (owner, "outside") in self._found:
                continue
            told = KINDS[kind]
            yield Trouble(
                told.rule.id, _told(told.says, faults), told.remedy, owner.block, " ".join(owner.anchors), is_error=True
            )


def _told(says: str, faults: list[Fault]) -> str:
    worst = max(faults, key=lambda fault: -fault.amount if fault.kind.startswith("small") else fault.amount)
    words, more = _words(worst), len({fault.element for fault in faults}) - 1
    if more and not worst.other:
        words += f" and {more} more"
    return says.format(
        words=words,
        other=_quoted(worst.other),
        is_are="are" if more else "is",
        reach="reach" if more else "reaches",
        likewise=f", {more} more likewise" if more else "",
        its="their" if more else "its",
        mm=f"{worst.amount:.{0 if worst.amount >= 1 else 1}f} mm",
        pt=f"{worst.amount:.3g}",
    )


def _words(fault: Fault) -> str:
    if fault.element is not None and not fault.text and fault.element.tag == "table":
        return "this table"
    return _quoted(fault.text)


def _quoted(text: str) -> str:
    shown = readable(text)
    if not shown:
        return "a picture"
    return f"'{shown[:_LONGEST]}…'" if len(shown) > _LONGEST else f"'{shown}'"
