"""Writes files beside their targets, then puts all in place: no output is ever half written."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from errno import EISDIR
from pathlib import Path


def write(outputs: Mapping[Path, bytes]) -> Iterator[Path]:
    """The files, as they are put in place. Raises OSError; then those that were there before stay."""
    staged: list[tuple[Path, Path]] = []
    try:
        for target, data in outputs.items():
            if target.is_dir():
                raise IsADirectoryError(EISDIR, "A folder has the name of this file", str(target))
            target.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
            staged.append((Path(name), target))
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(data)
            except OSError as error:  # which does not say of which file
                raise OSError(error.errno, error.strerror, str(target)) from None
            Path(name).chmod(0o644)
        for temporary, target in staged:
            temporary.replace(target)
            yield target
    finally:
        for temporary, _ in staged:
            temporary.unlink(missing_ok=True)
