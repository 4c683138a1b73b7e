"""Typesets HTML: one page becomes one tagged PDF sheet (WeasyPrint), and overflow is reported."""

from yanbao.libraries import without_search

with without_search():
    from yanbao.typeset.typesetter import Typesetter

__all__ = ["Typesetter"]
