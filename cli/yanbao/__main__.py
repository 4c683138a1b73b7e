"""``python -m yanbao`` is the command ``report``."""

from __future__ import annotations

from yanbao.app import main

if __name__ == "__main__":
    main()
