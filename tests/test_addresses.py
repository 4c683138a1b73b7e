"""Addresses in running text."""

from __future__ import annotations

import pytest

from yanbao.addresses import addresses, without_addresses


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("详见公司官网(https://example.com/x?y=1)。", ["https://example.com/x?y=1"]),
        ("（https://example.com/）和", ["https://example.com/"]),
        ("见https://zh.wikipedia.org/wiki/A_(B)。", ["https://zh.wikipedia.org/wiki/A_(B)"]),
        ("(见https://a.cn/A_(B))", ["https://a.cn/A_(B)"]),
        ("[https://a.cn/x[1]]", ["https://a.cn/x[1]"]),
        ('<https://a.cn>、"www.b.com"', ["https://a.cn", "www.b.com"]),
        ("see https://a.cn/x, www.b.com. and HTTP://C.cn!", ["https://a.cn/x", "www.b.com", "HTTP://C.cn"]),
        ("https://a.cn，https://b.cn；《https://c.cn》", ["https://a.cn", "https://b.cn", "https://c.cn"]),
        ("邮箱(ir@example.com.cn)或a.b+c@d-e.org。", ["ir@example.com.cn", "a.b+c@d-e.org"]),
        ("3*4@5，甲@乙，awww.x", []),
    ],
)
def test_addresses(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in addresses(text)] == found
    blank = without_addresses(text)
    assert len(blank) == len(text)
    assert [address for address in found if address in blank] == []
