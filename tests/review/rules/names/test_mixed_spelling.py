"""Latin terms that are written in several ways."""

from __future__ import annotations

import pytest

from tests.review import found, prose, read, underlined
from tests.review.rules.names import LEDGER
from yanbao.diagnostics import Level
from yanbao.review.rules.names import mixed_spelling


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("国内APP端、头部APP与App。", ["App"]),
        ("Chatbot为主，Chatbot增长，ChatBots主导，Chatbots当前。", ["ChatBots", "Chatbots"]),
        ("AIGC应用与Aigc平台，AIGC。", ["Aigc"]),
        ("跨境e-commerce，ecommerce，e-commerce。", ["ecommerce"]),
        ("WiFi、Wi-Fi、Wi-Fi。", ["WiFi"]),
        ("海外的bing，New Bing上线，Bing的份额。", ["bing"]),
        ("PD-1与PD1，PD-1。", ["PD1"]),
        ("SunoMusic与Suno Music，SunoMusic。", ["Suno Music"]),
        ("支持8k，支持128K，200K。", ["8k"]),
        ("储能10kWh，20kwh，30 kWh。", ["kwh"]),
        ("储能10KWH，20KWH，30kWh，电价以kWh计。", ["KWH"]),
        ("2024E与2025E，2026e。", ["2026e"]),
        ("24Q1、24Q2与24q3。", ["24q3"]),
        ("5G基站、5G网络，5g手机。", ["5g"]),
        ("Capex上修，Capex与CAPEX。", ["CAPEX"]),
    ],
)
def test_minorities(text: str, marks: list[str]) -> None:
    assert underlined(mixed_spelling, prose(text, LEDGER)) == marks


@pytest.mark.parametrize(
    "text",
    [
        "Chatbot为主，Chatbot增长。",
        # names are another rule's
        "ChatGPT与Chatgpt，GPT4与GPT-4，llama 3与Llama。",
        # English
        "AI Agents与Agent，Two tokens与token。",
        "见《Large Language Models are Chatbots》，Chatbot。",
        "“The app economy is growing fast”，头部APP。",
        # other things
        "LED屏，led by，GaN与GAN，PET与pet，IT与it，US与us，Co与CO，PB与Pb。",
        "iPhone 15 Pro与Mate 60 PRO，小米14 Ultra与X100 ULTRA。",
        "10GB与10Gb，5M与5m，3g规格与3G，T-1日与T1，4K高清与128k，K线与5k。",
        "10-15年，3-5年，A-1级与A1级，H20与H200。",
        "app.yaml与APP，https://a.com/app，chatbot@x.com与Chatbot。",
    ],
)
def test_silence(text: str) -> None:
    assert underlined(mixed_spelling, prose(text, LEDGER)) == []


def test_the_message_names_the_other_form_and_its_place() -> None:
    (finding,) = found(mixed_spelling, prose("APP端，App端，APP端，App端，APP端。"))
    assert finding.message == "'App' (in 2 places) is 'APP' elsewhere, first at content/demo/section.yaml:6"
    assert finding.level is None


@pytest.mark.parametrize(
    ("text", "level"), [("Token与token", Level.HINT), ("APP与App", None), ("Agent与Agents", Level.HINT)]
)
def test_slight_differences_are_hints(text: str, level: Level | None) -> None:
    assert [finding.level for finding in found(mixed_spelling, prose(text))] == [level]


def test_the_first_in_reading_order_counts_among_equals() -> None:
    section = "section: Chatbot\npages:\n  - title: 国内ChatBot\n    blocks: [{text: 正文。}]\n"
    assert underlined(mixed_spelling, read(section)) == ["ChatBot"]
