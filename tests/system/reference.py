"""What pyroute2 says, in the words of `topograph.facts`.

Each function takes one message, as ask_pyroute2.py prints it, and returns the fields
of the fact that pyroute2 tells about. Numbers that we name are named by the tables
below, copied from the kernel's headers for this purpose.
"""

from typing import Any

__all__ = ["address", "link", "neighbour", "route", "rule"]

Told = dict[str, Any]

FAMILIES = {2: 4, 10: 6}
FOREVER = 0xFFFFFFFF
SCOPES = {0: "global", 200: "site", 253: "link", 254: "host", 255: "nowhere"}
PROTOCOLS = {0: "unspec", 1: "redirect", 2: "kernel", 3: "boot", 4: "static", 9: "ra", 12: "bird"}
ROUTE_TYPES = [
    *["unspec", "unicast", "local", "broadcast", "anycast", "multicast", "blackhole"],
    *["unreachable", "prohibit", "throw", "nat", "xresolve"],
]
RULE_ACTIONS = {1: "to_tbl", 2: "goto", 3: "nop", 6: "blackhole", 7: "unreachable", 8: "prohibit"}
PREFERENCES = {0: "medium", 1: "high", 3: "low"}
ADDRESS_FLAGS = [
    *["secondary", "nodad", "optimistic", "dadfailed", "homeaddress", "deprecated", "tentative"],
    *["permanent", "managetempaddr", "noprefixroute", "mcautojoin", "stable_privacy"],
]
ROUTE_FLAGS = ["dead", "pervasive", "onlink", "offload", "linkdown"]
STATES = [
    *["INCOMPLETE", "REACHABLE", "STALE", "DELAY", "PROBE", "FAILED", "NOARP", "PERMANENT"],
]
PORT_STATES = ["disabled", "listening", "learning", "forwarding", "blocking"]
TUN_TYPES = {1: "tun", 2: "tap"}
NTF_PROXY, NTF_ROUTER = 0x08, 0x80
FIB_RULE_INVERT = 0x02


def link(message: Told) -> Told:
    """Translate one link."""
    attrs = message["attrs"]
    info = attrs.get("IFLA_LINKINFO", {}).get("attrs", {})
    kind = info.get("IFLA_INFO_KIND", "")
    data = info.get("IFLA_INFO_DATA", {}).get("attrs", {})
    names = attrs.get("IFLA_PROP_LIST", {}).get("attrs", {}).get("IFLA_ALT_IFNAME", [])
    told = {
        "ifindex": message["index"],
        "ifname": attrs["IFLA_IFNAME"],
        "altnames": names if isinstance(names, list) else [names],
        "alias": attrs.get("IFLA_IFALIAS"),
        "kind": kind,
        "mac": attrs.get("IFLA_ADDRESS"),
        "broadcast": attrs.get("IFLA_BROADCAST"),
        "mtu": attrs["IFLA_MTU"],
        "is_up": bool(message["flags"] & 1),
        "operstate": attrs["IFLA_OPERSTATE"],
        "carrier": bool(attrs["IFLA_CARRIER"]),
        "master": attrs.get("IFLA_MASTER"),
        "iflink": attrs.get("IFLA_LINK") or None,
        "link_nsid": attrs.get("IFLA_LINK_NETNSID"),
        "group": {0: "default"}.get(attrs["IFLA_GROUP"], str(attrs["IFLA_GROUP"])),
        "qdisc": attrs.get("IFLA_QDISC"),
        "txqlen": attrs["IFLA_TXQLEN"],
        "promiscuity": attrs["IFLA_PROMISCUITY"],
        "port_kind": info.get("IFLA_INFO_SLAVE_KIND"),
    }
    if kind == "bridge":
        told["bridge"] = bridge(data)
    if kind in {"macvlan", "macvtap"}:
        told["macvlan"] = macvlan(data, f"IFLA_{kind.upper()}")
    if kind == "vxlan":
        told["vxlan"] = vxlan(data)
    if kind == "tun":
        told["tun"] = tun(data)
    if info.get("IFLA_INFO_SLAVE_KIND") == "bridge":
        told["port"] = port(info["IFLA_INFO_SLAVE_DATA"]["attrs"])
    return told


def bridge(data: Told) -> Told:
    told = {
        "id": bridge_id(data["IFLA_BR_BRIDGE_ID"]),
        "root_id": bridge_id(data["IFLA_BR_ROOT_ID"]),
        "vlan_protocol": {0x8100: "802.1Q", 0x88A8: "802.1ad", None: None}[
            data.get("IFLA_BR_VLAN_PROTOCOL")
        ],
        "vlan_default_pvid": data.get("IFLA_BR_VLAN_DEFAULT_PVID"),
    }
    for name in ("forward_delay", "hello_time", "max_age", "ageing_time"):
        told[name] = data[f"IFLA_BR_{name.upper()}"] / 100
    for name in ("stp_state", "priority", "root_port", "root_path_cost", "group_fwd_mask"):
        told[name] = data[f"IFLA_BR_{name.upper()}"]
    for name in ("nf_call_iptables", "nf_call_ip6tables", "nf_call_arptables", "mcast_snooping"):
        told[name] = bool(data[f"IFLA_BR_{name.upper()}"])
    told["vlan_filtering"] = bool(data.get("IFLA_BR_VLAN_FILTERING"))
    return told


def bridge_id(told: Told) -> str:
    # pyroute2 reads the priority in the byte order of this machine.
    priority = int.from_bytes(told["prio"].to_bytes(2, "little"), "big")
    return f"{priority:04x}.{told['addr'].replace(':', '')}"


def port(data: Told) -> Told:
    numbers = {
        "number": "NO",
        "priority": "PRIORITY",
        "cost": "COST",
        "designated_port": "DESIGNATED_PORT",
        "designated_cost": "DESIGNATED_COST",
    }
    switches = {
        "hairpin": "MODE",
        "guard": "GUARD",
        "root_block": "PROTECT",
        "fastleave": "FAST_LEAVE",
        "learning": "LEARNING",
        "flood": "UNICAST_FLOOD",
        "mcast_flood": "MCAST_FLOOD",
        "bcast_flood": "BCAST_FLOOD",
        "proxy_arp": "PROXYARP",
        "neigh_suppress": "NEIGH_SUPPRESS",
        "isolated": "ISOLATED",
        "vlan_tunnel": "VLAN_TUNNEL",
        "locked": "LOCKED",
    }
    return {
        "state": PORT_STATES[data["IFLA_BRPORT_STATE"]],
        "id": hex(data["IFLA_BRPORT_ID"]),
        "designated_bridge": bridge_id(data["IFLA_BRPORT_BRIDGE_ID"]),
        "designated_root": bridge_id(data["IFLA_BRPORT_ROOT_ID"]),
        **{ours: data[f"IFLA_BRPORT_{theirs}"] for ours, theirs in numbers.items()},
        **{ours: bool(data[f"IFLA_BRPORT_{theirs}"]) for ours, theirs in switches.items()},
    }


def macvlan(data: Told, prefix: str) -> Told:
    macs = data.get(f"{prefix}_MACADDR_DATA", {}).get("attrs", {})
    addresses = macs.get(f"{prefix}_MACADDR", [])
    told = {
        "mode": data[f"{prefix}_MODE"],
        "macs": addresses if isinstance(addresses, list) else [addresses],
    }
    if f"{prefix}_FLAGS" in data:
        told["flags"] = {"none": 0, "nopromisc": 1}[data[f"{prefix}_FLAGS"]]
    return told


def vxlan(data: Told) -> Told:
    group = data.get("IFLA_VXLAN_GROUP", data.get("IFLA_VXLAN_GROUP6"))
    is_multicast = group is not None and group.startswith(("ff", "233."))
    external = bool(data.get("IFLA_VXLAN_COLLECT_METADATA"))
    told = {
        "id": None if external else data["IFLA_VXLAN_ID"],
        "remote": None if is_multicast else group,
        "group": group if is_multicast else None,
        "local": data.get("IFLA_VXLAN_LOCAL", data.get("IFLA_VXLAN_LOCAL6")),
        "link": data.get("IFLA_VXLAN_LINK") or None,
        "external": external,
        "gbp": bool(data.get("IFLA_VXLAN_GBP")),
    }
    for name in ("port", "ttl", "tos", "ageing", "limit"):
        told[name] = data[f"IFLA_VXLAN_{name.upper()}"]
    for name in ("learning", "proxy", "rsc", "l2miss", "l3miss"):
        told[name] = bool(data[f"IFLA_VXLAN_{name.upper()}"])
    return told


def tun(data: Told) -> Told:
    switches = ("pi", "vnet_hdr", "persist", "multi_queue")
    return {
        "type": TUN_TYPES[data["IFLA_TUN_TYPE"]],
        "owner": data.get("IFLA_TUN_OWNER"),
        "group": data.get("IFLA_TUN_GROUP"),
        **{name: bool(data[f"IFLA_TUN_{name.upper()}"]) for name in switches},
    }


def names_of(bits: int, names: list[str]) -> list[str]:
    """Return the names of the bits that are set, sorted."""
    return sorted(name for place, name in enumerate(names) if bits >> place & 1)


def address(message: Told) -> Told:
    """Translate one address, with the ifindex of its link."""
    attrs, length = message["attrs"], message["prefixlen"]
    local = attrs.get("IFA_LOCAL", attrs.get("IFA_ADDRESS"))
    peer = attrs["IFA_ADDRESS"] if attrs["IFA_ADDRESS"] != local else None
    flags = names_of(attrs["IFA_FLAGS"], ADDRESS_FLAGS)
    if message["family"] == 10 and "secondary" in flags:
        flags = sorted({*flags, "temporary"} - {"secondary"})
    return {
        "ifindex": message["index"],
        "family": FAMILIES[message["family"]],
        "address": f"{local}/{length}",
        "peer": f"{peer}/{length}" if peer else None,
        "broadcast": attrs.get("IFA_BROADCAST"),
        "scope": SCOPES[message["scope"]],
        "label": attrs.get("IFA_LABEL"),
        "flags": flags,
        "protocol": attrs.get("IFA_PROTO"),
        "valid_lft": attrs["IFA_CACHEINFO"]["ifa_valid"] != FOREVER,
        "preferred_lft": attrs["IFA_CACHEINFO"]["ifa_preferred"] != FOREVER,
    }


def route(message: Told) -> Told:
    """Translate one route."""
    attrs = message["attrs"]
    return {
        "family": FAMILIES[message["family"]],
        "dst": prefix(attrs.get("RTA_DST"), message["dst_len"]) or "default",
        "type": ROUTE_TYPES[message["type"]],
        "table": attrs["RTA_TABLE"],
        "src": prefix(attrs.get("RTA_SRC"), message["src_len"]),
        "gateway": gateway(attrs),
        "link": attrs.get("RTA_OIF"),
        "prefsrc": attrs.get("RTA_PREFSRC"),
        "metric": attrs.get("RTA_PRIORITY"),
        "protocol": PROTOCOLS[message["proto"]],
        "scope": SCOPES[message["scope"]],
        "flags": names_of(message["flags"], ROUTE_FLAGS),
        "nexthops": [
            {
                "gateway": gateway(hop["attrs"]),
                "link": hop["oif"],
                "weight": hop["hops"] + 1,
                "flags": names_of(hop["flags"], ROUTE_FLAGS),
            }
            for hop in attrs.get("RTA_MULTIPATH", [])
        ],
        "mtu": attrs.get("RTA_METRICS", {}).get("attrs", {}).get("RTAX_MTU"),
        "tos": message["tos"],
        "pref": PREFERENCES[attrs["RTA_PREF"]] if "RTA_PREF" in attrs else None,
    }


def gateway(attrs: Told) -> str | None:
    via = attrs.get("RTA_VIA")
    told: str | None = via["addr"] if via else attrs.get("RTA_GATEWAY")
    return told


def prefix(text: str | None, length: int) -> str | None:
    return None if text is None else f"{text}/{length}"


def rule(message: Told) -> Told:
    """Translate one policy rule."""
    attrs = message["attrs"]
    suppressed = attrs.get("FRA_SUPPRESS_PREFIXLEN")
    return {
        "family": FAMILIES[message["family"]],
        "priority": attrs.get("FRA_PRIORITY", 0),
        "action": RULE_ACTIONS[message["action"]],
        "table": attrs.get("FRA_TABLE") or None,
        "src": prefix(attrs.get("FRA_SRC"), message["src_len"]),
        "dst": prefix(attrs.get("FRA_DST"), message["dst_len"]),
        "iif": attrs.get("FRA_IIFNAME"),
        "oif": attrs.get("FRA_OIFNAME"),
        "fwmark": attrs.get("FRA_FWMARK"),
        "fwmask": attrs.get("FRA_FWMASK"),
        "tos": message["tos"],
        "goto": attrs.get("FRA_GOTO"),
        "invert": bool(message["flags"] & FIB_RULE_INVERT),
        "l3mdev": bool(attrs.get("FRA_L3MDEV")),
        "suppress_prefixlen": None if suppressed == FOREVER else suppressed,
        "uid_range": number_pair(attrs.get("FRA_UID_RANGE")),
        "ip_protocol": attrs.get("FRA_IP_PROTO"),
        "sport": number_pair(attrs.get("FRA_SPORT_RANGE")),
        "dport": number_pair(attrs.get("FRA_DPORT_RANGE")),
        "protocol": PROTOCOLS[attrs["FRA_PROTOCOL"]],
    }


def number_pair(text: str | None) -> list[int] | None:
    return [int(number) for number in text.split(":")] if text else None


def neighbour(message: Told) -> Told:
    """Translate one neighbour."""
    attrs = message["attrs"]
    return {
        "family": FAMILIES[message["family"]],
        "dst": attrs["NDA_DST"],
        "link": message["ifindex"],
        "mac": attrs.get("NDA_LLADDR"),
        "state": names_of(message["state"], STATES),
        "is_router": bool(message["flags"] & NTF_ROUTER),
        "is_proxy": bool(message["flags"] & NTF_PROXY),
    }
