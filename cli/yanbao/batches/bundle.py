"""A project as one bundle of bytes, which the machines of a cluster unpack once."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from yanbao import disk, layout

_LARGEST = 1 << 30
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every file, so that equal projects give equal bundles."""


def bundled(root: Path) -> bytes:
    """All files that the reports of a project are made from. Raises RefusedError."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as bundle:
        for top in layout.INPUTS:
            for name in disk.walk(root, top):
                if disk.is_file(root, name):
                    bundle.writestr(zipfile.ZipInfo(name, _EPOCH), disk.read(root, name, _LARGEST))
    return whole.getvalue()


def unpack(bundle: bytes, folder: Path) -> Path:
    """The project of a bundle, in a new folder."""
    with zipfile.ZipFile(io.BytesIO(bundle)) as files:
        for name in files.namelist():
            disk.write(folder, name, files.read(name))
    return folder
