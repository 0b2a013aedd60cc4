"""Add the kernel driver of hardware links, which sysfs tells and rtnetlink does not."""

from msgspec.structs import replace

from topograph.facts import Link, Netns
from topograph.sources.live.readings import Readings

__all__ = ["add_drivers"]


def add_drivers(readings: Readings, root: Netns) -> Netns:
    """Return the root namespace with the drivers of its hardware.

    /sys shows the links of one namespace only, so hardware that was moved into
    another one stays without.
    """
    return replace(root, links=[_with_driver(readings, link) for link in root.links])


def _with_driver(readings: Readings, link: Link) -> Link:
    if link.kind or link.link_type == "loopback":
        return link
    try:
        target = readings.readlink(f"/sys/class/net/{link.ifname}/device/driver")
    except OSError:
        return link
    return replace(link, driver=target.rpartition("/")[2])
