"""Which fields are left out of a diff: those that change while nobody changes anything.

Numbers that the kernel and the engine draw anew, counters, ages and timers, and
what follows from another field that is compared. `Selection` also leaves out
what the caller wants to be left out, or puts all back.
"""

from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import Final

from topograph.diff.model import Thing

__all__ = ["VOLATILE", "Selection"]

VOLATILE: Final[Mapping[Thing, Mapping[str, str]]] = {
    Thing.LINK: {
        "ifindex": "drawn anew for each link",
        "iflink": "an ifindex; the peer or the link below is compared instead",
        "link_nsid": "drawn by the kernel",
        "veth.*": "an ifindex and an nsid; the peer is compared instead",
        "vxlan.link": "an ifindex; the link below is compared instead",
        "carrier": "goes with operstate",
        "promiscuity": "a counter",
        "broadcast": "goes with the kind of link; the remote of a tunnel is compared",
        "bridge.id": "made of priority and MAC",
        "bridge.root_port": "a number of a port",
        "bridge.fdb_n_learned": "a counter",
        "port_kind": "the kind of the master",
        "port.number": "drawn by the bridge",
        "port.id": "made of priority and number",
        "port.designated_*": "numbers of the bridge, told anew by each hello",
    },
    Thing.CONTAINER: {
        "id": "told by the word recreated",
        "created": "told by the word recreated",
        "status": "an age",
        "netns": "an inode",
        "pid": "drawn anew with each start",
        "labels.com.docker.compose.config-hash": "a checksum",
        "labels.com.docker.compose.replace": "an id",
        "labels.com.docker.compose.image": "a checksum",
        "labels.com.docker.swarm.*id": "drawn anew",
        "labels.com.docker.swarm.task.name": "ends in an id",
    },
    Thing.ENDPOINT: {
        "endpoint_id": "drawn anew with each start",
        "network_id": "told by the word recreated of the network",
        "mac": "drawn anew with each start; that of the link is compared",
    },
    Thing.NETWORK: {
        "id": "told by the word recreated",
        "created": "told by the word recreated",
    },
    Thing.NETNS: {
        "inode": "drawn anew for each namespace",
        "nsids.*": "drawn by the kernel",
        "held_by": "paths with numbers of processes",
        "processes.*": "processes come and go",
    },
    Thing.NEIGHBOUR: {"state": "a timer"},
    Thing.FDB: {"age": "a timer", "state": "a timer"},
}
"""By thing: patterns of fields, and why each is left out."""


class Selection:
    """Which fields are compared.

    Args:
        all_fields: compare volatile fields as well.
        ignore: patterns of fields, with or without the thing and a dot before it: mtu, link.mtu,
            bridge.*; or a thing alone: neighbour.
    """

    def __init__(self, all_fields: bool = False, ignore: tuple[str, ...] = ()) -> None:
        self.all_fields = all_fields
        self._ignore = ignore
        self._known: dict[tuple[Thing, str], bool] = {}

    def keeps(self, thing: Thing, field: str) -> bool:
        """Tell whether a field is compared."""
        known = self._known.get((thing, field))
        if known is None:
            known = self._known[thing, field] = self._keeps(thing, field)
        return known

    def keeps_thing(self, thing: Thing) -> bool:
        """Tell whether things of this kind are compared at all."""
        return not any(fnmatchcase(thing.value, pattern) for pattern in self._ignore)

    def _keeps(self, thing: Thing, field: str) -> bool:
        names = (field, f"{thing.value}.{field}")
        if any(fnmatchcase(name, pattern) for pattern in self._ignore for name in names):
            return False
        patterns = () if self.all_fields else VOLATILE.get(thing, ())
        return not any(fnmatchcase(field, pattern) for pattern in patterns)
