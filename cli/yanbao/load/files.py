"""Reads files of a project: only inside it, of limited size, in UTF-8. Failures become diagnostics, not exceptions."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from yanbao import disk, layout, rules
from yanbao.characters import IN_FILE, describe
from yanbao.diagnostics import Edit, Mark, Marked, meant, slip, suggest
from yanbao.disk import Reason
from yanbao.load.findings import Findings
from yanbao.rules import Rule

MAX_YAML = 5_000_000
MAX_TABLE = 20_000_000
MAX_UNPACKED = 64_000_000
MAX_ROWS = 500_000
"""Maximum rows of a table, in any file format."""
MAX_IMAGE = 10_000_000

_PLAIN = bytes([*range(0x20, 0x7F), *b"\t\n\r"])

_UTF16 = (b"\xff\xfe", b"\xfe\xff")

_FOREIGN = {
    b"PK\x03\x04": "an Excel or Word file, or an archive",
    b"\xd0\xcf\x11\xe0": "an old Excel or Word file",
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}
"""File signatures, with what such a file is when text was expected."""


def find_root(start: Path) -> Path:
    """The project of a folder: the folder itself or its nearest ancestor with ``content/``; itself if none has."""
    return disk.nearest(start, layout.CONTENT)


def report_names(root: Path, found: Findings) -> list[str]:
    """The reports of a project: folders in ``content/`` with a ``report.yaml``."""
    folders = [entry.name for entry in list_folder(root, layout.CONTENT, found)]
    return [
        name
        for name in folders
        if layout.report_folder(name) != layout.LEDGER and disk.is_there(root, layout.report_file(name))
    ]


def locate_file(root: Path, folder: str, name: Marked, found: Findings, also_known: Iterable[str] = ()) -> str | None:
    """The path, relative to the project, of the file ``name`` in ``folder``, which content refers to.

    None, and an error at the name, if there is no such file. ``also_known`` are other words that may have been meant.
    """
    file = f"{folder}/{name}"
    if name.startswith("/") or "\\" in name or ".." in name.split("/"):
        message = f"'{name}' is not a path below this folder: write it with '/', without '..'"
        found.error(rules.OUTSIDE_PROJECT, message, name.mark, width=len(name.raw))
        return None
    refused = disk.refusal(root, file)
    if refused is None:
        return file
    message, help_text, edits = f"'{name}': {refused.message}", "", tuple[Edit, ...]()
    if refused.reason is Reason.OUTSIDE:
        message = f"'{name}' leads out of the project"
    if refused.reason is Reason.MISSING:
        known = [*_files(root, folder), *also_known]
        message, help_text, edits = f"no file '{file}'", suggest(name, known), meant(name, known)
        inside, base = _inside(root, folder), name.rpartition("/")[2]
        if near := inside.get(base if base in inside else slip(base, inside)):
            help_text, edits = f"did you mean '{near}'?", name.edit(0, len(name), near)
        if any(mark in name for mark in "，、；"):
            help_text = "commas between names are ',' and not full-width"
    found.error(refused_by(refused), message, name.mark, help_text, len(name.raw), *edits)
    return None


_REFUSED = {
    Reason.MISSING: rules.MISSING_FILE,
    Reason.OUTSIDE: rules.OUTSIDE_PROJECT,
    Reason.IRREGULAR: rules.MISSING_FILE,
    Reason.TOO_LARGE: rules.TOO_LARGE,
    Reason.UNREADABLE: rules.MISSING_FILE,
}


def refused_by(refused: disk.RefusedError) -> Rule:
    """The rule by which a file was refused."""
    return _REFUSED[refused.reason]


def read_bytes(root: Path, file: str, limit: int, found: Findings) -> bytes | None:
    """The bytes of a file of the project; None, and an error, if it cannot be read or has more than ``limit``."""
    try:
        data = disk.read(root, file, limit)
    except disk.RefusedError as refused:
        tell(refused, file, found)
        return None
    found.note(root, file, data)
    return data


def list_folder(root: Path, folder: str, found: Findings) -> list[disk.Entry]:
    """The entries of a folder of the project; empty, and an error, if it is a link out of the project."""
    try:
        return disk.listing(root, folder)
    except disk.RefusedError as refused:
        tell(refused, folder, found)
        return []


def tell(refused: disk.RefusedError, file: str, found: Findings) -> None:
    """Report, at the start of a file, why it was refused."""
    found.error(refused_by(refused), refused.message, Mark(file))


def read_text(root: Path, file: str, limit: int, found: Findings) -> str | None:
    """The text of a file of the project, without byte order mark; None, and an error, if it cannot be read."""
    data = read_bytes(root, file, limit, found)
    return None if data is None else as_text(data, file, found)


def lines_of(root: Path, file: str) -> list[str]:
    """The lines of a file of the project, to be shown in messages; empty if it is not text or may not be read."""
    try:
        text = disk.read(root, file, MAX_TABLE).decode("utf-8-sig", "replace")
    except disk.RefusedError:
        return []
    return [] if "\0" in text else text.split("\n")


def as_text(data: bytes, file: str, found: Findings) -> str | None:
    """Decode a file's bytes, without byte order mark; None, and an error, if they are not text."""
    if refuse_foreign(data, file, found):
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        encoding = _guess_encoding(data)
        advice = f"it may be {encoding}: save it as UTF-8 in your editor" if encoding else "save it as UTF-8"
        found.error(rules.BAD_ENCODING, "the file is not UTF-8", mark_of_byte(data, error.start, file), advice)
        return None
    return None if refuse_characters(text, file, found) else text


def refuse_foreign(data: bytes, file: str, found: Findings) -> bool:
    """True, and an error, if bytes are not text."""
    what = next((what for begin, what in _FOREIGN.items() if data.startswith(begin)), "")
    if what or (b"\0" in data and not data.startswith(_UTF16)):
        advice = "save it as UTF-8 text; a spreadsheet: as 'CSV UTF-8'"
        found.error(rules.BAD_ENCODING, f"this is {what or 'no text file'}", Mark(file), advice)
        return True
    return False


def refuse_characters(text: str, file: str, found: Findings) -> bool:
    """True, and an error at the first, if a text contains characters that are not allowed in content."""
    others = text.encode("utf-8", "surrogatepass").translate(None, _PLAIN).decode("utf-8", "surrogatepass")
    if IN_FILE.search(others) is None and text.count("\r") == text.count("\r\n"):
        return False  # fast path: tables may be large
    if (bad := IN_FILE.search(text)) is None:
        return False
    before = text[: bad.start()]
    mark = Mark(file, before.count("\n") + 1, bad.start() - before.rfind("\n"))
    what, advice = describe(bad[0])
    edits = [Edit(mark, bad[0], "")] if advice == "delete it" else []
    found.error(rules.BAD_ENCODING, what, mark, advice, 1, *edits)
    return True


def _guess_encoding(data: bytes) -> str:
    if data.startswith(_UTF16):
        return "UTF-16"
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "GB18030"


def mark_of_byte(data: bytes, index: int, file: str) -> Mark:
    """The position of a byte in a file that is not UTF-8."""
    before = data[:index]
    line_start = before.rfind(b"\n") + 1
    return Mark(file, before.count(b"\n") + 1, len(before[line_start:].decode("utf-8-sig", "replace")) + 1)


def _files(root: Path, folder: str) -> list[str]:
    return [entry.name for entry in list_folder(root, folder, Findings()) if not entry.is_folder]


def _inside(root: Path, folder: str) -> dict[str, str]:
    """The paths of the files in the folders of a folder, by their names."""
    folders = [entry.name for entry in list_folder(root, folder, Findings()) if entry.is_folder]
    return {file: f"{one}/{file}" for one in reversed(folders) for file in _files(root, f"{folder}/{one}")}
