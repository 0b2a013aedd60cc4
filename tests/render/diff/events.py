"""A diff as an administrator might see it, with some of everything."""

from tests.diff.build_diff import added, change, changed, diff, entry, removed
from topograph.diff.model import Diff, Thing, Unknown, Verb

__all__ = ["maintenance"]

LINK, CONTAINER = Thing.LINK, Thing.CONTAINER


def maintenance() -> Diff:
    """Return what a night of maintenance left behind."""
    image = change("image", "shop:1", "shop:2")
    veths = [removed(LINK, "veth7"), added(LINK, "veth8")]
    stp = change("bridge.stp_state", 0, 1), change("bridge.vlan_filtering", False, True)
    hidden = [removed(LINK, "eth0", inside="old-db-1")]
    return diff(
        entry(Verb.UPGRADED, Thing.ENGINE, "docker", change("version", "20.10.24", "27.3.1")),
        entry(Verb.RECREATED, CONTAINER, "shop-web-1", image, parts=veths),
        removed(CONTAINER, "old-db-1", change("image", "mysql:5")),
        changed(CONTAINER, "mail", change("state", "running", "exited")),
        changed(LINK, "br0", *stp, kind="bridge"),
        *(changed(LINK, f"veth{n}", change("mtu", 1500, 1450)) for n in range(10, 40)),
        entry(Verb.MOVED, Thing.ADDRESS, "192.0.2.1/24", inside="eth0", to_inside="br0"),
        changed(Thing.ROUTE, "default", change("gateway", "192.0.2.254", "192.0.2.253")),
        added(Thing.ROUTE, "198.51.100.0/24", change("gateway", None, "192.0.2.9")),
        unknown=[
            Unknown(
                side="after",
                host="web1",
                what="the network namespaces of 4 processes could not be read",
                hint="run as root",
                hidden=hidden,
            )
        ],
        ignored=["txqlen"],
    )
