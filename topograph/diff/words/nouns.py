"""What the things of a diff are called, one of them and many."""

from typing import Final

from topograph.diff.model import Entry, Place, Thing
from topograph.diff.words.sentence import Sentence, cut

__all__ = ["counted", "inside", "noun", "old_place_of", "place_of", "plural", "subject"]

# An endpoint is told as what its container joins or leaves.
_NOUNS: Final = {
    Thing.ENDPOINT: "container",
    Thing.NETNS: "namespace",
    Thing.FDB: "fdb entry",
}
_PLURALS: Final = {"address": "addresses", "fdb entry": "fdb entries"}
# Those that a person calls by their kind. Any other text in its place is no word of ours.
_KINDS: Final = frozenset(
    {
        *(
            "bareudp",
            "bond",
            "bridge",
            "dummy",
            "geneve",
            "gre",
            "gretap",
            "ifb",
            "ipip",
            "ipvlan",
        ),
        *("macsec", "macvlan", "macvtap", "netkit", "sit", "tap", "team", "tun", "vcan", "vlan"),
        *("vrf", "vti", "vxlan", "wireguard"),
    }
)
_ON_LINKS: Final = frozenset({Thing.ADDRESS, Thing.NEIGHBOUR, Thing.FDB})


def noun(entry: Entry) -> str:
    """Return what one such thing is called: link, but a bridge where it is one."""
    if entry.thing is Thing.LINK:
        kind = _kind(entry)
        return kind if kind in _KINDS else "link"
    return _NOUNS.get(entry.thing, str(entry.thing))


def counted(number: int, entry: Entry) -> str:
    """Return so many things like one of them, as words: 1 bridge, 1,200 fdb entries."""
    return plural(number, noun(entry))


def plural(number: int, one: str) -> str:
    """Return so many of what is called so, as words."""
    return f"{number:,} {one if number == 1 else _PLURALS.get(one, f'{one}s')}"


def place_of(entry: Entry) -> Place:
    """Return where a thing is, or was; of an endpoint the container in its network."""
    return _seen(entry, entry.after or entry.before)


def old_place_of(entry: Entry) -> Place:
    """Return where a thing was, or is if it is new."""
    return _seen(entry, entry.before or entry.after)


def _seen(entry: Entry, place: Place | None) -> Place:
    if place is None:
        return Place(name=entry.key)
    if entry.thing is Thing.ENDPOINT:
        # It is called after its network, but people speak of the container.
        return Place(name=place.inside, node=place.node, inside=place.name)
    return place


def subject(entry: Entry, place: Place) -> Sentence:
    """Return what an entry is about, as the beginning of a sentence."""
    if entry.thing is Thing.ROUTE:
        family, name = (
            ("IPv6 ", place.name[3:]) if place.name.startswith("-6 ") else ("", place.name)
        )
        if name == "default":
            return f"{family}default route", *inside(entry, place)
        return f"{family}route ", cut(name), *inside(entry, place)
    return f"{noun(entry)} ", cut(place.name), *inside(entry, place)


def inside(entry: Entry, place: Place) -> Sentence:
    """Return in what a thing is; nothing for the host's own namespace."""
    if not place.inside:
        return ()
    if entry.thing is Thing.ENDPOINT:
        return " on network ", cut(place.inside)
    return " on " if entry.thing in _ON_LINKS else " in ", cut(place.inside)


def _kind(entry: Entry) -> str:
    """Return the kind of a link, as its place or its changes tell it; empty if they do not."""
    told = [change for change in entry.changes if change.field == "kind"]
    kinds = (place_of(entry).kind, *(change.after or change.before for change in told))
    return next((kind for kind in kinds if kind and isinstance(kind, str)), "")
