"""What composed texts are."""

from __future__ import annotations

Html = str
"""Safe HTML: bound, escaped, with no other elements than those of the content language."""
