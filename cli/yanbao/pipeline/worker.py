"""Preloaded by worker processes: the libraries that pages are made with.

If one cannot be loaded, the error is reported when a page is made.
"""

from __future__ import annotations

import gc
from contextlib import suppress

gc.disable()  # what is loaded is never freed

with suppress(Exception):
    import yanbao.bind.binding
    import yanbao.typeset  # noqa: F401
