"""Chart types from plug-ins: loads and validates modules of installed packages when an author first names one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar, Literal, get_args, get_origin

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from yanbao.extensions import CHARTS, Extension, named
from yanbao.model.figures import DataFigure
from yanbao.model.plot import Plot


class InstalledChart(DataFigure):
    """Base of a plug-in's chart: it has a ``type``, the literal that authors write."""

    type: str
    extension: ClassVar[Extension]


@dataclass(frozen=True)
class InstalledKind:
    """A chart type of a plug-in: the model of its keys, the function that makes its plot, and that which draws it."""

    extension: Extension
    model: type[InstalledChart]
    plot: Callable[[Any, Any], object]
    draw: Callable[[Any, Any], object]

    def plot_of(self, chart: InstalledChart, rows: object, *told: type[Exception]) -> Plot:
        """The plot of a chart. Raises what is ``told``, and SetupError for a bug of the plug-in."""
        with self.extension.running(f"the chart at {chart.data.mark.file}:{chart.data.mark.line}", *told):
            made = self.plot(chart, rows)
            if not isinstance(made, Plot) or made.type != self.extension.name or not made.title:
                raise TypeError(f"'plot' returns a Plot of type '{self.extension.name}' with a title")
            return made

    def draw_on(self, canvas: object, plot: Plot) -> None:
        """Draw a plot. Raises SetupError for a bug of the plug-in."""
        with self.extension.running(f"a chart of type '{plot.type}'"):
            self.draw(canvas, plot)


@cache
def installed_charts() -> Mapping[str, InstalledKind]:
    """The chart types of plug-ins by name. Raises SetupError for one that cannot be used."""
    found = {}
    for name, extension in named(CHARTS).items():
        module = extension.load("Chart", "plot", "draw")
        if not isinstance(module.Chart, type) or not issubclass(module.Chart, InstalledChart):
            raise extension.refused("has a 'Chart' that is no model of a chart")
        if _literal(module.Chart) != name:
            raise extension.refused(f"has a 'Chart' without the key that names it: type: Literal[\"{name}\"]")
        found[name] = InstalledKind(extension, module.Chart, module.plot, module.draw)
    return found


def _literal(model: type[InstalledChart]) -> str:
    annotation = model.model_fields["type"].annotation
    return str(get_args(annotation)[0]) if get_origin(annotation) is Literal else ""


class Pluggable:
    """An annotation of the union of built-in charts, by which charts of plug-ins are read, too.

    Plug-ins are loaded only for a type that no built-in chart has.
    """

    def __init__(self, builtin: object) -> None:
        self._types = {get_args(one.model_fields["type"].annotation)[0] for one in get_args(builtin)}

    def models(self) -> list[type[InstalledChart]]:
        """The models of plug-ins. Raises SetupError for one that has the type of a built-in chart."""
        named(CHARTS, self._types)
        return [kind.model for kind in installed_charts().values()]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_wrap_validator_function(self._read, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        made = handler(schema)
        for model in self.models():
            made["oneOf"] = [*made["oneOf"], handler(model.__pydantic_core_schema__)]
        return made

    def _read(self, value: Any, handler: core_schema.ValidatorFunctionWrapHandler) -> Any:
        wanted = value.get("type") if isinstance(value, dict) else None
        if isinstance(wanted, str) and wanted not in self._types:
            for model in self.models():
                if _literal(model) == wanted:
                    return model.model_validate(value)
        return handler(value)
