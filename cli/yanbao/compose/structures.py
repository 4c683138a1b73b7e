"""Makes the layers of a structure: its boxes with the rows that they list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from math import ceil

from yanbao.compose.listing import DiagramParts, Listing
from yanbao.compose.prose import Prose, plain_text
from yanbao.model.dataset import Dataset
from yanbao.model.diagrams import Structure, StructureBox, StructureLayer
from yanbao.model.drawn import Box, BoxItem, Layer
from yanbao.model.manuscript import Role
from yanbao.model.messages import Messages

_MOST_ACROSS = 6
"""Boxes in a row, where the author does not say how many."""


def structure(spec: Structure, dataset: Dataset | None, prose: Prose) -> tuple[tuple[Layer, ...], DiagramParts]:
    """The layers of a structure whose references have been checked."""
    listing = Listing(spec, dataset, prose) if dataset else None
    layers = tuple(_layer(layer, spec, listing, prose) for layer in spec.layers)
    if dataset is None or listing is None:
        return layers, DiagramParts()
    return layers, listing.parts()


def describe(layers: Sequence[Layer], title: str, messages: Messages) -> str:
    """Alternative text of a structure: its layers with the titles of their boxes."""
    alt, joint = messages.alt, messages.list_separator
    texts = [
        alt.layer.format(title=plain_text(layer.title), boxes=joint.join(plain_text(box.title) for box in layer.boxes))
        for layer in layers
    ]
    return alt.structure.format(title=title, count=len(layers), layers=joint.join(texts))


def _layer(layer: StructureLayer, spec: Structure, listing: Listing | None, prose: Prose) -> Layer:
    title, text = prose.line(layer.title, Role.HEADER).html, prose.line(layer.text, Role.CELL).html
    where = {**spec.where, **layer.where}
    if layer.by and listing:
        groups = listing.groups(layer.by, listing.of(where))
        boxes = [Box(escape(name), "", tuple(listing.items(rows)), False) for name, rows in groups]
    else:
        boxes = [_box(box, where, listing, prose) for box in layer.boxes]
    usual = 1 if spec.direction == "right" else ceil(len(boxes) / ceil(len(boxes) / _MOST_ACROSS)) if boxes else 1
    return Layer(title, text, tuple(boxes), layer.across or usual, prose.line(layer.flow, Role.CELL).html)


def _box(box: StructureBox, where: Mapping[str, object], listing: Listing | None, prose: Prose) -> Box:
    title, text = prose.line(box.title, Role.HEADER).html, prose.line(box.text, Role.CELL).html
    items: list[BoxItem] = []
    if listing and box.where:
        items += listing.items(listing.of({**where, **box.where}))
    if listing and box.rows:
        items += listing.items(listing.named(box.rows))
    items += [BoxItem(prose.line(line, Role.CELL).html) for line in box.items]
    return Box(title, text, tuple(items), box.highlight)
