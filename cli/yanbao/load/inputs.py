"""Which files a report is made from, and what they held when they were read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from yanbao.layout import CONTENT, DATA, INSTITUTION, LEDGER, TEMPLATES, pictures_folder, report_file
from yanbao.memory import Memory
from yanbao.model.blocks import walk
from yanbao.model.institution import Institution
from yanbao.model.project import LoadedSection
from yanbao.model.theme import Theme

_SHARED = (f"{LEDGER}/", f"{DATA}/")


def report_inputs(
    root: Path, slug: str, outline: Sequence[object], theme: Theme, house: Institution | None, memory: Memory
) -> dict[str, bytes]:
    """What the report's own files held, and those of its institution and theme, by name.

    Files of a theme have the names that they have in a project, wherever they are.
    """
    sections = [item for item in outline if isinstance(item, LoadedSection)]
    logos = (house.logo, house.logo_on_dark) if house else ()
    names = [report_file(slug), INSTITUTION, *(f"{CONTENT}/{logo}" for logo in logos if logo)]
    names += [name for section in sections for name in _of_section(section)]
    held = {name: memory.held[root, name] for name in names if (root, name) in memory.held}
    for folder in theme.folders:
        own = _of_theme(folder, memory)
        base = "base:" if not held.keys().isdisjoint(own) else ""
        held |= {base + name: data for name, data in own.items()}
    return held


def shared_inputs(root: Path, memory: Memory) -> Mapping[str, bytes]:
    """What the files of the ledger and the tables held, by name. No report uses all of them."""
    return {file: data for (where, file), data in memory.held.items() if where == root and file.startswith(_SHARED)}


def _of_section(section: LoadedSection) -> Iterator[str]:
    folder = pictures_folder(section.file)
    yield section.file
    for page in section.spec.pages:
        yield from (f"{folder}/{file}" for block in walk(page.blocks) for file in block.picture_files)


def _of_theme(folder: Path, memory: Memory) -> dict[str, bytes]:
    root, top = folder.parents[1], f"{folder.parent.name}/{folder.name}/"
    return {
        f"{TEMPLATES}/{folder.name}/{file.removeprefix(top)}": data
        for (where, file), data in memory.held.items()
        if where == root and file.startswith(top)
    }
