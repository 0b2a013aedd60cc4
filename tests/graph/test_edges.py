from tests.graph.build_facts import (
    BOX,
    box,
    container,
    end,
    endpoint,
    host,
    network,
    root,
    stock,
)
from tests.hosts import bridge, veth
from topograph.facts import Vxlan
from topograph.graph.edges import Edge, make_edges
from topograph.graph.host_ids import HostIds
from topograph.graph.schema import OBSERVED, Relation
from topograph.graph.wiring import wire

MAC, MAC2, MAC3 = (f"00:00:5e:00:53:0{n}" for n in range(1, 4))


def test_each_relation_points_from_what_depends_to_what_it_depends_on() -> None:
    facts = host(
        root(
            bridge(3, "br0", MAC3),
            veth(11, "veth11", MAC2, peer=10, nsid=0, master=3),
            end(4, "br0.7", kind="vlan", iflink=3),
            end(5, "vxlan0", kind="vxlan", vxlan=Vxlan(id=1, remote="198.51.100.9")),
        ),
        box(veth(10, "eth0", MAC, peer=11, nsid=0)),
        containers=[container(netns=BOX, endpoints=[endpoint(MAC)])],
        networks=[network(bridge="br0")],
    )
    inventory = stock(facts)
    wiring = wire(inventory)
    found = set(make_edges(wiring, HostIds(inventory, wiring.labels)))
    spoken = {edge for edge in found if edge.relation is not Relation.CONTAINS}
    web, redis = "link/web1", "link/web1/@redis"
    assert spoken == {
        Edge(f"{web}/veth11", f"{web}/br0", Relation.MASTER, OBSERVED),
        Edge(f"{redis}/eth0", f"{web}/veth11", Relation.PEER, OBSERVED),
        Edge(f"{web}/br0.7", f"{web}/br0", Relation.LOWER, OBSERVED),
        Edge(f"{web}/vxlan0", "remote/web1/198.51.100.9", Relation.TUNNEL, OBSERVED),
        Edge("container/web1/redis", "netns/web1/@redis", Relation.SANDBOX, OBSERVED),
        Edge(f"{redis}/eth0", "network/web1/app", Relation.ENDPOINT, OBSERVED),
        Edge("network/web1/app", f"{web}/br0", Relation.BACKED_BY, OBSERVED),
    }
    contained = {(e.source, e.target) for e in found - spoken}
    assert ("host/web1", "netns/web1/@redis") in contained
    assert ("netns/web1/@redis", f"{redis}/eth0") in contained
    assert len(contained) == 2 + 5 + 2
