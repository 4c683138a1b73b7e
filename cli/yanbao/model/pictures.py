"""Pictures of a report, as they have been read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PictureFile:
    """A picture as data URIs: of readers, and of the typesetter, which differ if it has text.

    ``letters`` are the characters of its text, which is set in the report's fonts.
    """

    uri: str
    on_paper: str
    letters: str = ""
