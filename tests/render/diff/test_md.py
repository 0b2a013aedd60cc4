import pytest

from tests.diff.build_diff import added, change, changed, diff, entry, hostile_diff, removed
from tests.properties.strategies import HOSTILE
from tests.render.diff.compared import rendered
from tests.render.diff.events import maintenance
from tests.render.markdown_reading import read
from tests.render.test_md import OURS
from topograph.diff.model import Diff, Thing, Unknown, Verb
from topograph.render.diff.md import MOST_LINES

LINK = Thing.LINK


def test_it_is_a_list_below_each_title() -> None:
    assert rendered(maintenance(), "md") == (
        "## Network of `web1`: 1 added, 1 removed, 36 changed, 1 not observed\n"
        "\n"
        "- Before: `before.json`, captured at `2026-11-24T09:30:00Z`, of `web1`\n"
        "- After: `live`, captured at `2026-11-24T10:30:00Z`, of `web1`\n"
        "- Left out: `txqlen`.\n"
        "\n"
        "**Hosts**\n"
        "\n"
        "- `±` engine `docker` upgraded from `20.10.24` to `27.3.1`\n"
        "\n"
        "**Containers**\n"
        "\n"
        "- `↻` container `shop-web-1` recreated: `image` `shop:1` → `shop:2`\n"
        "  - `−` link `veth7` removed\n"
        "  - `+` link `veth8` added\n"
        "- `−` container `old-db-1` removed: `image` `mysql:5`\n"
        "- `±` container `mail` stopped\n"
        "\n"
        "**Links**\n"
        "\n"
        "- `±` bridge `br0` changed\n"
        "  - `bridge.stp_state` `0` → `1`\n"
        "  - `bridge.vlan_filtering` off → on\n"
        "- `±` `mtu` `1500` → `1450` on 30 links: `veth10`, `veth11`, `veth12` and 27 more\n"
        "\n"
        "**Addresses**\n"
        "\n"
        "- `→` address `192.0.2.1/24` moved from `eth0` to `br0`\n"
        "\n"
        "**Routes**\n"
        "\n"
        "- `±` default route changed: `gateway` `192.0.2.254` → `192.0.2.253`\n"
        "- `+` route `198.51.100.0/24` added: `gateway` `192.0.2.9`\n"
        "\n"
        "**Not observed**\n"
        "\n"
        "- `?` not observed after: `the network namespaces of 4 processes could not be read`;"
        " `run as root`\n"
        "  - `?` link `eth0` in `old-db-1` seen before only\n"
    )


def test_where_nothing_differs_one_sentence_is_below_the_title() -> None:
    assert rendered(diff(), "md") == (
        "## Network of `web1`: no difference\n\nNo difference between `before.json` and `live`.\n"
    )
    unknown = [Unknown(side="after", host="", what="x")]
    assert "\nNo difference in what could be observed on both sides.\n" in rendered(
        diff(unknown=unknown), "md"
    )


def test_of_a_long_list_the_number_of_the_rest_is_told() -> None:
    events = [changed(LINK, f"l{n}", change("mtu", 1500, n)) for n in range(500)]
    lines = rendered(diff(*events), "md").split("\n")
    assert lines[-3] == "- `±` link `l71` changed: `mtu` `1500` → `71`"
    assert lines[-2] == "- and 428 more"


def test_a_long_list_leaves_room_for_the_others() -> None:
    events = [changed(LINK, f"l{n}", change("mtu", 1500, n)) for n in range(500)]
    text = rendered(diff(*events, removed(Thing.ROUTE, "default")), "md")
    assert text.endswith("**Routes**\n\n- `−` default route removed\n")


def test_of_what_one_event_took_along_the_number_is_told() -> None:
    parts = [removed(LINK, f"l{n}", change("mtu", n)) for n in range(20)]
    event = entry(Verb.RECREATED, Thing.CONTAINER, "web", parts=parts)
    lines = rendered(diff(event, added(LINK, "after")), "md").split("\n")
    begin = lines.index("- `↻` container `web` recreated")
    assert lines[begin + 6] == "  - `−` link `l5` removed: `mtu` `5`"
    assert lines[begin + 7 : begin + 9] == ["  - and 14 more", ""]


def many_hosts() -> Diff:
    hosts = [f"h{n}" for n in range(30)]
    events = [added(thing, "x", host=host) for host in hosts for thing in (LINK, Thing.ROUTE)]
    return diff(*events, hosts=hosts)


def everything() -> Diff:
    parts = [removed(LINK, f"l{n}", change("mtu", n)) for n in range(20)]
    events = [
        entry(verb, thing, f"x{n}", change("a", 0, n), change("b", 0, n), parts=parts)
        for verb in Verb
        for thing in Thing
        for n in range(20)
    ]
    unknown = [Unknown(side="after", host="web1", what=f"w{n}", hidden=parts) for n in range(50)]
    return diff(*events, unknown=unknown, all_fields=True, ignored=["a"] * 200)


@pytest.mark.parametrize("found", [many_hosts(), everything()])
def test_it_is_short_however_much_differs(found: Diff) -> None:
    text = rendered(found, "md")
    assert 50 < text.count("\n") < MOST_LINES


def test_lists_that_are_left_out_are_counted() -> None:
    assert rendered(many_hosts(), "md").endswith("\nAnd 44 more in 44 lists.\n")


@pytest.mark.parametrize(
    "name", [*HOSTILE, "+ x", "- x", "# x", "`", "``a`", "@all #1 http://x.test"]
)
def test_nothing_from_outside_comes_alive(name: str) -> None:
    page = read(rendered(hostile_diff(name), "md"))
    assert page.kinds - {kind.replace("_open", "_close") for kind in OURS} <= OURS
    if name.strip() and name.isprintable():
        assert page.spans.count(name) > 50
        assert not any(name in block for block in page.blocks if len(name) > 3)
