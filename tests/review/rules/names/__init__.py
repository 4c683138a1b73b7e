"""Rules on names and terms."""

from __future__ import annotations

LEDGER = {
    "content/ledger/models.yaml": """
gpt_4: {name: GPT-4}
gpt_4_turbo: {name: GPT-4 Turbo}
gpt_4v: {name: GPT-4V}
gemini: {name: Gemini 1.5, aliases: [双子]}
gemini_pro: {name: Gemini 1.5 Pro}
llama_2: {name: Llama 2}
llama_3: {name: Llama 3}
tiangong_3: {name: 天工3.0}
skymusic: {name: 天工SkyMusic}
dalle: {name: DALL·E 3}
h100: {name: H100}
""",
    "content/ledger/companies.yaml": """
openai: {name: OpenAI}
google: {name: 谷歌, aliases: [Google]}
sensetime: {name: 商汤, aliases: [商汤科技]}
meta: {name: Meta}
suno: {name: Suno}
chatgpt: {name: ChatGPT, aliases: [Chatgpt]}
tiangong: {name: 天工}
kimi: {name: Kimi}
linky: {name: Linky}
tiangong_search: {name: 天工AI搜索}
character_ai: {name: Character.AI, aliases: [Characeter AI]}
moderna: {name: Moderna}
wind_ai: {name: Wind人工智能指数}
fed: {name: 美联储, aliases: [联储]}
catl: {name: 宁德时代, aliases: [宁德时代新能源科技股份有限公司]}
bank: {name: 光大银行, aliases: [光行]}
byd: {name: 比亚迪}
boe: {name: 京东方}
ge: {name: GE}
bp: {name: BP}
""",
    "content/ledger/stocks.yaml": """
picks:
  source: wind
  as_of: 2024-04-26
  columns: {code: ticker, name: {type: text, label: 简称}, theme: text}
  rows: [[300418.SZ, 昆仑万维, 游戏], [000100.SZ, TCL科技, 面板]]
""",
}
"""Names that the rules know in these tests."""
