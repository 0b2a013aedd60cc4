"""Filters leave what belongs to a network, kind, project or state, and what is on its ways."""

from collections.abc import Mapping

import networkx as nx
import pytest

from tests.report.expected import lit_shapes, things
from tests.report.opened import Opened, OpenReport
from topograph.graph import ways_out
from topograph.render import Subject

pytestmark = pytest.mark.browser

LEFT = (
    "[...document.querySelectorAll('svg .left')]"
    ".map((left) => left.id || left.parentNode.id).filter((id) => /^[brpc]\\d+$/.test(id))"
)


def _set(opened: Opened, choices: Mapping[str, str]) -> None:
    for name, value in choices.items():
        opened.page.select_option(f"#filters select[name={name}]", value)


def _shown(opened: Opened) -> set[str]:
    return set(
        opened.run("[...document.querySelectorAll('tr[id]:not([hidden])')].map((r) => r.id)")
    )


def _networks_of(subject: Subject, node: str) -> set[str]:
    """Return the names of the networks that a thing is, or that a link is on."""
    nodes = subject.graph.nodes
    found = nodes[node]
    if found["type"] == "network":
        return {found["name"]}
    return {nodes[network]["name"] for network in found.get("networks", ())}


def _is_of(subject: Subject, node: str, name: str, value: str) -> bool:
    found = subject.graph.nodes[node]
    if name == "Network":
        return value in _networks_of(subject, node)
    if name == "Kind":
        return bool(found["type"] == "link" and found["kind"] == value)
    if found["type"] != "container":
        return False
    if name == "State":
        return bool(found["state"] == value)
    return _project(subject, node) == value


def _project(subject: Subject, node: str) -> str:
    name = subject.graph.nodes[node]["name"]
    for host in subject.snapshot.hosts:
        for container in host.containers:
            if name in container.names:
                return container.labels.get("com.docker.compose.project", "")
    return ""


def _expected(subject: Subject, choices: Mapping[str, str]) -> set[str]:
    """Return the things that are left: those of each choice, with the ways in and out of them.

    Of a network the links lead only out: what leads to a bridge need not be on its network.
    """
    ways: nx.DiGraph[str] = nx.DiGraph(ways_out(subject.graph))
    left = set(things(subject))
    for name, value in choices.items():
        found = {node for node in things(subject) if _is_of(subject, node, name, value)}
        around = set(found)
        for node in found:
            around |= nx.descendants(ways, node)
            if name != "Network" or not node.startswith("link/"):
                around |= nx.ancestors(ways, node)
        left &= around
    return left


CHOICES: list[tuple[str, dict[str, str]]] = [
    ("two-networks", {"Network": "backend"}),
    ("two-networks", {"Network": "frontend"}),
    ("compose", {"Network": "proxy"}),
    ("compose", {"Project": "shop"}),
    ("compose", {"Project": "shop", "Network": "proxy"}),
    ("compose", {"State": "exited"}),
    ("mixed", {"Kind": "macvlan"}),
    ("mixed", {"Kind": "vxlan"}),
    ("mixed", {"Kind": "bridge", "Network": "front"}),
    ("modes", {"State": "paused"}),
    ("macvlan", {"Network": "lan"}),
]


@pytest.mark.parametrize(("name", "choices"), CHOICES)
def test_the_rows_that_are_left_are_those_of_the_facts(
    open_report: OpenReport, name: str, choices: dict[str, str]
) -> None:
    opened = open_report(name)
    _set(opened, choices)
    expected = _expected(opened.subject, choices)
    assert _shown(opened) == expected
    assert 0 < len(expected) < len(things(opened.subject))
    assert opened.one("#said").inner_text() == (
        f"{len(expected)} of {len(things(opened.subject))} things are left."
    )


@pytest.mark.parametrize(("name", "choices"), CHOICES[:5])
def test_the_picture_keeps_what_is_left_and_dims_the_rest(
    open_report: OpenReport, name: str, choices: dict[str, str]
) -> None:
    opened = open_report(name)
    _set(opened, choices)
    left = _expected(opened.subject, choices)
    assert set(opened.run(LEFT)) == lit_shapes(opened.subject, left)
    dimmed = opened.run(
        "[...document.querySelectorAll("
        "'svg :is(.own, .row, .container, [data-parts]):not(.left)')]"
        ".map((found) => Number(getComputedStyle(found).opacity))"
    )
    assert set(dimmed) == {0.12}


def test_a_network_leaves_only_what_is_on_it(open_report: OpenReport) -> None:
    opened = open_report("two-networks")
    _set(opened, {"Network": "backend"})
    containers = {node for node in _shown(opened) if node.startswith("container/")}
    assert containers == {"container/web1/postgres", "container/web1/web"}
    networks = {node for node in _shown(opened) if node.startswith("network/")}
    assert networks == {"network/web1/backend"}


def test_rows_about_what_is_left_out_are_hidden_in_all_tables(open_report: OpenReport) -> None:
    opened = open_report("compose")
    _set(opened, {"Project": "blog"})
    published = opened.page.locator("#published tbody tr:not([hidden])")
    assert published.count() == 0
    assert opened.one("#published output").inner_text() == "0 shown"
    assert opened.one("#containers output").inner_text() == "3 shown"
    routes = opened.page.locator("#routes tbody tr:not([hidden])").all_text_contents()
    assert any("blog-web-1" in row for row in routes)
    assert not any("shop" in row for row in routes)


def test_each_filter_offers_what_there_is(open_report: OpenReport) -> None:
    opened = open_report("compose")
    offered: dict[str, list[str]] = opened.run(
        "Object.fromEntries([...document.querySelectorAll('#filters select')].map((choice) =>"
        " [choice.name, [...choice.options].map((option) => option.text)]))"
    )
    assert offered == {
        "Network": [
            "any",
            "blog_default",
            "bridge",
            "host",
            "none",
            "proxy",
            "shop_default",
            "wiki_default",
        ],
        "Kind": ["any", "bridge", "veth"],
        "Project": ["any", "blog", "shop", "wiki"],
        "State": ["any", "DOWN", "exited", "running", "UNKNOWN", "UP"],
    }


def test_a_filter_with_nothing_to_offer_is_not_there(open_report: OpenReport) -> None:
    opened = open_report("docker0")
    assert opened.run("[...document.querySelectorAll('#filters select')].map((c) => c.name)") == [
        "Network",
        "Kind",
        "State",
    ]


def test_choosing_any_again_brings_all_back(open_report: OpenReport) -> None:
    opened = open_report("compose")
    _set(opened, {"Network": "proxy", "State": "running"})
    _set(opened, {"Network": "", "State": ""})
    assert _shown(opened) == set(things(opened.subject))
    assert opened.count("svg.sifted, svg .left, tr[hidden]") == 0
    assert opened.one("#said").inner_text() == ""


def test_reset_brings_all_back(open_report: OpenReport) -> None:
    opened = open_report("compose")
    _set(opened, {"Network": "proxy", "Project": "shop"})
    opened.page.click("#anew")
    assert _shown(opened) == set(things(opened.subject))
    assert opened.count("svg.sifted, svg .left, tr[hidden]") == 0


def test_filters_and_the_words_of_a_table_go_together(open_report: OpenReport) -> None:
    opened = open_report("compose")
    _set(opened, {"Project": "shop"})
    opened.page.fill("#containers .tools input", "web-1")
    rows = opened.page.locator("#containers tbody tr:not([hidden]) th")
    assert rows.all_inner_texts() == ["shop-web-1"]
    _set(opened, {"Project": ""})
    assert {text.strip() for text in rows.all_inner_texts()} == {
        "blog-web-1",
        "shop-web-1",
        "wiki-web-1",
    }


def test_a_filter_and_a_selection_go_together(open_report: OpenReport) -> None:
    opened = open_report("compose")
    opened.shape("container/web3/shop-db-1").locator("text").first.click()
    _set(opened, {"Project": "shop"})
    assert opened.details.is_visible()
    assert opened.count("svg.lit.sifted") == 1
    opened.page.keyboard.press("Escape")
    assert opened.count("svg.sifted") == 1


def test_values_of_a_harmful_host_are_choices_like_any_other(open_report: OpenReport) -> None:
    opened = open_report("harmful")
    for choice in opened.page.locator("#filters select").all():
        for n in range(choice.locator("option").count()):
            choice.select_option(index=n)
            assert _shown(opened) or n == 0
        choice.select_option(index=0)
