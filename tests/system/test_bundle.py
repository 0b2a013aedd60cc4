"""A host that a script captures tells the same as one that topograph itself reads."""

import io
import sys
import tarfile
import time
from typing import Any

import pytest

from tests.system.box import POWERLESS, PROJECT, Box
from tests.system.rooms import ROOMS
from topograph.diff import compare
from topograph.facts import Fact, Snapshot
from topograph.graph import build_graph
from topograph.snapshot import decode
from topograph.sources.bundle import snapshot_of_bundle
from topograph.sources.bundle.script import capture_script

CAPTURE = ("sh", "-s", "--", "-o", "-")
# Whether the kernel can filter by VLAN is not ours to choose. A bridge with a MAC of its own has
# the link-local address that follows from it.
SCRIPT = (
    """
docker network create --ipv6 --subnet 198.51.100.0/25 --subnet 2001:db8:1::/64 \
    --label com.docker.compose.network=front --label private=hidden-1 front
docker run -d --name one -e PASSWORD=hidden-2 -l private=hidden-3 \
    -l com.docker.compose.project=shop busybox:local sleep 1000000
docker run -d --name web --network front -p 8080:80 -p 127.0.0.1:8443:443/udp --expose 9000 \
    --network-alias www busybox:local sleep 1000000
docker run -d --name both --network front --link web:db busybox:local sleep 1000000
docker network connect bridge both
docker run -d --name on-host --network host busybox:local sleep 1000000
docker run -d --name sharing --network container:web busybox:local sleep 1000000
docker run -d --name alone --network none busybox:local sleep 1000000
docker create --name made -p 90:90 busybox:local sleep hidden-4
docker run --name ended busybox:local true
for type in "bridge vlan_filtering 1" bridge; do
    ip link add lan0 address 00:00:5e:00:53:01 type $type && break
done
"""
    + ROOMS
    + """
bridge vlan add dev to-room1 vid 10-20 || :
ip -n room1 link add br1 address 00:00:5e:00:53:02 type bridge
ip -n room1 link set br1 up
ip -n room1 link add vx0 type vxlan id 42 remote 192.0.2.2 dstport 4789 dev eth0
ip -n room1 link set vx0 master br1 up
ip link add mv0 link eth0 type macvlan mode bridge
ip link set mv0 netns room2
ip route add blackhole 203.0.113.64/26
ip route add 203.0.113.128/26 nexthop via 203.0.113.1 nexthop via 203.0.113.3 weight 2
ip rule add from 192.0.2.0/24 table 100
ip route add default via 203.0.113.1 table 100 proto static
ip neigh add proxy 203.0.113.9 dev eth0
ip neigh add 203.0.113.1 lladdr 00:00:5e:00:53:03 dev eth0
touch /run/docker/netns/stale
ln -s /proc/$(docker inspect -f '{{.State.Pid}}' alone)/ns/net /run/netns/linked
ip netns add held
ip netns exec held sleep 1000000 </dev/null >/dev/null 2>&1 &
"""
)
MOMENTARY = {
    "captured_at": "a moment later",
    "containers.status": "an age",
    "fdb.age": "`bridge` tells whole seconds",
    "processes.count": "the script is not as many processes as topograph",
    "links.untold": "a permanent address, and what is said below",
}
"""Where both may differ, by the last two parts of the path, and why."""
UNTOLD = {
    "addresses.protocol": "iproute2 before 6.3 does not tell it",
    "bridge.fdb_max_learned": "iproute2 before 6.8 does not tell it",
    "bridge.fdb_n_learned": "iproute2 before 6.8 does not tell it",
    "links.carrier": "`ip` does not tell it of a link that is down",
}
"""What the script may not be told, and why."""
UNTOLD_NAMES = {
    *("permanent_mac", "carrier", "bridge.fdb_max_learned", "bridge.fdb_n_learned"),
    # Where the kernel knows no VLANs.
    *("bridge.vlan_protocol", "bridge.vlan_default_pvid"),
}


@pytest.fixture(scope="module")
def host(engine_host: Box) -> Box:
    engine_host.run_bytes("sh", "-u", stdin=SCRIPT.encode())
    # Until duplicate address detection is over and the kernel has learned its neighbours.
    time.sleep(3)
    return engine_host


@pytest.fixture(scope="module")
def archive(host: Box) -> bytes:
    return capture(host)


@pytest.fixture(scope="module")
def live(host: Box, archive: bytes) -> Snapshot:
    assert archive
    return decode(host.topograph("collect").stdout, "stdout")


@pytest.fixture(scope="module")
def captured(archive: bytes) -> Snapshot:
    return read(archive)


def capture(box: Box, *through: str, script: bytes | None = None, **env: str) -> bytes:
    return box.run_bytes(*through, *CAPTURE, stdin=script or capture_script(), env=env)


def members(archive: bytes) -> dict[str, bytes]:
    found = {}
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        for member in tar:
            file = tar.extractfile(member)
            if file is not None:
                found[member.name] = file.read()
    return found


def read(archive: bytes) -> Snapshot:
    return snapshot_of_bundle(members(archive), "host.tar.gz")


def differences(one: Any, other: Any, path: tuple[str, ...] = ()) -> list[str]:
    """Return where the facts of a live host and of a captured one differ, but for the above."""
    place = ".".join(path[-2:])
    if one == other or place in MOMENTARY or (place in UNTOLD and other is None):
        return []
    if isinstance(one, Fact) and type(one) is type(other):
        return [
            found
            for name in one.__struct_fields__
            for found in differences(getattr(one, name), getattr(other, name), (*path, name))
        ]
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        pairs = zip(one, other, strict=True)
        return [found for a, b in pairs for found in differences(a, b, path)]
    return [f"{'.'.join(path)}: {one!r} is {other!r}"]


def test_it_tells_the_same_as_topograph_on_the_host(live: Snapshot, captured: Snapshot) -> None:
    assert differences(live, captured) == []
    links = [link for netns in captured.hosts[0].namespaces for link in netns.links]
    assert {name for link in links for name in link.untold} <= UNTOLD_NAMES


def test_it_gives_the_same_graph(live: Snapshot, captured: Snapshot) -> None:
    ours, theirs = build_graph(captured), build_graph(live)
    assert ours.nodes.keys() == theirs.nodes.keys()
    assert set(ours.edges(keys=True)) == set(theirs.edges(keys=True))
    allowed = {"processes", "carrier", "status", "protocol"}
    for told, expected in (
        *((ours.nodes[node], theirs.nodes[node]) for node in theirs.nodes),
        *((ours.edges[edge], theirs.edges[edge]) for edge in theirs.edges(keys=True)),
    ):
        differing = {name for name in {*told, *expected} if told.get(name) != expected.get(name)}
        assert differing <= allowed, (told, expected)


def test_no_difference_is_found_between_them(live: Snapshot, captured: Snapshot) -> None:
    for sides in ((live, captured), (captured, live)):
        diff = compare(*sides).diff
        assert (diff.entries, diff.unknown) == ([], [])


def test_nothing_is_missing_from_it(captured: Snapshot) -> None:
    assert captured.gaps == []


def test_it_holds_nothing_that_is_nobodys_business(archive: bytes) -> None:
    everything = b"".join(members(archive).values())
    assert b"com.docker.compose.project" in everything
    assert b"hidden" not in everything
    assert b"PASSWORD" not in everything


def test_capturing_changes_nothing(host: Box) -> None:
    commands = (
        ("ip", "-o", "link"),
        ("ip", "netns", "list-id"),
        ("ls", "-R", "/run"),
        ("ls", "/tmp"),
        ("docker", "ps", "-a", "--no-trunc", "--format", "{{.ID}} {{.State}}"),
    )
    host.run("ip", "netns", "add", "unnumbered")
    before = [host.run(*command) for command in commands]
    capture(host)
    assert [host.run(*command) for command in commands] == before
    host.run("ip", "netns", "del", "unnumbered")


@pytest.mark.parametrize("shell", [("bash", "--posix"), ("dash",)])
def test_every_shell_asks_the_same(host: Box, archive: bytes, shell: tuple[str, ...]) -> None:
    done = host.run_bytes(*shell, *CAPTURE[1:], stdin=capture_script())
    index = "topograph-bundle/topograph-index"
    assert members(done)[index] == members(archive)[index]


def test_a_file_is_written_into_the_current_folder(host: Box) -> None:
    host.run_bytes("tee", "/run/home/capture.sh", stdin=capture_script())
    host.run("sh", "-c", "cd /run/home && sh capture.sh && sh capture.sh -o named.tar.gz")
    found = host.run("ls", "/run/home").splitlines()
    [written] = [name for name in found if name.startswith("topograph-web1-")]
    assert written.endswith("Z.tar.gz")
    assert host.run("stat", "-c", "%a", f"/run/home/{written}") == "600"
    for name in (written, "named.tar.gz"):
        assert read(host.run_bytes("cat", f"/run/home/{name}")).hosts[0].hostname == "web1"


# ---- with less than that --------------------------------------------------------------------

BUSYBOX_ALONE = """
mkdir -p /run/only
for name in $(busybox --list); do ln -sf "$(command -v busybox)" /run/only/$name; done
for folder in /sbin /usr/sbin /usr/local/sbin; do mount -t tmpfs none $folder; done
PATH=/run/only exec "$@"
"""
# `ip` is found nevertheless, since the script looks into /usr/sbin by itself.
WITHOUT = """
without=$1; shift
mkdir -p /run/without-$without
for name in /usr/bin/* /usr/local/bin/*; do ln -sf $name /run/without-$without/; done
rm /run/without-$without/$without
PATH=/run/without-$without exec "$@"
"""


def captured_in(host: Box, script: str, *arguments: str) -> Snapshot:
    inside = f"mount --make-rprivate /\n{script}"
    return read(capture(host, "unshare", "--mount", "sh", "-c", inside, "sh", *arguments))


def links_by_netns(snapshot: Snapshot) -> dict[int, list[str]]:
    return {
        netns.inode: [link.ifname for link in netns.links]
        for netns in snapshot.hosts[0].namespaces
    }


def test_busybox_alone_tells_the_links_of_all_namespaces(host: Box, live: Snapshot) -> None:
    seen = captured_in(host, BUSYBOX_ALONE)
    assert links_by_netns(seen) == links_by_netns(live)
    addresses = [
        [
            [(link.ifname, sorted(a.address for a in link.addresses)) for link in netns.links]
            for netns in snapshot.hosts[0].namespaces
        ]
        for snapshot in (seen, live)
    ]
    assert addresses[0] == addresses[1]
    assert [len(n.routes) for n in seen.hosts[0].namespaces][1:] == [
        len(n.routes) for n in live.hosts[0].namespaces
    ][1:]
    assert (
        "the engine at unix:///run/docker.sock, which DOCKER_HOST names, could not be asked:"
        " the program docker is not installed"
    ) in [gap.what for gap in seen.gaps]
    assert any("forwarding databases" in gap.what for gap in seen.gaps)


# As before iproute2 4.14, which knows neither JSON nor numbers for names.
OLD_IPROUTE2 = """
mkdir -p /run/old
for name in ip bridge; do
    echo "ip=$(command -v $name)" | tee /run/old/$name
    cat >> /run/old/$name << 'END'
for word; do
    case $word in -j | -N) echo "$word is unknown" >&2; exit 255 ;; esac
done
exec $ip "$@"
END
    sed -i '1i #!/bin/sh' /run/old/$name
    chmod 755 /run/old/$name
done > /dev/null
PATH=/run/old:$PATH exec "$@"
"""


def test_iproute2_without_json_tells_the_same(host: Box, live: Snapshot) -> None:
    seen = captured_in(host, OLD_IPROUTE2)
    assert seen.gaps == []
    assert differences(live, seen) == []


def test_without_root_the_rest_is_a_gap(host: Box, live: Snapshot) -> None:
    seen = read(capture(host, *POWERLESS))
    [root] = [netns for netns in seen.hosts[0].namespaces if netns.root]
    assert [link.ifname for link in root.links] == links_by_netns(live)[root.inode]
    others = [netns for netns in seen.hosts[0].namespaces if not netns.root]
    assert ["room1"] in [netns.names for netns in others]
    assert not any(netns.links for netns in others)
    command = (*POWERLESS, sys.executable, "-m", "topograph", "collect", "-q")
    told = decode(host.run_bytes(*command, env={"PYTHONPATH": str(PROJECT)}), "stdout")
    assert [netns.names for netns in seen.hosts[0].namespaces] == [
        netns.names for netns in told.hosts[0].namespaces
    ]
    assert [(gap.source, gap.subject) for gap in seen.gaps] == [
        (gap.source, gap.subject) for gap in told.gaps
    ]
    assert {gap.what for gap in seen.gaps} == {gap.what for gap in told.gaps}


def test_without_docker_the_engine_is_a_gap(host: Box, live: Snapshot) -> None:
    seen = captured_in(host, WITHOUT, "docker")
    assert links_by_netns(seen) == links_by_netns(live)
    [gap] = seen.gaps
    assert gap.subject == "engine:unix:///run/docker.sock"
    assert gap.what.endswith("could not be asked: the program docker is not installed")


def test_without_nsenter_only_named_namespaces_can_be_entered(host: Box, live: Snapshot) -> None:
    seen = captured_in(host, WITHOUT, "nsenter")
    named = {n.inode for n in live.hosts[0].namespaces if n.root} | {
        int(line.split()[0]) for line in host.run("ls", "-1iL", "/run/netns").splitlines()
    }
    assert {inode for inode, links in links_by_netns(seen).items() if links} == named
    missing = sorted(f"netns:{inode}" for inode in links_by_netns(live).keys() - named)
    assert missing
    assert sorted(gap.subject for gap in seen.gaps) == missing
    assert {gap.what for gap in seen.gaps} == {
        "the namespace could not be entered: nsenter is missing on the host"
    }


def test_an_engine_that_hangs_is_a_gap(host: Box) -> None:
    listen = "import socket, time; s = socket.create_server(('127.0.0.1', 2375)); time.sleep(1e6)"
    host.start(sys.executable, "-c", listen)
    time.sleep(0.5)
    script = capture_script().replace(b"PATIENCE=20", b"PATIENCE=2")
    begin = time.monotonic()
    seen = read(capture(host, script=script, DOCKER_HOST="tcp://127.0.0.1:2375"))
    assert time.monotonic() - begin < 10
    [gap] = [gap for gap in seen.gaps if gap.subject.startswith("engine:")]
    assert gap.what.endswith("could not be asked: no answer in time")
