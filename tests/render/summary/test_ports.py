import pytest

from tests.tables.ports import port
from topograph.facts import PublishedPort
from topograph.render.summary.parts import Published
from topograph.render.summary.ports import published_ports

ANY, ANY6 = "0.0.0.0", "::"


@pytest.mark.parametrize(
    ("ports", "told"),
    [
        ([], []),
        ([port(3306)], []),
        ([port(80, 8080, ANY)], [(("0.0.0.0:8080",), "80/tcp")]),
        ([port(80, 8080)], [(("0.0.0.0:8080",), "80/tcp")]),
        (
            [port(80, 8080, ANY6), port(80, 8080, ANY)],
            [(("0.0.0.0:8080", "[::]:8080"), "80/tcp")],
        ),
        (
            [port(80, 8080, "127.0.0.1"), port(80, 8081, ANY)],
            [(("127.0.0.1:8080",), "80/tcp"), (("0.0.0.0:8081",), "80/tcp")],
        ),
        (
            [port(n, n, ip) for n in (5000, 5001, 5002) for ip in (ANY, ANY6)],
            [(("0.0.0.0:5000-5002", "[::]:5000-5002"), "5000-5002/tcp")],
        ),
        (
            [port(n, n + 1000, ANY, "udp") for n in (53, 54)],
            [(("0.0.0.0:1053-1054",), "53-54/udp")],
        ),
        (
            [port(80, 80, ANY), port(81, 80, "127.0.0.1")],
            [(("0.0.0.0:80",), "80/tcp"), (("127.0.0.1:80",), "81/tcp")],
        ),
        (
            [port(80, 80, ANY), port(81, 81, ANY6)],
            [(("0.0.0.0:80",), "80/tcp"), (("[::]:81",), "81/tcp")],
        ),
        (
            [port(80, 80, ANY), port(82, 82, ANY)],
            [(("0.0.0.0:80",), "80/tcp"), (("0.0.0.0:82",), "82/tcp")],
        ),
        (
            [port(53, 53, ANY), port(54, 54, ANY, "udp")],
            [(("0.0.0.0:53",), "53/tcp"), (("0.0.0.0:54",), "54/udp")],
        ),
        (
            [port(80, 8080, ANY), port(80, 9090, ANY), port(81, 8081, ANY)],
            [(("0.0.0.0:8080-8081",), "80-81/tcp"), (("0.0.0.0:9090",), "80/tcp")],
        ),
    ],
)
def test_published_ports_in_a_row_are_one(
    ports: list[PublishedPort], told: list[tuple[tuple[str, ...], str]]
) -> None:
    expected = [Published(at, "web", inside) for at, inside in told]
    assert [found for _, found in published_ports("web", ports)] == expected
    assert [found for _, found in published_ports("web", reversed(ports))] == expected


def test_a_range_stands_where_its_first_port_does() -> None:
    ((place, _),) = published_ports("web", [port(81, 8081, ANY), port(80, 8080, ANY)])
    assert place == (8080, "tcp", ("0.0.0.0:8080-8081",))
