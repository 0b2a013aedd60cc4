"""What the gaps of one side may hide, so that a thing that is missing there may still be there."""

from collections.abc import Mapping
from typing import Final

from topograph.diff.model import Thing
from topograph.facts import Gap
from topograph.graph.inventory import in_order
from topograph.graph.wired import WiredHost

__all__ = ["Hidden"]

_PARTS: Final[Mapping[Thing, tuple[str, ...]]] = {
    Thing.ROUTE: ("routes",),
    Thing.RULE: ("rules",),
    Thing.NEIGHBOUR: ("neighbours", "proxies"),
    Thing.FDB: ("forwarding databases",),
    Thing.SETTING: ("IPv4 settings", "IPv6 settings", "net."),
}
"""How the gap of a namespace begins that is about a part of it."""

_FIELDS: Final[Mapping[Thing | None, str]] = {
    None: "links",
    Thing.ROUTE: "routes",
    Thing.RULE: "rules",
    Thing.NEIGHBOUR: "neighbours",
    Thing.FDB: "fdb",
}
"""The list of a namespace that holds a thing; None for links."""


class Hidden:
    """Why something may be missing on one side of a host.

    Args:
        host: with its joins.
        gaps: of the snapshot; of several that may hide a thing the first by its words is told.
    """

    def __init__(self, host: WiredHost, gaps: tuple[Gap, ...]) -> None:
        self._host = host
        self._untold = frozenset(host.inventory.host.untold)
        hostname = host.inventory.host.hostname
        in_words = in_order(gaps, lambda gap: (gap.source, gap.subject, gap.what, gap.hint))
        mine = [gap for gap in in_words if gap.host in ("", hostname) and gap.source != "graph"]
        self._engines = [gap for gap in mine if gap.source == "engine"]
        self._namespaces = [
            gap
            for gap in mine
            if gap.source == "namespaces" and not gap.subject.startswith(("netns:", "process:"))
        ]
        self._by_inode: dict[str, list[Gap]] = {}
        for gap in mine:
            if gap.subject.startswith("netns:"):
                self._by_inode.setdefault(gap.subject, []).append(gap)

    def engine(self, address: str, list_: str) -> Gap | None:
        """Return why what an engine tells may be missing.

        Args:
            address: of the engine's socket.
            list_: of the host that it would stand in: engines, containers or networks.
        """
        if list_ in self._untold:
            return _untold("host", f"not all {list_} were told")
        folder = address.rpartition("/")[0].removeprefix("unix://")
        for gap in self._engines:
            if gap.subject == f"engine:{address}" or (
                gap.subject == "host" and folder and f"{folder} " in gap.what
            ):
                return gap
        return None

    def netns(self) -> Gap | None:
        """Return why a namespace may be missing that nothing but its processes tells of."""
        return self._namespaces[0] if self._namespaces else self.named_netns()

    def named_netns(self) -> Gap | None:
        """Return why a namespace may be missing to which somebody gave a name."""
        if "namespaces" in self._untold:
            return _untold("host", "not all namespaces were told")
        return None

    def inside(self, inode: int, thing: Thing | None = None) -> Gap | None:
        """Return why something in a namespace may be missing.

        Args:
            inode: of a namespace that is known on this side.
            thing: what is missing; None for a link.
        """
        gaps = self._by_inode.get(f"netns:{inode}", [])
        list_ = _FIELDS.get(thing, "")
        if list_ in self._host.inventory.namespaces[inode].untold:
            what = f"not all {list_} of the namespace were told"
            return next(iter(gaps), _untold(f"netns:{inode}", what))
        if not self._host.inventory.namespaces[inode].links:
            # Each namespace has a loopback from its birth: one without links was not read.
            what = "none of the links of the namespace was read"
            general = self._namespaces[:1]
            return next(iter([*gaps, *general]), Gap(source="diff", subject="host", what=what))
        if thing is None:
            return None
        return next((gap for gap in gaps if gap.what.startswith(_PARTS[thing])), None)


def _untold(subject: str, what: str) -> Gap:
    return Gap(source="diff", subject=subject, what=what)
