"""The facts beside what the classic commands say on the same host, attribute by attribute."""

from dataclasses import dataclass
from typing import Any

import pytest

from tests.system import classic
from tests.system.compare import differences_by_key, differences_in_any_order, plain
from tests.system.rich_host import NAMES, RichHost
from topograph import facts

pytestmark = pytest.mark.system("ip", "bridge", "ps")

LASTING = {"PERMANENT", "NOARP", "STALE"}
Told = dict[str, list[dict[str, Any]]]


@dataclass
class Observed:
    """One quiet moment of the rich host, seen by both sides."""

    host: RichHost
    told: dict[str, Told]
    """What the commands told, by namespace and table."""
    found: dict[str, facts.Netns]
    collected: facts.Snapshot


@pytest.fixture(scope="module")
def observed(rich_host: RichHost) -> Observed:
    for _ in range(10):
        before = {name: ask(rich_host, name) for name in NAMES}
        collected = rich_host.collect()
        if before == {name: ask(rich_host, name) for name in NAMES}:
            return Observed(rich_host, before, rich_host.namespaces_of(collected), collected)
    raise AssertionError("the host never keeps still")


def ask(host: RichHost, name: str) -> Told:
    """Ask the classic commands in one namespace."""
    links = host.ask(name, "ip -j -d addr")
    indexes = {entry["ifname"]: entry["ifindex"] for entry in links}
    routes = [
        classic.route(entry, indexes, family)
        for family in (4, 6)
        for entry in host.ask(name, f"ip -{family} -j -d route show table all")
        if entry["table"] != "local"
    ]
    neighbours = host.ask(name, "ip -j neigh show nud all")
    neighbours += host.ask(name, "ip -j neigh show proxy")
    return {
        "links": [classic.link(entry, indexes) for entry in links],
        "routes": routes,
        "rules": [
            classic.rule(entry, family)
            for family in (4, 6)
            for entry in host.ask(name, f"ip -{family} -j -d rule")
        ],
        "neighbours": lasting([classic.neighbour(entry, indexes) for entry in neighbours]),
        "fdb": [classic.fdb_entry(entry, indexes) for entry in host.ask(name, "bridge -j fdb")],
        "ports": [
            {"ifindex": entry["ifindex"], **classic.bridge_port(entry)}
            for entry in host.ask(name, "bridge -j -d link")
        ],
        "vlans": [
            {"ifname": entry["ifname"], "vlans": classic.vlans(entry)}
            for entry in host.ask(name, "bridge -j vlan")
        ],
    }


def lasting(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave out neighbours that the kernel is asking for, and its own multicast entries."""
    return [
        one
        for one in entries
        if (one["is_proxy"] or LASTING & set(one["state"]))
        and not one["dst"].startswith(("ff", "224."))
    ]


def seen(observed: Observed, name: str) -> facts.Netns:
    assert name in observed.found, f"the namespace {name} was not found"
    return observed.found[name]


def links_of(netns: facts.Netns) -> list[dict[str, Any]]:
    links = [plain(link) for link in netns.links]
    for link in links:
        for address in link["addresses"]:
            address["flags"].sort()
            address["valid_lft"] = address["valid_lft"] is not None
            address["preferred_lft"] = address["preferred_lft"] is not None
        if link["vxlan"]:
            link["vxlan"]["port_range"] = link["vxlan"]["port_range"] or [0, 0]
    return links


def with_sorted_flags(things: list[Any]) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = [plain(thing) for thing in things]
    for entry in entries:
        entry["flags"].sort()
        for hop in entry.get("nexthops", []):
            hop["flags"].sort()
    return entries


@pytest.mark.parametrize("name", NAMES)
def test_links_and_addresses_are_what_ip_addr_says(observed: Observed, name: str) -> None:
    told = observed.told[name]["links"]
    assert told
    found = differences_by_key(name, "ifname", told, links_of(seen(observed, name)))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", NAMES)
def test_routes_are_what_ip_route_says(observed: Observed, name: str) -> None:
    actual = with_sorted_flags(seen(observed, name).routes)
    found = differences_in_any_order(name, observed.told[name]["routes"], actual)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", NAMES)
def test_rules_are_what_ip_rule_says(observed: Observed, name: str) -> None:
    actual = [plain(rule) for rule in seen(observed, name).rules]
    for rule in actual:
        # The kernel tells a full mask with every mark, ip keeps it to itself.
        if rule["fwmark"] is not None and rule["fwmask"] is None:
            rule["fwmask"] = 0xFFFFFFFF
    found = differences_in_any_order(name, observed.told[name]["rules"], actual)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", NAMES)
def test_neighbours_are_what_ip_neigh_says(observed: Observed, name: str) -> None:
    actual = lasting([plain(neighbour) for neighbour in seen(observed, name).neighbours])
    found = differences_in_any_order(name, observed.told[name]["neighbours"], actual)
    assert not found, "\n".join(found)


# The facts hold the forwarding database where there is a bridge or a vxlan, and of the root.
@pytest.mark.parametrize("name", ["root", "overlay"])
def test_forwarding_database_is_what_bridge_fdb_says(observed: Observed, name: str) -> None:
    actual = with_sorted_flags(seen(observed, name).fdb)
    for entry in actual:
        entry["flags"] = [flag for flag in entry["flags"] if flag != "master"]
    found = differences_in_any_order(name, observed.told[name]["fdb"], actual)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", ["root", "overlay"])
def test_bridge_ports_are_what_bridge_link_says(observed: Observed, name: str) -> None:
    told = observed.told[name]["ports"]
    assert told
    ports = [
        {"ifindex": link.ifindex, **plain(link.port)}
        for link in seen(observed, name).links
        if link.port
    ]
    found = differences_by_key(name, "ifindex", told, ports)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", NAMES)
def test_vlans_are_what_bridge_vlan_says(observed: Observed, name: str) -> None:
    actual = [
        {"ifname": link.ifname, "vlans": each_vlan(link.vlans)}
        for link in seen(observed, name).links
        if link.vlans
    ]
    found = differences_by_key(name, "ifname", observed.told[name]["vlans"], actual)
    assert not found, "\n".join(found)


def each_vlan(ranges: list[facts.VlanRange]) -> list[dict[str, Any]]:
    return [
        {"vid": vid, "pvid": one.pvid, "untagged": one.untagged}
        for one in ranges
        for vid in range(one.vid, (one.vid_end or one.vid) + 1)
    ]


def test_every_attribute_is_compared(observed: Observed) -> None:
    links = {link["ifname"]: link for name in NAMES for link in observed.told[name]["links"]}
    compared = {
        facts.Link: links["br-lan"],
        facts.Address: links["br-lan"]["addresses"][0],
        facts.Bridge: links["br-lan"]["bridge"],
        facts.BridgePort: links["p-equal"]["port"],
        facts.Veth: links["p-equal"]["veth"],
        facts.Macvlan: links["mv3"]["macvlan"],
        facts.Vxlan: links["vx-remote"]["vxlan"],
        facts.Tun: links["tap0"]["tun"],
        facts.Route: observed.told["root"]["routes"][0],
        facts.Rule: observed.told["root"]["rules"][0],
        facts.Neighbour: observed.told["root"]["neighbours"][0],
        facts.FdbEntry: observed.told["root"]["fdb"][0],
    }
    silent = {
        fact.__name__: sorted(set(fact.__struct_fields__) - set(told) - {"extra", "untold"})
        for fact, told in compared.items()
    }
    # VLAN filtering and limits on a bridge depend on the kernel and on the age of `ip`.
    depends = {"vlan_protocol", "vlan_default_pvid", "fdb_max_learned", "fdb_n_learned"}
    assert {name: left for name, left in silent.items() if set(left) - depends} == {
        "Address": ["protocol"],
        "FdbEntry": ["age"],
        "Link": ["carrier", "driver", "vlans"],
        "Macvlan": ["flags"],
    }


def test_limited_lifetimes_are_in_seconds(observed: Observed) -> None:
    far = next(link for link in observed.found["root"].links if link.ifname == "far")
    address = next(one for one in far.addresses if one.address == "192.0.2.67/26")
    assert address.valid_lft is not None
    assert address.preferred_lft is not None
    assert 3900 < address.valid_lft <= 4000
    assert 2900 < address.preferred_lft <= 3000


def test_carrier_is_what_sysfs_says(observed: Observed) -> None:
    for link in observed.found["root"].links:
        path = f"/sys/class/net/{link.ifname}/carrier"
        if link.is_up:
            assert link.carrier is (observed.host.box.run("cat", path) == "1"), link.ifname


def test_learned_entries_have_an_age_and_lasting_ones_keep_theirs_unsaid(
    observed: Observed,
) -> None:
    entries = [entry for entry in observed.found["root"].fdb if entry.master is not None]
    learned = [entry for entry in entries if not entry.is_local and not entry.is_static]
    assert learned
    assert all(entry.age is not None and 0 <= entry.age < 120 for entry in learned)


def test_every_namespace_is_found_with_its_names_and_what_holds_it(observed: Observed) -> None:
    netns = {name: seen(observed, name) for name in NAMES}
    assert [name for name in NAMES if netns[name].root] == ["root"]
    assert {name: netns[name].names for name in NAMES} == {
        "root": [],
        "blue": ["blue"],
        "green": ["green"],
        "overlay": ["overlay"],
        "bind": [],
        "process": [],
        "fd": [],
    }
    assert netns["bind"].held_by == ["/run/elsewhere/hold"]
    assert netns["fd"].held_by == [observed.host.namespaces["fd"]]
    assert netns["bind"].processes is None
    process = netns["process"].processes
    assert process is not None
    assert (process.comm, process.count) == ("sleep", 1)
    assert f"/proc/{process.pid}/ns/net" == observed.host.namespaces["process"]


def test_there_are_no_other_namespaces_and_no_gaps(observed: Observed) -> None:
    assert len(observed.collected.hosts[0].namespaces) == len(NAMES)
    assert [gap for gap in observed.collected.gaps if gap.source != "engine"] == []


def test_nsid_leads_to_the_namespace_of_the_peer(observed: Observed) -> None:
    root, blue = observed.found["root"], observed.found["blue"]
    p_equal = next(link for link in root.links if link.ifname == "p-equal")
    eth0 = next(link for link in blue.links if link.ifname == "eth0")
    assert p_equal.ifindex == eth0.ifindex == 501
    assert p_equal.link_nsid is not None
    assert eth0.link_nsid is not None
    assert root.nsids[p_equal.link_nsid] == blue.inode
    assert blue.nsids[eth0.link_nsid] == root.inode


def test_collecting_gives_no_namespace_a_number(observed: Observed) -> None:
    before = observed.host.ask("process", "ip -j netns list-id")
    observed.host.box.topograph("collect", "-o", "/run/host.json")
    assert observed.host.ask("process", "ip -j netns list-id") == before == []
