"""Names that are not written as the ledger writes them."""

from __future__ import annotations

import pytest

from tests.review import found, prose, underlined
from tests.review.rules.names import LEDGER
from yanbao.diagnostics import Level
from yanbao.review.rules.names import name_spelling


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        # case
        ("海外市场Chatgpt用户数高，ChatGpt与chatgpt亦然。", ["Chatgpt", "ChatGpt", "chatgpt"]),
        ("国内出海应用linky（昆仑万维）。", ["linky"]),
        ("wind人工智能指数下跌。", ["wind"]),
        ("数据来自WIND。", ["WIND"]),
        ("Tcl科技的面板业务。", ["Tcl"]),
        # spaces, hyphens and zeros
        ("发布GPT 4.0Turbo。", ["GPT 4.0Turbo"]),
        ("发布GPT4 多模态，比肩gpt-4v。", ["GPT4", "gpt-4v"]),
        ("Gemini1.5上线，Gemini1.5 Pro随后。", ["Gemini1.5", "Gemini1.5 Pro"]),
        ("Open AI发布DALL-E 3。", ["Open AI", "DALL-E 3"]),
        ("Character AI与Character.ai", ["Character AI", "Character.ai"]),
        ("H-100供不应求。", ["H-100"]),
        ("天工 Skymusic表现好。", ["Skymusic"]),
        # a wrong letter, a wrong character
        ("海外的Characeter AI。", ["Characeter AI"]),
        ("Gemnii 1.5上线。", ["Gemnii 1.5"]),
        ("昆仑万维发布天宫3.0大模型。", ["天宫3.0"]),
        ("推荐昆伦万维、宁得时代。", ["昆伦万维", "宁得时代"]),
        ("关注比雅迪。", ["比雅迪"]),
    ],
)
def test_variants(text: str, marks: list[str]) -> None:
    assert underlined(name_spelling, prose(text, LEDGER)) == marks


@pytest.mark.parametrize(
    "text",
    [
        "ChatGPT、GPT-4、GPT-4 Turbo、GPT-4V、Gemini 1.5、Gemini 1.5 Pro、Llama 2、Llama 3、天工3.0、Character.AI。",
        "Google、双子、商汤科技、宁德时代、TCL科技、TCL 科技与Wind 人工智能指数。",
        # other things
        "GPT-3、GPT-3.5、GPT-5、GPT-4o、Llama 4、Gemini 2.0、Claude 3、H800、H200、天工4.0。",
        "GPT4月访问量增长，ChatGPT4月访问量增长，天工3月发布新版，Kimi 2倍增长。",
        "航天员进入天宫，天空实验室，中文在线与中文传媒。",
        "Modern、Geminis、Kimis",
        # lower-case words
        "offshore wind power、wind farm装机，meta分析显示，an open source AI model。",
        "锗（Ge）与50bp、价差20 bp。",
        "We use meta learning and chain of thought.",
        # addresses, tickers, names of files, longer words
        "见https://openai.com/chatgpt与chatgpt.com，邮件a@openai.com，文件chatgpt.csv。",
        "Meta（META）、META.O、META US上涨。",
        "OPENAI AND META ANNOUNCE PARTNERSHIP",
        "WindowsXP、openaiapi、sunoist、model_openai_v2",
        # the sound of another word
        "对广告投放、广大客户开放，银行业与同行业银行。",
        "京东房产频道，人民币与人民必胜。",
    ],
)
def test_silence(text: str) -> None:
    assert underlined(name_spelling, prose(text, LEDGER)) == []


def test_an_uncertain_character_is_a_hint() -> None:
    (finding,) = found(name_spelling, prose("面向广大银行客户开放。", LEDGER))
    assert (finding.text, finding.level) == ("广大银行", Level.HINT)


def test_what_is_bound_is_the_ledgers() -> None:
    ledger = {"content/ledger/more.yaml": "kimi_2: {name: Kimi 2, vendor: openai}"} | LEDGER
    assert underlined(name_spelling, prose("{{ more.kimi_2.vendor }}发布。", ledger)) == []


def test_the_message_says_where_the_name_is() -> None:
    (finding,) = found(name_spelling, prose("Chatgpt用户数。", LEDGER))
    assert finding.message == "'Chatgpt' is 'ChatGPT' in content/ledger/companies.yaml:7"


def test_a_compatibility_character_is_for_another_rule() -> None:
    ledger = {"content/ledger/models.yaml": "llama_3: {name: Llama\u00a03}\n"}
    assert underlined(name_spelling, prose("Llama 3发布，LLama 3随后。", ledger)) == ["LLama 3"]
