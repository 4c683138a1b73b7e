"""Generates the code of templates in which what a template builds is counted by its environment, a ``Sandbox``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame


class CountingGenerator(CodeGenerator):
    """Generates code in which ``~`` is counted and lists are charged."""

    def visit_List(self, node: nodes.List, frame: Frame) -> None:  # noqa: N802
        self._weighed(super().visit_List, node, frame)

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:  # noqa: N802
        self._weighed(super().visit_Dict, node, frame)

    def visit_Tuple(self, node: nodes.Tuple, frame: Frame) -> None:  # noqa: N802
        if node.ctx == "load":
            self._weighed(super().visit_Tuple, node, frame)
        else:
            super().visit_Tuple(node, frame)

    def visit_Name(self, node: nodes.Name, frame: Frame) -> None:  # noqa: N802
        if node.ctx == "load" and node.name in ("varargs", "kwargs"):  # lists of a macro's arguments
            self._weighed(super().visit_Name, node, frame)
        else:
            super().visit_Name(node, frame)

    def _weighed(self, visit: Callable[[Any, Frame], None], node: nodes.Node, frame: Frame) -> None:
        self.write("environment.weighed(")
        visit(node, frame)
        self.write(")")

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        self.write(f"environment.{'markup' if frame.eval_ctx.autoescape else 'text'}_of((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")
