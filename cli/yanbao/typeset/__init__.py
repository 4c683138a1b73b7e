"""Typeset: one page of HTML becomes one tagged PDF sheet (WeasyPrint), and what does not fit is said."""

from yanbao.libraries import without_search

with without_search():
    from yanbao.typeset.typesetter import Typesetter

__all__ = ["Typesetter"]
