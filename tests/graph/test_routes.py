import pytest

from tests.graph.build_facts import BOX, ROOT, box, end, host, root, stock
from tests.hosts import default_route
from topograph.facts import NextHop, Route
from topograph.graph.inventory import LinkKey
from topograph.graph.routes import default_gateways


def test_each_namespace_has_its_own_default_route() -> None:
    eth0 = end(2, "eth0")
    inventory = stock(
        host(
            root(eth0, routes=[default_route(2, "192.0.2.1")]),
            box(eth0, routes=[default_route(2, "198.51.100.1")]),
        )
    )
    assert default_gateways(inventory) == {
        LinkKey(ROOT, 2): ["192.0.2.1"],
        LinkKey(BOX, 2): ["198.51.100.1"],
    }


@pytest.mark.parametrize("dst", ["default", "0.0.0.0/0", "::/0"])
def test_a_default_route_without_gateway_still_counts(dst: str) -> None:
    inventory = stock(host(root(end(2, "wg0"), routes=[Route(family=4, dst=dst, link=2)])))
    assert default_gateways(inventory) == {LinkKey(ROOT, 2): []}


def test_each_way_of_a_multipath_route_counts() -> None:
    ways = [NextHop(gateway=f"192.0.2.{n}", link=n) for n in (3, 2)] + [NextHop()]
    routes = [Route(family=4, dst="default", nexthops=ways), default_route(2, "192.0.2.9")]
    inventory = stock(host(root(end(2, "a"), end(3, "b"), routes=routes)))
    assert default_gateways(inventory) == {
        LinkKey(ROOT, 2): ["192.0.2.2", "192.0.2.9"],
        LinkKey(ROOT, 3): ["192.0.2.3"],
    }


@pytest.mark.parametrize(
    "route",
    [
        Route(family=4, dst="192.0.2.0/24", link=2),
        Route(family=4, dst="default", link=2, table=51820),
        Route(family=6, dst="default", link=1, type="unreachable"),
        Route(family=4, dst="default", link=99),
        Route(family=4, dst="default", nexthop_id=1),
    ],
)
def test_other_routes_are_no_way_out(route: Route) -> None:
    assert default_gateways(stock(host(root(end(2, "eth0"), routes=[route])))) == {}
