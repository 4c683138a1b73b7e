"""However a text is written: an edit makes of it what it was to make, and nothing else."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from tests.fuzzing import in_time, many
from yanbao.diagnostics import Marked
from yanbao.load.findings import Findings
from yanbao.load.yaml import Node, parse
from yanbao.mending.soundness import is_sound
from yanbao.mending.sources import Source

PIECES = st.sampled_from(
    [
        *"一二，。,：:#-'\"\\{}[]&*!|>%@`?\t \u3000",
        "  ",
        ": ",
        " #",
        "\n",
        "{{ a.b }}",
        "''",
        '\\"',
        "\\n",
        "~",
        "1",
        "true",
        "😀",
    ]
)
TEXT = st.lists(PIECES, max_size=12).map("".join)
STYLES = st.sampled_from(["plain", "single", "double", "escaped", "literal", "folded", "flow"])


def written(text: str, style: str) -> str:
    """A text as a value in YAML, in some style; it need not be valid."""
    lines = "\n".join(f"    {line}" if line else "" for line in text.split("\n"))
    match style:
        case "single":
            inner = text.replace("'", "''").replace("\n", "\n\n  ")
            return f"'{inner}'"
        case "double":
            return json.dumps(text, ensure_ascii=False)
        case "escaped":
            return json.dumps(text)
        case "literal":
            return f"|-\n{lines}"
        case "folded":
            return f">-\n{lines}"
        case "flow":
            return f"[{text}]"
    return text


@given(text=TEXT, style=STYLES, new=TEXT, ends=st.tuples(st.integers(0, 12), st.integers(0, 12)), crlf=st.booleans())
@many
def test_an_edit_makes_what_it_was_to_make(text: str, style: str, new: str, ends: tuple[int, int], crlf: bool) -> None:
    whole = f"before: 一 # 注\nkey: {written(text, style)}\nafter: 二  # 释\n"
    whole = whole.replace("\n", "\r\n") if crlf else whole
    with in_time():
        node = read(whole)
        value = node.value.get("key") if node else None
        value = value[0] if isinstance(value, list) and len(value) == 1 else value
        if not isinstance(value, Marked) or not value:
            return
        start, end = sorted(min(one, len(value)) for one in ends)
        edits = value.edit(start, end, new)
        source = Source("a.yaml", whole, has_mark=False)
        if not edits or not is_sound(source, edits):
            return
        mended = source.edited(edits) or ""
        after = read(mended)
        assert after is not None
        made = after.value["key"]
        made = made[0] if isinstance(made, list) else made
        expected = value[:start] + new + value[end:]
        assert "".join(str(made).split()) == "".join(expected.split())
        assert (after.value["before"], after.value["after"]) == ("一", "二")
        assert mended.count("# 注") == mended.count("# 释") == 1 or "#" in new + text


def read(text: str) -> Node | None:
    found = Findings()
    node = parse(text, "a.yaml", found)
    return node if node and isinstance(node.value, dict) and not found else None
