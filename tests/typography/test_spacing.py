"""How Chinese text is set, case by case.

In these tables ▏ stands where there is a gap or marks close up, ⁀ where a line must not break, ⁀⁀ where it does only
before it would end early, ╎ where it may.
"""

from __future__ import annotations

import re

import pytest

from yanbao.chinese import BREAK, JOIN, SPACE
from yanbao.typography.setting import for_reader, for_typesetter, for_typesetter_drawn, for_typesetter_styled

SHOWN = str.maketrans({SPACE: "▏", JOIN: "⁀", BREAK: "╎"})
UNSHOWN = str.maketrans("", "", "▏⁀╎")


def on_paper(html: str) -> str:
    return for_typesetter(html).translate(SHOWN)


GAPS = [
    "在▏AI▏大模型时⁀代",
    "扩展到▏α▏系⁀数",
    "增长▏55%的部⁀分",  # marks have room of their own
    "他说▏AI 好⁀的",  # a typed space is a gap already
    "中文，English，中⁀文",
    "𠮷▏A",
    "A&amp;B▏⁀股",
    "大模型▏╎<b>AI▏╎</b><i>产⁀品</i>",  # across elements a line may break
    "收入<b>（一）▏</b>，占▏╎<b>5</b>%",
    "信箱▏a-B@x-Y.com▏可⁀用",
    "见▏https://a.cn/x-Y-2▏⁀页⁀面",
]
SQUEEZES = [
    "他⁀好。▏）",
    "见（<b>▏▏《书⁀名》▏</b>）",
    "见（▏▏《书⁀名》▏）",
    "第一；▏（二）▏，第⁀三",
    "甲、▏《乙》丙⁀丁",
    "二者（一）之⁀间",
    "破折号——……",
    "English, (text).",
    "<b>一：▏</b>（二）三⁀四",
]
HEADS = [
    "▏▏（注）见⁀表",
    "▏▏“引”⁀文",
    " ▏▏（注）见⁀表",
    "<b>▏▏《书》</b>的名⁀字",
]
QUOTES = [
    "他说╎“你好”⁀了",
    "称╎“Sora”╎为╎“模⁀型”",
    "说：▏╎“好”▏╎（对）⁀吧。",
    "Don’▏t “do” it",
]
JOINS = [
    "用时▏7▏⁀分⁀钟",
    "见图▏⁀5▏⁀所⁀示",
    "表 ⁀12▏的数⁀据",
    "第▏⁀3▏⁀章之⁀后",
    "16.4▏⁀亿⁀元左⁀右",
    "约▏1.5▏⁀个⁀百⁀分⁀点",
    "2023-⁀2024▏⁀年⁀间",
    "30%~⁀50%之⁀间",
    "显存▏16 ⁀GB▏⁀的",
    "有▏5 apples▏⁀的",
    "谷歌▏Gemini ⁀⁀1.5 ⁀⁀Pro▏的模⁀型",
    "网络、上⁀海⁀⁀电⁀影、汤⁀姆⁀猫等标⁀的",
    "该公司（昆⁀仑⁀⁀万⁀维）与其子公⁀司",
    "商汤▏SenseChat-⁀⁀Vision ⁀⁀V4▏⁀发⁀布⁀了",
    "买入▏600088.SH▏和▏BRK-⁀B▏⁀等",
    "增长▏3▏的倍⁀数",
    "约▏16.4▏⁀亿⁀⁀美⁀元的预⁀算",
    "<b>100▏⁀</b>万⁀个",
    "炼钢▏CO⁀₂▏排⁀放",
    "线宽▏10⁀⁻⁀⁹▏米，▏（x）▏⁀²⁀⁰▏与▏5m⁀²▏⁀的⁀房⁀屋",
]
ENDS = [
    "新研⁀究",
    "研⁀究。",
    "研⁀究。▏”",
    "字",
    "AI▏⁀股",
    "一⁀二<br>三⁀四",
    "这一段文字足够长，最后一行要有四个字和一个句号，不能⁀只⁀有⁀三。",
    "这一段文字足够长，最后一行不能只有一个编号和一处标点，比如见⁀表▏⁀1▏⁀与▏⁀9。",
]
TERMS = ["和<strong>音⁀乐⁀及⁀视⁀频</strong>，获⁀得", "和<strong>这是一句话的标题</strong>，获⁀得"]


@pytest.mark.parametrize("shown", [*GAPS, *SQUEEZES, *HEADS, *QUOTES, *JOINS, *ENDS, *TERMS])
def test_on_paper(shown: str) -> None:
    assert on_paper(shown.translate(UNSHOWN)) == shown


@pytest.mark.parametrize(
    "html",
    [
        "<p>在</p><p>AI</p><p>大</p>",
        "<code>在AI大</code>",
        "<pre>图5，（AI大）</pre>",
        "<title>在AI大</title><style>/* 在AI大 */</style><script>'在AI大'</script>",
        '<img alt="在AI大">',
        "<svg><text>在AI大</text><g><text>16亿元</text></g></svg>",
        "<!-- 在AI大 -->",
        "研<sup>1</sup>",
        "研<span data-apart>12</span>究",
        "&lt;AI&gt;",
    ],
)
def test_left_alone(html: str) -> None:
    assert for_typesetter(html) == html
    assert for_reader(html) == html


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("约1.5个百分点", ["1.5个百分点"]),
        ("见图5和表 12", ["图5", "表 12"]),
        ("谷歌Gemini 1.5 Pro的", ["Gemini 1.5 Pro"]),
        ("SenseChat-Vision V4&amp;GPT-4", ["SenseChat-Vision V4", "GPT-4"]),
        ("<b>图</b><i>5</i>", []),  # the elements part what would be kept
        ("<b>16.4亿</b>元", ["16.4亿"]),
        ("在AI大模型", []),
        ("<h2>秘塔访问量约1.5个百分点</h2>", ["访问量", "1.5个百分点"]),
    ],
)
def test_on_screen(html: str, kept: list[str]) -> None:
    made = for_reader(html)
    assert re.findall(r'<span class="kept">([^<]*)</span>', made) == kept
    assert re.sub(r'<span class="kept">([^<]*)</span>', r"\1", made) == html


def test_in_drawings_lettering_alone_is_spaced() -> None:
    label = "<text>2024年AI&amp;B股（《书》）</text><title>中A</title>"
    assert for_typesetter_drawn(label).translate(SHOWN) == (
        "<text>2024▏年▏AI&amp;B▏股（▏▏《书》▏）</text><title>中A</title>"
    )


@pytest.mark.parametrize(
    "shown",
    [
        'content: "中国▏A▏股（▏▏《研报》▏）"; width: 33%',
        'a::before{content:"第▏" counter(page) "▏页，共▏" counter(pages)"▏页"}',
        'content: string(title) "；A▏股▏" counter(page) "，}；A▏股"; x: "中A"',
        r'content: "\\\"中A"; font-family: "思源A"',
        "@page { font-family: '中A' }",
        'content: ""',
    ],
)
def test_in_style_sheets_what_they_print_is_spaced(shown: str) -> None:
    assert for_typesetter_styled(shown.translate(UNSHOWN)).translate(SHOWN) == shown


def test_places_are_those_of_the_source() -> None:
    """Comments, references, line ends and marks of other systems before a text do not move what is put into it."""
    html = "<!doctype html>\r\n<p title='<b>'>一\u2028二&#x4E09;&nbsp;A&copy</p>\n<!-- x\ny -->\x0c<p>在AI"
    assert on_paper(html) == html.replace("在AI", "在▏AI")
