"""The alternative text of a figure says what the figure shows.

Screen readers read the alternative text aloud. A file name, 图片 or 见上图 says nothing, and the caption repeated
says nothing new. Texts that the tool makes from data are ignored, and so is a caption with more to it.

PASS::

    image: {title: 产品界面, file: pictures/chat.png, alt: 左侧为对话记录，右侧为回答及其引用的网页, source: kimi}

FAIL::

    image: {title: 产品界面, file: pictures/chat.png, alt: 图片, source: kimi}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanbao.diagnostics import Level
from yanbao.model.manuscript import FigureText, Manuscript, Passage, Role
from yanbao.review.findings import Finding, on
from yanbao.review.reading.captions import squeeze
from yanbao.rules import define

RULE = define("empty-alt", __doc__, "review", Level.WARNING)

# Words for a picture, whatever it shows, and marks of a text that is still to be written.
_NOTHING = re.compile(
    r"(?:(?:这是|见|如|以?下|以?上|左|右|本|该|此|一|张|幅|个|的|示意|说明|相关|配)*+"
    r"(?:图表|图片|图像|图形|图示|图|插图|配图|截图|截屏|屏幕截图|照片|相片|表格|表|示意图|统计图|曲线|略)++(?:说明|描述|所示)?[0-9]*"
    r"|(?:image|img|picture|pic|photo|figure|fig|chart|table|screenshot|alt|untitled|todo|tbd|xx+|x|n/?a|none|null)[0-9]*"
    r"|无|暂无|空|待补充?|待定|待写|未命名|描述|说明|替代文本|替代文字|[0-9]*)",
    re.IGNORECASE,
)
_FILE = re.compile(r"\S+\.(?:png|jpe?g|svg|gif|webp|bmp|tiff?)", re.IGNORECASE)
_PICTURE = re.compile(r"的?(?:图表|图片|截图|示意图|照片|图)$")


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A warning at an alternative text that tells nothing, a hint at one that is the caption."""
    for figure in manuscript.figures:
        for passage in figure.passages:
            if passage.role is Role.ALT:
                yield from _read(figure, passage)


def _read(figure: FigureText, passage: Passage) -> Iterator[Finding]:
    remedy = "say what the figure shows: what is compared, and what can be seen from it"
    text, caption = squeeze(passage.text), squeeze(figure.caption.text)
    if _FILE.fullmatch(passage.text.strip()):
        message = "the alternative text is the name of a file"
        yield on(passage, 0, len(passage.text), message, remedy)
    elif _NOTHING.fullmatch(text):
        message = f"the alternative text '{passage.text}' does not tell what the figure shows"
        yield on(passage, 0, len(passage.text), message, remedy)
    elif _PICTURE.sub("", text) == _PICTURE.sub("", caption):
        message = f"the alternative text only repeats the caption of {figure.label}"
        yield on(passage, 0, len(passage.text), message, remedy, Level.HINT)
