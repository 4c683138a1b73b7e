"""The page of charts in the docs, from the gallery: pictures of the figures that its pages quote, and their YAML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops

from yanbao.charts.formulas import draw
from yanbao.compose import compose
from yanbao.load.project import load_project
from yanbao.model.blocks import walk
from yanbao.model.document import ColumnsBlock
from yanbao.model.report import Page
from yanbao.model.theme import PageTokens
from yanbao.pipeline import BuildRequest, build

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs/images/gallery"
SCALE = 1.25  # pixels in a pt
COLORS = 32
MM = 72 / 25.4 * SCALE
HEAD = 21  # mm of a page that its title takes

INTRODUCTION = """\
# Charts

Every type of chart, and graphics in table cells: the figures of the [gallery](../content/gallery) with their YAML.
[Keys](keys.md#charts) explains each key, and the [guide](guide.md#blocks-and-figures) how to write charts.
`make gallery` builds the gallery as a report.

All charts of a report print what they measure in one form, 亿次 or 万次, unless one could not be read in it; a `unit`
in the caption decides ([guide](guide.md#blocks-and-figures)).
"""


@dataclass(frozen=True)
class Shown:
    """A page of the gallery: its title, the ids and YAML of its figures, its number and what part of it they take."""

    title: str
    excerpts: dict[str, str]
    number: int
    share: float

    @property
    def file(self) -> str:
        """The name of its picture."""
        return f"{next(iter(self.excerpts))}.png"


def shown() -> list[Shown]:
    """The pages of the gallery whose first column has figures, and whose others quote them."""
    loaded = load_project(ROOT, ["gallery"])
    (report,) = loaded.project.reports
    composed = {
        page.mark: (at, page) for at, page in enumerate(compose(loaded.project, report, draw=draw).document.pages)
    }
    found = []
    for page in (page for section in report.sections for page in section.spec.pages):
        number, made = composed[page.title.mark]
        if excerpts := {name: report.excerpts[name] for name in _quoted(page)}:
            (columns,) = (block for block in made.blocks if isinstance(block, ColumnsBlock))
            found.append(Shown(str(page.title), excerpts, number, columns.columns[0].share / 100))
    return found


def _quoted(page: Page) -> Iterator[str]:
    return (str(block.excerpt) for block in walk(page.blocks) if block.excerpt)


def page() -> str:
    """The page as Markdown."""
    return INTRODUCTION + "".join(map(_part, shown()))


def _part(part: Shown) -> str:
    code = "".join(f"\n```yaml\n- {_indented(excerpt)}\n```\n" for excerpt in part.excerpts.values())
    return f"\n## {part.title}\n\n![{part.title}](images/gallery/{part.file})\n{code}"


def _indented(yaml: str) -> str:
    """YAML as an item of a list of blocks."""
    return "\n".join(f"  {line}" if number and line else line for number, line in enumerate(yaml.split("\n")))


class _Silence:
    def step(self, *_: object) -> None: ...


def draw_pictures(folder: Path) -> None:
    """Build the gallery in ``folder``, and renew the pictures from its pages."""
    build(BuildRequest(ROOT, folder, ("gallery",), formats=frozenset({"pdf"}), store=False), _Silence())
    loaded = load_project(ROOT, ["gallery"])
    (report,) = loaded.project.reports
    count = len(compose(loaded.project, report, draw=draw).document.pages)
    PICTURES.mkdir(exist_ok=True)
    for old in PICTURES.glob("*.png"):
        old.unlink()
    with pypdfium2.PdfDocument(folder / "gallery.pdf") as pdf:
        longer = len(pdf) - count  # the contents, which come before all figures, may take several sides
        for part in shown():
            sheet = pdf[part.number + longer]
            kind, words = part.title[:3], sheet.get_textpage().get_text_range()
            assert kind in words, "a page takes more than one: its picture would be of another"
            paper = sheet.render(scale=SCALE).to_pil().convert("RGB")
            figures = _trimmed(paper.crop(_room(part.share, report.theme.tokens.page)))
            figures.quantize(COLORS, dither=Image.Dither.NONE).save(PICTURES / part.file, optimize=True)


def _room(share: float, page: PageTokens) -> tuple[int, ...]:
    """Left, top, right and bottom of the first column of a page, in pixels."""
    width = (page.width - 2 * page.side + page.gutter) * share - page.gutter
    edges = (page.side - 1, page.top + HEAD, page.side + width + 2, page.height - page.bottom - 1)
    return tuple(round(edge * MM) for edge in edges)


def _trimmed(picture: Image.Image) -> Image.Image:
    """Without the white below what is there."""
    bounds = ImageChops.invert(picture.convert("L")).getbbox() or (0, 0, *picture.size)
    return picture.crop((0, 0, picture.width, bounds[3]))
