"""Signs that tell the typesetter how to set Chinese text.

They are characters of no width that stand in no text of an author's and in no output: they are written into a page on
its way to the typesetter, which breaks lines by them (https://unicode.org/reports/tr14/), and the report's fonts answer
to ``SPACE`` (see ``forms.py``). The typesetter draws nothing for them, so that text is extracted without them.
"""

from __future__ import annotations

SPACE = "\u200e"
"""What stands before it and what comes after it are not set solid: Han and Latin part, marks close up."""

JOIN = "\u2060"
"""A line does not break here."""

BREAK = "\u200b"
"""A line may break here."""
