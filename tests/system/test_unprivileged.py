"""What a user sees who is neither root nor in the group of the engine's socket."""

import sys
from typing import Any

import msgspec
import pytest

from tests.system.box import POWERLESS, PROJECT, Box
from topograph.facts import Snapshot


@pytest.fixture(scope="module")
def seen(engine_host: Box) -> Any:
    engine_host.run("docker", "run", "-d", "--name", "app", "busybox:local", "sleep", "1000")
    engine_host.run("ip", "netns", "add", "by-hand")
    engine_host.run("chmod", "0", "/run/docker.sock")
    command = [*POWERLESS, sys.executable, "-m", "topograph", "collect", "-q"]
    data = engine_host.run_bytes(*command, env={"PYTHONPATH": str(PROJECT)})
    engine_host.run("chmod", "0660", "/run/docker.sock")
    return msgspec.json.decode(data, type=Snapshot)


def test_the_hosts_own_namespace_is_read_whole(seen: Snapshot, engine_host: Box) -> None:
    [root] = [netns for netns in seen.hosts[0].namespaces if netns.root]
    listed = engine_host.run("ip", "-br", "link").splitlines()
    assert len(root.links) == len(listed)
    assert {"lo", "eth0", "docker0"} <= {link.ifname for link in root.links}
    assert root.routes
    assert root.rules
    assert root.fdb
    assert root.sysctls["ipv4.ip_forward"] == 1


def test_each_other_thing_is_a_gap(seen: Snapshot) -> None:
    others = [netns for netns in seen.hosts[0].namespaces if not netns.root]
    assert ["by-hand"] in [netns.names for netns in others]
    assert not any(netns.links for netns in others)
    subjects = {gap.subject for gap in seen.gaps}
    assert {f"netns:{netns.inode}" for netns in others} <= subjects
    assert "engine:unix:///run/docker.sock" in subjects
    assert any("processes could not be read" in gap.what for gap in seen.gaps)
    assert all(gap.hint for gap in seen.gaps)


def test_the_host_is_known(seen: Snapshot) -> None:
    host = seen.hosts[0]
    assert (host.hostname, host.engines, host.containers) == ("web1", [], [])
    assert host.kernel
    assert host.boot_id
