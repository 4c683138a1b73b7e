"""The page of ``report preview``: a server on this machine, and what it shows."""
