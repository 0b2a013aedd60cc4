"""What `sos report` leaves of a host, beside what a live collection sees there.

The test says in which fields both differ, so that nobody has to guess what is lost.
"""

import io
import tarfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import asdict

from tests.system.box import Box
from topograph.facts import Fact, Host, Netns, Snapshot
from topograph.snapshot import decode
from topograph.sources import load

pytestmark = pytest.mark.engine("sos")

# Debian 12 has a sos whose plugin for Docker is for Ubuntu only; later ones are for both.
SOS = """
import sys
import sos.report.plugins.docker as docker
from sos import SoS
from sos.report.plugins import DebianPlugin
bases = (docker.Docker, DebianPlugin)
docker.DebianDocker = type("DebianDocker", bases, {"__module__": docker.__name__})
SoS(sys.argv[1:]).execute()
"""
PLUGINS = "networking,docker,kernel,host,date"


@dataclass
class Both:
    """One host, seen in both ways."""

    live: Snapshot
    told: Snapshot

    @property
    def hosts(self) -> tuple[Host, Host]:
        return self.live.hosts[0], self.told.hosts[0]

    def namespaces(self, *names: str) -> tuple[Netns, Netns]:
        """Return a namespace by its names, or the host's own."""
        live, told = (
            next(
                one
                for one in host.namespaces
                if (one.root if not names else one.names == [*names])
            )
            for host in self.hosts
        )
        return live, told


def archive_of(box: Box, *options: str) -> bytes:
    """Return what `sos report` writes on this host."""
    box.run("mkdir", "-p", "/run/sos")
    command = ["/usr/bin/python3", "-c", SOS, "report", "--batch", "--quiet", "-o", PLUGINS]
    box.run(*command, "--tmp-dir", "/run/sos", "-z", "xz", *options)
    return box.run_bytes("sh", "-c", "cat /run/sos/*.tar.xz && rm -r /run/sos")


def make(box: Box) -> None:
    """Make what there is to see; every link is set up, so that nothing changes any more."""
    # Who is asked for the whole name of the host would wait for a server.
    box.run_bytes("tee", "/run/hosts", stdin=b"127.0.0.1 localhost web1\n")
    box.run("mount", "--bind", "/run/hosts", "/etc/hosts")
    box.run("docker", "network", "create", "app")
    for name, network, port in (("redis", "bridge", "81"), ("web", "app", "8080")):
        options = ["--name", name, "--network", network, "-p", f"{port}:80", "-e", "TOKEN=hunter2"]
        box.run("docker", "run", "-d", *options, "busybox:local", "sleep", "1000")
    box.run("docker", "create", "--name", "idle", "busybox:local", "true")
    box.run("ip", "netns", "add", "blue")
    box.run("ip", "link", "add", "v0", "type", "veth", "peer", "name", "v1", "netns", "blue")
    box.run("ip", "link", "set", "v0", "up")
    inside = ["ip", "-n", "blue"]
    box.run(*inside, "addr", "add", "192.0.2.1/24", "dev", "v1")
    box.run(*inside, "link", "set", "v1", "up")
    box.run(*inside, "link", "set", "lo", "up")
    # An address of version 6 is tentative for a second or two.
    box.run("sh", "-c", "while ip -6 addr show tentative | grep -q tentative; do sleep 0.1; done")


@pytest.fixture(scope="module")
def both(engine_host: Box, tmp_path_factory: pytest.TempPathFactory) -> Both:
    make(engine_host)
    archive = tmp_path_factory.mktemp("sos") / "report"
    archive.write_bytes(archive_of(engine_host))
    live = engine_host.topograph("collect", "-o", "-").stdout
    return Both(decode(live, "live"), load(archive))


def differing(live: Iterable[Fact], told: Iterable[Fact], key: str) -> set[str]:
    """Return the fields in which things of one name differ."""
    by_key = [{getattr(one, key): asdict(one) for one in side} for side in (live, told)]
    assert by_key[0].keys() == by_key[1].keys()
    return {
        field
        for name, one in by_key[0].items()
        for field, value in one.items()
        if value != by_key[1][name][field]
    }


def addresses(netns: Netns) -> list[tuple[str, str, str | None]]:
    return [
        (link.ifname, one.address, one.broadcast) for link in netns.links for one in link.addresses
    ]


def plain_routes(netns: Netns) -> list[Any]:
    names = {link.ifindex: link.ifname for link in netns.links}
    return sorted(
        (one.family, one.dst, one.gateway or "", names.get(one.link or 0, ""), one.metric or 0)
        for one in netns.routes
        if one.table == 254
    )


def test_the_links_of_the_host_are_the_same_but_for_little(both: Both) -> None:
    live, told = both.namespaces()
    assert len(told.links) >= 8
    assert differing(live.links, told.links, "ifname") == {
        "addresses",  # not who added one, which no `ip` of that time tells
        "bridge",  # not how many addresses it learned
        "untold",
    }
    assert addresses(told) == addresses(live)
    seen, left = ([link.bridge for link in one.links if link.bridge] for one in (live, told))
    assert differing(seen, left, "id") == {"fdb_n_learned", "fdb_max_learned"}
    for link in told.links:
        assert {"driver", "permanent_mac", "vlans"} <= set(link.untold)


def test_in_a_namespace_with_a_name_no_kinds_are_told_by_older_versions(both: Both) -> None:
    live, told = both.namespaces("blue")
    assert [link.ifname for link in told.links] == ["lo", "v1"]
    different = differing(live.links, told.links, "ifname")
    # Since 4.3 sos asks for details there.
    assert different <= {"addresses", "kind", "veth", "link_nsid", "untold"}
    assert addresses(told) == addresses(live)


@pytest.mark.parametrize("names", [(), ("blue",)])
def test_the_routes_are_the_same(both: Both, names: tuple[str, ...]) -> None:
    live, told = both.namespaces(*names)
    assert plain_routes(told) == plain_routes(live)


def test_the_settings_and_the_rules_of_the_host_are_the_same(both: Both) -> None:
    live, told = both.namespaces()
    assert told.sysctls == live.sysctls
    assert [(one.family, one.priority, one.table) for one in told.rules] == [
        (one.family, one.priority, one.table) for one in live.rules
    ]


def test_the_forwarding_databases_and_neighbours_of_the_host_are_the_same(both: Both) -> None:
    live, told = both.namespaces()
    assert {(one.link, one.mac, one.master) for one in told.fdb} == {
        (one.link, one.mac, one.master) for one in live.fdb
    }
    assert {(one.link, one.dst) for one in told.neighbours} == {
        (one.link, one.dst) for one in live.neighbours
    }


def test_running_containers_are_the_same_but_for_their_namespaces(both: Both) -> None:
    live, told = (
        [one for one in host.containers if one.state == "running"] for host in both.hosts
    )
    assert [one.names for one in told] == [["redis"], ["web"]]
    assert differing(live, told, "id") == {"engine", "netns", "status", "untold"}


def test_of_other_containers_only_the_list_is_there(both: Both) -> None:
    [idle] = [one for one in both.hosts[1].containers if one.state != "running"]
    assert (idle.names, idle.image, idle.state) == (["idle"], "busybox:local", "created")
    assert "endpoints" in idle.untold


def test_the_networks_are_the_same(both: Both) -> None:
    live, told = both.hosts
    assert differing(live.networks, told.networks, "name") == {"engine"}


def test_the_host_is_the_same_but_for_what_other_plugins_tell(both: Both) -> None:
    live, told = both.hosts
    fields = ("hostname", "machine_id", "boot_id", "os", "kernel", "arch")
    different = {name for name in fields if getattr(live, name) != getattr(told, name)}
    assert different == {"machine_id", "os"}


def test_nothing_secret_is_told(both: Both) -> None:
    assert "hunter2" not in str(both.told)


def test_a_report_that_was_cleaned_tells_the_same_shape(
    engine_host: Box, both: Both, tmp_path: Path
) -> None:
    (tmp_path / "report").write_bytes(archive_of(engine_host, "--clean"))
    cleaned = load(tmp_path / "report").hosts[0]
    assert cleaned.hostname == "host0"
    [root, blue] = [netns for netns in cleaned.namespaces if netns.root or netns.names == ["blue"]]
    told = both.namespaces()[1]
    assert [(link.ifindex, link.ifname, link.master, link.kind) for link in root.links] == [
        (link.ifindex, link.ifname, link.master, link.kind) for link in told.links
    ]
    assert [link.ifname for link in blue.links] == ["lo", "v1"]
    addresses = {one.address for link in root.links for one in link.addresses}
    assert "203.0.113.2/24" not in addresses
    assert [route.gateway for route in root.routes if route.dst == "default"] != [None]


def test_a_report_may_be_unpacked_and_packed_again(
    engine_host: Box, both: Both, tmp_path: Path
) -> None:
    data = archive_of(engine_host)
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        archive.extractall(tmp_path / "unpacked", filter="tar")
    (tmp_path / "packed").write_bytes(data)
    assert load(tmp_path / "unpacked").hosts == load(tmp_path / "packed").hosts
