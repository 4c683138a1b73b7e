"""Word lists for rules: the built-in ones of ``review/words/``, and what a project adds."""

from __future__ import annotations

from functools import cache, reduce
from operator import add

from yanbao import disk
from yanbao.diagnostics import in_order
from yanbao.load.findings import Findings
from yanbao.load.schema import validate
from yanbao.load.yaml import parse
from yanbao.model.project import Project
from yanbao.model.rules import ReviewSettings
from yanbao.model.words import WordLists
from yanbao.resources import builtin_words
from yanbao.review.reading.kept import kept

_LARGEST = 1_000_000


@cache
def builtin() -> WordLists:
    """The built-in lists. Raises ValueError if a file is not of the form that ``WordLists`` describes."""
    folder = builtin_words()
    files = sorted(name for name in disk.walk(folder.parent, folder.name) if name.endswith(".yaml"))
    return reduce(add, (_read(file) for file in files))


def _read(file: str) -> WordLists:
    found = Findings()
    text = disk.read(builtin_words().parent, file, _LARGEST).decode()
    node = parse(text, file, found)
    lists = validate(WordLists, node, found) if node else None
    if found or lists is None:
        raise ValueError("\n".join(f"{one.mark.file}:{one.mark.line}: {one.message}" for one in in_order(found)))
    return lists


def words_of(project: Project) -> WordLists:
    """The lists for a project. The same object for the same settings, so that patterns can be cached by identity."""
    return _with_builtin(project.review)


@kept
def _with_builtin(settings: ReviewSettings) -> WordLists:
    return builtin() + settings.words if settings.words.model_fields_set else builtin()
