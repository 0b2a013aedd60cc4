import shlex

import pytest

from topograph.sources.text.commands.ip import IpCommand, Selection, parse_ip, selection_of


def parsed(command: str) -> IpCommand:
    found = parse_ip(shlex.split(command))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("command", "family"),
    [
        *(("ip a", None), ("ip -4 a", 4), ("ip -6 a", 6), ("ip -f inet a", 4), ("ip -0 a", 0)),
        *(("ip -family inet6 a", 6), ("ip -f bridge a", 0), ("ip -B a", 0), ("ip -M r", 0)),
    ],
)
def test_a_family_may_be_asked_for(command: str, family: int | None) -> None:
    assert parsed(command).family == family


def test_options_are_known_by_their_whole_names() -> None:
    assert parsed("ip -s -d -o -j -br -N a").options == {
        *("stats", "details", "oneline", "json", "brief", "Numeric"),
    }
    assert parsed("ip -d -- a").options == {"details"}
    assert parsed("ip -rc 1000 --color=always -h a").options == {
        *("rcvbuf", "color", "human-readable"),
    }


def test_what_stands_behind_show_is_asked_for() -> None:
    assert parsed("ip addr show dev eth0 up").words == ("dev", "eth0", "up")
    assert parsed("ip addr").words == ()
    assert not parsed("ip netns").lists_ids
    assert parsed("ip netns list-id").lists_ids
    assert [parsed(one).is_busybox for one in ("ip a", "busybox ip a")] == [False, True]


def test_keywords_have_values() -> None:
    words = ("dev", "a", "up", "t", "all", "b")
    expected = Selection({"dev": "a", "table": "all"}, ("up", "b"))
    assert selection_of(words, ("dev",), ("table",)) == expected
    assert selection_of(("dev",), ("dev",)) == Selection({}, ("dev",))
    assert selection_of(("de", "a"), ("dev",)) == Selection({}, ("de", "a"))


@pytest.mark.parametrize("argv", [(), ("",), ("ip", ""), ("ip", "-"), ("ip", "--"), ("ip", "-f")])
def test_what_is_cut_off_is_no_command(argv: tuple[str, ...]) -> None:
    assert parse_ip(argv) is None
