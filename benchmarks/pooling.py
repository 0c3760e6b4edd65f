"""How fast is the pooling, and is its count never below a public max-p heuristic's?

Run: `python benchmarks/pooling.py` (some ten minutes; `--quick` for all of Flanders only, about
two minutes). The first run makes an environment of its own for PySAL spopt in the user's cache
folder (needs a package index; `--cache DIR` chooses another place).

Both programs get the same instances in the same run, turn by turn: the real borders with the
lower bound of the target group on 1 January 2024 (`tests/pooling/`), authorities above 7,500 left
out, and synthetic planar maps of 10 to 150 authorities. spopt's MaxPHeuristic runs with its
default settings and a seed per turn; on some maps its annealing never ends (no move is possible):
then it is stopped after `--patience` seconds and counts as no answer. Start-up and imports are
not in its time. Our time is that of the whole answer: count, coverage, compactness and proofs.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import os
import random
import select
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from samenleven.eligibility import TargetGroup  # noqa: E402
from samenleven.pooling import Authority, Border, Settings  # noqa: E402
from samenleven.pooling.search.divide import divide  # noqa: E402

THRESHOLD = 7500
PINNED = (
    "spopt==0.7.0",
    "libpysal==4.14.1",
    "geopandas==1.2.0",
    "numpy==2.4.6",
    "pandas==3.1.1",
    "scipy==1.17.1",
    "scikit-learn==1.9.1",
    "shapely==2.2.0",
)

# Reads one instance per line (JSON), answers one line: count and seconds.
WORKER = """
import json, sys, time, warnings
warnings.filterwarnings("ignore")
import geopandas, numpy
from libpysal.weights import W
from shapely.geometry import Point
from spopt.region import MaxPHeuristic
print("ready", flush=True)
for line in sys.stdin:
    task = json.loads(line)
    weights = task["weights"]
    frame = geopandas.GeoDataFrame(
        {"floor": weights, "trait": [float(w) for w in weights]},
        geometry=[Point(0, 0)] * len(weights),
    )
    near = W({int(n): v for n, v in task["near"].items()}, silence_warnings=True)
    numpy.random.seed(task["seed"])
    started = time.perf_counter()
    model = MaxPHeuristic(frame, near, ["trait"], "floor", task["threshold"], top_n=2)
    model.solve()
    print(json.dumps([int(model.p), time.perf_counter() - started]), flush=True)
"""


@dataclass
class Instance:
    """A map to divide, all in one region."""

    name: str
    authorities: list[Authority]
    borders: list[Border]


class Spopt:
    """The heuristic in a process of its own, restarted when it hangs."""

    def __init__(self, python: Path, patience: float) -> None:
        self._python, self._patience = python, patience
        self._process: subprocess.Popen[str] | None = None

    def solve(self, instance: Instance, seed: int) -> tuple[int, float] | None:
        """Count and seconds, or None when there is no answer in time."""
        weights, near = reachable(instance)
        if not weights:
            return 0, 0.0
        task = {"weights": weights, "near": near, "threshold": THRESHOLD, "seed": seed}
        process = self._running()
        assert process.stdin is not None
        process.stdin.write(json.dumps(task) + "\n")
        process.stdin.flush()
        answer = self._line(process, self._patience)
        if answer is None:
            self.close()
            return None
        count, seconds = json.loads(answer)
        return count, seconds

    def _running(self) -> subprocess.Popen[str]:
        if self._process is None:
            self._process = subprocess.Popen(
                [str(self._python), "-W", "ignore", "-c", WORKER],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
            )
            if self._line(self._process, 300) is None:
                raise SystemExit("spopt did not start")
        return self._process

    @staticmethod
    def _line(process: subprocess.Popen[str], patience: float) -> str | None:
        assert process.stdout is not None
        ready, _, _ = select.select([process.stdout], [], [], patience)
        return (process.stdout.readline() or None) if ready else None

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


def environment(cache: Path) -> Path:
    """The Python of an environment with spopt, made when it is not there yet."""
    home = cache / PINNED[0].replace("==", "-")
    python = home / "bin" / "python"
    if not (home / "ready").exists():
        print(f"making an environment for spopt in {home} ...", flush=True)
        venv.create(home, with_pip=True, clear=True)
        install = [str(python), "-m", "pip", "install", "--quiet", *PINNED]
        subprocess.run(install, check=True, stderr=subprocess.DEVNULL)
        (home / "ready").touch()
    return python


def reachable(instance: Instance) -> tuple[list[int], dict[int, list[int]]]:
    """Weights and neighbours of the parts that reach the threshold, numbered from 0.

    spopt would otherwise tie such parts to another one, and then solve another map than ours.
    """
    near: dict[str, set[str]] = {a.id: set() for a in instance.authorities}
    weight = {a.id: a.weight for a in instance.authorities}
    for border in instance.borders:
        near[border.a].add(border.b)
        near[border.b].add(border.a)
    kept: list[str] = []
    seen: set[str] = set()
    for start in sorted(near):
        if start in seen:
            continue
        part, todo = [], [start]
        seen.add(start)
        while todo:
            here = todo.pop()
            part.append(here)
            todo += [n for n in near[here] if n not in seen]
            seen |= near[here]
        if sum(weight[i] for i in part) >= THRESHOLD:
            kept += part
    number = {i: n for n, i in enumerate(sorted(kept))}
    links = {number[i]: sorted(number[j] for j in near[i]) for i in number}
    return [weight[i] for i in number], links


def real_instances() -> list[Instance]:
    """All of Flanders as one map without borders between regions, then each region."""
    folder = ROOT / "tests" / "pooling"
    with (folder / "nodes.csv").open(encoding="utf-8", newline="") as file:
        authorities = [
            Authority(r["id"], r["region"], TargetGroup.exactly(int(r["weight"])), r["name"])
            for r in csv.DictReader(file)
            if int(r["weight"]) <= THRESHOLD
        ]
    region = {a.id: a.region for a in authorities}
    with (folder / "edges.csv").open(encoding="utf-8", newline="") as file:
        borders = [
            Border(r["a"], r["b"], float(r["border_km"]))
            for r in csv.DictReader(file)
            if region.get(r["a"], "") == region.get(r["b"], "-")
        ]
    whole = [Authority(a.id, "Vlaanderen", a.group, a.name) for a in authorities]
    instances = [Instance("Vlaanderen", whole, borders)]
    for name in sorted(set(region.values())):
        inside = [a for a in authorities if a.region == name]
        inner = [b for b in borders if region[b.a] == name]
        instances.append(Instance(name, inside, inner))
    return instances


def synthetic(size: int, seed: int) -> Instance:
    """A connected planar map: a grid with diagonals, thinned to the 4.6 neighbours per
    municipality of the real map, and weights like the real ones (log-normal)."""
    rng = random.Random(seed)
    side = math.ceil(math.sqrt(size))
    pairs = []
    for n in range(size):
        right = (n + 1) % side != 0 and n + 1 < size
        below = n + side < size
        pairs += [(n, n + 1)] * right + [(n, n + side)] * below
        if (n + 1) % side != 0 and n + side + 1 < size:
            pairs.append((n, n + side + 1) if rng.random() < 0.5 else (n + 1, n + side))
    rng.shuffle(pairs)
    leader = list(range(size))

    def lead(n: int) -> int:
        while leader[n] != n:
            n = leader[n]
        return n

    tree, rest = [], []
    for a, b in pairs:
        joins = lead(a) != lead(b)
        (tree if joins else rest).append((a, b))
        if joins:
            leader[lead(a)] = lead(b)
    chosen = tree + rest[: max(0, round(size * 4.6 / 2) - len(tree))]
    people = [min(THRESHOLD, int(rng.lognormvariate(7.0, 0.8))) for _ in range(size)]
    authorities = [Authority(f"{n:03}", "R", TargetGroup.exactly(one)) for n, one in enumerate(people)]
    borders = [Border(f"{a:03}", f"{b:03}", round(rng.uniform(0.3, 12), 3)) for a, b in chosen]
    return Instance(f"synthetic {size} #{seed}", authorities, borders)


def compare(instances: list[Instance], spopt: Spopt, limit: float) -> bool:
    """One line per instance and the totals; False when the heuristic ever found more."""
    print(
        f"{'instance':<24}{'n':>4}{'ours':>6}{'bound':>6}{'proven':>7}{'compact':>9}"
        f"{'seconds':>9}{'spopt':>7}{'seconds':>9}{'ratio':>8}"
    )
    ours_total = theirs_total = 0.0
    never_below = True
    for turn, instance in enumerate(instances):
        division = divide(
            instance.authorities,
            instance.borders,
            Settings(THRESHOLD, time_limit_seconds=limit),
        )
        third = division.compactness
        gap = "proven" if third.proven else f"{third.bound / max(third.value, 1e-9) - 1:.0%}"
        line = (
            f"{instance.name:<24}{len(instance.authorities):>4}{division.count:>6}"
            f"{division.bound:>6}{'yes' if division.proven_optimal else 'no':>7}{gap:>9}"
            f"{division.seconds:>9.3f}"
        )
        theirs = spopt.solve(instance, seed=turn)
        if theirs is None:
            print(f"{line}{'-':>7}{'hangs':>9}", flush=True)
            continue
        count, seconds = theirs
        never_below = never_below and division.count >= count
        ours_total += division.seconds
        theirs_total += seconds
        ratio = seconds / division.seconds
        print(f"{line}{count:>7}{seconds:>9.2f}{ratio:>8.1f}", flush=True)
    if ours_total:
        print(
            f"where both answered: ours {ours_total:.2f} s, spopt {theirs_total:.2f} s, "
            f"ratio {theirs_total / ours_total:.0f}"
        )
    return never_below


def main() -> None:
    """Run the comparison and the growth table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "samenleven"
    parser.add_argument("--cache", type=Path, default=cache)
    parser.add_argument("--patience", type=float, default=60.0, help="seconds for spopt")
    parser.add_argument("--limit", type=float, default=10.0, help="seconds for our solver")
    parser.add_argument("--quick", action="store_true", help="all of Flanders only")
    options = parser.parse_args()
    spopt = Spopt(environment(options.cache), options.patience)
    real = real_instances()
    try:
        print("Real borders: all of Flanders in one question, three times")
        fine = compare([real[0]] * 3, spopt, options.limit)
        if not options.quick:
            print("\nReal borders: region by region")
            brief = Spopt(environment(options.cache), min(20.0, options.patience))
            fine = compare(real[1:], brief, options.limit) and fine
            brief.close()
            print("\nGrowth: synthetic maps")
            sizes = [synthetic(n, seed) for n in (10, 20, 40, 80, 150) for seed in (0, 1)]
            fine = compare(sizes, spopt, options.limit) and fine
    finally:
        spopt.close()
    print("\nnever below the heuristic" if fine else "\nBELOW THE HEURISTIC")
    raise SystemExit(0 if fine else 1)


if __name__ == "__main__":
    main()
