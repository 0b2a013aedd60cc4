"""Find the hosts that are on both sides: by machine id, or by name where that is missing."""

from topograph.errors import DiffError
from topograph.facts import Host
from topograph.graph.wired import WiredHost, WiredSnapshot

__all__ = ["match_hosts"]


def match_hosts(
    before: WiredSnapshot, after: WiredSnapshot, names: tuple[str, str]
) -> list[tuple[WiredHost, WiredHost]]:
    """Return the hosts before with the same ones after.

    Raises:
        DiffError: there are hosts on either side, and none is on both.
    """
    left = list(after.hosts)
    pairs = []
    for host in before.hosts:
        found = next((o for o in left if _is_same(host.inventory.host, o.inventory.host)), None)
        if found is not None:
            left.remove(found)
            pairs.append((host, found))
    if pairs or not (before.hosts or after.hosts):
        return pairs
    for side, name in zip((before, after), names, strict=True):
        if not side.hosts:
            raise DiffError("no host in it, so that there is nothing to compare", where=name)
    one, other = before.hosts[0].inventory.host, after.hosts[0].inventory.host
    if one.hostname == other.hostname:
        what = f"both are of a host {one.hostname}, but their machine ids differ"
    else:
        what = f"of different hosts: {one.hostname} and {other.hostname}"
    raise DiffError(
        what,
        where=" and ".join(filter(None, names)),
        hint="--across-hosts compares two hosts as twins",
    )


def _is_same(one: Host, other: Host) -> bool:
    if one.machine_id and other.machine_id:
        return one.machine_id == other.machine_id
    return one.hostname == other.hostname
