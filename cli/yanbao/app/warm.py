"""The session that this process keeps warm for commands, if it is one that serves them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yanbao.memory import Memory
    from yanbao.pipeline import Session

_kept: list[tuple[Path, Session]] = []


def keep(root: Path, session: Session) -> None:
    """Have commands on the project at ``root`` use a session."""
    _kept[:] = [(root, session)]


def session_of(root: Path) -> Session | None:
    """The warm session for a project; None in a process of its own, and for other projects."""
    return next((session for kept, session in _kept if kept == root), None)


def memory_of(root: Path) -> Memory | None:
    """The memory of the warm session for a project, if there is one."""
    session = session_of(root)
    return session.memory if session else None
