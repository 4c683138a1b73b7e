"""What YAML takes a scalar without quotes for."""

from __future__ import annotations

import math
import re
from typing import Any

_INT = re.compile(r"[-+]?(0|[1-9][0-9]{0,17}|[1-9][0-9]{0,2}(_[0-9]{3}){1,5})", re.ASCII)
_EXPONENT = r"[eE][-+]?[0-9]{1,3}"
_FLOAT = re.compile(rf"[-+]?((0|[1-9][0-9]*)?\.[0-9]+({_EXPONENT})?|(0|[1-9][0-9]*){_EXPONENT})", re.ASCII)
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}


def resolve(text: str) -> Any:
    """The value of a scalar without quotes, or None for nothing; the text itself if it is just text."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in "+-.0123456789":
        if _INT.fullmatch(text):
            return int(text)
        if _FLOAT.fullmatch(text) and math.isfinite(number := float(text)):
            return number
    return text
