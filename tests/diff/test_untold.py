"""What one side did not tell is no difference, and hides nothing that can be compared."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from tests.diff.small_hosts import told, unknown
from tests.hosts import docker0
from topograph.diff import Options, compare
from topograph.errors import DiffError
from topograph.facts import (
    Address,
    Container,
    Endpoint,
    Fact,
    FdbEntry,
    Host,
    Link,
    Neighbour,
    Netns,
    Network,
    Rule,
    Snapshot,
)

DOCKER0 = docker0()
[HOST] = DOCKER0.hosts


def of(host: Host) -> Snapshot:
    return replace(DOCKER0, hosts=[host])


def usual(kind: type[Fact], name: str) -> Any:
    [field] = [one for one in msgspec.structs.fields(kind) if one.name == name]
    return field.default if field.default_factory is msgspec.NODEFAULT else field.default_factory()


def without(fact: Any, *names: str) -> Any:
    """Return a fact as a source gives it that cannot tell some of its fields."""
    blank = {name: usual(type(fact), name) for name in names}
    return replace(fact, untold=sorted({*fact.untold, *names}), **blank)


def links_without(*names: str) -> Snapshot:
    def blind(netns: Netns) -> Netns:
        return replace(netns, links=[without(link, *names) for link in netns.links])

    return of(replace(HOST, namespaces=[blind(netns) for netns in HOST.namespaces]))


def namespaces_without(*names: str) -> Snapshot:
    return of(replace(HOST, namespaces=[without(netns, *names) for netns in HOST.namespaces]))


@pytest.mark.parametrize(
    "field",
    [
        *("mac", "mtu", "flags", "is_up", "operstate", "carrier", "qdisc", "addresses", "master"),
        *("bridge", "port", "vlans", "group", "txqlen", "permanent_mac", "parent_dev"),
    ],
)
def test_a_field_of_links_that_one_side_did_not_tell_is_no_difference(field: str) -> None:
    for sides in ((DOCKER0, links_without(field)), (links_without(field), DOCKER0)):
        assert told(*sides) == []


def test_the_kinds_of_links_may_be_untold_with_all_that_goes_with_them() -> None:
    blind = links_without("kind", "iflink", "link_nsid", "veth", "bridge", "port")
    assert told(DOCKER0, blind) == []
    assert told(blind, DOCKER0) == []


def test_random_names_and_macs_tell_links_whose_other_ends_are_untold() -> None:
    blind = links_without("iflink", "link_nsid", "veth").hosts[0]
    root = replace(blind.namespaces[0], nsids={}, untold=["links"])
    people = [without(one, "netns", "endpoints") for one in HOST.containers]
    text = replace(blind, namespaces=[root], containers=people, untold=["namespaces"])
    after = of(replace(text, boot_id=None))
    assert told(DOCKER0, after) == []
    assert told(after, DOCKER0) == []


def test_a_bridge_of_which_one_side_does_not_tell_the_kind_is_up_with_its_ports() -> None:
    [root, *others] = HOST.namespaces
    bridge = Link(ifindex=9, ifname="x0", kind="bridge", operstate="UP", mtu=1500)
    before = of(replace(HOST, namespaces=[replace(root, links=[*root.links, bridge]), *others]))
    blind = replace(without(bridge, "kind", "bridge"), operstate="DOWN")
    after = of(replace(HOST, namespaces=[replace(root, links=[*root.links, blind]), *others]))
    assert told(before, after) == []


def test_who_was_not_told_of_containers_knows_a_namespace_by_its_name() -> None:
    [root, *others] = HOST.namespaces
    named = [replace(netns, names=[f"box{n}"]) for n, netns in enumerate(others)]
    before = of(replace(HOST, namespaces=[root, *named]))
    blind = [Netns(inode=-n - 2, names=[f"box{n}"], untold=["links"]) for n in range(len(others))]
    text = replace(HOST, boot_id=None, namespaces=[root, *blind], containers=[])
    after = of(replace(text, untold=["containers"]))
    assert told(before, after) == []


def test_a_namespace_that_is_only_named_may_be_that_of_a_container() -> None:
    [root, *others] = HOST.namespaces
    named = [replace(netns, names=[f"box{n}"]) for n, netns in enumerate(others)]
    before = of(replace(HOST, namespaces=[root, *named]))
    blind = [Netns(inode=-n - 2, names=[f"box{n}"], untold=["links"]) for n in range(len(others))]
    people = [without(one, "netns") for one in HOST.containers]
    text = replace(HOST, boot_id=None, namespaces=[replace(root, nsids={}), *blind])
    after = of(replace(text, containers=people))
    assert [one for one in told(before, after) if "netns" in one or "namespace" in one] == []


def test_what_both_sides_told_is_compared_all_the_same() -> None:
    blind = links_without("mac", "kind")
    [host] = blind.hosts
    [root, *others] = host.namespaces
    links = [replace(link, mtu=1400) if link.ifname == "eth0" else link for link in root.links]
    after = of(replace(host, namespaces=[replace(root, links=links), *others]))
    assert told(DOCKER0, after) == ["changed link eth0; mtu 1500 -> 1400"]


@pytest.mark.parametrize("name", ["routes", "rules", "neighbours", "fdb"])
def test_a_list_of_which_a_part_was_told_tells_of_nothing_that_is_gone(name: str) -> None:
    [root, *others] = HOST.namespaces
    one_of_each = replace(
        root,
        rules=[Rule(family=4, priority=9, table=9)],
        neighbours=[
            Neighbour(family=4, dst="192.0.2.9", link=root.links[0].ifindex, state=["PERMANENT"])
        ],
        fdb=[FdbEntry(link=root.links[0].ifindex, mac="00:00:5e:00:53:09", is_static=True)],
    )
    before = of(replace(HOST, namespaces=[one_of_each, *others]))
    after = of(replace(HOST, namespaces=[without(one_of_each, name), *others]))
    assert told(before, after) == []
    found = compare(before, after, Options(all_fields=True)).diff.unknown
    assert {one.what for one in found} == {f"not all {name} of the namespace were told"}


def test_a_link_that_the_text_left_out_may_still_be_there() -> None:
    [root, *others] = HOST.namespaces
    cut = replace(root, links=root.links[:3], untold=["links"])
    after = of(replace(HOST, namespaces=[cut, *others]))
    assert told(DOCKER0, after) == []
    assert unknown(DOCKER0, after) != []


@pytest.mark.parametrize("name", ["containers", "networks", "namespaces", "engines"])
def test_a_list_of_the_host_of_which_a_part_was_told_tells_of_nothing_gone(name: str) -> None:
    kept = HOST.namespaces[:1] if name == "namespaces" else []
    after = of(replace(HOST, untold=[name], **{name: kept}))
    assert [line for line in told(DOCKER0, after) if line.startswith("removed")] == []


@pytest.mark.parametrize(
    "field",
    ["endpoints", "ports", "labels", "network_mode", "image", "program", "created", "pid"],
)
def test_a_field_of_containers_that_one_side_did_not_tell_is_no_difference(field: str) -> None:
    containers: list[Container] = [without(one, field) for one in HOST.containers]
    assert told(DOCKER0, of(replace(HOST, containers=containers))) == []


@pytest.mark.parametrize("field", ["subnets", "options", "labels", "scope", "created"])
def test_a_field_of_networks_that_one_side_did_not_tell_is_no_difference(field: str) -> None:
    networks: list[Network] = [without(one, field) for one in HOST.networks]
    assert told(DOCKER0, of(replace(HOST, networks=networks))) == []


def test_an_id_that_was_cut_is_the_same_id() -> None:
    cut: Callable[[Any], Any] = lambda fact: replace(fact, id=fact.id[:12], engine="")  # noqa: E731
    host = replace(
        HOST,
        containers=[cut(one) for one in HOST.containers],
        networks=[cut(one) for one in HOST.networks],
    )
    assert told(DOCKER0, of(host)) == []


def test_another_id_is_another_container() -> None:
    containers = [replace(one, id="f" * 12) for one in HOST.containers[:1]]
    host = replace(HOST, containers=[*containers, *HOST.containers[1:]])
    assert [line.split()[0] for line in told(DOCKER0, of(host))] == ["recreated"]


def test_an_engine_that_does_not_say_where_it_listens_goes_by_its_name() -> None:
    engines = [replace(one, socket="") for one in HOST.engines]
    assert told(DOCKER0, of(replace(HOST, engines=engines))) == []


def test_a_host_without_a_name_may_be_any() -> None:
    nameless = replace(HOST, hostname="host", machine_id=None, boot_id=None, untold=["hostname"])
    assert told(DOCKER0, of(nameless)) == []
    with pytest.raises(DiffError, match="of different hosts"):
        told(DOCKER0, of(replace(nameless, untold=[])))


def test_links_that_the_engine_told_are_those_that_were_seen() -> None:
    """The inside of the containers is supposed on one side, and was seen on the other."""
    [root, *_] = HOST.namespaces
    bridge = next(one for one in HOST.networks if one.name == "bridge")
    containers = [
        replace(
            one,
            netns=None,
            untold=["netns"],
            endpoints=[replace_endpoint(one, bridge)],
        )
        for one in HOST.containers
    ]
    told_by_engine = of(
        replace(HOST, namespaces=[root], containers=containers, untold=["namespaces"])
    )
    seen = of(replace(HOST, containers=[*map(with_endpoint(bridge), HOST.containers)]))
    assert told(seen, told_by_engine) == []


def with_endpoint(bridge: Network) -> Callable[[Container], Container]:
    return lambda one: replace(one, endpoints=[replace_endpoint(one, bridge)])


def replace_endpoint(container: Container, bridge: Network) -> Endpoint:
    netns = next(one for one in HOST.namespaces if one.inode == container.netns)
    eth0: Link = netns.links[1]
    return Endpoint(
        network_id=bridge.id,
        network_name=bridge.name,
        mac=eth0.mac,
        addresses=[eth0.addresses[0].address],
    )


def test_an_address_that_one_side_says_the_kernel_made_is_no_difference() -> None:
    [root, *others] = HOST.namespaces
    bridge = next(link for link in root.links if link.kind == "bridge")

    def with_address(**fields: Any) -> Snapshot:
        address = Address(family=6, address="fe80::1/64", scope="link", **fields)
        links = [
            replace(one, addresses=[*one.addresses, address]) if one is bridge else one
            for one in root.links
        ]
        return of(replace(HOST, namespaces=[replace(root, links=links), *others]))

    assert told(with_address(protocol=3), with_address()) == []
    assert told(with_address(), with_address(protocol=3)) == []
    assert told(DOCKER0, with_address()) == [
        "changed link docker0; addresses 172.17.0.1/16 -> 172.17.0.1/16,fe80::1/64"
    ]


def test_a_version_that_one_side_did_not_tell_is_no_difference() -> None:
    engines = [replace(one, api_version="", version="") for one in HOST.engines]
    assert told(DOCKER0, of(replace(HOST, engines=engines))) == []


def test_a_mac_that_each_loopback_has_tells_them_not_apart_from_that_of_a_new_namespace() -> None:
    lo = HOST.namespaces[0].links[0]
    assert lo.ifname == "lo"
    new = Netns(inode=1, names=["new"], links=[without(lo, "mtu")])
    before = of(replace(HOST, boot_id=None))
    after = of(replace(HOST, boot_id=None, namespaces=[new, *HOST.namespaces]))
    assert [line for line in told(before, after) if line[0] != " "] == ["added netns new"]
    assert [line for line in told(after, before) if line[0] != " "] == ["removed netns new"]
