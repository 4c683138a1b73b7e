"""The parts of composed diagrams: texts with their places, which templates set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from yanbao.model.html import Html

Tone = Literal["", "up", "down"]


@dataclass(frozen=True, slots=True)
class BoxItem:
    """A line of a box: a name with its number and detail, or a text. ``about`` says more on a screen."""

    name: Html
    value: str = ""
    tone: Tone = ""
    detail: Html = ""
    about: str = ""
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A box of a structure."""

    title: Html
    text: Html
    items: tuple[BoxItem, ...]
    is_marked: bool


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer of a structure; ``across`` boxes stand in a row, and ``flow`` are the words at the arrow below."""

    title: Html
    text: Html
    boxes: tuple[Box, ...]
    across: int
    flow: Html
