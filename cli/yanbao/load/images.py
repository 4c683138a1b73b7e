"""Reads pictures as data URIs. What a picture is, its first bytes say and not its name."""

from __future__ import annotations

import base64
import re
from pathlib import Path

from yanbao.diagnostics import Marked
from yanbao.load.files import MAX_IMAGE, locate_file, read_bytes
from yanbao.load.findings import Findings, Rule

_SVG = re.compile(rb"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*(<!DOCTYPE svg[^>\[]*>\s*)?<svg[\s>]", re.DOTALL)


def load_image(root: Path, folder: str, name: Marked, found: Findings) -> str | None:
    """A picture below ``folder`` as a data URI; None, and an error at its name, if there is none."""
    file = locate_file(root, folder, name, found)
    data = read_bytes(root, file, MAX_IMAGE, found) if file else None
    if data is None:
        return None
    kind = _media_type(data)
    if not kind:
        found.error(Rule.BAD_IMAGE, f"'{name}' is not a PNG, JPEG or SVG picture", name.mark, width=len(name.raw))
        return None
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def _media_type(data: bytes) -> str:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    return "image/svg+xml" if _SVG.match(data.removeprefix(b"\xef\xbb\xbf")) else ""
