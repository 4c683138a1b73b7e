"""yanbao (研报): securities research reports from YAML, tables and templates."""

__version__ = "0.1.0"
