"""Machine-readable findings: JSON, GitHub Actions annotations, and SARIF 2.1.0."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from yanbao import __version__
from yanbao.app.identities import identities
from yanbao.app.manuals import manuals, summary
from yanbao.app.places import as_object, path_of
from yanbao.diagnostics import Diagnostic, Edit, Level, Mark, printable
from yanbao.pipeline import lines_about

Format = Callable[[Sequence[Diagnostic], Path], str]


def as_json(diagnostics: Sequence[Diagnostic], root: Path) -> str:
    """A JSON array of objects; ``width`` is the number of characters to underline."""
    return _dump(
        [
            {
                "id": name,
                **as_object(found.mark, root),
                "width": found.width,
                "level": found.level,
                "rule": found.rule,
                "message": _lines(found.message),
                "help": _lines(found.help),
                "edits": [_edit(edit, root) for edit in found.edits],
            }
            for name, found in zip(_names(diagnostics, root), diagnostics, strict=True)
        ]
    )


def _names(diagnostics: Sequence[Diagnostic], root: Path) -> list[str]:
    return identities(diagnostics, lines_about(root, diagnostics))


def _edit(edit: Edit, root: Path) -> dict[str, Any]:
    """An edit as a JSON object: ``old``, from line and column on, becomes ``new``."""
    return {**as_object(edit.mark, root), "old": edit.old, "new": edit.new}


_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.HINT: "notice"}


def as_github(diagnostics: Sequence[Diagnostic], root: Path) -> str:
    """One workflow command per finding, which GitHub Actions shows beside the line.

    https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
    """
    return "\n".join(_command(found, root) for found in diagnostics)


def _command(found: Diagnostic, root: Path) -> str:
    place = {"file": path_of(found.mark, root), "line": found.mark.line, "col": found.mark.column, "title": found.rule}
    properties = ",".join(
        f"{name}={_escaped(str(value)).replace(':', '%3A').replace(',', '%2C')}" for name, value in place.items()
    )
    return f"::{_COMMANDS[found.level]} {properties}::{_escaped(_text(found))}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


_LINE_END = re.compile("(\r?\n)")

_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.HINT: "note"}


def as_sarif(diagnostics: Sequence[Diagnostic], root: Path) -> str:
    """A SARIF log of one run, with the manuals of the rules that found something.

    https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
    """
    written = manuals()
    rules = list(dict.fromkeys(found.rule for found in diagnostics))
    driver = {"name": "yanbao", "version": __version__, "rules": [_rule(name, written[name]) for name in rules]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(found, rules.index(found.rule), name, root)
            for name, found in zip(_names(diagnostics, root), diagnostics, strict=True)
        ],
    }
    return _dump({"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]})


def _rule(name: str, manual: str) -> dict[str, Any]:
    return {"id": name, "shortDescription": {"text": summary(manual)}, "help": {"text": manual}}


def _result(found: Diagnostic, rule: int, name: str, root: Path) -> dict[str, Any]:
    place = {"artifactLocation": _artifact(found.mark, root), "region": _region(found.mark, found.width)}
    result: dict[str, Any] = {
        "ruleId": found.rule,
        "ruleIndex": rule,
        "level": _LEVELS[found.level],
        "message": {"text": _text(found)},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"yanbao/v1": name},
    }
    if found.edits:
        changes = [
            {"artifactLocation": _artifact(edits[0].mark, root), "replacements": [*map(_replacement, edits)]}
            for edits in _by_file(found.edits)
        ]
        result["fixes"] = [{"description": {"text": _lines(found.help)}, "artifactChanges": changes}]
    return result


def _by_file(edits: Sequence[Edit]) -> list[list[Edit]]:
    files = dict.fromkeys(edit.mark.file for edit in edits)
    return [[edit for edit in edits if edit.mark.file == file] for file in files]


def _artifact(mark: Mark, root: Path) -> dict[str, str]:
    return {"uri": quote(path_of(mark, root)), "uriBaseId": "%SRCROOT%"}


def _region(mark: Mark, width: int) -> dict[str, int]:
    return {"startLine": mark.line, "startColumn": mark.column, "endColumn": mark.column + width}


def _replacement(edit: Edit) -> dict[str, Any]:
    return {"deletedRegion": _region(edit.mark, len(edit.old)), "insertedContent": {"text": edit.new}}


def _text(found: Diagnostic) -> str:
    message, help_text = _lines(found.message), _lines(found.help)
    return f"{message}\nhelp: {help_text}" if help_text else message


def _lines(text: str) -> str:
    """Escape control characters, except line ends, which each format writes in its own way."""
    return "".join(line if line in ("\n", "\r\n") else printable(line) for line in _LINE_END.split(text))


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


FORMATS: Mapping[str, Format] = {"json": as_json, "github": as_github, "sarif": as_sarif}
