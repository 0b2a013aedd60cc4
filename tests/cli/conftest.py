"""A command to run, and snapshot files to run it on."""

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.cli.command import Run, runner
from tests.hosts import docker0, many
from topograph.facts import Gap
from topograph.snapshot import decode, encode, write


@pytest.fixture
def topograph(tmp_path: Path) -> Run:
    """Run `topograph ARGS` in an empty folder."""
    return runner(tmp_path)


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """Return a snapshot file of the classic host, in which docker0 has another MTU."""
    plain = json.loads(encode(docker0()))
    for link in plain["hosts"][0]["namespaces"][0]["links"]:
        if link["ifname"] == "docker0":
            link["mtu"] = 1400
    write(decode(json.dumps(plain).encode(), "changed"), tmp_path / "changed.json")
    return tmp_path / "changed.json"


@pytest.fixture
def host(tmp_path: Path) -> Path:
    """Return a snapshot file of the classic host."""
    write(docker0(), tmp_path / "host.json")
    return tmp_path / "host.json"


@pytest.fixture
def gappy(tmp_path: Path) -> Path:
    """Return a snapshot file with thirteen gaps, the first of them hostile."""
    gaps = [
        Gap(
            source="engine", subject="engine:x", what="bad \x1b[31m\nname \u202e", hint="be\tgone"
        ),
        *(Gap(source="namespaces", subject=f"netns:{n}", what="unreadable") for n in range(12)),
    ]
    write(replace(many(1), gaps=gaps), tmp_path / "gappy.json")
    return tmp_path / "gappy.json"
