"""``report clean``: takes away what builds have kept."""

from __future__ import annotations

from yanbao.app.options import Project

EXAMPLES = """\b
Examples:
  report clean                    the next build makes everything anew
  report clean --project notes    of another project
"""


def clean(project: Project = None) -> None:
    """Take away what builds have kept in .yanbao/cache/.

    Reports that were built stay. There is seldom need for it: what is kept is checked when it is used, what is
    outdated is not used, and its size is bounded.

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
