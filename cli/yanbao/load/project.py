"""Loads a whole project: the ledger, the tables, then each report with its theme, sections and pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from yanbao import disk, layout, rules
from yanbao.diagnostics import ContentError, Diagnostic, Level, Mark, Marked, has_errors, in_order, suggest
from yanbao.load.declared import by_name, load_catalog
from yanbao.load.documents import load_model, load_valid
from yanbao.load.excerpts import load_excerpts
from yanbao.load.files import locate_file, report_names
from yanbao.load.findings import Findings
from yanbao.load.images import load_image
from yanbao.load.inputs import report_inputs, shared_inputs
from yanbao.load.institution import load_institution
from yanbao.load.ledger import load_ledger
from yanbao.load.lost import lost_ids, lost_names, lost_rules
from yanbao.load.preferences import load_preferences
from yanbao.load.reports import UNKNOWN, load_report, unlisted_files
from yanbao.load.rules import load_rules
from yanbao.load.tables import load_tables
from yanbao.load.theme import has_theme, load_theme, look_at_templates, suggest_theme
from yanbao.load.yaml import Node
from yanbao.memory import Memory, Same
from yanbao.model.blocks import walk
from yanbao.model.institution import Publisher
from yanbao.model.pictures import PictureFile
from yanbao.model.project import LoadedReport, LoadedSection, Project
from yanbao.model.report import DEFAULT_THEME, GENERATED_PAGES, STATEMENTS, GeneratedKind, Report, Section
from yanbao.model.theme import Theme


@dataclass(frozen=True)
class LoadResult:
    """A project as far as it could be loaded, and its problems.

    ``shared_ok`` is False if the ledger, the tables or a theme have errors. ``incomplete`` are reports with files of
    their own that have errors. What has errors is left out, so it cannot be told what is missing in a report.
    ``sought`` are names that no folder has, and that may be those of reports made from a pattern. ``others`` are
    reports that were not asked for, without their sections: their names are taken. (Other patterns, which may have
    thousands of names, only if a pattern was asked for.)
    """

    project: Project
    diagnostics: tuple[Diagnostic, ...]
    shared_ok: bool
    incomplete: frozenset[str]
    sought: frozenset[str] = frozenset()
    others: tuple[LoadedReport, ...] = ()


def load_project(
    root: Path, slugs: Sequence[str] = (), memory: Memory | None = None, *, builtin_themes_only: bool = False
) -> LoadResult:
    """The project at ``root`` with the named reports, all if none is named. Bad content is reported, never raised.

    With a memory, only changed files are parsed. With ``builtin_themes_only`` the project's own templates are not read.
    """
    memory = memory or Memory()
    memory.held.clear()
    shared, found = Findings(memory), Findings(memory)
    ledger, tables = load_ledger(root, shared)
    declared = by_name([*tables, *load_catalog(root, shared)], shared)
    lost = lost_names(root, ledger.namespaces, shared)
    datasets = load_tables(root, declared, shared, lost)
    lost |= lost_names(root, ledger.namespaces, shared) | (declared.keys() - datasets.keys())
    loader = _Reports(root, shared, memory, builtin_themes_only)
    known = report_names(root, found)
    chosen, sought = _choose(root, known, slugs, found)
    reports = [loader.load(slug, found) for slug in chosen]
    load_preferences(root, found)  # what is wrong in it is told, though no report depends on it
    review, held = load_rules(root, found), shared_inputs(root, memory)
    lost |= lost_rules(root, review, found)
    project = Project(root, ledger, datasets, tuple(reports), review, held, frozenset(lost))
    diagnostics = in_order([*shared, *found])
    others = loader.others([slug for slug in known if slug not in chosen], reports)
    return LoadResult(project, diagnostics, not has_errors(shared), frozenset(loader.incomplete), sought, tuple(others))


def _choose(
    root: Path, known: Sequence[str], wanted: Sequence[str], found: Findings
) -> tuple[list[str], frozenset[str]]:
    """The folders of the reports to load, and the wanted names that none has, if a pattern may make them."""
    if not known:
        if not found:
            message = "no report here: a report is a folder in content/ with a report.yaml"
            found.error(rules.NO_CONTENT, message, Mark(layout.CONTENT))
        return [], frozenset()
    missing = [slug for slug in wanted if slug not in known]
    patterns = patterns_of(root, known) if missing else []
    for slug in missing if not patterns else ():
        found.append(unknown_report(slug, known, has_folder=disk.is_folder(root, layout.report_folder(slug))))
    chosen = [slug for slug in known if not wanted or slug in wanted or slug in patterns]
    return chosen, frozenset(missing if patterns else ())


def unknown_report(slug: str, known: Sequence[str], *, has_folder: bool = False) -> Diagnostic:
    """The error for a name that no report has."""
    what = "it has no report.yaml" if has_folder else f"there is {', '.join(known[:_SHOWN])}"
    advice = suggest(slug, known) or what
    return Diagnostic(Level.ERROR, rules.UNKNOWN_REPORT.id, f"no report '{slug}'", Mark(layout.CONTENT), advice)


_SHOWN = 20
"""Names of reports in a message."""


def patterns_of(root: Path, names: Sequence[str]) -> list[str]:
    """Which of the reports are patterns: several are made from each."""
    found = []
    for name in names:
        loaded = load_model(Report, root, layout.report_file(name), Findings())
        if loaded and loaded[0].for_each is not None:
            found.append(name)
    return found


class _Reports:
    """Loads reports, with each theme loaded once. Errors in themes, which reports share, are added to ``shared``."""

    def __init__(self, root: Path, shared: Findings, memory: Memory, builtin_only: bool) -> None:
        self._root = root
        self._themes_of = None if builtin_only else root
        self._memory = memory
        self._shared = shared
        self._house = load_institution(root, shared)
        look_at_templates(root, shared, builtin_only=builtin_only)
        self._themes: dict[str, Theme] = {}
        self.incomplete: set[str] = set()

    def load(self, slug: str, found: Findings) -> LoadedReport:
        """A report, as far as its files are valid."""
        own, file = Findings(self._memory), layout.report_file(slug)
        spec, node = load_report(self._root, slug, own)
        images: dict[str, PictureFile] = {}
        is_sound = not own
        outline = tuple(self._outline(slug, spec, images, own))
        theme = self._theme(self._known_theme(spec.theme, node, own))
        publisher = self._house.publisher(spec.institution)
        if not publisher.name:
            if self._house.is_whole and is_sound:
                message = "missing key 'institution'"
                own.error(rules.MISSING_KEY, message, node.mark, "or say in content/institution.yaml who publishes")
            publisher = Publisher(UNKNOWN, UNKNOWN)
        if is_sound:
            own.extend(unlisted_files(self._root, slug, spec.outline))
        sections = [item for item in outline if isinstance(item, LoadedSection)]
        excerpts = load_excerpts(self._root, sections, own)
        inputs = report_inputs(self._root, slug, outline, theme, self._house.spec, self._memory)
        if has_errors(own):
            self.incomplete.add(slug)
        found.extend(own)
        lost = frozenset(lost_ids(self._root, own))
        mark = spec.title.mark
        return LoadedReport(slug, file, spec, outline, theme, images, excerpts, mark, publisher, inputs, lost)

    def others(self, slugs: Sequence[str], loaded: Sequence[LoadedReport]) -> Iterator[LoadedReport]:
        """Other reports than those that were loaded, without their sections. Nothing is told of them."""
        with_patterns = any(report.spec.for_each for report in loaded)
        for slug in slugs if loaded else ():
            spec, _ = load_report(self._root, slug, Findings(self._memory))
            if with_patterns or spec.for_each is None:
                theme = self._themes.get(spec.theme, loaded[0].theme)
                file, mark = layout.report_file(slug), spec.title.mark
                yield replace(loaded[0], slug=slug, file=file, spec=spec, outline=(), theme=theme, mark=mark)

    def _known_theme(self, name: str, node: Node, found: Findings) -> str:
        """The name of a theme that exists: that of a report, or, and an error, the default one."""
        if has_theme(name, self._themes_of):
            return name
        at = node.find(("theme",))
        found.error(rules.UNKNOWN_THEME, f"no theme '{name}'", at.mark, suggest_theme(name, self._themes_of), at.width)
        return DEFAULT_THEME

    def _theme(self, name: str) -> Theme:
        """A theme; the default one, and its errors, if it cannot be loaded."""
        if name not in self._themes:
            try:
                self._themes[name] = self._dressed(load_theme(name, self._themes_of, self._memory))
            except ContentError as error:
                self._shared.extend(error.diagnostics)
                self._themes[name] = self._dressed(load_theme(DEFAULT_THEME))
        return self._themes[name]

    def _dressed(self, theme: Theme) -> Theme:
        """The theme as adapted by the institution, with the identical tokens and messages while these are the same."""
        shared = (Same(theme.tokens), Same(theme.messages), Same(self._house.spec))
        dressed = self._memory.recall(("dressed", theme.name), shared, lambda: self._house.dress(theme))
        return replace(dressed, folders=theme.folders, texts=theme.texts)

    def _outline(
        self, slug: str, spec: Report, images: dict[str, PictureFile], found: Findings
    ) -> Iterator[GeneratedKind | LoadedSection]:
        for index, item in enumerate(spec.outline):
            generated = next((name for name in GENERATED_PAGES if name == item), None)
            if item in spec.outline[:index]:
                found.error(rules.WRONG_VALUE, f"'{item}' is in the outline twice", item.mark, width=len(item.raw))
            elif generated:
                yield generated
            elif item == STATEMENTS:
                said = self._house.statements
                if said is None and self._house.is_whole:
                    advice = "write them under statements in content/institution.yaml"
                    found.error(rules.MISSING_KEY, "there are no statements", item.mark, advice, len(item.raw))
                elif said:
                    self._pictures(said, images, found)
                    yield said
            elif section := self._section(slug, item, images, found):
                yield section

    def _section(
        self, slug: str, name: Marked, images: dict[str, PictureFile], found: Findings
    ) -> LoadedSection | None:
        folder = layout.CONTENT if name.startswith(f"{layout.SHARED}/") else layout.report_folder(slug)
        file = locate_file(self._root, folder, name, found, (*GENERATED_PAGES, STATEMENTS))
        spec = load_valid(Section, self._root, file, found) if file else None
        if file is None or spec is None:
            return None
        section = LoadedSection(file, spec)
        self._pictures(section, images, found)
        return section

    def _pictures(self, section: LoadedSection, images: dict[str, PictureFile], found: Findings) -> None:
        """Load the pictures of a section, without those that cannot be used."""
        folder = layout.pictures_folder(section.file)
        names = [file for page in section.spec.pages for block in walk(page.blocks) for file in block.picture_files]
        read = {f"{folder}/{picture}": load_image(self._root, folder, picture, found) for picture in names}
        images.update({name: picture for name, picture in read.items() if picture})
