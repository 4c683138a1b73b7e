"""Finds in a git repository what a file was made from: the revision, or an older version of one input."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from yanbao.diagnostics import SetupError
from yanbao.git import MAX_BLOB, Blob, Repository
from yanbao.layout import INPUTS
from yanbao.model.provenance import digest_of, tag_of

DEPTH = 100
"""How many of the newest revisions are looked at, of those that change an input."""


@dataclass
class History:
    """Remembers digests of what it has read: most files are the same from revision to revision."""

    repository: Repository
    _digests: dict[str, str] = field(default_factory=dict)
    _trees: dict[str, dict[str, Blob]] = field(default_factory=dict)

    def tree(self, commit: str) -> dict[str, Blob]:
        """The files of a revision that builds may read."""
        if commit not in self._trees:
            self._trees[commit] = self.repository.tree(commit, INPUTS)
        return self._trees[commit]

    def holds(self, commit: str, inputs: Mapping[str, str], installed: Collection[str]) -> bool:
        """Whether a revision has all inputs, by tag and digest. Those of ``installed`` themes need not be in it."""
        tagged = {tag_of(name): blob for name, blob in self.tree(commit).items()}
        wanted = {tag: tagged.get(tag) for tag in inputs if tag in tagged or tag not in installed}
        blobs = [blob for blob in wanted.values() if blob and not blob.is_link]
        if None in wanted.values() or not wanted or any(blob.size > MAX_BLOB for blob in blobs):
            return False
        self._read(blobs)
        return all(not blob or blob.is_link or self._digests[blob.id] == inputs[tag] for tag, blob in wanted.items())

    def find(self, inputs: Mapping[str, str], installed: Collection[str]) -> tuple[str, int]:
        """The newest revision with all inputs, empty if none of the recent ones has; and how many were looked at."""
        commits = self.repository.commits(INPUTS, DEPTH)
        for count, commit in enumerate(commits, 1):
            with suppress(SetupError):  # of one that is not whole; another may be
                if self.holds(commit, inputs, installed):
                    return commit, count
        return "", len(commits)

    def version(self, name: str, digest: str) -> bytes | None:
        """What a file held when it had a digest; None if no recent revision of it has."""
        for commit in self.repository.commits((name,), DEPTH):
            with suppress(SetupError):
                blob = self.tree(commit).get(name)
                if blob and not blob.is_link and blob.size <= MAX_BLOB:
                    self._read([blob])
                    if self._digests[blob.id] == digest:
                        return next(self.repository.read([blob]))
        return None

    def head(self, inputs: Mapping[str, str], installed: Collection[str]) -> str:
        """The commit that is checked out, if it has all inputs; empty if not."""
        commit = self.repository.commit("HEAD")
        return commit if self.holds(commit, inputs, installed) else ""

    def _read(self, blobs: Collection[Blob]) -> None:
        new = {blob.id: blob for blob in blobs if blob.id not in self._digests}
        for blob, data in zip(new.values(), self.repository.read(new.values()), strict=True):
            self._digests[blob.id] = digest_of(data)
