"""yanbao (研报): securities research reports from YAML, tables and templates."""

from importlib.metadata import version

__version__ = version("yanbao")
