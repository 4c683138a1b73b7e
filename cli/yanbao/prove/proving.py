"""The story of a proof: a file is what a source gives if it has the bytes that a build of it gives, and only then.

What a file says of its inputs is no proof: whoever forges a file can write it. It says where to look, and why a file is
not what it should be. Digests are compared first; if they are the same, the report is built anew, and compared byte by
byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from yanbao.bind import look_at_update
from yanbao.diagnostics import Diagnostic, Level, SetupError, printable
from yanbao.layout import TEMPLATES
from yanbao.model.provenance import ARCHIVE, DRAFT, Provenance, parse, tag_of
from yanbao.model.sheet import Update
from yanbao.pipeline import BuildRequest, Step
from yanbao.pipeline.gathering import Composed, drafted, gather
from yanbao.pipeline.making import make_report
from yanbao.pipeline.provenance import provenance
from yanbao.pipeline.session import Session
from yanbao.prove.comparing import Inputs, Version, input_reasons, program_reasons
from yanbao.prove.published import Published, folder_of
from yanbao.prove.verdict import Reason

_IDS = re.compile(rb"/ID\s*\[\s*<[0-9A-Fa-f]+>\s*<([0-9A-Fa-f]+)>")
_BY_CHANCE = 8  # digits


@dataclass(frozen=True)
class Outcome:
    """What comparing a file with a folder gives: no reasons if it is what that gives.

    ``inputs`` are those of the report in the folder, None if that is not known.
    """

    reasons: tuple[Reason, ...]
    report: str = ""
    inputs: Inputs | None = None
    notes: tuple[str, ...] = ()


def compare(file: Published, said: Provenance, folder: Path, session: Session, version: Version, step: Step) -> Outcome:
    """Compare a file with what a project in a folder gives. Raises SetupError."""
    slug = folder_of(said, folder)
    if not slug:
        message = "it is made from a report that is not here, or that had another name"
        return Outcome((Reason("report", message, "name the project with --project, or a revision with --revision"),))
    try:
        gathered = gather(folder, (slug,), step, session.memory, given=said.given)
    except (SetupError, ValueError) as error:  # of a parameter that there is no more, or never was
        if not any(option not in (ARCHIVE, DRAFT) for option in said.options):
            raise
        return Outcome((Reason("content", f"it was made with other parameters: {error}"),), slug)
    if not gathered.composed or not gathered.is_loaded:
        return Outcome(tuple(_faults(gathered.problems.all)), slug)
    item = gathered.composed[0]
    if item.report.spec.for_each is not None:
        called = next((one for one in gathered.composed if one.report.slug == file.name), None)
        if called is None:
            message = f"'{slug}' makes several reports, and none is called '{file.name}'"
            return Outcome((Reason("report", message, "give the file the name that it was built with"),), slug)
        item = called
    item = drafted(item) if DRAFT in said.options else item
    here = provenance(item, session.memory)
    if file.form == "pdf":
        here = here.of_pdf(archive=ARCHIVE in said.options)
    here = parse(here.text) or here  # as it reads once it is written
    inputs = _inputs(item, folder)
    reasons = [*input_reasons(said, here, inputs, gathered.project, version), *program_reasons(said, here)]
    if reasons:
        return Outcome(tuple(reasons), slug, inputs)
    if DRAFT not in said.options and (faults := list(_faults(gathered.problems.of(item.report.slug)))):
        return Outcome(tuple(faults), slug, inputs)
    reasons, notes = _rebuilt(file, said, item, folder, session, step)
    return Outcome(tuple(reasons), slug, inputs, tuple(notes))


def _inputs(item: Composed, folder: Path) -> Inputs:
    own = {f"{TEMPLATES}/{place.name}/" for place in item.report.theme.folders if place.parent == folder / TEMPLATES}
    installed = {
        tag_of(name)
        for name in item.inputs
        if name.startswith((f"{TEMPLATES}/", "base:")) and not any(name.startswith(theme) for theme in own)
    }
    return Inputs(item.inputs, frozenset(installed))


def _rebuilt(
    file: Published, said: Provenance, item: Composed, folder: Path, session: Session, step: Step
) -> tuple[list[Reason], list[str]]:
    """Build the report and compare all bytes: reasons and notes."""
    slug = item.report.slug
    form, archive = frozenset({file.form}), ARCHIVE in said.options
    request = BuildRequest(folder, Path(), (slug,), formats=form, archive=archive)
    made = make_report(item, request, session, step)
    data = made.outputs.get(Path(f"{slug}.{file.form}"))
    if data is None:
        return list(_faults(made.diagnostics)), []
    if data == file.data:
        return [], []
    if file.form == "pdf" and file.data.startswith(data):
        return _appended(look_at_update(data, file.data), len(file.data) - len(data))
    return [_other_bytes(data, file)], []


def _appended(update: Update, size: int) -> tuple[list[Reason], list[str]]:
    if update.faults:
        told = "; ".join(update.faults)
        message = f"{size:,} bytes were appended to it: {told}"
        return [Reason("appended", message, f"without the last {size:,} bytes it is what was published")], []
    signed = {0: "no signature", 1: "1 signature"}.get(update.signatures, f"{update.signatures} signatures")
    shown = ", shown on a page" if update.seen else ""
    note = f"{size:,} bytes were appended afterwards: {signed}{shown}; they change nothing else that pages show"
    return [], [f"{note} (whether a signature is good is not looked at)" if update.signatures else note]


def _other_bytes(made: bytes, file: Published) -> Reason:
    """What is wrong with a file that says it is made from the same, and has other bytes."""
    data = file.data
    again = "fetch the file again from where it was published"
    if made.startswith(data):
        return Reason("cut", f"it is cut short: {len(data):,} of {len(made):,} bytes", again)
    most = len(data) // 100 + 1
    is_alike = len(made) == len(data) and not _has_other_id(made, data)
    places = list(islice(_differing(made, data), most + 1)) if is_alike else []
    if 0 < len(places) <= most:
        many = "1 byte was" if len(places) == 1 else f"{len(places):,} bytes were"
        return Reason("bytes", f"{many} changed, the first at {places[0]:,} of {len(data):,}", again)
    message = "it has the digests of the source but not its bytes: it was saved again, or changed"
    return Reason("saved-again", message, "verify the file as report build has written it")


def _has_other_id(made: bytes, data: bytes) -> bool:
    """Whether a PDF has got another identifier, as each program gives it that saves one."""
    ids = [found[-1] if (found := _IDS.findall(one[-4096:])) else b"" for one in (made, data)]
    return sum(1 for one, other in zip(*ids, strict=False) if one != other) > _BY_CHANCE


def _differing(made: bytes, data: bytes, part: int = 4096) -> Iterator[int]:
    for start in range(0, len(made), part):
        one, other = made[start : start + part], data[start : start + part]
        if one != other:
            yield from (start + at for at, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1])


def _faults(diagnostics: Sequence[Diagnostic]) -> Iterator[Reason]:
    """Errors that keep a report from being built."""
    for found in diagnostics:
        if found.level is Level.ERROR:
            place = f"{found.mark.file}:{found.mark.line}"
            message = f"it cannot be built: {printable(place)}: {printable(found.message)}"
            yield Reason("content", message, printable(found.help), found.mark.file, found.mark.line)
