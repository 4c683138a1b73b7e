"""What makes two images one."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pikepdf

from yanbao.bind.images import images_of, share_images


def test_equal_bytes_of_another_shape_are_another_image() -> None:
    with pikepdf.new() as pdf:
        parts: list[Any] = []
        for width, height in ((2, 8), (4, 4), (2, 8)):
            image = pdf.make_stream(bytes(16), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
            image.Width, image.Height, image.ColorSpace, image.BitsPerComponent = (
                width,
                height,
                pikepdf.Name.DeviceGray,
                8,
            )
            resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=image))
            parts.append(SimpleNamespace(resources=[resources]))
        images = [image for part in parts for image in images_of(part)]
        shared = share_images((0, image) for image in images)
        first, other, again = (shared[image.node] for image in images)
        assert first == again != other
