"""What the kind of a link adds, and what being a port adds, as `ip -j -d` names it.

The text of `ip -d` holds the same in other words; see `ip_kind_words`. A kind without a row
keeps its name alone.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from topograph.sources.text.readers.ip.words import family_of, flag, name, number

__all__ = ["bridge_id", "kind_fields", "port_fields"]

# ip prints bridge times in 1/100 s (USER_HZ).
TICKS: Final = 100

Fields = dict[str, Any]
Members = Mapping[str, Any]
Convert = Callable[[Any], Any]


def bridge_id(value: Any) -> str | None:
    """Turn 8000.2:42:74:3c:b:8f into 8000.0242743c0b8f, as brctl prints it."""
    priority, dot, mac = value.partition(".") if isinstance(value, str) else ("", "", "")
    parts = mac.split(":")
    if not dot or len(parts) != 6 or not all(0 < len(part) <= 2 for part in parts):
        return None
    return f"{priority}.{''.join(part.zfill(2) for part in parts)}"


def _seconds(value: Any) -> float | None:
    found = number(value)
    return None if found is None else found / TICKS


def _hexadecimal(value: Any) -> int | None:
    return number(value if not isinstance(value, str) else f"0x{value.removeprefix('0x')}")


def _port_id(value: Any) -> str | None:
    found = _hexadecimal(value)
    return None if found is None else f"0x{found:04x}"


def _protocol(value: Any) -> str | None:
    found = name(value)
    return found and found.replace("802.1q", "802.1Q").replace("802.1AD", "802.1ad")


BRIDGE: Final[dict[str, tuple[str, Convert]]] = {
    "bridge_id": ("id", bridge_id),
    "root_id": ("root_id", bridge_id),
    **{key: (key, _seconds) for key in ("forward_delay", "hello_time", "max_age", "ageing_time")},
    **{key: (key, number) for key in ("stp_state", "priority", "root_port", "root_path_cost")},
    **{key: (key, flag) for key in ("vlan_filtering", "mcast_snooping")},
    **{f"nf_call_{key}tables": (f"nf_call_{key}tables", flag) for key in ("ip", "ip6", "arp")},
    **{key: (key, number) for key in ("vlan_default_pvid", "fdb_max_learned", "fdb_n_learned")},
    "vlan_protocol": ("vlan_protocol", _protocol),
    "group_fwd_mask": ("group_fwd_mask", _hexadecimal),
}
PORT: Final[dict[str, tuple[str, Convert]]] = {
    "no": ("number", _hexadecimal),
    "id": ("id", _port_id),
    "state": ("state", name),
    "bridge_id": ("designated_bridge", bridge_id),
    "root_id": ("designated_root", bridge_id),
    **{key: (key, number) for key in ("priority", "cost", "designated_port", "designated_cost")},
    **{
        key: (key, flag)
        for key in (
            *("hairpin", "guard", "root_block", "fastleave", "learning", "flood", "mcast_flood"),
            *("bcast_flood", "proxy_arp", "neigh_suppress", "isolated", "vlan_tunnel", "locked"),
        )
    },
}
VXLAN: Final[dict[str, tuple[str, Convert]]] = {
    **{key: (key, number) for key in ("id", "port", "ttl", "tos", "ageing", "limit")},
    **{
        key: (key, flag)
        for key in ("learning", "proxy", "rsc", "l2miss", "l3miss", "external", "gbp")
    },
}
TUN: Final[dict[str, tuple[str, Convert]]] = {
    "type": ("type", name),
    **{key: (key, flag) for key in ("pi", "vnet_hdr", "multi_queue", "persist")},
    "user": ("owner", lambda value: 0 if value == "root" else number(value)),
    "group": ("group", lambda value: 0 if value == "root" else number(value)),
}
MACVLAN: Final[dict[str, tuple[str, Convert]]] = {"mode": ("mode", name)}

NOPROMISC, NODST = 1, 2


def kind_fields(kind: str, data: Members) -> tuple[str, Fields, str]:
    """Return the member of `facts.Link` that a kind fills, what it says, and a link's name.

    Args:
        kind: IFLA_INFO_KIND, such as macvtap.
        data: as info_data of `ip -j -d`.

    Returns:
        bridge, vxlan, macvlan or tun, empty if the kind has no such member; its fields;
        the name of the link below a vxlan, empty if there is none.
    """
    if kind == "bridge":
        return "bridge", _take(BRIDGE, data), ""
    if kind == "tun":
        return "tun", _take(TUN, data), ""
    if kind in ("macvlan", "macvtap"):
        return "macvlan", _macvlan(data), ""
    if kind == "vxlan":
        return "vxlan", _vxlan(data), name(data.get("link")) or ""
    return "", {}, ""


def port_fields(data: Members) -> Fields:
    """Return what a link has as the port of a bridge: info_slave_data of `ip -j -d`."""
    fields = _take(PORT, data)
    if "state" not in fields and (state := number(data.get("state_index"))) is not None:
        fields["state"] = str(state)
    return fields


def _take(table: Mapping[str, tuple[str, Convert]], data: Members) -> Fields:
    fields = {}
    for key, value in data.items():
        if key in table:
            field, convert = table[key]
            if (found := convert(value)) is not None:
                fields[field] = found
    return fields


def _macvlan(data: Members) -> Fields:
    fields = _take(MACVLAN, data)
    if fields:
        fields["flags"] = NOPROMISC * ("nopromisc" in data) | NODST * ("nodst" in data)
        macs = data.get("macaddr_data")
        fields["macs"] = [mac for mac in macs if name(mac)] if isinstance(macs, list) else []
    return fields


def _vxlan(data: Members) -> Fields:
    fields = _take(VXLAN, data)
    if fields.get("external"):
        # ip prints 0; each packet tells.
        fields.pop("id", None)
    for field in ("remote", "group", "local"):
        address = data.get(field, data.get(f"{field}6"))
        if family_of(address):
            fields[field] = address
    ports = data.get("port_range")
    if isinstance(ports, dict):
        low, high = number(ports.get("low")), number(ports.get("high"))
        if low and high is not None:
            fields["port_range"] = (low, high)
    return fields
