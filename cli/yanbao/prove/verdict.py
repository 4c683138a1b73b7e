"""The result of a proof, as data."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Reason:
    """Why a file is not what a source gives.

    ``kind`` is one of: foreign, damaged, report, content, cell, line, input, program, libraries, font, bytes, cut,
    saved-again, appended. ``file`` is the input that differs, ``row`` its row or line, ``column`` the column's name.
    """

    kind: str
    message: str
    remedy: str = ""
    file: str = ""
    row: int = 0
    column: str = ""


@dataclass(frozen=True)
class Verdict:
    """``source`` is what the file was compared with: the checkout, or a revision.

    ``revision`` is the commit whose files these are, empty if there is none; ``came_from`` that of a file that is not
    proved: a build of it has the same bytes. ``inputs`` is how many digests of files were compared, ``size`` how
    many bytes. ``notes`` is what else there is to know.
    """

    file: Path
    source: str
    reasons: tuple[Reason, ...] = ()
    report: str = ""
    revision: str = ""
    came_from: str = ""
    inputs: int = 0
    size: int = 0
    notes: tuple[str, ...] = ()

    @property
    def proved(self) -> bool:
        return not self.reasons
