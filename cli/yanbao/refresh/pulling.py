"""The steps of a pull, table by table: the request, the answer, the outcome."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from yanbao import disk, layout
from yanbao.diagnostics import ContentError, SetupError
from yanbao.load.declared import Declared, load_catalog
from yanbao.load.findings import Findings
from yanbao.load.snapshots import current, load_connections
from yanbao.load.yaml import Node
from yanbao.model.pulling import Connection, Lock
from yanbao.refresh.asking import Ask, make_ask
from yanbao.refresh.calendars import trading_days
from yanbao.refresh.locking import pulling, read_lock
from yanbao.refresh.outcomes import Outcome, State
from yanbao.refresh.taking import Taking
from yanbao.refresh.trouble import UnreachedError, UnusableError


def pull(
    root: Path,
    names: Sequence[str] = (),
    accept: Collection[str] = (),
    tell: Callable[[Outcome], object] = lambda _: None,
) -> list[Outcome]:
    """Refresh the named tables, all that are pulled if none is named; ``tell`` is called with each outcome.

    Those in ``accept`` are taken whatever has gone or was edited. Raises ContentError and SetupError if nothing can be
    begun.
    """
    found = Findings()
    tables = {str(item.name): item for item in load_catalog(root, found)}
    connections = load_connections(root, found)
    if found:
        raise ContentError(found)
    wanted = [item for name, item in tables.items() if item.spec.pull and (not names or name in names)]
    with pulling(root):
        outcomes = []
        for item in wanted:
            outcome = _pull_one(root, item, tables, connections, is_accepted=str(item.name) in accept)
            tell(outcome)
            outcomes.append(outcome)
    return outcomes


def _pull_one(
    root: Path,
    item: Declared,
    tables: Mapping[str, Declared],
    connections: Mapping[str, tuple[Connection, Node]],
    *,
    is_accepted: bool,
) -> Outcome:
    name, ask = str(item.name), None
    try:
        days = trading_days(root, item, tables)
        ask = make_ask(root, item, connections)
        lock = read_lock(root)
        if not is_accepted:
            _refuse_edited(root, item, lock)
        return Taking(ask, lock, days, is_accepted).outcome()
    except UnusableError as error:
        return Outcome(
            name, State.REFUSED, problem=_clean(ask, str(error)), remedy=_clean(ask, error.remedy), found=error.found
        )
    except UnreachedError as error:
        return Outcome(name, State.UNREACHED, problem=_clean(ask, str(error)))
    except SetupError as error:
        return Outcome(name, State.SETUP, problem=_clean(ask, str(error)), remedy=_clean(ask, error.remedy))


def _clean(ask: Ask | None, text: str) -> str:
    return ask.secrets.redact(text) if ask else text


def _refuse_edited(root: Path, item: Declared, lock: Lock) -> None:
    """Raise UnusableError if a snapshot was edited by hand since it was pulled."""
    locked, name = lock.tables.get(str(item.name)), item.name
    file = layout.data_file(item.spec.file)
    if (
        locked
        and locked.file == item.spec.file
        and disk.is_there(root, file)
        and current(root, locked) != locked.sha256
    ):
        remedy = f"to replace it: report data pull {name} --accept {name}"
        raise UnusableError(f"{file} was edited by hand since it was pulled", f"{remedy}; to undo: git checkout {file}")
