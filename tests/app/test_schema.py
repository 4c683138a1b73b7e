"""``report schema``: what is written for editors, and what VS Code is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator

from tests.app.conftest import Run
from tests.conftest import WriteProject
from yanbao.app.editors import schemas_of
from yanbao.model.schema import file_schemas

SCHEMAS = {f"{schema.name}.json": schema for schema in file_schemas()}


def settings(root: Path) -> dict[str, Any]:
    value: dict[str, Any] = json.loads((root / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    return value


def test_writes_a_schema_of_every_kind_of_file(run: Run, write_project: WriteProject) -> None:
    root = write_project({})
    result = run(root / "content", "schema")
    assert (result.exit_code, result.stderr) == (0, "")
    folder = root / ".yanbao" / "schema"
    written = {file.name: json.loads(file.read_text(encoding="utf-8")) for file in folder.iterdir()}
    assert written == {f"{schema.name}.json": schema.schema for schema in schemas_of(root)}
    assert written.keys() == SCHEMAS.keys()
    assert all(f"{name} " in result.stdout for name in SCHEMAS)
    assert "report schema --vscode" in result.stdout
    assert f"# yaml-language-server: $schema={(folder / 'report.json').as_uri()}" in result.stdout
    assert not (root / ".vscode").exists()


def test_own_names_are_offered_and_not_demanded(run: Run, write_project: WriteProject) -> None:
    root = write_project({})
    run(root, "schema")
    section = json.loads((root / ".yanbao/schema/section.json").read_text(encoding="utf-8"))
    parts = section["definitions"]

    def offered(schema: Any) -> list[str]:
        inside = schema if isinstance(schema, list) else list(schema.values()) if isinstance(schema, dict) else []
        own = schema.get("enum", []) if isinstance(schema, dict) else []
        return [*own, *(name for one in inside for name in offered(one))]

    line, table = parts["LineChart"]["properties"], parts["Table"]["properties"]
    assert offered(line["data"]) == ["visits"]
    assert offered(line["x"]) == offered(parts["Series"]["properties"]["y"]) == ["month", "views"]
    assert set(offered(line["series"])) == set(offered(table["columns"])) == {"month", "views"}
    assert list(table["where"]["properties"]) == ["month", "views"]
    assert "google" in offered(line["source"])
    assert offered(parts["FactTable"]["properties"]["entities"])[0] == "models.gemini"
    assert offered(parts["FactTable"]["properties"]["facts"])[0] == "context_window"
    assert offered(parts["ForEach"]["properties"]["data"])[0] == "visits"
    assert "names" not in str(offered(parts["Block"]["properties"]["columns"]))
    page = {"blocks": [{"chart": {"type": "line", "title": "一", "data": "new", "x": "day", "series": ["close"]}}]}
    assert Draft7Validator(section).is_valid({"section": "一", "pages": [{"title": "一", **page}]})


def test_tells_vs_code(run: Run, write_project: WriteProject) -> None:
    root = write_project({})
    result = run(root, "schema", "--vscode")
    assert result.exit_code == 0
    assert ".vscode/settings.json" in result.stdout
    assert "redhat.vscode-yaml" in result.stdout
    expected = {f".yanbao/schema/{name}": list(schema.files) for name, schema in SCHEMAS.items()}
    assert settings(root) == {"yaml.schemas": expected}
    assert all((root / file).is_file() for file in expected)


def test_other_settings_stay(run: Run, write_project: WriteProject) -> None:
    mine = {"editor.wordWrap": "on", "yaml.schemas": {"mine.json": ["*.mine.yaml"]}, "files.encoding": "utf8"}
    root = write_project({".vscode/settings.json": json.dumps(mine)})
    run(root, "schema", "--vscode")
    first = settings(root)
    assert list(first) == list(mine)
    assert first["yaml.schemas"].pop("mine.json") == ["*.mine.yaml"]
    assert len(first["yaml.schemas"]) == len(SCHEMAS)
    run(root, "schema", "--vscode", "--output", "schema")
    schemas = settings(root)["yaml.schemas"]
    assert set(schemas) == {"mine.json", *(f"schema/{name}" for name in SCHEMAS)}, "one schema for a file"


def test_schemas_outside_the_project_are_named_by_their_address(
    run: Run, write_project: WriteProject, tmp_path: Path
) -> None:
    root = write_project({})
    run(root, "schema", "--vscode", "--output", tmp_path / "schemas")
    assert (tmp_path / "schemas" / "report.json").as_uri() in settings(root)["yaml.schemas"]


def test_settings_that_cannot_be_read_stay(run: Run, write_project: WriteProject) -> None:
    for text in ('{\n  // mine\n  "a": 1\n}', "[]", '{"yaml.schemas": "x"}'):
        root = write_project({".vscode/settings.json": text})
        result = run(root, "schema", "--vscode")
        assert (result.exit_code, result.stdout) == (2, "")
        assert "settings.json is not plain JSON that could be added to" in result.stderr
        assert "help: take its comments out" in result.stderr
        assert (root / ".vscode" / "settings.json").read_text(encoding="utf-8") == text
        assert not (root / ".yanbao").exists()


def test_needs_a_project(run: Run, tmp_path: Path) -> None:
    result = run(tmp_path, "schema")
    assert result.exit_code == 2
    assert list(tmp_path.iterdir()) == []
