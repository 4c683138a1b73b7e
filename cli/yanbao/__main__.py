"""``python -m yanbao`` is the command ``report``."""

from __future__ import annotations

import os
import sys

if not sys.flags.safe_path:  # Python would look for modules in the current folder first: perhaps a stranger's project
    sys.path[:] = [folder for folder in sys.path if folder not in ("", os.getcwd())]  # noqa: PTH109 - nothing imported

from yanbao.app import main

if __name__ == "__main__":
    main()
