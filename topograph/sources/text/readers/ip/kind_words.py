"""What `ip -d` prints of a link's kind in words, as the members that `ip -j -d` has for it."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

__all__ = ["KNOWN_KINDS", "kind_data", "port_data"]

Words = Sequence[str]
Data = dict[str, Any]

# Kinds that old versions print without saying first that details follow.
KNOWN_KINDS: Final = frozenset(
    (
        *("bond", "bridge", "dummy", "geneve", "gre", "gretap", "ip6gre", "ip6gretap", "ip6tnl"),
        *("ipip", "ipvlan", "ipvtap", "macsec", "macvlan", "macvtap", "sit", "team", "tun"),
        *("veth", "vlan", "vrf", "vti", "vti6", "vxlan", "wireguard"),
    )
)

BRIDGE_NAMES: Final = {"designated_root": "root_id"}
PORT_NAMES: Final = {
    "port_id": "id",
    "port_no": "no",
    "designated_bridge": "bridge_id",
    "designated_root": "root_id",
}
VXLAN_VALUES: Final = {
    **{word: word for word in ("id", "remote", "group", "local", "ttl", "tos")},
    "dev": "link",
    "dstport": "port",
    "ageing": "ageing",
    "maxaddr": "limit",
}
VXLAN_SWITCHES: Final = ("learning", "proxy", "rsc", "l2miss", "l3miss", "external", "gbp")
VXLAN_WORDS: Final = {("tos", "inherit"): 1, ("ttl", "auto"): 0, ("ageing", "none"): 0}


def kind_data(kind: str, words: Words) -> Data:
    """Return what the words behind a kind say, as info_data; empty for a kind by name only."""
    return KINDS[kind](words) if kind in KINDS else {}


def port_data(words: Words) -> Data:
    """Return what the words behind bridge_slave say, as info_slave_data."""
    return _pairs(words, PORT_NAMES)


def _pairs(words: Words, names: Mapping[str, str]) -> Data:
    """Take each word as a name with the next one as its value.

    Values and names never look alike, so that it does not matter where the pairs begin.
    """
    return {names.get(word, word): value for word, value in pairwise(words)}


def _bridge(words: Words) -> Data:
    return _pairs(words, BRIDGE_NAMES)


def _macvlan(words: Words) -> Data:
    found = _pairs(words, {})
    data = {key: found[key] for key in ("mode",) if key in found}
    data |= {key: True for key in ("nopromisc", "nodst") if key in words}
    if "remotes" in words:
        behind = words[words.index("remotes") + 2 :]
        end = next((at for at, word in enumerate(behind) if len(word) != 17), len(behind))
        data["macaddr_data"] = list(behind[:end])
    return data


def _tun(words: Words) -> Data:
    found = _pairs(words, {})
    data: Data = {
        key: found[key]
        for key in ("type", "pi", "vnet_hdr", "persist", "user", "group")
        if key in found
    }
    data["multi_queue"] = "multi_queue" in words
    return data


def _vxlan(words: Words) -> Data:
    data: Data = {}
    for at, word in enumerate(words):
        values = words[at + 1 : at + 3]
        if word in VXLAN_VALUES and values:
            value = VXLAN_WORDS.get((word, values[0]), values[0])
            data.setdefault(VXLAN_VALUES[word], value)
        elif word in ("srcport", "port") and len(values) == 2:
            data.setdefault("port_range", {"low": values[0], "high": values[1]})
        elif word in VXLAN_SWITCHES:
            data[word] = True
        elif word.startswith("no") and word[2:] in VXLAN_SWITCHES:
            data[word[2:]] = False
    return data


KINDS: Final[dict[str, Callable[[Words], Data]]] = {
    "bridge": _bridge,
    "macvlan": _macvlan,
    "macvtap": _macvlan,
    "tun": _tun,
    "vxlan": _vxlan,
}
