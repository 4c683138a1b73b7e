"""File access: the only package that reads, writes, deletes or lists files.

Every function takes the root folder that a path must stay below after links are resolved. A path is opened only if it
leads to a regular file of limited size, never a pipe or device. Refusals raise ``RefusedError``, with the reason as
data.
"""

from yanbao.disk.reading import (
    Entry,
    Reason,
    RefusedError,
    follow,
    is_file,
    is_folder,
    is_there,
    listing,
    nearest,
    read,
    refusal,
    refuse_link,
)
from yanbao.disk.removing import discard, remove_tree
from yanbao.disk.scratch import Scratch, sweep
from yanbao.disk.staging import Staged, alone, move, openable
from yanbao.disk.walking import Stamp, held, stamp, stamps, touch, walk
from yanbao.disk.writing import copy_tree, link, make_folder, replace_all, write

__all__ = [
    "Entry",
    "Reason",
    "RefusedError",
    "Scratch",
    "Staged",
    "Stamp",
    "alone",
    "copy_tree",
    "discard",
    "follow",
    "held",
    "is_file",
    "is_folder",
    "is_there",
    "link",
    "listing",
    "make_folder",
    "move",
    "nearest",
    "openable",
    "read",
    "refusal",
    "refuse_link",
    "remove_tree",
    "replace_all",
    "stamp",
    "stamps",
    "sweep",
    "touch",
    "walk",
    "write",
]
