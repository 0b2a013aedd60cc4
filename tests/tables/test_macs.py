import pytest

from topograph.tables.macs import is_group


@pytest.mark.parametrize(
    ("mac", "expected"),
    [
        ("01:00:5e:00:00:01", True),
        ("33:33:00:00:00:01", True),
        ("01:80:c2:00:00:00", True),
        ("ff:ff:ff:ff:ff:ff", True),
        ("AB:00:03:00:00:00", True),
        ("aF:00:03:00:00:00", True),
        ("00:00:5e:00:53:01", False),
        ("02:42:ac:11:00:02", False),
        ("10:00:00:00:00:01", False),
        ("fe:ff:ff:ff:ff:ff", False),
        ("AC:00:03:00:00:00", False),
        ("00:00:00:00:00:00", False),
        ("", False),
        ("1", False),
    ],
)
def test_the_lowest_bit_of_the_first_byte_tells_a_group(mac: str, expected: bool) -> None:
    assert is_group(mac) is expected


def test_it_is_that_bit_of_any_byte() -> None:
    groups = [byte for byte in range(256) if is_group(f"{byte:02x}:00:5e:00:53:01")]
    assert groups == list(range(1, 256, 2))
