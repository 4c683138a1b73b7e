"""Turns errors in templates into diagnostics for the theme's author."""

from __future__ import annotations

import traceback
from collections.abc import Collection

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

from yanbao import rules
from yanbao.diagnostics import Diagnostic, Level, Mark


def template_fault(error: TemplateError, fallback: Mark, files: Collection[str]) -> Diagnostic:
    """An error at the innermost line in the theme's files that raised it; at ``fallback`` if unknown."""
    mark = fallback
    if isinstance(error, TemplateSyntaxError):
        file = error.filename or error.name or ""  # of what is never closed Jinja gives the file as the name
        mark = Mark(file, error.lineno) if file in files else fallback
    else:
        for frame in traceback.extract_tb(error.__traceback__):
            if frame.filename in files:
                mark = Mark(frame.filename, frame.lineno or 1)
    message = error.message or str(error)
    if isinstance(error, TemplateNotFound):
        message = f"there is no template '{error.name}'"
    return Diagnostic(Level.ERROR, rules.BAD_TEMPLATE.id, message, mark, "docs/themes.md says what templates are given")
