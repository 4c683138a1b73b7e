"""Where the HTML says what it is made from: in its head, whatever a theme's template looks like."""

from __future__ import annotations

import pytest

from yanbao.pipeline.provenance import said

META = '<meta name="yanbao-provenance" content="yanbao-provenance/1 x">\n'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n', "<script>'</head>'</script></head><body></body>"),
        ("<!DOCTYPE html>\n<HTML><HEAD lang='zh'>\n", "<title>x</title></HEAD><body><header></header></body>"),
        ("<p>no head</p>", ""),
    ],
)
def test_it_is_said_before_anything_that_runs_and_after_the_encoding(before: str, after: str) -> None:
    assert said(before + after, "yanbao-provenance/1 x") == before + META + after
