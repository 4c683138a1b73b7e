"""Reads pictures as data URIs. Their type is determined by signature, not by extension."""

from __future__ import annotations

from pathlib import Path

from yanbao import rules
from yanbao.diagnostics import Marked
from yanbao.load.files import MAX_IMAGE, locate_file, read_bytes
from yanbao.load.findings import Findings
from yanbao.load.pictures import data_uri, letters_in, media_type, problem_of
from yanbao.model.pictures import PictureFile


def load_image(root: Path, folder: str, name: Marked, found: Findings, *, is_logo: bool = False) -> PictureFile | None:
    """A picture below ``folder``; None, and an error at its name, if it cannot be used.

    A logo has no text, since its letters are those of no report's font.
    """
    file = locate_file(root, folder, name, found)
    data = read_bytes(root, file, MAX_IMAGE, found) if file else None
    if data is None:
        return None
    kind = media_type(data)
    if not kind:
        found.error(rules.BAD_IMAGE, f"'{name}' is not a PNG, JPEG or SVG picture", name.mark, width=len(name.raw))
        return None
    problem, remedy = problem_of(data)
    letters = "" if problem else letters_in(data)
    if letters and is_logo:
        problem, remedy = "has text, which would not be in the logo's font", "convert its text to paths"
    if problem:
        found.error(rules.BAD_IMAGE, f"'{name}' {problem}", name.mark, remedy, len(name.raw))
        return None
    uri = data_uri(kind, data)
    return PictureFile(uri, uri, letters)
