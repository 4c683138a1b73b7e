"""The author's text is all there: every line of the seed, after the corrections that ERRATA.md lists."""

from __future__ import annotations

import re
from pathlib import Path

from tests.sample.conftest import ROOT, Sample

SEED = ROOT / "tests" / "golden" / "seed.txt"
ERRATA = ROOT / "content" / "ai-media" / "ERRATA.md"
DELETED = "（删）"


def table(heading: str) -> list[list[str]]:
    """The rows of the table below a heading of ERRATA.md, without code marks."""
    section = ERRATA.read_text(encoding="utf-8").split(f"\n## {heading}\n")[1].split("\n## ")[0]
    rows = [line.strip().strip("|").split("|") for line in section.splitlines() if line.startswith("|")][2:]
    return [[re.sub(r"^`(.*)`$", r"\1", cell.strip(" ")) for cell in row] for row in rows]


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def corrected_lines() -> list[str]:
    """The seed's lines as they should be printed, white space removed; lines listed as dropped are left out."""
    dropped = {squeezed(quote) for quote, *_ in table("替换与删去的行")}
    text = SEED.read_text(encoding="utf-8")
    text = "\n".join(line for line in text.splitlines() if squeezed(line) and squeezed(line) not in dropped)
    for _, quote, correction, *_ in table("更正") + table("版式"):
        pattern = r"\s*".join(map(re.escape, squeezed(quote)))
        text = re.sub(pattern, lambda _: "" if correction == DELETED else correction, text)  # noqa: B023
    parts = (part for line in text.splitlines() for part in re.split(r"(?=资料来源：)", line))
    return [squeezed(part) for part in parts if squeezed(part)]


def test_the_lines_of_the_seed_are_printed(sample: Sample) -> None:
    printed = squeezed("".join(sample.pages()))
    lines = corrected_lines()
    missing = [line for line in lines if line not in printed]
    assert len(missing) <= 0.02 * len(lines), "\n".join(missing)


def test_few_lines_are_dropped() -> None:
    lines = [line for line in SEED.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert len(table("替换与删去的行")) < 0.1 * len(lines)


def test_corrections_are_of_the_seed() -> None:
    text = squeezed(SEED.read_text(encoding="utf-8"))
    quotes = [quote for _, quote, *_ in table("更正")]
    done = text
    for _, quote, correction, *_ in table("更正"):
        assert squeezed(quote) in done or squeezed(quote) in text, quote
        done = done.replace(squeezed(quote), squeezed(correction))
    assert len(quotes) == len(set(quotes))


def test_every_page_warns_of_the_disclaimer(sample: Sample) -> None:
    line = "请务必阅读正文之后的免责声明及其项下所有内容"
    assert [n for n, text in enumerate(sample.pages(), 1) if line not in text] == []


def test_no_absolute_path_of_the_build_is_printed(sample: Sample) -> None:
    html = Path(sample.html).read_text(encoding="utf-8")
    assert "content/ai-media" not in html
    assert str(ROOT) not in html
