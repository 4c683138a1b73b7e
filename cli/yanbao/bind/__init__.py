"""Bind: typeset sheets become one tagged PDF with one set of fonts, links between its pages, bookmarks and metadata."""
