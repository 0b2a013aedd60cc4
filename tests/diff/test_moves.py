from msgspec.structs import replace

from tests.diff.small_hosts import UPLINK, machine, room, root_of, told
from tests.graph.build_facts import end
from tests.hosts import bridge, v4
from topograph.facts import Link

ADDRESS = "192.0.2.20/24"


def plain(link: Link, *addresses: str) -> Link:
    return replace(link, addresses=[v4(address) for address in addresses])


ONE, OTHER = (end(n, f"dummy{n}", kind="dummy", mac=f"00:00:5e:00:53:0{n}") for n in (5, 6))


def test_an_address_that_one_link_lost_and_another_has_has_moved() -> None:
    before = machine(root_of(plain(ONE, ADDRESS), OTHER))
    after = machine(root_of(ONE, plain(OTHER, ADDRESS)))
    assert told(before, after) == [f"moved address {ADDRESS} in dummy5 -> dummy6"]


def test_an_address_that_went_to_a_new_bridge_with_the_link_below_is_told_once() -> None:
    br0 = bridge(9, "br0", "00:00:5e:00:53:09", ADDRESS)
    after = machine(root_of(br0, replace(plain(UPLINK), master=9)))
    assert told(machine(root_of(UPLINK)), after) == [
        f"added link br0; addresses None -> {ADDRESS}",
        "  changed link eth0; master None -> br0",
        f"moved address {ADDRESS} in eth0 -> br0",
    ]


def test_what_else_a_link_lost_is_still_told() -> None:
    before = machine(root_of(plain(ONE, ADDRESS, "192.0.2.9/24"), OTHER))
    after = machine(root_of(ONE, plain(OTHER, ADDRESS)))
    assert told(before, after) == [
        "changed link dummy5; addresses 192.0.2.20/24,192.0.2.9/24 -> []",
        f"moved address {ADDRESS} in dummy5 -> dummy6",
    ]


def test_an_address_that_two_links_lost_has_not_moved() -> None:
    third = replace(OTHER, ifindex=7, ifname="dummy7", mac="00:00:5e:00:53:07")
    before = machine(root_of(plain(ONE, ADDRESS), plain(OTHER, ADDRESS), third))
    after = machine(root_of(ONE, OTHER, plain(third, ADDRESS)))
    assert [line.split(";")[0] for line in told(before, after)] == [
        "changed link dummy5",
        "changed link dummy6",
        "changed link dummy7",
    ]


def test_an_address_that_went_to_a_link_of_the_same_name_says_where_that_is() -> None:
    def rooms(*links: Link) -> list[object]:
        return [room(f"room{n}", link, inode=4026531900 + n) for n, link in enumerate(links)]

    before = machine(root_of(), *rooms(plain(ONE, ADDRESS), ONE))  # type: ignore[arg-type]
    after = machine(root_of(), *rooms(ONE, plain(ONE, ADDRESS)))  # type: ignore[arg-type]
    assert told(before, after) == [
        f"moved address {ADDRESS} in dummy5 in room0 -> dummy5 in room1"
    ]


def test_addresses_that_are_left_out_do_not_move() -> None:
    before = machine(root_of(plain(ONE, ADDRESS), OTHER))
    after = machine(root_of(ONE, plain(OTHER, ADDRESS)))
    assert told(before, after, ignore=("address",)) == [
        f"changed link dummy5; addresses {ADDRESS} -> []",
        f"changed link dummy6; addresses [] -> {ADDRESS}",
    ]
    assert (
        told(
            before,
            after,
            ignore=(
                "address",
                "addresses",
            ),
        )
        == []
    )
