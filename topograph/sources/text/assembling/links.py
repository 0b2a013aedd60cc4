"""Merge what several outputs told of the links of one namespace, and number them."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

import msgspec

from topograph.facts import Address, Link, Macvlan, Tun, Veth, VlanRange, Vxlan
from topograph.facts import Bridge as BridgeFact
from topograph.facts import BridgePort as PortFact
from topograph.sources.text.told import ToldLink

__all__ = ["LinkTable"]

_KINDS: Final[Mapping[str, type[msgspec.Struct]]] = {
    "bridge": BridgeFact,
    "port": PortFact,
    "vxlan": Vxlan,
    "macvlan": Macvlan,
    "tun": Tun,
}
"""Members that are facts of their own, of which each output may tell a part."""

_FIELDS: Final = tuple(
    field.name
    for field in msgspec.structs.fields(Link)
    if field.name not in {"ifname", "extra", "untold", "veth"}
)
_KIND_TELLS: Final = {"bridge": "bridge", "vxlan": "vxlan", "tun": "tun"}
"""Members that only links of one kind have."""
_TOLD_IN_PARTS: Final = ("bridge", "port")
"""Members of which `brctl` and old versions of `ip` tell some fields only."""


class _Parts:
    """What is known of one link so far."""

    def __init__(self) -> None:
        self.ifindex: int | None = None
        self.fields: dict[str, Any] = {}
        self.named: dict[str, str] = {}
        self.covers: set[str] = set()
        self.vlans: list[VlanRange] | None = None

    def add(self, told: ToldLink) -> None:
        """Take in what one more output told; where two differ, the later one is right."""
        for name in told.covers:
            # That there is none is news as well.
            self.named.pop(name, None)
            if name != "addresses" and name not in _KINDS:
                self.fields.pop(name, None)
        for name, value in told.fields.items():
            if name in _KINDS:
                self.fields[name] = self.fields.get(name, {}) | value
            elif name == "addresses":
                self.fields[name] = _richer(self.fields.get(name, []), value)
            else:
                self.fields[name] = value
        if "addresses" in told.covers and "addresses" not in told.fields:
            self.fields["addresses"] = []
        self.named.update(told.named)
        self.covers |= told.covers


class LinkTable:
    """The links of one namespace by name."""

    def __init__(self) -> None:
        self._parts: dict[str, _Parts] = {}
        self._names: dict[int, str] = {}
        self._numbers: dict[str, int] = {}
        self._former: dict[str, int] = {}
        """The numbers of links by the names that they had before."""
        self._ports: dict[tuple[str, int], str] = {}
        """By the name of the bridge, and number."""
        self._macs: dict[str, list[str]] = {}
        self.are_vlans_complete = False

    def add(self, told: ToldLink) -> None:
        """Take in a link as one output told of it."""
        self._former.pop(told.ifname, None)
        parts = self._parts.setdefault(told.ifname, _Parts())
        if told.ifindex is not None:
            if parts.ifindex not in (None, told.ifindex):
                # It went, and came again under the same name.
                parts = self._parts[told.ifname] = _Parts()
            previous = self._names.get(told.ifindex)
            if previous is not None and previous != told.ifname:
                self._rename(previous, told.ifindex)
            parts.ifindex = told.ifindex
            self._names[told.ifindex] = told.ifname
        parts.add(told)
        for name in told.named.values():
            self.mention(name)

    def _rename(self, ifname: str, ifindex: int) -> None:
        """Forget the former name of a link, unless another one bears it by now."""
        if ifname in self._parts and self._parts[ifname].ifindex == ifindex:
            del self._parts[ifname]
            self._former[ifname] = ifindex

    def add_vlans(self, ifname: str, ranges: list[VlanRange]) -> None:
        """Take in the VLANs of a link."""
        self.mention(ifname)
        if ifname in self._parts:
            self._parts[ifname].vlans = ranges

    def mention(self, ifname: str) -> None:
        """Take in that there is a link of this name."""
        if ifname not in self._former:
            self._parts.setdefault(ifname, _Parts())

    def place_other_end(self, ifname: str, nsid: int) -> None:
        """Take in in which namespace the other end of a link is."""
        if ifname in self._parts:
            self._parts[ifname].fields["link_nsid"] = nsid

    def number(self) -> None:
        """Number all links; those whose ifindex was not told below 0, in their order."""
        unnumbered = [name for name, parts in self._parts.items() if parts.ifindex is None]
        self._numbers = {
            name: parts.ifindex for name, parts in self._parts.items() if parts.ifindex is not None
        }
        self._numbers.update((name, n) for n, name in enumerate(unnumbered, -len(unnumbered)))
        for name, parts in self._parts.items():
            if number := parts.fields.get("port", {}).get("number"):
                self._ports.setdefault((parts.named.get("master", ""), number), name)
            if mac := parts.fields.get("mac"):
                self._macs.setdefault(mac, []).append(name)

    def ifindex(self, ifname: str) -> int:
        """Return the number of a link that was mentioned."""
        number = self._numbers.get(ifname)
        return self._former[ifname] if number is None else number

    def port(self, master: str, number: int) -> str:
        """Return the name of the port with a number, where an output told it; else empty."""
        return self._ports.get((master, number), "")

    def ports_with_mac(self, mac: str, master: str) -> list[str]:
        """Return the ports of a bridge that have a MAC."""
        found = self._macs.get(mac, [])
        return [name for name in found if self._parts[name].named.get("master", "") == master]

    def bridges(self) -> list[str]:
        """Return the links that are known to be bridges."""
        parts = self._parts.items()
        return [name for name, one in parts if one.fields.get("kind") == "bridge"]

    def facts(self) -> list[Link]:
        """Return the links, those with a number first."""
        links = [self._link(name, parts) for name, parts in self._parts.items()]
        return sorted(links, key=lambda link: (link.ifindex < 0, abs(link.ifindex)))

    def _link(self, name: str, parts: _Parts) -> Link:
        fields = dict(parts.fields)
        for field, ifname in parts.named.items():
            if "." not in field:
                fields[field] = self.ifindex(ifname)
        if name == "lo":
            # Nobody else is called so: each namespace has it from its birth.
            fields.setdefault("link_type", "loopback")
        kind = fields.get("kind", "")
        for member, fact in _KINDS.items():
            if member in fields:
                if member == "vxlan" and "vxlan.link" in parts.named:
                    fields[member] = fields[member] | {
                        "link": self.ifindex(parts.named["vxlan.link"])
                    }
                fields[member] = _made(fact, fields[member])
        if kind == "veth":
            fields["veth"] = _veth(self._numbers[name], fields, parts.covers)
        if parts.vlans is not None:
            fields["vlans"] = parts.vlans
        untold = self._untold(parts, fields, kind)
        return Link(
            ifindex=self._numbers[name],
            ifname=name,
            untold=untold,
            **{field: value for field, value in fields.items() if value is not None},
        )

    def _untold(self, parts: _Parts, fields: Mapping[str, Any], kind: str) -> list[str]:
        told = {f for f, value in fields.items() if value is not None} - {"addresses"}
        told |= parts.covers
        if parts.ifindex is not None:
            told.add("ifindex")
        if self.are_vlans_complete:
            told.add("vlans")
        if "kind" in told:
            told.update(member for member, of in _KIND_TELLS.items() if of != kind)
        inner = {
            f"{member}.{name}"
            for member in _TOLD_IN_PARTS
            if fields.get(member) is not None
            for name in _KINDS[member].__struct_fields__
            if name not in parts.fields[member] and name != "extra"
        }
        return sorted(set(_FIELDS) - told | inner)


def _made(fact: type[msgspec.Struct], fields: Mapping[str, Any]) -> msgspec.Struct | None:
    """Return a fact; None if what it cannot be without was not told."""
    try:
        return msgspec.convert(dict(fields), fact)
    except msgspec.ValidationError:
        return None


def _veth(ifindex: int, fields: Mapping[str, Any], covers: Iterable[str]) -> Veth | None:
    # The kernel leaves IFLA_LINK out when both ends have one number.
    peer = fields.get("iflink") or (ifindex if "iflink" in covers else None)
    if peer is None or peer < 0:
        return None
    return Veth(peer_ifindex=peer, peer_nsid=fields.get("link_nsid"))


def _richer(old: list[Address], new: list[Address]) -> list[Address]:
    """Return the later list, unless it tells less of the same addresses."""
    if not old or {one.address for one in old} != {one.address for one in new}:
        return new
    return max((new, old), key=lambda found: sum(len(msgspec.to_builtins(one)) for one in found))
