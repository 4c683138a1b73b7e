"""What composing finds wrong, by the ids of its diagnostics."""

from __future__ import annotations

from collections.abc import Mapping

RULES: Mapping[str, str] = {
    "bad-color": "A colour that a report sets is one of the theme's palette, for a name that its charts have.",
    "bad-encoding": "No escape or entity writes a character that is invisible or for private use.",
    "bad-facets": "A chart of several panels has one value axis, and each of its series can stand by itself.",
    "bad-expression": "An expression is names, dotted paths, functions, filters and literals, and gives a value.",
    "broken-bridge": "No step of a waterfall is missing, and each total is the sum of what is before it.",
    "broken-whole": "A donut has two parts or more; none is missing, and in per cent they come to 100 %.",
    "crowded-chart": "A chart has no more colours or panels than a reader can tell apart.",
    "empty-chart": "A chart has a value to show.",
    "few-axes": "A radar chart has three axes or more.",
    "empty-panel": "Each panel of a chart has a value to show.",
    "empty-series": "Every series of a chart has a value to show.",
    "impossible-price": "Prices and what they are multiples of are positive, and lie between their low and high.",
    "incomplete-total": "A total that is computed has a number in every row that it is made of.",
    "missing-point": "Every row of a scatter chart, and every series of a radar chart, has a number for each axis.",
    "mixed-units": "The values that one chart compares have one unit.",
    "negative-part": "What stands on another part of a sum, or is an area, is not negative.",
    "not-a-number": "What a chart shows is a number.",
    "outside-axis": "The values of a radar chart lie between 0, its centre, and the ends of its axes.",
    "outside-chart": "Where forecasts begin, and every shaded range, is a date or category that its chart shows.",
    "single-point": "A chart over time shows more than one moment.",
    "too-large": "What is read as one, such as a paragraph or a cell, is no longer than two pages.",
    "unknown-column": "Every column that an expression names is in its dataset.",
    "unknown-dataset": "Every dataset that an expression names exists.",
    "unknown-fact": "Every entity and fact that an expression names is in the ledger.",
    "unknown-filter": "Every filter of an expression exists.",
    "unknown-name": "Every name that an expression begins with is a namespace of the ledger, data or a function.",
    "unknown-reference": "Every id that ref() names is a figure, table or page of the report.",
}
"""What each demands."""
