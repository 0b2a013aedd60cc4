import pytest

from tests.tables.ports import port
from topograph.facts import PublishedPort
from topograph.tables.port_text import ports_text


@pytest.mark.parametrize(
    ("ports", "text"),
    [
        ([], ""),
        ([port(3306)], "3306/tcp"),
        ([port(80, 8080, "0.0.0.0")], "0.0.0.0:8080->80/tcp"),
        (
            [port(80, 8080, "0.0.0.0"), port(80, 8080, "::")],
            "0.0.0.0:8080->80/tcp, [::]:8080->80/tcp",
        ),
        ([port(80), port(81), port(82), port(443)], "80-82/tcp, 443/tcp"),
        ([port(n, n, "0.0.0.0") for n in (8000, 8001)], "0.0.0.0:8000-8001->8000-8001/tcp"),
        ([port(n, n, "::") for n in (53, 54)], "[::]:53-54->53-54/tcp"),
        ([port(53), port(53, proto="udp"), port(54)], "53-54/tcp, 53/udp"),
        ([port(80, 8080, "0.0.0.0"), port(443)], "443/tcp, 0.0.0.0:8080->80/tcp"),
        ([port(80, 8080)], "0.0.0.0:8080->80/tcp"),
        ([port(90, 90, "127.0.0.1"), port(91)], "127.0.0.1:90->90/tcp, 91/tcp"),
    ],
)
def test_ports_read_as_docker_ps_prints_them(ports: list[PublishedPort], text: str) -> None:
    assert ports_text(ports) == text
    assert ports_text(reversed(ports)) == text
