"""Times the layout of a graph that is there already, in turn with other ways to write it down."""

import gc
import resource
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench.measure import Series
from tests.hosts import many
from topograph.picture import Density, lay_out, view
from topograph.render import Subject, render
from topograph.render.svg import svg_text

__all__ = ["measure_pictures"]

# With more than these dot takes minutes, and then gigabytes.
MOST_FOR_DOT = 1000
SLOW_ROUNDS = 3
DOT = "dot -Tsvg"


def measure_pictures(containers: int, rounds: int, folder: Path) -> dict[str, Series]:
    """Draw so many containers on 10 networks in each density, and in two ways that are not ours.

    Memory is that of this process at its largest, and of dot the same.
    """
    subject = Subject(many(containers, 10))
    graph = subject.graph
    source = folder / "graph.dot"
    source.write_bytes(render(subject, "dot"))

    def draw(density: Density) -> Callable[[], object]:
        return lambda: svg_text(lay_out(view(graph, density)))

    ways: dict[str, Callable[[], object]] = {
        "topograph, as it chooses": draw(Density.AUTO),
        "topograph --density rows": draw(Density.ROWS),
        "topograph --density full": draw(Density.FULL),
        "node-link JSON": lambda: render(subject, "json"),
    }
    dot = ["dot", "-Tsvg", "-o", str(folder / "dot.svg"), str(source)]
    if containers <= MOST_FOR_DOT:
        ways[DOT] = lambda: subprocess.run(dot, check=True)
        rounds = min(rounds, SLOW_ROUNDS)
    times: dict[str, list[float]] = {name: [] for name in ways}
    # As the command does: its process ends before a collection would pay.
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        for _ in range(rounds):
            for name, way in ways.items():
                begin = time.perf_counter()
                way()
                times[name].append(time.perf_counter() - begin)
    finally:
        gc.enable()
        gc.unfreeze()
    return {name: Series(seconds, _memory(of_dot=name == DOT)) for name, seconds in times.items()}


def _memory(*, of_dot: bool) -> int:
    who = resource.RUSAGE_CHILDREN if of_dot else resource.RUSAGE_SELF
    return resource.getrusage(who).ru_maxrss
