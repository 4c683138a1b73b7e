"""The command ``report``, also as ``python -m yanbao``: run by the warm session of its project, or in this process."""

from __future__ import annotations

import os
import sys

if not sys.flags.safe_path:  # Python would look for modules in the current folder first: perhaps a stranger's project
    sys.path[:] = [folder for folder in sys.path if folder not in ("", os.getcwd())]  # noqa: PTH109 - nothing imported

from yanbao.warm import client


def main() -> None:
    """Entry point of the console scripts."""
    code = client.run(sys.argv[1:])
    if code is not None:
        os._exit(code)
    from yanbao import app

    app.main()


if __name__ == "__main__":
    main()
