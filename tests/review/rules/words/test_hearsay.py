"""Rumours as sources."""

from __future__ import annotations

import pytest

from tests.review import found, prose
from yanbao.diagnostics import Level
from yanbao.review.rules.words import hearsay


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("据传新航线将于二季度开通。", [("据传", None)]),
        ("某自媒体称，厂家已停止发货。", [("某自媒体称", None)]),
        ("业内流传公司将剥离该业务。", [("业内流传", None)]),
        ("据悉，新航线将于二季度开通。", [("据悉", Level.HINT)]),
        ("据公司公告，新航线将于二季度开通。", []),
        ("据悉，财联社报道新航线将于二季度开通。", []),
        ("针对网传消息，公司已辟谣。", []),
        ("受市场传闻影响，股价下跌。", []),
        ("自媒体流量快速增长。", []),
    ],
)
def test_rumours(text: str, marks: list[tuple[str, Level | None]]) -> None:
    assert [(one.text, one.level) for one in found(hearsay, prose(text))] == marks
