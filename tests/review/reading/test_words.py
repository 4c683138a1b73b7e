"""The word lists: the built-in ones, and what a project adds to them."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from tests.review import prose, read, underlined
from tests.review.exhibits import beside
from yanbao import disk
from yanbao.diagnostics import Marked
from yanbao.model.words import WordLists
from yanbao.review.findings import RuleModule
from yanbao.review.reading import words
from yanbao.review.rules.names import confused_words, mixed_terms
from yanbao.review.rules.numbers import contradicted_claim, contradicted_sign, percent_points, wrong_change, wrong_total
from yanbao.review.rules.stocks import repeated_item
from yanbao.review.rules.words import banned_word, doubled_word, redundant_words

LISTS = set(WordLists.model_fields) - {
    "vocabulary"
}  # that of the segmenter, which titles are set with, too, is its own


def test_every_list_has_built_in_words() -> None:
    assert {name for name in LISTS if getattr(words.builtin(), name)} == LISTS


def test_the_built_in_words_do_not_contradict_each_other() -> None:
    assert list(words.builtin().contradictions()) == []


@pytest.mark.parametrize("name", ["misspellings", "rising", "ratings", "totals", "aggregates"])
def test_no_built_in_word_is_there_twice(name: str) -> None:
    entries = list(getattr(words.builtin(), name))
    assert len(entries) == len(set(entries))


def test_a_built_in_file_of_another_form_is_a_bug(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "read", lambda *_: "risng: [增长]\nratings: {买入: 1}\n".encode())
    with pytest.raises(ValueError, match=r"(?s)changes.yaml:1: unknown key 'risng'.*changes.yaml:2: expected text"):
        words.builtin.__wrapped__()


def test_lists_are_added_and_none_is_lost() -> None:
    one = WordLists(abbreviations={"AI": "人工智能"}, rising=["增长"], misspellings={"须求": "需求"})
    other = WordLists(abbreviations={"AI": "人智", "GPU": "显卡"}, rising=["拉抬"], misspellings={"汇律": "汇率"})
    one, other = one + WordLists(claims={"sum": ["合计"], "not": ["未"]}), other + WordLists(claims={"sum": ["总共"]})
    both = one + other
    assert both.claims == {"sum": ("合计", "总共"), "not": ("未",)}
    assert both.abbreviations == {"AI": ("人工智能", "人智"), "GPU": ("显卡",)}
    assert (both.rising, dict(both.misspellings)) == (("增长", "拉抬"), {"须求": "需求", "汇律": "汇率"})


def test_a_group_has_two_words_or_more() -> None:
    with pytest.raises(ValidationError):
        WordLists(synonyms=[["服务器"]])


@pytest.mark.parametrize(
    ("rule", "text", "lists", "marks"),
    [
        (banned_word, "内参称，下半年投产。", "never_print: 内参", ["内参"]),
        (banned_word, "用户提交UGCX内容，UGC为主。", "never_print: UGC", ["UGC"]),
        (confused_words, "盐选绿回升。", "misspellings: {盐选绿: 盐选率}", ["盐选绿"]),
        (mixed_terms, "盐选会员增加，盐会员续费稳定。", "synonyms: [[盐选会员, 盐会员]]", ["盐会员"]),
        (mixed_terms, "智谱发布新模型，Zhipu随后开源。", "translations: [[智谱, Zhipu]]", ["Zhipu"]),
        (redundant_words, "公司的ERP企业资源计划上线。", "abbreviations: {ERP: 企业资源计划}", ["ERP企业资源计划"]),
        (redundant_words, "公司显著明显改善。", "redundant: [[显著, 明显]]", ["显著明显"]),
        (doubled_word, "全年营销销户数减少。", "vocabulary: 销户数", []),
        (percent_points, "盐选率25%，同比提升3%。", "measures: [{names: 盐选率, kind: rate}]", ["3%"]),
        (wrong_change, "营收从10亿元拉抬至8亿元。", "rising: 拉抬", ["10亿元拉抬至8亿元"]),
        (wrong_change, "营收从8亿元滑坡至10亿元。", "falling: 滑坡", ["8亿元滑坡至10亿元"]),
        (repeated_item, "评级包括积极买入、中性、积极买入。", "ratings: 积极买入", []),
    ],
)
def test_a_project_adds_words(rule: RuleModule, text: str, lists: str, marks: list[str]) -> None:
    without = underlined(rule, prose(text))
    assert underlined(rule, prose(text, {"content/rules.yaml": f"words: {{{lists}}}\n"})) == marks
    assert without != marks, "the built-in words know it already"
    assert underlined(rule, prose(text)) == without, "other projects do not see it"


INCOME = """
income:
  source: google
  as_of: 2024-03
  columns: {part: text, money: {type: number, label: 金额, unit: 亿元}}
  rows: [[游戏, 100], [广告, 200], [全公司, 310]]
"""
TABLE = """
section: 章
pages:
  - title: 页
    blocks:
      - table: {id: income, title: 收入, data: income, columns: [part, money]}
"""


@pytest.mark.parametrize(("settings", "marks"), [("rules: {}\n", []), ("words: {totals: 全公司}\n", ["310"])])
def test_a_project_says_what_its_total_rows_are_called(settings: str, marks: list[str]) -> None:
    files = {"content/ledger/ledger.yaml": INCOME, "content/rules.yaml": settings}
    assert underlined(wrong_total, read(TABLE, files)) == marks


def test_a_project_says_how_its_words_compare() -> None:
    text = "津沽港口集装箱吞吐量2329万TEU，傲视群雄。"
    assert underlined(contradicted_claim, beside(text)) == []
    listed = {"content/rules.yaml": "words: {claims: {first: 傲视群雄}}\n"}
    assert underlined(contradicted_claim, beside(text, files=listed)) == ["傲视群雄"]
    unknown = {"content/rules.yaml": "words: {claims: {frist: 傲视群雄}}\n"}
    with pytest.raises(AssertionError, match=r"'frist' is not one of .*column=18.*did you mean 'first'"):
        beside(text, files=unknown)


def test_what_a_project_declares_right_is_no_misspelling() -> None:
    text = "部份集团收入增长，其部份业务承压。"
    assert underlined(confused_words, prose(text)) == ["部份", "部份"]
    listed = {"content/rules.yaml": "words: {vocabulary: 部份集团}\n"}
    assert underlined(confused_words, prose(text, listed)) == ["部份"]
    named = {"content/ledger/firms.yaml": "bufen: {name: 部份集团, source: google}\n"}
    assert underlined(confused_words, prose(text, named)) == ["部份"]


def test_a_right_word_that_holds_its_misspelling_is_right() -> None:
    files = {"content/rules.yaml": "words: {misspellings: {人工智: 人工智能}}\n"}
    assert underlined(confused_words, prose("人工智能与人工智。", files)) == ["人工智"]


def test_verbs_before_what_is_bound() -> None:
    files = {
        "content/rules.yaml": "words: {rising: 拉抬}\n",
        "content/ledger/firms.yaml": "x: {name: 甲, source: google, as_of: 2024-03, chg: -5%}\n",
    }
    assert underlined(contradicted_sign, prose("股价拉抬{{ firms.x.chg }}。", files)) == ["−5%"]


def test_marked_words_keep_their_place() -> None:
    word = words.builtin().ratings[0]
    assert isinstance(word, Marked)
    assert word.mark.file == "words/ratings.yaml"
