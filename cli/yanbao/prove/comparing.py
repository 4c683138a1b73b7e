"""Why a file cannot be what a source gives: its inputs, the program, libraries or the font are others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from yanbao.diagnostics import printable
from yanbao.layout import data_file
from yanbao.model.dataset import DatasetSpec
from yanbao.model.project import Project
from yanbao.model.provenance import Provenance, tag_of
from yanbao.prove.changes import changes
from yanbao.prove.verdict import Reason

Version = Callable[[str, str], bytes | None]
"""What a file held when it had a digest, if that is known."""


@dataclass(frozen=True)
class Inputs:
    """What files of a source hold, by name; and those that are no part of the project, such as built-in themes."""

    held: Mapping[str, bytes]
    installed: frozenset[str]


def input_reasons(
    said: Provenance, here: Provenance, inputs: Inputs, project: Project, version: Version
) -> Iterator[Reason]:
    """A reason for every input that is not the one the file was made from, with cells and lines if that is known."""
    specs = {data_file(dataset.spec.file): dataset.spec for dataset in project.datasets.values() if dataset.spec.file}
    for name, data in sorted(inputs.held.items()):
        tag = tag_of(name)
        if tag not in said.inputs:
            yield Reason("input", f"{printable(name)} was not used when the file was made", file=name)
        elif said.inputs[tag] != here.inputs[tag]:
            yield from _changed(name, data, said.inputs[tag], tag in inputs.installed, specs.get(name), version)
    if gone := said.inputs.keys() - here.inputs.keys():
        what = "one input" if len(gone) == 1 else f"{len(gone)} inputs"
        yield Reason("input", f"{what} of the file {'is' if len(gone) == 1 else 'are'} not used here")


def _changed(
    name: str, data: bytes, digest: str, is_installed: bool, spec: DatasetSpec | None, version: Version
) -> Iterator[Reason]:
    if is_installed:
        yield Reason(
            "program", f"{name.removeprefix('base:')} of the installed theme is another than it was", file=name
        )
    elif (old := version(name, digest)) is not None:
        yield from changes(name, old, data, spec)
    else:
        yield Reason("input", f"{printable(name)} is another than it was; its old version is not known here", file=name)


def program_reasons(said: Provenance, here: Provenance) -> Iterator[Reason]:
    """A reason for the program, each library, and the font, if they are others."""
    if said.program != here.program:
        message = f"it was made with yanbao {said.program}, and this is {here.program}"
        yield Reason("program", message, f"verify it with that version: pip install yanbao=={said.program}")
    elif said.code != here.code:
        message = f"it was made with a yanbao {said.program} whose code is another"
        yield Reason("program", message, "verify it with the program that made it")
    for name in sorted({*said.libraries, *here.libraries}):
        was, is_now = said.libraries.get(name, "missing"), here.libraries.get(name, "missing")
        if was != is_now:
            yield Reason("libraries", f"it was made with {name} {was}, and this is {is_now}", f"install {name} {was}")
    if said.font != here.font:
        yield Reason(
            "font", "it was made with another font, or other weights of it", "install the font that it was made with"
        )
