"""Reads pictures as data URIs. Their type is determined by signature, not by extension."""

from __future__ import annotations

import base64
from pathlib import Path

from yanbao import rules
from yanbao.diagnostics import Marked
from yanbao.load.files import MAX_IMAGE, locate_file, read_bytes
from yanbao.load.findings import Findings
from yanbao.load.pictures import media_type, problem_of


def load_image(root: Path, folder: str, name: Marked, found: Findings) -> str | None:
    """A picture below ``folder`` as a data URI; None, and an error at its name, if it cannot be used."""
    file = locate_file(root, folder, name, found)
    data = read_bytes(root, file, MAX_IMAGE, found) if file else None
    if data is None:
        return None
    kind = media_type(data)
    if not kind:
        found.error(rules.BAD_IMAGE, f"'{name}' is not a PNG, JPEG or SVG picture", name.mark, width=len(name.raw))
        return None
    problem, remedy = problem_of(data)
    if problem:
        found.error(rules.BAD_IMAGE, f"'{name}' {problem}", name.mark, remedy, len(name.raw))
        return None
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"
