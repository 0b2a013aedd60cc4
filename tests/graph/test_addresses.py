import pytest

from tests.graph.build_facts import end
from tests.hosts import v4
from topograph.facts import Address
from topograph.graph.addresses import bare, bare_addresses, is_unicast, link_addresses


def test_prefix_lengths_and_case_do_not_count() -> None:
    assert bare("2001:DB8::1/64") == "2001:db8::1"
    assert bare_addresses(["192.0.2.1/24", "192.0.2.1", ""]) == {"192.0.2.1"}


def test_addresses_that_are_the_same_everywhere_do_not_mean_a_link() -> None:
    local = Address(family=6, address="fe80::1/64", scope="link")
    loop = v4("127.0.0.1/8", scope="host")
    assert link_addresses(end(2, "eth0", addresses=[local, loop, v4("192.0.2.1/24")])) == {
        "192.0.2.1"
    }


@pytest.mark.parametrize(
    ("address", "answer"),
    [
        ("192.0.2.9", True),
        ("2001:db8::9", True),
        ("239.1.1.1", False),
        ("ff02::1", False),
        ("0.0.0.0", False),
        ("::", False),
        ("nonsense", False),
    ],
)
def test_only_the_address_of_one_far_end_is_unicast(address: str, answer: bool) -> None:
    assert is_unicast(address) is answer
