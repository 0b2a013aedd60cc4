import pytest

from tests.diff.build_diff import added, diff, hostile_diff
from tests.properties.strategies import HOSTILE
from tests.render.diff.compared import rendered
from tests.render.diff.events import maintenance
from topograph.diff.model import Thing, Unknown

UNKNOWN = Unknown(side="before", host="web1", what="no permission", hint="run as root")


def test_both_sides_what_differs_what_is_unknown_and_the_numbers() -> None:
    assert rendered(maintenance(), "text") == (
        "before  before.json, captured at 2026-11-24T09:30:00Z, of web1\n"
        "after   live, captured at 2026-11-24T10:30:00Z, of web1\n"
        "Left out: txqlen.\n"
        "\n"
        "Hosts\n"
        "  ± engine docker upgraded from 20.10.24 to 27.3.1\n"
        "\n"
        "Containers\n"
        "  ↻ container shop-web-1 recreated: image shop:1 → shop:2\n"
        "    − link veth7 removed\n"
        "    + link veth8 added\n"
        "  − container old-db-1 removed: image mysql:5\n"
        "  ± container mail stopped\n"
        "\n"
        "Links\n"
        "  ± bridge br0 changed\n"
        "    bridge.stp_state 0 → 1\n"
        "    bridge.vlan_filtering off → on\n"
        "  ± mtu 1500 → 1450 on 30 links: veth10, veth11, veth12 and 27 more\n"
        "\n"
        "Addresses\n"
        "  → address 192.0.2.1/24 moved from eth0 to br0\n"
        "\n"
        "Routes\n"
        "  ± default route changed: gateway 192.0.2.254 → 192.0.2.253\n"
        "  + route 198.51.100.0/24 added: gateway 192.0.2.9\n"
        "\n"
        "Not observed\n"
        "  ? not observed after: the network namespaces of 4 processes could not be read;"
        " run as root\n"
        "    ? link eth0 in old-db-1 seen before only\n"
        "\n"
        "1 added, 1 removed, 36 changed, 1 not observed\n"
    )


def test_where_nothing_differs_one_sentence_is_all() -> None:
    assert rendered(diff(), "text") == "No difference between before.json and live.\n"
    found = rendered(diff(ignored=["a"]), "text")
    assert found == "No difference between before.json and live.\nLeft out: a.\n"


def test_the_unknown_alone_is_no_difference() -> None:
    lines = rendered(diff(unknown=[UNKNOWN]), "text").split("\n")
    assert lines[2:] == [
        "",
        "No difference in what could be observed on both sides.",
        "",
        "Not observed",
        "  ? not observed before: no permission; run as root",
        "",
        "no difference, 1 not observed",
        "",
    ]


def test_several_hosts_stand_in_the_heads_and_before_gaps() -> None:
    events = [added(Thing.LINK, "a", host=host) for host in ("web1", "web2")]
    text = rendered(diff(*events, unknown=[UNKNOWN], hosts=["web1", "web2"]), "text")
    assert "\nLinks of web1\n  + link a added\n\nLinks of web2\n  + link a added\n" in text
    assert "  ? not observed before: web1: no permission; run as root\n" in text


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_from_outside_moves_the_terminal_or_ends_a_line(name: str) -> None:
    text = rendered(hostile_diff(name), "text")
    assert all(c.isprintable() or c == "\n" for c in text)
    lines = rendered(hostile_diff("x"), "text").count("\n")
    # Other names fold and fit in one line in other ways, but none makes lines of its own.
    allowed = ("before  ", "after   ", "  ", "Left out: ")
    plain = [line for line in text.split("\n") if line and not line.startswith(allowed)]
    assert len(plain) < lines
    assert all(line[:1].isupper() or line[:1].isdigit() for line in plain)
