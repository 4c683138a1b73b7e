"""Mutation testing: changes single expressions of a room, and tells which changes no test notices.

``python -m tools.mutation compose tests/compose -k "not fuzz"`` runs the tests once to learn which of them execute
which line, then again for each of a sample of changes, those alone that execute its line. Each run is a fork of a
process that has imported the heavy libraries. Tests that only start other processes do not see the change. A change
that makes no difference to anybody is for a reader to recognise.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module, invalidate_caches
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from multiprocessing import get_context
from pathlib import Path
from types import CodeType, FrameType, ModuleType
from typing import Any

import pytest

CODE = Path(__file__).parents[1] / "cli/yanbao"
HEAVY = ("matplotlib.figure", "numpy", "pandas", "pikepdf", "pydantic", "pytest", "weasyprint", "yaml")
SECONDS = 120
"""After which a run counts as hung, which somebody would notice."""

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_COMPUTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.BitOr: ast.BitAnd,
}


@dataclass(frozen=True)
class Mutant:
    """A change of one expression of a file, the ``at``-th, in the way of that ``number``; its text before and after."""

    file: Path
    line: int
    before: str
    after: str
    source: str
    at: int
    number: int

    @property
    def title(self) -> str:
        return f"{self.file.relative_to(CODE)}:{self.line}: {self.before}  ->  {self.after}"

    @property
    def tree(self) -> ast.Module:
        """The changed file."""
        changed = ast.parse(self.source)
        old = expressions(changed)[self.at]
        new = ast.copy_location(list(changes(old))[self.number], old)
        for parent in ast.walk(changed):
            for name, value in ast.iter_fields(parent):
                if value is old:
                    setattr(parent, name, new)
                elif isinstance(value, list) and any(one is old for one in value):
                    setattr(parent, name, [new if one is old else one for one in value])
        return ast.fix_missing_locations(changed)


def expressions(tree: ast.AST) -> list[ast.expr]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.expr)]


def changes(node: ast.expr) -> Iterator[ast.expr]:
    """Expressions that differ from one in a single respect."""
    match node:
        case ast.Compare(ops=[op]) if type(op) in _COMPARED:
            yield ast.Compare(node.left, [_COMPARED[type(op)]()], node.comparators)
        case ast.BinOp() if type(node.op) in _COMPUTED and not _is_text(node.left) and not _is_text(node.right):
            yield ast.BinOp(node.left, _COMPUTED[type(node.op)](), node.right)
        case ast.BoolOp():
            yield ast.BoolOp(ast.And() if isinstance(node.op, ast.Or) else ast.Or(), node.values)
        case ast.UnaryOp(op=ast.Not()):
            yield node.operand
        case ast.IfExp():
            yield ast.IfExp(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)
        case ast.Constant(value=bool()):
            yield ast.Constant(not node.value)
        case ast.Constant(value=int() | float() as value):
            yield ast.Constant(value + 1)


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def mutants(file: Path, source: str) -> Iterator[Mutant]:
    """Every change inside the functions of a file."""
    tree = ast.parse(source)
    inside = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for statement in function.body
        for node in ast.walk(statement)
    }
    for at, node in enumerate(expressions(tree)):
        for number, new in enumerate(changes(node) if id(node) in inside else ()):
            yield Mutant(file, node.lineno, ast.unparse(node), ast.unparse(new), source, at, number)


class _Changed(SourceFileLoader):
    """Loads a mutant in place of its module."""

    def __init__(self, mutant: Mutant) -> None:
        parts = mutant.file.relative_to(CODE.parent).with_suffix("").parts
        super().__init__(".".join(part for part in parts if part != "__init__"), str(mutant.file))
        self._mutant = mutant

    def get_code(self, fullname: str) -> CodeType:
        return compile(self._mutant.tree, self.path, "exec")


class _Finder(MetaPathFinder):
    """Finds a mutant in place of its module."""

    def __init__(self, loader: _Changed) -> None:
        self._loader = loader

    def find_spec(self, fullname: str, path: Any, target: ModuleType | None = None) -> ModuleSpec | None:
        loader = self._loader
        return spec_from_file_location(fullname, loader.path, loader=loader) if fullname == loader.name else None


class Watch:
    """A pytest plug-in that notes which test executes which line of a room, and how long each test takes.

    The lines of a fixture are those of all tests that use one of its name, as tests share it.
    """

    def __init__(self, room: Path) -> None:
        self._room, self._test, self._began = f"{room}/", "", 0.0
        self._users: dict[str, set[str]] = defaultdict(set)
        self._met: dict[tuple[str, int], set[str]] = defaultdict(set)
        self.seconds: dict[str, float] = {}

    @property
    def lines(self) -> dict[tuple[str, int], set[str]]:
        """The tests that execute each line."""
        return {line: set().union(*(self._users.get(by, {by}) for by in met)) for line, met in self._met.items()}

    def pytest_collection_finish(self, session: Any) -> None:
        for item in session.items:
            for name in item.fixturenames:
                self._users[name].add(item.nodeid)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any) -> Iterator[None]:
        before, self._test = self._test, fixturedef.argname
        try:
            return (yield)
        finally:
            self._test = before

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self._test, self._began = nodeid, time.perf_counter()
        sys.settrace(self._call)

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        sys.settrace(None)
        self.seconds[nodeid] = time.perf_counter() - self._began

    def _call(self, frame: FrameType, event: str, argument: object) -> Callable[..., Any] | None:
        return self._line if frame.f_code.co_filename.startswith(self._room) else None

    def _line(self, frame: FrameType, event: str, argument: object) -> Callable[..., Any]:
        if event == "line":
            self._met[frame.f_code.co_filename, frame.f_lineno].add(self._test)
        return self._line


def forked(work: Callable[[], object]) -> Any:
    """What a function returns in a fork of this process, whose output is dropped; None if it hangs or dies."""
    context = get_context("fork")
    receive, send = context.Pipe(duplex=False)

    def run() -> None:
        os.setsid()
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        send.send(work())

    process = context.Process(target=run)
    process.start()
    send.close()
    try:
        return receive.recv() if receive.poll(SECONDS * (30 if work.__name__ == "learn" else 1)) else None
    except EOFError:
        return None
    finally:
        if process.is_alive() and process.pid:
            os.killpg(process.pid, signal.SIGKILL)
        process.join()


def pytest_main(arguments: Sequence[str], plugins: Sequence[object] = ()) -> int:
    return int(pytest.main(["-q", "-n", "0", "-p", "no:cacheprovider", *arguments], plugins=list(plugins)))


def learn_from(room: Path, tests: Sequence[str]) -> tuple[dict[tuple[str, int], set[str]], dict[str, float]]:
    """Which tests execute which lines of a room, and their durations. Raises SystemExit if a test fails."""

    def learn() -> object:
        watch = Watch(room)
        code = pytest_main(tests, [watch])
        return code, watch.lines, watch.seconds

    found = forked(learn)
    if found is None or found[0] != 0:
        raise SystemExit("the tests fail without a change")
    return found[1], found[2]


def is_noticed(mutant: Mutant, tests: Sequence[str]) -> bool:
    """True if a test fails, hangs or dies with a change."""

    def run() -> int:
        sys.meta_path.insert(0, _Finder(_Changed(mutant)))
        invalidate_caches()
        return pytest_main(["-x", *tests])

    return bool(forked(run) != 0)


def tell(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main() -> None:
    """Print the changes of a room that survive, and the share that did not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("room", help="a package, such as compose")
    parser.add_argument("--count", type=int, default=40, help="how many changes are tried")
    parser.add_argument("--seed", type=int, default=1, help="which ones")
    given, tests = parser.parse_known_args()
    room = CODE / given.room
    for name in HEAVY:
        import_module(name)
    lines, seconds = learn_from(room, tests)
    every = [one for file in sorted(room.rglob("*.py")) for one in mutants(file, file.read_text(encoding="utf-8"))]
    met = [one for one in every if lines.get((str(one.file), one.line))]
    tell(f"{given.room}: {len(every)} changes, {len(met)} of them on lines that these {len(seconds)} tests execute")
    chosen = random.Random(given.seed).sample(met, min(given.count, len(met)))
    survivors = 0
    for one in sorted(chosen, key=lambda mutant: mutant.title):
        if not is_noticed(one, sorted(lines[str(one.file), one.line], key=lambda test: seconds.get(test, 0.0))):
            survivors += 1
            tell(f"survives: {one.title}")
    tell(f"{given.room}: {len(chosen) - survivors} of {len(chosen)} noticed")


if __name__ == "__main__":
    main()
