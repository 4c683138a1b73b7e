"""Sources of other companies than the one a figure is about."""

from __future__ import annotations

import pytest

from tests.review import found
from tests.review.rules.figures import FILES, bar, image, page, table
from yanbao.diagnostics import Level
from yanbao.review.rules.figures import foreign_source

FACTS = "- facts: {title: 参数, entities: models.gemini, facts: window, source: %s}"


@pytest.mark.parametrize(
    "block",
    [
        image("Gemini 1.5能力", "source: openai"),
        image("Gemini1.5能力", "source: openai"),
        image("谷歌新品发布", "source: openai"),
        image("GPT-4能力", "source: google"),
        image("腾讯广告收入", "source: alibaba"),
        image("阿里巴巴云业务收入", "source: tencent"),
        image("腾讯广告收入", "source: [alibaba, openai]"),
        bar("腾讯广告收入", "y: revenue, source: alibaba"),
        FACTS % "openai",
    ],
)
def test_foreign(block: str) -> None:
    (finding,) = found(foreign_source, page(block))
    assert finding.level is None
    assert finding.text in block


@pytest.mark.parametrize(
    "block",
    [
        image("Gemini 1.5能力"),
        image("Gemini 1.5与GPT-4能力对比", "source: openai"),
        image("Gemini 1.5能力", "source: wind"),
        image("Gemini 1.5能力", "source: [openai, google]"),
        image("Gemini 1.5能力", "source: [openai, wind]"),
        image("Gemini 1.5能力", "source: institute"),
        image("Gemini 1.5能力", "source: openai, note: 据OpenAI的测试"),
        image("腾讯控股广告收入", "source: tencent"),
        image("腾讯广告收入", "source: tencent"),
        image("腾讯广告收入", "source: filings"),
        image("Claude 3与Gemini 1.5", "source: openai"),
        image("大模型能力对比", "source: openai"),
        image("Gemini 1.50测试", "source: openai"),
        image("Geminis测试", "source: openai"),
        image("GPT-4.1测试", "source: google"),
        FACTS % "google",
        table("谷歌", "[name, revenue]"),
    ],
)
def test_not_foreign(block: str) -> None:
    assert not found(foreign_source, page(block))


@pytest.mark.parametrize(
    ("block", "title"),
    [
        (image("腾讯供应商占比", "source: alibaba"), "页"),
        (image("谷歌广告收入", "source: deepmind"), "页"),
        (image("广告收入", "source: alibaba"), "腾讯：广告增长"),
        (image("腾讯广告收入", "source: alibaba"), "互联网：阿里巴巴与腾讯"),
    ],
)
def test_judged(block: str, title: str) -> None:
    (finding,) = found(foreign_source, page(block, title))
    assert finding.level is Level.HINT


@pytest.mark.parametrize("publisher", ["腾讯官网", "腾讯控股公告"])
def test_where_a_company_publishes(publisher: str) -> None:
    sources = FILES["content/ledger/sources.yaml"] + f"\nweb: {{publisher: {publisher}, kind: company}}\n"
    files = {"content/ledger/sources.yaml": sources}
    assert not found(foreign_source, page(image("腾讯广告收入", "source: web"), files=files))
    assert found(foreign_source, page(image("阿里巴巴云业务收入", "source: web"), files=files))


def test_a_page_about_several() -> None:
    assert not found(foreign_source, page(image("广告收入", "source: openai"), "腾讯与阿里巴巴"))
    assert not found(foreign_source, page(image("广告收入", "source: tencent"), "腾讯：广告增长"))


def test_a_subsidiary_speaks_for_its_parent() -> None:
    companies = FILES["content/ledger/companies.yaml"] + "\ndeepmind: {name: DeepMind, parent: 谷歌}"
    files = {"content/ledger/companies.yaml": companies}
    assert not found(foreign_source, page(image("Gemini 1.5能力", "source: deepmind"), files=files))


def test_facts_from_a_company_are_about_it() -> None:
    files = {"content/ledger/video.yaml": "sora: {name: Sora, source: openai, as_of: 2024-02, length: 1}"}
    assert found(foreign_source, page(image("Sora样片", "source: google"), files=files))
    assert not found(foreign_source, page(image("Sora样片", "source: openai"), files=files))


def test_part_of_the_name_of_another_company() -> None:
    files = {"content/ledger/groups.yaml": "citic: {name: 中信集团, parent: 财政部}"}
    assert found(foreign_source, page(image("中信集团收入", "source: tencent"), files=files))
    assert not found(foreign_source, page(image("中信证券收入", "source: tencent"), files=files))


def test_what_is_said() -> None:
    (finding,) = found(foreign_source, page(image("Gemini 1.5能力", "source: openai")))
    assert finding.message == "the figure is about 'Gemini 1.5' (谷歌), and its source is 'OpenAI'"
    assert finding.help == "did you mean 'google'?"
