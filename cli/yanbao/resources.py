"""Where the files shipped with the package are: built-in themes, and the project that ``report new`` copies."""

from pathlib import Path


def builtin_templates() -> Path:
    """The folder of built-in themes: inside an installed wheel, or ``templates/`` of a source checkout."""
    package = Path(__file__).resolve().parent
    installed = package / "_templates"
    return installed if installed.is_dir() else package.parents[1] / "templates"


def starter() -> Path:
    """The small project that a new one begins as. (It is no theme: it has no ``theme.yaml``.)"""
    return builtin_templates() / "starter"
