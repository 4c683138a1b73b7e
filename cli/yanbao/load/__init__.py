"""Loads a project folder into a ``Project``: strict, with every value's position, reporting all problems at once."""
