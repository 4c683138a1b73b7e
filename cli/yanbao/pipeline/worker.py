"""Imported by processes before their first page: the libraries that pages are made with.

One that cannot be loaded is told of when a page is made.
"""

from __future__ import annotations

import gc
from contextlib import suppress

gc.disable()  # what is loaded stays

with suppress(Exception):
    import yanbao.bind.binding
    import yanbao.typeset  # noqa: F401
