"""Applies the templates of a theme to composed pages."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from string import whitespace
from typing import Any

from yanbao.characters import is_digits
from yanbao.memory import Memory, Same, exactly
from yanbao.model.document import ComposedPage, Document, Entry
from yanbao.model.document import charts as charts_of
from yanbao.model.sheet import FontSet, chart_address
from yanbao.model.theme import Theme
from yanbao.render.context import PageContext
from yanbao.render.data import DataTable, data_table
from yanbao.render.endless import refuse_endless
from yanbao.render.sandbox import Sandbox
from yanbao.render.styles import chart_bands, color_schemes, custom_properties, embedded_faces, printed_page
from yanbao.resources import builtin_templates

PRINT = "styles/print.css.j2"

_TAG = re.compile(r"<[a-z][^>]*>")

_FOR_TYPESETTING = re.compile(r' data-(?:apart|block|plot|height|stack|columns|head|room)(?:="[^"]*")?(?=[ >])')


@dataclass(frozen=True)
class Renderer:
    """Renders one document with its theme; ``market`` selects the colours of gains and losses."""

    document: Document
    theme: Theme
    market: str
    memory: Memory = field(default_factory=Memory, compare=False)

    def print_styles(self) -> tuple[str, ...]:
        """The style sheets for the typesetter, in order; they refer to fonts by the theme's family name.

        What all reports of a theme share comes first, and by itself.
        """
        tokens = self.theme.tokens
        given = {
            "page": tokens.page,
            "colors": tokens.colors,
            "type": tokens.type,
            "messages": self.theme.messages,
            "masthead": self.document.masthead,
            "flows": self.document.flows,
        }
        geometry = [
            self._environment.run(f"{level}/{PRINT}", 0, **given)
            for level in range(len(self.theme.folders))[::-1]
            if f"{level}/{PRINT}" in self._templates
        ]
        return custom_properties(self.theme, self.market) + self._common(), *geometry

    def _common(self) -> str:
        return self._styles("common.css") + self._styles("diagrams.css")

    def pages(self, pages: Sequence[ComposedPage], number: int, page_of: Mapping[str, int]) -> str:
        """HTML of pages that are typeset together; ``number`` is the page number of the first side.

        Charts are images whose URLs contain their anchors.
        """
        contexts = [
            PageContext(page, page_of, self._contents(page), dict(zip(own, map(chart_address, own), strict=True)), {})
            for page in pages
            for own in [list(charts_of(page))]
        ]
        given = sum(len(self._exact(page)) for page in pages)
        html = self._environment.run(
            "page.html.j2", given, inline=False, pages=contexts, number=number, **self._shared()
        )
        if not self.is_tested:
            refuse_endless(html)
        return html.replace('href="#', 'href="yanbao:')

    def made_from(self, pages: Sequence[ComposedPage]) -> bytes:
        """Everything that the pages depend on, except arguments."""
        return self._exact_shared + b"".join(map(self._exact, pages))

    def _exact(self, page: ComposedPage) -> bytes:
        contents = self._contents(page)
        name = (self.document.slug, page.anchor, "exact")
        return self.memory.recall(name, (Same(page), contents), lambda: exactly((page, contents)))

    def reader_page(self, page: ComposedPage, charts: Mapping[str, str]) -> str:
        """One page as a fragment of the HTML for readers, with the SVG of its charts."""
        context = PageContext(page, {}, self._contents(page), charts, self._data(page))
        given = len(self._exact(page)) + sum(map(len, charts.values()))
        html = self._environment.run("partials/page.html.j2", given, inline=True, **self._shared(), **vars(context))
        return _TAG.sub(lambda tag: _FOR_TYPESETTING.sub("", tag[0]), html)

    def reader(self, parts: Sequence[str], fonts: FontSet) -> str:
        """The whole report as one self-contained HTML file; ``parts`` are its pages."""
        styles = [*embedded_faces(fonts), custom_properties(self.theme, self.market)]
        styles += [color_schemes(self.theme, self.market), self._common(), self._styles("reader.css")]
        styles += [chart_bands(), printed_page(self.theme.tokens.page)]
        script = self._texts("scripts/reader.js")[-1]
        text = "".join(styles)
        return self._environment.run(
            "report.html.j2",
            len(text),
            inline=True,
            parts=parts,
            first=self.document.pages[0].anchor,
            contents=self.document.contents,
            figures=self.document.figures,
            styles=text,
            script=script,
            script_hash=_hash(script),
            **self._shared(),
        )

    def characters(self) -> set[str]:
        """All characters that the templates themselves may print."""
        return set().union(*self._templates.values()) - set(whitespace)

    def _shared(self) -> dict[str, Any]:
        return {
            "masthead": self.document.masthead,
            "messages": self.theme.messages,
            "draft": self.document.draft,
            "flows": self.document.flows,
        }

    def _contents(self, page: ComposedPage) -> tuple[Entry, ...]:
        """The contents entries that a page shows; a page that shows none stays cached when the contents change."""
        if page.kind == "cover":
            return self.document.contents
        if page.kind != "divider":
            return ()
        anchors = {p.anchor for p in self.document.pages if p.kind == "content" and p.number == page.number}
        return tuple(entry for entry in self.document.contents if entry.anchor in anchors)

    def _data(self, page: ComposedPage) -> dict[str, DataTable]:
        return {anchor: data_table(block.plot, self.theme.messages) for anchor, block in charts_of(page).items()}

    def _texts(self, name: str) -> list[str]:
        """A file of the theme and of its base themes, the theme's own last."""
        return [texts[name] for texts in reversed(self.theme.texts) if name in texts]

    def _styles(self, name: str) -> str:
        """Concatenated style sheets: a theme's styles come after those of its base."""
        return "".join(self._texts(f"styles/{name}"))

    @cached_property
    def is_tested(self) -> bool:
        """Whether all its templates are built-in ones, which are tested with every block."""
        return all(folder.parent == builtin_templates() for folder in self.theme.folders)

    @cached_property
    def _exact_shared(self) -> bytes:
        """A digest of everything that all pages share."""
        shared = self._shared() | {
            "messages": self.theme.messages.model_dump()
        }  # sets in models have no order of their own
        return hashlib.sha256(exactly((self._templates, shared))).digest()

    @cached_property
    def _environment(self) -> Sandbox:
        """The template environment; templates are compiled on first use."""
        templates = self._templates
        return self.memory.recall(("templates", self.theme.folders), templates, partial(Sandbox, templates, self.files))

    @cached_property
    def files(self) -> Mapping[str, str]:
        """Template files by template name, as diagnostics name them."""
        return {
            name: f"templates/{self.theme.folders[level].name}/{name.removeprefix(f'{level}/')}"
            for name in self._templates
            for level in [self._level(name)]
        }

    def _level(self, name: str) -> int:
        """Index, in the chain of base themes, of the folder that a template comes from."""
        first = name.partition("/")[0]
        if is_digits(first):
            return int(first)
        return next(level for level, texts in enumerate(self.theme.texts) if name in texts)

    @cached_property
    def _templates(self) -> Mapping[str, str]:
        """Templates by name: a theme's own hides that of its base, which is then ``1/partials/text.html.j2``."""
        texts: dict[str, str] = {}
        for level, own in reversed(list(enumerate(self.theme.texts))):
            for name in own:
                if name.endswith(".j2"):
                    texts[name] = texts[f"{level}/{name}"] = own[name]
        return texts


def _hash(script: str) -> str:
    """Hash source for a Content-Security-Policy, which allows this one script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii")
