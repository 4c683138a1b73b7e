"""Parses YAML into plain values with source positions.

Input: the text of a file. Output: a tree of nodes, each with its value (mappings, lists, ``Marked`` text, numbers,
booleans, None) and position. Based on PyYAML's event stream, so no objects are constructed, nothing recurses, and
limits apply while reading.

Only YAML 1.2's true, false, null and numbers are not text: ``NO``, ``000001``, ``1:30``, ``0x1F`` and ``2024-04-22``
stay text. ``1_000_000`` is a number. Anchors, aliases, merge keys, tags and multiple documents are refused: shared
values belong in the ledger.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import yaml
from yaml.events import AliasEvent, CollectionStartEvent, Event, MappingStartEvent, NodeEvent, ScalarEvent

from yanbao import rules
from yanbao.characters import IN_VALUE, describe
from yanbao.diagnostics import Edit, Mark, Marked
from yanbao.load.findings import Findings, shorten
from yanbao.load.yaml_comments import Comments
from yanbao.load.yaml_scalars import resolve
from yanbao.load.yaml_syntax import BESIDE_INDICATOR, GLUED_COMMENT, IF_IT_IS_TEXT, explain

_AT_MOST = 5  # maximum escapes reported per text
MAX_DEPTH = 50
MAX_NODES = 200_000
MAX_TEXT = 20_000

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""PyYAML may be installed without libyaml; its own parser is slower, and rejects a few more tabs."""

_NO_KEY = Marked("", Mark(""))  # placeholder for an invalid key; its value is dropped


@dataclass(slots=True)
class Node:
    """A value and its position. ``raw`` is a scalar as written; ``key`` is its key, if in a mapping."""

    value: Any
    mark: Mark
    raw: str = ""
    key: Marked | None = None
    children: dict[str | int, Node] = field(default_factory=dict)

    @property
    def width(self) -> int:
        """Its width in characters on the first line."""
        return max(1, len(self.raw.split("\n", 1)[0].rstrip()))

    def find(self, loc: Sequence[str | int]) -> Node:
        """The node at a pydantic location.

        Parts that are not in the tree are skipped: tags of unions, keys omitted by a short form, missing keys.
        """
        node = self
        for part in loc:
            node = node.children.get(part, node)
        return node


def overlay(nodes: Sequence[Node]) -> Node:
    """Merge trees: mappings are merged recursively; other values come from the first tree that has them."""
    first, *others = nodes
    if not others or not isinstance(first.value, dict):
        return first
    below = overlay(others)
    if not isinstance(below.value, dict):
        return first
    children = {**below.children, **first.children}
    for key in below.children.keys() & first.children.keys():
        children[key] = overlay((first.children[key], below.children[key]))
    value = {key: child.value for key, child in children.items()}
    return Node(value, first.mark, first.raw, first.key, children)


def parse(text: str, file: str, found: Findings) -> Node | None:
    """The tree of a document; None if it is not valid YAML. Problems are added to ``found``."""
    loader = _Loader(text)
    try:
        return _Builder(text, file, loader, found).document()
    except yaml.YAMLError as error:
        diagnostic = explain(error, text, file)
        found[:] = [earlier for earlier in found if earlier.mark != diagnostic.mark]
        found.append(diagnostic)
    except _TooLargeError as error:
        found.error(rules.TOO_LARGE, str(error), error.mark, error.remedy)
    finally:
        loader.dispose()
    return None


class _TooLargeError(Exception):
    def __init__(self, message: str, mark: Mark, remedy: str = "") -> None:
        super().__init__(message)
        self.mark = mark
        self.remedy = remedy


class _Builder:
    """Builds the tree of one document from events."""

    def __init__(self, text: str, file: str, loader: Any, found: Findings) -> None:
        self._text = text
        self._file = file
        self._loader = loader
        self._found = found
        self._stack: list[Node] = []
        self._pending: list[Marked | None] = []  # for each mapping on the stack, the key whose value comes next
        self._count = 0
        self._root: Node | None = None
        self._usable = True
        self._comments = Comments(text)

    def document(self) -> Node | None:
        for event in self._events():
            kind = type(event)
            if kind is ScalarEvent:
                self._scalar(event)
            elif isinstance(event, CollectionStartEvent):
                self._start(event)
            elif isinstance(event, AliasEvent):
                self._refuse(event, "aliases (*)")
                self._add(Node(None, self._mark(event)))
            elif self._stack:  # the end of a collection
                self._stack.pop()
                self._pending.pop()
        root = self._root or Node(None, Mark(self._file))
        return root if self._usable else None

    def _events(self) -> Iterator[Any]:
        """The events of the first document's nodes."""
        loader = self._loader
        documents = 0
        while loader.check_event():
            event: Event = loader.get_event()
            for start, end in self._comments.glued(event):
                self._refuse_comment(start, end)
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents == 2:
                    message = "a second document begins here"
                    self._found.error(rules.BAD_YAML, message, self._mark(event), "remove the line '---'", 3)
                    self._usable = False
                    return
            elif isinstance(event, NodeEvent):
                self._count += 1
                if self._count > MAX_NODES:
                    raise _TooLargeError(f"the file has more than {MAX_NODES} values", self._mark(event))
                yield event
            elif isinstance(event, yaml.CollectionEndEvent):
                yield event

    def _mark(self, event: Any) -> Mark:
        return Mark(self._file, event.start_mark.line + 1, event.start_mark.column + 1)

    def _scalar(self, event: Any) -> None:
        start, end = event.start_mark, event.end_mark
        mark = Mark(self._file, start.line + 1, start.column + 1)
        raw = self._text[start.index : end.index]
        if len(event.value) > MAX_TEXT:
            message = f"a text of {len(event.value)} characters; {MAX_TEXT} are the most"
            raise _TooLargeError(message, mark, "split it into several")
        if event.anchor or event.tag:
            self._refuse(event, "anchors (&)" if event.anchor else "tags (!)")
        value: Any = event.value
        if event.implicit[0]:
            value = resolve(value)
        if value is None or (type(value) is str and not event.style):
            self._tell_lost(event)
        if type(value) is not str:
            self._add(Node(value, mark, raw))
        elif event.style in ("|", ">"):
            content = self._text.find("\n", start.index) + 1
            lines = self._text[content : end.index] if content else ""
            self._add(Node(Marked(value, Mark(self._file, mark.line + 1, 1), lines), mark, raw))
        else:
            text = Marked(value, mark, raw)
            if event.style == '"':
                self._refuse_escapes(text)
            self._add(Node(text, mark, raw))

    def _refuse_escapes(self, text: Marked) -> None:
        """Report escapes in quotes for characters that are not allowed in content."""
        for bad in islice(IN_VALUE.finditer(text), _AT_MOST):
            at, end = text.locate(bad.start()), text.locate(bad.end())
            width = end.column - at.column if end.line == at.line else 1
            what, advice = describe(bad[0])
            advice = "delete the escape" if advice == "delete it" or bad[0] == "\r" else advice
            self._found.error(rules.BAD_ENCODING, what, at, advice, max(1, width))

    def _start(self, event: Any) -> None:
        at = event.start_mark.index
        if event.anchor or event.tag:
            self._refuse(event, "anchors (&)" if event.anchor else "tags (!)")
        is_map = isinstance(event, MappingStartEvent)
        if is_map and self._text.startswith("{{", at):
            self._expression(event)
            return
        if len(self._stack) == MAX_DEPTH:
            raise _TooLargeError(f"more than {MAX_DEPTH} levels of nesting", self._mark(event))
        node = Node({} if is_map else [], self._mark(event))
        if self._expects_key():
            self._bad_key(node, "a key is text, not a list or mapping")
        self._add(node)
        self._stack.append(node)
        self._pending.append(None)

    def _expression(self, event: Any) -> None:
        """``{{ x }}`` without quotes is a mapping in YAML: restore the text that was meant."""
        end = event
        depth = 1
        for end in self._events():
            depth += isinstance(end, CollectionStartEvent) - isinstance(end, yaml.CollectionEndEvent)
            if depth == 0:
                break
        raw = self._text[event.start_mark.index : end.end_mark.index]
        mark = self._mark(event)
        width = len(raw.split("\n", 1)[0])
        message = "an expression at the start of a value must be quoted"
        quote = "'" if '"' in raw else '"'
        edits = [Edit(mark, raw, f"{quote}{raw}{quote}")] if "\n" not in raw and quote not in raw else []
        self._found.error(rules.UNQUOTED_EXPRESSION, message, mark, f"write {quote}{raw}{quote}", width, *edits)
        self._add(Node(Marked(raw, mark, raw), mark, raw))

    def _refuse(self, event: Any, what: str) -> None:
        help_text = "write the value out, or in quotes if it is text that begins with this character"
        self._found.error(rules.BAD_YAML, f"{what} are not used in content", self._mark(event), help_text)
        self._usable = False

    def _refuse_comment(self, start: int, end: int) -> None:
        is_head = self._text[start - 1] in "|>+-0123456789"
        message, remedy = BESIDE_INDICATOR if is_head else GLUED_COMMENT
        self._found.error(rules.BAD_YAML, message, self._place(start), remedy, len(self._text[start:end].rstrip()))

    def _tell_lost(self, event: Any) -> None:
        if found := self._comments.lost(event):
            message = f"'{shorten(found[0])}' is a comment to YAML and not printed"
            mark = self._place(found.start())
            self._found.warning(rules.LOST_COMMENT, message, mark, IF_IT_IS_TEXT, len(found[0]))

    def _place(self, at: int) -> Mark:
        return Mark(self._file, self._text.count("\n", 0, at) + 1, at - self._text.rfind("\n", 0, at))

    def _bad_key(self, node: Node, message: str, remedy: str = "") -> None:
        self._found.error(rules.BAD_KEY, message, node.mark, remedy, node.width)

    def _expects_key(self) -> bool:
        return bool(self._stack) and isinstance(self._stack[-1].value, dict) and self._pending[-1] is None

    def _add(self, node: Node) -> None:
        """Add a finished scalar, or a collection that begins, to its parent."""
        if not self._stack:
            self._root = node
            return
        parent = self._stack[-1]
        if isinstance(parent.value, list):
            parent.children[len(parent.value)] = node
            parent.value.append(node.value)
        elif (key := self._pending[-1]) is None:
            self._pending[-1] = self._key(node)
        else:
            self._pending[-1] = None
            if key is _NO_KEY:
                return
            if key in parent.children:
                first = parent.children[key].key or key
                message = f"'{key}' is already given on line {first.mark.line}"
                self._found.error(rules.DUPLICATE_KEY, message, key.mark, width=max(1, len(key.raw)))
                return
            node.key = key
            parent.children[key] = node
            parent.value[key] = node.value

    def _key(self, node: Node) -> Marked:
        if isinstance(node.value, Marked):
            return node.value
        if not isinstance(node.value, dict | list):
            what = f"'{node.raw}' is not text to YAML" if node.raw else "a key is missing"
            self._bad_key(node, what, f"write '{node.raw}':" if node.raw else "")
        return _NO_KEY
