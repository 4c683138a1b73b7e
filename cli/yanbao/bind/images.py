"""Deduplicates images that occur on several sheets."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pikepdf import Dictionary, Name, Object

from yanbao.bind.copies import Copy
from yanbao.bind.objects import node_of

_MASK = re.compile(rb" /SMask \d+ 0 R")


@dataclass(frozen=True, slots=True)
class Image:
    """An image of a sheet: its node, a digest of all but its mask, and the node of that, if it has one."""

    node: int
    digest: bytes
    mask: int | None


def images_of(copy: Copy) -> tuple[Image, ...]:
    """The images of a sheet, each after its mask."""
    found = {}
    for resources in copy.resources:
        for item in resources.get(Name.XObject, Dictionary()).values():
            if item.Subtype == Name.Image:
                found.update({image.node: image for image in _with_mask(item)})
    return tuple(found.values())


def _with_mask(item: Object) -> Iterator[Image]:
    mask = item.get(Name.SMask)
    if mask is not None:
        yield from _with_mask(mask)
    told = _MASK.sub(b"", item.stream_dict.unparse())
    if b" 0 R" in told:  # equal numbers of another sheet say nothing
        return
    digest = hashlib.sha256(told + item.read_raw_bytes()).digest()
    yield Image(node_of(item), digest, None if mask is None else node_of(mask))


def share_images(images: Iterable[tuple[int, Image]]) -> dict[int, int]:
    """By the nodes of images, with the bases of these, the first one that is equal, with an equal mask."""
    first: dict[tuple[bytes, int], int] = {}
    shared: dict[int, int] = {}
    for base, image in images:
        node, mask = base + image.node, -1 if image.mask is None else base + image.mask
        shared[node] = first.setdefault((image.digest, shared.get(mask, mask)), node)
    return shared
