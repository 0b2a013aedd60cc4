"""VLANs of a bridge, or of a port of one, in the words of `bridge vlan`."""

from collections.abc import Iterable

from topograph.facts import VlanRange

__all__ = ["vlan_texts"]


def vlan_texts(vlans: Iterable[VlanRange]) -> list[str]:
    """Return a text for each VLAN, or range of them, in their order.

    >>> vlan_texts([VlanRange(vid=10, vid_end=20), VlanRange(vid=1, pvid=True, untagged=True)])
    ['1 PVID Egress Untagged', '10-20']
    """
    found = sorted((v.vid, v.vid_end or v.vid, v.pvid, v.untagged) for v in vlans)
    return [_text(*vlan) for vlan in found]


def _text(first: int, last: int, is_pvid: bool, is_untagged: bool) -> str:
    text = str(first) if first == last else f"{first}-{last}"
    return text + " PVID" * is_pvid + " Egress Untagged" * is_untagged
