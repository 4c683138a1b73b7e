"""Only ``disk`` touches files. Whoever else needs to is listed here, with the reason."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import yanbao

PACKAGE = Path(yanbao.__file__).parent

OF_PATHS = {
    *("open", "read_text", "read_bytes", "write_text", "write_bytes", "touch", "chmod", "utime"),
    *("unlink", "rename", "renames", "rmdir", "rmtree", "remove", "removedirs", "mkdir", "makedirs"),
    *("walk", "glob", "rglob", "iterdir", "scandir", "listdir", "stat", "lstat", "exists", "lexists"),
    *("is_file", "is_dir", "is_symlink", "readlink", "symlink", "symlink_to", "link", "hardlink_to"),
    *("copy2", "copyfile", "copyfileobj", "copytree", "copymode", "move", "from_file_path", "fdopen"),
}
"""Names of functions and methods that touch files; and ``replace`` with one argument, which a text has none of."""

MODULES = {"tempfile", "shutil", "glob", "fileinput", "linecache"}

ALLOWED = {
    ("resources.py", "is_dir"): "whether yanbao runs from a checkout or from a wheel",
    ("batches/remote.py", "exists"): "the folder that a cluster's worker gives",
    ("batches/remote.py", "mkdir"): "the folder that a cluster's worker gives",
    ("app/ending.py", "open"): "nowhere, in the place of a stream that was closed",
    ("app/ending.py", "fdopen"): "nowhere, in the place of a stream that was closed",
    ("app/serving.py", "open"): "the lock beside the socket of a session",
    ("app/serving.py", "stat"): "the socket of a session",
    ("app/serving.py", "unlink"): "the socket of a session",
    ("app/serving.py", "fdopen"): "the standard streams of a client",
    ("app/session.py", "open"): "the lock beside the socket of a session",
    ("app/standing.py", "stat"): "whether the program on disk is the one that runs",
    ("app/standing.py", "rglob"): "whether the program on disk is the one that runs",
    ("app/standing.py", "read_text"): "what Linux tells of memory and processes",
    ("warm/address.py", "mkdir"): "the folder of a user's sockets",
    ("warm/address.py", "lstat"): "whether others may enter the folder of a user's sockets",
    ("bind/archive.py", "read_bytes"): "the colour profile of the package, and streams of a PDF in memory",
    ("bind/subsets.py", "read_bytes"): "streams of a PDF in memory",
    ("bind/xobjects.py", "read_bytes"): "streams of a PDF in memory",
    ("bind/copies.py", "read_bytes"): "streams of a PDF in memory",
    ("bind/parts.py", "open"): "a PDF in memory",
    ("bind/updates.py", "open"): "a PDF in memory",
    ("bind/pictures.py", "open"): "a PDF in memory",
    ("load/bodies.py", "remove"): "an item of a list",
    ("load/excel_cells.py", "open"): "a part of an archive in memory",
    ("load/lookups.py", "remove"): "an item of a list",
    ("load/packages.py", "is_dir"): "a part of an archive in memory",
    ("git.py", "shutil"): "where the program git is",
    ("refresh/sources/http.py", "open"): "an address of the web",
    ("typeset/fit.py", "move"): "boxes of a page",
    ("typeset/flowing.py", "remove"): "an element of a tree",
    ("typography/fontsources.py", "from_file_path"): "the font of an installed package, which is mapped and not read",
}


def touching(source: str) -> Iterator[str]:
    """What a module calls or imports that touches files."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
            yield from (name for name in names if name in MODULES)
            if isinstance(node, ast.ImportFrom) and node.module in {"os", "os.path", "io"}:
                yield from (alias.name for alias in node.names if alias.name in OF_PATHS)
        elif isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Name) and called.id == "open":
                yield "open"
            elif isinstance(called, ast.Attribute) and not _is_of_disk(called):
                is_path = called.attr == "replace" and len(node.args) == 1 and not node.keywords
                if called.attr in OF_PATHS or is_path:
                    yield called.attr


def _is_of_disk(called: ast.Attribute) -> bool:
    return isinstance(called.value, ast.Name) and called.value.id == "disk"


def modules() -> list[str]:
    names = (path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))
    return sorted(name for name in names if not name.startswith("disk/"))


def test_no_other_module_touches_files() -> None:
    found = {(name, what) for name in modules() for what in touching((PACKAGE / name).read_text(encoding="utf-8"))}
    assert found - ALLOWED.keys() == set(), "go through yanbao.disk"
    assert ALLOWED.keys() - found == set(), "these are not needed any more"


@pytest.mark.parametrize(
    "line",
    [
        "open('a')",
        "Path('a').read_text()",
        "path.replace(other)",
        "import shutil",
        "from tempfile import mkstemp",
        "from os import unlink",
        "os.walk('.')",
        "io.open('a')",
        "shutil.rmtree(x)",
    ],
)
def test_what_touches_files_is_noticed(line: str) -> None:
    assert list(touching(line))


@pytest.mark.parametrize("line", ["text.replace('a', 'b')", "replace(value, name=1)", "disk.walk(root, 'content')"])
def test_what_does_not_is_not(line: str) -> None:
    assert not list(touching(line))
