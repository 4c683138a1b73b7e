"""The cases on the sample report. A further case is one more function here."""

from __future__ import annotations

import itertools
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from tools.bench.content import dump
from tools.bench.timing import Case

PROJECT = Path(__file__).parents[2]
REPORT = Path(sys.executable).with_name("report")
HERE = Path(__file__).parent

PLAIN, TYPST, CHROMIUM = "plain script", "Typst", "Chromium"
COLD, UNCHANGED, PARAGRAPH, VALUE = "cold", "unchanged", "paragraph", "value"
WARM_PARAGRAPH, WARM_VALUE = "warm paragraph", "warm value"


def cases(folder: Path) -> Iterator[Case]:
    """All that can be run on this machine; what cannot is said on standard error."""
    content = folder / "content"
    content.mkdir()
    dump(PROJECT, content, folder / "single.pdf")
    yield plain(folder)
    if find_spec("typst"):
        yield Case(TYPST, [sys.executable, HERE / "typst_route.py", content, folder / "typst.pdf"])
    else:
        print("Typst is left out: pip install typst", file=sys.stderr)  # noqa: T201
    yield cold(folder)
    if browser := shutil.which("chromium") or shutil.which("google-chrome"):
        yield chromium(folder, browser)
    else:
        print("Chromium is left out: it is not installed", file=sys.stderr)  # noqa: T201
    yield unchanged(folder)
    yield paragraph(folder, PARAGRAPH)
    yield value(folder, VALUE)
    yield paragraph(folder, WARM_PARAGRAPH, "--stay")
    yield value(folder, WARM_VALUE, "--stay")


def end_sessions(folder: Path) -> None:
    """End what the cases with a warm session have left."""
    for name in (WARM_PARAGRAPH, WARM_VALUE):
        subprocess.run([REPORT, "session", "stop", "--project", folder / name], check=False, capture_output=True)


def plain(folder: Path) -> Case:
    return Case(PLAIN, [sys.executable, HERE / "plain.py", folder / "content", folder / "plain.pdf"])


def chromium(folder: Path, browser: str) -> Case:
    """Prints the HTML that yanbao has made, charts and all."""
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    target = folder / "chromium.pdf"
    html = folder / COLD / "build" / "ai-media.html"
    return Case(CHROMIUM, [browser, *options, f"--print-to-pdf={target}", html.as_uri()])


def cold(folder: Path) -> Case:
    """PDF and HTML with an empty store."""
    root = project(folder / COLD)

    def prepare() -> None:
        for made in (".yanbao", "build"):
            shutil.rmtree(root / made, ignore_errors=True)

    return Case(COLD, _build(root), prepare)


def unchanged(folder: Path) -> Case:
    command = _build(project(folder / UNCHANGED))
    subprocess.run(list(map(str, command)), check=True, capture_output=True)

    def check(printed: str) -> None:
        if "Nothing has changed" not in printed:
            raise ValueError(printed)

    return Case(UNCHANGED, command, check=check)


def paragraph(folder: Path, name: str, *options: str) -> Case:
    """A paragraph that was never seen before, each time by a new command."""
    root = project(folder / name)
    old = "AI搜索引擎基于人工智能技术"
    return _edited(name, root, root / "content/ai-media/scenarios.yaml", old, "第{}版：" + old, *options)


def value(folder: Path, name: str, *options: str) -> Case:
    """A value of one chart on one page."""
    root = project(folder / name)
    return _edited(name, root, root / "data/chatgpt_visits.csv", "2023-09,1500", "2023-09,15{:02}", *options)


def _edited(name: str, root: Path, file: Path, old: str, new: str, *options: str) -> Case:
    text, numbers = file.read_text(encoding="utf-8"), itertools.count(11)
    if text.count(old) != 1:
        raise ValueError(f"{file.name} does not say '{old}' once")

    def edit() -> None:
        file.write_text(text.replace(old, new.format(next(numbers))), encoding="utf-8")

    return Case(name, [*_build(root), *options], edit, _is_work)


def project(root: Path) -> Path:
    """A copy of the sample's project."""
    for name in ("content", "data"):
        shutil.copytree(PROJECT / name, root / name)
    return root


def _build(root: Path) -> list[str | Path]:
    return [REPORT, "build", "ai-media", "--project", root]


def _is_work(printed: str) -> None:
    """An edit must not have been answered without work."""
    if "Nothing has changed" in printed:
        raise ValueError(printed)


def sizes(folder: Path) -> dict[str, int]:
    """Bytes of each PDF that was made, WeasyPrint's own single document among them."""
    files = {"yanbao": folder / COLD / "build/ai-media.pdf", "single": folder / "single.pdf"}
    files |= {name: folder / f"{name.split()[0].lower()}.pdf" for name in (PLAIN, TYPST, CHROMIUM)}
    return {name: file.stat().st_size for name, file in files.items() if file.exists()}
