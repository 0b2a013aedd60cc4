"""Read one network namespace: which questions are asked of it, and in which order."""

from collections.abc import Callable, Iterable
from struct import Struct
from typing import Final, TypeVar

from msgspec.structs import replace

from topograph.facts import Address, FdbEntry, Gap, Link, Neighbour, Netns, VlanRange
from topograph.sources.live.decode_addresses import RTM_GETADDR, decode_addresses
from topograph.sources.live.decode_links import RTM_GETLINK, decode_links, decode_vlans
from topograph.sources.live.decode_neighbours import RTM_GETNEIGH, decode_fdb, decode_neighbours
from topograph.sources.live.decode_netconf import (
    NETCONF_IPV4,
    NETCONF_IPV6,
    RTM_GETNETCONF,
    decode_netconf,
)
from topograph.sources.live.decode_routes import (
    RTM_GETROUTE,
    RTM_GETRULE,
    decode_routes,
    decode_rules,
)
from topograph.sources.live.namespaces import FoundNetns
from topograph.sources.live.netlink import AF_BRIDGE
from topograph.sources.live.readings import NetnsReadings

__all__ = ["NetnsRead", "read_netns", "unread_netns"]

Decoded = TypeVar("Decoded")

IFLA_EXT_MASK: Final = 29
RTEXT_FILTER_BRVLAN_COMPRESSED, RTEXT_FILTER_SKIP_STATS = 0x4, 0x8

_pack_link_request = Struct("=BxHiIIHHI").pack


def _link_request(family: int, mask: int) -> bytes:
    """Return struct ifinfomsg and the one attribute that says how much to tell."""
    return _pack_link_request(family, 0, 0, 0, 0, 8, IFLA_EXT_MASK, mask)


LINKS: Final = _link_request(0, RTEXT_FILTER_SKIP_STATS)
VLANS: Final = _link_request(AF_BRIDGE, RTEXT_FILTER_BRVLAN_COMPRESSED | RTEXT_FILTER_SKIP_STATS)
ADDRESSES: Final = bytes(8)
ROUTES: Final = bytes(12)
RULES: Final = bytes(12)
NEIGHBOURS: Final = bytes(12)
# struct ndmsg with NTF_PROXY: entries answered for others are told only when asked for.
PROXIES: Final = bytes(10) + b"\x08\0"
FDB: Final = bytes([AF_BRIDGE]) + bytes(11)

BRIDGE_SYSCTLS: Final = (
    "bridge/bridge-nf-call-arptables",
    "bridge/bridge-nf-call-ip6tables",
    "bridge/bridge-nf-call-iptables",
)


class NetnsRead:
    """One namespace while it is read; what fails becomes a gap, and the rest goes on."""

    def __init__(self, readings: NetnsReadings, inode: int) -> None:
        self._readings = readings
        self._subject = f"netns:{inode}"
        self.gaps: list[Gap] = []

    def ask(
        self,
        what: str,
        message_type: int,
        request: bytes,
        decode: Callable[[Iterable[bytes]], Decoded],
        nothing: Callable[[], Decoded],
    ) -> Decoded:
        """Dump and decode one kind of thing; what `nothing` gives if it cannot be had."""
        try:
            return decode(self._readings.dump(message_type, request))
        except InterruptedError as error:
            self._add_gap(f"{what} are missing: {_reason(error)}", "collect again")
        except (OSError, ValueError) as error:
            self._add_gap(f"{what} could not be read: {_reason(error)}", "")
        return nothing()

    def ask_one(self, what: str, request: bytes) -> dict[str, int]:
        """Ask for the settings of one family; none if the kernel does not know it."""
        try:
            return decode_netconf(self._readings.get(RTM_GETNETCONF, request))
        except (OSError, ValueError) as error:
            self._add_gap(f"{what} could not be read: {_reason(error)}", "")
        return {}

    def sysctls(self, names: Iterable[str]) -> dict[str, int]:
        """Return the values of some files below /proc/sys/net, of those that are there."""
        values = {}
        for name in names:
            try:
                values[name.replace("/", ".")] = int(self._readings.sysctl(name))
            except FileNotFoundError:
                continue
            except (OSError, ValueError) as error:
                what = f"net.{name.replace('/', '.')}"
                self._add_gap(f"{what} could not be read: {_reason(error)}", "")
        return values

    def _add_gap(self, what: str, hint: str) -> None:
        self.gaps.append(Gap(source="rtnetlink", subject=self._subject, what=what, hint=hint))


def _reason(error: OSError | ValueError) -> str:
    """Return the words alone: a number and a path in front would not survive a recording."""
    return (isinstance(error, OSError) and error.strerror) or str(error)


def read_netns(
    readings: NetnsReadings, found: FoundNetns, is_root: bool
) -> tuple[Netns, list[Gap]]:
    """Return everything of one namespace but how it numbers others.

    Forwarding databases are read in the root namespace and where there is a
    bridge or a vxlan: elsewhere they hold only the multicast groups that each
    link has joined.
    """
    read = NetnsRead(readings, found.inode)
    # Addresses first: they then stand ready when the links are made.
    addresses = read.ask(
        "addresses", RTM_GETADDR, ADDRESSES, decode_addresses, dict[int, list[Address]]
    )
    links: list[Link] = read.ask(
        "links", RTM_GETLINK, LINKS, lambda answer: decode_links(answer, addresses), list
    )
    kinds = {link.kind for link in links}
    fdb: list[FdbEntry] = []
    sysctls = read.ask_one("IPv4 settings", NETCONF_IPV4)
    sysctls |= read.ask_one("IPv6 settings", NETCONF_IPV6)
    if "bridge" in kinds:
        vlans = read.ask(
            "bridge VLANs", RTM_GETLINK, VLANS, decode_vlans, dict[int, list[VlanRange]]
        )
        links = [
            replace(link, vlans=vlans[link.ifindex]) if link.ifindex in vlans else link
            for link in links
        ]
        sysctls |= read.sysctls(BRIDGE_SYSCTLS)
    if is_root or not kinds.isdisjoint(("bridge", "vxlan")):
        fdb = read.ask("forwarding databases", RTM_GETNEIGH, FDB, decode_fdb, list)
    netns = replace(
        unread_netns(found, is_root),
        links=links,
        routes=read.ask("routes", RTM_GETROUTE, ROUTES, decode_routes, list),
        rules=read.ask("rules", RTM_GETRULE, RULES, decode_rules, list),
        neighbours=[
            *read.ask("neighbours", RTM_GETNEIGH, NEIGHBOURS, decode_neighbours, list[Neighbour]),
            *read.ask("proxies", RTM_GETNEIGH, PROXIES, decode_neighbours, list[Neighbour]),
        ],
        fdb=fdb,
        sysctls=sysctls,
    )
    return netns, read.gaps


def unread_netns(found: FoundNetns, is_root: bool) -> Netns:
    """Return what is known of a namespace before it is read."""
    return Netns(
        inode=found.inode,
        root=is_root,
        names=sorted(found.names),
        held_by=sorted(found.held_by),
        processes=found.processes,
    )
