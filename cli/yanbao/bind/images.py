"""Deduplicates images that occur on several sheets."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from pikepdf import Dictionary, Name, Object

from yanbao.bind.parts import Part


def share_images(parts: Iterable[Part]) -> None:
    """Replace equal images, with equal masks, by one object."""
    kept: dict[bytes, Object] = {}
    for part in parts:
        for resources in part.resources:
            objects = resources.get(Name.XObject, Dictionary())
            for name, item in objects.items():
                if item.Subtype == Name.Image:
                    objects[name] = _shared(item, kept)


def _shared(image: Object, kept: dict[bytes, Object]) -> Object:
    if Name.SMask in image:
        image.SMask = _shared(image.SMask, kept)
    key = hashlib.sha256(image.stream_dict.unparse() + image.read_raw_bytes()).digest()
    return kept.setdefault(key, image)
