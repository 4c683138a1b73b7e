"""Loads ``content/institution.yaml``, if it exists, and applies it to reports and themes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from yanbao import disk, layout
from yanbao.load.documents import load_valid
from yanbao.load.findings import Findings
from yanbao.load.images import load_image
from yanbao.model.base import Model
from yanbao.model.institution import Institution, Publisher
from yanbao.model.project import LoadedSection
from yanbao.model.theme import Theme


@dataclass(frozen=True)
class House:
    """The publishing institution; ``spec`` is None if it is not declared, or invalid.

    It ``is_whole`` if nothing of it had to be left out.
    """

    spec: Institution | None
    logo: str = ""
    logo_on_dark: str = ""
    is_whole: bool = True

    def publisher(self, name: str) -> Publisher:
        """The publisher of a report; one that differs from the project's institution gets no logo."""
        if self.spec is None or (name and name != self.spec.name):
            return Publisher(name, name)
        return Publisher(self.spec.name, self.spec.short_name or self.spec.name, self.logo, self.logo_on_dark)

    @property
    def statements(self) -> LoadedSection | None:
        return LoadedSection(layout.INSTITUTION, self.spec.statements) if self.spec and self.spec.statements else None

    def dress(self, theme: Theme) -> Theme:
        """The theme with the institution's colours and footer."""
        if self.spec is None:
            return theme
        tokens, messages = theme.tokens, theme.messages
        dark = tokens.dark.model_copy(update={"colors": _changed(tokens.dark.colors, self.spec.dark)})
        colors = _changed(tokens.colors, self.spec.colors)
        line = self.spec.disclaimer_line or messages.disclaimer_line
        return replace(
            theme,
            tokens=tokens.model_copy(update={"colors": colors, "dark": dark}),
            messages=messages.model_copy(update={"disclaimer_line": line}),
        )


def load_institution(root: Path, found: Findings) -> House:
    """Load the project's institution."""
    if not disk.is_there(root, layout.INSTITUTION):
        return House(None)
    before = len(found)
    spec = load_valid(Institution, root, layout.INSTITUTION, found)
    if spec is None:
        return House(None, is_whole=False)
    is_whole = len(found) == before
    logos = [
        load_image(root, layout.CONTENT, name, found, is_logo=True) if name else None
        for name in (spec.logo, spec.logo_on_dark)
    ]
    on_light, on_dark = (logo.uri if logo else "" for logo in logos)
    return House(spec, on_light, on_dark, is_whole)


def _changed(model: Model, by: Model) -> Model:
    return model.model_copy(update=by.model_dump(exclude_none=True))
