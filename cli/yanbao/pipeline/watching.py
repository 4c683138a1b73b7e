"""Watches a project's content, data and templates for changes.

File-system events are used at once; in addition files are polled twice a second, so that no change is lost where there
are no events: on network drives, and when a whole folder is deleted and recreated.
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
"""Milliseconds without an event that end a burst of changes."""

_LONGEST = 200
"""Milliseconds after which a continuing burst is reported anyway."""

_LOOK = 500
"""Milliseconds between polls."""

_PRIVATE = re.compile(r"^[.#]|^4913$|~$|\.(sw[a-z]|tmp|bak|part)$|___jb_(old|tmp)___$", re.IGNORECASE)
"""Names of temporary files that editors and downloads create beside the file they write."""

_State = Mapping[str, disk.Stamp]


def changes(root: Path, stop: Event) -> Iterator[None]:
    """Yields whenever a file has changed since this call or the last yield, until ``stop`` is set."""
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
    """Yields whether a change event came from these folders, at least once per polling interval."""
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
    except FileNotFoundError:  # the folder has just been deleted
        time.sleep(_QUIET / 1000)
        yield False


def is_private(path: str) -> bool:
    """True if a file is an editor's temporary file, not the author's."""
    return bool(_PRIVATE.search(Path(path).name))


def _folders(root: Path) -> dict[Path, int]:
    """The folders that can be watched now, with inode numbers, so that a recreated one counts as new."""
    return {root / name: disk.stamp(root, name)[2] for name in layout.INPUTS if disk.is_folder(root, name)}


def _state(root: Path) -> _State:
    """The stamp of every file of the author's."""
    return {name: stamp for top in layout.INPUTS for name, stamp in disk.stamps(root, top) if not is_private(name)}
