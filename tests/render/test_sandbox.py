"""Templates of strangers: what they try ends soon, with an error at their file, and they read only what they show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import chain

import pytest
from jinja2 import TemplateError

from yanbao.diagnostics import Mark
from yanbao.load.theme import load_theme
from yanbao.model.caption import Caption
from yanbao.model.messages import Messages
from yanbao.render import sandbox as limits
from yanbao.render.faults import template_fault
from yanbao.render.filters import css_string
from yanbao.render.sandbox import Sandbox

FILE = "templates/own/page.html.j2"

DOUBLED = (
    "{{% set ns = namespace(a=(1,), b=(1,)) %}}{{% for i in range(40) %}}"
    "{{% set ns.a = {0} %}}{{% set ns.b = {1} %}}{{% endfor %}}"
)
MAPPED = "[[], []] | map('default', ns.{0}, true) | list"
GROWING = "{% set ns = namespace(s='xx' ~ 'xx') %}{% for i in range(99) %}"


@dataclass(frozen=True)
class Given:
    """As what templates are given."""

    title: str = "题"
    mark: str = "<b>"
    secret: Callable[[], str] = lambda: "called"

    @property
    def head(self) -> str:
        return "头"

    def save(self) -> str:
        return "called"


@cache
def messages() -> Messages:
    return load_theme("deck").messages


def run(template: str, **others: str) -> str:
    texts = {"page.html.j2": template, **{f"{name}.html.j2": text for name, text in others.items()}}
    files = dict.fromkeys(texts, FILE)
    given = {"page": Given(), "items": [1, 2, 3], "by_name": {"a": 1}, "messages": messages()}
    return Sandbox(texts, files).run("page.html.j2", 0, **given)


def fault(template: str, **others: str) -> str:
    with pytest.raises(TemplateError) as caught:
        run(template, **others)
    found = template_fault(caught.value, Mark("report.yaml"), {FILE})
    assert found.mark.file == FILE, "it is located"
    return found.message


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ page.title }}{{ page.head }}{{ messages.reader.search }}", "题头搜索"),
        ("{% for item in items %}{{ item }}{{ ',' if not loop.last }}{{ loop.length }}{% endfor %}", "1,32,33" + "3"),
        (
            "{{ by_name.a }}{{ by_name.get('b', 'none') }}{% for k, v in by_name.items() %}{{ k }}{{ v }}{% endfor %}",
            "1nonea1",
        ),
        ("{{ 'a' ~ 1 ~ '<' }}{{ (page.mark | safe) ~ page.mark }}", "a1&lt;<b>&lt;b&gt;"),
        ("{{ (7 - 2 * 2) / 2 }}{{ 7 % 4 }}{{ -1 }}", "1.53-1"),
        (
            "{{ items | join('-') }}{{ items | sum }}{{ items | map('string') | list | count }}{{ none | d(0, true) }}",
            "1-2-3630",
        ),
        ("{% macro f(n) %}{{ n }}{% endmacro %}{{ f(1) }}{% call f(2) %}{% endcall %}", None),
        ("{% set ns = namespace(n=0) %}{% for i in range(3) %}{% set ns.n = ns.n + i %}{% endfor %}{{ ns.n }}", "3"),
        ("{{ page.title.startswith('题') }}{{ 'a,b'.split(',')[1] }}", "Trueb"),
        (
            "{% for n in [[1, [2]], [3]] recursive %}{{ loop(n) if n is iterable else n }}{% endfor %}",
            "123",
        ),
    ],
)
def test_what_templates_do(template: str, text: str | None) -> None:
    if text is not None:
        assert run(template) == text


def test_parts_of_themes() -> None:
    base = "<{% block inner %}base{% endblock %}>"
    assert run("{% extends 'base.html.j2' %}{% block inner %}{{ super() }}!{% endblock %}", base=base) == "<base!>"
    assert (
        run(
            "{% from 'base.html.j2' import f with context %}{{ f(2) }}",
            base="{% macro f(n) %}{{ n }}{{ page.title }}{% endmacro %}",
        )
        == "2题"
    )
    assert run("{% import 'base.html.j2' as m %}{{ m.f(2) }}", base="{% macro f(n) %}{{ n }}{% endmacro %}") == "2"


@pytest.mark.parametrize(
    "expression",
    [
        "page.__class__",
        "page['__class__']",
        "page.save()",
        "page.secret()",
        "page | attr('__class__')",
        "''.__class__.__mro__",
        "''.format(1)",
        "'{0.__class__}'.format(page)",
        "('{0}' | safe).format(page)",
        "''.encode()",
        "'a'.join(items)",
        "'a'.replace('', 'b')",
        "'a'.zfill(9)",
        "items.append(1)",
        "by_name.update(a=2)",
        "by_name.pop('a')",
        "messages.model_dump()",
        "messages.__dict__",
        "messages.model_fields",
        "range.__init__",
        "self.__init__",
        "cycler.__init__.__globals__",
        "lipsum()",
        "joiner()",
        "[page.__dict__] | map(attribute='x') | list",
        "[page] | map(attribute='__class__') | first",
        "[page] | map('attr', '__class__') | first",
        "[page, page] | sort(attribute='__class__') | length",
        "([page] | groupby('__class__') | first)[0]",
        "[page] | selectattr('__class__') | list | length",
        "items | tojson",
        "items",
        "by_name",
        "page",
        "page.title.x",
        "none_of_these",
        "1 / 0",
        "'a' + 'b'",
        "items + items",
        "'%s' % page",
        "'a' | int(base=99) / 0",
        "items | side_by_side(3, 0)",
    ],
)
def test_what_is_refused(expression: str) -> None:
    assert fault("\n{{ " + expression + " }}")


@pytest.mark.parametrize(
    "template",
    [
        "{% for i in range(10 ** 9) %}x{% endfor %}",
        "{% for i in range(1000000000) %}x{% endfor %}",
        "{{ 'a' * 1000000000 }}",
        "{{ [0] * 1000000000 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ '%9999999999d' | format(1) }}",
        "{{ '%9999999999d' % 1 }}",
        "{{ '{:>9999999999}'.format(1) }}",
        "{{ 'a' | center(9999999999) }}",
        "{{ 'a\\nb' | indent(9999999999) }}",
        "{{ items | batch(9999999999, 'x') | list | length }}",
        "{{ 1.5 | round(-9999999999, 'floor') }}",
        GROWING + "{% set ns.s = ns.s ~ ns.s %}{% endfor %}",
        GROWING + "{% set ns.s = [ns.s, ns.s] | join %}{% endfor %}",
        GROWING + "{% set ns.s = ns.s | replace('x', ns.s) %}{% endfor %}",
        GROWING + "{% set t %}{{ ns.s }}{{ ns.s }}{% endset %}{% set ns.s = t %}{% endfor %}",
        "{% set ns = namespace(n=9) %}{% for i in range(99) %}{% set ns.n = ns.n * ns.n %}{% endfor %}",
        "{% macro f(s) %}{{ f(s) }}{% endmacro %}{{ f(1) }}",
        "{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(60) }}",
        "{% include 'page.html.j2' %}",
        "{% extends 'page.html.j2' %}",
        "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}",
        "{% for a in range(9999) %}{% for b in range(9999) if b < 0 %}{% endfor %}{% endfor %}",
        "{% for a in range(9999) %}{% set x = range(9999) | map('string') | list | length %}{% endfor %}",
        "{% set ns = namespace(l=[1]) %}{% for i in range(99) %}{% set ns.l = [ns.l, ns.l] %}{% endfor %}{{ ns.l }}",
        DOUBLED.format("[ns.a, ns.a]", "[ns.b, ns.b]") + "{{ ns.a == ns.b }}",
        DOUBLED.format("(ns.a, ns.a)", "(ns.b, ns.b)") + "{{ {ns.a: 1}[ns.b] }}",
        DOUBLED.format("{'x': ns.a, 'y': ns.a}", "{'x': ns.b, 'y': ns.b}") + "{{ ns.a in [ns.b] }}",
        "{% set ns = namespace(a=(), b=()) %}{% macro f() %}{% set ns.a = varargs %}{% endmacro %}"
        "{% macro g() %}{% set ns.b = varargs %}{% endmacro %}{% for i in range(40) %}"
        "{% set x = f(ns.a, ns.a, 1) ~ g(ns.b, ns.b, 1) %}{% endfor %}{{ ns.a == ns.b }}",
        DOUBLED.format(MAPPED.format("a"), MAPPED.format("b")) + "{{ [ns.a, ns.b] | unique | list | length }}",
        "{{ 'a' * 9999999999 if false }}{{ '<' ~ '<a>' * 99999999 | striptags }}",
        "{{ " + "(" * 400 + "1" + ")" * 400 + " }}",
        "{% for a in items %}" * 30 + "{% endfor %}" * 30,
        "{{ " + "-" * 3000 + "1 }}",
    ],
)
def test_it_ends_soon(template: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is counted, and not stopped by the clock. A twentieth of the real limits keeps the test short."""
    monkeypatch.setattr(limits, "_STEPS", limits._STEPS // 20)
    monkeypatch.setattr(limits, "_CHARACTERS", limits._CHARACTERS // 20)
    assert "takes too long" not in fault(template)


def test_the_real_limits_are_far_from_the_clock() -> None:
    template = "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}"
    assert "more than 1000000 steps" in fault(template)


def test_what_is_large_is_shown() -> None:
    """Limits grow with what there is to show."""
    texts = {"page.html.j2": "{% for row in rows %}{% for cell in row %}{{ cell }}{% endfor %}{% endfor %}"}
    rows = [["x" * 20] * 10 for _ in range(20_000)]
    given = sum(map(len, chain(*rows)))
    assert len(Sandbox(texts, texts).run("page.html.j2", given, rows=rows)) == given


def test_a_budget_is_of_one_rendering() -> None:
    sandbox = Sandbox({"page.html.j2": "{% for i in range(9000) %}{% endfor %}"}, {"page.html.j2": FILE})
    for _ in range(150):
        sandbox.run("page.html.j2", 0)


def test_fields_of_what_templates_are_really_given() -> None:
    sandbox = Sandbox({}, {})
    caption = Caption("a", "图1", "题", "", "", "", "", Mark("a.yaml"))
    assert sandbox.getattr(caption, "label") == "图1"
    assert sandbox.getattr(caption, "mark") == Mark("a.yaml")
    assert sandbox.getattr(messages(), "figure") == "图"


@pytest.mark.parametrize("text", ['a"b', "a\\b", "a\nb", "</style>", "a;}b{", "图《1》", "&amp;", "\0"])
def test_strings_of_css(text: str) -> None:
    """As a parser of CSS reads them."""
    import tinycss2

    [token, *rest] = tinycss2.parse_component_value_list(f"{css_string(text)};")
    assert (token.type, token.value) == ("string", text.replace("\0", "\ufffd"))
    assert [other.type for other in rest] == ["literal"]
    assert "</" not in css_string(text)
