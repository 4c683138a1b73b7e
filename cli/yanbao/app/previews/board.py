"""The state of the preview page, and notification of its viewers."""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from yanbao.model.provenance import NAME

_PROVENANCE = re.compile(rb'<meta name="%b"[^>]*>' % NAME.encode())


@dataclass
class Board:
    """Written by the building thread, read by the serving one. HTML and PDF are the last good ones.

    ``edition`` counts the changes of each.
    """

    slug: str
    html: bytes | None = None
    pdf: bytes | None = None
    edition: dict[str, int] = field(default_factory=lambda: {"html": 0, "pdf": 0})
    findings: Sequence[dict[str, Any]] = ()
    trouble: str = ""
    busy: bool = True
    _waiting: dict[asyncio.Queue[str | None], asyncio.AbstractEventLoop] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)
    _closed: bool = False

    @property
    def head(self) -> str:
        """A digest of everything before the HTML's body, fonts and styles, which seldom change; without the digests of
        the inputs, which always do.
        """
        return hashlib.sha256(_PROVENANCE.sub(b"", (self.html or b"").partition(b"<body")[0])).hexdigest()

    @property
    def body(self) -> bytes:
        """The body of the HTML."""
        return b"".join((self.html or b"").partition(b"<body")[1:])

    def show(self, **news: Any) -> None:
        """Update the given fields, and notify all viewers."""
        with self._lock:
            for name, value in news.items():
                setattr(self, name, value)
                if name in self.edition:
                    self.edition[name] += 1
            self._tell(self._now())

    def close(self) -> None:
        """Disconnect all viewers."""
        with self._lock:
            self._closed = True
            self._tell(None)

    async def news(self) -> AsyncIterator[str]:
        """Server-sent events: the current state, then every change."""
        queue: asyncio.Queue[str | None] = asyncio.Queue()
        with self._lock:
            self._waiting[queue] = asyncio.get_running_loop()
            queue.put_nowait(None if self._closed else self._now())
        try:
            while (told := await queue.get()) is not None:
                yield f"data: {told}\n\n"
        finally:
            with self._lock:
                del self._waiting[queue]

    def _tell(self, told: str | None) -> None:
        for queue, loop in self._waiting.items():
            loop.call_soon_threadsafe(queue.put_nowait, told)

    def _now(self) -> str:
        shown = {"findings": list(self.findings), "trouble": self.trouble, "busy": self.busy, "head": self.head}
        shown |= self.edition
        return json.dumps({"slug": self.slug, **shown}, ensure_ascii=False)
