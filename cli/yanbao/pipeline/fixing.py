"""Applies edits of findings until there are none left: what one mends may show another."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from yanbao import disk, layout
from yanbao.diagnostics import Diagnostic
from yanbao.mending import mend, write
from yanbao.mending.sources import read_source
from yanbao.pipeline import Choose, Look

_MOST_ROUNDS = 20


@dataclass(frozen=True)
class Fixed:
    """The findings that were mended, the files that were changed, and the findings that are left."""

    mended: tuple[Diagnostic, ...]
    files: tuple[str, ...]
    left: tuple[Diagnostic, ...]


def fix(root: Path, look: Look, choose: Choose, *, wanted: bool) -> Fixed:
    """Mend files of a project, if ``wanted``: what is chosen of what ``look`` finds there.

    ``look`` is called again after each change. Raises RefusedError if a file is a link out of the project, and OSError
    if one cannot be written.
    """
    done: list[Diagnostic] = []
    files: dict[str, None] = {}
    left = look(root)
    for _ in range(_MOST_ROUNDS if wanted else 0):
        mended = mend(root, choose(left))
        if not mended.done:
            break
        write(root, mended)
        done += mended.done
        files |= dict.fromkeys(mended.files)
        left = look(root)
    return Fixed(tuple(done), tuple(sorted(files)), tuple(left))


def fixes(root: Path, look: Look, choose: Choose) -> dict[str, tuple[str, str]]:
    """The old and new text of each file that ``fix`` would change, which is tried on a copy of the project's inputs.

    Nothing is copied if there is nothing to mend. Raises OSError if the copy cannot be written.
    """
    if not mend(root, choose(look(root))).files:
        return {}
    with closing(disk.Scratch()) as scratch:
        copy = scratch.new_folder()
        for folder in filter(partial(disk.is_folder, root), layout.INPUTS):
            disk.copy_tree(root / folder, copy / folder)
        files = fix(copy, look, choose, wanted=True).files
        return {file: (read_source(root, file).text, read_source(copy, file).text) for file in files}
