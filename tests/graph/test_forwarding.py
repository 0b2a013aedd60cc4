import pytest

from topograph.graph.forwarding import is_forwarded

BOTH = {"forwards": [4, 6]}


@pytest.mark.parametrize(
    ("forwards", "addresses", "expected"),
    [
        ([4], ["192.0.2.1/24"], True),
        ([6], ["192.0.2.1/24"], False),
        ([4], ["2001:db8::1/64"], False),
        ([6], ["2001:db8::1/64"], True),
        ([], ["192.0.2.1/24", "2001:db8::1/64"], False),
        ([6], ["192.0.2.1/24", "2001:db8::1/64"], True),
        ([4], ["2001:db8::1/64", "192.0.2.1/24"], True),
    ],
)
def test_each_family_is_forwarded_for_itself(
    forwards: list[int], addresses: list[str], expected: bool
) -> None:
    assert is_forwarded({"forwards": forwards}, addresses) is expected


@pytest.mark.parametrize("address", ["fe80::1/64", "169.254.1.1/32"])
def test_what_is_of_the_wire_only_is_never_forwarded(address: str) -> None:
    assert not is_forwarded(BOTH, [address])
    assert is_forwarded(BOTH, [address, "192.0.2.1/24"])


def test_without_an_address_there_is_nothing_to_forward() -> None:
    assert not is_forwarded(BOTH, [])


def test_an_address_that_only_looks_like_one_of_the_wire_is_forwarded() -> None:
    assert is_forwarded(BOTH, ["169.25.4.1/24"])
    assert is_forwarded(BOTH, ["fe8::1/64"])
