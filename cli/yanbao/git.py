"""Reads revisions of a project from its git repository, which may be a stranger's.

Only commands that read objects are run. None of them looks at the files of the checkout, its index or attributes, runs
a hook or a filter, or asks another repository for what is missing; replaced objects are not followed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Thread, Timer

from yanbao.diagnostics import SetupError, printable

_PATIENCE = 60.0
"""Seconds that a command of git may take."""

_MAX_OUTPUT = 64_000_000
MAX_BLOB = 20_000_000
_MAX_ENTRIES = 100_000

_BY_HAND = "check the revision out in a folder of its own, with git worktree, and name that with --project"

_FETCH = "if it is a partial clone, fetch the rest: git fetch --refetch"

_FIRST = "git add . && git commit -m first"

_SAFE = ("-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", "-c", "protocol.allow=never")
_KEPT = (
    "PATH",
    "HOME",
    "GIT_CEILING_DIRECTORIES",
    "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_SYSTEM",
    "USERPROFILE",
    "XDG_CONFIG_HOME",
    "SYSTEMROOT",
    "TEMP",
    "TMP",
    "TMPDIR",
)
_SET = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_ENTRY = re.compile(rb"([0-7]{6}) (\w+) ([0-9a-f]{40,64}) +([0-9]+|-)\t(.+)", re.DOTALL)
_COMMIT = re.compile(r"[0-9a-f]{40,64}")


@dataclass(frozen=True)
class Blob:
    """A file of a revision: a link if ``is_link``."""

    id: str
    size: int
    is_link: bool


@dataclass(frozen=True)
class Repository:
    """``root`` is the project's folder, ``prefix`` where it is in the repository."""

    program: str
    root: Path
    prefix: str

    def commit(self, revision: str) -> str:
        """The id of a commit. Raises SetupError if no commit has this name."""
        named = self.run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        commit = (named or b"").decode().strip()
        if not _COMMIT.fullmatch(commit) and revision == "HEAD":
            raise SetupError("the git repository has no commit yet", f"make a first one: {_FIRST}")
        if not _COMMIT.fullmatch(commit):
            raise SetupError(f"no revision '{printable(revision)}'", "name a commit, a tag or a branch; see git log")
        return commit

    def commits(self, names: Sequence[str], limit: int) -> list[str]:
        """The newest commits of all branches and tags that change one of the files or folders, at most ``limit``."""
        listed = self.run("rev-list", f"--max-count={limit}", "HEAD", "--all", "--", *names)
        return [line for line in (listed or b"").decode().split() if _COMMIT.fullmatch(line)]

    def tree(self, commit: str, names: Sequence[str]) -> dict[str, Blob]:
        """The files of a commit in these folders of the project, by name. Raises SetupError."""
        listed = self.run("ls-tree", "-r", "-l", "-z", "--full-tree", f"{commit}:{self.prefix}", "--", *names)
        lines = (listed or b"").split(b"\0")[:-1]
        entries = [_ENTRY.fullmatch(line) for line in lines]
        if listed is None or None in entries:
            raise SetupError(f"the git repository lacks this folder, or files of it, in revision {commit[:12]}", _FETCH)
        if len(lines) > _MAX_ENTRIES:
            raise SetupError(f"revision {commit[:12]} has more than {_MAX_ENTRIES} files", _BY_HAND)
        return {
            os.fsdecode(entry[5]): Blob(entry[3].decode(), int(entry[4]), entry[1].startswith(b"120"))
            for entry in entries
            if entry and entry[2] == b"blob"
        }

    def read(self, blobs: Iterable[Blob]) -> Iterator[bytes]:
        """What blobs hold, in their order. Raises SetupError if one is too large, or not there."""
        for some in _batches(blobs):
            given = "".join(f"{blob.id}\n" for blob in some).encode()
            size = sum(blob.size for blob in some)
            data = self.run("cat-file", "--batch", given=given, limit=size + 200 * len(some)) or b""
            at = 0
            for blob in some:
                head_ends = data.find(b"\n", at)
                if head_ends < 0 or data[at:head_ends].split()[1:] != [b"blob", str(blob.size).encode()]:
                    raise SetupError("the git repository lacks a file of this revision", _FETCH)
                at = head_ends + 1 + blob.size + 1
                yield data[head_ends + 1 : at - 1]

    def run(self, *arguments: str, given: bytes = b"", limit: int = _MAX_OUTPUT) -> bytes | None:
        """What a command prints; None if it fails. Raises SetupError if it prints too much or takes too long."""
        command = [self.program, "-C", str(self.root), "--no-pager", "--literal-pathspecs", *_SAFE, *arguments]
        with subprocess.Popen(  # noqa: S603 - git itself, and none of the arguments is an option of others
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment()
        ) as process:
            timer = Timer(_PATIENCE, process.kill)
            timer.start()
            try:
                Thread(target=_write, args=[process, given], daemon=True).start()
                printed = process.stdout.read(limit + 1) if process.stdout else b""
                if len(printed) > limit:
                    process.kill()
                    raise SetupError("the git repository has more than is looked at here", _BY_HAND)
                process.wait()
            finally:
                timer.cancel()
        return printed if process.returncode == 0 else None


def open_repository(root: Path) -> Repository:
    """The repository that a project is in. Raises SetupError if there is none, or no git."""
    program = shutil.which("git")
    if program is None or Path(program).resolve().is_relative_to(root.resolve()):
        raise SetupError("git is not installed", "install it, or check the revision out and name it with --project")
    found = Repository(program, root, "")
    prefix = found.run("rev-parse", "--show-prefix")
    if prefix is None:
        raise _unreadable(found)
    return Repository(program, root, os.fsdecode(prefix).rstrip("\n").rstrip("/"))


def _unreadable(found: Repository) -> SetupError:
    """Why git shows no repository: there is none, or it is another user's or broken."""
    where = printable(str(found.root))
    command = [found.program, "-C", str(found.root), *_SAFE, "rev-parse"]
    said = subprocess.run(  # noqa: S603 - git itself
        command, capture_output=True, env=_environment(), timeout=_PATIENCE, check=False
    ).stderr
    if b"not a git repository" in said:
        return SetupError(f"{where} is in no git repository", f"make one, with a first commit: git init && {_FIRST}")
    remedy = "a clone of it is needed; of another user's, git wants `git config --global --add safe.directory`"
    return SetupError(f"{where} is in no git repository that can be read", remedy)


def _environment() -> dict[str, str]:
    return {name: os.environ[name] for name in _KEPT if name in os.environ} | _SET


def _write(process: subprocess.Popen[bytes], given: bytes) -> None:
    """In a thread, because what is asked for and what is answered may both be longer than a pipe."""
    if process.stdin:
        try:
            process.stdin.write(given)
            process.stdin.close()
        except (OSError, ValueError):  # it has ended
            return


def _batches(blobs: Iterable[Blob]) -> Iterator[list[Blob]]:
    some: list[Blob] = []
    for blob in blobs:
        if blob.size > MAX_BLOB:
            raise SetupError(f"a file of this revision is larger than {MAX_BLOB // 1_000_000} MB", _BY_HAND)
        if some and (sum(one.size for one in some) + blob.size > MAX_BLOB or len(some) >= 500):
            yield some
            some = []
        some.append(blob)
    if some:
        yield some
