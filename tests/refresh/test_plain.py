"""An answer that is proved to be canonical on its way is, byte for byte, what the loader would make of it."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzzing import many
from tests.load.declaring import declared
from yanbao.load.declared import Declared
from yanbao.load.findings import Findings
from yanbao.refresh.canonical import as_csv, newest, own_columns, rows_of
from yanbao.refresh.plain import PlainProof
from yanbao.refresh.trouble import UnusableError

CELLS = {
    "ticker": ["600088.SH", "000001.SZ", "000001.SH", "600088.XX", ""],
    "security": ["000300.SH", "AAPL.O", "x.SH"],
    "date": ["2024-04-26", "2024-02-29", "2023-02-29", "2024-13-01", "2024-04-31", "3024-01-01", "20240426", ""],
    "month": ["2024-04", "2024-13", "2024-04-01"],
    "quarter": ["2024Q1", "2024Q5", "2024q1"],
    "year": ["2024", "1850", "2024年"],
    "number": ["1", "-0.50", "12.3", "1e3", "1,5", "007", "-", "", "9" * 20],
    "text": ["中视传媒", "x", "a b", "-", '"q"', "", "NA"],
}


@st.composite
def answers(draw: st.DrawFn) -> tuple[Declared, bytes]:
    """A table and what its source answers: mostly in order, and mostly canonical."""
    kinds = draw(st.lists(st.sampled_from(list(CELLS)), min_size=1, max_size=4))
    names = [f"c{at}" for at in range(len(kinds))]
    keys = draw(st.integers(1, len(kinds)))
    good = {kind: cells[:2] for kind, cells in CELLS.items()}
    words = CELLS if draw(st.integers(0, 2)) == 0 else good
    rows = draw(st.lists(st.tuples(*(st.sampled_from(words[kind]) for kind in kinds)), max_size=5))
    if draw(st.integers(0, 4)):
        rows = sorted({row[:keys]: row for row in rows}.values())
    found = Findings()
    item = declared("x.csv", dict(zip(names, kinds, strict=True)), found, key=names[:keys])
    assert item is not None
    end = draw(st.sampled_from(["\n", "\n", "", "\n\n"]))
    return item, ("\n".join(map(",".join, chain([names], rows))) + end).encode()


@many
@given(answers(), st.integers(1, 40))
def test_what_is_proved_is_canonical(answer: tuple[Declared, bytes], piece: int) -> None:
    item, data = answer
    proof = PlainProof(item, "x.csv")
    for at in range(0, len(data), piece):
        proof.feed(data[at : at + piece])
    if not proof.finish():
        return
    rows = rows_of(item, data, "data/x.csv")
    assert b"".join(as_csv(chain([list(own_columns(item))], rows))) == data
    assert (proof.rows, proof.newest) == (len(rows), newest(item, rows))


def test_a_plain_answer_is_proved_and_another_is_not() -> None:
    found = Findings()
    item = declared("x.csv", {"code": "ticker", "date": "date", "close": "number"}, found, key=["code", "date"])
    assert item is not None
    lines = [f"600088.SH,2024-02-{day},{day}.50" for day in range(10, 30)]

    def holds(rows: list[str]) -> bool:
        proof = PlainProof(item, "x.csv")
        proof.feed("\n".join(["code,date,close", *rows, ""]).encode())
        return proof.finish()

    assert holds(lines)
    assert not holds([*lines, ""])
    by_line = PlainProof(item, "x.csv")
    for line in ("code,date,close", *lines, ""):
        by_line.feed(f"{line}\n".encode())
    assert not by_line.finish()
    assert not holds([*lines[:-1], "600088.SH,2024-02-30,1"])
    assert not holds([*lines, lines[-1]])
    assert not holds([*lines[1:], lines[0]])
    assert not holds([lines[0].replace("2024", "2023").replace("-10", "-29"), *lines])


def test_numbers_are_kept_as_they_were_written() -> None:
    found = Findings()
    item = declared("x.csv", {"at": "date", "v": "number", "p": "percent"}, found, key=["at"], read={"missing": ["0"]})
    assert item is not None
    data = b'at,v,p\n2024-01-02,"1,234.50",007%\n2024-01-01,0,5.10%\n2024-01-03,1.500,\n'
    rows = [tuple(row) for row in rows_of(item, data, "data/x.csv")]
    assert rows == [("2024-01-01", "", "5.10%"), ("2024-01-02", "1234.50", "7%"), ("2024-01-03", "1.500", "")]
    with pytest.raises(UnusableError) as caught:
        rows_of(item, data + b"2024-01-04,x,\n", "data/x.csv")
    assert "column 'v': expected a number" in caught.value.found[0].message
