from topograph.tables.address_order import address_order


def test_default_comes_first_then_ipv4_then_ipv6_by_number_and_last_what_is_no_address() -> None:
    found = [
        "default",
        "9.0.0.0/8",
        "192.0.2.9",
        "192.0.2.10",
        "192.0.2.10/8",
        "192.0.2.10/16",
        "::1",
        "2001:db8::9",
        "2001:db8::10",
        "",
        "nonsense",
    ]
    assert sorted(sorted(found), key=address_order) == found


def test_a_length_that_is_no_number_is_no_error() -> None:
    assert address_order("192.0.2.1/" + "9" * 5000) > address_order("192.0.2.1/24")
