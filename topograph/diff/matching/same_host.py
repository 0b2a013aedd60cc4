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
    pairs = _pairs(list(before.hosts), list(after.hosts))
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


def _pairs(before: list[WiredHost], after: list[WiredHost]) -> list[tuple[WiredHost, WiredHost]]:
    pairs = []
    # A name alone must not take the host away from the one that has its id.
    for is_same in (_has_id_of, _may_be):
        for host in before[:]:
            facts = host.inventory.host
            found = next((o for o in after if is_same(facts, o.inventory.host)), None)
            if found is not None:
                before.remove(host)
                after.remove(found)
                pairs.append((host, found))
    return pairs


def _has_id_of(one: Host, other: Host) -> bool:
    return bool(one.machine_id) and one.machine_id == other.machine_id


def _may_be(one: Host, other: Host) -> bool:
    is_known = bool(one.machine_id and other.machine_id)
    is_nameless = "hostname" in one.untold or "hostname" in other.untold
    return not is_known and (one.hostname == other.hostname or is_nameless)
