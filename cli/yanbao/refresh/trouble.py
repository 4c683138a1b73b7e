"""Errors of sources, by what the user can do about them."""

from __future__ import annotations

from collections.abc import Sequence

from yanbao.diagnostics import Diagnostic, SetupError


class UnreachedError(Exception):
    """The source was not reached, or did not answer in time: the old data stay, and trying again may help."""


class UnusableError(Exception):
    """The source has answered, and the answer is no good: the old data stay."""

    def __init__(self, message: str, remedy: str = "", found: Sequence[Diagnostic] = ()) -> None:
        super().__init__(message)
        self.remedy = remedy
        self.found = tuple(found)


class UnsetError(SetupError):
    """Something that a connection needs is missing on this machine."""
