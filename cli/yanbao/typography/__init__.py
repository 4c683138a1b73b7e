"""Typography: subsets of the report's fonts, and typesetting rules for Chinese text."""
