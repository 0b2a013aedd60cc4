from tests.graph.build_facts import BOX, ROOT, box, container, end, host, network, root, stock
from topograph.facts import Host
from topograph.graph.host_ids import HostIds
from topograph.graph.inventory import LinkKey
from topograph.graph.wiring import wire


def ids(facts: Host) -> HostIds:
    inventory = stock(facts)
    return HostIds(inventory, wire(inventory).labels)


def test_everything_on_a_host_gets_its_id() -> None:
    facts = host(
        root(end(2, "eth0")), box(), containers=[container(netns=BOX)], networks=[network()]
    )
    found = ids(facts)
    assert found.host == "host/web1"
    assert found.namespaces == {ROOT: "netns/web1", BOX: "netns/web1/@redis"}
    assert found.links[LinkKey(ROOT, 2)] == "link/web1/eth0"
    assert found.links[LinkKey(BOX, 1)] == "link/web1/@redis/lo"
    assert found.containers == {"redis": "container/web1/redis"}
    assert found.networks == {"app": "network/web1/app"}
    assert found.remote("2001:db8::9") == "remote/web1/2001%3Adb8%3A%3A9"


def test_links_of_one_name_are_told_apart_by_ifindex() -> None:
    found = ids(host(root(end(2, "eth0"), end(3, "eth0"))))
    assert found.links[LinkKey(ROOT, 3)] == "link/web1/eth0~3"
