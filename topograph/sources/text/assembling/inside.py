"""Gather what the outputs of one namespace told, and turn it into facts."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Final, TypeVar

import msgspec
from msgspec.structs import replace

from topograph.facts import FdbEntry, Neighbour, Netns, Route
from topograph.sources.text.assembling.links import LinkTable
from topograph.sources.text.told import Told, ToldFdbEntry, ToldRoute

__all__ = ["Inside"]

Fact = TypeVar("Fact", bound=msgspec.Struct)

_NEEDED: Final = {
    "links": {"links"},
    "routes": {"routes/4", "routes/6"},
    "rules": {"rules/4", "rules/6"},
    "neighbours": {"neighbours/4", "neighbours/6"},
    "fdb": {"fdb"},
    "sysctls": {"sysctls"},
}
"""What has to be complete for a list of facts to be so."""


class Inside:
    """What is in one namespace.

    Args:
        told: what each of its outputs told, in the order in which they were made.
        nsids: the numbers of the namespaces in which other ends are, by the name of the link.
    """

    def __init__(self, told: Iterable[Told], nsids: Mapping[str, int]) -> None:
        self.links = LinkTable()
        self.unplaced = 0
        """How many fdb entries could not be given to a port, once `fill` was called."""
        self.complete: set[str] = set()
        self._told = list(told)
        for one in self._told:
            self.complete |= one.complete
            for link in one.links:
                self.links.add(link)
            for ifname, ranges in one.vlans:
                self.links.add_vlans(ifname, ranges)
        self.links.are_vlans_complete = "vlans" in self.complete
        for name in self._mentioned():
            self.links.mention(name)
        for name, nsid in nsids.items():
            self.links.place_other_end(name, nsid)
        self.links.number()

    def fill(self, netns: Netns) -> Netns:
        """Return a namespace with all that is in it."""
        missing = {name for name, needed in _NEEDED.items() if not needed <= self.complete}
        sysctls: dict[str, int] = {}
        for told in self._told:
            sysctls.update(told.sysctls)
        return replace(
            netns,
            links=self.links.facts(),
            routes=_latest((_same_route(route), route) for route in self._routes()),
            rules=_latest((_all(rule), rule) for told in self._told for rule in told.rules),
            neighbours=_latest(((n.dst, n.link, n.is_proxy), n) for n in self._neighbours()),
            fdb=_latest(((e.mac, e.link, e.master, e.vlan, e.vni, e.dst), e) for e in self._fdb()),
            sysctls=dict(sorted(sysctls.items())),
            untold=sorted({*netns.untold, *missing}),
        )

    def _mentioned(self) -> Iterator[str]:
        """Yield the names of links that are not told of by themselves; some are empty."""
        for told in self._told:
            for way in told.routes:
                yield from filter(None, (way.dev, *way.hop_devs))
            yield from (one.dev for one in told.neighbours if one.dev)
            for entry in told.fdb:
                yield from filter(None, (entry.dev, entry.master))

    def _routes(self) -> Iterator[Route]:
        for told in self._told:
            yield from map(self._route, told.routes)

    def _route(self, told: ToldRoute) -> Route:
        hops = [
            replace(hop, link=self.links.ifindex(dev)) if dev else hop
            for hop, dev in zip(told.route.nexthops, told.hop_devs, strict=False)
        ]
        link = self.links.ifindex(told.dev) if told.dev else told.route.link
        return replace(told.route, link=link, nexthops=hops or told.route.nexthops)

    def _neighbours(self) -> Iterator[Neighbour]:
        for told in self._told:
            for one in told.neighbours:
                if one.dev:
                    yield replace(one.neighbour, link=self.links.ifindex(one.dev))

    def _fdb(self) -> Iterator[FdbEntry]:
        for told in self._told:
            ports = self._ports_by_number(told.fdb)
            for one in told.fdb:
                master = one.master or ports.master
                dev = one.dev or ports.names.get(one.port_number or 0, "")
                if not dev:
                    self.unplaced += 1
                    continue
                yield replace(
                    one.entry,
                    link=self.links.ifindex(dev),
                    master=self.links.ifindex(master) if master else None,
                )

    def _ports_by_number(self, entries: list[ToldFdbEntry]) -> "_Ports":
        """Find which port each number of one `brctl showmacs` means.

        Another output may have told it; else the entry of a port's own MAC does.
        """
        numbered = [one for one in entries if one.port_number is not None and not one.dev]
        if not numbered:
            return _Ports("", {})
        bridges = self.links.bridges()
        master = numbered[0].master or (bridges[0] if len(bridges) == 1 else "")
        names: dict[int, str] = {}
        for one in numbered:
            number = one.port_number or 0
            told = self.links.port(master, number)
            if told:
                names[number] = told
            elif one.entry.is_local:
                ports = self.links.ports_with_mac(one.entry.mac, master)
                if len(ports) == 1:
                    names.setdefault(number, ports[0])
        return _Ports(master, names)


class _Ports(msgspec.Struct, frozen=True):
    master: str
    names: dict[int, str]


def _latest(found: Iterable[tuple[Hashable, Fact]]) -> list[Fact]:
    """Return the last of those that are the same thing."""
    return list(dict(found).values())


def _same_route(route: Route) -> Hashable:
    return _all(replace(route, flags=[]))


def _all(fact: msgspec.Struct) -> Hashable:
    return msgspec.json.encode(fact)
