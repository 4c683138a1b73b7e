"""Pictures of charts beside those that were looked at. ``pytest --golden`` renews them; look at every one."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from yanbao.charts.canvas import MM
from yanbao.charts.drawing import draw
from yanbao.model.plots import OF_TYPE
from yanbao.model.sheet import FontSet

from .conftest import STYLE
from .samples import ALL
from .test_in_a_pdf import SCALE, pixels, printed

IMAGES = Path(__file__).parent / "images"
TYPES = tuple(OF_TYPE)
PIXELS = 1.5  # of the picture kept, in a pt
COLORS = 256  # of the picture kept, which makes it small
DIFFERENCE = 0.2  # mean of all pixels and colours, of 255: what smoothing may change, and no moved line


def test_every_type_has_a_picture_and_every_picture_a_type() -> None:
    assert {file.stem for file in IMAGES.glob("*.png")} == set(TYPES)


@pytest.mark.parametrize("kind", TYPES)
def test_a_chart_looks_as_before(kind: str, fonts: FontSet, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    plot, width, height = next(sample for sample in ALL.values() if sample[0].type == kind)
    page = pixels(printed(draw(plot, width, height, STYLE, fonts, "chart"), fonts))
    cut = page.crop((0, 0, round(width * MM * SCALE), round(height * MM * SCALE)))
    actual = cut.resize((round(width * MM * PIXELS), round(height * MM * PIXELS)), Image.Resampling.BOX)
    file = IMAGES / f"{kind}.png"
    if request.config.getoption("--golden"):
        IMAGES.mkdir(exist_ok=True)
        actual.quantize(COLORS, kmeans=3, dither=Image.Dither.NONE).save(file, optimize=True)
    expected = Image.open(file).convert("RGB")
    assert actual.size == expected.size
    difference = ImageChops.difference(actual, expected)
    if sum(ImageStat.Stat(difference).mean) / 3 > DIFFERENCE:
        for name, image in (("actual", actual), ("expected", expected), ("difference", difference)):
            image.save(tmp_path / f"{name}.png")
        pytest.fail(f"{kind} looks different: see {tmp_path}")
