"""What `ip -j -d` and `bridge -j` say, in the words of `topograph.facts`.

Each function takes one JSON object of a command and returns the fields of the fact
that the command tells about; a field it is silent on is left out.
"""

import ipaddress
from collections.abc import Mapping
from typing import Any

from tests.system.classic_kinds import KINDS, PORT_SETTINGS, port

__all__ = ["address", "bridge_port", "fdb_entry", "link", "neighbour", "route", "rule", "vlans"]

Told = dict[str, Any]
Indexes = Mapping[str, int]
"""The ifindex of each ifname in one namespace."""

FOREVER = 4294967295
TABLES = {"main": 254, "default": 253, "local": 255}
PROTOCOLS = {"tcp": 6, "udp": 17, "icmp": 1}
ADDRESS_FLAGS = {
    "secondary": "secondary",
    "temporary": "temporary",
    "nodad": "nodad",
    "optimistic": "optimistic",
    "dadfailed": "dadfailed",
    "home": "homeaddress",
    "deprecated": "deprecated",
    "tentative": "tentative",
    "mngtmpaddr": "managetempaddr",
    "noprefixroute": "noprefixroute",
    "autojoin": "mcautojoin",
    "stable-privacy": "stable_privacy",
}


def link(entry: Told, indexes: Indexes) -> Told:
    """Translate one link of `ip -j -d addr`."""
    info = entry.get("linkinfo", {})
    iflink = indexes.get(entry.get("link") or "", entry.get("link_index"))
    kind, data = info.get("info_kind", ""), info.get("info_data", {})
    told = {
        "ifindex": entry["ifindex"],
        "ifname": entry["ifname"],
        "altnames": entry.get("altnames", []),
        "alias": entry.get("ifalias"),
        "kind": kind,
        "link_type": entry["link_type"],
        "mac": entry.get("address"),
        "broadcast": entry.get("broadcast"),
        "permanent_mac": entry.get("permaddr"),
        "mtu": entry["mtu"],
        # ip looks up whether the link below is up; that is no flag of this one.
        "flags": [flag for flag in entry["flags"] if flag != "M-DOWN"],
        "is_up": "UP" in entry["flags"],
        "operstate": entry["operstate"],
        "master": indexes[entry["master"]] if "master" in entry else None,
        "iflink": iflink,
        "link_nsid": entry.get("link_netnsid"),
        "group": entry["group"],
        "qdisc": entry.get("qdisc"),
        "txqlen": entry.get("txqlen"),
        "promiscuity": entry["promiscuity"],
        "parent_bus": entry.get("parentbus"),
        "parent_dev": entry.get("parentdev"),
        "phys_port_name": entry.get("phys_port_name"),
        "port_kind": info.get("info_slave_kind"),
        "addresses": [address(one) for one in entry["addr_info"]],
        "bridge": None,
        "veth": None,
        "macvlan": None,
        "vxlan": None,
        "tun": None,
        "port": None,
    }
    if kind in KINDS:
        told["macvlan" if kind == "macvtap" else kind] = KINDS[kind](data, indexes)
    if kind == "veth":
        # The kernel leaves the number out if it is the same in one and the same namespace.
        peer = iflink if iflink is not None else entry["ifindex"]
        told["veth"] = {"peer_ifindex": peer, "peer_nsid": entry.get("link_netnsid")}
    if info.get("info_slave_kind") == "bridge":
        told["port"] = port(info["info_slave_data"])
    return told


def address(entry: Told) -> Told:
    """Translate one member of addr_info."""
    flags = {ours for theirs, ours in ADDRESS_FLAGS.items() if entry.get(theirs)}
    if not entry.get("dynamic"):
        flags.add("permanent")
    return {
        "family": 4 if entry["family"] == "inet" else 6,
        "address": f"{entry['local']}/{entry['prefixlen']}",
        "peer": f"{entry['address']}/{entry['prefixlen']}" if "address" in entry else None,
        "broadcast": entry.get("broadcast"),
        "scope": entry["scope"],
        "label": entry.get("label"),
        "flags": sorted(flags),
        # The time left shrinks between two commands.
        "valid_lft": entry["valid_life_time"] != FOREVER,
        "preferred_lft": entry["preferred_life_time"] != FOREVER,
    }


def bridge_port(entry: Told) -> Told:
    """Translate one port of `bridge -j -d link`."""
    return {name: entry[name] for name in PORT_SETTINGS if name in entry}


def route(entry: Told, indexes: Indexes, family: int) -> Told:
    """Translate one route of `ip -j -d route show table all`."""
    metrics: Told = {}
    for one in entry.get("metrics", []):
        metrics.update(one)
    return {
        "family": family,
        "dst": prefix(entry["dst"], family),
        "type": entry["type"],
        "table": TABLES.get(entry["table"]) or int(entry["table"]),
        "src": prefix(entry["from"], family) if "from" in entry else None,
        "gateway": gateway(entry),
        "link": indexes[entry["dev"]] if "dev" in entry else None,
        "prefsrc": entry.get("prefsrc"),
        "metric": entry.get("metric"),
        "protocol": entry["protocol"],
        "scope": entry["scope"],
        "flags": sorted(entry["flags"]),
        "nexthops": [
            {
                "gateway": gateway(hop),
                "link": indexes[hop["dev"]],
                "weight": hop["weight"],
                "flags": sorted(hop["flags"]),
            }
            for hop in entry.get("nexthops", [])
        ],
        "nexthop_id": entry.get("nhid"),
        "mtu": metrics.get("mtu"),
        "tos": int(entry.get("tos", "0"), 16),
        "pref": entry.get("pref"),
    }


def gateway(entry: Told) -> str | None:
    """Return the next router, which may be of the other family."""
    told: str | None = entry["via"]["host"] if "via" in entry else entry.get("gateway")
    return told


def prefix(text: str, family: int) -> str:
    """Return a prefix with its length, or the word default; ip leaves /32 and /128 out."""
    if text == "default" or "/" in text:
        return text
    return f"{text}/{32 if family == 4 else 128}"


def rule(entry: Told, family: int) -> Told:
    """Translate one rule of `ip -j -d rule`."""
    action = entry.get("action", "goto" if "goto" in entry else "to_tbl")
    return {
        "family": family,
        "priority": entry["priority"],
        "action": "nop" if "nop" in entry else action,
        "table": (TABLES.get(entry["table"]) or int(entry["table"])) if "table" in entry else None,
        "src": selector(entry, "src", family),
        "dst": selector(entry, "dst", family),
        "iif": entry.get("iif"),
        "oif": entry.get("oif"),
        "fwmark": int(entry["fwmark"], 16) if "fwmark" in entry else None,
        "fwmask": int(entry.get("fwmask", "0xffffffff"), 16) if "fwmark" in entry else None,
        "tos": int(entry.get("tos", "0"), 16),
        "goto": entry.get("goto"),
        "invert": "not" in entry,
        "l3mdev": "l3mdev" in entry,
        "suppress_prefixlen": entry.get("suppress_prefixlen"),
        "uid_range": [entry["uid_start"], entry["uid_end"]] if "uid_start" in entry else None,
        "ip_protocol": PROTOCOLS[entry["ipproto"]] if "ipproto" in entry else None,
        "sport": ports(entry, "sport"),
        "dport": ports(entry, "dport"),
        "protocol": entry["protocol"],
    }


def selector(entry: Told, name: str, family: int) -> str | None:
    """Return the prefix that a rule looks at, None for any."""
    if entry.get(name, "all") == "all":
        return None
    if f"{name}len" in entry:
        return f"{entry[name]}/{entry[f'{name}len']}"
    return prefix(entry[name], family)


def ports(entry: Told, name: str) -> list[int] | None:
    """Return the first and the last port of a rule."""
    if name in entry:
        return [entry[name], entry[name]]
    return [entry[f"{name}_start"], entry[f"{name}_end"]] if f"{name}_start" in entry else None


def neighbour(entry: Told, indexes: Indexes) -> Told:
    """Translate one entry of `ip -j neigh show nud all`, or of `show proxy`."""
    return {
        "family": ipaddress.ip_address(entry["dst"]).version,
        "dst": entry["dst"],
        "link": indexes[entry["dev"]],
        "mac": entry.get("lladdr"),
        "state": entry.get("state", []),
        "is_router": "router" in entry,
        "is_proxy": "proxy" in entry,
    }


def fdb_entry(entry: Told, indexes: Indexes) -> Told:
    """Translate one entry of `bridge -j fdb`."""
    return {
        "link": indexes[entry["ifname"]],
        "mac": entry["mac"],
        "vlan": entry.get("vlan"),
        "master": indexes[entry["master"]] if "master" in entry else None,
        "dst": entry.get("dst"),
        "vni": entry.get("vni"),
        "state": entry["state"] or None,
        "flags": sorted(entry["flags"]),
        "is_local": entry["state"] == "permanent",
        "is_static": entry["state"] == "static",
    }


def vlans(entry: Told) -> list[Told]:
    """Translate the VLANs of one link of `bridge -j vlan`, each by itself."""
    return [
        {
            "vid": vid,
            "pvid": "PVID" in one.get("flags", []),
            "untagged": "Egress Untagged" in one.get("flags", []),
        }
        for one in entry["vlans"]
        for vid in range(one["vlan"], one.get("vlanEnd", one["vlan"]) + 1)
    ]
