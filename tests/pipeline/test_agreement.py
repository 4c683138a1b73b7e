"""What a build refuses before it typesets anything, a check finds: the same error at the same place."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import WriteProject
from yanbao import pipeline
from yanbao.diagnostics import ContentError, Level, SetupError

PAGE = """\
section: 大模型
pages:
  - title: 页
    blocks:
"""
TABLE = """\
prices:
  source: google
  as_of: 2024-03
  columns: {name: {type: text, label: 名称}, price: {type: number, label: 价}}
  rows:
    - [甲, 1]
    - [乙𠮷, 2]
"""
LOCAL = "base: deck\n"

CASES: dict[str, tuple[dict[str, str], str]] = {
    "rare Han in prose": (
        {"content/demo/intro.yaml": PAGE + "      - text: |\n          一\n\n          他姓𠮷，名\n"},
        "content/demo/intro.yaml:8:13 missing-glyph",
    ),
    "Hangul in a title": (
        {"content/demo/intro.yaml": PAGE.replace("页", "页한국") + "      - text: 一。\n"},
        "content/demo/intro.yaml:3:13 missing-glyph",
    ),
    "emoji in a callout": (
        {"content/demo/intro.yaml": PAGE + "      - callout: {title: 甲, text: 乙😀}\n"},
        "content/demo/intro.yaml:5:36 missing-glyph",
    ),
    "Latin with marks in a card": (
        {"content/demo/intro.yaml": PAGE + "      - cards: [{value: 五, label: 甲ꝏ}]\n"},
        "content/demo/intro.yaml:5:36 missing-glyph",
    ),
    "rare Han in a cell": (
        {
            "content/ledger/prices.yaml": TABLE,
            "content/demo/intro.yaml": PAGE + "      - table: {title: 表, data: prices, columns: [name, price]}\n",
        },
        "content/ledger/prices.yaml:7:9 missing-glyph",
    ),
    "rare Han in a chart": (
        {
            "content/ledger/prices.yaml": TABLE,
            "content/demo/intro.yaml": PAGE
            + "      - chart: {title: 图, type: bar, data: prices, x: name, y: price}\n",
        },
        "content/ledger/prices.yaml:7:9 missing-glyph",
    ),
    "a visible format character": (
        {"content/demo/intro.yaml": PAGE + "      - text: 甲\u06dd乙。\n"},
        "content/demo/intro.yaml:5:16 missing-glyph",
    ),
    "a template that is not Jinja": (
        {"templates/deck/theme.yaml": LOCAL, "templates/deck/partials/text.html.j2": "<p>\n{% if %}</p>"},
        "templates/deck/partials/text.html.j2:2:1 bad-template",
    ),
    "a template that asks for what it is not given": (
        {"templates/deck/theme.yaml": LOCAL, "templates/deck/report.html.j2": "{{ nothing }}"},
        "templates/deck/report.html.j2:1:1 bad-template",
    ),
    "a style sheet that asks for what it is not given": (
        {"templates/deck/theme.yaml": LOCAL, "templates/deck/styles/print.css.j2": "a { width: {{ pages.width }}mm }"},
        "templates/deck/styles/print.css.j2:1:1 bad-template",
    ),
    "a template with raw text that never ends": (
        {
            "templates/deck/theme.yaml": LOCAL,
            "templates/deck/partials/text.html.j2": "<p>\n{% raw %}{{ a }}</p>",
        },
        "templates/deck/partials/text.html.j2:2:1 bad-template",
    ),
    "a template with a comment that never ends": (
        {"templates/deck/theme.yaml": LOCAL, "templates/deck/partials/text.html.j2": "<p>\n{# later</p>"},
        "templates/deck/partials/text.html.j2:2:1 bad-template",
    ),
    "a template whose expressions are raw": (
        {
            "templates/deck/theme.yaml": LOCAL,
            "templates/deck/partials/text.html.j2": "{% raw %}<p>{{ block.html | safe }}</p>{% endraw %}",
            "content/demo/intro.yaml": PAGE + "      - text: 一。\n",
        },
        "content/demo/intro.yaml:5:15 lost-text",
    ),
    "a template that leaves its block out": (
        {
            "templates/deck/theme.yaml": LOCAL,
            "templates/deck/partials/text.html.j2": "{# later #}",
            "content/demo/intro.yaml": PAGE + "      - text: 一。\n",
        },
        "content/demo/intro.yaml:5:15 lost-text",
    ),
    "a template that prints its block twice": (
        {
            "templates/deck/theme.yaml": LOCAL,
            "templates/deck/partials/text.html.j2": "{% for _ in [1, 2] %}<p>{{ block.html | safe }}</p>{% endfor %}",
            "content/demo/intro.yaml": PAGE + "      - text: 一段足够长的文字不会碰巧出现两次。\n",
        },
        "content/demo/intro.yaml:5:15 printed-twice",
    ),
    "a template without its chart": (
        {
            "templates/deck/theme.yaml": LOCAL,
            "templates/deck/partials/chart.html.j2": '{% extends "partials/figure.html.j2" %}',
            "content/ledger/prices.yaml": TABLE.replace("乙𠮷", "乙"),
            "content/demo/intro.yaml": PAGE
            + "      - chart: {title: 图, type: bar, data: prices, x: name, y: price}\n",
        },
        "content/demo/intro.yaml:5:24 lost-text",
    ),
}


class Quiet:
    def step(self, report: str, name: str, done: int, total: int) -> None:
        pass


def refused(root: Path) -> list[str]:
    """The errors of a build."""
    with pytest.raises(ContentError) as caught:
        pipeline.build(pipeline.BuildRequest(root, root / "build", jobs=1, store=False), Quiet())
    assert not (root / "build").exists()
    return told(caught.value.diagnostics)


def told(diagnostics: object) -> list[str]:
    found = [d for d in diagnostics if d.level is Level.ERROR]  # type: ignore[attr-defined] # of either command
    return [f"{d.mark.file}:{d.mark.line}:{d.mark.column} {d.rule}" for d in found]


@pytest.mark.parametrize("case", CASES)
def test_a_check_finds_what_a_build_refuses(write_project: WriteProject, case: str) -> None:
    files, expected = CASES[case]
    root = write_project(files)
    assert told(pipeline.check(root)) == refused(root) == [expected]


def test_a_font_that_is_not_there_is_missed_by_both(write_project: WriteProject) -> None:
    fonts = "fonts: {family: Other, package: justmytype_intl_cjk, file: fonts/none.ttf}\n"
    root = write_project({"templates/deck/theme.yaml": LOCAL + fonts})
    for run in (
        lambda: pipeline.check(root),
        lambda: pipeline.build(pipeline.BuildRequest(root, root / "build", jobs=1, store=False), Quiet()),
    ):
        with pytest.raises(SetupError, match=r"has no file 'fonts/none\.ttf'"):
            run()
