"""What a real engine does to a host that nobody changed, and that a diff must not tell."""

import time

import pytest

from tests.system.box import PROJECT, Box
from tests.system.rooms import ROOMS
from topograph.diff import compare
from topograph.diff.model import Diff
from topograph.facts import Snapshot
from topograph.snapshot import decode

COMPOSE = (PROJECT / "samples/diff/compose.sh").read_text()

SCRIPT = (
    """
docker network create --ipv6 --subnet 198.51.100.0/25 --subnet 2001:db8:1::/64 front
docker network create --ipv6 --subnet 198.51.100.128/25 --subnet 2001:db8:2::/64 back
for name in one two; do docker run -d --name $name busybox:local sleep 1000000; done
for name in web db; do docker run -d --name $name --network front busybox:local sleep 1000000; done
docker run -d --name both --network front -p 8080:80 busybox:local sleep 1000000
docker network connect back both
# Its first start after that gives its links other names, which is a change.
docker restart --time 0 both
docker run -d --name sharing --network container:web busybox:local sleep 1000000
ip link add lan0 type bridge
"""
    + ROOMS
)
SHOP = """
project shop 203.0.113.128/27
service shop web 1
service shop web 2
service shop db 1
"""
# Each starts before the next one stops, so that all get their addresses back.
AGAIN = """
for this in web-1 web-2 db-1; do
    recreate shop ${this%-*} ${this#*-}
    docker start shop-$this
done
"""
NAMES = ("one", "two", "web", "db", "both", "sharing")


@pytest.fixture(scope="module")
def host(engine_host: Box) -> Box:
    script(engine_host, SCRIPT)
    settle()
    return engine_host


def script(host: Box, text: str) -> None:
    host.run_bytes("sh", "-eu", stdin=text.encode())


def settle() -> None:
    """Wait for the end of duplicate address detection."""
    time.sleep(3)


def collect(host: Box) -> Snapshot:
    return decode(host.topograph("collect").stdout, "stdout")


def after(host: Box, what: str) -> Diff:
    """Return what differs after a script."""
    before = collect(host)
    script(host, what)
    settle()
    return compare(before, collect(host)).diff


def test_nothing_differs_in_a_moment(host: Box) -> None:
    diff = after(host, "true")
    assert (diff.entries, diff.unknown) == ([], [])


def test_restarts_change_nothing(host: Box) -> None:
    diff = after(host, f"for name in {' '.join(NAMES)}; do docker restart --time 0 $name; done")
    assert (diff.entries, diff.unknown) == ([], [])


def test_traffic_changes_nothing(host: Box) -> None:
    host_before = collect(host)
    script(
        host,
        """
        docker exec one ping -c 2 172.17.0.1
        docker exec both ping -c 2 198.51.100.1
        docker exec both ping -6 -c 2 2001:db8:1::1
        ip netns exec room1 busybox ping -c 2 192.0.2.9
        """,
    )
    later = collect(host)
    learned = [len(n.neighbours) for n in later.hosts[0].namespaces]
    assert sum(learned) > 0
    diff = compare(host_before, later).diff
    assert (diff.entries, diff.unknown) == ([], [])


def test_recreated_containers_are_all_that_differs(host: Box) -> None:
    script(host, COMPOSE + SHOP)
    settle()
    diff = after(host, COMPOSE + AGAIN)
    told = [(e.verb, e.thing, e.after.name if e.after else "") for e in diff.entries]
    assert told == [
        ("recreated", "container", f"shop-{name}") for name in ("db-1", "web-1", "web-2")
    ]
    assert [(e.changes, e.parts) for e in diff.entries] == [([], [])] * 3
    assert diff.unknown == []


def test_a_namespace_that_took_the_inode_of_another_is_told(host: Box) -> None:
    diff = after(host, "ip netns del room2; ip netns add room3")
    told = sorted((e.verb.value, e.after.name if e.after else "") for e in diff.entries)
    assert ("added", "room3") in told
    assert ("renamed", "room3") not in told
