"""The web page of ``report preview``: a local server, and the state it shows."""
