"""What the readers of `bridge`, `brctl`, `ifconfig` and `docker` tell, beside the live source.

Left out of the comparison is what these do not print: the age of an entry is of another moment;
`ifconfig` has no word for a carrier among its flags, none for flags, lifetimes and the IPv4 scope
of an address, one IPv4 address for each label, and an order of its own for those of IPv6.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from tests.sources.text.readers.reading import read, read_json
from tests.system.box import Box
from tests.system.rich_host import SPACES, RichHost
from topograph import facts
from topograph.snapshot import decode
from topograph.sources.text.told import Told

PARTS = ("bridge", "port")


def told(host: RichHost, space: str, command: str, name: str) -> Told:
    text = host.printed(space, command)
    if " -j " in command:
        return read_json(name.replace(" ", " json "), json.loads(text), command)
    found = read(name, text, command)
    assert found.unknown == []
    return found


# Where there is neither a bridge nor a tunnel, the live source does not ask for them.
@pytest.mark.system("ip", "bridge", "ps")
@pytest.mark.parametrize("space", ["root", "overlay"])
@pytest.mark.parametrize("command", ["bridge fdb", "bridge -s -d fdb show", "bridge -s -j fdb"])
def test_forwarding_databases(
    rich_host: RichHost, netns: Mapping[str, facts.Netns], space: str, command: str
) -> None:
    names = {link.ifindex: link.ifname for link in netns[space].links}
    found = told(rich_host, space, command, "bridge fdb")
    made = [(one.dev, one.master, replace(one.entry, age=None)) for one in found.fdb]
    assert made == [
        (
            names[one.link],
            names[one.master] if one.master else "",
            replace(one, link=0, master=None, age=None),
        )
        for one in netns[space].fdb
    ]
    assert found.complete == {"fdb"}


@pytest.mark.system("ip", "bridge", "ifconfig", "busybox", "ps")
@pytest.mark.parametrize("space", SPACES)
@pytest.mark.parametrize(
    ("command", "reader"),
    [
        ("bridge link", "bridge link"),
        ("bridge -d link", "bridge link"),
        ("bridge -d -j link", "bridge link"),
        ("ifconfig -a", "ifconfig"),
        ("busybox ifconfig -a", "ifconfig"),
    ],
)
def test_links(
    rich_host: RichHost,
    netns: Mapping[str, facts.Netns],
    space: str,
    command: str,
    reader: str,
) -> None:
    compare(told(rich_host, space, command, reader), netns[space])


def compare(found: Told, netns: facts.Netns) -> None:
    links = {link.ifname: link for link in netns.links}
    if found.complete:
        assert {one.ifname for one in found.links} == links.keys()
    for one in found.links:
        live = links[one.ifname]
        assert one.ifindex in (None, live.ifindex)
        for name, other in one.named.items():
            assert getattr(live, name) == links[other].ifindex
        for name, value in one.fields.items():
            assert (one.ifname, name, value) == (one.ifname, name, told_of(live, name, value))


# Elsewhere brctl looks at /sys, which nsenter leaves as it is.
@pytest.mark.system("ip", "brctl", "ps")
def test_bridges(rich_host: RichHost, netns: Mapping[str, facts.Netns]) -> None:
    compare(told(rich_host, "root", "brctl show", "brctl show"), netns["root"])


def told_of(live: facts.Link, name: str, value: Any) -> Any:
    """Return what a field is, in as much of it as is told."""
    expected = getattr(live, name)
    if name in PARTS:
        members = msgspec.structs.asdict(expected)
        return {member: members[member] for member in value}
    if name == "flags":
        return [flag for flag in expected if flag != "LOWER_UP" or flag in value]
    if name == "addresses":
        return [told_address(one, expected) for one in value]
    return expected


def told_address(told: facts.Address, live: list[facts.Address]) -> facts.Address:
    """Return what an address is, but for what ifconfig has no word for."""
    found = next(one for one in live if one.address == told.address)
    scope = told.scope if told.family == 4 else found.scope
    peer = told.peer if told.family == 6 else found.peer
    return replace(
        found, flags=[], protocol=None, valid_lft=None, preferred_lft=None, scope=scope, peer=peer
    )


@pytest.fixture(scope="module")
def engine_box() -> Iterator[Box]:
    with Box() as box:
        run = ("docker", "run", "-d", "--name")
        sleep = ("busybox:local", "sleep", "1000")
        box.run("docker", "network", "create", "--subnet", "198.51.100.0/24", "app")
        box.run(*run, "web", "--net", "app", "-p", "8080:80", "--expose", "3306", *sleep)
        box.run(*run, "side", "--net", "container:web", "-e", "SECRET=hunter2", *sleep)
        box.run(*run, "plain", "-p", "127.0.0.1:5000-5002:5000-5002/udp", *sleep)
        box.run("docker", "create", "--name", "never", *sleep)
        box.run("docker", "pause", "plain")
        yield box


@pytest.mark.engine("docker", "dockerd")
def test_containers_and_networks(engine_box: Box) -> None:
    host = decode(engine_box.topograph("collect", "-o", "-").stdout, where="collect").hosts[0]
    live = {one.id: one for one in host.containers}
    ids = engine_box.run("docker", "ps", "-aq", "--no-trunc").split()
    text = engine_box.run("docker", "inspect", *ids)
    inspected = read_json("docker inspect", json.loads(text))
    assert {one.id for one in inspected.containers} == live.keys()
    assert "hunter2" not in repr(inspected)
    for one in inspected.containers:
        for name, value in one.fields.items():
            assert (one.id, name, value) == (one.id, name, getattr(live[one.id], name))
    table = read("docker ps", engine_box.run("docker", "ps", "-a"), "docker ps -a")
    assert (len(table.containers), table.unknown) == (len(live), [])
    for one in table.containers:
        of = next(each for key, each in live.items() if key.startswith(one.id))
        for name in one.fields.keys() - {"status"}:
            assert (one.id, name, one.fields[name]) == (one.id, name, getattr(of, name))
    networks = {one.id: one for one in host.networks}
    names = [one.name for one in host.networks]
    value = json.loads(engine_box.run("docker", "network", "inspect", *names))
    for network in read_json("docker network inspect", value).networks:
        for name, member in network.fields.items():
            assert (name, member) == (name, getattr(networks[network.id], name))
