"""A batch of small notes beside the plain loop: processor time, memory, and the rate of processes and of a cluster."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from tools.bench.notes import TEXTS, write_notes
from tools.bench.page import machine, table, tick
from tools.bench.pulling import Cost, cost_of
from yanbao.charts import CHARACTERS
from yanbao.pipeline import silent
from yanbao.pipeline.gathering import gather
from yanbao.render import Renderer
from yanbao.typography.coverage import characters
from yanbao.typography.fonts import cut_fonts, place_fonts

NOTES = 100
PLAIN, WHOLE, AGAIN, SHARDS = "plain loop", "batch", "nothing changed", "4 shards, one store"
POOL, CLUSTER = "2 processes", "Dask, 2 processes"
ORDER = (PLAIN, WHOLE, AGAIN, SHARDS, POOL, CLUSTER)
LIMITS = ((WHOLE, PLAIN, 0.5), (AGAIN, WHOLE, 0.02), (SHARDS, WHOLE, 1.15))
PARENT = 500_000_000
_RATE = 0.9
_CLUSTER = """
import sys
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()
"""
_PLAIN = Path(__file__).with_name("plain_notes.py")


def batch_costs(folder: Path, tell: Callable[[str], None], notes: int = NOTES) -> dict[str, Cost]:
    """What each way of making the notes costs; of processes and cluster the seconds that it takes."""
    root = write_notes(folder / "notes", notes)
    styles = _styles(root, folder / "plain-styles")

    def batch(output: str, *options: str) -> list[str]:
        return [sys.executable, "-m", "yanbao", "batch", "note", "--output", str(folder / output), *options]

    found = {PLAIN: cost_of([sys.executable, str(_PLAIN), str(root), str(styles), str(folder / "plain")], root)}
    tell(f"{PLAIN}: {found[PLAIN].seconds:.1f} s")
    for name in (WHOLE, AGAIN):
        found[name] = cost_of(batch("whole", "--jobs", "1"), root)
        tell(f"{name}: {found[name].seconds:.1f} s")
    shutil.rmtree(root / ".yanbao")
    store = ("--jobs", "1", "--store", str(folder / "store"))
    shards = [cost_of(batch("shards", *store, "--shard", f"{part}/4"), root) for part in range(1, 5)]
    found[SHARDS] = Cost(sum(shard.seconds for shard in shards), max(shard.memory for shard in shards))
    found[POOL] = _timed(batch("pool", "--no-cache", "--jobs", "2"), root)
    script = folder / "cluster.py"
    script.write_text(_CLUSTER, encoding="utf-8")
    cluster = subprocess.Popen(
        [sys.executable, script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=folder
    )
    assert cluster.stdout
    address = cluster.stdout.readline().strip()
    found[CLUSTER] = _timed(batch("cluster", "--no-cache", "--scheduler", address), root)
    cluster.communicate("")
    tell(f"{POOL}: {found[POOL].seconds:.1f} s; {CLUSTER}: {found[CLUSTER].seconds:.1f} s")
    return found


def _timed(command: list[str], root: Path) -> Cost:
    """The seconds that a command takes, and the memory of its own process."""
    started = time.perf_counter()
    memory = cost_of(command, root).memory
    return Cost(time.perf_counter() - started, memory)


def _styles(root: Path, folder: Path) -> Path:
    """What the plain loop gets for nothing: the theme's print styles, and fonts with all characters of all notes."""
    folder.mkdir()
    item = gather(root, (), silent).composed[0]
    theme = item.report.theme
    renderer = Renderer(item.document, theme, item.report.spec.market)
    read = (
        (root / "data/coverage.csv").read_text(encoding="utf-8") + _PLAIN.read_text(encoding="utf-8") + "".join(TEXTS)
    )
    printed = {*read, *characters(item.document, theme.messages), *CHARACTERS, *renderer.characters()}
    fonts = place_fonts(cut_fonts(theme.fonts, printed - set("\n\\")), theme.fonts, folder)
    faces = "".join(
        f'@font-face {{ font-family: "{fonts.family}"; font-weight: {weight}; src: url({name}.ttf) }}\n'
        for name, weight in zip(("regular", "bold"), theme.fonts.families[0].weights, strict=True)
    )
    (folder / "styles.css").write_text(faces + "".join(renderer.print_styles()), encoding="utf-8")
    (folder / "texts.txt").write_text("\n".join(TEXTS), encoding="utf-8")
    return folder


def batch_part(found: Mapping[str, Cost], notes: int, command: str) -> str:
    """The part of the page."""
    timed = {POOL, CLUSTER}
    rows = [
        (name, f"{cost.seconds:.1f} s{'' if name not in timed else ' by the clock'}", f"{cost.memory / 1e6:.0f} MB")
        for name, cost in found.items()
    ]
    targets = []
    for name, beside, most in LIMITS:
        share = found[name].seconds / found[beside].seconds
        targets.append((f"{name}, beside {beside}", f"≤ {most}×", f"{share:.2f}×", tick(share <= most)))
    rate = found[POOL].seconds / found[CLUSTER].seconds
    targets.append((f"rate of {CLUSTER}, beside {POOL}", f"≥ {_RATE}×", f"{rate:.2f}×", tick(rate >= _RATE)))
    parent = found[POOL].memory
    targets.append(
        ("memory of the parent", f"≤ {PARENT / 1e6:.0f} MB", f"{parent / 1e6:.0f} MB", tick(parent <= PARENT))
    )
    head = f"{machine()}. `{command}`: {notes} notes of two pages, two charts and a table."
    return "\n\n".join(
        [
            head,
            table(("", "processor time", "memory at most"), rows),
            table(("target", "wanted", "reached", ""), targets),
        ]
    )
