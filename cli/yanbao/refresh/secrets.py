"""Credentials: read from named environment variables only, and redacted in every message."""

from __future__ import annotations

import base64
import os
from collections.abc import Iterator
from urllib.parse import quote, quote_plus

from yanbao.refresh.trouble import UnsetError

_HIDDEN = "•••"
_LEAST = 4
"""Characters of a value that can be looked for in texts: shorter ones would be found everywhere."""


class Secrets:
    """The values of environment variables, read on demand."""

    def __init__(self, connection: str) -> None:
        self._connection = connection
        self._values: set[str] = set()

    def value(self, variable: str) -> str:
        """What an environment variable holds. Raises UnsetError."""
        value = os.environ.get(variable, "")
        if not value:
            message = f"the environment variable {variable} is not set, which the connection '{self._connection}' needs"
            raise UnsetError(message, f"set it where report data pull runs; in CI, as a secret named {variable}")
        self.hide(value)
        return value

    def hide(self, value: str) -> None:
        """Register a value for redaction, with the encoded forms that it takes in addresses and headers."""
        encoded = base64.b64encode(value.encode()).decode()
        for form in (value, quote(value, safe=""), quote_plus(value), encoded, encoded.rstrip("=")):
            if len(form) >= _LEAST or form == value:
                self._values.add(form)

    def redact(self, text: str) -> str:
        """A text with all registered values redacted."""
        for value in sorted(self._values, key=len, reverse=True):
            text = text.replace(value, _HIDDEN)
        return text

    def forms(self) -> Iterator[bytes]:
        """The registered forms that are long enough to search data for."""
        return (value.encode() for value in self._values if len(value) >= 2 * _LEAST)
