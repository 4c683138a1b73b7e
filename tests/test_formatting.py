"""Numbers and dates as text."""

import pytest

from yanbao import formatting

POWERS = [("亿", 1e8), ("万", 1e4)]


@pytest.mark.parametrize(
    ("value", "decimals", "sign", "group", "expected"),
    [
        (79, None, False, False, "79"),
        (2199.5, 2, False, False, "2199.50"),
        (2199.5, None, False, True, "2,199.5"),
        (-8.2, 1, False, False, "−8.2"),
        (-0.04, 1, False, False, "0.0"),
        (0.5, 0, False, False, "1"),
        (2.675, 2, False, False, "2.68"),
        (5, 0, True, False, "+5"),
        (0, 0, True, False, "0"),
        (98291, 0, False, True, "98,291"),
        (1e30, 2, False, False, "1" + "0" * 30 + ".00"),
    ],
)
def test_number(value: float, decimals: int | None, sign: bool, group: bool, expected: str) -> None:
    assert formatting.number(value, decimals, sign=sign, group=group) == expected


@pytest.mark.parametrize(
    ("ratio", "decimals", "sign", "expected"),
    [
        (0.57, None, False, "57%"),
        (0.281, 1, False, "28.1%"),
        (0.07, None, False, "7%"),
        (-0.14, 0, True, "−14%"),
        (5.5136, 0, True, "+551%"),
    ],
)
def test_percent(ratio: float, decimals: int | None, sign: bool, expected: str) -> None:
    assert formatting.percent(ratio, decimals, sign=sign) == expected


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "expected"),
    [
        (1_000_000, "个tokens", None, "100万个tokens"),
        (1_640_000_000, "美元", None, "16.4亿美元"),
        (16.4, "亿美元", None, "16.4亿美元"),
        (400_000_000_000, "", None, "4000亿"),
        (0.57, "%", None, "57%"),
        (8192, "个tokens", None, "8192个tokens"),
        (30_000, "行", None, "3万行"),
        (123_456_789, "次", None, "1.23亿次"),
        (2199.5, "", 2, "2199.50"),
        (-23_740, "元", None, "−2.37万元"),
    ],
)
def test_quantity_in_chinese_prose(value: float, unit: str, decimals: int | None, expected: str) -> None:
    assert formatting.quantity(value, unit, decimals, POWERS) == expected


@pytest.mark.parametrize(("value", "expected"), [(8192, "8K"), (128_000, "128K"), (131_072, "128K"), (32_000, "32K")])
def test_context_windows_in_thousands(value: float, expected: str) -> None:
    assert formatting.kilo(value, "K") == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("2024", "2024年"), ("2024-04", "2024年4月"), ("2024-04-06", "2024年4月6日")]
)
def test_period_in_words(text: str, expected: str) -> None:
    assert formatting.period(text, ("年", "月", "日")) == expected


def test_a_sum_is_of_numbers_as_they_are_written() -> None:
    assert formatting.total([0.1, 0.2]) == 0.3
    assert formatting.number(formatting.total([10, 2.555, -10]), 2) == "2.56"


def test_numbers_side_by_side_share_their_decimals() -> None:
    assert formatting.common_decimals([82.0, 39.5, 81.75]) == 2
    assert formatting.common_decimals([1, 2]) == 0
    assert formatting.common_decimals([]) == 0


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (99_999_600, None, "9999.96万元"),
        (99_999_600, 1, "1.0亿元"),
        (99_999_960, 2, "1.00亿元"),
        (99_999_999, None, "1亿元"),
        (-99_999_999, None, "−1亿元"),
        (99_994_000, 0, "9999万元"),
        (99_995_000, 0, "1亿元"),
        (9_999.6, 0, "1万元"),
        (9_999.6, None, "9999.6元"),
        (999_999_999_999, None, "1万亿元"),
    ],
)
def test_a_power_of_ten_is_chosen_by_what_is_printed(value: float, decimals: int | None, text: str) -> None:
    powers = [("万亿", 1e12), ("亿", 1e8), ("万", 1e4)]
    assert formatting.quantity(value, "元", decimals, powers, as_printed=True) == text


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "text"),
    [
        (123_456, "辆", 0, "12.35万辆"),
        (149_999, "辆", 0, "15万辆"),
        (140_999.4, "辆", 0, "14.1万辆"),
        (9_999, "辆", 0, "9999辆"),
        (9_999.6, "辆", 0, "1万辆"),
        (9_999.5, "元", 2, "9999.50元"),
        (123_456.7, "亿元", 0, "123457亿元"),
        (-1_643_000_000, "美元", 1, "−16.43亿美元"),
    ],
)
def test_decimals_of_a_column_are_those_of_its_unit(value: float, unit: str, decimals: int, text: str) -> None:
    assert formatting.quantity(value, unit, decimals, POWERS) == text


@pytest.mark.parametrize(
    ("values", "usual", "decimals"),
    [
        ([], 2, 2),
        ([0.0, 0.0], 2, 2),
        ([0.04916, 0.04929], 2, 4),
        ([5e-9, 6e-9], 2, 9),
        ([1234.5, 1234.500001], 2, 2),  # alike in six digits
        ([0.1 + 0.2, 0.3], 1, 1),
        ([2e-14], 2, 2),
        ([float("nan"), 1.25, 1.26], 0, 2),
        ([value / 1000 for value in range(300)], 2, 3),
        ([*(float(value) for value in range(300)), 5.001], 0, 0),  # one of hundreds
        ([0.00123, 9999.996], 2, 3),
        ([0.00123, 9999.996], 0, 3),
        ([-0.0004, 0.0, 120.0], 1, 4),
        ([*range(30), 0.001], 0, 3),
        ([0.004, 12.0], 2, 3),
        ([0.006, 12.0], 2, 2),
        ([4e-7, 30_000.0], 0, 7),
        ([0.1 + 0.2 - 0.3, 5000.0], 1, 1),
    ],
)
def test_decimals_tell_numbers_apart(values: list[float], usual: int, decimals: int) -> None:
    assert formatting.telling_decimals(values, usual) == decimals
