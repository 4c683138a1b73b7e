"""Characters that no text of a report can have, however they are written: as they are, as an escape or an entity.

They print nothing, or in no font, or make what stands there look like something else.
"""

from __future__ import annotations

import re

_BARRED = "".join(
    (
        "\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f",  # control characters but for tab and line ends
        "\u2028\u2029",  # line ends to some programs, and not to others
        "\u202a-\u202e\u2066-\u206f",  # turn the order of characters, and so what is read
        "\ud800-\udfff",  # halves of a character
        "\ue000-\uf8ff\U000f0000-\U0010ffff",  # private use: another font has another character there, or none
        "\ufdd0-\ufdef\ufeff\ufff9-\ufffc\ufffe\uffff",  # no characters, or notes of programs
        "\U000e0000-\U000e0fff",  # tags
        *(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xF0000, 0x10000)),
    )
)

IN_FILE = re.compile(f"[{_BARRED}]|\r(?!\n)")
"""What the text of a file cannot have."""

IN_VALUE = re.compile(f"[\r{_BARRED}]")
"""What a value cannot have, in which every line ends in a line feed alone."""


def is_digits(text: str) -> bool:
    """Whether a text is digits 0 to 9: Unicode has many others, which no rule counts with."""
    return text.isascii() and text.isdigit()


def describe(char: str) -> tuple[str, str]:
    """What such a character is, and what to do about it."""
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
