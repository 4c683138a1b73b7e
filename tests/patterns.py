"""Every regular expression that yanbao compiles, and texts on which one may take long. Run as a program, lists them."""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

Tree = Any
LONG = 64  # repeats that go further than this may make a text of any length slow


def compiled(work: Callable[[], object]) -> list[tuple[str, int, str]]:
    """What importing all of yanbao, and then some work, compiles: pattern, flags and where."""
    found: dict[tuple[str, int], str] = {}
    original = re._compile  # type: ignore[attr-defined]

    def record(pattern: Any, flags: Any) -> Any:
        frame = sys._getframe(1)
        while frame.f_back and frame.f_globals.get("__name__") in ("re", __name__):
            frame = frame.f_back
        name = str(frame.f_globals.get("__name__"))
        if name.startswith("yanbao") and isinstance(pattern, str | bytes):
            text = pattern if isinstance(pattern, str) else pattern.decode("latin-1")
            ascii_only = re.ASCII if isinstance(pattern, bytes) else 0  # as bytes are
            found.setdefault((text, int(flags) | ascii_only), f"{name}:{frame.f_lineno}")
        return original(pattern, flags)

    re._compile = record  # type: ignore[attr-defined]
    try:
        import yanbao

        for module in pkgutil.walk_packages(yanbao.__path__, "yanbao."):
            importlib.import_module(module.name)
        work()
    finally:
        re._compile = original  # type: ignore[attr-defined]
    return [(pattern, flags, where) for (pattern, flags), where in found.items()]


def attacks(pattern: str, flags: int) -> Iterator[tuple[str, str, str]]:
    """Beginnings, and what repeated after them and ended so may take long, for each long repeat of a pattern."""
    tree = parser.parse(pattern, flags)
    seen = set()
    for before, body in _repeats(tree, ""):
        for pump in {*_samples(body)} - {""}:
            for start, repeated in ((before, pump), ("", before + pump), ("", pump + before)):
                for end in ("\0", "", "。"):
                    if (start, repeated, end) not in seen:
                        seen.add((start, repeated, end))
                        yield start, repeated, end


def _repeats(tree: Tree, before: str) -> Iterator[tuple[str, Tree]]:
    """The long repeats in a tree, each with a text that leads to it."""
    for kind, value in tree:
        if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            least, most, body = value
            if most > LONG:
                yield before, body
            yield from _repeats(body, before)
            before += _sample(body) * max(least, int(most > 0))
        elif kind is op.BRANCH:
            for branch in value[1]:
                yield from _repeats(branch, before)
            before += _sample(value[1][0])
        elif kind is op.SUBPATTERN:
            yield from _repeats(value[3], before)
            before += _sample(value[3])
        elif kind is op.ATOMIC_GROUP:
            yield from _repeats(value, before)
            before += _sample(value)
        elif kind in (op.ASSERT, op.ASSERT_NOT):
            yield from _repeats(value[1], before)
        else:
            before += _sample([(kind, value)])


def _sample(tree: Tree) -> str:
    return next(iter(_samples(tree)), "")


def _samples(tree: Tree) -> list[str]:
    """A few texts that a tree matches, but for what is around them."""
    made = [""]
    for kind, value in tree:
        made = [text + more for text in made[:3] for more in _parts(kind, value)][:6]
    return made


def _parts(kind: Any, value: Any) -> list[str]:
    if kind is op.LITERAL:
        return [chr(value)]
    if kind is op.NOT_LITERAL:
        return [char for char in "a一 " if ord(char) != value][:2]
    if kind is op.ANY:
        return ["a", "一"]
    if kind is op.IN:
        return _members(value)
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        return [text * max(1, value[0]) for text in _samples(value[2])] + ([""] if value[0] == 0 else [])
    if kind is op.BRANCH:
        return [text for branch in value[1][:4] for text in _samples(branch)[:2]]
    if kind is op.SUBPATTERN:
        return _samples(value[3])
    if kind is op.ATOMIC_GROUP:
        return _samples(value)
    return [""]


_TRIED = "a1一 ，.A\n、-（(（）)《“”[{%+/"


def _members(value: Any) -> list[str]:
    """Some characters of a class."""
    if value[0][0] is op.NEGATE:
        inside = re.compile("".join(_written(item) for item in value[1:]).join("[]"))
        return [char for char in _TRIED if not inside.match(char)][:4]
    inside = re.compile("".join(_written(item) for item in value).join("[]"))
    first = [chr(item[1] if item[0] is op.LITERAL else item[1][0]) for item in value if item[0] is not op.CATEGORY]
    return [*[char for char in _TRIED if inside.match(char)][:3], *first[:2]]


_CATEGORIES = {
    op.CATEGORY_DIGIT: "\\d",
    op.CATEGORY_NOT_DIGIT: "\\D",
    op.CATEGORY_SPACE: "\\s",
    op.CATEGORY_NOT_SPACE: "\\S",
    op.CATEGORY_WORD: "\\w",
    op.CATEGORY_NOT_WORD: "\\W",
}


def _written(item: Any) -> str:
    kind, value = item
    if kind is op.LITERAL:
        return re.escape(chr(value))
    if kind is op.RANGE:
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    return _CATEGORIES[value]


if __name__ == "__main__":  # patterns of this process, as JSON
    from tests import projects
    from yanbao.pipeline import check

    json.dump(compiled(lambda: check(Path(projects.HERE / "good"))), sys.stdout)
