"""The layout of a project: paths relative to its root."""

from __future__ import annotations

CONTENT, DATA, TEMPLATES = INPUTS = ("content", "data", "templates")
"""The folders that hold all inputs of reports."""

LEDGER = f"{CONTENT}/ledger"
SOURCES, LABELS = f"{LEDGER}/sources.yaml", f"{LEDGER}/labels.yaml"
INSTITUTION = f"{CONTENT}/institution.yaml"
RULES = f"{CONTENT}/rules.yaml"
PREFERENCES = f"{CONTENT}/preferences.yaml"
CATALOG = f"{DATA}/catalog.yaml"
CONNECTIONS, LOCK = f"{DATA}/connections.yaml", f"{DATA}/lock.yaml"
SHARED = "shared"
"""The folder in ``content/`` with sections that several reports have; how their outlines name it."""

REPORT = "report.yaml"
"""The report's main file, in its folder."""

OWN = ".yanbao"
"""The program's own folder."""

STORE, SCHEMAS, NOTES = f"{OWN}/cache", f"{OWN}/schema", f"{OWN}/cache/notes"
"""What is made, and may be deleted at any time: pages and results, schemas for editors, what notes were made from."""

PULLS, PULL_HELD = f"{OWN}/pull", f"{OWN}/pull.lock"
"""Snapshots that are about to be put in place, and what keeps other pulls away."""


def report_folder(slug: str) -> str:
    """The folder of a report, from its slug."""
    return f"{CONTENT}/{slug}"


def pictures_folder(file: str) -> str:
    """Where the pictures of a section file are: in the folder of its report, the shared one, or that of all content."""
    return "/".join(file.split("/")[:-1][:2])


def report_file(slug: str) -> str:
    """The path of a report's ``report.yaml``."""
    return f"{report_folder(slug)}/{REPORT}"


def data_file(name: str | None) -> str:
    """The file or folder that a catalog or connection names."""
    return f"{DATA}/{name}"
