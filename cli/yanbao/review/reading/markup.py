"""Markup that authors know from elsewhere and this language has not: where it stands, and what to do instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape

from yanbao.addresses import addresses
from yanbao.chinese import lowered, raised
from yanbao.model.manuscript import Passage, Role
from yanbao.review.reading.kept import kept

_MATHS = (
    "frac|sqrt|sum|prod|int|times|cdot|div|pm|mp|leq?|geq?|neq?|approx|sim|infty|partial|nabla|alpha|beta|gamma|delta"
    "|epsilon|sigma|theta|lambda|mu|pi|rho|tau|omega|Delta|Sigma|Omega|text|math(?:rm|bf|it)|text(?:bf|it)|emph|begin|end"
    "|left|right|over|overline|underline|hat|bar|ldots|cdots|quad|rightarrow|to|log|ln|max|min"
)
_TAGS = (
    "a|abbr|b|big|blockquote|br|center|code|del|div|em|font|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p|pre|q|s|small|span"
    "|strike|strong|sub|sup|table|tbody|td|tfoot|th|thead|tr|u|ul"
)
_NO_LINK = 'links are for prose and lead to https:// addresses, or by {{ ref("id") }} to a figure; or write the address'
_NO_EMPHASIS = "emphasis is for prose and titles, without spaces inside the marks; a column of a table has 'markup'"
_PLAIN = "write it without"
_NO_FORMULA = "in 'text' and 'callout' write it as $`a+b`$; elsewhere with characters, such as x² ≤ 3×α, or as an image"
_NO_NOTE = "in 'text' and 'callout' write it where its mark is: ^[its text]; a table has 'footnotes', a figure a 'note'"
_NO_TABLE = (
    "in 'text', all rows of a table begin with |, the second being of dashes; or make it a block of its own: 'table'"
)
_NO_STRIKING = "~~ strikes out in prose, titles and columns with 'markup', and a range has one ~"
_NO_QUOTATION = "begin the quotation with '> ', after an empty line; or write it between “ and ”"


def _as_script(convert: Callable[[str], str], at: str) -> Callable[[re.Match[str]], str]:
    def remedy(match: re.Match[str]) -> str:
        characters = convert(match[at].strip("{}()^~"))
        return f"write {characters}" if characters else "write it with characters such as x² or CO₂, or in words"

    return remedy


def _of_tag(match: re.Match[str]) -> str:
    if match["script"]:
        return _as_script(lowered if match["script"] == "sub" else raised, "inside")(match)
    if not match["tag"]:
        return "a comment begins with # in YAML"
    tag = match["tag"].lower()
    if tag in ("sub", "sup"):
        return "write it with characters such as CO₂ or m²"
    if tag == "br":
        return "begin a line: in prose an empty line parts paragraphs, in a cell a line break is one"
    return "write **…** for emphasis" if tag in ("b", "strong", "em", "i") else _PLAIN


def _of_entity(match: re.Match[str]) -> str:
    character = unescape(match[0])
    is_seen = character.isprintable() and not character.isspace()
    return f"write {character}" if is_seen else "write a space, or delete it"


_KINDS: tuple[tuple[str, str, str | Callable[[re.Match[str]], str]], ...] = (
    ("a picture", r"!\[[^\[\]\n]{0,200}\]\([^()\n]{0,300}\)", "a picture is a block of its own: 'image'"),
    ("a link", r"(?<!!)\[[^\[\]\n]{1,100}\]\((?=[^()\s]{0,300}[./#:])[^()\s]{1,300}\)", _NO_LINK),
    ("a wiki link", r"(?<!\[)\[\[[^\[\]\n]{1,100}\]\]", _NO_LINK),
    (
        "a code of an emoji",
        r"(?<![A-Za-z0-9_:]):[a-z][a-z_+-]{2,30}:(?![A-Za-z0-9_:])",
        "write the words, or delete it",
    ),
    ("a footnote", r"\[\^[\w-]{1,20}\]:?", _NO_NOTE),
    ("struck text", r"~~(?=[^\s~])[^~\n]{1,200}(?<=\S)~~", _NO_STRIKING),
    ("code", r"(?P<ticks>`{1,3})[^`\n]{1,400}(?P=ticks)|`{3}", f"{_PLAIN}, or between “ and ”"),
    ("marked text", r"(?<![A-Za-z0-9=!<>])==(?=[^\s=])[^=\n]{1,80}(?<=\S)==(?!=)", "write **…** for emphasis"),
    (
        "emphasis",
        r"(?<![0-9*%)）])\*\*(?!\*)[^*\n]{1,200}\*\*(?!\*)|(?<!\*)\*{3}(?=[^\s*])[^*\n]{1,200}\*{3}(?!\*)|(?<![\w*])\*(?=[^\W0-9_])[^*\n]{1,80}(?<=[^\s*])\*(?![\w*])"
        r"|(?<!\w)(?P<lines>_{1,2})(?=[^\s_])[^_\n]{1,80}(?<=[^\s_])(?P=lines)(?!\w)",
        lambda match: _NO_EMPHASIS if match[0].startswith("**") and match[0][2] != "*" else "write **…** for emphasis",
    ),
    (
        "HTML",
        r"<(?P<script>su[bp])>(?P<inside>[^<>\n]{1,30})</(?P=script)>"
        rf"|</?(?P<tag>{_TAGS})(?:\s{{1,9}}[a-zA-Z-]{{1,30}}=[^<>\n]{{0,300}})?\s{{0,9}}/?>|<!--",
        _of_tag,
    ),
    ("an HTML entity", r"&(?:[A-Za-z]{2,8}[0-9]{0,2}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});", _of_entity),
    (
        "a formula",
        r"\$\$[^$\n]{1,300}\$\$|\\\([^\n]{1,300}?\\\)|\\\[[^\n]{1,300}?\\\]"
        r"|(?<![A-Za-z0-9$])\$(?=[^\s$])"
        r"(?=[^$\n]{0,200}(?:\\[A-Za-z]|[\^_=]|[A-Za-z] ?[+*/<>] ?[A-Za-z0-9])|[A-Za-z]\$)"
        r"[^$\n]{1,200}(?<=\S)\$(?![A-Za-z0-9])"
        rf"|\\(?:{_MATHS})(?![A-Za-z])(?:\{{[^{{}}\n]{{0,100}}\}}){{0,3}}",
        _NO_FORMULA,
    ),
    (
        "a superscript",
        r"(?<=[\w)）\]])\^(?P<up>\{[^{}\n]{1,30}\}|\([^()\n]{1,30}\)|[+−-]?[A-Za-z0-9]{1,10}[+−-]?|[一-鿿]{1,4}(?=\^))\^?",
        _as_script(raised, "up"),
    ),
    (
        "a subscript",
        r"(?<=[A-Za-z)）\]])(?:~(?P<down>[0-9]{1,3}[+−-]?|[a-z]{1,2})~(?![~0-9])|_\{(?P<down2>[^{}\n]{1,30})\})",
        lambda match: _as_script(lowered, "down" if match["down"] else "down2")(match),
    ),
    (
        "a table",
        r"\A\s{0,9}\|[^|\n]{0,300}\|[^\n]{0,4000}\|"
        r"|(?<![-:]):?-{2,}+:?[ \t]{0,9}\|(?:[ \t]{0,9}:?-{2,}+:?[ \t]{0,9}\|?)+",
        _NO_TABLE,
    ),
    ("a task list", r"\A\s{0,9}(?:- )?\[[ xX]\] ", "delete the box"),
    ("a heading", r"\A\s{0,9}#{1,6} (?=\S)|\A\s{0,9}#{2,6}(?=[^\s#])", "headings are for prose: '# ' begins a line"),
    ("a container", r"\A\s{0,9}:{3,}|\A\[TOC\]", "delete it, or make it a 'callout'"),
    ("BBCode", r"\[/(?:b|i|u|url|img|color|size)\]", _PLAIN),
    ("a written line break", r"\\[nr](?![A-Za-z])", "begin a line: in YAML below '|', or as \\n between \" and \""),
    (
        "a code of a word processor",
        r"\b(?:HYPERLINK|PAGEREF|NOTEREF) [\"_\\][^{}\n]{0,300}"
        r"|\\\* MERGEFORMAT|_x[0-9A-Fa-f]{4}_|\b_(?:Toc|Ref)[0-9]{6,}",
        "delete it",
    ),
)
_PATTERNS = [
    (told, re.compile(pattern, re.ASCII if told == "a table" else 0), remedy) for told, pattern, remedy in _KINDS
]
_RULE = re.compile(r"\A\s{0,9}(?P<mark>[*_-])(?P=mark){2,99}\s{0,9}\Z")
_QUOTATION = re.compile(r"\A\s{0,9}>{1,3} {0,3}(?![\s0-9>=.%])")
_ANY = re.compile(r"[*_`~^$<&\\|\[=>#]|:::|:[a-z]|---|HYPERLINK|PAGEREF|NOTEREF")
_SENTENCES = (Role.PARAGRAPH, Role.ITEM)


@dataclass(frozen=True, slots=True)
class Markup:
    """Characters ``start`` to ``end`` of a passage, what they are told to be, and what to do."""

    start: int
    end: int
    told: str
    remedy: str


@kept
def markup(passage: Passage) -> list[Markup]:
    """The markup in a passage that prints as it is written, in its order; one inside another is not told."""
    if not _ANY.search(passage.text) and "\\" not in passage.origin:
        return []
    left_alone = [*addresses(passage.text), *((span.start, span.end) for span in passage.spans if span.kind == "code")]
    found: list[Markup] = []
    for one in sorted(_all(passage), key=lambda one: (one.start, -one.end)):
        is_meant = any(start <= one.start < end for start, end in left_alone)
        if not is_meant and (not found or one.start >= found[-1].end):
            found.append(one)
    return found


def _all(passage: Passage) -> Iterator[Markup]:
    text = passage.text
    for told, pattern, remedy in _PATTERNS:
        for match in pattern.finditer(text):
            is_entity = told != "an HTML entity" or unescape(match[0]) != match[0]
            if is_entity and not _is_escaped(passage, match.start()):
                end = match.start() + len(match[0].rstrip())
                yield Markup(match.start(), end, told, remedy if isinstance(remedy, str) else remedy(match))
    if passage.role in _SENTENCES and (quotation := _QUOTATION.search(text)):
        end = quotation.start() + len(quotation[0].rstrip())
        yield Markup(quotation.start(), end, "a quotation", _NO_QUOTATION)
    if passage.role in _SENTENCES and (rule := _RULE.search(text)) and not _is_escaped(passage, rule.start("mark")):
        yield Markup(rule.start("mark"), len(text.rstrip()), "a rule", "delete it, or begin a page or a ### heading")
    for match in re.finditer(r"\([^()\n]{1,300}\)|\[[^\[\]\n]{1,300}\]", text):
        if _is_escaped(passage, match.start()) and _is_escaped(passage, match.end() - 1):
            yield Markup(match.start(), match.end(), "a formula", _NO_FORMULA)


def _is_escaped(passage: Passage, at: int) -> bool:
    """Whether the author wrote a backslash before a character, which Markdown has taken away."""
    offset = passage.offsets[at]
    return passage.origin[offset - 1 : offset] == "\\" and passage.text[at - 1 : at] != "\\"
