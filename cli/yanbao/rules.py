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
NO_CONTENT = define("no-content", "The folder is a project and has a report.", "load")
UNKNOWN_REPORT = define("unknown-report", "A report that is asked for exists.", "load")
UNKNOWN_THEME = define("unknown-theme", "The theme of a report exists.", "load")
OWN_THEME = define("own-theme", "With --builtin-themes-only, a project has no templates of its own.", "load")
MISSING_FILE = define("missing-file", "Every file that content names exists.", "load")
OUTSIDE_PROJECT = define("outside-project", "No path or symbolic link leads out of the project.", "load")
BAD_ENCODING = define(
    "bad-encoding", "Text files are UTF-8, others what they say; no text has invisible characters.", "load"
)
TOO_LARGE = define("too-large", "A file, its nesting, its values, texts and paragraphs keep within limits.", "load")
BAD_YAML = define("bad-yaml", "Files are YAML, without the parts of it that content has no use for.", "load")
DUPLICATE_KEY = define("duplicate-key", "A mapping has each key once.", "load")
BAD_KEY = define("bad-key", "YAML reads every key as text.", "load")
UNQUOTED_EXPRESSION = define("unquoted-expression", "Text that begins with an expression stands in quotes.", "load")
UNKNOWN_KEY = define("unknown-key", "Every key is one of the content language.", "load")
MISSING_KEY = define("missing-key", "Every key that must be given is given.", "load")
WRONG_TYPE = define("wrong-type", "A value is of the type that its key takes.", "load")
WRONG_CHOICE = define("wrong-choice", "A value is one of the choices of its key.", "load")
WRONG_VALUE = define("wrong-value", "A value is one that its key can take.", "load")
BAD_NAME = define(
    "bad-name", "Namespaces, entities, facts, sources and datasets have names that expressions can write.", "load"
)
DUPLICATE_DATASET = define("duplicate-dataset", "A dataset is declared once.", "load")
BAD_FACT = define("bad-fact", "The value of a fact is a number or text, with its unit.", "load")
BAD_HEADER = define("bad-header", "The head of a table names the declared columns.", "load")
BAD_ROW = define("bad-row", "A row has one cell for each column.", "load")
BAD_CELL = define("bad-cell", "A cell is of the type of its column.", "load")
BAD_LOOKUP = define("bad-lookup", "A column that is looked up is in the other dataset, and can be matched.", "load")
BAD_IMAGE = define("bad-image", "A picture is of a kind that PDF and HTML can show.", "load")

# --- compose
BAD_COLOR = define(
    "bad-color",
    "A colour that a report sets is one of the theme's palette, for a name that its charts have.",
    "compose",
)
BAD_FACETS = define(
    "bad-facets", "A chart of several panels has one value axis, and each of its series can stand by itself.", "compose"
)
BAD_EXPRESSION = define(
    "bad-expression",
    "An expression is names, dotted paths, functions, filters and literals, and gives a value.",
    "compose",
)
BROKEN_BRIDGE = define(
    "broken-bridge", "No step of a waterfall is missing, and each total is the sum of what is before it.", "compose"
)
BROKEN_WHOLE = define(
    "broken-whole", "A donut has two parts or more; none is missing, and in per cent they come to 100 %.", "compose"
)
CROWDED_CHART = define(
    "crowded-chart", "A chart has no more colours or panels than a reader can tell apart, and room for them.", "compose"
)
EMPTY_CHART = define("empty-chart", "A chart has a value to show.", "compose")
FEW_AXES = define("few-axes", "A radar chart has three axes or more.", "compose")
EMPTY_PANEL = define("empty-panel", "Each panel of a chart has a value to show.", "compose", Level.WARNING)
EMPTY_SERIES = define("empty-series", "Every series of a chart has a value to show.", "compose", Level.WARNING)
IMPOSSIBLE_PRICE = define(
    "impossible-price",
    "Prices and what they are multiples of are positive, and lie between their low and high.",
    "compose",
)
INCOMPLETE_TOTAL = define(
    "incomplete-total", "A total that is computed has a number in every row that it is made of.", "compose"
)
MISSING_POINT = define(
    "missing-point",
    "Every row of a scatter chart, and every series of a radar chart, has a number for each axis.",
    "compose",
    Level.WARNING,
)
MIXED_UNITS = define("mixed-units", "The values that one chart compares have one unit.", "compose")
NEGATIVE_PART = define(
    "negative-part", "What stands on another part of a sum, or is an area, is not negative.", "compose"
)
NOT_A_NUMBER = define("not-a-number", "What a chart shows is a number.", "compose")
OUTSIDE_AXIS = define(
    "outside-axis", "The values of a radar chart lie between 0, its centre, and the ends of its axes.", "compose"
)
OUTSIDE_CHART = define(
    "outside-chart",
    "Where forecasts begin, and every shaded range, is a date or category that its chart shows.",
    "compose",
)
SINGLE_POINT = define("single-point", "A chart over time shows more than one moment.", "compose", Level.WARNING)
UNKNOWN_FILTER = define("unknown-filter", "Every filter of an expression exists.", "compose")
UNKNOWN_NAME = define(
    "unknown-name",
    "Every name that an expression begins with is a namespace of the ledger, data or a function.",
    "compose",
)
UNKNOWN_REFERENCE = define(
    "unknown-reference", "Every id that ref() names is a figure, table or page of the report.", "compose"
)

# --- review
UNKNOWN_RULE = define("unknown-rule", "Settings and waivers name rules that there are.", "review")
EXPIRED_WAIVER = define("expired-waiver", "No waiver is past its date.", "review", Level.WARNING)
UNUSED_WAIVER = define("unused-waiver", "Every waiver still matches a finding.", "review", Level.WARNING)

# --- pipeline
BAD_TEMPLATE = define(
    "bad-template", "Every template of the theme is Jinja, and asks for nothing that it is not given.", "pipeline"
)
ENGINE = define("engine", "The typesetter has nothing to complain of.", "pipeline", Level.WARNING)
FAILED_RULE = define(
    "failed-rule", "Every rule reads the whole report; one that cannot has a bug, and the others go on.", "pipeline"
)
FOREIGN_FONT = define("foreign-font", "Every character is set in the report's own fonts.", "pipeline")
MISSING_GLYPH = define("missing-glyph", "The report's fonts have every character that it prints.", "pipeline")
LOST_TEXT = define("lost-text", "Every text and picture is on paper, inside its page, and to be seen.", "pipeline")
OVERFLOW = define("overflow", "Every page has room for its blocks.", "pipeline")
OVERPRINTED = define("overprinted", "No text or picture lies over another.", "pipeline")
PRINTED_TWICE = define("printed-twice", "Every text and picture is on paper once.", "pipeline")
SMALL_TEXT = define("small-text", "No text is smaller than the theme's least size.", "pipeline")
STRANDED = define(
    "stranded", "A title, a caption or the head of a table stands on the page of what comes below it.", "pipeline"
)
