"""A sandbox for templates: they read what they are given, call nothing else, and run in bounded time and space.

A theme may be untrusted. So only fields of objects can be read and only harmless methods of texts and lists called;
filters with unbounded output are missing; and every loop iteration, call and output character is counted against a
limit that grows with the size of the input.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, is_dataclass
from functools import cache, wraps
from itertools import chain
from types import CodeType
from typing import Any, NoReturn

from jinja2 import (
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    Undefined,
    nodes,
    select_autoescape,
)
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError, TemplateRuntimeError
from jinja2.runtime import BlockReference, Context, LoopContext, TemplateReference
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace

from yanbao.model.base import Model
from yanbao.render.counting import CountingGenerator
from yanbao.render.filters import FILTERS

_STEPS, _CHARACTERS, _SECONDS = 1_000_000, 50_000_000, 20
_MORE = 40
"""Limit of output characters per input character."""

_MAX_RANGE = 10_000
_WEIGHT = 10_000
"""Limit of values in a list that a template builds, with nested lists counted each time they occur."""

_MAX_NUMBER = 10**15
_LOOK = 256
"""Steps between checks of the clock."""

_TEXT = (
    "capitalize casefold count endswith find isalnum isalpha isdecimal isdigit islower isnumeric isspace isupper lower"
)
_TEXT += (
    " lstrip partition removeprefix removesuffix rpartition rsplit rstrip split splitlines startswith strip title upper"
)
_LOOP = "changed cycle depth depth0 first index index0 last length nextitem previtem revindex revindex0"

_METHODS: Sequence[tuple[type, frozenset[str]]] = (
    (str, frozenset(_TEXT.split())),
    (Mapping, frozenset(("get", "items", "keys", "values"))),
    (list, frozenset(("count", "index"))),
    (tuple, frozenset(("count", "index"))),
    (LoopContext, frozenset(_LOOP.split())),
    (BlockReference, frozenset(("super",))),
)


_MOST_CODES = 500
_CODES: dict[tuple[str, str | None, str | None], CodeType] = {}
"""Compiled templates by their text, name and file: the notes of a batch have the same ones."""

_EVERYTHING = frozenset(("everything",))
"""What may be read of an object that holds nothing but what templates put there."""


@cache
def _readable(kind: type) -> frozenset[str] | None:
    """The attributes that templates may read of what is of a type; None if all that are no methods."""
    if issubclass(kind, Model):
        return frozenset(kind.model_fields)
    if is_dataclass(kind):
        return None
    if issubclass(kind, Namespace | TemplateModule | TemplateReference):
        return _EVERYTHING
    return next((names for base, names in _METHODS if issubclass(kind, base)), frozenset())


@dataclass
class _Spending:
    """The cost of one rendering so far, and its limits; ``given`` is the input size in characters."""

    given: int = 0
    steps: int = 0
    characters: int = 0

    def __post_init__(self) -> None:
        self._end = time.thread_time() + _SECONDS + self.given / 1_000_000

    def step(self) -> None:
        self.steps += 1
        if self.steps > _STEPS + self.given:
            raise TemplateRuntimeError(f"this template takes more than {_STEPS + self.given} steps: does it ever end?")
        if self.steps % _LOOK == 0 and time.thread_time() > self._end:
            raise TemplateRuntimeError("this template takes too long")

    def weigh(self, made: list[Any] | tuple[Any, ...] | dict[Any, Any]) -> None:
        """Charge for a list, nested ones included: otherwise comparing or printing it could take exponential time."""
        lists, weight = [made], 0
        while lists:
            one = lists.pop()
            weight += len(one)
            if weight > _WEIGHT + self.given:
                raise TemplateRuntimeError("this template makes lists of lists that hold too much")
            inside = chain(one, one.values()) if isinstance(one, dict) else one
            lists.extend(value for value in inside if isinstance(value, list | tuple | dict))
        self.steps += weight // _LOOK

    def make(self, count: int) -> None:
        self.characters += count
        if self.characters > _CHARACTERS + _MORE * self.given:
            raise TemplateRuntimeError("this template makes far more text than there is to show")


class Sandbox(ImmutableSandboxedEnvironment):
    """The templates of a theme by name, and their files."""

    code_generator_class = CountingGenerator
    intercepted_binops = frozenset(("+", "-", "*", "/", "//", "%", "**"))

    def __init__(self, texts: Mapping[str, str], files: Mapping[str, str]) -> None:
        self._spending = _Spending()
        super().__init__(
            loader=FunctionLoader(lambda name: (texts[name], files[name], None) if name in texts else None),
            autoescape=select_autoescape(("html.j2",), default=False),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=_printed,
        )
        self.filters = {name: self._counted(function) for name, function in FILTERS.items()}
        self.globals = {"range": _range, "namespace": Namespace}

    def run(self, name: str, given: int, **context: Any) -> str:
        """Render a template with a context of ``given`` characters. Raises only TemplateError."""
        self._spending = _Spending(given)
        try:
            return str(self.get_template(name).render(context))
        except TemplateError:
            raise
        except RecursionError as error:
            _raise("templates include or call each other without end", error)
        except Exception as error:  # a filter or operator failed on its operands
            _raise(str(error) or type(error).__name__, error)

    def concat(self, parts: Iterable[str]) -> str:
        """Called by compiled templates wherever output is joined."""
        kept = []
        for part in parts:
            self._spending.make(len(part))
            kept.append(part)
        return "".join(kept)

    def text_of(self, parts: Iterable[object]) -> str:
        return self.concat([str(_printed(part)) for part in parts])

    def markup_of(self, parts: Iterable[object]) -> str:
        from markupsafe import Markup, escape

        parts = [_printed(part) for part in parts]
        if any(hasattr(part, "__html__") for part in parts):
            return Markup(self.concat([escape(part) for part in parts]))  # noqa: S704 - escaped
        return self.text_of(parts)

    def weighed(self, made: Any) -> Any:
        """Called by compiled templates with every list, tuple and mapping they build."""
        if isinstance(made, list | tuple | dict):
            self._spending.weigh(made)
        return made

    def turns(self, values: Iterable[Any]) -> Iterator[Any]:
        """Iterate over the values of a loop, counting each."""
        for value in values:
            self._spending.step()
            yield value

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> Any:  # noqa: A002 - Jinja's
        self._spending.step()
        return super().get_template(name, parent, globals)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805 - as Jinja's
        __self._spending.step()
        made = super().call(__context, __obj, *args, **kwargs)
        __self._spending.make(len(made) if isinstance(made, str) else 0)
        return made

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The same as Jinja's, which does more than twice as much for each of the many attributes of a page."""
        try:
            value = getattr(obj, attribute)
        except AttributeError:
            return super().getattr(obj, attribute)  # perhaps an item
        return value if self.is_safe_attribute(obj, attribute, value) else self.unsafe_undefined(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        if attr.startswith("_"):
            return False
        kind: type = type(obj)
        names = _readable(kind)
        return not callable(value) if names is None else attr in names or names is _EVERYTHING

    def unsafe_undefined(self, obj: Any, attribute: str) -> Undefined:
        return self.undefined(f"'{attribute}' is not for templates", obj=obj, name=attribute, exc=SecurityError)

    def wrap_str_format(self, value: Any) -> None:
        """Refuse ``format``, which could pad a number to any width, by treating it like any other method."""

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        if operator == "**" or not (isinstance(left, int | float) and isinstance(right, int | float)):
            raise TemplateRuntimeError(f"'{operator}' is for numbers of a sane size; texts are joined by '~'")
        made = super().call_binop(context, operator, left, right)
        if abs(made) > _MAX_NUMBER:
            raise TemplateRuntimeError(f"'{operator}' makes a number that is too large")
        return made

    def compile(  # type: ignore[override]
        self, source: Any, name: str | None = None, filename: str | None = None, *args: Any, **kwargs: Any
    ) -> CodeType:
        """The code of a template. Every sandbox compiles the same text to the same code: that of others is used."""
        if args or kwargs or not isinstance(source, str):
            return self._compiled(source, name, filename, *args, **kwargs)
        key = (source, name, filename)
        if key not in _CODES:
            if len(_CODES) >= _MOST_CODES:
                _CODES.clear()
            _CODES[key] = self._compiled(source, name, filename)
        return _CODES[key]

    def _compiled(self, source: Any, name: str | None, filename: str | None, *args: Any, **kwargs: Any) -> CodeType:
        try:
            return super().compile(source, name, filename, *args, **kwargs)  # type: ignore[no-any-return]
        except TemplateError:
            raise
        except (SyntaxError, RecursionError, MemoryError, ValueError) as error:
            raise TemplateSyntaxError("loops, conditions or brackets are nested too deep", 1, name, filename) from error

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all(nodes.For):
            counted = nodes.EnvironmentAttribute("turns", lineno=loop.lineno)
            loop.iter = nodes.Call(counted, [loop.iter], [], None, None, lineno=loop.lineno)
        return tree

    def _counted(self, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def counted(*args: Any, **kwargs: Any) -> Any:
            self._spending.step()
            made = function(*args, **kwargs)
            self._spending.make(len(made) if isinstance(made, str) else 0)
            return self.weighed(made)

        return counted


def _printed(value: object) -> object:
    """Validate a value between ``{{`` and ``}}``: text or a number. A list may contain itself many times over."""
    if value is None or isinstance(value, str | int | float | Undefined) or hasattr(value, "__html__"):
        return value
    raise TemplateRuntimeError(f"{type(value).__name__} is no text that could be printed")


def _range(*args: int) -> range:
    made = range(*args)
    if len(made) > _MAX_RANGE:
        raise TemplateRuntimeError(f"a range has at most {_MAX_RANGE} numbers")
    return made


def _raise(message: str, error: Exception) -> NoReturn:
    raise TemplateRuntimeError(message).with_traceback(error.__traceback__) from error
