"""The same report by way of Typst: charts drawn as by the plain script, pages as Typst markup, one compilation.

``python typst_route.py CONTENT OUTPUT.pdf``; prints its own step times as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import plain  # beside this script; its imports are timed
import typst

PREAMBLE = """\
#set page(width: {width}mm, height: {height}mm, margin: (x: {side}mm, top: {top}mm, bottom: {bottom}mm),
  numbering: "1", number-align: right)
#set text(font: "{family}", size: 12.5pt, fill: rgb("{ink}"), lang: "zh")
#set par(leading: 0.6em, spacing: 0.8em)
#set table(stroke: (x, y) => (bottom: 0.5pt + rgb("{hairline}")))
#let accent = rgb("{accent}")
#let small(body) = text(size: 8pt, fill: rgb("{muted}"), body)
#let fig(title, source, body) = block(width: 100%)[
  #text(size: 10.5pt, weight: "bold", title) #v(-3mm) #line(length: 100%, stroke: 0.8pt) #body #small(source)]
#let note(body) = block(width: 100%, fill: rgb("#EEF3F9"), stroke: (left: 1mm + accent), inset: 4mm, body)
#let card(value, label) = [#text(size: 22pt, weight: "bold", fill: accent, value) \\ #text(size: 9.6pt, label)]
#let entry(target, body) = link(target)[#body #h(1fr) #context counter(page).at(target).first() \\ ]
#let dark(body) = page(fill: rgb("#0C2644"), numbering: none)[#set text(fill: white); #v(25%); #body]
"""


class Markup(HTMLParser):
    """HTML of the composed texts as Typst markup."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._ends: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        href = dict(attrs).get("href") or ""
        start, end = {
            "p": ("", "\n\n"),
            "h3": ('#text(weight: "bold")[', "]\n\n"),
            "li": ("\n- ", "\n"),
            "strong": ("#strong[", "]"),
            "em": ('#text(fill: accent, weight: "bold")[', "]"),
            "a": (f"#link(<{href[1:]}>)[" if href.startswith("#") else f'#link("{href}")[', "]"),
        }.get(tag, ("", ""))
        self.parts.append(start)
        if tag != "br":
            self._ends.append(end)

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(self._ends.pop())

    def handle_data(self, data: str) -> None:
        self.parts.append("".join(f"\\{char}" if char in "\\#$*_`<>@=-+/[]~'\"" else char for char in data))


def markup(html: str) -> str:
    parser = Markup()
    parser.feed(html)
    parser.close()
    return "".join(parser.parts)


def block(told: dict[str, Any]) -> str:
    """One block as a Typst expression of code mode."""
    kind = told["kind"]
    if kind == "text":
        return f"block[{markup(told['html'])}]"
    if kind == "callout":
        return (
            f"note[*{markup(told['title'])}*\n\n{markup(told['html'])}]"
            if told["title"]
            else f"note[{markup(told['html'])}]"
        )
    if kind == "cards":
        cards = ", ".join(f"card[{markup(item['value'])}][{markup(item['label'])}]" for item in told["items"])
        grid = f"grid(columns: {len(told['items'])} * (1fr,), {cards})"
        return f'block(width: 100%, fill: rgb("#EEF3F9"), inset: 4mm, {grid})'
    if kind == "columns":
        widths = ", ".join(f"{column['share']}fr" for column in told["columns"])
        cells = ", ".join(
            f"stack(spacing: 5mm, {', '.join(map(block, column['blocks']))})" for column in told["columns"]
        )
        return f"grid(columns: ({widths},), column-gutter: 11mm, {cells})"
    caption = told["caption"]
    title = f"{markup(caption['label'])} {markup(caption['title'])}"
    source = f"{markup(caption['note'])} {markup(caption['source'])}"
    return f"[#fig[{title}][{source}][#{chart(told) if kind == 'chart' else table(told)}] <{caption['anchor']}>]"


def chart(told: dict[str, Any]) -> str:
    width, height = told["size"]
    anchor, alt = told["caption"]["anchor"], json.dumps(told["caption"]["alt"], ensure_ascii=False)
    image = f'image("{anchor}.svg", width: {width}pt, height: {height * 0.9}pt, fit: "stretch", alt: {alt})'
    events = "".join(f" {e['number']} {e['date_text']} {markup(e['label'])} \\ " for e in told["plot"]["events"])
    return f"stack({image}, columns(3, text(size: 8pt)[{events}]))" if events else image


def table(told: dict[str, Any]) -> str:
    head = ", ".join(f"[{markup(cell['html'])}]" for cell in told["heads"][0])
    cells = ", ".join(
        f"table.cell(rowspan: {cell['span']})[{markup(cell['html'])}]"
        for group in told["groups"]
        for row in group
        for cell in row["cells"]
    )
    return f"text(size: 9.6pt, table(columns: {len(told['heads'][0])} * (auto,), table.header({head}), {cells}))"


def page(told: dict[str, Any], content: dict[str, Any]) -> str:
    title, anchor = markup(told["title"]), f"<{told['anchor']}>"
    if told["kind"] in ("cover", "divider"):
        title = markup(content["masthead"]["title"]) if told["kind"] == "cover" else title
        listed = content["contents"] if told["kind"] == "cover" else told["chapter"]
        return f'#dark[#text(size: 33pt, weight: "bold")[{title}] {anchor}\n\n{entries(listed)}]\n'
    rows = f"#columns(2)[#set text(size: 9.2pt)\n{entries(told['entries'])}]" if told["entries"] else ""
    body = f"#stack(spacing: 5mm, {', '.join(map(block, told['blocks']))})" if told["blocks"] else ""
    head = f"#text(fill: accent, size: 10.5pt)[{markup(told['head'])}]"
    return f"#pagebreak(weak: true)\n{head}\n= {title} {anchor}\n{rows}{body}\n"


def entries(listed: list[dict[str, Any]]) -> str:
    return "".join(f"#entry(<{one['anchor']}>)[{markup(one['label'])} {markup(one['title'])}]\n" for one in listed)


def main() -> None:
    folder, target = (Path(argument).resolve() for argument in sys.argv[1:])
    ends = [("imports", time.perf_counter())]
    content = json.loads((folder / "content.json").read_text(encoding="utf-8"))
    output = target.parent / "typst"
    output.mkdir(exist_ok=True)
    plain.draw_all(content, folder, output)
    ends.append(("drawing", time.perf_counter()))
    pages = "".join(page(told, content) for told in content["pages"])
    source = output / "report.typ"
    source.write_text(PREAMBLE.format(**(content["style"] | content["page"])) + pages, encoding="utf-8")
    typst.compile(source, output=target, font_paths=[folder], ignore_system_fonts=True)
    ends.append(("compiling", time.perf_counter()))
    plain.report(ends)


if __name__ == "__main__":
    main()
