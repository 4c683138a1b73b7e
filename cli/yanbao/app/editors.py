"""Writes JSON schemas of a project's files, and associates them with the files in VS Code's settings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from yanbao import disk
from yanbao.diagnostics import SetupError
from yanbao.model.schema import FileSchema

EXTENSION = "redhat.vscode-yaml"

_SETTINGS = ".vscode/settings.json"
_KEY = "yaml.schemas"
_LARGEST = 5_000_000


def schemas_of(root: Path) -> tuple[FileSchema, ...]:
    """The schemas of a project's files, which offer its own names. Whatever cannot be loaded is left out."""
    from yanbao.load.plugged import connections
    from yanbao.load.project import load_project
    from yanbao.model.schema import file_schemas
    from yanbao.model.schemanames import own_names, with_names

    project = load_project(root).project
    columns = {name: dataset.spec.columns for name, dataset in project.datasets.items()}
    return with_names(file_schemas(connections()), own_names(project.ledger, columns))


def write_schemas(schemas: tuple[FileSchema, ...], folder: Path) -> list[Path]:
    """Write one file per schema, and return their paths."""
    disk.make_folder(folder)
    return [disk.write(folder, f"{schema.name}.json", _as_json(schema.schema)) for schema in schemas]


def wire_vscode(schemas: tuple[FileSchema, ...], folder: Path, root: Path) -> Path:
    """Add the schemas in ``folder`` to the project's VS Code settings, and return the path of that file.

    Other settings are kept. Raises SetupError if the settings cannot be read.
    """
    settings = _read(root)
    wired = {_address(folder / f"{schema.name}.json", root): list(schema.files) for schema in schemas}
    ours = [sorted(globs) for globs in wired.values()]
    others = {
        address: globs
        for address, globs in settings.get(_KEY, {}).items()
        if not isinstance(globs, list) or sorted(map(str, globs)) not in ours  # else an older entry of ours
    }
    return disk.write(root, _SETTINGS, _as_json(settings | {_KEY: others | wired}))


def _read(root: Path) -> dict[str, Any]:
    if not disk.is_there(root, _SETTINGS):
        return {}
    try:
        settings = json.loads(disk.read(root, _SETTINGS, _LARGEST).decode("utf-8-sig"))
    except ValueError:
        settings = None
    if not isinstance(settings, dict) or not isinstance(settings.get(_KEY, {}), dict):
        message = f"{root / _SETTINGS} is not plain JSON that could be added to, and was left as it is"
        raise SetupError(message, f"take its comments out, or leave out --vscode and add '{_KEY}' by hand")
    return settings


def _address(file: Path, root: Path) -> str:
    """A schema's path in VS Code's settings: relative to the project's folder, or a URI if it is outside."""
    file, root = file.resolve(), root.resolve()
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else file.as_uri()


def _as_json(value: dict[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
