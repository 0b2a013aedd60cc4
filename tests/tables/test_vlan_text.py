import pytest

from topograph.facts import VlanRange
from topograph.tables.vlan_text import vlan_texts


@pytest.mark.parametrize(
    ("vlan", "text"),
    [
        (VlanRange(vid=1, pvid=True, untagged=True), "1 PVID Egress Untagged"),
        (VlanRange(vid=1, pvid=True), "1 PVID"),
        (VlanRange(vid=30, untagged=True), "30 Egress Untagged"),
        (VlanRange(vid=10, vid_end=20), "10-20"),
        (VlanRange(vid=10, vid_end=10), "10"),
        (VlanRange(vid=10, vid_end=20, untagged=True), "10-20 Egress Untagged"),
    ],
)
def test_a_vlan_reads_as_bridge_vlan_prints_it(vlan: VlanRange, text: str) -> None:
    assert vlan_texts([vlan]) == [text]


def test_vlans_are_in_the_order_of_their_numbers() -> None:
    assert vlan_texts([VlanRange(vid=n) for n in (100, 7, 20)]) == ["7", "20", "100"]
