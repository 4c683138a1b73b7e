"""The part of every cache key that identifies this program, its plug-ins, and the libraries that affect the output."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from yanbao import disk
from yanbao.extensions import CHARTS, GROUPS, THEMES, extensions
from yanbao.libraries import LIBRARIES, state
from yanbao.pipeline.store import digest

_PACKAGES = (
    "brotli",
    "fonttools",
    "jinja2",
    "markdown-it-py",
    "matplotlib",
    "openpyxl",
    "pandas",
    "pikepdf",
    "pyarrow",
    "pydantic",
    "pydyf",
    "pypinyin",
    "python-calamine",
    "pyyaml",
    "rjieba",
    "uharfbuzz",
    "weasyprint",
)


_SHAPING = (
    "brotli",
    "fonttools",
    "jinja2",
    "markdown-it-py",
    "matplotlib",
    "pikepdf",
    "pydyf",
    "uharfbuzz",
    "weasyprint",
)
"""Of these, what a published file says that it was made with; others only read, or review."""

_LARGEST = 1_000_000


_WORDS = "yanbao/review/words/"
"""Word lists: the only data in the package; an installed one has themes in it, too, which are inputs of a build."""


@cache
def program_key() -> str:
    """The cache key of program and libraries: equal as long as equal content gives equal bytes."""
    versions = [f"{name} {_version(name)}" for name in _PACKAGES]
    libraries = [f"{library.title} {state(library)}" for library in LIBRARIES if library.version]
    return digest(platform.python_version(), platform.machine(), *versions, *libraries, code(), *_plugins())


@cache
def code() -> str:
    """A digest of this program."""
    package = Path(__file__).parents[1]
    names = [
        name for name in disk.walk(package.parent, package.name) if name.endswith(".py") or name.startswith(_WORDS)
    ]
    return digest(*(part for name in names for part in (name, disk.read(package.parent, name, _LARGEST))))


def program() -> str:
    """The version of this program."""
    return _version("yanbao")


@cache
def shaping() -> dict[str, str]:
    """The versions of the libraries that decide which bytes a file has, by name."""
    packages = {name: _version(name) for name in _SHAPING}
    packages |= {extension.package: extension.version for extension in extensions(CHARTS)}
    return packages | {library.title: state(library) for library in LIBRARIES if library.version}


def _plugins() -> Iterator[str | bytes]:
    """Names and versions of plug-ins, and their code, which may change without a new version."""
    for extension in (one for group in GROUPS for one in extensions(group)):
        yield repr(extension)
        if extension.group != THEMES and (source := extension.source()):
            is_package = disk.is_folder(source.parent, source.name)
            for name in disk.walk(source.parent, source.name) if is_package else [source.name]:
                if name.endswith(".py"):
                    yield from (name, disk.held(source.parent, name, _LARGEST))


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:  # an optional dependency
        return ""
