"""Lists of words that reviewing rules know: the built-in ones, and what a project adds to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal, cast

from pydantic import Field

from yanbao.diagnostics import Marked
from yanbao.model.base import ColumnKey, Model, OneOrMore

Word = Marked
Words = Annotated[tuple[Word, ...], OneOrMore()]
Group = Annotated[tuple[Word, ...], Field(min_length=2)]

Said = Literal[
    "nothing", "above", "below", "more", "less", "compound", "first", "last", "second", "penultimate", "all",
    "each", "and", "sum", "mean", "median", "rise", "fall", "gap", "year", "period", "year_end", "than", "from",
    "to", "record_high", "record_low", "peak", "trough", "loss", "former", "latter", "not",
]  # fmt: skip
"""What words of a sentence say of the names and numbers in it; see `words/claims.yaml`."""


class Measure(Model):
    """A measure by all its names, such as revenue: what numbers in a text are numbers of."""

    names: Words = Field(
        description="Its names. Without a key they may be of several measures of one kind.",
        examples=[["营业收入", "营收"]],
    )
    key: Marked | None = Field(
        default=None,
        description="The usual key of its facts and columns, with which texts that use one of the names are compared.",
        examples=["revenue"],
    )
    kind: Literal["amount", "rate", "share"] = Field(
        default="amount",
        description="`rate` if it is given in per cent and moves by percentage points; `share` if it is also a part of "
        "a whole, so that a column of shares comes to 100 % at most.",
    )


class WordLists(Model):
    """Words that reviewing rules know. A project's are added to the built-in lists, which have the same form."""

    never_print: Words = Field(
        default=(), description="Words that no report may have (`banned-word`).", examples=[["内部讨论稿"]]
    )
    misspellings: dict[ColumnKey, Word] = Field(
        default_factory=dict,
        description="What is always wrong, with what is meant (`confused-words`).",
        examples=[{"渗透律": "渗透率"}],
    )
    synonyms: tuple[Group, ...] = Field(
        default=(),
        description="Terms for one thing, of which a report uses one (`mixed-terms`).",
        examples=[[["服务器", "伺服器"]]],
    )
    translations: tuple[Group, ...] = Field(
        default=(),
        description="Names of one company or product in several languages (`mixed-terms`).",
        examples=[[["谷歌", "Google"]]],
    )
    abbreviations: dict[ColumnKey, Words] = Field(
        default_factory=dict,
        description="Abbreviations, with what they stand for (`redundant-words`).",
        examples=[{"MoE": ["专家混合", "混合专家"]}],
    )
    redundant: tuple[Group, ...] = Field(
        default=(),
        description="Words that say the same, so that no two of them stand in a row (`redundant-words`).",
        examples=[[["目前", "当前"]]],
    )
    vocabulary: Words = Field(
        default=(),
        description="Words that no dictionary has. They are right, whatever they look like.",
        examples=[["光模块", "量价"]],
    )
    homophones: Words = Field(
        default=(),
        description="Pairs of characters that sound alike and make two words, both right (`mixed-terms`).",
        examples=[["买卖"]],
    )
    measures: tuple[Measure, ...] = Field(default=(), description="What numbers are numbers of.")
    rising: Words = Field(default=(), description="Verbs before the size of a rise.", examples=[["增长", "攀升"]])
    falling: Words = Field(default=(), description="Verbs before the size of a fall.", examples=[["下降", "回落"]])
    narrowing: Words = Field(
        default=(),
        description="Verbs of becoming less that are said of falls and losses too, so that they tell no sign.",
        examples=[["收窄", "下调"]],
    )
    directions: Words = Field(
        default=(),
        description="Other words that say which way things go.",
        examples=[["持平"]],
    )
    claims: dict[Said, Words] = Field(
        default_factory=dict,
        description="Words that say how the names and numbers of a sentence belong together, by what they say: `above` "
        "(高于), `first` (居首), `sum` (合计); `nothing` if they say nothing of it (大幅).",
        examples=[{"above": ["压过"], "first": ["傲视群雄"]}],
    )
    ratings: Words = Field(default=(), description="Ratings of stocks and industries.", examples=[["买入", "增持"]])
    totals: Words = Field(default=(), description="Names of rows that are the sum of those above.", examples=["合计"])
    aggregates: Words = Field(
        default=(), description="Names of other rows that are no thing of their own.", examples=[["小计", "其他"]]
    )

    def __add__(self, other: WordLists) -> WordLists:
        """The words of both."""
        joined: dict[str, Any] = {}
        for name in type(self).model_fields:
            mine, others = getattr(self, name), getattr(other, name)
            joined[name] = mine + others if isinstance(mine, tuple) else {**mine, **others}
        for name in ("abbreviations", "claims"):
            mine, others = getattr(self, name), getattr(other, name)
            joined[name] |= {key: mine[key] + others[key] for key in mine.keys() & others.keys()}
        return WordLists.model_construct(**joined)

    @property
    def verbs(self) -> tuple[Word, ...]:
        """Verbs of any change."""
        return (*self.rising, *self.falling, *self.narrowing)

    def names_of(self, *kinds: str) -> tuple[Word, ...]:
        """The names of measures; of some kinds only, if any are given."""
        return tuple(name for one in self.measures if not kinds or one.kind in kinds for name in one.names)

    def names_by_key(self, key: str) -> tuple[str, ...]:
        """How texts name what a ledger has under a key."""
        return tuple(map(str, (name for one in self.measures if one.key == key for name in one.names)))

    def declared(self) -> Iterator[Word]:
        """Every word that these lists call right."""
        yield from self.vocabulary
        for group in (*self.synonyms, *self.translations, *self.abbreviations.values(), *self.redundant):
            yield from group
        yield from self.names_of()

    def contradictions(self) -> Iterator[tuple[Word, str]]:
        """Words that cannot stand where they do, with the reason."""
        right, falling = set(self.declared()), {*self.falling, *self.narrowing}
        for wrong, meant in cast("dict[Word, Word]", self.misspellings).items():
            if wrong == meant:
                yield wrong, f"'{wrong}' is given as a misspelling of itself"
            elif wrong in right:
                yield wrong, f"'{wrong}' is given as a misspelling here, and as right in another list"
            elif meant in self.misspellings:
                yield meant, f"'{meant}' is what is meant here, and a misspelling elsewhere"
        for verb in self.rising:
            if verb in falling:
                yield verb, f"'{verb}' is given as a verb of rising, and as one of falling"
        for pair in self.homophones:
            if len(pair) != 2:
                yield pair, f"'{pair}' is not a pair of characters"
