"""Formulas as drawings, and what is wrong with them."""

import pytest

from yanbao.charts.formulas import draw
from yanbao.model.formulas import FormulaError


def test_a_formula_stands_on_its_baseline() -> None:
    plain, hanging, high = draw("x"), draw("y"), draw(r"\dfrac{x}{y}")
    assert plain.top + plain.height <= 10  # thousandths of an em
    assert 150 < hanging.top + hanging.height < 350
    assert high.height > 1.8 * plain.height
    assert plain.path.startswith("M")


def test_equal_formulas_are_equal_and_others_differ() -> None:
    assert draw("a+b").path != draw("a-b").path
    assert draw("a+b") == draw.__wrapped__("a+b")


@pytest.mark.parametrize(
    ("source", "offset", "message"),
    [
        (r"a+\frac{1", 7, r"expected \frac{num}{den}"),
        (r"1+\foo", 2, r"no symbol '\foo'"),
        (r"\begin{matrix}", 0, r"no symbol '\begin'"),
        ("a^{2", 4, "'}' is missing"),
        ("a_b_c", 0, "double subscript"),
        ("a=利润", 2, "no glyph for '利'"),
        ("a=☃", 2, "no glyph for '☃'"),
        ("US$3", 2, "a $"),
        (" ", 0, "cannot be read"),
        ("~~", 0, "draws nothing"),
        (r"\hspace{2}", 0, "draws nothing"),
        (r"\quad\ ", 0, "draws nothing"),
        (r"\hspace{9999}x", 0, "9999 characters wide"),
        ("{" * 90 + "x" + "}" * 90, 10, "nested too deeply"),
        ("x" * 201, 0, "201 characters"),
    ],
)
def test_what_is_wrong_is_told_where_it_is(source: str, offset: int, message: str) -> None:
    with pytest.raises(FormulaError) as caught:
        draw(source)
    assert message in str(caught.value)
    assert caught.value.offset == offset
