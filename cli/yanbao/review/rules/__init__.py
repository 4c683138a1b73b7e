"""The reviewing rules, one a file, in groups by what they look at."""
