"""Print facts as programs on a host would: what a ticket has where topograph was not at hand."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from ipaddress import ip_interface
from typing import Any

from topograph.facts import Address, Container, FdbEntry, Host, Link, Netns, Network

__all__ = ["Detail", "printed"]


@dataclass(frozen=True)
class Detail:
    """How much is told, and by which programs."""

    links: str = "new"
    """details (ip -d), new, old (without the other end), busybox, or ifconfig."""
    inside: str = "new"
    """The same of the other namespaces."""
    has_addresses: bool = True
    """ip addr, or ip link."""
    shown: frozenset[int] = frozenset()
    """Inodes of the namespaces that somebody looked into, beside the root."""
    fdb: str = ""
    """bridge, brctl, or nothing."""
    are_ports_told: bool = True
    """Where links tell no master: whether `brctl show` was run."""
    engine: str = "ps"
    """ps, inspect, networks (inspect of both) or nothing."""
    has_ids: bool = False
    """ip netns list-id."""


def printed(host: Host, detail: Detail) -> str:
    """Return the transcript of a shell in the root namespace."""
    lines: list[str] = []
    root = next(netns for netns in host.namespaces if netns.root)
    names = _netns_names(host, root)
    lines += _inside(root, detail, names, "")
    if detail.has_ids:
        lines.append("$ ip netns list-id")
        lines += [
            f"nsid {nsid}" + (f" (iproute2 netns name: {names[nsid]})" if nsid in names else " ")
            for nsid in sorted(root.nsids)
        ]
    if detail.engine:
        lines += _engine(host, detail)
    for netns in host.namespaces:
        if netns.inode in detail.shown:
            within = replace(detail, links=detail.inside)
            lines += _inside(netns, within, {}, _entering(host, netns))
    return "\n".join(lines) + "\n"


def _entering(host: Host, netns: Netns) -> str:
    if netns.names:
        return f"ip netns exec {netns.names[0]} "
    owner = next(
        c
        for c in host.containers
        if c.netns == netns.inode and not c.network_mode.startswith("container:")
    )
    return f"docker exec {owner.names[0]} "


def _netns_names(host: Host, root: Netns) -> dict[int, str]:
    names = {netns.inode: netns.names[0] for netns in host.namespaces if netns.names}
    return {nsid: names[inode] for nsid, inode in root.nsids.items() if inode in names}


def _inside(
    netns: Netns, detail: Detail, names: Mapping[int, str], entering: str
) -> Iterator[str]:
    by_index = {link.ifindex: link.ifname for link in netns.links}
    if detail.links == "ifconfig":
        yield f"$ {entering}ifconfig -a"
        for link in netns.links:
            yield from _ifconfig(link)
    else:
        busybox = "busybox " if detail.links == "busybox" else ""
        option = "-d " if detail.links == "details" else ""
        what = "addr" if detail.has_addresses else "link"
        yield f"$ {entering}{busybox}ip {option}{what}"
        for link in netns.links:
            yield from _ip(link, by_index, names, detail)
    bridges = [link for link in netns.links if link.kind == "bridge"]
    if detail.links == "ifconfig" and detail.are_ports_told:
        yield f"$ {entering}brctl show"
        yield "bridge name\tbridge id\t\tSTP enabled\tinterfaces"
        for bridge in bridges:
            ports = [one.ifname for one in netns.links if one.master == bridge.ifindex] or [""]
            assert bridge.bridge
            yield f"{bridge.ifname}\t\t{bridge.bridge.id}\tno\t\t{ports[0]}"
            for port in ports[1:]:
                yield f"\t\t\t\t\t\t\t{port}"
    yield from _fdbs(netns, detail, by_index, entering)


def _fdbs(
    netns: Netns, detail: Detail, by_index: Mapping[int, str], entering: str
) -> Iterator[str]:
    if detail.fdb == "bridge":
        yield f"$ {entering}bridge fdb"
        for entry in netns.fdb:
            yield _fdb(entry, by_index)
    elif detail.fdb == "brctl":
        ports_of = {link.ifindex: link.port.number for link in netns.links if link.port}
        for bridge in (link for link in netns.links if link.kind == "bridge"):
            yield f"$ {entering}brctl showmacs {bridge.ifname}"
            yield "port no\tmac addr\t\tis local?\tageing timer"
            for entry in netns.fdb:
                if entry.master == bridge.ifindex and (port := ports_of.get(entry.link)):
                    local = "yes" if entry.is_local else "no"
                    yield f"  {port}\t{entry.mac}\t{local}\t\t   0.00"


def _fdb(entry: FdbEntry, by_index: Mapping[int, str]) -> str:
    words = [entry.mac, "dev", by_index[entry.link]]
    if entry.dst:
        words += ["dst", entry.dst]
    words += ["master", by_index[entry.master]] if entry.master else ["self"]
    return " ".join([*words, *([entry.state] if entry.state else [])]) + " "


def _ip(
    link: Link, by_index: Mapping[int, str], names: Mapping[int, str], detail: Detail
) -> Iterator[str]:
    style = detail.links
    head = f"{link.ifindex}: {link.ifname}{_at(link, by_index, style)}: "
    head += f"<{','.join(link.flags)}> mtu {link.mtu} qdisc noqueue"
    if link.master:
        head += f" master {by_index[link.master]}"
    if style == "busybox":
        yield head + " qlen 1000"
    else:
        mode = "" if detail.has_addresses else " mode DEFAULT"
        yield f"{head} state {link.operstate}{mode} group default qlen 1000"
    brd = "00:00:00:00:00:00" if link.link_type == "loopback" else "ff:ff:ff:ff:ff:ff"
    line = f"    link/{link.link_type} {link.mac} brd {brd}"
    if link.link_nsid is not None and style in ("new", "details"):
        named = names.get(link.link_nsid)
        line += f" link-netns {named}" if named else f" link-netnsid {link.link_nsid}"
    if style != "details":
        yield line
    else:
        yield f"{line} promiscuity {link.promiscuity} minmtu 68 maxmtu 65535 "
        tail = "numtxqueues 1 numrxqueues 1 gso_max_size 65536 gso_max_segs 65535 "
        if link.kind:
            yield f"    {_kind(link, by_index)} " + ("" if link.port else tail)
        if link.port:
            yield (
                f"    bridge_slave state {link.port.state} priority 32 cost 2 hairpin off "
                f"port_id 0x{0x8000 + link.port.number:x} port_no 0x{link.port.number:x} {tail}"
            )
    if detail.has_addresses:
        for one in link.addresses:
            yield _address(one, link.ifname)
            yield "       valid_lft forever preferred_lft forever"


def _at(link: Link, by_index: Mapping[int, str], style: str) -> str:
    """What stands behind the name: who does not know of namespaces looks the number up here."""
    below = link.veth.peer_ifindex if link.veth else link.iflink
    if below is None or (style == "old" and link.kind == "veth"):
        return ""
    if style in ("old", "busybox") or link.link_nsid is None:
        return f"@{by_index.get(below, f'if{below}')}"
    return f"@if{below}"


def _kind(link: Link, by_index: Mapping[int, str]) -> str:
    if link.bridge:
        priority, _, mac = link.bridge.id.partition(".")
        told = ":".join(f"{int(mac[n : n + 2], 16):x}" for n in range(0, 12, 2))
        return (
            f"bridge forward_delay 1500 hello_time 200 max_age 2000 ageing_time 30000 stp_state 0 "
            f"priority 32768 vlan_filtering 0 bridge_id {priority}.{told} "
            f"designated_root {priority}.{told} root_port 0 root_path_cost 0"
        )
    if link.vxlan:
        return f"vxlan id {link.vxlan.id} remote {link.vxlan.remote} dev " + by_index.get(
            link.vxlan.link or 0, f"if{link.vxlan.link}"
        )
    if link.kind == "macvlan":
        return "macvlan mode bridge"
    return "vlan protocol 802.1Q id 7 <REORDER_HDR>" if link.kind == "vlan" else link.kind


def _address(one: Address, ifname: str) -> str:
    if one.family == 6:
        return f"    inet6 {one.address} scope {one.scope} "
    brd = f" brd {one.broadcast}" if one.broadcast else ""
    return f"    inet {one.address}{brd} scope {one.scope} {ifname}"


def _ifconfig(link: Link) -> Iterator[str]:
    flags = [flag for flag in link.flags if flag not in ("LOWER_UP", "NO-CARRIER")]
    if "LOWER_UP" in link.flags:
        flags.append("RUNNING")
    bits = {"UP": 0x1, "BROADCAST": 0x2, "LOOPBACK": 0x8, "RUNNING": 0x40, "MULTICAST": 0x1000}
    flags.sort(key=bits.__getitem__)
    total = sum(bits[flag] for flag in flags)
    yield f"{link.ifname}: flags={total}<{','.join(flags)}>  mtu {link.mtu}"
    for one in link.addresses:
        parsed = ip_interface(one.address)
        if one.family == 4:
            brd = f"  broadcast {one.broadcast}" if one.broadcast else ""
            yield f"        inet {parsed.ip}  netmask {parsed.netmask}{brd}"
        else:
            scope = {"link": "0x20<link>", "host": "0x10<host>"}.get(one.scope, "0x0<global>")
            length = parsed.network.prefixlen
            yield f"        inet6 {parsed.ip}  prefixlen {length}  scopeid {scope}"
    if link.link_type == "loopback":
        yield "        loop  txqueuelen 1000  (Local Loopback)"
    else:
        yield f"        ether {link.mac}  txqueuelen 1000  (Ethernet)"
    yield "        RX packets 0  bytes 0 (0.0 B)"
    yield ""


def _engine(host: Host, detail: Detail) -> Iterator[str]:
    yield "$ docker ps -a"
    head = ("CONTAINER ID", "IMAGE", "COMMAND", "CREATED", "STATUS", "PORTS", "NAMES")
    rows = [
        (c.id[:12], c.image, f'"{c.program}"', "2 minutes ago", _status(c), "", c.names[0])
        for c in host.containers
    ]
    yield from _table(head, rows)
    yield "$ docker network ls"
    nets = [(n.id[:12], n.name, n.driver, n.scope) for n in host.networks]
    yield from _table(("NETWORK ID", "NAME", "DRIVER", "SCOPE"), nets)
    if detail.engine in ("inspect", "networks") and host.containers:
        yield "$ docker inspect $(docker ps -aq)"
        yield from json.dumps([_inspected(c) for c in host.containers], indent=4).splitlines()
    if detail.engine == "networks" and host.networks:
        yield "$ docker network inspect $(docker network ls -q)"
        yield from json.dumps([_network(n) for n in host.networks], indent=4).splitlines()


def _status(container: Container) -> str:
    return "Up 2 minutes" if container.state == "running" else "Exited (0) 2 minutes ago"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) + 3 for column in zip(head, *rows, strict=True)]
    for row in (head, *rows):
        yield "".join(word.ljust(width) for word, width in zip(row, widths, strict=True)).rstrip()


def _inspected(container: Container) -> dict[str, Any]:
    networks = {}
    for one in container.endpoints:
        found: dict[str, Any] = {"NetworkID": one.network_id, "EndpointID": one.endpoint_id}
        found["MacAddress"] = one.mac or ""
        for address in one.addresses:
            ip, _, length = address.partition("/")
            if ":" in ip:
                found |= {"GlobalIPv6Address": ip, "GlobalIPv6PrefixLen": int(length)}
            else:
                found |= {"IPAddress": ip, "IPPrefixLen": int(length)}
        networks[one.network_name] = found
    return {
        "Id": container.id,
        "Created": container.created,
        "Path": container.program,
        "State": {"Status": container.state, "Pid": container.pid or 0},
        "Name": f"/{container.names[0]}",
        "HostConfig": {"NetworkMode": container.network_mode},
        "Config": {"Image": container.image, "Labels": {}},
        "NetworkSettings": {"Ports": {}, "Networks": networks},
    }


def _network(network: Network) -> dict[str, Any]:
    config = []
    for one in network.subnets:
        gateway = {"Gateway": one.gateway} if one.gateway else {}
        config.append({"Subnet": one.subnet, **gateway})
    return {
        "Name": network.name,
        "Id": network.id,
        "Created": network.created,
        "Scope": network.scope,
        "Driver": network.driver,
        "EnableIPv6": network.ipv6,
        "IPAM": {"Driver": "default", "Config": config},
        "Internal": network.internal,
        "Attachable": network.attachable,
        "Ingress": network.ingress,
        "Containers": {},
        "Options": network.options,
        "Labels": {},
    }
