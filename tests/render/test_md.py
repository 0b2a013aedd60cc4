"""The summary in Markdown, read back by a parser."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from tests.hosts import bridge, docker0, hardware, many, snapshot
from tests.picture.shown import sample
from tests.properties.strategies import snapshots
from tests.render.markdown_reading import SPAN, Page, read
from tests.render.mixed_host import hostile, mixed
from tests.render.test_md_text import TEXTS, shown
from topograph.facts import Container, Gap, Host, Network, PublishedPort, Snapshot
from topograph.render import Options, Subject, render
from topograph.render.md import MOST_LINES

OURS = {
    *("heading_open", "paragraph_open", "bullet_list_open", "list_item_open", "strong_open"),
    *("table_open", "thead_open", "tbody_open", "tr_open", "th_open", "td_open"),
    *("inline", "text", "code_inline"),
}
"""All kinds of tokens that are ours to make; none of them is a link, a tag or an image."""

calm = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def markdown(found: Snapshot, options: Options | None = None) -> str:
    return render(Subject(found, options), "md").decode()


def page(found: Snapshot, options: Options | None = None) -> Page:
    return read(markdown(found, options))


def test_a_host_is_told_in_a_few_lines() -> None:
    assert markdown(docker0()) == (
        "## Network of `ip-10-0-0-5`\n"
        "\n"
        "Captured at `2026-11-24T09:30:00Z` by `topograph 0`."
        " No gaps: everything that was asked for could be read.\n"
        "\n"
        "- System `Ubuntu 16.04 LTS`, kernel `4.4.0-38-generic x86_64`, engine `docker 1.12.1`\n"
        "- Containers: 2, all running; networks: 3; bridges: 1; namespaces: 3; links: 9\n"
        "- Uplink `eth0`: `10.0.0.5/24`, default via `10.0.0.1`\n"
        "- Trouble: none seen\n"
        "\n"
        "| Network | Driver | Subnets | Bridge or parent | Containers |\n"
        "| --- | --- | --- | --- | --- |\n"
        "| `bridge` | `bridge` | `172.17.0.0/16` | `docker0` |"
        " `mad_feynman` `172.17.0.3`, `pensive_yonath` `172.17.0.2` |\n"
    )


def test_gaps_come_first_and_then_the_facts_trouble_and_tables() -> None:
    blocks = page(mixed()).blocks
    assert blocks[:13] == [
        f"Network of {SPAN}",
        f"Captured at {SPAN} by {SPAN}.",
        "Not everything could be seen",
        f"{SPAN} ({SPAN}): {SPAN}",
        "What was seen",
        f"System {SPAN}, kernel {SPAN}",
        "Engine: none found; containers: 6, 5 of them running; networks: 3; bridges: 2; "
        "namespaces: 6, 1 of them not read; links: 16",
        f"Uplink {SPAN}: {SPAN}, default via {SPAN}",
        f"Bridge {SPAN} in {SPAN}: 1 port, to {SPAN}",
        f"Other end not seen of 1 link: {SPAN}",
        "In trouble",
        f"Link {SPAN} in {SPAN}, port of {SPAN}: {SPAN}",
        f"Container {SPAN}: {SPAN}",
    ]
    networks, published = page(mixed()).tables
    assert [row[0] for row in networks] == ["Network", "front", "lan", "spare"]
    assert published[1:] == [["0.0.0.0:8080", "web", "80/tcp"]]


def test_what_was_not_seen_is_not_called_none() -> None:
    told = page(sample("unprivileged")).blocks
    (counts,) = [block for block in told if block.startswith("Engine")]
    assert counts.startswith("Engine: not seen; containers: not seen; networks: not seen; ")
    assert f"Bridge {SPAN}: {SPAN}, 2 ports" in told
    assert f"Bridge {SPAN}: {SPAN}, no ports" in told
    assert f"Other end not seen of 4 links: {SPAN}, {SPAN}, {SPAN}, {SPAN}" in told


def test_a_gap_names_its_subjects_unless_its_words_do() -> None:
    gaps = [
        Gap(source="engine", subject="engine:unix:///a", what="unix:///a is shut", host="h"),
        Gap(source="host", subject="host", what="shut", host="h"),
        Gap(source="namespaces", subject="netns:2", what="closed", hint="be root", host="h"),
        Gap(source="namespaces", subject="netns:1", what="closed", hint="be root", host="h"),
        Gap(source="namespaces", subject="odd", what="strange", host="h"),
    ]
    told = markdown(snapshot(Host(hostname="h"), gaps=gaps)).splitlines()
    assert told[6:10] == [
        "- `closed` (`be root`): `netns:1`, `netns:2`",
        "- `shut`",
        "- `strange`: `odd`",
        "- `unix:///a is shut`",
    ]


def test_a_part_says_that_it_is_one_and_counts_only_what_is_in_it() -> None:
    told = markdown(docker0(), Options(only=("mad_*",)))
    assert " This is a part: `only mad_*`." in told
    assert "- Containers: 1, running; networks: 1; bridges: 1; " in told
    assert "pensive_yonath" not in told


def test_without_a_host_there_is_only_the_head() -> None:
    assert markdown(replace(snapshot(), captured_at="", tool="")).splitlines() == [
        "## Network of no host",
        "",
        "Captured. No gaps: everything that was asked for could be read.",
    ]


def test_several_hosts_have_a_heading_each_and_those_beyond_three_are_counted() -> None:
    hosts = [Host(hostname=name) for name in "edcba"]
    told = markdown(snapshot(*hosts)).splitlines()
    assert [line for line in told if line.startswith("#")] == [
        "## Network of `a`, `b`, `c` and 2 more",
        "### `a`",
        "### `b`",
        "### `c`",
    ]


def test_an_uplink_says_what_it_is_and_what_is_wrong_with_it() -> None:
    host = docker0().hosts[0]
    root, *others = host.namespaces
    eth1 = replace(hardware(9, "eth1", "00:00:5e:00:53:09"), carrier=False, master=10)
    br1 = bridge(10, "br1", "00:00:5e:00:53:10")
    route = replace(root.routes[0], link=10, gateway=None)
    root = replace(root, links=[*root.links, eth1, br1], routes=[*root.routes, route])
    told = markdown(snapshot(replace(host, namespaces=[root, *others])))
    assert "\n- Uplink `eth1`: port of `br1`, `no carrier`\n" in told
    assert "\n- Uplink `br1` (`bridge`): default route\n" in told
    assert "\n- Link `eth1`, port of `br1`: `no carrier`\n" in told


def test_of_many_alike_two_are_told_with_the_number_of_the_others() -> None:
    networks, published = page(many(300, 10)).tables
    assert networks[1][4] == "30: app0-web-1 10.0.0.2, app0-web-11 10.0.0.12 and 28 alike"
    assert published[11] == ["0.0.0.0:8010", "app0-web-11 and 28 alike on other ports", "80/tcp"]


@pytest.mark.parametrize("text", TEXTS)
def test_text_from_outside_is_read_back_and_changes_nothing_around_it(text: str) -> None:
    found, plain = page(hostile(text)), page(hostile("plain"))
    assert {kind for kind in found.kinds if not kind.endswith("_close")} == OURS
    assert found.blocks == plain.blocks
    seen = sorted(span.replace("plain", text) for span in plain.spans)
    assert sorted(found.spans) == sorted(map(shown, seen))


@calm
@given(snapshots(max_hosts=4))
def test_whatever_the_facts_only_words_of_ours_stand_outside_of_code_spans(
    facts: Snapshot,
) -> None:
    found = page(facts)
    assert {kind for kind in found.kinds if not kind.endswith("_close")} <= OURS
    outside = [re.sub(r"\d", "", block) for block in found.blocks]
    assert [b for b in outside if not re.fullmatch(f"[A-Za-z ,.:;(){SPAN}]*", b)] == []


@pytest.mark.parametrize("hosts", [1, 2, 3, 4, 9])
def test_it_is_short_however_large_the_hosts_are(hosts: int) -> None:
    large = snapshot(*(crowded(f"h{n}") for n in range(hosts)), gaps=_gaps())
    lines = markdown(large).splitlines()
    assert 90 < len(lines) < MOST_LINES
    assert max(map(len, lines)) < 3000


def test_lists_that_are_cut_say_how_much_more_there_is() -> None:
    told = markdown(snapshot(crowded("h"), gaps=_gaps())).splitlines()
    for what in ("gaps", "uplinks", "bridges", "links", "containers"):
        assert f"- and 42 more {what}" in told
    assert "And 30 more networks." in told
    assert "And 30 more published ports." in told


def _gaps() -> list[Gap]:
    return [Gap(source="host", subject=f"netns:{n}", what=f"what {n}") for n in range(50)]


def crowded(name: str) -> Host:
    """Return a host with fifty of all that a list can hold, none like another."""
    host = docker0().hosts[0]
    root = host.namespaces[0]
    numbers = range(100, 150)
    links = [hardware(n, f"eth{n}", "00:00:5e:00:53:01", "192.0.2.1/24") for n in numbers]
    links = [replace(link, carrier=False) for link in links]
    links += [bridge(n + 100, f"br{n}", "00:00:5e:00:53:02", "192.0.2.2/24") for n in numbers]
    networks = [Network(id=f"{n:064}", name=f"net{n}", driver="bridge") for n in numbers]
    containers = [
        Container(
            id=f"{n:064}",
            names=[f"box{n}"],
            state="exited",
            ports=[PublishedPort(container_port=n, host_port=2 * n)],
        )
        for n in numbers
    ]
    return replace(
        host,
        hostname=name,
        namespaces=[replace(root, links=links, routes=[])],
        containers=containers,
        networks=networks,
    )
