"""How a project is worked on, which no report depends on."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from yanbao.model.base import Model


class Preferences(Model):
    """The file ``content/preferences.yaml``: how the project is worked on. No report depends on it."""

    session: Literal["off", "stay"] = Field(
        default="off",
        description="stay: builds keep the project's session warm, as with ``--stay``; never in CI.",
        examples=["stay"],
    )
