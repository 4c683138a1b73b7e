"""The reference of keys, from the models of the content language."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic.fields import FieldInfo

from yanbao.model import (
    blocks,
    charts,
    dataset,
    diagrams,
    exhibits,
    figures,
    finance,
    institution,
    ledger,
    preferences,
    pulling,
    reading,
    repeating,
    report,
    rules,
    series,
    statements,
    tables,
    timecharts,
    words,
)
from yanbao.model.base import Model

GROUPS: Mapping[str, Mapping[type[Model], str]] = {
    "The report: `content/<name>/report.yaml`": {
        report.Report: "A report",
        report.Parameter: "A parameter",
        report.Analyst: "An analyst",
    },
    "Sections: the files of the outline": {report.Section: "A section", report.Page: "A page"},
    "Blocks": {
        blocks.Block: "A block",
        blocks.Column: "A column of a page",
        blocks.Exhibits: "Figures in a grid",
        blocks.Card: "A card",
        blocks.Callout: "A callout",
        blocks.Aside: "Text with a note beside it",
        repeating.ForEach: "What is repeated",
    },
    "Figures": {figures.Figure: "A figure"},
    "Charts": {
        timecharts.LineChart: "A line chart",
        charts.ColumnChart: "A column chart",
        charts.BarChart: "A bar chart",
        charts.ScatterChart: "A scatter chart",
        charts.QuarterNames: "Quarters of a scatter chart",
        timecharts.AreaChart: "An area chart",
        charts.DumbbellChart: "A dumbbell chart",
        charts.RadarChart: "A radar chart",
        exhibits.DonutChart: "A donut",
        exhibits.SlopeChart: "A slope chart",
        exhibits.ShareBarChart: "A share bar",
        exhibits.HeatChart: "A heat map",
        exhibits.TreemapChart: "A treemap",
        exhibits.HistogramChart: "A histogram",
        charts.FactChart: "A chart of facts",
        timecharts.EventChart: "A chart with events",
        finance.CandlestickChart: "A candlestick chart",
        finance.BandChart: "A valuation band",
        finance.WaterfallChart: "A waterfall",
        finance.FootballFieldChart: "A football field",
        finance.PerformanceChart: "A relative performance",
        finance.Benchmark: "A benchmark",
        series.Series: "A series",
        series.LineSeries: "A series of a line chart",
        figures.Reference: "A reference line",
        figures.Shade: "A shaded range",
    },
    "Tables and pictures": {
        tables.Table: "A table",
        tables.TableColumn: "A column of a table",
        tables.TableTotal: "Totals of a table",
        tables.TotalLabels: "Names of totals",
        statements.Statement: "A statement",
        statements.StatementItem: "An item of a statement",
        tables.TableNote: "A footnote of a table",
        tables.FactTable: "A table of facts",
        blocks.Image: "A picture",
        blocks.Pictures: "A row of pictures",
        blocks.Picture: "A picture of a row",
    },
    "Diagrams": {
        diagrams.Structure: "A structure",
        diagrams.StructureLayer: "A layer of a structure",
        diagrams.StructureBox: "A box of a structure",
        diagrams.Timeline: "A timeline",
        diagrams.Companies: "Cards of companies",
        diagrams.ShownNumber: "A number beside a name",
    },
    "The ledger: `content/ledger/*.yaml`": {
        ledger.EntityHead: "An entity",
        ledger.Fact: "A fact",
        ledger.Source: "A source",
    },
    "Datasets: `data/catalog.yaml`, and tables of the ledger": {
        dataset.DatasetSpec: "A dataset",
        dataset.Column: "A column of a dataset",
        reading.Reading: "How a file is read",
        reading.LongForm: "A wide table",
        reading.WideForm: "A long table",
        pulling.Pull: "Where a table comes from",
        pulling.Fresh: "How old a table may be",
    },
    "Connections: `data/connections.yaml`": {
        pulling.SqliteConnection: "A SQLite database",
        pulling.SqlConnection: "A database server",
        pulling.DuckdbConnection: "Files by DuckDB",
        pulling.HttpConnection: "A web server",
        pulling.CopyConnection: "A share",
        pulling.CommandConnection: "A command",
    },
    "The lock: `data/lock.yaml`": {pulling.Lock: "A lock", pulling.LockedTable: "A locked table"},
    "The institution: `content/institution.yaml`": {
        institution.Institution: "The institution",
        institution.ChartedColors: "The colours of the institution",
        institution.BrandColors: "The dark colours of the institution",
    },
    "The reviewer: `content/rules.yaml`": {
        rules.ReviewSettings: "The settings",
        rules.RuleSetting: "A rule",
        rules.Waiver: "A waiver",
        rules.OwnNumber: "A number of the author's own",
        words.WordLists: "The word lists",
        words.Measure: "A measure",
    },
    "Preferences: `content/preferences.yaml`": {preferences.Preferences: "The preferences"},
}
"""Every model that authors write, by the heading it stands under, with its name."""

NAMES = {model: name for models in GROUPS.values() for model, name in models.items()}

HEAD = """\
# Keys

Every key of the files that analysts write. VS Code shows the same while one types: see [Editors](index.md#editors).
How they go together is told in the [guide](guide.md); what may stand in `{{ … }}` is in [Expressions](expressions.md).

Keys in bold must be given. *One or more* is a list, whose brackets may be left out if it has one entry. A *date* is a
day, a month or a year: `2024-04-26`, `2024-04` or `2024`.
"""


def page() -> str:
    """The page as Markdown."""
    return HEAD + "".join(_group(title, models) for title, models in GROUPS.items())


def _group(title: str, models: Mapping[type[Model], str]) -> str:
    return f"\n## {title}\n" + "".join(_model(model, name) for model, name in models.items())


def _model(model: type[Model], name: str) -> str:
    about = " ".join((model.__doc__ or "").replace("``", "`").split())
    schema = model.model_json_schema()
    head = f"\n### {name}\n\n{about}\n\n| key | value | |\n|---|---|---|\n"
    properties = schema.get("properties") or schema["$defs"][model.__name__]["properties"]
    own = {
        key: field
        for key, field in model.model_fields.items()
        if not _is_of_every_figure(key, field, model) and key not in model.left_out
    }
    named = {field.alias or key: field for key, field in own.items()}
    rows = (_row(key, field, properties[key], schema.get("$defs", {}), model) for key, field in named.items())
    tail = f"\nIt also has the keys of [a figure](#{_anchor(figures.Figure)}).\n" if len(own) < len(properties) else ""
    return head + "".join(rows) + tail


def _is_of_every_figure(key: str, field: FieldInfo, model: type[Model]) -> bool:
    """Whether a model has a key as every figure has it."""
    shared = figures.Figure.model_fields.get(key) if model is not figures.Figure else None
    return shared is not None and shared.description == field.description


def _row(key: str, field: FieldInfo, schema: Any, definitions: Any, model: type[Model]) -> str:
    value = " or ".join(dict.fromkeys(_values(schema, definitions, model)))
    about = [field.description or ""]
    if (default := schema.get("default")) not in (None, "", [], False, {}) and "by default" not in about[0]:
        about.append(f"Default: `{_example(default)}`.")
    if field.examples:
        about.append("Example: " + " or ".join(f"`{_example(example)}`" for example in field.examples))
    name = f"**`{key}`**" if field.is_required() else f"`{key}`"
    return f"| {name} | {value} | {' '.join(about)} |\n".replace("\u2028", " ")


def _values(schema: Any, definitions: Any, model: type[Model]) -> Iterator[str]:
    """What a key may hold, in words."""
    forms = schema.get("anyOf") or schema.get("oneOf") or [schema]
    if len(forms) == 2 and forms[1].get("items") == forms[0]:  # the short form of a list
        yield f"one or more: {' or '.join(dict.fromkeys(_values(forms[0], definitions, model)))}"
        return
    for form in forms:
        if "anyOf" in form or "oneOf" in form:
            yield from _values(form, definitions, model)
        elif reference := form.get("$ref"):
            yield _linked(reference.rpartition("/")[2], definitions, model)
        elif choices := form.get("enum") or ([form["const"]] if "const" in form else []):
            yield ", ".join(f"`{choice}`" for choice in choices)
        elif _is_period(form):
            yield "date"
        elif form.get("type") == "array":
            inner = " or ".join(dict.fromkeys(_values(form.get("items", {}), definitions, model)))
            is_nested = "array" in str(form["items"].get("type", ""))
            groups = "groups, each a list of text" if form["items"].get("minItems", 0) > 1 else "rows"
            yield groups if is_nested else f"list of: {inner}"
        elif form.get("type") == "object":
            inner = " or ".join(dict.fromkeys(_values(form.get("additionalProperties", {}), definitions, model)))
            yield f"mapping to: {inner}"
        else:
            kinds = form.get("type", [])
            yield from (WORDS[kind] for kind in ([kinds] if isinstance(kinds, str) else kinds) if kind != "null")


def _is_period(form: Any) -> bool:
    return set(form.get("type", ())) == {"string", "integer"} and "pattern" in form


WORDS = {"string": "text", "number": "number", "integer": "whole number", "boolean": "`true`, `false`"}


def _linked(reference: str, definitions: Any, model: type[Model]) -> str:
    """A link to another model; of two with one name, to that in the same file of the language."""
    named = [known for known in NAMES if known.__name__ == reference.rpartition("__")[2]]
    target = next((known for known in named if known.__module__ == model.__module__), named[0] if named else None)
    if target is None:
        return " or ".join(_values(definitions[reference], definitions, model))
    return f"[{NAMES[target][0].lower()}{NAMES[target][1:]}](#{_anchor(target)})"


def _anchor(model: type[Model]) -> str:
    """What a link to a heading is made of, on GitHub."""
    return NAMES[model].lower().replace(" ", "-")


def _example(example: Any) -> str:
    return example if isinstance(example, str) else json.dumps(example, ensure_ascii=False)
