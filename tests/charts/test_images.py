"""Pictures of charts beside those that were looked at. ``pytest --golden`` renews them; look at every one."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from yanbao.charts.canvas import MM
from yanbao.charts.drawing import draw
from yanbao.model.sheet import FontSet

from .conftest import STYLE
from .samples import ALL
from .test_in_a_pdf import SCALE, pixels, printed

IMAGES = Path(__file__).parent / "images"
PIXELS = 1.5  # of the picture kept, in a pt
DIFFERENCE = 0.1  # mean of all pixels and colours, of 255: what smoothing may change, and no moved line


@pytest.mark.parametrize(
    "name",
    [
        "candles",
        "valuation band",
        "waterfall",
        "football field",
        "relative performance",
        "radar",
        "profile",
        "own scales",
    ],
)
def test_a_chart_looks_as_before(name: str, fonts: FontSet, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    plot, width, height = ALL[name]
    page = pixels(printed(draw(plot, width, height, STYLE, fonts, "chart"), fonts))
    cut = page.crop((0, 0, round(width * MM * SCALE), round(height * MM * SCALE)))
    actual = cut.resize((round(width * MM * PIXELS), round(height * MM * PIXELS)), Image.Resampling.BOX)
    file = IMAGES / f"{name.replace(' ', '-')}.png"
    if request.config.getoption("--golden"):
        IMAGES.mkdir(exist_ok=True)
        actual.save(file)
    expected = Image.open(file).convert("RGB")
    assert actual.size == expected.size
    difference = ImageChops.difference(actual, expected)
    if sum(ImageStat.Stat(difference).mean) / 3 > DIFFERENCE:
        for kind, image in (("actual", actual), ("expected", expected), ("difference", difference)):
            image.save(tmp_path / f"{kind}.png")
        pytest.fail(f"{name} looks different: see {tmp_path}")
