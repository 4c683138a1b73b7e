"""Plug-ins: packages add what they declare as entry points. The package is the one of docs/plugins.md."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from tests.app.conftest import Run, RunProcess, run, run_process
from tests.conftest import WriteProject
from tests.test_doc_examples import examples
from yanbao import checks, extensions, review, rules
from yanbao.app import editors
from yanbao.diagnostics import SetupError
from yanbao.load import plugged
from yanbao.load.theme import load_theme
from yanbao.model import installed
from yanbao.pipeline import versions

__all__ = ["run", "run_process"]

Install = Callable[..., Path]

RULE, LOLLIPOP, READER, STORE = examples("docs/plugins.md", "python")
[THEME] = examples("docs/plugins.md", "yaml")
WITH_RULE = {"yanbao.rules": {"promises": "acme_promises"}}
WITH_READER = {"yanbao.tables": {"wnd": "acme_terminal"}}
WITH_STORE = {"yanbao.connections": {"acme": "acme_store"}}
WITH_CHART = {"yanbao.charts": {"lollipop": "acme_lollipop"}}
CHART = (
    "section: 节\npages:\n  - title: 页\n    blocks:\n      - chart: {type: %s, data: sizes, x: name%s, title: 收入}\n"
)
SIZES = """
sizes: {source: google, as_of: 2024, columns: {name: text, revenue: {type: number, unit: 亿元, label: 收入}},
  rows: [[甲公司, 12.5], [乙公司, 7]]}
"""
PRICES = """\
prices:
  {file: prices.wnd, source: google, as_of: 2024, key: day%s, columns: {day: date, close: number}}
"""
PROMISE = "section: 节\npages:\n  - title: 页\n    blocks:\n      - text: 该股必涨，另一只稳赚。\n"


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Writes an installed package: its files, and its entry points by group. Returns the folder that it is in."""
    registered = dict(rules.RULES)

    def forget() -> None:
        for known in (
            extensions._all,
            extensions.extensions,
            extensions.themes,
            review.all_rules,
            versions.program_key,
            plugged.readers,
            installed.installed_charts,
            plugged.connections,
        ):
            known.cache_clear()
        for name in [*rules.RULES]:
            if name not in registered:
                del rules._registered[name]
        for name in [name for name in sys.modules if name.startswith("acme")]:
            del sys.modules[name]

    def install(
        files: Mapping[str, str],
        groups: Mapping[str, Mapping[str, str]],
        name: str = "acme-research",
        version: str = "1",
    ) -> Path:
        site = tmp_path / "site"
        info = f"{name.replace('-', '_')}.dist-info"
        points = "".join(
            f"[{group}]\n" + "".join(f"{key} = {target}\n" for key, target in some.items())
            for group, some in groups.items()
        )
        metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
        for file, text in (*files.items(), (f"{info}/METADATA", metadata), (f"{info}/entry_points.txt", points)):
            (site / file).parent.mkdir(parents=True, exist_ok=True)
            (site / file).write_text(text, encoding="utf-8")
        forget()
        if str(site) not in sys.path:
            monkeypatch.syspath_prepend(site)
        return site

    yield install
    forget()


def test_a_rule_is_explained_listed_and_found(install: Install, run: Run, write_project: WriteProject) -> None:
    install({"acme_promises.py": RULE}, WITH_RULE)
    root = write_project({"content/demo/intro.yaml": PROMISE})
    explained = run(root, "check", "--explain", "promised-gain").stdout
    assert explained.startswith("promised-gain (error)\n\nA report promises no gains.\n")
    assert "the plug-in acme-research 1" in explained
    assert "Plug-in acme-research 1: rule promised-gain\n" in run(root, "doctor").stdout
    found = run(root, "check", "--rule", "promised-gain")
    assert found.exit_code == 1
    assert "content/demo/intro.yaml:5:17: error[promised-gain] '必涨' promises a gain\n" in found.stdout
    assert "Found 2 errors" in found.stdout


def test_a_rule_is_levelled_allowed_and_waived(install: Install, run: Run, write_project: WriteProject) -> None:
    install({"acme_promises.py": RULE}, WITH_RULE)
    root = write_project({"content/demo/intro.yaml": PROMISE})
    for settings, shown in {
        "rules: {promised-gain: off}": "No problems found",
        "rules: {promised-gain: hint}": "Found 2 hints",
        "rules: {promised-gain: {allow: [必涨]}}": "Found 1 error",
        "waivers: [{rule: promised-gain, text: 稳赚, reason: 引文, until: 2099-12-31}]": "Found 1 error",
        "rules: {promised-gian: off}": "did you mean 'promised-gain'?",
    }.items():
        (root / "content/rules.yaml").write_text(settings, encoding="utf-8")
        found = run(root, "check", "--rule", "promised-gain", "--rule", "unknown-rule").stdout
        assert shown in found, settings


def test_a_package_may_have_several_rules(install: Install, run: Run, write_project: WriteProject) -> None:
    files = {
        "acme/__init__.py": "from acme import one, two\nRULES = (one, two)\n",
        "acme/one.py": RULE,
        "acme/two.py": RULE.replace("promised-gain", "promised-profit"),
    }
    install(files, {"yanbao.rules": {"all": "acme"}})
    found = run(write_project({"content/demo/intro.yaml": PROMISE}), "check").stdout
    assert found.count("error[promised-gain]") == found.count("error[promised-profit]") == 2


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ("import nothing_of_this_name", "cannot be imported: ModuleNotFoundError: No module named 'nothing_of_this"),
        ("raise SystemExit(0)", "cannot be imported: SystemExit: 0"),
        ("a =", "cannot be imported: SyntaxError: "),
        ("", "has no rule in acme_promises: it lacks ID, LEVEL, check"),
        ("RULES = (1,)", "has no rule in 1: it lacks ID, LEVEL, check"),
        (RULE.replace('"promised-gain"', '"Promised Gain"'), "an id is small letters, digits and hyphens"),
        (RULE.replace('"promised-gain"', '"unknown-fact"'), "has a rule 'unknown-fact', which yanbao has too"),
        (RULE.replace("Level.ERROR", '"fatal"'), "the level 'fatal': it is one of error, warning, hint"),
        (RULE.partition('"""\n\n')[2], "has a rule 'promised-gain' without a docstring, which is its manual"),
    ],
)
def test_a_plugin_that_is_no_use_names_its_package(
    install: Install, run: Run, write_project: WriteProject, code: str, wrong: str
) -> None:
    install({"acme_promises.py": code}, WITH_RULE)
    assert checks.RULES
    root = write_project({})
    for command in ("check", "build", "doctor"):
        done = run(root, command)
        assert done.exit_code == 2
        assert "the plug-in acme-research 1 (yanbao.rules: promises) " in done.stderr
        assert wrong in done.stderr
        assert "pip uninstall acme-research" in done.stderr
        assert "Traceback" not in done.stderr
    assert not (root / "build").exists()


@pytest.mark.parametrize("target", ["acme_gone", "acme promises", "acme_promises:check"])
def test_an_entry_point_that_names_no_module(install: Install, target: str) -> None:
    install({"acme_promises.py": RULE}, {"yanbao.rules": {"promises": target}})
    with pytest.raises(SetupError, match="acme-research 1"):
        review.all_rules()


def test_two_packages_with_one_id(install: Install) -> None:
    install({"acme_promises.py": RULE}, WITH_RULE)
    install({"acme_others.py": RULE}, {"yanbao.rules": {"others": "acme_others"}}, name="bcme")
    for _ in "ab":  # whoever asks again is told again
        with pytest.raises(SetupError, match=r"bcme 1 .* has a rule 'promised-gain', which acme-research 1 has too"):
            review.all_rules()


@pytest.mark.parametrize("body", ["    raise KeyError(manuscript)\n    yield", "    yield 'a finding'"])
def test_a_rule_with_a_bug_is_its_package_s(install: Install, run: Run, write_project: WriteProject, body: str) -> None:
    code = RULE.partition("def check")[0] + f"def check(manuscript):\n{body}\n"
    install({"acme_promises.py": code}, WITH_RULE)
    done = run(write_project({}), "check")
    assert done.exit_code == 2
    assert "error[failed-rule] the rule 'promised-gain' failed on 'demo'" in done.stdout
    assert "this is a bug in acme-research 1, and the other rules went on" in done.stdout


def test_what_is_kept_depends_on_it(install: Install) -> None:
    keys = [versions.program_key()]
    for version, code in (("1", RULE), ("2", RULE), ("2", RULE.replace("稳赚", "稳赢"))):
        install({"acme_promises.py": code}, WITH_RULE, version=version)
        keys.append(versions.program_key())
    assert len(set(keys)) == 4


def test_a_theme(install: Install, run: Run, write_project: WriteProject) -> None:
    install({"acme_theme/theme.yaml": THEME}, {"yanbao.themes": {"acme": "acme_theme"}})
    theme = load_theme("acme")
    assert theme.tokens.colors.accent == "#7a1f3d"
    assert theme.tokens.page == load_theme("deck").tokens.page
    report = (write_project({}) / "content/demo/report.yaml").read_text(encoding="utf-8")
    root = write_project({"content/demo/report.yaml": f"{report}theme: acme\n"})
    assert run(root, "check", "--builtin-themes-only").exit_code == 0
    assert "theme acme\n" in run(root, "doctor").stdout
    assert run(root, "build", "--format", "html", "--jobs", "1").exit_code == 0
    assert "#7a1f3d" in (root / "build/demo.html").read_text(encoding="utf-8")
    again = run(root, "build", "--format", "html", "--jobs", "1").stdout
    assert "Nothing has changed" in again
    install({"acme_theme/theme.yaml": THEME.replace("7a1f3d", "7a1f3e")}, {"yanbao.themes": {"acme": "acme_theme"}})
    run(root, "build", "--format", "html", "--jobs", "1")
    assert "#7a1f3e" in (root / "build/demo.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "target", "wrong"),
    [
        ("deck", "acme_theme", "has the name of a built-in theme"),
        ("acme", "acme_gone", "names 'acme_gone', which is no package"),
        ("acme", "acme_theme.parts", "has no theme.yaml in its package 'acme_theme.parts'"),
    ],
)
def test_a_theme_that_is_no_use(install: Install, name: str, target: str, wrong: str) -> None:
    install({"acme_theme/theme.yaml": THEME}, {"yanbao.themes": {name: target}})
    with pytest.raises(SetupError, match=wrong):
        load_theme(name)


def test_a_chart_type(install: Install, run: Run, write_project: WriteProject) -> None:
    install({"acme_lollipop.py": LOLLIPOP}, WITH_CHART)
    root = write_project(
        {"content/demo/intro.yaml": CHART % ("lollipop", ", y: revenue"), "content/ledger/sizes.yaml": SIZES}
    )
    assert "chart type lollipop\n" in run(root, "doctor").stdout
    done = run(root, "build", "--jobs", "1")
    assert done.exit_code == 0, done.output
    html = (root / "build/demo.html").read_text(encoding="utf-8")
    assert "棒棒糖图：收入。收入：甲公司12.5亿元、乙公司7亿元。" in html
    assert re.search("<svg[^>]*>.*甲公司.*12.5.*</svg>", html, re.DOTALL)
    [schema] = [one.schema for one in editors.schemas_of(root) if one.name == "section"]
    assert "lollipop" in json.dumps(schema)
    for kind, keys, wrong in (
        ("lolipop", ", y: revenue", "did you mean 'lollipop'?"),
        ("lollipop", ", z: revenue", "missing key 'y' in 'chart'"),
        ("lollipop", ", y: revenue, tilte: 题", "unknown key 'tilte'\n"),
        ("lollipop", ", y: revenues", "did you mean 'revenue'?"),
    ):
        (root / "content/demo/intro.yaml").write_text(CHART % (kind, keys), encoding="utf-8")
        done = run(root, "check")
        assert (done.exit_code, wrong in done.stdout) == (1, True), done.output


@pytest.mark.parametrize(
    ("name", "old", "new", "wrong"),
    [
        ("lollipop", "def plot(", "def plots(", "lacks plot in acme_lollipop"),
        ("lollipop", "class Chart(Base)", "class Chart", "has a 'Chart' that is no model of a chart"),
        ("pop", "", "", "has a 'Chart' without the key that names it: type: Literal[\"pop\"]"),
        ("line", "", "", "has a name that yanbao has too"),
        ("lollipop", "    return LollipopPlot(", "    return len(", "failed on the chart at content/demo/intro.yaml:5"),
        ("lollipop", '"棒棒糖图"', '""', "'plot' returns a Plot of type 'lollipop' with a title"),
        ("lollipop", "canvas.dots(", "canvas.dot(", "failed on a chart of type 'lollipop': AttributeError"),
    ],
)
def test_a_chart_type_that_is_no_use(
    install: Install, run: Run, write_project: WriteProject, name: str, old: str, new: str, wrong: str
) -> None:
    install({"acme_lollipop.py": LOLLIPOP.replace(old, new, 1)}, {"yanbao.charts": {name: "acme_lollipop"}})
    root = write_project(
        {"content/demo/intro.yaml": CHART % ("lollipop", ", y: revenue"), "content/ledger/sizes.yaml": SIZES}
    )
    done = run(root, "build", "--format", "pdf", "--jobs", "1")
    assert (done.exit_code, wrong in " ".join(done.stderr.split())) == (2, True), done.output
    assert "the plug-in acme-research 1 (yanbao.charts: " in done.stderr


def test_a_kind_of_table_file(install: Install, run: Run, write_project: WriteProject) -> None:
    install({"acme_terminal.py": READER}, WITH_READER)
    text = 'section: 节\npages:\n  - title: 页\n    blocks:\n      - text: 收于{{ last(data.prices, "close") }}。\n'
    root = write_project(
        {
            "content/demo/intro.yaml": text,
            "data/catalog.yaml": PRICES % "",
            "data/prices.wnd": "day|close\n2024-04-25|35.27\nEND\n",
        }
    )
    assert "tables from files named .wnd\n" in run(root, "doctor").stdout
    assert run(root, "build", "--format", "html", "--jobs", "1").exit_code == 0
    assert "35.27" in (root / "build/demo.html").read_text(encoding="utf-8")
    for content, wrong in {
        "day|close\n2024-04-25|35.27\n": "data/prices.wnd:2:1: error[bad-row] the export was cut short",
        "day|close\n2024-04-25|dear\nEND": "error[bad-cell] row 1, column 'close': expected a number",
        "END": "data/prices.wnd:1:1: error[bad-header] the file has no rows",
    }.items():
        (root / "data/prices.wnd").write_text(content, encoding="utf-8")
        done = run(root, "check")
        assert (done.exit_code, wrong in done.stdout) == (1, True), done.stdout


@pytest.mark.parametrize(
    ("groups", "code", "wrong"),
    [
        (WITH_READER, "", "lacks read in acme_terminal"),
        (WITH_READER, "read = lambda data: [[1]]", "failed on 'data/prices.wnd': TypeError: a cell is text, not int"),
        (WITH_READER, "read = lambda data: ['ab']", "a row is a list of cells"),
        ({"yanbao.tables": {"csv": "acme_terminal"}}, READER, "has a name that yanbao has too"),
        ({"yanbao.tables": {".wnd": "acme_terminal"}}, READER, "is no end of a file's name: '.wnd'"),
    ],
)
def test_a_reader_that_is_no_use(
    install: Install,
    run: Run,
    write_project: WriteProject,
    groups: Mapping[str, Mapping[str, str]],
    code: str,
    wrong: str,
) -> None:
    install({"acme_terminal.py": code}, groups)
    root = write_project({"data/catalog.yaml": PRICES % "", "data/prices.wnd": "x"})
    done = run(root, "check")
    assert (done.exit_code, wrong in " ".join(done.stderr.split())) == (2, True), done.stderr
    assert "the plug-in acme-research 1 (yanbao.tables: " in done.stderr


def test_a_kind_of_connection(install: Install, run: Run, write_project: WriteProject) -> None:
    client = "def table(desk, path, n):\n    return f'day,close\\n2024-04-25,{n}\\n'.encode() if desk else oops\n"
    install({"acme_store.py": STORE, "acme_client.py": client}, WITH_STORE, version="7")
    pull = ", pull: {connection: store, path: prices, params: {n: 35.27}}"
    root = write_project(
        {
            "data/catalog.yaml": PRICES.replace(".wnd", ".csv") % pull,
            "data/connections.yaml": "store: {kind: acme, desk: media}\n",
        }
    )
    assert "connections of kind acme\n" in run(root, "doctor").stdout
    [schema] = [one.schema for one in editors.schemas_of(root) if one.name == "connections"]
    assert "acme" in schema["additionalProperties"]["properties"]["kind"]["enum"]
    assert run(root, "data", "pull").exit_code == 0
    assert (root / "data/prices.csv").read_text(encoding="utf-8") == "day,close\n2024-04-25,35.27\n"
    assert "acme-research: '7'" in (root / "data/lock.yaml").read_text(encoding="utf-8")
    for entry, code, wrong in (
        ("kind: acme, desk: ''", 2, "failed on the table 'prices': NameError"),
        ("kind: acme", 1, "missing key 'desk'"),
        ("kind: amce", 1, "'amce' is not one of sqlite, duckdb, sql, http, copy, command, acme"),
    ):
        (root / "data/connections.yaml").write_text(f"store: {{{entry}}}\n", encoding="utf-8")
        done = run(root, "data", "pull")
        assert (done.exit_code, wrong in done.stdout + done.stderr) == (code, True), done.output


@pytest.mark.parametrize("command", ["-m", "-P"])
def test_nothing_in_the_current_folder_is_a_plugin(
    install: Install, run_process: RunProcess, write_project: WriteProject, command: str
) -> None:
    """Not with ``python -m yanbao`` either, nor when PYTHONPATH has an empty part, which means the current folder."""
    root = write_project({})
    site = install({"acme_promises.py": f"open({str(root / 'ran')!r}, 'w')\n{RULE}"}, WITH_RULE)
    for file in [file for file in site.rglob("*") if file.is_file()]:
        (root / file.relative_to(site)).parent.mkdir(exist_ok=True)
        (root / file.relative_to(site)).write_bytes(file.read_bytes())
    variables = {"PYTHONPATH": ":"} if command == "-m" else {"PYTHONPATH": str(root), "PYTHONSAFEPATH": "1"}
    done = run_process(root, "doctor", **variables)
    assert done.returncode == 0
    assert "acme" not in done.stdout
    assert not (root / "ran").exists()
