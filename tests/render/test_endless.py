"""HTML of a project's templates that no typesetter could finish is refused."""

from __future__ import annotations

import pytest
from jinja2 import TemplateRuntimeError

from yanbao.render.endless import refuse_endless


@pytest.mark.parametrize(
    ("html", "message"),
    [
        ("<div>" * 61, "an element is in more than 60 others"),
        ("<div/>" * 61, "an element is in more than 60 others"),
        ("<table><tr>" + "<td>1" * 201, "a row of a table has more than 200 cells"),
        ('<td colspan="201">', "the attribute 'colspan' spans more than 200 cells"),
        ("<td rowspan=1000000000>", "the attribute 'rowspan' has a number of more than six digits"),
        ('<p style="width: 1e400px">', "the attribute 'style' has a number beyond 1,000,000"),
        ('<p style="width: calc(' + "(" * 40 + '1px">', "the attribute 'style' is nested in more than 30 levels"),
    ],
)
def test_endless_html_is_refused(html: str, message: str) -> None:
    with pytest.raises(TemplateRuntimeError) as caught:
        refuse_endless(html)
    assert str(caught.value) == f"the templates make HTML that cannot be set: {message}"


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 60,
        "<div><br></div>" * 100,
        "<ul>" + "<li>1" * 100,
        ("<table>" + "<tr>" + "<td>1</td>" * 200 + "</tr></table>") * 3,
        "<table>" + "<tr><td><table><tr><td></table>" * 20 + "</table>",
        "<svg>" + "<path/>" * 100 + "</svg>",
        '<td colspan="200" style="width: 10mm; color: rgb(0 0 0)">',
    ],
)
def test_ordinary_html_is_not(html: str) -> None:
    refuse_endless(html)
