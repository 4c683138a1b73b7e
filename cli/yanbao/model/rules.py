"""What a project decides about reviewing: levels of rules, texts they leave alone, and waivers."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from yanbao.diagnostics import Marked
from yanbao.model.base import ColumnKey, Model, OneOrMore, Period
from yanbao.model.words import WordLists

RuleLevel = Literal["off", "error", "warning", "hint"]


class RuleSetting(Model):
    """How a project applies a rule. Short form: the level alone."""

    level: RuleLevel | None = Field(
        default=None, description="off, or how bad its findings are; as the rule says if absent."
    )
    allow: Annotated[tuple[Marked, ...], OneOrMore()] = Field(
        default=(), description="Texts that it does not report.", examples=[["天宫", "刚刚好"]]
    )


def _setting(value: Any) -> Any:
    return {"level": value} if isinstance(value, str) else value


class Waiver(Model):
    """A finding that is accepted for a while. It is reported itself when it has expired, or matches nothing."""

    rule: Marked = Field(description="Id of the rule.", examples=["undated-period"])
    file: Marked | None = Field(
        default=None,
        description="File or folder of the project that the finding is in; all if absent.",
        examples=["content/demo/market.yaml"],
    )
    text: Marked | None = Field(
        default=None, description="What is underlined, or a part of it; anything if absent.", examples=["年初至今"]
    )
    reason: Marked = Field(description="Why it is accepted.", examples=["与封面日期同日，不再注明"])
    until: Period = Field(description="The last day, month or year that it holds.", examples=["2026-12-31"])


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
    words: WordLists = Field(default_factory=WordLists, description="Words that rules know beside the built-in lists.")
