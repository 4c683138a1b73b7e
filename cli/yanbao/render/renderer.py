"""The templates of a theme, applied to composed pages."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from string import whitespace
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined, select_autoescape

from yanbao.memory import Memory, Same, exactly
from yanbao.model.document import ChartBlock, ComposedPage, Document, Entry, walk
from yanbao.model.sheet import FontSet, chart_address
from yanbao.model.theme import Theme
from yanbao.render.context import PageContext
from yanbao.render.data import DataTable, data_table
from yanbao.render.listing import in_columns
from yanbao.render.styles import color_schemes, custom_properties, embedded_faces

_PHRASE = re.compile("[^，：；。！？]+[，：；。！？]*|[，：；。！？]+")

_TAG = re.compile(r"<[a-z][^>]*>")

_FOR_TYPESETTING = re.compile(r' data-(?:apart|block|plot|height|stack|columns|head)(?:="[^"]*")?(?=[ >])')


@dataclass(frozen=True)
class Renderer:
    """Renders one document with its theme; ``market`` names the colours of gains and losses."""

    document: Document
    theme: Theme
    market: str
    memory: Memory = field(default_factory=Memory, compare=False)

    def print_styles(self) -> str:
        """The style sheet of the typesetter; it asks for fonts by the theme's family name."""
        tokens = self.theme.tokens
        template = self._environment.get_template("styles/print.css.j2")
        geometry = template.render(
            page=tokens.page,
            colors=tokens.colors,
            type=tokens.type,
            messages=self.theme.messages,
            masthead=self.document.masthead,
        )
        return custom_properties(self.theme, self.market) + self._style("common.css") + geometry

    def page(self, page: ComposedPage, number: int, page_of: Mapping[str, int]) -> str:
        """One page for the typesetter, whose first sheet side has the page number ``number``.

        Charts are images, found at the addresses of their anchors.
        """
        charts = {anchor: chart_address(anchor) for anchor in self._charts(page)}
        context = PageContext(page, number, page_of, self._chapter(page), charts, {})
        html = self._environment.get_template("page.html.j2").render(inline=False, **self._shared(), **vars(context))
        return html.replace('href="#', 'href="yanbao:')

    def made_from(self, page: ComposedPage) -> bytes:
        """All that ``page`` makes a page of, but for what it is told."""
        chapter = self._chapter(page)
        made_from = (Same(page), chapter)
        return self._exact_shared + self.memory.recall(
            (self.document.slug, page.anchor, "exact"), made_from, lambda: exactly((page, chapter))
        )

    def reader_page(self, page: ComposedPage, number: int, charts: Mapping[str, str]) -> str:
        """One page as a part of the HTML for readers, with the SVG of its charts."""
        context = PageContext(page, number, {}, self._chapter(page), charts, self._data(page))
        html = self._environment.get_template("partials/page.html.j2").render(
            inline=True, **self._shared(), **vars(context)
        )
        return _TAG.sub(lambda tag: _FOR_TYPESETTING.sub("", tag[0]), html)

    def reader(self, parts: Sequence[str], fonts: FontSet) -> str:
        """The whole report as one self-contained HTML file; ``parts`` are its pages."""
        styles = [*embedded_faces(fonts), custom_properties(self.theme, self.market)]
        styles += [color_schemes(self.theme, self.market), self._style("common.css"), self._style("reader.css")]
        script = (self.theme.root / "scripts" / "reader.js").read_text(encoding="utf-8")
        return self._environment.get_template("report.html.j2").render(
            inline=True,
            parts=parts,
            first=self.document.pages[0].anchor,
            figures=self.document.figures,
            styles="".join(styles),
            script=script,
            script_hash=_hash(script),
            **self._shared(),
        )

    def characters(self) -> set[str]:
        """What the templates themselves may print."""
        return set().union(*self._templates.values()) - set(whitespace)

    def _shared(self) -> dict[str, Any]:
        return {
            "masthead": self.document.masthead,
            "messages": self.theme.messages,
            "contents": self.document.contents,
            "draft": self.document.draft,
        }

    def _chapter(self, page: ComposedPage) -> tuple[Entry, ...]:
        if page.kind != "divider":
            return ()
        anchors = {p.anchor for p in self.document.pages if p.kind == "content" and p.number == page.number}
        return tuple(entry for entry in self.document.contents if entry.anchor in anchors)

    def _data(self, page: ComposedPage) -> dict[str, DataTable]:
        return {anchor: data_table(block.plot, self.theme.messages) for anchor, block in self._charts(page).items()}

    @staticmethod
    def _charts(page: ComposedPage) -> Mapping[str, ChartBlock]:
        return {block.caption.anchor: block for block in walk(page.blocks) if isinstance(block, ChartBlock)}

    def _style(self, name: str) -> str:
        return (self.theme.root / "styles" / name).read_text(encoding="utf-8")

    @cached_property
    def _exact_shared(self) -> bytes:
        shared = self._shared() | {"messages": self.theme.messages.model_dump()}  # models have sets, in no order
        return exactly((self._templates, shared))

    @cached_property
    def _environment(self) -> Environment:
        """The templates as they are now, compiled when they are used."""
        templates = self._templates
        return self.memory.recall(("templates", self.theme.root), templates, partial(self._compiled, templates))

    @cached_property
    def _templates(self) -> Mapping[str, str]:
        root = self.theme.root
        return {file.relative_to(root).as_posix(): file.read_text(encoding="utf-8") for file in root.rglob("*.j2")}

    @staticmethod
    def _compiled(texts: Mapping[str, str]) -> Environment:
        environment = Environment(
            loader=DictLoader(texts),
            autoescape=select_autoescape(("html.j2",), default=False),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.filters["css_string"] = lambda text: json.dumps(str(text), ensure_ascii=False)
        environment.filters["phrases"] = _phrases
        environment.filters["in_columns"] = in_columns
        return environment


def _hash(script: str) -> str:
    """By which a Content-Security-Policy knows the one script that may run."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii")


def _phrases(title: str) -> str:
    """A title whose lines break between its phrases rather than inside one; one with markup is left as it is."""
    if "<" in title:
        return title
    return "".join(f'<span class="phrase">{phrase}</span>' for phrase in _PHRASE.findall(title))
