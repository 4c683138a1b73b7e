"""Reads files of a project: only inside it, only of a sane size, only UTF-8. No error but a finding."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from yanbao.diagnostics import Mark, Marked, suggest
from yanbao.load.findings import Findings, Rule

MAX_YAML = 5_000_000
MAX_TABLE = 20_000_000
MAX_UNPACKED = 64_000_000
MAX_ROWS = 500_000
"""Rows of a table, of a file of any kind."""
MAX_IMAGE = 10_000_000

CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ue000-\uf8ff\ufeff\ufffe\uffff]|\r(?!\n)")
"""Characters that YAML forbids, or counts as line ends where an editor does not, and those for private use."""

_PLAIN = bytes([*range(0x20, 0x7F), *b"\t\n\r"])

_UTF16 = (b"\xff\xfe", b"\xfe\xff")

_FOREIGN = {
    b"PK\x03\x04": "an Excel or Word file, or an archive",
    b"\xd0\xcf\x11\xe0": "an old Excel or Word file",
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}
"""What a file is that begins so, if it is not text."""


def find_root(start: Path) -> Path:
    """The project that a folder belongs to: itself or the nearest parent with ``content/``; itself if there is none."""
    start = start.resolve()
    return next((folder for folder in (start, *start.parents) if (folder / "content").is_dir()), start)


def locate_file(root: Path, folder: str, name: Marked, found: Findings, also_known: Iterable[str] = ()) -> str | None:
    """The path, relative to the project, of a file that content names: ``name`` inside ``folder``.

    None, and an error at the name, if it is not a file inside the folder. ``also_known`` are words other than files
    that may have been meant.
    """
    problem = ""
    if name.startswith("/") or "\\" in name or ".." in name.split("/"):
        problem = "is not a path below this folder: write it with '/', without '..'"
    elif not _is_inside(root, Path(root, folder, name)):
        problem = "leads out of the project"
    if problem:
        found.error(Rule.OUTSIDE_PROJECT, f"'{name}' {problem}", name.mark, width=len(name.raw))
        return None
    if not _is_file(Path(root, folder, name)):
        help_text = suggest(name, [*_files(Path(root, folder)), *also_known])
        if any(mark in name for mark in "，、；"):
            help_text = "commas between names are ',' and not full-width"
        found.error(Rule.MISSING_FILE, f"no file '{folder}/{name}'", name.mark, help_text, len(name.raw))
        return None
    return f"{folder}/{name}"


def read_bytes(root: Path, file: str, limit: int, found: Findings) -> bytes | None:
    """The bytes of a file of the project; None, and an error, if it cannot be read or has more than ``limit``."""
    path = Path(root, file)
    start = Mark(file)
    if not _is_file(path):
        found.error(Rule.MISSING_FILE, "no such file", start)
        return None
    if not _is_inside(root, path):
        found.error(Rule.OUTSIDE_PROJECT, "this symbolic link leads out of the project", start)
        return None
    try:
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
    except OSError as error:
        found.error(Rule.MISSING_FILE, f"cannot be read: {error.strerror}", start)
        return None
    if len(data) > limit:
        found.error(Rule.TOO_LARGE, f"the file is larger than {limit // 1_000_000} MB", start)
        return None
    return data


def read_text(root: Path, file: str, limit: int, found: Findings) -> str | None:
    """The text of a file of the project, without byte order mark; None, and an error, if there is none."""
    data = read_bytes(root, file, limit, found)
    return None if data is None else as_text(data, file, found)


def as_text(data: bytes, file: str, found: Findings) -> str | None:
    """The text that bytes of a file are, without byte order mark; None, and an error, if they are none."""
    if refuse_foreign(data, file, found):
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        encoding = _guess_encoding(data)
        advice = f"it may be {encoding}: save it as UTF-8 in your editor" if encoding else "save it as UTF-8"
        found.error(Rule.BAD_ENCODING, "the file is not UTF-8", mark_of_byte(data, error.start, file), advice)
        return None
    return None if refuse_characters(text, file, found) else text


def refuse_foreign(data: bytes, file: str, found: Findings) -> bool:
    """Whether bytes are no text; an error if so."""
    what = next((what for begin, what in _FOREIGN.items() if data.startswith(begin)), "")
    if what or (b"\0" in data and not data.startswith(_UTF16)):
        advice = "save it as UTF-8 text; a spreadsheet: as 'CSV UTF-8'"
        found.error(Rule.BAD_ENCODING, f"this is {what or 'no text file'}", Mark(file), advice)
        return True
    return False


def refuse_characters(text: str, file: str, found: Findings) -> bool:
    """Whether a text has a character that content cannot have; an error at the first if so."""
    if text.isascii() and not text.encode().translate(None, _PLAIN) and text.count("\r") == text.count("\r\n"):
        return False  # nothing but plain characters: tables may be large
    if (bad := CONTROL.search(text)) is None:
        return False
    before = text[: bad.start()]
    mark = Mark(file, before.count("\n") + 1, bad.start() - before.rfind("\n"))
    found.error(Rule.BAD_ENCODING, *_say_control(bad[0], mark))
    return True


def _say_control(char: str, mark: Mark) -> tuple[str, Mark, str]:
    """Message, place and advice for a character that content cannot have."""
    if char == "\r":
        return "a line end of an old kind (CR alone)", mark, "save the file with line ends LF or CRLF"
    if "\ue000" <= char <= "\uf8ff":
        return f"a character for private use, U+{ord(char):04X}", mark, "write another: no other font has it"
    return f"an invisible character U+{ord(char):04X}", mark, "delete it"


def _guess_encoding(data: bytes) -> str:
    if data.startswith(_UTF16):
        return "UTF-16"
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "GB18030"


def mark_of_byte(data: bytes, index: int, file: str) -> Mark:
    """The place of a byte in a file that is not UTF-8."""
    before = data[:index]
    line_start = before.rfind(b"\n") + 1
    return Mark(file, before.count(b"\n") + 1, len(before[line_start:].decode("utf-8-sig", "replace")) + 1)


def _is_inside(root: Path, path: Path) -> bool:
    try:
        return path.resolve().is_relative_to(root.resolve())
    except (OSError, ValueError, RuntimeError):  # a name too long, a null character, a loop of links
        return False


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []
