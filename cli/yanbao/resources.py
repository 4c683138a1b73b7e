"""Where the files shipped with the package are: built-in themes."""

from pathlib import Path


def builtin_templates() -> Path:
    """The folder of built-in themes: inside an installed wheel, or ``templates/`` of a source checkout."""
    package = Path(__file__).resolve().parent
    installed = package / "_templates"
    return installed if installed.is_dir() else package.parents[1] / "templates"
