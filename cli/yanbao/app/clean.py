"""``report clean``: deletes the cache of a project."""

from __future__ import annotations

from yanbao.app.options import Project

EXAMPLES = """\b
Examples:
  report clean                    the next build starts from nothing
  report clean --project notes    of another project
"""


def clean(project: Project = None) -> None:
    """Delete the cache of a project, .yanbao/cache/.

    Reports that were built stay. There is seldom need for it: entries are verified when they are used, outdated ones
    are not used, and its size is bounded.

    Exit code: 0 clean, 2 wrong usage or a folder that cannot be removed.
    """
    from yanbao.app import console
    from yanbao.app.trouble import reported

    with reported():
        from pathlib import Path

        from rich.filesize import decimal

        from yanbao.load.files import find_root
        from yanbao.pipeline import clear

        folder, count, size = clear(find_root(project or Path.cwd()))
        console.stdout().print(f"Removed {count} entries, {decimal(size)}, from {console.relative(folder)}.")
