"""Applies edits of findings until there are none left: what one mends may show another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from yanbao.diagnostics import Diagnostic
from yanbao.mending import mend, write
from yanbao.pipeline import Choose, Look

_MOST_ROUNDS = 20


@dataclass(frozen=True)
class Fixed:
    """The findings that were mended, the files that were changed, and the findings that are left."""

    mended: tuple[Diagnostic, ...]
    files: tuple[str, ...]
    left: tuple[Diagnostic, ...]


def fix(root: Path, look: Look, choose: Choose, *, wanted: bool) -> Fixed:
    """Mend files of a project, if ``wanted``: what is chosen of what ``look`` finds, which is called after each change.

    Raises RefusedError if a file is a link out of the project, and OSError if one cannot be written.
    """
    done: list[Diagnostic] = []
    files: dict[str, None] = {}
    left = look()
    for _ in range(_MOST_ROUNDS if wanted else 0):
        mended = mend(root, choose(left))
        if not mended.done:
            break
        write(root, mended)
        done += mended.done
        files |= dict.fromkeys(mended.files)
        left = look()
    return Fixed(tuple(done), tuple(sorted(files)), tuple(left))


def fixes(root: Path, found: Sequence[Diagnostic]) -> dict[str, tuple[str, str]]:
    """The old and new text of each file that the edits of findings change."""
    return {file: (source.text, new) for file, (source, new) in sorted(mend(root, found).files.items())}
