"""Load: a project folder becomes a ``Project``, strictly and with every value's place. All problems at once."""
