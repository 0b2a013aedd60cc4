"""Edits that make a pair of samples/diff from a recorded one, where no box can do it for real."""

from typing import Final

from msgspec.structs import replace

from topograph.facts import Link, Netns, Snapshot

__all__ = ["other_engine", "other_hardware"]

OTHER_BOOT: Final = "5f2c7c1e-9a54-4c0f-8f0e-3d1b7a6e2c90"


def other_engine(before: Snapshot, after: Snapshot) -> tuple[Snapshot, Snapshot]:
    """After has another version of the engine, which was restarted on the way."""
    [host] = after.hosts
    engines = [replace(it, version="27.3.1", api_version="1.47") for it in host.engines]
    return before, replace(after, hosts=[replace(host, engines=engines)])


def other_hardware(before: Snapshot, after: Snapshot) -> tuple[Snapshot, Snapshot]:
    """The uplink is hardware: eth0 with number 3, and after a reboot enp2s0 with number 2.

    Its far end, which only a box has, is left out on both sides.
    """
    [host] = after.hosts
    [old], [new] = before.hosts[0].namespaces, host.namespaces
    old_links = [_hardware(it) for it in old.links if it.ifname != "upstream"]
    new_links = [_hardware(it) for it in new.links if it.ifname != "upstream"]
    before_netns = _renamed(_without_upstream(replace(old, links=old_links)), "eth0", 3)
    after_netns = _renamed(_without_upstream(replace(new, links=new_links)), "enp2s0", 2)
    return (
        replace(before, hosts=[replace(before.hosts[0], namespaces=[before_netns])]),
        replace(after, hosts=[replace(host, boot_id=OTHER_BOOT, namespaces=[after_netns])]),
    )


def _hardware(link: Link) -> Link:
    """What was one end of a veth is a network card."""
    if link.kind != "veth":
        return link
    return replace(
        link,
        kind="",
        iflink=None,
        link_nsid=None,
        veth=None,
        permanent_mac=link.mac,
        driver="e1000e",
        parent_bus="pci",
        parent_dev="0000:02:00.0",
        qdisc="fq_codel",
    )


def _without_upstream(netns: Netns) -> Netns:
    """All that counts in a link that is left out goes with it."""
    there = {link.ifindex for link in netns.links}
    return replace(
        netns,
        routes=[it for it in netns.routes if it.link in there],
        neighbours=[it for it in netns.neighbours if it.link in there],
        fdb=[it for it in netns.fdb if it.link in there],
    )


def _renamed(netns: Netns, ifname: str, ifindex: int) -> Netns:
    """The hardware link gets this name and number, wherever they stand."""
    [card] = [link for link in netns.links if link.permanent_mac]
    addresses = [replace(it, label=ifname if it.label else None) for it in card.addresses]
    renamed = replace(card, ifname=ifname, ifindex=ifindex, addresses=addresses)

    def number(link: int | None) -> int | None:
        return ifindex if link == card.ifindex else link

    return replace(
        netns,
        links=[renamed if link is card else link for link in netns.links],
        routes=[replace(it, link=number(it.link)) for it in netns.routes],
        neighbours=[
            replace(it, link=ifindex) if it.link == card.ifindex else it for it in netns.neighbours
        ],
        fdb=[replace(it, link=ifindex) if it.link == card.ifindex else it for it in netns.fdb],
    )
