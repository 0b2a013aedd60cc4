import pytest

from tests.diff.build_diff import added, diff, hostile_diff
from tests.properties.strategies import HOSTILE
from tests.render.diff.events import maintenance
from topograph.diff.model import Thing
from topograph.render.diff.stat import diff_stat


def test_one_host_is_one_line() -> None:
    assert diff_stat(maintenance()) == "web1: 1 added, 1 removed, 36 changed, 1 not observed\n"
    assert diff_stat(diff()) == "web1: no difference\n"


def test_each_of_several_hosts_has_a_line() -> None:
    events = [added(Thing.LINK, "a", host=host) for host in ("web1", "web2")]
    assert diff_stat(diff(*events, hosts=["web1", "web2"])) == "web1: 1 added\nweb2: 1 added\n"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_one_line_whatever_it_is(name: str) -> None:
    text = diff_stat(hostile_diff(name))
    assert text.count("\n") == 1
    assert text.rstrip("\n").isprintable()
