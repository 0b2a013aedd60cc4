"""The column PORTS of `docker ps`."""

import pytest

from topograph.sources.text.readers.engine.ports import MOST, Budget, ports_of


def port(container: int, protocol: str = "tcp", ip: str = "", host: int = 0) -> dict[str, object]:
    found: dict[str, object] = {"PrivatePort": container, "Type": protocol}
    return found | ({"IP": ip} if ip else {}) | ({"PublicPort": host} if host else {})


@pytest.mark.parametrize(
    ("cell", "ports"),
    [
        ("", []),
        ("3306/tcp", [port(3306)]),
        ("80/tcp, 443", [port(80), port(443)]),
        ("0.0.0.0:8080->80/tcp", [port(80, ip="0.0.0.0", host=8080)]),
        ("[::]:8080->80/tcp", [port(80, ip="::", host=8080)]),
        (":::53->53/udp", [port(53, "udp", "::", 53)]),
        ("[2001:db8::1]:53->53/sctp", [port(53, "sctp", "2001:db8::1", 53)]),
        (
            "127.0.0.1:8000-8001->9000-9001/tcp",
            [port(9000, ip="127.0.0.1", host=8000), port(9001, ip="127.0.0.1", host=8001)],
        ),
        ("9000-9001/udp", [port(9000, "udp"), port(9001, "udp")]),
    ],
)
def test_a_cell_lists_what_the_api_does(cell: str, ports: list[dict[str, object]]) -> None:
    assert ports_of(cell, Budget()) == ports


@pytest.mark.parametrize(
    "cell",
    [
        "x",
        "80/tcp 81/tcp",
        "0.0.0.0:1-3->1-2/tcp",
        "9-1/tcp",
        "65536/tcp",
        "99999999/tcp",
        "1.2.3.4:",
    ],
)
def test_what_is_no_list_of_ports_is_none(cell: str) -> None:
    assert ports_of(cell, Budget()) is None


def test_few_letters_cannot_stand_for_ports_without_end() -> None:
    budget = Budget()
    counts = [len(ports_of("1-65535/tcp", budget) or []) for _ in range(9)]
    assert counts == [65535] * 4 + [0] * 5
    assert sum(counts) == MOST
