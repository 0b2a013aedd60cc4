"""Reads `ip -j addr` and `ip -j link`."""

from typing import Any, Final

from topograph.sources.text.commands.ip import parse_ip
from topograph.sources.text.reader import JsonReader
from topograph.sources.text.readers.ip.address import complete_lists, tells_all_addresses
from topograph.sources.text.readers.ip.links import link_from_members
from topograph.sources.text.readers.ip.words import name, objects
from topograph.sources.text.told import Told

__all__ = ["IP_JSON_LINKS"]

# No other program that names a link in ifname has one of these beside it.
_MARKS: Final = frozenset(("operstate", "link_type", "addr_info", "txqlen"))


def recognises(value: Any) -> bool:
    """Tell whether it is a list of links; some may be empty objects, which `ip` skipped."""
    found = objects(value)
    return bool(found) and all(
        ("ifname" in one and not _MARKS.isdisjoint(one)) or "addr_info" in one for one in found
    )


def read(value: Any, argv: tuple[str, ...]) -> Told:
    """Return the links in the answer of `ip -j addr` or `ip -j link`."""
    command = parse_ip(argv)
    told = Told()
    all_addresses = tells_all_addresses(command)
    for entry in objects(value):
        for found in _links(entry):
            is_whole = command is not None or "link_type" in found
            if (link := link_from_members(found, all_addresses and is_whole)) is not None:
                told.links.append(link)
    told.complete = complete_lists(command)
    return told


def _links(entry: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the links of an entry; with -o, each address names its own."""
    if name(entry.get("ifname")) is not None:
        if "link_type" in entry or "mtu" in entry:
            return [entry]
        # ip -br tells neither the scope of an address nor how it came.
        brief = [{"dynamic": True} | one for one in objects(entry.get("addr_info"))]
        return [entry | {"addr_info": brief} if brief else entry]
    links: dict[str, dict[str, Any]] = {}
    for address in objects(entry.get("addr_info")):
        if (dev := name(address.get("dev"))) is not None:
            link = links.setdefault(
                dev, {"ifname": dev, "ifindex": address.get("index"), "addr_info": []}
            )
            link["addr_info"].append(address)
    return list(links.values())


IP_JSON_LINKS: Final = JsonReader("ip json links", recognises, read)
