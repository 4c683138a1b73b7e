"""A project's review settings: levels of rules, exempt texts, and waivers."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from yanbao.diagnostics import Marked
from yanbao.model.base import ColumnKey, Model, OneOrMore, Period, Verbatim
from yanbao.model.words import WordLists

RuleLevel = Literal["off", "error", "warning", "hint"]


class RuleSetting(Model):
    """How a project applies a rule. Short form: the level alone."""

    level: RuleLevel | None = Field(
        default=None, description="off, or the level of its findings; by default, the rule's own."
    )
    allow: Annotated[tuple[Verbatim, ...], OneOrMore()] = Field(
        default=(), description="Texts in which it reports nothing.", examples=[["天宫", "刚刚好"]]
    )


def _setting(value: Any) -> Any:
    return {"level": value} if isinstance(value, str) else value


class Waiver(Model):
    """A finding that is accepted for a while. An expired or unused waiver is itself reported."""

    rule: Marked = Field(description="Id of the rule.", examples=["undated-period"])
    file: Marked | None = Field(
        default=None,
        description="File or folder of the finding; by default, any.",
        examples=["content/demo/market.yaml"],
    )
    text: Verbatim | None = Field(
        default=None, description="The underlined text, or a part of it; by default, any.", examples=["年初至今"]
    )
    reason: Verbatim = Field(description="Why it is accepted.", examples=["与封面日期同日，不再注明"])
    until: Period = Field(description="Last day, month or year on which it is valid.", examples=["2026-12-31"])


class OwnNumber(Model):
    """A number of the author's own, which nothing can hold, in a project with ``bind: strict``."""

    text: Verbatim = Field(description="The number, best with words around it.", examples=["渗透率达到30%"])
    file: Marked | None = Field(default=None, description="File that it is in; by default, any.")
    reason: Verbatim = Field(description="Why nothing can hold it.", examples=["本报告假设"])


class ReviewSettings(Model):
    """The file ``content/rules.yaml``."""

    rules: dict[
        ColumnKey, Annotated[RuleSetting, BeforeValidator(_setting, json_schema_input_type=RuleLevel | RuleSetting)]
    ] = Field(
        default_factory=dict,
        description="Reviewing rules by id.",
        examples=[{"doubled-word": "off", "name-spelling": {"allow": ["天宫"], "level": "hint"}}],
    )
    waivers: tuple[Waiver, ...] = Field(default=(), description="Findings that are accepted for a while.")
    bind: Literal["free", "strict"] = Field(
        default="free",
        description="strict: every number in prose is bound, held by the ledger or a table, or listed under 'own'.",
    )
    own: tuple[OwnNumber, ...] = Field(
        default=(),
        description="Numbers of the author's own, with ``bind: strict``.",
        examples=[[{"reason": "本报告假设", "text": "渗透率达到30%"}]],
    )
    words: WordLists = Field(default_factory=WordLists, description="Words that rules know beside the built-in lists.")
