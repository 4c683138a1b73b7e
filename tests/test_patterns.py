"""No regular expression counts with foreign digits, or takes more than quadratic time: texts have a greatest length."""

from __future__ import annotations

import ast
import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import yanbao
from tests.patterns import attacks

SHARES = 8
SHORT, SMALL, LARGE = 24, 400, 800
MEASURABLE = 0.02
CUBIC = 5.5  # 4 is quadratic, 8 is cubic


@cache
def patterns() -> list[tuple[str, int, str]]:
    """Every pattern that importing yanbao and checking a report compiles, with its flags and where."""
    command = [sys.executable, "-m", "tests.patterns"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1])
    return [(pattern, flags, where) for pattern, flags, where in json.loads(done.stdout)]


def foreign_digits(tree: Any) -> Iterator[Any]:
    """Where a tree takes any digit of Unicode."""
    for item in tree:
        if isinstance(item, parser.SubPattern | list | tuple):
            yield from foreign_digits(item)
        elif item in (op.CATEGORY_DIGIT, op.CATEGORY_NOT_DIGIT):
            yield item


def test_only_0_to_9_are_digits() -> None:
    assert len(patterns()) > 300
    wrong = [
        (where, pattern)
        for pattern, flags, where in patterns()
        if not flags & re.ASCII and any(foreign_digits(parser.parse(pattern, flags)))
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
    """The time of the processor that looking through a text takes; infinite beyond half a second."""

    def stop(_signal: int, _frame: object) -> None:
        raise _TooLong

    before = signal.signal(signal.SIGVTALRM, stop)
    started = time.process_time()
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0.5)
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
    """Whether an attack takes exponential or cubic time."""
    start, pump, end = attack
    if (
        seconds(pattern, start + pump * SHORT + end)
        > MEASURABLE
        > min(seconds(pattern, start + pump * (SHORT - 4) + end) for _ in range(2))
    ):
        return True
    small, large = (start + pump * (length // len(pump)) + end for length in (SMALL, LARGE))
    if seconds(pattern, large) < MEASURABLE:
        return False
    before = min(seconds(pattern, small) for _ in range(3))
    return min(seconds(pattern, large) for _ in range(2)) > CUBIC * before


@pytest.mark.skipif(not hasattr(signal, "SIGVTALRM"), reason="there is no such alarm")
@pytest.mark.parametrize("share", range(SHARES))
def test_none_takes_more_than_quadratic_time(share: int) -> None:
    slow = []
    for pattern, flags, where in patterns()[share::SHARES]:
        compiled = re.compile(pattern, flags)
        if attack := next((attack for attack in attacks(pattern, flags) if is_slow(compiled, attack)), None):
            slow.append((where, pattern, attack))
    assert slow == []


def test_it_finds_the_known_kinds() -> None:
    for pattern in (r"(a+)+b", r"(?:x|xx)*y", r"\s*(<!--.*?-->\s*)*z", r".*.*.*z", r"a*a*a*b"):
        assert any(is_slow(re.compile(pattern, re.DOTALL), attack) for attack in attacks(pattern, re.DOTALL)), pattern
