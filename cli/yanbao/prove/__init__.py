"""Proves that a published file is what a project gives: the checkout, or a revision of its git repository."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from yanbao.diagnostics import SetupError
from yanbao.git import open_repository
from yanbao.pipeline import Progress
from yanbao.prove.history import DEPTH, History
from yanbao.prove.published import read_published
from yanbao.prove.verdict import Reason, Verdict

__all__ = ["DEPTH", "Reason", "Verdict", "verify"]


def verify(
    file: Path, root: Path, progress: Progress, revision: str = "", *, store: bool = True, jobs: int | None = None
) -> Verdict:
    """Whether a file is what the project at ``root`` gives, or gave at a revision. Raises SetupError.

    Without ``store`` all is made anew: what is kept of earlier builds is trusted as those who can write it.
    """
    published = read_published(file)
    history, why = _history(root)
    commit = history.repository.commit(revision) if history and revision else ""
    if revision and why:
        raise why
    source = f"revision {commit[:12]}" if commit else "the checkout"
    if published.made_from is None:
        return Verdict(file, source, (published.fault,) if published.fault else ())
    from yanbao.pipeline.session import Session  # it loads what makes pages
    from yanbao.pipeline.store import open_store
    from yanbao.prove.searching import Proof

    with Session(open_store(root, wanted=store), jobs, draws=False) as session:
        proof = Proof(published, published.made_from, history, session, progress.step)
        verdict = proof.of_revision(commit) if commit else proof.of_checkout(root)
    return replace(verdict, file=file, source=source, size=len(published.data))


def _history(root: Path) -> tuple[History | None, SetupError | None]:
    try:
        return History(open_repository(root)), None
    except SetupError as error:
        return None, error
