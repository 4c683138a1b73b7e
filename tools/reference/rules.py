"""The reference of rules, from their manuals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import dedent

from yanbao import review
from yanbao.app.manuals import manuals, summary
from yanbao.review.findings import RuleModule

_EXAMPLE = re.compile(r"^(PASS|FAIL)::\n\n((?:    .*\n|\n)+)", re.MULTILINE)

_HEAD = """\
# Rules

Everything that `report check` and `report build` find, by rule id. `report check --explain ID` prints the manual of a
rule in the terminal. This page is generated from the manuals by `make golden`.

An error keeps a report from being published. A warning is almost certainly a mistake; with `--strict` it counts as an
error. A hint is for a person to look at. A finding may have a lower level than its rule. Levels, exceptions and waivers
are set in `content/rules.yaml`: see [The reviewer](guide.md#the-reviewer).
"""

_OTHERS = """\
## Reading, composing and building

Problems of files, references and typeset pages. These rules cannot be turned off.

| id | requirement |
|---|---|
"""


def examples(manual: str) -> Iterator[tuple[str, str]]:
    """The examples of a manual, each with PASS or FAIL, as content of YAML files."""
    for match in _EXAMPLE.finditer(f"{manual}\n"):
        yield match[1], _body(match)


def page() -> str:
    """The page as Markdown."""
    groups = (_group(group.__doc__ or "", group.RULES) for group in review.GROUPS if group.RULES)
    others = (
        f"| `{name}` | {_code(summary(manual))} |\n"
        for name, manual in manuals().items()
        if name not in review.all_rules()
    )
    return "\n".join([_HEAD, *groups, _OTHERS + "".join(others)])


def _group(title: str, rules: tuple[RuleModule, ...]) -> str:
    return "\n".join([f"## {summary(title).rstrip('.')}\n", *map(_rule, rules)])


def _rule(rule: RuleModule) -> str:
    manual = rule.RULE.manual
    text = _EXAMPLE.sub(lambda match: f"{match[1]}:\n\n```yaml\n{_body(match)}```\n\n", f"{manual}\n")
    return f"### {rule.RULE.id}\n\n*{rule.RULE.level.capitalize()}.* {_code(text).rstrip()}\n"


def _body(match: re.Match[str]) -> str:
    """An example of a manual as the content of a file."""
    return dedent(match[2]).strip() + "\n"


def _code(text: str) -> str:
    """What a docstring sets as code, set so in Markdown."""
    return re.sub(r"(?<!`)``(?!`)", "`", text)
