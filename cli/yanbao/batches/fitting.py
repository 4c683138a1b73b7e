"""Whether a batch that is asked for fits the project: what it names is there."""

from __future__ import annotations

from collections.abc import Iterator

from yanbao.batches.job import BatchRequest
from yanbao.checks import unknown_column, unknown_value
from yanbao.diagnostics import Diagnostic, Mark, Marked, SetupError, printable, suggest
from yanbao.model.project import LoadedReport, Project
from yanbao.model.shown import Wanted


def refuse_misfit(request: BatchRequest, report: LoadedReport, project: Project) -> None:
    """Raises SetupError with the first thing that a request names and the project does not have."""
    for message, remedy in _misfits(request, report, project):
        raise SetupError(printable(message), remedy)


def _misfits(request: BatchRequest, report: LoadedReport, project: Project) -> Iterator[tuple[str, str]]:
    each, pattern = report.spec.for_each, report.folder
    table = request.table or str((each and each.data) or "")
    params = {str(param) for param in report.spec.params}
    if not table and (each is None or request.where):
        yield f"whose rows the notes of '{pattern}' are for is not said", "name a table: --over data.coverage"
    elif table and table not in project.datasets:
        remedy = suggest(table, project.datasets) or f"there are: {', '.join(project.datasets)}"
        yield f"no dataset '{table}'", remedy
    elif table:
        dataset = project.datasets[table]
        where: dict[str, Wanted] = {
            Marked(column, Mark("")): wanted(values) for column, values in request.where.items()
        }
        wrong: list[Diagnostic] = [*unknown_column.check_where(where, dataset)]
        for one in wrong or unknown_value.check_where(where, dataset):
            yield f"--where: {one.message}", one.help
        if each is None and not params & {*map(str, dataset.spec.columns)}:
            message = (
                f"'{pattern}' is no pattern: it has neither for_each nor a parameter named like a column of '{table}'"
            )
            yield message, f"write in its report.yaml for_each: {{as: stock, data: {table}}}, and a file: for the names"
    for name in sorted(set(dict(request.given)) - params):
        yield (
            f"'{pattern}' has no parameter '{name}'",
            suggest(name, params) or "parameters stand under 'params' in report.yaml",
        )
    for column in request.where if each else ():
        if each and column in each.where:
            yield f"--where: for_each of '{pattern}' has a condition on '{column}' already", "leave out one of them"


def wanted(values: tuple[str, ...]) -> Wanted:
    """A condition on a column: the value that its cells must have, or several values of which one is enough."""
    return values[0] if len(values) == 1 else values
