"""Measures topograph beside yardsticks: `make bench`, or `python -m tests.bench.run --help`.

Every time stands beside that of another program which ran in turn with it, since
only such a ratio can be compared with that of another day. Nothing here fails
for being slow.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from tests.bench.archives import GOALS as ARCHIVE_GOALS
from tests.bench.archives import ways_to_read, write_archive
from tests.bench.crowds import add_containers, add_namespaces
from tests.bench.diffs import GOALS as DIFF_GOALS
from tests.bench.diffs import per_container, ways_to_compare, write_pair
from tests.bench.measure import Series, ratio
from tests.bench.pictures import measure_pictures
from tests.bench.reports import GOALS, browse, late_frames, queries, size_of, ways_to_make
from tests.bench.texts import GOALS as TEXT_GOALS
from tests.bench.texts import ways_to_read_text, write_transcript
from tests.hosts import many
from tests.needs import missing
from tests.system.box import PROJECT, Box
from topograph import snapshot

FOLDER = Path(__file__).parent
SCRIPT = Path(sys.executable).with_name("topograph")
TOPOGRAPH = [str(SCRIPT)] if SCRIPT.exists() else [sys.executable, "-m", "topograph"]
COLLECT = [*TOPOGRAPH, "collect", "-o", "/run/host.json"]
# Debian's looks at the processes of its own pid namespace only, and 1 has to be among them.
PLOTNETCFG = ["unshare", "--fork", "--pid", "--mount-proc", "plotnetcfg", "-f", "json"]
# More rounds than this of a program that takes seconds would only heat the room.
SLOW_ROUNDS = 3


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("cases", nargs="*", help=f"of {', '.join(CASES)}; all if none is named")
    parser.add_argument("--rounds", type=int, default=9, help="runs of each program (default 9)")
    parser.add_argument(
        "--namespaces", type=int, nargs="+", default=[100, 1000], help="sizes (default 100 1000)"
    )
    parser.add_argument(
        "--containers", type=int, nargs="+", default=[100, 200], help="sizes (default 100 200)"
    )
    parser.add_argument(
        "--pictures", type=int, nargs="+", default=[300, 1000, 5000], help="containers in pictures"
    )
    parser.add_argument(
        "--reports", type=int, nargs="+", default=[100, 1000, 10000], help="containers in reports"
    )
    parser.add_argument(
        "--diffs", type=int, nargs="+", default=[1000, 10000], help="containers in diffs"
    )
    parser.add_argument(
        "--archives", type=int, nargs="+", default=[200], help="MiB of sosreports (default 200)"
    )
    parser.add_argument(
        "--texts", type=int, nargs="+", default=[100_000, 200_000], help="lines of transcripts"
    )
    options = parser.parse_args()
    for name in options.cases or CASES:
        if name not in CASES:
            parser.error(f"no case {name!r}; there are {', '.join(CASES)}")
    with tempfile.TemporaryDirectory() as folder:
        for name in options.cases or CASES:
            if reason := missing(*NEEDS[name]) if name in NEEDS else "":
                sys.stdout.write(f"\n{name}: left out, {reason}\n")
                continue
            for title, series in CASES[name](options, Path(folder)):
                show(title, series)


def start(options: argparse.Namespace, _folder: Path) -> Iterator[tuple[str, dict[str, Series]]]:
    """What a user waits for before anything happens."""
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "topograph --help": [*TOPOGRAPH, "--help"],
        "topograph --version": [*TOPOGRAPH, "--version"],
    }
    yield "start", measure_apart(commands, options.rounds)


def render(options: argparse.Namespace, folder: Path) -> Iterator[tuple[str, dict[str, Series]]]:
    """Pictures of a stored snapshot with 1,000 containers on 10 networks."""
    stored = folder / "stored.json"
    snapshot.write(many(1000, 10), str(stored))
    commands = {"python -c pass": [sys.executable, "-c", "pass"]}
    for suffix in ("dot", "svg", "html", "json", "txt"):
        target = str(folder / f"many.{suffix}")
        commands[f"topograph render -o .{suffix}"] = [
            *TOPOGRAPH, "render", str(stored), "-o", target
        ]  # fmt: skip
    yield "render 1,000 containers on 10 networks", measure_apart(commands, options.rounds)


def pictures(options: argparse.Namespace, folder: Path) -> Iterator[tuple[str, dict[str, Series]]]:
    """Layout and SVG of containers on 10 networks, beside dot on the same graph."""
    for count in options.pictures:
        result = measure_pictures(count, options.rounds, folder)
        yield f"layout and SVG of {count:,} containers on 10 networks", result


def reports(options: argparse.Namespace, folder: Path) -> Iterator[tuple[str, dict[str, Series]]]:
    """Reports of containers on 10 networks: made, and opened in a browser."""
    stored, page = folder / "stored.json", folder / "report.html"
    for count in options.reports:
        host = many(count, 10)
        snapshot.write(host, str(stored))
        rounds = options.rounds if count <= 1000 else min(options.rounds, SLOW_ROUNDS)
        title = f"report of {count:,} containers on 10 networks"
        yield title, measure_apart(ways_to_make(TOPOGRAPH, stored, page), rounds)
        sys.stdout.write(size_of(stored, page, count))
        for what, series in browse(page, queries(host), rounds):
            yield f"{title}: {what}", series
            if what == "frames":
                sys.stdout.write(late_frames(series))
    sys.stdout.write(GOALS)


def diffs(options: argparse.Namespace, folder: Path) -> Iterator[tuple[str, dict[str, Series]]]:
    """Two snapshots of one host, of whose containers one in a hundred changed."""
    ours: dict[int, Series] = {}
    for count in options.diffs:
        commands = ways_to_compare(TOPOGRAPH, write_pair(count, folder))
        result = measure_apart(commands, options.rounds)
        ours[count] = result["topograph diff"]
        yield f"diff of {count:,} containers on 10 networks", result
    sys.stdout.write(per_container(ours) if len(ours) > 1 else "")
    sys.stdout.write(DIFF_GOALS)


def archives(options: argparse.Namespace, folder: Path) -> Iterator[tuple[str, dict[str, Series]]]:
    """Sosreports of logs with a little network among them."""
    for size in options.archives:
        for kind in ("xz", "gz"):
            commands = ways_to_read(TOPOGRAPH, kind, write_archive(kind, size, folder))
            result = measure_apart(commands, min(options.rounds, SLOW_ROUNDS))
            yield f"sosreport of {size} MiB (.tar.{kind})", result
    sys.stdout.write(ARCHIVE_GOALS)


def texts(options: argparse.Namespace, folder: Path) -> Iterator[tuple[str, dict[str, Series]]]:
    """Transcripts of `ip addr`."""
    for lines in options.texts:
        commands = ways_to_read_text(TOPOGRAPH, write_transcript(lines, folder))
        yield f"transcript of {lines:,} lines", measure_apart(commands, options.rounds)
    sys.stdout.write(TEXT_GOALS)


def namespaces(
    options: argparse.Namespace, folder: Path
) -> Iterator[tuple[str, dict[str, Series]]]:
    """A host without an engine: N namespaces, each with a veth to one bridge."""
    dumper = str(folder / "nsdump")
    build = ["gcc", "-O2", "-Wall", "-Wextra", "-o", dumper, str(FOLDER / "nsdump.c")]
    subprocess.run(build, check=True)
    for count in options.namespaces:
        with Box(engine=False) as box:
            add_namespaces(box, count)
            what = box.run(dumper, "r", "n")
            title = f"{count} namespaces without an engine ({what})"
            commands = {
                "topograph collect": COLLECT,
                "nsdump: links, addresses": [dumper],
                "nsdump: and routes, neighbours": [dumper, "r", "n"],
                "python -c pass": [sys.executable, "-c", "pass"],
            }
            result = measure_apart(commands, options.rounds, box)
            yield title, result
            each = {n: s.median / count * 1e6 for n, s in result.items() if s.seconds}
            sys.stdout.writelines(f"{v:8.0f} us per namespace: {n}\n" for n, v in each.items())
            slow = {"topograph collect": COLLECT, "plotnetcfg": PLOTNETCFG}
            rounds = min(options.rounds, SLOW_ROUNDS)
            yield f"{count} namespaces, plotnetcfg", measure_apart(slow, rounds, box)


def containers(
    options: argparse.Namespace, _folder: Path
) -> Iterator[tuple[str, dict[str, Series]]]:
    """A host with a real engine and N running containers on three networks."""
    commands = {
        "topograph collect": COLLECT,
        "drawer of Docker networks": [sys.executable, str(FOLDER / "draw_networks.py")],
        "python -c pass": [sys.executable, "-c", "pass"],
    }
    with Box() as box:
        present = 0
        for count in sorted(options.containers):
            add_containers(box, present, count - present)
            present = count
            yield f"{count} running containers", measure_apart(commands, options.rounds, box)


Case = Callable[[argparse.Namespace, Path], Iterator[tuple[str, dict[str, Series]]]]
CASES: dict[str, Case] = {
    "start": start,
    "render": render,
    "pictures": pictures,
    "reports": reports,
    "diffs": diffs,
    "archives": archives,
    "texts": texts,
    "namespaces": namespaces,
    "containers": containers,
}
NEEDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "pictures": ("graphviz", ()),
    "reports": ("browser", ()),
    "namespaces": ("system", ("gcc", "plotnetcfg")),
    "containers": ("engine", ()),
}


def measure_apart(
    commands: Mapping[str, Sequence[str]], rounds: int, box: Box | None = None
) -> dict[str, Series]:
    """Do the same as `measure` in a small process of its own, which may run in a box."""
    job = json.dumps({"commands": commands, "rounds": rounds}).encode()
    python = [sys.executable, "-m", "tests.bench.measure"]
    if box:
        answer = box.run_bytes(*python, stdin=job, env={"PYTHONPATH": str(PROJECT)})
    else:
        answer = subprocess.run(
            python, input=job, stdout=subprocess.PIPE, check=True, cwd=PROJECT
        ).stdout
    return {name: Series(*fields) for name, fields in json.loads(answer).items()}


def show(title: str, series: Mapping[str, Series]) -> None:
    """Print one table: medians, ranges, memory, and each ratio that includes topograph."""
    out = [f"\n{title}", f"{'':32} {'median s':>9} {'min-max':>15} {'MiB':>6}"]
    for name, one in series.items():
        if one.problem:
            out.append(f"{name:32} failed: {one.problem}")
            continue
        spread = f"{min(one.seconds):.3f}-{max(one.seconds):.3f}"
        memory = f"{one.memory_kib / 1024:6.1f}" if one.memory_kib else ""
        out.append(f"{name:32} {one.median:9.3f} {spread:>15} {memory}".rstrip())
    ours = [name for name in series if name.startswith("topograph")]
    others = [name for name in series if name not in ours]
    out += [f"  {a} / {b}: {ratio(series[a], series[b])}" for a in ours for b in others]
    sys.stdout.write("\n".join(out) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
