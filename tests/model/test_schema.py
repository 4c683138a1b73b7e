"""The schemas that editors get: what is valid is never flagged, what is wrong is, and every key is explained."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from tests.model import editor
from yanbao.load.declared import load_catalog
from yanbao.load.documents import load_model
from yanbao.load.findings import Findings
from yanbao.load.ledger import load_ledger
from yanbao.load.preferences import load_preferences
from yanbao.load.project import load_project
from yanbao.load.rules import load_rules
from yanbao.model.base import Model
from yanbao.model.messages import Messages
from yanbao.model.report import Report, Section
from yanbao.model.schema import FileSchema, file_schemas
from yanbao.model.theme import Tokens

ROOT = Path(__file__).parents[2]
PROJECTS = {"sample": ROOT, "good": ROOT / "tests" / "projects" / "good"}
SCHEMAS = {file_schema.name: file_schema for file_schema in file_schemas()}
VALIDATORS = {name: Draft7Validator(file_schema.schema) for name, file_schema in SCHEMAS.items()}


def files_of(schema: FileSchema, root: Path) -> set[Path]:
    """The files of a project that an editor checks against a schema."""
    taken = {path for glob in schema.files if not glob.startswith("!") for path in root.glob(glob)}
    return taken - {path for glob in schema.files if glob.startswith("!") for path in root.glob(glob[1:])}


def problems(name: str, value: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in VALIDATORS[name].iter_errors(value)]


@pytest.mark.parametrize("name", SCHEMAS)
def test_is_json_schema(name: str) -> None:
    Draft7Validator.check_schema(SCHEMAS[name].schema)
    assert json.loads(json.dumps(SCHEMAS[name].schema)) == SCHEMAS[name].schema
    assert SCHEMAS[name].schema["$schema"] == "http://json-schema.org/draft-07/schema#"


@pytest.mark.parametrize("root", PROJECTS.values(), ids=PROJECTS)
def test_every_file_of_a_project_has_one_schema_and_fits_it(root: Path) -> None:
    assert load_project(root).diagnostics == ()
    taken = [(path, schema.name) for schema in SCHEMAS.values() for path in files_of(schema, root)]
    assert sorted(path for path, _ in taken) == sorted(
        path
        for glob in ("content/*.yaml", "content/*/*.yaml", "data/*.yaml")
        for path in root.glob(glob)
        if path.name != "lock.yaml"  # which nobody writes by hand
    )
    found = {path.name: problems(name, editor.read(path.read_text(encoding="utf-8"))) for path, name in taken}
    assert {file: errors for file, errors in found.items() if errors} == {}


# Schemas and models are the same


def models(base: type[Model] = Model) -> Iterator[type[Model]]:
    for model in base.__subclasses__():
        yield model
        yield from models(model)


def parts_of(name: str) -> dict[str, dict[str, Any]]:
    """The schemas of the mappings in a file, by the name of what they describe."""
    schema = SCHEMAS[name].schema
    return {schema.get("title", name): schema, **schema.get("definitions", {})}


def test_every_model_of_content_has_its_schema() -> None:
    described = {part for name in SCHEMAS for part in parts_of(name)}
    bases = {
        "Figure",
        "DataFigure",
        "EntityFigure",
        "Diagram",
        "InstalledChart",
        "PanelFigure",
        "FacetedFigure",
        "SeriesFacetedFigure",
        "Limited",
        "Scaled",
        "Bars",
        "Highlighting",
        "PartsChart",
        "Connection",
    }  # parts of others
    inside = {model for model in models() if model.__module__ not in (Tokens.__module__, Messages.__module__, __name__)}
    names = {model.__name__ for model in inside} - bases - {"Lock", "LockedTable"}  # written by ``report data pull``
    assert names - {"EntityHead", "DatasetSpec"} <= described
    assert {"Entity", "Table", "Dataset"} <= described  # those two, as they stand in their files


def described() -> Iterator[tuple[str, type[Model]]]:
    """The models in the schema of each file; two of different files may have one name."""
    for name in SCHEMAS:
        is_section = name in ("section", "institution")
        others = ["yanbao.model.dataset"] if is_section else ["yanbao.model.blocks", "yanbao.model.tables"]
        for model in models():
            if model.__name__ in parts_of(name) and model.__module__ not in others:
                yield name, model


@pytest.mark.parametrize(
    ("name", "model"), [*described()], ids=lambda item: item if isinstance(item, str) else item.__name__
)
def test_a_schema_has_the_keys_of_its_model(name: str, model: type[Model]) -> None:
    part = parts_of(name)[model.__name__]
    written = {key: field for key, field in model.model_fields.items() if key not in model.left_out}
    assert list(part["properties"]) == [field.alias or key for key, field in written.items()]
    required = [field.alias or key for key, field in written.items() if field.is_required()]
    assert part.get("required", []) == required
    assert part["additionalProperties"] is False


def test_a_dataset_has_its_rows_where_its_file_says() -> None:
    table, dataset = parts_of("ledger")["Table"], parts_of("catalog")["Dataset"]
    assert set(table["properties"]) ^ set(dataset["properties"]) == {
        *("rows", "facts", "file", "sheet", "read", "long", "wide"),
        *("pull", "fresh"),
    }
    assert set(dataset["required"]) - set(table["required"]) == {"file"}
    assert table["anyOf"] == [{"required": ["rows"]}, {"required": ["facts"]}]
    assert set(dataset["required"]) - set(table["required"]) == {"file"}


def values(schema: Any, at: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """The schemas of all values under keys."""
    for key, part in schema.items() if isinstance(schema, dict) else enumerate(schema):
        here = f"{at}.{key}"
        if key == "properties":
            yield from ((f"{here}.{name}", value) for name, value in part.items())
        if isinstance(part, dict | list) and key not in ("default", "enum", "required"):
            yield from values(part, here)


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_key_is_explained(name: str) -> None:
    schema = SCHEMAS[name].schema
    assert schema["description"]
    assert [at for at, value in values(schema) if not value.get("description")] == []


@pytest.mark.parametrize(
    ("name", "model"), [*described()], ids=lambda item: item if isinstance(item, str) else item.__name__
)
def test_examples_are_valid_and_told(name: str, model: type[Model]) -> None:
    definitions = SCHEMAS[name].schema.get("definitions", {})
    fields = {field.alias or key: field for key, field in model.model_fields.items()}
    for key, part in parts_of(name)[model.__name__]["properties"].items():
        for example in fields[key].examples or ():
            assert Draft7Validator({**part, "definitions": definitions}).is_valid(example), (key, example)
            assert (example if isinstance(example, str) else json.dumps(example, ensure_ascii=False)) in part[
                "description"
            ]
        assert "examples" not in part, "an editor would type them into the file"


@pytest.mark.parametrize("name", SCHEMAS)
def test_beside_a_reference_stands_nothing_that_checks(name: str) -> None:
    """Draft 7 ignores what stands beside $ref; editors show it."""

    def references(schema: Any) -> Iterator[dict[str, Any]]:
        parts = schema.values() if isinstance(schema, dict) else schema
        if isinstance(schema, dict) and "$ref" in schema:
            yield schema
        for part in parts:
            if isinstance(part, dict | list):
                yield from references(part)

    beside = {key for reference in references(SCHEMAS[name].schema) for key in reference}
    assert beside <= {"$ref", "description", "default"}


# What they accept and reject

PAGE = {"title": "标题", "blocks": [{"text": "正文"}]}
CHART = {"type": "line", "title": "图", "data": "visits", "x": "month", "series": ["views"]}


def block(**kinds: Any) -> dict[str, Any]:
    return {"section": "章", "pages": [PAGE | {"blocks": [kinds]}]}


def chart(**changes: Any) -> dict[str, Any]:
    return block(chart={key: value for key, value in (CHART | changes).items() if value is not ...})


COVER = {"title": "题", "kind": "行业专题", "date": "2024-04", "institution": "所", "outline": ["cover"]}
DATASET = {"source": "wind", "as_of": "2024-04", "columns": {"code": "ticker"}}

VALID: list[tuple[str, dict[str, Any]]] = [
    ("report", COVER | {"date": 2024}),
    ("report", COVER | {"subtitle": None}),
    ("section", chart(series="views")),
    ("section", chart(series=[{"y": "views", "role": "accent"}, "visits"])),
    ("section", chart(source="wind")),
    ("section", chart(since=2024, height=60, where={"region": "国内", "year": 2024, "share": 0.5})),
    (
        "section",
        block(columns=[{"text": "一"}, [{"text": "二"}, {"chart": CHART}], {"width": 2, "blocks": [{"text": "三"}]}]),
    ),
    ("section", block(columns=[{"columns": [{"text": "一"}, [{"text": "二"}]]}])),
    ("section", block(table={"title": "表", "data": "stocks", "columns": "code"})),
    ("section", block(table={"title": "表", "data": "stocks", "columns": ["code", {"column": "ytd", "sign": True}]})),
    ("section", block(facts={"title": "表", "entities": "models.sora", "facts": "vendor"})),
    ("ledger", {"sora": {"name": "Sora", "aliases": "索拉", "source": ["a", "b"], "vendor": "OpenAI", "length": 60}}),
    ("ledger", {"sora": {"name": "Sora", "length": {"value": 60, "unit": "秒", "valid_until": 2025}}}),
    ("ledger", {"stocks": DATASET | {"rows": [["600088.SH", 1, None, True]]}}),
    ("ledger", {}),
    ("sources", {"wind": {"publisher": "Wind", "kind": "terminal"}}),
    ("labels", {"vendor": "厂商"}),
    ("catalog", {"visits": DATASET | {"file": "visits.xlsx", "sheet": "行情"}}),
    ("catalog", {"visits": DATASET | {"file": "visits.csv", "columns": {"month": {"type": "month", "label": "月"}}}}),
]

INVALID: dict[str, tuple[str, dict[str, Any]]] = {
    "unknown key of a report": ("report", COVER | {"titel": "题"}),
    "missing key of a report": ("report", {"title": "题"}),
    "no date": ("report", COVER | {"date": "2024-13"}),
    "unknown market": ("report", COVER | {"market": "jp"}),
    "number for text": ("report", COVER | {"title": 5}),
    "nothing in the outline": ("report", COVER | {"outline": []}),
    "unknown key of a page": ("section", {"section": "章", "pages": [PAGE | {"block": []}]}),
    "unknown kind of block": ("section", block(txt="一")),
    "two kinds in a block": ("section", block(text="一", callout={"text": "二"})),
    "no kind in a block": ("section", block()),
    "empty block": ("section", block(chart=None)),
    "empty text": ("section", block(text=None)),
    "unknown type of chart": ("section", chart(type="pie")),
    "no type of chart": ("section", chart(type=...)),
    "key of another chart": ("section", chart(highlight="Kimi")),
    "no series": ("section", chart(series=[])),
    "unknown key of a series": ("section", chart(series=[{"y": "views", "colour": "red"}])),
    "bad id": ("section", chart(id="Visits")),
    "bad source": ("section", chart(source=["wind", "Wind 资讯"])),
    "too low": ("section", chart(height=5)),
    "text for a truth": ("section", {"section": "章", "numbered": "no", "pages": [PAGE]}),
    "unknown key in a column": ("section", block(columns=[{"width": 2, "block": []}])),
    "empty column": ("section", block(columns=[[]])),
    "entity without name": ("ledger", {"sora": {"length": 60}}),
    "fact that is a list": ("ledger", {"sora": {"name": "Sora", "length": [60]}}),
    "fact that is nothing": ("ledger", {"sora": {"name": "Sora", "length": None}}),
    "unknown key of a fact": ("ledger", {"sora": {"name": "Sora", "length": {"value": 60, "units": "秒"}}}),
    "fact without value": ("ledger", {"sora": {"name": "Sora", "length": {"unit": "秒"}}}),
    "bad key of a fact": ("ledger", {"sora": {"name": "Sora", "Länge": 60}}),
    "bad name": ("ledger", {"Sora": {"name": "Sora"}}),
    "neither entity nor table": ("ledger", {"sora": "Sora"}),
    "table without rows": ("ledger", {"stocks": DATASET}),
    "table with a file": ("ledger", {"stocks": DATASET | {"rows": [], "file": "stocks.csv"}}),
    "unknown type of column": ("ledger", {"stocks": DATASET | {"rows": [], "columns": {"code": "code"}}}),
    "unknown kind of source": ("sources", {"wind": {"publisher": "Wind", "kind": "vendor"}}),
    "label that is no text": ("labels", {"vendor": 5}),
    "no file": ("catalog", {"visits": DATASET}),
    "table with a sheet": ("ledger", {"stocks": DATASET | {"rows": [], "sheet": "行情"}}),
    "rows in the catalog": ("catalog", {"visits": DATASET | {"file": "visits.csv", "rows": []}}),
}


@pytest.mark.parametrize(("name", "value"), VALID)
def test_valid_content_is_not_flagged(name: str, value: dict[str, Any], tmp_path: Path) -> None:
    assert loads(name, value, tmp_path)
    assert problems(name, value) == []


@pytest.mark.parametrize(("name", "value"), INVALID.values(), ids=INVALID)
def test_wrong_content_is_flagged(name: str, value: dict[str, Any], tmp_path: Path) -> None:
    assert not loads(name, value, tmp_path)
    assert problems(name, value)


def test_a_cell_is_a_scalar() -> None:
    assert problems("ledger", {"stocks": DATASET | {"rows": [[["600088.SH"]]]}})


FILES = {
    "report": "content/demo/report.yaml",
    "section": "content/demo/intro.yaml",
    "ledger": "content/ledger/things.yaml",
    "sources": "content/ledger/sources.yaml",
    "labels": "content/ledger/labels.yaml",
    "catalog": "data/catalog.yaml",
    "rules": "content/rules.yaml",
    "preferences": "content/preferences.yaml",
}


def loads(name: str, value: Any, root: Path) -> bool:
    """Whether content loads, as far as one file can tell."""
    file = root / FILES[name]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    found = Findings()
    if name in ("report", "section"):
        load_model(Report if name == "report" else Section, root, FILES[name], found)
    elif name == "catalog":
        load_catalog(root, found)
    elif name == "rules":
        load_rules(root, found)
    elif name == "preferences":
        load_preferences(root, found)
    else:
        load_ledger(root, found)
    return not found


WRONG: tuple[Any, ...] = (None, True, 7, -1, 0.5, "词", [], ["词"], {}, {"unknown": "词"})


def mutations(value: Any) -> Iterator[Any]:
    """A file with one thing changed: a key more, a key less, or something else in the place of a value."""
    paths = [path for path in places(value) if path and "rows" not in path[:-1]]  # cells are checked with their table
    for path in paths:
        for wrong in WRONG:
            changed = deepcopy(value)
            holder = at(changed, path[:-1])
            if wrong != holder[path[-1]]:
                holder[path[-1]] = wrong
                yield changed
        changed = deepcopy(value)
        del at(changed, path[:-1])[path[-1]]
        yield changed
        if isinstance(at(value, path), dict):
            changed = deepcopy(value)
            at(changed, path)["unknown"] = "词"
            yield changed


def places(value: Any) -> Iterator[tuple[Any, ...]]:
    yield ()
    if isinstance(value, dict | list):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from ((key, *rest) for rest in places(part))


def at(value: Any, path: tuple[Any, ...]) -> Any:
    for part in path:
        value = value[part]
    return value


@pytest.mark.parametrize(
    ("name", "path"),
    [(name, path) for name in SCHEMAS for path in sorted(files_of(SCHEMAS[name], PROJECTS["good"]))],
    ids=lambda item: item if isinstance(item, str) else item.name,
)
def test_schema_and_loading_agree_on_every_change(name: str, path: Path, tmp_path: Path) -> None:
    value = editor.read(path.read_text(encoding="utf-8"))
    disagreed = [
        changed for changed in mutations(value) if VALIDATORS[name].is_valid(changed) != loads(name, changed, tmp_path)
    ]
    assert disagreed == []
