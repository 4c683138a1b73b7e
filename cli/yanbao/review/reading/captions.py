"""Captions: what stands around figures in Chinese reports, and captions as they are compared."""

from __future__ import annotations

import re
import unicodedata

_MARKS = re.compile(r"[\s，,。；;：:、()《》<>“”‘’\"'!?！？…·]+")


def squeeze(text: str) -> str:
    """Normalised text: no white space or punctuation, lower case, half width. Signs and decimal points are kept."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text)).casefold()


SOURCE_LINE = re.compile(
    r"(?:资料|数据|图片|图表|信息|素材)来源\s*[：:]"
    r"|(?:^|(?<=[。；\s（(]))(?:来源|出处|Sources?)\s*[：:]"
)
"""The beginning of a source line. 资金来源： and 收入来源： are none."""

NUMBERED = re.compile(
    r"\s*+(?:(?:图表|图|表)(?:\s*+(?:[0-9]{1,3}(?:[-－—.][0-9]{1,3})?|[一二三四五六七八九十]{1,3}))?"
    r"|(?:Figure|Fig\.|Exhibit|Chart|Table)\s*+[0-9]{1,3})\s*+[：:](?!\s*+[见详])",
    re.IGNORECASE,
)
"""The beginning of a caption with a typed word or number: 图：, 图1：, 表 2-1：, 图表12：."""
