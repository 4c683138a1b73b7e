"""The registry of rules: everything that can be found wrong in a report, each with its manual.

A rule with a module of its own, in ``checks/`` or ``review/``, registers itself there, with the module's docstring as
its manual. All others are registered here.
"""

from __future__ import annotations

import inspect
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from yanbao.diagnostics import Diagnostic, Level, Mark, RuleId

Room = Literal["load", "checks", "compose", "review", "pipeline"]
"""The build step that applies a rule; the first one, if there are several."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule. The first line of its manual is a summary; ``level`` is the highest severity of its findings."""

    id: RuleId
    manual: str
    room: Room
    level: Level


_registered: dict[str, Rule] = {}

RULES: Mapping[str, Rule] = MappingProxyType(_registered)
"""Every rule by its id. Those of ``checks/`` and ``review/`` are present once these packages are imported."""


def define(name: str, manual: str, room: Room, level: Level = Level.ERROR) -> Rule:
    """Register a rule. Raises ValueError if its id is taken. The manual is empty under ``python -OO``."""
    if name in _registered:
        raise ValueError(f"there are two rules '{name}'")
    rule = _registered[name] = Rule(RuleId(name), inspect.cleandoc(manual or ""), room, level)
    return rule


def failure(rule: str, error: Exception, report: str, mark: Mark, remedy: str, whose: str = "yanbao") -> Diagnostic:
    """The diagnostic for a rule that crashed on a report; it names the place in the code, for whoever fixes the bug."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    message = (
        f"the rule '{rule}' failed on '{report}': {type(error).__name__}: {error}{where}; "
        f"this is a bug in {whose}, and the other rules went on"
    )
    return Diagnostic(Level.ERROR, FAILED_RULE.id, message, mark, remedy)


# --- load
NO_CONTENT = define("no-content", "The folder is a project with at least one report.", "load")
UNKNOWN_REPORT = define("unknown-report", "Every requested report exists.", "load")
UNKNOWN_THEME = define("unknown-theme", "The theme of a report exists.", "load")
OWN_THEME = define("own-theme", "With --builtin-themes-only, a project has no templates of its own.", "load")
MISSING_FILE = define("missing-file", "Every file that content refers to exists.", "load")
UNLISTED_FILE = define("unlisted-file", "The outline of a report names every file of it.", "load", Level.HINT)
OUTSIDE_PROJECT = define("outside-project", "No path or symbolic link leads out of the project.", "load")
BAD_ENCODING = define(
    "bad-encoding", "Text files are UTF-8, other files match their extension; no text has invisible characters.", "load"
)
TOO_LARGE = define("too-large", "Files, their nesting, values, texts and paragraphs are within limits.", "load")
BAD_YAML = define("bad-yaml", "Files are valid YAML, without unsupported features.", "load")
LOST_COMMENT = define(
    "lost-comment", "No text is lost to a comment, which YAML begins at a '#' after a space.", "load", Level.WARNING
)
DUPLICATE_KEY = define("duplicate-key", "Keys of a mapping are unique.", "load")
BAD_KEY = define("bad-key", "Every key is text in YAML.", "load")
UNQUOTED_EXPRESSION = define("unquoted-expression", "Text that starts with an expression is quoted.", "load")
UNKNOWN_KEY = define("unknown-key", "Every key is known.", "load")
MISSING_KEY = define("missing-key", "Every required key is present.", "load")
WRONG_TYPE = define("wrong-type", "Values have the types of their keys.", "load")
WRONG_CHOICE = define("wrong-choice", "Values are among the choices of their keys.", "load")
WRONG_VALUE = define("wrong-value", "Values are allowed by their keys.", "load")
BAD_NAME = define(
    "bad-name",
    "What expressions refer to has a name that is valid in them, and a file of a report one that every machine takes.",
    "load",
)
DUPLICATE_DATASET = define("duplicate-dataset", "A dataset is declared once.", "load")
BAD_FACT = define("bad-fact", "The value of a fact is a number or text, with its unit.", "load")
UNIT_SPELLING = define(
    "unit-spelling", "Units are written as they are known: 万元, not 万圆 or 萬元.", "load", Level.WARNING
)
BAD_HEADER = define("bad-header", "The header of a table contains the declared columns.", "load")
BAD_ROW = define("bad-row", "A row has one cell for each column.", "load")
BAD_CELL = define("bad-cell", "Cells have the type of their column.", "load")
BAD_LOOKUP = define(
    "bad-lookup", "A column that is looked up exists in the other dataset, and rows can be matched.", "load"
)
BAD_IMAGE = define("bad-image", "Pictures have a supported format.", "load")
BAD_FONT = define("bad-font", "The fonts of a theme can be read, and their licence lets reports embed them.", "load")

# --- compose
BAD_COLOR = define(
    "bad-color",
    "A colour set by a report is in the theme's palette, and its name occurs in a chart.",
    "compose",
)
BAD_MARKUP = define(
    "bad-markup",
    "Tables, quotations and footnotes in prose are complete: a row has a cell for each head, a footnote its text.",
    "compose",
)
BAD_FORMULA = define("bad-formula", "Formulas in prose can be read and drawn, and are no wider than a page.", "compose")
BAD_FACETS = define(
    "bad-facets", "A chart with panels has one value axis, and its series make sense separately.", "compose"
)
BAD_EXPRESSION = define(
    "bad-expression",
    "An expression consists of names, dotted paths, functions, filters and literals, and has a value.",
    "compose",
)
BEYOND_AXIS = define(
    "beyond-axis", "Every value has a place on an axis whose ends are set, or which is logarithmic.", "compose"
)
BROKEN_BRIDGE = define(
    "broken-bridge", "No step of a waterfall is missing, and each total is the sum of the steps before it.", "compose"
)
BROKEN_WHOLE = define(
    "broken-whole",
    "A donut has at least two parts; none is missing or made of the others, and percentages add up to 100 %.",
    "compose",
)
CROWDED_CHART = define(
    "crowded-chart",
    "A chart has no more colours or panels than a reader can distinguish, and space for them and their names.",
    "compose",
)
EMPTY_FIGURE = define("empty-figure", "A table or diagram has a row to show.", "compose")
EMPTY_CHART = define("empty-chart", "A chart has at least one value to show.", "compose")
FEW_AXES = define("few-axes", "A radar chart has at least three axes.", "compose")
EMPTY_PANEL = define("empty-panel", "Each panel of a chart has a value to show.", "compose", Level.WARNING)
EMPTY_SERIES = define("empty-series", "Every series of a chart has a value to show.", "compose", Level.WARNING)
IMPOSSIBLE_PRICE = define(
    "impossible-price",
    "Prices and the denominators of multiples are positive, and lie between low and high.",
    "compose",
)
WRONG_SUBTOTAL = define("wrong-subtotal", "A subtotal of a statement is the sum of its items.", "compose")
INCOMPLETE_TOTAL = define("incomplete-total", "A computed total has a number in every row.", "compose")
MISSING_POINT = define(
    "missing-point",
    "Every row of a scatter chart or treemap, and every series of a radar chart, has all of its numbers.",
    "compose",
    Level.WARNING,
)
MIXED_UNITS = define("mixed-units", "Values compared in one chart have the same unit.", "compose")
NEGATIVE_PART = define("negative-part", "Stacked parts and areas are not negative.", "compose")
NOT_A_NUMBER = define("not-a-number", "Values in charts are numbers.", "compose")
OUTSIDE_AXIS = define(
    "outside-axis", "Values of a radar chart lie between 0, its centre, and the maxima of its axes.", "compose"
)
OUTSIDE_CHART = define(
    "outside-chart",
    "The start of forecasts, and every shaded range, are dates or categories shown in the chart or statement.",
    "compose",
)
SINGLE_POINT = define("single-point", "A chart over time shows more than one date.", "compose", Level.WARNING)
UNKNOWN_FILTER = define("unknown-filter", "Every filter of an expression exists.", "compose")
UNKNOWN_NAME = define(
    "unknown-name",
    "Every expression starts with a namespace of the ledger, data or a function.",
    "compose",
)
UNKNOWN_REFERENCE = define(
    "unknown-reference", "Every id in ref() is a figure, table or page of the report.", "compose"
)

# --- review
UNKNOWN_RULE = define("unknown-rule", "Settings and waivers name existing rules.", "review")
EXPIRED_WAIVER = define("expired-waiver", "No waiver has expired.", "review", Level.WARNING)
UNUSED_WAIVER = define("unused-waiver", "Every waiver still matches a finding.", "review", Level.WARNING)

# --- pipeline
BAD_TEMPLATE = define(
    "bad-template", "Every template of the theme is valid Jinja, and uses defined names only.", "pipeline"
)
EMPTY_FOOT = define(
    "empty-foot",
    """At most a fifth of a page is empty at its foot, and its columns end near one another.

    Charts have the height of their content, so a page with little content keeps an empty foot: a page with two bars,
    say. In flowing text the foot is empty where the next block may not be broken and does not fit; and a last page may
    have a few lines only. Add a block, move one from the longer column, or join two pages. A setting or a waiver in
    ``content/rules.yaml`` accepts it, with the reason.
    """,
    "pipeline",
    Level.HINT,
)
ENGINE = define("engine", "The typesetter reports no warnings.", "pipeline", Level.WARNING)
FAILED_RULE = define(
    "failed-rule", "Every rule completes; one that fails has a bug, and the others still run.", "pipeline"
)
FOREIGN_FONT = define("foreign-font", "Every character is set in the report's own fonts.", "pipeline")
MISSING_GLYPH = define("missing-glyph", "The report's fonts contain every character that it prints.", "pipeline")
LOST_TEXT = define("lost-text", "Every text and picture is on paper, inside its page, and visible.", "pipeline")
NOT_LOCKED = define("not-locked", "With --locked, every table that is pulled is what data/lock.yaml says.", "pipeline")
OVERFLOW = define("overflow", "Every page has room for its blocks, and every box for its text.", "pipeline")
OVERPRINTED = define("overprinted", "No text or picture overlaps another.", "pipeline")
PRINTED_TWICE = define("printed-twice", "Every text and picture is on paper only once.", "pipeline")
SMALL_TEXT = define("small-text", "No text is smaller than the theme's minimum size.", "pipeline")
STRANDED = define(
    "stranded", "A title, a caption or a table header is on the same page as what follows it.", "pipeline"
)
UNMADE_NOTE = define(
    "unmade-note",
    """Every note of a batch can be made.

    The process that made this one was killed, twice, the second time when it made nothing else: memory ran out, or a
    library crashed. Or yanbao has a bug that shows with this row alone. The other notes are made all the same.
    """,
    "pipeline",
)
