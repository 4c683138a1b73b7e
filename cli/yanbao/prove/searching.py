"""Where a proof looks: the checkout or a named revision, and if a file is from neither, the recent revisions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from yanbao import disk
from yanbao.diagnostics import SetupError
from yanbao.extensions import themes
from yanbao.layout import TEMPLATES
from yanbao.model.provenance import Provenance, tag_of
from yanbao.pipeline import Step
from yanbao.pipeline.session import Session
from yanbao.prove.exporting import export
from yanbao.prove.history import History
from yanbao.prove.proving import Outcome, compare
from yanbao.prove.published import Published
from yanbao.prove.verdict import Verdict
from yanbao.resources import builtin_templates

_OF_PROGRAM = {"program", "libraries", "font"}
_OF_BYTES = {"bytes", "cut", "saved-again", "appended"}


@dataclass(frozen=True)
class Proof:
    """A file, what it says of its sources, and where these may be; ``history`` is None without a git repository."""

    published: Published
    said: Provenance
    history: History | None
    session: Session
    step: Step

    def of_revision(self, commit: str) -> Verdict:
        """The verdict on a file that is said to be from a revision. Raises SetupError."""
        outcome = self._exported(commit)
        return replace(self._verdict(outcome), revision="" if outcome.reasons else commit)

    def of_checkout(self, root: Path) -> Verdict:
        """The verdict on a file that is said to be from the checkout. Raises SetupError."""
        outcome = self._compared(root)
        verdict = self._verdict(outcome)
        if not outcome.reasons:
            commit = self._committed()
            notes = () if commit or self.history is None else ("not all files that it is made from are committed",)
            return replace(verdict, revision=commit, notes=(*verdict.notes, *notes))
        kinds = {reason.kind for reason in outcome.reasons}
        if self.history is None or kinds & _OF_BYTES or kinds <= _OF_PROGRAM:
            return verdict
        try:
            return self._found(verdict, kinds, self.history)
        except SetupError as error:
            return replace(verdict, notes=(*verdict.notes, f"its revision was not found: {error}"))

    def _found(self, verdict: Verdict, kinds: set[str], history: History) -> Verdict:
        """A verdict that names the revision that the file is from, if a recent one has its inputs."""
        commit, count = history.find(self.said.inputs, frozenset(installed_tags()))
        if not commit:
            among = f"of the {count} newest revisions" if count > 1 else "of the recent revisions"
            return replace(verdict, notes=(*verdict.notes, f"none {among} that change inputs has those of this file"))
        if kinds & _OF_PROGRAM:
            note = f"its inputs are those of revision {commit[:12]}"
            return replace(verdict, notes=(*verdict.notes, note))
        outcome = self._exported(commit)
        if outcome.reasons:
            told = outcome.reasons[0].message
            note = f"its inputs are those of revision {commit[:12]}, of which it is no proof either: {told}"
            return replace(verdict, notes=(*verdict.notes, note))
        return replace(verdict, came_from=commit, notes=(*verdict.notes, *outcome.notes))

    def _exported(self, commit: str) -> Outcome:
        if self.history is None:
            raise SetupError("there is no git repository", "")
        folder = self.session.folder()
        export(self.history, commit, folder)
        return self._compared(folder)

    def _compared(self, folder: Path) -> Outcome:
        return compare(self.published, self.said, folder, self.session, self._version, self.step)

    def _version(self, name: str, digest: str) -> bytes | None:
        try:
            return self.history.version(name, digest) if self.history else None
        except SetupError:
            return None

    def _committed(self) -> str:
        try:
            return self.history.head(self.said.inputs, frozenset(installed_tags())) if self.history else ""
        except SetupError:  # nothing is committed yet
            return ""

    def _verdict(self, outcome: Outcome) -> Verdict:
        count = len(self.said.inputs)
        return Verdict(Path(), "", outcome.reasons, report=outcome.report, inputs=count, notes=outcome.notes)


def installed_tags() -> Iterator[str]:
    """Tags of the files of themes that are installed: they are in no revision of a project, unless it replaces them."""
    builtin = builtin_templates()
    for folder in (*(builtin / entry.name for entry in disk.listing(builtin, "")), *themes().values()):
        for file in disk.walk(folder.parent, folder.name):
            name = f"{TEMPLATES}/{folder.name}/{file.partition('/')[2]}"
            yield from (tag_of(name), tag_of(f"base:{name}"))
