"""Excerpts: the YAML of a figure, the same on paper and on screen, as it is written."""

from __future__ import annotations

import re

from tests.conftest import WriteProject
from yanbao.compose import compose
from yanbao.load.project import load_project
from yanbao.render import Renderer
from yanbao.typography.setting import for_reader, for_typesetter

SECTION = """\
section: 大模型
pages:
  - title: 一页
    blocks:
      - chart:
          id: visits
          type: line
          title: 访<b>问量 & 2024年的Chatbot
          data: visits
          x: month
          series: [views]
      - excerpt: visits
"""


def test_it_is_shown_as_written_and_rules_for_text_leave_it_alone(write_project: WriteProject) -> None:
    loaded = load_project(write_project({"content/demo/intro.yaml": SECTION}))
    report = loaded.project.reports[0]
    renderer = Renderer(compose(loaded.project, report).document, report.theme, "cn")
    page = renderer.document.pages[-1]
    for html in (renderer.pages([page], 4, {}), renderer.reader_page(page, {"visits": "<svg/>"})):
        (shown,) = re.findall(r'(?s)<div class="excerpt"[^>]*>\n(.*?)</div>', html)
        lines = [re.sub("<.*?>", "", line) for line in shown.rstrip().split("</code>")]
        assert lines == [
            "chart:",
            "  id: visits",
            "  type: line",
            "  title: 访&lt;b&gt;问量 &amp; 2024年的Chatbot",
            "  data: visits",
            "  x: month",
            "  series: [views]",
            "",
        ]
        assert for_typesetter(shown) == for_reader(shown) == shown
