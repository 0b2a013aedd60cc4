"""Makes the hosts of samples/ for real and records them: all, or those named.

Run it as root. A recording made anew differs from the one before in all that
the kernel and the engine draw at random, so that the golden files beside it
have to be rewritten too (pytest --update-golden).
"""

import sys
from pathlib import Path
from typing import Final, NamedTuple

from tests.system.box import PROJECT, Box

SAMPLES: Final = PROJECT / "samples"
MACHINE_ID: Final = "0123456789abcdef0123456789abcdef"


class Sample(NamedTuple):
    """How the host of a sample is made, beyond its host.sh."""

    hostname: str
    engine: bool = True
    as_nobody: bool = False


HOSTS: Final = {
    "docker0": Sample("ip-10-0-0-5"),
    "two-networks": Sample("web1"),
    "compose": Sample("web3"),
    "modes": Sample("web2"),
    "macvlan": Sample("edge1"),
    "swarm": Sample("node1"),
    "equal-ifindexes": Sample("lab1", engine=False),
    "unprivileged": Sample("web1", as_nobody=True),
    "empty": Sample("bare1", engine=False),
}


def record(name: str) -> None:
    """Make one host and write its recording."""
    sample = HOSTS[name]
    with Box(sample.hostname, engine=sample.engine, machine_id=MACHINE_ID) as box:
        script = (SAMPLES / name / "host.sh").read_bytes()
        box.run_bytes("sh", "-eu", stdin=script, env={"SAMPLES": str(SAMPLES)})
        # Duplicate address detection, and the first frames that fill forwarding databases.
        box.run("sleep", "3")
        target = "/run/recording.zip"
        environment = {"PYTHONPATH": str(PROJECT)}
        command = [sys.executable, "-m", "topograph", "collect", "-q", "-o", "/dev/null"]
        if sample.as_nobody:
            target = "/run/nobody/recording.zip"
            command = [*as_nobody(box), *command]
        box.run(*command, "--record", target, env=environment)
        (SAMPLES / name / "recording.zip").write_bytes(box.run_bytes("cat", target))
    print(f"recorded {Path('samples') / name}")  # noqa: T201 (a script)


def as_nobody(box: Box) -> list[str]:
    """Return what makes a command run by a user who may not ask the engine.

    The one folder that such a user may write to is /run/nobody.
    """
    box.run("chmod", "0660", "/run/docker.sock")
    box.run("install", "-d", "-o", "65534", "/run/nobody")
    return ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"]


if __name__ == "__main__":
    for wanted in sys.argv[1:] or HOSTS:
        record(wanted)
