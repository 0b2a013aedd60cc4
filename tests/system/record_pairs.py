"""Records the pairs of samples/diff: a host before a change and after it. All, or those named.

Run it as root. before.sh makes the host and change.sh is the event; both run in one box, so that
boot and machine are the same, as are the namespaces that were not made anew. The pairs of
`EDITED` are such a pair with a small edit, for what no box can do.
"""

import sys
from pathlib import Path
from typing import Final, NamedTuple

from tests.system.box import PROJECT, Box
from tests.system.pair_edits import other_engine, other_hardware
from tests.system.record_samples import MACHINE_ID, SAMPLES, as_nobody
from topograph.facts import Snapshot
from topograph.snapshot import decode, encode

PAIRS: Final = SAMPLES / "diff"


class Pair(NamedTuple):
    """How the host of a pair is made, beyond its before.sh."""

    engine: bool = True
    as_nobody: bool = False
    """Who collects after the change is neither root nor in the group of the engine's socket."""


HOSTS: Final = {
    "unchanged": Pair(),
    "restart": Pair(),
    "recreate": Pair(),
    "force-recreate": Pair(),
    "rename": Pair(),
    "scale": Pair(),
    "connect": Pair(),
    "disconnect": Pair(),
    "container-moved": Pair(),
    "port-moved": Pair(engine=False),
    "address-moved": Pair(engine=False),
    "bridge-deleted": Pair(engine=False),
    "network-removed": Pair(),
    "default-route": Pair(engine=False),
    "route-change": Pair(engine=False),
    "mtu": Pair(engine=False),
    "nic-rename": Pair(engine=False),
    "port-published": Pair(),
    "stopped": Pair(),
    "project-down": Pair(),
    "daemon-restart": Pair(),
    "live-restore": Pair(),
    "reboot": Pair(),
    "gap": Pair(as_nobody=True),
    "sysctl": Pair(engine=False),
    "service-update": Pair(),
}

EDITED: Final = {
    "engine-upgrade": ("live-restore", other_engine),
    "hardware-rename": ("nic-rename", other_hardware),
}
"""By the name of the pair: the one that it is made from, and how."""


def record(name: str) -> None:
    """Make one host, change it, and write what it was before and after."""
    pair = HOSTS[name]
    with Box("web1", engine=pair.engine, machine_id=MACHINE_ID) as box:
        for moment, script in (("before", "before.sh"), ("after", "change.sh")):
            text = (PAIRS / name / script).read_bytes()
            box.run_bytes("sh", "-eu", stdin=text, env={"PAIRS": str(PAIRS)})
            # Duplicate address detection, and the first frames that fill forwarding databases.
            box.run("sleep", "3")
            nobody = pair.as_nobody and moment == "after"
            (PAIRS / name / f"{moment}.json").write_bytes(observed(box, nobody))
    print(f"recorded {Path('samples/diff') / name}")  # noqa: T201 (a script)


def observed(box: Box, nobody: bool) -> bytes:
    """Return the snapshot that `collect` writes in the box."""
    target = "/run/observed.json"
    command = [sys.executable, "-m", "topograph", "collect", "-q"]
    if nobody:
        target = "/run/nobody/observed.json"
        command = [*as_nobody(box), *command]
    box.run(*command, "-o", target, env={"PYTHONPATH": str(PROJECT)})
    return box.run_bytes("cat", target)


def edited_pair(name: str) -> tuple[Snapshot, Snapshot]:
    """Return before and after of a pair that is made from another."""
    origin, edit = EDITED[name]
    before, after = (PAIRS / origin / "before.json", PAIRS / origin / "after.json")
    return edit(decode(before.read_bytes(), str(before)), decode(after.read_bytes(), str(after)))


def make(name: str) -> None:
    """Write a pair that is made from another."""
    (PAIRS / name).mkdir(exist_ok=True)
    for moment, snapshot in zip(("before", "after"), edited_pair(name), strict=True):
        (PAIRS / name / f"{moment}.json").write_bytes(encode(snapshot))
    print(f"made {Path('samples/diff') / name}")  # noqa: T201 (a script)


if __name__ == "__main__":
    for wanted in sys.argv[1:] or [*HOSTS, *EDITED]:
        if wanted in EDITED:
            make(wanted)
        else:
            record(wanted)
