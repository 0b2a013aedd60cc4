import pytest

from tests.graph.build_facts import (
    BOX,
    OTHER,
    ROOT,
    box,
    container,
    end,
    endpoint,
    host,
    root,
    stock,
)
from tests.hosts import v4
from topograph.facts import Container, Netns
from topograph.graph.sandboxes import Sandbox, find_sandboxes, owners
from topograph.graph.schema import OBSERVED, Evidence

MAC = "00:00:5e:00:53:01"
EMPTY = (root(), box(), box(inode=OTHER))


def sandboxes(*containers: Container, namespaces: tuple[Netns, ...] = EMPTY) -> dict[str, Sandbox]:
    return find_sandboxes(stock(host(*namespaces, containers=containers)))


def test_the_inode_of_a_process_tells() -> None:
    assert sandboxes(container(netns=BOX)) == {"redis": Sandbox(BOX, OBSERVED)}


def test_a_container_in_host_mode_is_in_the_root_namespace() -> None:
    host_mode = container(network_mode="host")
    assert sandboxes(host_mode) == {"redis": Sandbox(ROOT, OBSERVED)}
    assert sandboxes(host_mode, namespaces=(box(),)) == {}


@pytest.mark.parametrize("state", ["created", "exited", "dead"])
def test_a_container_that_does_not_run_has_none(state: str) -> None:
    assert sandboxes(container(state=state, netns=BOX), container("b", network_mode="none")) == {}


@pytest.mark.parametrize("called", ["b" * 64, "b" * 12, "bb", "owner", "alias"])
def test_a_container_joins_another_by_id_start_of_the_id_or_name(called: str) -> None:
    owner = container("owner", id="b" * 64, netns=BOX, names=["owner", "alias"])
    guest = container("guest", network_mode=f"container:{called}")
    assert sandboxes(owner, guest)["guest"] == Sandbox(BOX, OBSERVED)


@pytest.mark.parametrize("called", ["", "b", "gone"])
def test_a_container_that_joins_nobody_or_one_of_several_has_none(called: str) -> None:
    people = [container(f"o{n}", id="b" * 10 + str(n) * 54, netns=BOX) for n in range(2)]
    guest = container("guest", network_mode=f"container:{called}")
    assert "guest" not in sandboxes(*people, guest)


def test_a_container_joins_one_of_its_own_engine() -> None:
    owners_ = [
        container("owner", id=e * 64, engine=e, netns=n) for e, n in (("a", BOX), ("b", OTHER))
    ]
    guest = container("guest", engine="b", network_mode="container:owner")
    assert sandboxes(*owners_, guest)["guest"].inode == OTHER


def test_a_chain_of_containers_is_followed_to_its_end() -> None:
    people = [container(f"c{n}", network_mode=f"container:c{n + 1}") for n in range(4)]
    found = sandboxes(*people, container("c4", netns=BOX))
    assert found == {f"c{n}": Sandbox(BOX, OBSERVED) for n in range(5)}


def test_a_ring_of_containers_leads_nowhere() -> None:
    ring = [container(f"c{n}", network_mode=f"container:c{(n + 1) % 3}") for n in range(3)]
    into = container("into", network_mode="container:c0")
    assert sandboxes(*ring, into) == {}


def test_a_container_that_joins_a_stopped_one_has_none() -> None:
    stopped = container("owner", state="exited", netns=BOX)
    assert sandboxes(stopped, container("guest", network_mode="container:owner")) == {}


def test_the_mac_of_an_endpoint_tells_where_nothing_else_does() -> None:
    boxes = (root(end(2, "docker0", mac=MAC)), box(end(2, "eth0", mac=MAC.upper())))
    person = container(endpoints=[endpoint(None), endpoint(MAC)], netns=99)
    found = sandboxes(person, namespaces=boxes)
    assert found["redis"].inode == BOX
    assert found["redis"].basis == (
        Evidence.INFERRED,
        f"a link there has the MAC {MAC} of its endpoint in app",
    )


def test_who_joins_an_inferred_sandbox_is_inferred_too() -> None:
    person = container(endpoints=[endpoint(MAC)])
    guest = container("guest", network_mode="container:redis")
    found = sandboxes(person, guest, namespaces=(root(), box(end(2, "eth0", mac=MAC))))
    assert found["guest"] == found["redis"]


def test_the_address_decides_between_equal_macs() -> None:
    boxes = tuple(
        box(end(2, "eth0", mac=MAC, addresses=[v4(f"192.0.2.{n}/24")]), inode=inode)
        for n, inode in ((2, BOX), (3, OTHER))
    )
    person = container(endpoints=[endpoint(MAC, "192.0.2.3/16")])
    found = sandboxes(person, namespaces=(root(), *boxes))
    assert found["redis"].inode == OTHER
    assert "192.0.2.3" in found["redis"].basis.reason
    assert sandboxes(container(endpoints=[endpoint(MAC)]), namespaces=boxes) == {}


def test_the_owner_of_a_shared_sandbox_comes_first() -> None:
    people = [
        container("z", netns=BOX),
        container("b", network_mode="container:z"),
        container("a", network_mode="container:z"),
    ]
    inventory = stock(host(*EMPTY, containers=people))
    assert owners(inventory, find_sandboxes(inventory)) == {BOX: ["z", "a", "b"]}
