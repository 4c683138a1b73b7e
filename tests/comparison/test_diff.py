"""What ``report diff`` finds between two versions of a small project."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests import projects
from yanbao import comparison
from yanbao.comparison import Difference
from yanbao.diagnostics import SetupError

Edit = Callable[[str, str, str], None]
Compare = Callable[[], Difference]

LEDGER, PROSE, MARKET = "content/ledger/models.yaml", "content/demo/models.yaml", "content/demo/market.yaml"
STOCKS, CATALOG = "content/ledger/stocks.yaml", "data/catalog.yaml"


@pytest.fixture
def new(tmp_path: Path) -> Path:
    projects.copy("good", tmp_path / "old")
    return projects.copy("good", tmp_path / "new")


@pytest.fixture
def edit(new: Path) -> Edit:
    def replace(name: str, old: str, text: str) -> None:
        file = new / name
        held = file.read_text(encoding="utf-8")
        assert held.count(old) == 1, (old, held)
        file.write_text(held.replace(old, text), encoding="utf-8")

    return replace


@pytest.fixture
def compare(new: Path) -> Compare:
    return lambda: comparison.diff(new, str(new.parent / "old"), None, (), date(2024, 5, 1), {})


def test_an_edition_without_a_name_is_not_this_folder(new: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(new)
    with pytest.raises(SetupError, match="an edition without a name"):
        comparison.diff(new, "", None, (), date(2024, 5, 1), {})


def test_nothing_differs_from_itself(compare: Compare) -> None:
    assert not compare()


def test_a_changed_fact_is_one_entry_with_all_its_places(edit: Edit, compare: Compare) -> None:
    edit(LEDGER, "1_000_000", "2_000_000")
    found = compare()
    [fact] = found.facts
    assert (fact.kind, fact.path, fact.name) == ("changed", "models.gemini.context_window", "Gemini 1.5 上下文窗口")
    assert (fact.old, fact.new, fact.new_source) == ("100万个tokens", "200万个tokens", ("谷歌", "Wind"))
    assert [(p.mark.file, p.mark.line, p.old, p.new) for p in fact.places] == [
        (PROSE, 7, "100万个tokens", "200万个tokens"),
        (PROSE, 13, "", "200万个tokens"),
    ]
    assert (found.texts, found.tables, found.parts, found.failing) == ((), (), (), ())
    assert [look.title for look in found.looks] == ["上下文窗口扩展"]


def test_pages_are_compared_as_they_look(edit: Edit, new: Path) -> None:
    """A date that is shown on hover alone changes no picture; another caption does, and so do colours."""

    def looks() -> list[tuple[str, int]]:
        found = comparison.diff(new, str(new.parent / "old"), None, (), date(2024, 5, 1), {}, pictures=True)
        return [(look.title, look.number) for look in found.looks]

    edit(LEDGER, "as_of: 2024-02}", "as_of: 2024-03}")
    assert looks() == []
    edit(MARKET, "title: 指数走势", "title: 指数的走势")
    assert looks() == [("涨幅", 7), ("figures", 9)]  # the list of figures, too


def test_what_follows_the_period_is_not_told_as_a_changed_figure(new: Path, compare: Compare) -> None:
    """A bound that is written the same is another day; the period is told, once."""
    for root, day in ((new.parent / "old", "2024-01-05"), (new, "2024-01-12")):
        report, market, index = (root / name for name in ("content/demo/report.yaml", MARKET, "data/index_daily.csv"))
        report.write_text(report.read_text("utf-8").replace("2024-04\n", f"{day}\nperiod: week\n"), "utf-8")
        market.write_text(market.read_text("utf-8").replace("since: 2024-01", "since: '{{ period.start }}'"), "utf-8")
        text = "{{ period }}，截至{{ report.date | date }}，自{{ period.start | date }}起。"
        market.write_text(
            market.read_text("utf-8").replace("    blocks:\n", f"    blocks:\n      - text: {text!r}\n", 1), "utf-8"
        )
        index.write_text("date,turnover,close\n2024-01-02,1,627\n2024-01-09,2,632\n2024-01-10,3,626\n", "utf-8")
    found = compare()
    assert [head.key for head in found.heads] == ["date", "period"]
    assert [(part.kind, part.keys) for part in found.parts] == []
    assert found.texts == ()


def test_facts_come_and_go_and_get_other_dates_and_sources(edit: Edit, compare: Compare) -> None:
    edit(LEDGER, "  vendor: Meta\n", "  as_of: 2024-04\n  released: 2024-04-18\n")
    edit(LEDGER, "source: [google, wind], as_of: 2024-02}", "source: wind, as_of: 2024-03}")
    by_path = {fact.path: fact for fact in compare().facts}
    assert {path: (fact.kind, fact.old, fact.new) for path, fact in by_path.items()} == {
        "models.gemini.context_window": ("changed", "100万个tokens", "100万个tokens"),
        "models.llama.parameters": ("changed", "4000亿", "4000亿"),
        "models.llama.released": ("added", "", "2024-04-18"),
        "models.llama.vendor": ("gone", "Meta", ""),
    }
    dated = by_path["models.gemini.context_window"]
    assert (dated.old_date, dated.new_date, dated.old_source, dated.new_source) == (
        "2024-02",
        "2024-03",
        ("谷歌", "Wind"),
        ("Wind",),
    )


@pytest.mark.parametrize("key", ["target_price", "eps_2025e"])
def test_targets_and_forecasts_are_told_first(edit: Edit, compare: Compare, new: Path, key: str) -> None:
    for root in (new, new.parent / "old"):
        file = root / LEDGER
        file.write_text(file.read_text(encoding="utf-8") + f"  {key}: 12.5\n", encoding="utf-8")
    edit(LEDGER, "12.5", "11")
    edit(LEDGER, "87.1%", "88%")
    assert {fact.path: fact.is_first for fact in compare().facts} == {
        f"models.llama.{key}": True,
        "models.gemini.win_rate": False,
    }


def test_rows_come_and_go_and_each_cell_is_told_by_its_key(edit: Edit, compare: Compare) -> None:
    edit(STOCKS, "影视, 79, 55%]", "影视, 81.5, 57%]")
    edit(STOCKS, '    - [300133.SZ, 华策影视, 影视, "1,152.50", -3.6%]\n', "")
    edit(STOCKS, "NA]\n", "NA]\n    - [603000.SH, 人民网, 其他, -, 1%]\n")
    table = next(table for table in compare().tables if table.path == "data.gainers")
    assert (table.kind, table.is_series) == ("changed", False)
    assert table.added == (("603000.SH",),)
    assert table.gone == (("300133.SZ",),)
    assert [(cell.key, cell.column, cell.old, cell.new) for cell in table.cells] == [
        (("600088.SH",), "总市值", "79亿元", "81.5亿元"),
        (("600088.SH",), "涨幅", "55%", "57%"),
    ]


def test_twenty_changed_cells_are_twenty_and_another_order_is_nothing(new: Path, compare: Compare) -> None:
    rows = [f"2024-01-{day:02},{day},{day}.5" for day in range(1, 31)]
    for root, lines in ((new.parent / "old", rows), (new, rows[::-1])):
        (root / "data/index_daily.csv").write_text("\n".join(["date,close,turnover", *lines]), encoding="utf-8")
    assert not compare()
    changed = [line.replace(".5", ".6") if at < 20 else line for at, line in enumerate(rows)]
    (new / "data/index_daily.csv").write_text("\n".join(["date,close,turnover", *changed[::-1]]), encoding="utf-8")
    [table] = compare().tables
    assert len(table.cells) == 20
    assert ("2024-01-20",) in {cell.key for cell in table.cells}
    assert {(cell.column, cell.old[-5:-2], cell.new[-5:-2]) for cell in table.cells if cell.key == ("2024-01-20",)} == {
        ("成交额", "0.5", "0.6")
    }


def test_a_series_is_appended_to_and_revised(new: Path, compare: Compare) -> None:
    file = new / "data/index_daily.csv"
    text = file.read_text(encoding="utf-8-sig").replace("627.14", "627.2").rstrip("\n")
    file.write_text(f"{text}\n2024-01-08,1,2\n2024-01-05,3,4\n2023-12-29,5,6\n", encoding="utf-8")
    [table] = compare().tables
    assert (table.is_series, table.since) == (True, "2024-01-04")
    assert {key for (key,) in table.added} == {"2024-01-08", "2024-01-05", "2023-12-29"}
    assert [(cell.key, cell.old, cell.new) for cell in table.cells] == [(("2024-01-02",), "627.14", "627.2")]
    assert {place.mark.file for place in table.places} == {MARKET}


def test_what_a_declaration_says_otherwise_is_told(edit: Edit, compare: Compare) -> None:
    edit(CATALOG, "unit: 亿元", "unit: 百万元")
    edit(CATALOG, "as_of: 2024-01\n", "as_of: 2024-02\n")
    [table] = compare().tables
    assert table.declared == (("as_of", "2024-01", "2024-02"), ("turnover: unit", "亿元", "百万元"))


def test_keys_of_a_report_are_told_where_they_are_written(edit: Edit, compare: Compare, new: Path) -> None:
    report = new / "content/demo/report.yaml"
    edit("content/demo/report.yaml", "models.yaml, market.yaml", "market.yaml, models.yaml")
    edit("content/demo/report.yaml", "date: 2024-04\n", "date: 2024-05\nfile: other\ndividers: band\n")
    text = report.read_text(encoding="utf-8").split("\n")
    heads = {head.key: head for head in compare().heads}
    assert list(heads) == ["date", "dividers", "file", "outline"]
    assert (heads["date"].old, heads["date"].new, heads["dividers"].new) == ("2024-04", "2024-05", "band")
    assert (heads["file"].old, heads["file"].new) == ("", "other")
    mark = heads["date"].mark
    assert text[mark.line - 1][mark.column - 1 :] == "2024-05"


def test_labels_and_publishers_are_the_reason_of_other_pages(edit: Edit, compare: Compare, new: Path) -> None:
    edit("content/ledger/sources.yaml", "publisher: 谷歌", "publisher: 谷歌公司")
    edit("content/ledger/labels.yaml", "上下文窗口", "上下文长度")
    shared = [(one.report, one.key, one.old, one.new) for one in compare().shared]
    assert shared == [
        ("content/ledger/labels.yaml", "context_window", "上下文窗口", "上下文长度"),
        ("content/ledger/sources.yaml", "google: publisher", "谷歌", "谷歌公司"),
    ]
    assert [(one.mark.line, one.mark.column) for one in compare().shared] == [(2, 17), (1, 21)]


def test_the_name_of_the_institution_is_told(compare: Compare, new: Path) -> None:
    report = new / "content/demo/report.yaml"
    held = report.read_text(encoding="utf-8")
    [line] = [line for line in held.split("\n") if line.startswith("institution:")]
    report.write_text(held.replace(line, "institution: 别的研究所"), encoding="utf-8")
    [head] = compare().heads
    assert (head.key, head.new) == ("institution", "别的研究所")


def test_other_words_are_told_as_text_and_a_moved_paragraph_is_not(edit: Edit, compare: Compare) -> None:
    edit(PROSE, "长度扩展到", "上下文长度扩展到")
    edit(MARKET, "  - title: 涨幅\n", "  - title: 涨幅居前\n")
    [title, text] = sorted(compare().texts, key=lambda change: change.mark.file)
    assert (title.role, title.old, title.new) == ("page", "涨幅", "涨幅居前")
    assert (text.kind, text.role) == ("changed", "paragraph")
    assert text.old.replace("长度", "上下文长度") == text.new


def test_words_that_the_moved_date_makes_are_not_told_again(edit: Edit, compare: Compare, new: Path) -> None:
    for root in (new, new.parent / "old"):
        file = root / PROSE
        held = file.read_text(encoding="utf-8").replace("          长度", "          在{{ report.date }}，长度")
        file.write_text(held, encoding="utf-8")
    edit("content/demo/report.yaml", "2024-04", "2024-05")
    found = compare()
    assert [(head.key, head.old, head.new) for head in found.heads] == [("date", "2024-04", "2024-05")]
    assert found.texts == ()


def test_a_report_whose_files_are_named_by_the_date_is_the_same_report(edit: Edit, compare: Compare, new: Path) -> None:
    for root in (new, new.parent / "old"):
        file = root / "content/demo/report.yaml"
        held = file.read_text(encoding="utf-8")
        file.write_text(held + 'file: "media-{{ report.date }}"\n', encoding="utf-8")
    edit("content/demo/report.yaml", "2024-04", "2024-05")
    found = compare()
    assert [(head.report, head.key) for head in found.heads] == [("demo", "date")]
    assert found.notes == ()


def test_pages_and_figures_come_and_go_once(edit: Edit, compare: Compare, new: Path) -> None:
    text = (new / MARKET).read_text(encoding="utf-8")
    chart = text[text.index("      - chart:\n          type: events") : text.index("      - chart: {type: bar")]
    edit(MARKET, chart, "")
    edit(MARKET, "sort: -ytd", "sort: ytd")
    page = "  - title: 新的一页\n    blocks: [{text: 一段新话。}]\n"
    (new / MARKET).write_text((new / MARKET).read_text(encoding="utf-8") + page, encoding="utf-8")
    found = compare()
    assert [(part.part, part.kind, part.title, part.keys) for part in found.parts] == [
        ("page", "added", "新的一页", ()),
        ("figure", "gone", "事件", ()),
        ("figure", "changed", "个股", ("sort",)),
    ]
    assert [text.old for text in found.texts] == ["事件"]


def test_findings_that_come_and_go(edit: Edit, compare: Compare) -> None:
    edit(PROSE, "上下文窗口扩展", "上下文窗口扩展，，")
    found = compare()
    assert {finding.rule for finding in found.failing} == {"misplaced-mark"}
    assert found.silent == ()


def test_a_version_that_cannot_be_composed_is_told(new: Path, compare: Compare) -> None:
    (new.parent / "old" / LEDGER).write_text("gemini: [", encoding="utf-8")
    with pytest.raises(SetupError, match=r"the folder .*old cannot be compared: content/ledger/models.yaml:1:"):
        compare()


def test_errors_of_a_version_are_noted(edit: Edit, compare: Compare) -> None:
    edit(PROSE, "models.gemini.win_rate", "models.gemini.win")
    assert compare().notes == ("the checkout has 1 error: what these leave out may be missing here",)
