"""One table on its way from its source into the project: stage → prove or load → compare → judge → commit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import chain

from yanbao import disk, layout
from yanbao.load.declared import Declared
from yanbao.load.files import MAX_ROWS, MAX_TABLE, MAX_UNPACKED
from yanbao.load.findings import Findings
from yanbao.load.snapshots import as_snapshot, digest_of
from yanbao.model.pulling import Lock, LockedTable
from yanbao.refresh import sources
from yanbao.refresh.asking import Answer, Ask
from yanbao.refresh.canonical import Row, as_csv, newest, own_columns, read_csv, rows_of
from yanbao.refresh.columnar import as_parquet, as_text, is_columnar, most_bytes
from yanbao.refresh.comparing import NO_CHANGES, Changes, aligned, compare
from yanbao.refresh.judging import doubts, round_number
from yanbao.refresh.locking import commit
from yanbao.refresh.outcomes import Outcome, State
from yanbao.refresh.plain import PlainProof
from yanbao.refresh.trouble import UnusableError
from yanbao.trading import TradingDays


class Taking:
    """Takes what the source of one table answers."""

    def __init__(self, ask: Ask, lock: Lock, days: TradingDays, is_accepted: bool) -> None:
        self._ask, self._days, self._is_accepted = ask, days, is_accepted
        self._item = ask.item
        self._name, self._file = str(ask.item.name), layout.data_file(ask.item.spec.file)
        self._text_file = f"{self._file.rpartition('.')[0]}.csv"  # of what the source answers
        before = lock.tables.get(self._name)
        self._before = before if before and before.file == ask.item.spec.file else None
        self._versions: Mapping[str, str] = {}

    def outcome(self) -> Outcome:
        ask = self._ask
        answer = sources.answer(ask)
        self._versions = answer.versions
        staged = disk.Staged(ask.root, layout.PULLS)
        made: disk.Staged | None = None
        try:
            item = _renamed(self._item) if answer.is_renamed else self._item
            proof = PlainProof(item, answer.name)
            self._receive(answer, staged, proof)
            if proof.finish():
                return self._take(staged, None, proof.rows, proof.newest)
            rows = rows_of(item, staged.read(), answer.name)
            self._look(rows)
            made = disk.Staged(ask.root, layout.PULLS)
            for chunk in as_csv(chain([list(own_columns(item))], rows)):
                made.write(chunk)
            self._load(made)
            return self._take(made, rows, len(rows), newest(item, rows))
        finally:
            staged.discard()
            if made:
                made.discard()

    def _receive(self, answer: Answer, staged: disk.Staged, proof: PlainProof) -> None:
        tail = b""
        with closing(answer.chunks) as chunks:  # type: ignore[type-var]
            for chunk in chunks:
                staged.write(chunk)
                if staged.size > most_bytes(self._file):
                    raise self._too_large("the answer is larger than")
                held = tail + chunk
                if any(secret in held for secret in self._ask.secrets.forms()):
                    raise UnusableError("the answer repeats a credential, and was not written", "leave it out there")
                tail = chunk[-200:]
                proof.feed(chunk)

    def _look(self, rows: Sequence[Row]) -> None:
        """What no snapshot may be. Raises UnusableError."""
        if not rows:
            raise UnusableError("the answer has no rows")
        names = list(own_columns(self._item))
        for name in map(str, self._item.spec.key):
            at = names.index(name)
            if any(not row[at] for row in rows):
                raise UnusableError(f"rows have no '{name}', which is of the key")

    def _too_large(self, what: str) -> UnusableError:
        most = f"{what} {most_bytes(self._file) // 1_000_000} MB"
        if is_columnar(self._file):
            return UnusableError(most, "narrow the query, or sum up")
        larger = f"{self._item.spec.file}".removesuffix(".csv") + ".parquet"
        return UnusableError(
            most, f"narrow the query, or sum up; or write file: {larger}, which takes {MAX_UNPACKED // 1_000_000} MB"
        )

    def _load(self, made: disk.Staged) -> None:
        """Read the new snapshot as it will be read. Raises UnusableError."""
        item, file = as_snapshot(self._item), self._text_file
        if made.size > most_bytes(self._file):
            raise self._too_large("it has more than")
        data = made.read()
        proof = PlainProof(item, file)
        proof.feed(data)
        if not proof.finish():
            from yanbao.load.tables import read_table

            found = Findings()
            if read_table(item, file, data, found) is None:
                raise UnusableError("it does not fit the declaration", found=found)

    def _take(self, made: disk.Staged, rows: Sequence[Row] | None, count: int, last: str) -> Outcome:
        """Put a whole snapshot in the place of the last, if nothing speaks against it."""
        if count > MAX_ROWS:
            raise UnusableError(f"it has more than {MAX_ROWS:,} rows", "narrow the query, or sum up")
        before, kept = self._before, self._old()
        old = (
            None if kept is None else as_text(kept, self._file)
        )  # rows are compared: a library may pack them otherwise
        if kept is not None and old is not None and digest_of(old, self._text_file) == made.digest:
            asked = before and (before.asked_sha256, before.connection, before.kind)
            if before is None or asked != (self._ask.digest, self._ask.pull.connection, self._ask.kind):
                retrieved = before.retrieved if before else _now()
                digest = digest_of(kept, self._file)
                commit(self._ask.root, self._name, self._locked(digest, count, last, retrieved), None)
            return Outcome(self._name, State.UNCHANGED, count, last)
        if old is not None and before is None and not self._is_accepted:
            remedy = f"to replace it: report data pull {self._name} --accept {self._name}"
            raise UnusableError(f"{self._file} is there, differs, and no pull has written it", remedy)
        changes, told = self._judged(made, rows, count, old)
        self._commit(made, count, last)
        state = State.NEW if old is None else State.UPDATED
        return Outcome(self._name, state, count, last, changes, told)

    def _commit(self, made: disk.Staged, count: int, last: str) -> None:
        if not is_columnar(self._file):
            commit(self._ask.root, self._name, self._locked(made.digest, count, last, _now()), made)
            return
        packed = disk.Staged(self._ask.root, layout.PULLS)
        try:
            packed.write(as_parquet(made.read()))
            if packed.size > MAX_TABLE:
                most = f"it has more than {MAX_TABLE // 1_000_000} MB in Parquet"
                raise UnusableError(most, "narrow the query, or sum up")
            commit(self._ask.root, self._name, self._locked(packed.digest, count, last, _now()), packed)
        finally:
            packed.discard()

    def _old(self) -> bytes | None:
        """The last snapshot; None if there is none."""
        is_there = disk.is_there(self._ask.root, self._file)
        return disk.read(self._ask.root, self._file, MAX_TABLE) if is_there else None

    def _judged(
        self, made: disk.Staged, rows: Sequence[Row] | None, count: int, old_data: bytes | None
    ) -> tuple[Changes, tuple[str, ...]]:
        """The changes, and the remarks on them. Raises UnusableError if the answer is refused."""
        if old_data is None and rows is None and not self._days.name:  # nothing to compare with
            return NO_CHANGES, tuple(one.message for one in round_number(count))
        item = as_snapshot(self._item)
        new = read_csv(made.read())[1:] if rows is None else rows
        changes, old = NO_CHANGES, None
        head, *body = (read_csv(old_data) if old_data else []) or [[]]
        with suppress(ValueError):  # what stands there was written by hand, is damaged, or has another key
            old = aligned(item, body, head)
            changes = compare(item, old, new, head)
        found = list(doubts(item, old, new, changes, self._days))
        if refused := [one for one in found if one.is_refused and not self._is_accepted]:
            names = ", ".join(dict.fromkeys(one.change for one in refused if one.change))
            allow = [one.change for one in refused if one.change in ("fewer", "older", "emptied")]
            always = f", always: pull: {{allow: [{', '.join(dict.fromkeys(filter(None, allow)))}]}}" if allow else ""
            remedy = f"if this is right ({names}), once: report data pull {self._name} --accept {self._name}{always}"
            raise UnusableError("; ".join(one.message for one in refused), remedy)
        return changes, tuple(one.message for one in found)

    def _locked(self, digest: str, count: int, last: str, retrieved: str) -> LockedTable:
        ask = self._ask
        return LockedTable(
            file=str(self._item.spec.file),
            sha256=digest,
            rows=count,
            newest=last or None,
            columns=tuple(own_columns(self._item)),
            retrieved=retrieved,
            connection=str(ask.pull.connection),
            kind=ask.kind,
            asked=ask.asked,
            asked_sha256=ask.digest,
            versions={"yanbao": version("yanbao"), **self._versions},
        )


def _renamed(item: Declared) -> Declared:
    """A table whose columns the source has given their declared names."""
    columns = {name: column.model_copy(update={"from_": None}) for name, column in item.spec.columns.items()}
    return Declared(item.name, item.spec.model_copy(update={"columns": columns}), item.node)


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
