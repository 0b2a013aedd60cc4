"""What the readers of `ip` tell, beside what the live source tells of the same host.

Left out of the comparison is what no version 6.1 of ip prints: which driver a link has, how many
addresses a bridge has learned, who added an address; and of a link without details, all that
`-d` adds.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from tests.sources.text.readers.ip.ip_reading import read, read_json
from tests.system.rich_host import SPACES, RichHost
from topograph import facts
from topograph.sources.text.told import Told, ToldLink

pytestmark = pytest.mark.system("ip", "bridge", "ps")

JSON = {
    "ip address": "ip json links",
    "ip route": "ip json routes",
    "ip rule": "ip json rules",
    "ip neigh": "ip json neighbours",
}
PARTS = {"bridge": facts.Bridge, "port": facts.BridgePort, "vxlan": facts.Vxlan}
PARTS |= {"macvlan": facts.Macvlan, "tun": facts.Tun}
USUAL = msgspec.structs.asdict(facts.Link(ifindex=0, ifname=""))


def told(host: RichHost, space: str, command: str, name: str) -> Told:
    text = host.printed(space, command)
    if " -j " in command:
        return read_json(JSON[name], text, command) if text.strip("[]\n") else Told()
    found = read(name, text, command)
    assert found.unknown == []
    return found


@pytest.mark.parametrize("space", SPACES)
@pytest.mark.parametrize(
    "command",
    [
        *("ip -d addr", "ip -j -d addr", "ip -d link", "ip -j -d link", "ip addr", "ip -j addr"),
        *("ip link", "ip -o -d link", "ip -o addr", "ip -s -s -d addr", "ip -br link"),
        *("ip -4 addr", "ip -6 addr"),
    ],
)
def test_links(
    rich_host: RichHost, netns: Mapping[str, facts.Netns], space: str, command: str
) -> None:
    links = {link.ifname: link for link in netns[space].links}
    found = told(rich_host, space, command, "ip address")
    if {"links"} & found.complete:
        assert [one.ifname for one in found.links] == list(links)
    for one in found.links:
        live = msgspec.structs.asdict(links[one.ifname])
        fields = numbered(one, links)
        for name in (one.covers | fields.keys()) - {"veth"}:
            expected, value = live[name], fields.get(name, USUAL[name])
            if name == "addresses":
                families = {"ip -4 addr": (4,), "ip -6 addr": (6,)}.get(command, (4, 6))
                expected = [lasting(each) for each in expected if each.family in families]
                value = [lasting(each) for each in value]
            elif name in PARTS and value is not None:
                value = msgspec.convert(value, PARTS[name])
                if name == "bridge":
                    expected = replace(expected, fdb_n_learned=None, fdb_max_learned=None)
            assert (one.ifname, name, value) == (one.ifname, name, expected)


def numbered(link: ToldLink, links: Mapping[str, facts.Link]) -> dict[str, Any]:
    """Return the fields with the number of each link that is told by its name."""
    fields = dict(link.fields)
    for name, other in link.named.items():
        part, _, member = name.partition(".")
        index = links[other].ifindex
        fields[part] = {**fields[part], member: index} if member else index
    return fields


def lasting(address: facts.Address) -> facts.Address:
    """Return an address without what goes on while the host is looked at."""
    return replace(
        address,
        valid_lft=address.valid_lft and 1,
        preferred_lft=address.preferred_lft and 1,
        protocol=None,
    )


@pytest.mark.parametrize("space", SPACES)
@pytest.mark.parametrize("option", ["", "-4", "-6", "-d", "-j", "-j -d", "-4 -j", "-N -d", "-o"])
def test_routes(
    rich_host: RichHost, netns: Mapping[str, facts.Netns], space: str, option: str
) -> None:
    found = told(rich_host, space, f"ip {option} route show table all", "ip route")
    families = [int(option[1])] if option[:2] in ("-4", "-6") else [4, 6]
    routes = [route for route in netns[space].routes if route.family in families]
    indexes = {"": None, **{link.ifname: link.ifindex for link in netns[space].links}}
    made = []
    for route, dev, hop_devs in ((one.route, one.dev, one.hop_devs) for one in found.routes):
        hops = [
            replace(hop, link=indexes[hop_dev])
            for hop, hop_dev in zip(route.nexthops, hop_devs, strict=True)
        ]
        made.append(replace(route, link=indexes[dev], nexthops=hops))
    assert sorted(made, key=repr) == sorted(routes, key=repr)
    assert found.complete in ({f"routes/{family}" for family in families}, set())


@pytest.mark.parametrize("space", SPACES)
@pytest.mark.parametrize("family", [4, 6])
@pytest.mark.parametrize("option", ["-d", "-j -d", ""])
def test_rules(
    rich_host: RichHost,
    netns: Mapping[str, facts.Netns],
    space: str,
    family: int,
    option: str,
) -> None:
    found = told(rich_host, space, f"ip -{family} {option} rule", "ip rule")
    rules: Sequence[facts.Rule] = [one for one in netns[space].rules if one.family == family]
    if not option:
        # Without -d, ip leaves out who added most of them.
        found.rules = [replace(rule, protocol=None) for rule in found.rules]
        rules = [replace(rule, protocol=None) for rule in rules]
    assert found.rules == rules


@pytest.mark.parametrize("space", SPACES)
@pytest.mark.parametrize("option", ["", "-s", "-j", "-j -s"])
def test_neighbours(
    rich_host: RichHost, netns: Mapping[str, facts.Netns], space: str, option: str
) -> None:
    indexes = {link.ifname: link.ifindex for link in netns[space].links}
    found = [
        replace(one.neighbour, link=indexes[one.dev])
        for command in ("neigh show nud all", "neigh show proxy")
        for one in told(rich_host, space, f"ip {option} {command}", "ip neigh").neighbours
    ]
    steady = {"PERMANENT", "NOARP", "STALE"}

    def kept(neighbours: Sequence[facts.Neighbour]) -> list[str]:
        return sorted(repr(one) for one in neighbours if not one.state or steady & {*one.state})

    assert kept(found) == kept(netns[space].neighbours)
