"""Dates and periods as captions print them."""

from __future__ import annotations

import re

PERIOD = re.compile(
    # 2024年, 2024-04, 2024E, 2024; not 中证2000, 2024万
    r"(?<![0-9.证素])(?:19|20)[0-9]{2}(?:年|[-/.—－~至EAF]|(?![0-9.,%万亿元]))"
    # 20240426
    r"|(?<![0-9])(?:19|20)[0-9]{6}(?![0-9])"
    # 24年, 24Q1, 24E, 24/04
    r"|(?<![0-9.])[0-9]{2}(?:年|Q[1-4]|H[12]|[EA](?![A-Za-z])|[-/.](?:0[1-9]|1[0-2])(?![0-9]))"
    # 1Q24, FY2024, Q1, W12
    r"|(?:[1-4]Q|[12]H|FY|CY)'?(?:20)?[0-9]{2}(?![0-9])|Q[1-4](?![0-9A-Za-z])|W[0-9]{1,2}(?![0-9])"
    # 3月, 4月26日, Apr 26
    r"|(?<![0-9])(?:1[0-2]|0?[1-9])月(?!均|活|度)|[一二三四五六七八九十]月"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*[. -]?[0-9]"
    # periods that the date of the report completes, and those that stand for a series
    r"|[前一二三四]季[度报]|[上下]半年|[中年季]报|[本上当今昨前去][日周月季年]|第[一二三四五六七八九十0-9]+[周季]"
    r"|历史(?!分位|百分)|历年|逐[年月季日]"
)
"""An absolute date or period, possibly abbreviated. Relative ones such as 年初至今 and 近一年 do not match."""
