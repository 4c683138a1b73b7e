"""Where the files of a project are: names relative to its root."""

from __future__ import annotations

CONTENT, DATA, TEMPLATES = INPUTS = ("content", "data", "templates")
"""The folders that hold all that reports are made from."""

LEDGER = f"{CONTENT}/ledger"
SOURCES, LABELS = f"{LEDGER}/sources.yaml", f"{LEDGER}/labels.yaml"
INSTITUTION = f"{CONTENT}/institution.yaml"
RULES = f"{CONTENT}/rules.yaml"
CATALOG = f"{DATA}/catalog.yaml"
REPORT = "report.yaml"
"""The file of a report in its folder."""

STORE, SCHEMAS = ".yanbao/cache", ".yanbao/schema"
"""What is made, and may be deleted at any time: pages and results, schemas for editors."""


def report_folder(slug: str) -> str:
    """The folder of a report, by its name."""
    return f"{CONTENT}/{slug}"


def report_file(slug: str) -> str:
    """The file that says what a report consists of."""
    return f"{report_folder(slug)}/{REPORT}"
