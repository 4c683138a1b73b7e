"""Renders composed pages to HTML: one page at a time for the typesetter, or all together for readers."""

from yanbao.render.faults import template_fault
from yanbao.render.positions import take_marks
from yanbao.render.renderer import Renderer

__all__ = ["Renderer", "take_marks", "template_fault"]
