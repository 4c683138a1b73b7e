"""What a pull of 300,000 rows from PostgreSQL, and loading them, take of this machine, beside the same by pandas."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.postgres import PASSWORD, Server, programs, running

from tools.bench.page import machine, table, tick

ROWS = 300_000
PULL, LOAD = "report data pull", "loading the CSV"
LIMITS = {PULL: (1.0, 60_000_000), LOAD: (2.5, 250_000_000)}
"""Processor seconds and bytes that each may take."""

_TABLE = f"""
CREATE TABLE quotes AS SELECT (600000 + n % 300)::text || '.SH' AS code, date '2020-01-01' + n / 300 AS date,
    round((10 + n % 97 + random())::numeric, 2) AS open, round((10 + n % 97 + random())::numeric, 2) AS high,
    round((10 + n % 97 + random())::numeric, 2) AS low, round((10 + n % 97 + random())::numeric, 2) AS close,
    n * 37 % 1000000 AS volume, round((random() * 5)::numeric, 3) AS turnover
FROM generate_series(0, {ROWS - 1}) n
"""
_CATALOG = """\
quotes:
  source: wind
  as_of: newest
  file: quotes.csv
  key: [code, date]
  pull: {connection: server, query: quotes.sql}
  columns: {code: ticker, date: date, open: number, high: number, low: number, close: number, volume: number,
    turnover: number}
"""
_PANDAS = """
import os, sys, pandas, sqlalchemy
url = sqlalchemy.make_url(sys.argv[1]).set(drivername="postgresql+psycopg", password=os.environ["PASSWORD"])
frame = pandas.read_sql("SELECT * FROM quotes ORDER BY code, date", sqlalchemy.create_engine(url))
frame.to_csv("pandas.csv", index=False)
"""
_LOAD = """
from pathlib import Path
from yanbao.load.declared import load_catalog
from yanbao.load.findings import Findings
from yanbao.load.tables import load_tables
found = Findings()
tables = load_tables(Path.cwd(), {str(item.name): item for item in load_catalog(Path.cwd(), found)}, found)
assert not found and len(tables["quotes"].frame) == %d
"""
_READ = "import pandas; pandas.read_csv('data/quotes.csv', parse_dates=['date'])"

_MEASURE = """
import os, resource, sys
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
status = os.wait4(child, 0)[1]
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print("", used.ru_utime + used.ru_stime, used.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status))
"""
"""Runs a command from a small process: the memory of whoever starts one counts as its own."""


@dataclass(frozen=True)
class Cost:
    """Processor seconds of a whole process, and its peak of memory in bytes."""

    seconds: float
    memory: int


def costs(folder: Path, runs: int, told: Callable[[str], None]) -> dict[str, list[Cost]]:
    """What each way costs, in turn; nothing where PostgreSQL is not installed."""
    if programs() is None:
        return {}
    found: dict[str, list[Cost]] = {PULL: [], "pandas.read_sql": [], LOAD: [], "pandas.read_csv": []}
    with running() as server:
        server.execute(_TABLE, "GRANT SELECT ON quotes TO reader")
        for _ in range(runs):
            for name, command in _commands(folder, server):
                cost = cost_of(command, folder / "pull")
                told(f"{name}: {cost.seconds:.2f} s of processor, {cost.memory / 1e6:.0f} MB")
                found[name].append(cost)
    return found


def _commands(folder: Path, server: Server) -> Iterator[tuple[str, Sequence[str]]]:
    root = folder / "pull"
    (root / "content/demo").mkdir(parents=True, exist_ok=True)
    (root / "data").mkdir(exist_ok=True)
    (root / "content/demo/report.yaml").write_text("title: 题\n", encoding="utf-8")
    (root / "data/catalog.yaml").write_text(_CATALOG, encoding="utf-8")
    (root / "data/quotes.sql").write_text("SELECT * FROM quotes", encoding="utf-8")
    connection = f"server: {{kind: sql, url: '{server.url}', password_env: PASSWORD}}\n"
    (root / "data/connections.yaml").write_text(connection, encoding="utf-8")
    for name in ("quotes.csv", "lock.yaml"):
        (root / "data" / name).unlink(missing_ok=True)
    yield PULL, [sys.executable, "-m", "yanbao", "data", "pull"]
    yield "pandas.read_sql", [sys.executable, "-c", _PANDAS, server.url]
    yield LOAD, [sys.executable, "-c", _LOAD % ROWS]
    yield "pandas.read_csv", [sys.executable, "-c", _READ]


def cost_of(command: Sequence[str], folder: Path) -> Cost:
    """Raises CalledProcessError if the command fails."""
    measured = [sys.executable, "-S", "-c", _MEASURE, *command]
    done = subprocess.run(
        measured, cwd=folder, env=os.environ | {"PASSWORD": PASSWORD}, check=True, stdout=subprocess.PIPE, text=True
    )
    seconds, memory = done.stdout.split()[-2:]
    return Cost(float(seconds), int(memory) * (1 if sys.platform == "darwin" else 1024))


def pull_part(found: dict[str, list[Cost]], command: str) -> str:
    """The part of the page."""
    if not found:
        return f"PostgreSQL was not installed. `{command}`."
    seconds = {name: statistics.median(cost.seconds for cost in costs) for name, costs in found.items()}
    memory = {name: max(cost.memory for cost in costs) for name, costs in found.items()}
    rows = [(f"`{name}`", f"{seconds[name]:.2f} s", f"{memory[name] / 1e6:.0f} MB") for name in found]
    targets = []
    for name, (most, room) in LIMITS.items():
        reached = tick(seconds[name] <= most)
        targets.append((f"{name}: processor time", f"≤ {most} s", f"{seconds[name]:.2f} s", reached))
        reached = tick(memory[name] <= room)
        targets.append((f"{name}: memory", f"≤ {room / 1e6:.0f} MB", f"{memory[name] / 1e6:.0f} MB", reached))
    head = f"{machine()}. `{command}`: medians, memory at most."
    return "\n\n".join(
        [
            head,
            table(("300,000 rows of 8 columns", "processor time", "memory"), rows),
            table(("target", "wanted", "reached", ""), targets),
        ]
    )
