"""No regular expression counts with foreign digits, or takes more than quadratic time: texts have a greatest length."""

from __future__ import annotations

import ast
import json
import re
import signal
import subprocess
import sys
import time
from functools import cache
from itertools import pairwise
from pathlib import Path
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import yanbao
from tests.patterns import attacks

LENGTHS = (12, 25, 50, 100, 200, 400)
MEASURABLE = 0.02
TIMES = 6
CUBIC = 5.5  # 4 is quadratic, 8 is cubic
LONGEST = CUBIC * MEASURABLE
"""Whatever takes longer after a half that cannot be measured is slow, however long it takes."""


@cache
def patterns() -> list[tuple[str, int, str]]:
    """Every pattern that importing yanbao and checking a report compiles, with its flags and where."""
    command = [sys.executable, "-m", "tests.patterns"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1])
    return [(pattern, flags, where) for pattern, flags, where in json.loads(done.stdout)]


def has_foreign_digits(tree: Any) -> bool:
    """Whether a tree takes any digit of Unicode."""
    return any(
        has_foreign_digits(item)
        if isinstance(item, parser.SubPattern | list | tuple)
        else item is op.CATEGORY_DIGIT or item is op.CATEGORY_NOT_DIGIT  # which are equal to small numbers
        for item in tree
    )


def test_only_0_to_9_are_digits() -> None:
    assert len(patterns()) > 300
    wrong = [
        (where, pattern)
        for pattern, flags, where in patterns()
        if not flags & re.ASCII and has_foreign_digits(parser.parse(pattern, flags))
    ]
    assert wrong == []


def test_no_text_is_asked_whether_it_is_a_digit_of_any_script() -> None:
    asked = [
        f"{file.name}:{node.lineno}"
        for file in Path(yanbao.__path__[0]).rglob("*.py")
        if file.name != "characters.py"
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in ("isdigit", "isdecimal", "isnumeric")
    ]
    assert asked == []


class _TooLong(Exception):  # noqa: N818
    pass


def seconds(pattern: re.Pattern[str], text: str) -> float:
    """The time of the processor that looking through a text takes; infinite beyond LONGEST."""

    def stop(_signal: int, _frame: object) -> None:
        raise _TooLong

    before = signal.signal(signal.SIGVTALRM, stop)
    started = time.process_time()
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST)
        for _ in pattern.finditer(text):
            pass
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        return time.process_time() - started
    except _TooLong:
        return float("inf")
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def is_slow(pattern: re.Pattern[str], attack: tuple[str, str, str]) -> bool:
    """Whether an attack takes exponential or cubic time, judged at the first length at which it can be measured.

    Slow is what is slow whenever it is measured: other processes may disturb.
    """
    start, pump, end = attack
    texts = [start + pump * max(1, length // len(pump)) + end for length in LENGTHS]
    if seconds(pattern, texts[-1]) < MEASURABLE:
        return False
    pair = next((pair for pair in pairwise(texts) if seconds(pattern, pair[1]) > MEASURABLE), None)
    return pair is not None and all(is_slower(pattern, *pair) for _ in range(TIMES))


def is_slower(pattern: re.Pattern[str], half: str, text: str) -> bool:
    """Whether a text takes longer than in quadratic time after its half, measured once."""
    once = seconds(pattern, half)
    return seconds(pattern, text) > max(CUBIC * once, MEASURABLE)


@pytest.mark.skipif(not hasattr(signal, "SIGVTALRM"), reason="there is no such alarm")
def test_none_takes_more_than_quadratic_time() -> None:
    slow = []
    for pattern, flags, where in patterns():
        compiled = re.compile(pattern, flags)
        if attack := next((attack for attack in attacks(pattern, flags) if is_slow(compiled, attack)), None):
            slow.append((where, pattern, attack))
    assert slow == []


@pytest.mark.parametrize("pattern", [r"(a+)+b", r"(?:x|xx)*y", r"\s*(<!--.*?-->\s*)*z", r".*.*.*z", r"a*a*a*b"])
def test_it_finds_the_known_kinds(pattern: str) -> None:
    assert any(is_slow(re.compile(pattern, re.DOTALL), attack) for attack in attacks(pattern, re.DOTALL))
