"""See that an address which one link lost and another one has now has moved."""

from topograph.diff.finding import Finding
from topograph.diff.model import Place, Thing, Verb
from topograph.graph.ids import join

__all__ = ["find_moves"]


def find_moves(findings: list[Finding]) -> list[Finding]:
    """Return the findings of one host, with one for each address that has moved.

    What a link lost or got by that alone is no finding of its own any more.
    """
    lost: dict[str, list[Finding]] = {}
    got: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.thing is not Thing.LINK or finding.container is not None:
            continue
        old, new = _addresses(finding)
        for address in old - new:
            lost.setdefault(address, []).append(finding)
        for address in new - old:
            got.setdefault(address, []).append(finding)
    moved = {
        address: (lost[address][0], got[address][0])
        for address in sorted(lost.keys() & got.keys())
        if len(lost[address]) == len(got[address]) == 1
    }
    for finding in {id(f): f for pair in moved.values() for f in pair}.values():
        _take_out(finding, set(moved))
    found = [f for f in findings if f.changes or f.verb is not Verb.CHANGED]
    return [*found, *(_moved(address, *pair) for address, pair in moved.items())]


def _addresses(finding: Finding) -> tuple[set[str], set[str]]:
    for change in finding.changes:
        if change.field == "addresses":
            return set(change.before or ()), set(change.after or ())
    return set(), set()


def _take_out(finding: Finding, moved: set[str]) -> None:
    """Leave out the addresses of a link that is on both sides, if that is all about them."""
    old, new = _addresses(finding)
    if finding.before and finding.after and old ^ new <= moved:
        finding.changes = [c for c in finding.changes if c.field != "addresses"]


def _moved(address: str, lost: Finding, got: Finding) -> Finding:
    old, new = lost.before, got.after
    assert old is not None
    assert new is not None
    names = old.name, new.name
    if old.name == new.name:
        names = _with_namespace(old), _with_namespace(new)
    return Finding(
        verb=Verb.MOVED,
        thing=Thing.ADDRESS,
        key=f"address/{join(address)}",
        host=got.host,
        before=Place(name=address, node=old.node, inside=names[0]),
        after=Place(name=address, node=new.node, inside=names[1]),
    )


def _with_namespace(link: Place) -> str:
    return f"{link.name} in {link.inside}" if link.inside else link.name
