"""What `ip -j -d link` adds for single kinds of links, in the words of `topograph.facts`."""

from collections.abc import Callable, Mapping
from typing import Any

__all__ = ["KINDS", "PORT_SETTINGS", "port"]

Told = dict[str, Any]
Indexes = Mapping[str, int]

PORT_SETTINGS = [
    *["state", "priority", "cost", "hairpin", "guard", "root_block", "fastleave", "learning"],
    *["flood", "mcast_flood", "bcast_flood", "neigh_suppress", "isolated", "vlan_tunnel"],
    "locked",
]


def bridge(data: Told, _indexes: Indexes) -> Told:
    told = {
        "id": bridge_id(data["bridge_id"]),
        "root_id": bridge_id(data["root_id"]),
        "group_fwd_mask": int(data["group_fwd_mask"], 16),
    }
    for name in ("forward_delay", "hello_time", "max_age", "ageing_time"):
        told[name] = data[name] / 100
    for name in ("stp_state", "priority", "root_port", "root_path_cost"):
        told[name] = data[name]
    for name in ("vlan_filtering", "mcast_snooping"):
        told[name] = bool(data[name])
    for name in ("nf_call_iptables", "nf_call_ip6tables", "nf_call_arptables"):
        told[name] = bool(data[name])
    for name in ("vlan_protocol", "vlan_default_pvid", "fdb_max_learned", "fdb_n_learned"):
        if name in data:
            told[name] = data[name]
    return told


def port(data: Told) -> Told:
    return {
        "number": int(data["no"], 16),
        "id": data["id"],
        "designated_bridge": bridge_id(data["bridge_id"]),
        "designated_root": bridge_id(data["root_id"]),
        "designated_port": data["designated_port"],
        "designated_cost": data["designated_cost"],
        "proxy_arp": data["proxy_arp"],
        **{name: data[name] for name in PORT_SETTINGS if name in data},
    }


def bridge_id(text: str) -> str:
    """Turn 8000.2:42:74:3c:b:8f into 8000.0242743c0b8f, as brctl prints it."""
    priority, _, mac = text.partition(".")
    return f"{priority}.{''.join(part.zfill(2) for part in mac.split(':'))}"


def macvlan(data: Told, _indexes: Indexes) -> Told:
    return {"mode": data["mode"], "macs": data.get("macaddr_data", [])}


def vxlan(data: Told, indexes: Indexes) -> Told:
    told = {
        # With external, the number 0 stands for "each packet tells".
        "id": None if data.get("external") else data["id"],
        "remote": data.get("remote", data.get("remote6")),
        "group": data.get("group", data.get("group6")),
        "local": data.get("local", data.get("local6")),
        "link": indexes[data["link"]] if "link" in data else None,
        "port": data["port"],
        "port_range": [data["port_range"]["low"], data["port_range"]["high"]],
        "ttl": data["ttl"],
        "tos": int(data.get("tos", "0"), 16),
        "ageing": data["ageing"],
        "limit": data.get("limit", 0),
    }
    for name in ("learning", "proxy", "rsc", "l2miss", "l3miss", "external", "gbp"):
        # A switch that is on is true or, from newer versions of ip, null.
        told[name] = data.get(name, False) is not False
    return told


def tun(data: Told, _indexes: Indexes) -> Told:
    names = ("type", "pi", "vnet_hdr", "multi_queue", "persist")
    return {
        "owner": data.get("user"),
        "group": data.get("group"),
        **{name: data[name] for name in names},
    }


KINDS: dict[str, Callable[[Told, Indexes], Told]] = {
    "bridge": bridge,
    "macvlan": macvlan,
    "macvtap": macvlan,
    "vxlan": vxlan,
    "tun": tun,
}
