"""Tells when what reports are made from changes: content, data and templates.

What the system tells is believed at once, and twice a second the files are looked at, so that nothing is lost where it
tells nothing: on network drives, and when a whole folder goes and comes back.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from threading import Event

from watchfiles import watch

from yanbao import disk, layout

_QUIET = 5
"""Milliseconds without a change after which a burst is over."""

_LONGEST = 200
"""Milliseconds after which a burst that goes on is told of."""

_LOOK = 500
"""Milliseconds between looks at the files."""

_PRIVATE = re.compile(r"^[.#]|^4913$|~$|\.(sw[a-z]|tmp|bak|part)$|___jb_(old|tmp)___$", re.IGNORECASE)
"""Names of files that editors and downloads make beside the one that they write."""

_State = Mapping[str, disk.Stamp]


def changes(root: Path, stop: Event) -> Iterator[None]:
    """Yields whenever a file has changed since this call, or since it yielded last, until it is told to stop."""
    return _changes(root, stop, _state(root))


def _changes(root: Path, stop: Event, known: _State) -> Iterator[None]:
    while not stop.is_set():
        folders = _folders(root)
        for told in _told(folders, stop):
            now = _state(root)
            if told or now != known:
                known = now
                yield
            if _folders(root) != folders:
                break


def _told(folders: Mapping[Path, int], stop: Event) -> Iterator[bool]:
    """Whether the system tells of a change in these folders, at least as often as files are looked at."""
    if not folders:
        stop.wait(_LOOK / 1000)
        yield False
        return
    try:
        for found in watch(
            *folders,
            watch_filter=lambda _change, path: not is_private(path),
            debounce=_LONGEST,
            step=_QUIET,
            rust_timeout=_LOOK,
            yield_on_timeout=True,
            stop_event=stop,
            ignore_permission_denied=True,
        ):
            yield bool(found)
    except FileNotFoundError:  # a folder has gone meanwhile
        time.sleep(_QUIET / 1000)
        yield False


def is_private(path: str) -> bool:
    """Whether a file is an editor's own, and not the author's."""
    return bool(_PRIVATE.search(Path(path).name))


def _folders(root: Path) -> dict[Path, int]:
    """What can be watched now; one that was made anew is another."""
    return {root / name: disk.stamp(root, name)[2] for name in layout.INPUTS if disk.is_folder(root, name)}


def _state(root: Path) -> _State:
    """Every file of the author's with what changes when it is written."""
    return {name: stamp for top in layout.INPUTS for name, stamp in disk.stamps(root, top) if not is_private(name)}
