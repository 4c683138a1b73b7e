"""The system libraries that typesetting loads, and their versions."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from ctypes import util
from dataclasses import dataclass


@dataclass(frozen=True)
class Library:
    """A system library, the newest function that typesetting needs from it, and the one that returns its version."""

    title: str
    name: str
    major: int
    function: str
    version: str = ""


LIBRARIES = (
    Library("GLib", "gobject-2.0", 0, "g_type_init"),
    Library("Fontconfig", "fontconfig", 1, "FcConfigParseAndLoadFromMemory"),
    Library("HarfBuzz", "harfbuzz", 0, "hb_set_add_sorted_array", "hb_version_string"),
    Library("HarfBuzz subset", "harfbuzz-subset", 0, "hb_subset_or_fail"),
    Library("Pango", "pango-1.0", 0, "pango_context_set_round_glyph_positions", "pango_version_string"),
    Library("PangoFT2", "pangoft2-1.0", 0, "pango_fc_font_map_get_hb_face"),
)


def state(library: Library) -> str:
    """The library's version, or that it was found; empty if it is missing or too old."""
    loaded = _load(library)
    if loaded is None:
        return ""
    if not library.version:
        return "found"
    tell = loaded[library.version]
    tell.restype = ctypes.c_char_p
    return bytes(tell()).decode()


@contextmanager
def without_search() -> Iterator[None]:
    """Context that turns off ``ctypes.util.find_library`` if all libraries load by their usual names.

    The search runs programs such as compilers; WeasyPrint would call it for twenty names before it tries these.
    """
    search = util.find_library
    if all(map(_by_usual_name, LIBRARIES)):
        util.find_library = _find_nothing
    try:
        yield
    finally:
        util.find_library = search


def _find_nothing(name: str) -> str | None:  # noqa: ARG001 - of the function that it stands for
    return None


def _load(library: Library) -> ctypes.CDLL | None:
    """Load the library; None if it is missing or lacks the function."""
    if found := _by_usual_name(library):
        return found
    elsewhere = util.find_library(library.name)
    return _open(elsewhere, library.function) if elsewhere else None


def _by_usual_name(library: Library) -> ctypes.CDLL | None:
    """Load the library by its usual name on Linux, macOS or Windows."""
    name, major = library.name, library.major
    for file in (f"lib{name}.so.{major}", f"lib{name}.{major}.dylib", f"lib{name}-{major}.dll"):
        if found := _open(file, library.function):
            return found
    return None


def _open(file: str, function: str) -> ctypes.CDLL | None:
    with suppress(OSError):
        loaded = ctypes.CDLL(file)
        if hasattr(loaded, function):
            return loaded
    return None
