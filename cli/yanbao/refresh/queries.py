"""Queries: one statement that reads, with parameters as ``:name``, which are bound and never pasted. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from hashlib import sha256

from yanbao.diagnostics import suggest
from yanbao.model.pulling import Param
from yanbao.refresh.trouble import UnusableError

_TOKEN = re.compile(
    r"""(?P<kept>'(?:[^']|'')*' | "(?:[^"]|"")*" | `[^`]*` | --[^\n]* | /\*.*?\*/
        | (?P<dollar>\$[A-Za-z_]*\$).*?(?P=dollar) | :: | \w+:\w+ )
      | :(?P<name>[A-Za-z_]\w*)
      | (?P<end>;)""",
    re.DOTALL | re.VERBOSE,
)
_COMMENT = re.compile(r"\s+|--[^\n]*|/\*.*?\*/", re.DOTALL)
_READS = ("select", "with", "values", "table", "from")


class Query:
    """A statement and the values of its parameters. Raises UnusableError if it is none, or they do not fit."""

    def __init__(self, text: str, params: Mapping[str, Param]) -> None:
        self.text = text.strip().removesuffix(";").rstrip()
        self.params = dict(params)
        named = {found["name"] for found in _TOKEN.finditer(self.text) if found["name"]}
        for name in sorted(named - params.keys()):
            raise UnusableError(
                f"the query has a parameter :{name}, which 'params' lacks",
                suggest(name, list(params)) or f"write params: {{{name}: …}}",
            )
        for name in sorted(params.keys() - named):
            raise UnusableError(f"the query has no parameter :{name}", suggest(name, sorted(named)) or "leave it out")
        if any(found["end"] for found in _TOKEN.finditer(self.text)):
            raise UnusableError("the query has several statements", "leave one that reads")
        if self._first() not in _READS:
            raise UnusableError(
                "the query does not read: it begins with none of SELECT, WITH, VALUES", "write a SELECT"
            )

    def _first(self) -> str:
        text, at = self.text, 0
        while found := _COMMENT.match(text, at):
            at = found.end()
        word = re.match(r"[(\s]*(\w+)", text[at:])
        return word[1].lower() if word else ""

    def written(self, write: Callable[[str], str], *, percent: str = "%") -> str:
        """The statement with each parameter as a database has it; ``percent`` stands for the sign."""

        def replaced(found: re.Match[str]) -> str:
            return write(found["name"]) if found["name"] else found[0].replace("%", percent)

        parts, last = [], 0
        for found in _TOKEN.finditer(self.text):
            parts += [self.text[last : found.start()].replace("%", percent), replaced(found)]
            last = found.end()
        return "".join([*parts, self.text[last:].replace("%", percent)])


def digest(text: str, params: Mapping[str, Param]) -> str:
    """The digest of a query, or of what else is asked, with its parameters."""
    said = [text, *(f"{name}={value!s}" for name, value in sorted(params.items()))]
    return sha256("\n".join(said).encode()).hexdigest()
