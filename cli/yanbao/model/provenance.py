"""What a published file says it was made from: digests of its inputs, the program, the libraries and the font.

It is one line of plain characters, in the XMP metadata of a PDF and a ``meta`` element of the HTML. It has no name of a
file, no time and no machine: a file is known by a digest of its name.
"""

from __future__ import annotations

import hashlib
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, replace

NAME = "yanbao-provenance"
ARCHIVE, DRAFT = "archive", "draft"
"""Options of a build that change its files."""

_PLAIN = re.compile(r"[^A-Za-z0-9.+_-]")
_TAG, _DIGEST = 10, 24  # hexadecimal digits
_NOTHING = "-"
_GIVEN = "given."

FOUND = re.compile(rb"yanbao-provenance/1(?: [A-Za-z0-9.+_=,-]{1,100000}){6} [0-9a-f]{24}(?![0-9a-f])")
"""The line, wherever it stands in a file."""

BEGUN = b"yanbao-provenance/"
"""How it begins, in any edition and however damaged."""


@dataclass(frozen=True)
class Provenance:
    """``inputs``: digests of files by the tags of their names. ``program`` is its version, ``code`` a digest of it.

    ``libraries``: versions by name. ``options`` are those of the build that change a file: archive, draft, parameters.
    """

    inputs: Mapping[str, str]
    program: str
    code: str
    libraries: Mapping[str, str]
    font: str
    options: tuple[str, ...] = ()

    def of_pdf(self, *, archive: bool) -> Provenance:
        """What the PDF says: the HTML is the same, whether or not that is for archives."""
        return replace(self, options=(*self.options, ARCHIVE)) if archive else self

    @property
    def given(self) -> dict[str, str]:
        """The values of parameters that were given. Raises ValueError for those of a forged file."""
        coded = [option.removeprefix(_GIVEN) for option in self.options if option.startswith(_GIVEN)]
        pairs = [urlsafe_b64decode(one).decode().partition("=") for one in coded]
        return {name: value for name, _, value in pairs}

    @property
    def text(self) -> str:
        """The line. It ends with a digest of itself, so that a damaged one is known."""
        libraries = [f"{_plain(name)}={_plain(version)}" for name, version in sorted(self.libraries.items())]
        parts = [
            _plain(self.program),
            self.code,
            self.font,
            ",".join(sorted(self.options)) or _NOTHING,
            ",".join(libraries) or _NOTHING,
            ",".join(f"{tag}={digest}" for tag, digest in sorted(self.inputs.items())) or _NOTHING,
        ]
        line = " ".join([f"{NAME}/1", *parts])
        return f"{line} {digest_of(line.encode())}"

    @property
    def digest(self) -> str:
        """The digest of all of it."""
        return self.text.rpartition(" ")[2]


def option_of(given: tuple[str, str]) -> str:
    """What stands for the value of a parameter."""
    return _GIVEN + urlsafe_b64encode("=".join(given).encode()).decode("ascii")


def parse(line: str) -> Provenance | None:
    """What a line says; None if it is damaged."""
    said, _, own = line.rpartition(" ")
    if digest_of(said.encode()) != own:
        return None
    _, program, code, font, options, libraries, inputs = said.split(" ")
    return Provenance(
        _pairs(inputs), program, code, _pairs(libraries), font, () if options == _NOTHING else tuple(options.split(","))
    )


def digest_of(data: bytes) -> str:
    """The digest of a file. The line ends of a text do not count: git changes them from system to system."""
    content = data if b"\0" in data else data.replace(b"\r\n", b"\n")
    return hashlib.sha256(content).hexdigest()[:_DIGEST]


def tag_of(name: str) -> str:
    """What stands for the name of a file."""
    return hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:_TAG]


def _pairs(said: str) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in said.split(",") if "=" in pair)


def _plain(text: str) -> str:
    return _PLAIN.sub("_", text) or _NOTHING
