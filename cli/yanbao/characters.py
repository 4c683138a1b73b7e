"""Characters that are not allowed in any text of a report, whether typed directly or as an escape or entity.

They are invisible, missing from all fonts, or change how the surrounding text looks.
"""

from __future__ import annotations

import re

_BARRED = "".join(
    (
        "\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f",  # control characters except tab and line ends
        "\u2028\u2029",  # line ends to some programs only
        "\u202a-\u202e\u2066-\u206f",  # bidirectional controls: they reorder what is read
        "\ud800-\udfff",  # surrogates
        "\ue000-\uf8ff\U000f0000-\U0010ffff",  # private use: each font has another character there, or none
        "\ufdd0-\ufdef\ufeff\ufff9-\ufffc\ufffe\uffff",  # noncharacters, byte order mark, annotation and object marks
        "\U000e0000-\U000e0fff",  # tags
        *(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xF0000, 0x10000)),
    )
)

IN_FILE = re.compile(f"[{_BARRED}]|\r(?!\n)")
"""Matches what the text of a file must not contain."""

IN_VALUE = re.compile(f"[\r{_BARRED}]")
"""Matches what a value must not contain; line ends in values are line feeds only."""


def is_digits(text: str) -> bool:
    """True if a text consists of the ASCII digits 0 to 9; ``str.isdigit`` accepts many other Unicode digits."""
    return text.isascii() and text.isdigit()


def describe(char: str) -> tuple[str, str]:
    """What such a character is, and how to remedy it."""
    number = f"U+{ord(char):04X}"
    if char == "\r":
        return "a line end of an old kind (CR alone)", "save the file with line ends LF or CRLF"
    if "\ue000" <= char <= "\uf8ff" or char >= "\U000f0000":
        return f"a character for private use, {number}", "write another: no other font has it"
    if "\ud800" <= char <= "\udfff":
        return f"half a character, {number}", "write the character itself"
    if "\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u206f":
        return f"an invisible character {number}, which turns the order of others", "delete it"
    return f"an invisible character {number}", "delete it"
