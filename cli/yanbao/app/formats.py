"""Machine-readable findings: JSON, GitHub Actions annotations, and SARIF 2.1.0."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from yanbao import __version__
from yanbao.app.manuals import manuals, summary
from yanbao.app.places import as_object, path_of
from yanbao.diagnostics import Diagnostic, Level, printable

Format = Callable[[Sequence[Diagnostic], Path], str]


def as_json(diagnostics: Sequence[Diagnostic], root: Path) -> str:
    """A JSON array of objects; ``width`` is the number of characters to underline."""
    return _dump(
        [
            {
                **as_object(found.mark, root),
                "width": found.width,
                "level": found.level,
                "rule": found.rule,
                "message": _lines(found.message),
                "help": _lines(found.help),
            }
            for found in diagnostics
        ]
    )


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
        "results": [_result(found, rules.index(found.rule), root) for found in diagnostics],
    }
    return _dump({"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]})


def _rule(name: str, manual: str) -> dict[str, Any]:
    return {"id": name, "shortDescription": {"text": summary(manual)}, "help": {"text": manual}}


def _result(found: Diagnostic, rule: int, root: Path) -> dict[str, Any]:
    mark = found.mark
    region = {"startLine": mark.line, "startColumn": mark.column, "endColumn": mark.column + found.width}
    artifact = {"uri": quote(path_of(mark, root)), "uriBaseId": "%SRCROOT%"}
    return {
        "ruleId": found.rule,
        "ruleIndex": rule,
        "level": _LEVELS[found.level],
        "message": {"text": _text(found)},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
    }


def _text(found: Diagnostic) -> str:
    message, help_text = _lines(found.message), _lines(found.help)
    return f"{message}\nhelp: {help_text}" if help_text else message


def _lines(text: str) -> str:
    """Escape control characters, except line ends, which each format writes in its own way."""
    return "".join(line if line in ("\n", "\r\n") else printable(line) for line in _LINE_END.split(text))


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


FORMATS: Mapping[str, Format] = {"json": as_json, "github": as_github, "sarif": as_sarif}
