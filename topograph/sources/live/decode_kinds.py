"""Decode what a link's kind adds to it: IFLA_INFO_DATA and IFLA_INFO_SLAVE_DATA (linux/if_link.h).

A kind that is not in the table keeps its name and the members that all links
have. A new kind is one function and one row.
"""

from collections.abc import Callable
from typing import Any, Final

from topograph.facts import Bridge, BridgePort, Macvlan, Tun, Veth, Vxlan
from topograph.sources.live.netlink import (
    EVERY,
    Attributes,
    attributes,
    ip_address,
    nested,
    number,
)

__all__ = ["decode_kind", "decode_port"]

# The kernel tells bridge times in 1/100 s (USER_HZ).
TICKS: Final = 100

PORT_STATES: Final = ("disabled", "listening", "learning", "forwarding", "blocking")
MACVLAN_MODES: Final = {1: "private", 2: "vepa", 4: "bridge", 8: "passthru", 16: "source"}
VLAN_PROTOCOLS: Final = {0x8100: "802.1Q", 0x88A8: "802.1ad"}
NOBODY: Final = 0xFFFFFFFF


def decode_kind(members: dict[str, Any], kind: str, data: bytes, peer: int) -> None:
    """Add the typed member of a kind to the members of a link, if the kind has one.

    Args:
        members: those that are known already.
        kind: IFLA_INFO_KIND.
        data: IFLA_INFO_DATA.
        peer: ifindex of the other end, if it is a veth; 0 if that has just gone.
    """
    if kind == "veth":
        if peer:
            members["veth"] = Veth(peer_ifindex=peer, peer_nsid=members.get("link_nsid"))
    elif kind in KINDS and data:
        member, decode = KINDS[kind]
        members[member] = decode(attributes(data, 0, len(data), EVERY))


def decode_port(data: bytes) -> BridgePort:
    """Return what IFLA_BRPORT_* say of a bridge port."""
    found = attributes(data, 0, len(data), EVERY)
    state = _int(found, 1)
    return BridgePort(
        number=_int(found, 18),
        state=PORT_STATES[state] if state < len(PORT_STATES) else str(state),
        id=f"0x{_int(found, 17):04x}",
        priority=_int(found, 2),
        cost=_int(found, 3),
        designated_root=_bridge_id(found[13]) if 13 in found else None,
        designated_bridge=_bridge_id(found[14]) if 14 in found else None,
        designated_port=_int(found, 15) if 15 in found else None,
        designated_cost=_int(found, 16),
        hairpin=_bool(found, 4),
        guard=_bool(found, 5),
        root_block=_bool(found, 6),
        fastleave=_bool(found, 7),
        learning=_bool(found, 8, True),
        flood=_bool(found, 9, True),
        proxy_arp=_bool(found, 10),
        mcast_flood=_bool(found, 27, True),
        vlan_tunnel=_bool(found, 29),
        bcast_flood=_bool(found, 30, True),
        neigh_suppress=_bool(found, 32),
        isolated=_bool(found, 33),
        locked=_bool(found, 39),
    )


def _bridge(found: Attributes) -> Bridge:
    protocol = int.from_bytes(found.get(8, b""), "big")
    return Bridge(
        id=_bridge_id(found.get(11, b"")),
        root_id=_bridge_id(found.get(10, b"")),
        stp_state=_int(found, 5),
        priority=_int(found, 6),
        root_port=_int(found, 12),
        root_path_cost=_int(found, 13),
        forward_delay=_int(found, 1) / TICKS,
        hello_time=_int(found, 2) / TICKS,
        max_age=_int(found, 3) / TICKS,
        ageing_time=_int(found, 4) / TICKS,
        vlan_filtering=_bool(found, 7),
        vlan_protocol=VLAN_PROTOCOLS.get(protocol, hex(protocol)) if protocol else None,
        vlan_default_pvid=_int(found, 39) if 39 in found else None,
        mcast_snooping=_bool(found, 23, True),
        group_fwd_mask=_int(found, 9),
        nf_call_iptables=_bool(found, 36),
        nf_call_ip6tables=_bool(found, 37),
        nf_call_arptables=_bool(found, 38),
        fdb_n_learned=_int(found, 48) if 48 in found else None,
        fdb_max_learned=_int(found, 49) if 49 in found else None,
    )


def _macvlan(found: Attributes) -> Macvlan:
    mode = _int(found, 1)
    return Macvlan(
        mode=MACVLAN_MODES.get(mode, str(mode)),
        flags=_int(found, 2),
        macs=[mac.hex(":") for _, mac in nested(found.get(5, b""))],
    )


def _vxlan(found: Attributes) -> Vxlan:
    target = next((found[kind] for kind in (2, 16) if any(found.get(kind, b""))), b"")
    far = _address(target)
    low, high = found.get(10, b"")[:2], found.get(10, b"")[2:4]
    return Vxlan(
        id=_int(found, 1) if not _bool(found, 25) else None,
        remote=far if far and not _is_multicast(target) else None,
        group=far if far and _is_multicast(target) else None,
        local=_address(found.get(4)) or _address(found.get(17)),
        link=_int(found, 3) or None,
        port=int.from_bytes(found[15], "big") if 15 in found else None,
        port_range=(int.from_bytes(low, "big"), int.from_bytes(high, "big")) if any(low) else None,
        ttl=_int(found, 5),
        tos=_int(found, 6),
        learning=_bool(found, 7),
        ageing=_int(found, 8) if 8 in found else None,
        limit=_int(found, 9),
        proxy=_bool(found, 11),
        rsc=_bool(found, 12),
        l2miss=_bool(found, 13),
        l3miss=_bool(found, 14),
        gbp=23 in found,
        external=_bool(found, 25),
    )


def _tun(found: Attributes) -> Tun:
    owner, group = _int(found, 1, NOBODY), _int(found, 2, NOBODY)
    return Tun(
        type={1: "tun", 2: "tap"}.get(_int(found, 3), str(_int(found, 3))),
        owner=None if owner == NOBODY else owner,
        group=None if group == NOBODY else group,
        pi=_bool(found, 4),
        vnet_hdr=_bool(found, 5),
        persist=_bool(found, 6),
        multi_queue=_bool(found, 7),
    )


KINDS: Final[dict[str, tuple[str, Callable[[Attributes], Any]]]] = {
    "bridge": ("bridge", _bridge),
    "macvlan": ("macvlan", _macvlan),
    "macvtap": ("macvlan", _macvlan),
    "vxlan": ("vxlan", _vxlan),
    "tun": ("tun", _tun),
}


def _int(found: Attributes, kind: int, default: int = 0) -> int:
    return number(found[kind]) if kind in found else default


def _bool(found: Attributes, kind: int, default: bool = False) -> bool:
    return bool(number(found[kind])) if kind in found else default


def _bridge_id(payload: bytes) -> str:
    """Return struct ifla_bridge_id as `brctl` prints it: priority, a dot, the MAC."""
    return f"{payload[:2].hex()}.{payload[2:].hex()}"


def _address(payload: bytes | None) -> str | None:
    if not payload or not any(payload):
        return None
    return ip_address(payload)


def _is_multicast(payload: bytes) -> bool:
    return payload[0] == 0xFF if len(payload) == 16 else payload[0] >> 4 == 0xE
