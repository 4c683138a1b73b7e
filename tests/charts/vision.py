"""Colours as others see them: with a deficiency of colour vision, and through the filter of the dark HTML."""

from __future__ import annotations

import math

import numpy as np
from matplotlib.colors import to_hex, to_rgb
from numpy.typing import NDArray

Rgb = NDArray[np.float64]

DEFICIENCIES: dict[str, Rgb] = {
    "none": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
}
"""Of linear RGB, at full severity. Source: Machado, Oliveira and Fernandes, A Physiologically-based Model for
Simulation of Color Vision Deficiency, IEEE TVCG 15 (2009), with the matrices that the authors publish."""

_TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
"""Of linear sRGB, IEC 61966-2-1."""

_WHITE = _TO_XYZ @ np.ones(3)


def seen(color: str, deficiency: str) -> Rgb:
    """A colour in CIE Lab, as it is seen with a deficiency."""
    linear = np.clip(DEFICIENCIES[deficiency] @ _linear(np.array(to_rgb(color))), 0, 1)
    x, y, z = np.vectorize(_curve)(_TO_XYZ @ linear / _WHITE)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def difference(one: str, other: str, deficiency: str) -> float:
    """The distance of two colours in CIE Lab (CIE76): 2.3 can just be noticed."""
    return float(np.linalg.norm(seen(one, deficiency) - seen(other, deficiency)))


def in_the_dark(color: str) -> str:
    """A colour after invert(1) hue-rotate(180deg). Source: W3C Filter Effects Module Level 1, feColorMatrix."""
    weights = np.array([0.213, 0.715, 0.072])
    cosine, sine = math.cos(math.pi), math.sin(math.pi)
    turn = np.array([[-0.213, -0.715, 0.928], [0.143, 0.140, -0.283], [-0.787, 0.715, 0.072]])
    rotated = weights + cosine * (np.eye(3) - weights) + sine * turn
    return str(to_hex(np.clip(rotated @ (1 - np.array(to_rgb(color))), 0, 1)))


def _linear(color: Rgb) -> Rgb:
    return np.where(color <= 0.04045, color / 12.92, ((color + 0.055) / 1.055) ** 2.4)


def _curve(share: float) -> float:
    return share ** (1 / 3) if share > (6 / 29) ** 3 else share / (3 * (6 / 29) ** 2) + 4 / 29
