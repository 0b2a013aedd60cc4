import pytest

from topograph.tables.ip_words import prefix_text, protocol_text, table_text, tos_text


@pytest.mark.parametrize(
    ("table", "text"),
    [(253, "default"), (254, "main"), (255, "local"), (100, "100"), (51820, "51820")],
)
def test_only_the_tables_of_the_kernel_have_names(table: int, text: str) -> None:
    assert table_text(table) == text


@pytest.mark.parametrize(
    ("prefix", "family", "text"),
    [
        ("192.0.2.1/32", 4, "192.0.2.1"),
        ("192.0.2.0/24", 4, "192.0.2.0/24"),
        ("2001:db8::1/128", 6, "2001:db8::1"),
        ("2001:db8::/32", 6, "2001:db8::/32"),
        ("default", 4, "default"),
    ],
)
def test_one_address_alone_has_no_length(prefix: str, family: int, text: str) -> None:
    assert prefix_text(prefix, family) == text


def test_the_usual_type_of_service_is_not_told() -> None:
    assert (tos_text(0), tos_text(8), tos_text(0x10)) == ("", "tos 0x08", "tos 0x10")


def test_a_protocol_without_a_name_keeps_its_number() -> None:
    assert (protocol_text(6), protocol_text(58), protocol_text(253)) == (
        "tcp",
        "ipv6-icmp",
        "ipproto-253",
    )
