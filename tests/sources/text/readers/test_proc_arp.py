"""Neighbours, from /proc/net/arp."""

import pytest

from tests.sources.text.readers.reading import begins, read
from topograph.facts import Neighbour
from topograph.sources.text.told import ToldNeighbour

HEAD = "IP address       HW type     Flags       HW address            Mask     Device"


def row(flags: str, mac: str = "00:00:5e:00:53:01", address: str = "192.0.2.1") -> str:
    return f"{address}        0x1         {flags}         {mac}     *        eth0"


@pytest.mark.parametrize(
    ("flags", "neighbour"),
    [
        ("0x2", Neighbour(family=4, dst="192.0.2.1", link=0, mac="00:00:5e:00:53:01")),
        (
            "0x6",
            Neighbour(
                family=4, dst="192.0.2.1", link=0, mac="00:00:5e:00:53:01", state=["PERMANENT"]
            ),
        ),
        ("0x0", Neighbour(family=4, dst="192.0.2.1", link=0)),
        ("0x8", Neighbour(family=4, dst="192.0.2.1", link=0, is_proxy=True)),
    ],
)
def test_flags_tell_what_is_known_of_a_neighbour(flags: str, neighbour: Neighbour) -> None:
    told = read("proc arp", f"{HEAD}\n{row(flags)}")
    assert told.neighbours == [ToldNeighbour(neighbour, dev="eth0")]
    assert told.complete == set()


@pytest.mark.parametrize(
    "text", [row("x"), row("0x2", mac="what"), row("0x2", address="999.0.0.1")]
)
def test_a_row_of_another_shape_is_not_understood(text: str) -> None:
    told = read("proc arp", f"{HEAD}\n{text}")
    assert ([line.number for line in told.unknown], told.neighbours) == ([2], [])


def test_the_head_begins_an_output() -> None:
    assert begins(HEAD) == ["proc arp"]
