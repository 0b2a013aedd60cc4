import pytest

from tests.sources.text.decorated import DECORATED
from topograph.sources.text.headings import heading_in


@pytest.mark.parametrize("line", DECORATED)
def test_a_command_is_a_heading_however_it_is_decorated(line: str) -> None:
    assert heading_in(line) == "ip addr"


@pytest.mark.parametrize(
    "line",
    ["", "ip", "ip is a program", "docker0", "bridge name\tbridge id", "addr", "x" * 5000],
)
def test_what_only_begins_like_a_command_is_none(line: str) -> None:
    assert heading_in(line) == ""


@pytest.mark.parametrize(
    "line",
    [
        "kubectl exec web -- ip addr",
        "ssh web2 ip addr",
        "docker-compose exec web ip addr",
        "sudo docker compose exec -T web sh -c 'ifconfig eth0'",
        "docker-compose exec web /usr/sbin/brctl show",
    ],
)
def test_a_command_in_a_place_that_is_not_known_is_a_heading_too(line: str) -> None:
    assert heading_in(line) == line


@pytest.mark.parametrize("line", ["docker-compose exec web ps", "docker-compose logs web ip addr"])
def test_another_command_in_such_a_place_is_none(line: str) -> None:
    assert heading_in(line) == ""
