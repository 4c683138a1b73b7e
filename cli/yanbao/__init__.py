"""yanbao (研报): securities research reports from YAML, tables and templates.

``__all__`` is the Python API; docs/python.md explains it. Importing this module loads nothing: each name is loaded when
it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from yanbao.api import (
        BatchResult,
        BuildResult,
        BuiltReport,
        ContentError,
        Diagnostic,
        Difference,
        Entry,
        Fixed,
        Inventory,
        Level,
        Mark,
        Note,
        Progress,
        Reason,
        SetupError,
        Use,
        Verdict,
        batch,
        build,
        check,
        diff,
        facts,
        fix,
        verify,
    )

__all__ = [
    "BatchResult",
    "BuildResult",
    "BuiltReport",
    "ContentError",
    "Diagnostic",
    "Difference",
    "Entry",
    "Fixed",
    "Inventory",
    "Level",
    "Mark",
    "Note",
    "Progress",
    "Reason",
    "SetupError",
    "Use",
    "Verdict",
    "__version__",
    "batch",
    "build",
    "check",
    "diff",
    "facts",
    "fix",
    "verify",
]

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'yanbao' has no attribute '{name}'")
    from yanbao import api

    value = globals()[name] = getattr(api, name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
