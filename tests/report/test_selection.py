"""What is clicked is told beside the picture, and named by the address of the page."""

from typing import TYPE_CHECKING

import pytest

from tests.report.opened import Opened, OpenReport, quoted
from tests.report.subjects import HARMFUL, ODD
from topograph.graph import ids
from topograph.graph.schema import NodeType
from topograph.render import Options

if TYPE_CHECKING:
    from playwright.sync_api import Locator

pytestmark = pytest.mark.browser

REDIS = "container/ip-10-0-0-5/pensive_yonath"
ETH0 = "link/ip-10-0-0-5/@pensive_yonath/eth0"


def _told(opened: Opened) -> dict[str, str]:
    """Return what the details say about the thing itself."""
    found: dict[str, str] = opened.run(
        "Object.fromEntries([...document.querySelectorAll('#details dl > div')].map((line) =>"
        " [line.querySelector('dt').textContent, line.querySelector('dd').firstChild.data]))"
    )
    return found


def _lists(opened: Opened) -> dict[str, list[str]]:
    """Return what the details list, by title."""
    found: dict[str, list[str]] = opened.run(
        "Object.fromEntries([...document.querySelectorAll('#details ul')].map((list) =>"
        " [list.previousSibling.textContent, [...list.children].map((item) =>"
        " item.textContent.trim().replace(/\\s+/g, ' '))]))"
    )
    return found


def _title(opened: Opened) -> str:
    return opened.one("#details h3").first.inner_text()


def _selected(opened: Opened) -> list[str]:
    """Return the ids of the rows that are marked."""
    found: list[str] = opened.run("[...document.querySelectorAll('tr.chosen')].map((r) => r.id)")
    return found


def _click(shape: "Locator") -> None:
    shape.locator("text").first.click()


def test_a_container_is_told_as_its_row_tells_it(open_report: OpenReport) -> None:
    opened = open_report()
    _click(opened.shape(REDIS))
    assert _title(opened) == "pensive_yonath"
    assert _told(opened) == {
        "Container ID": "111111111111",
        "Image": "redis",
        "Program": "/entrypoint.sh",
        "Created": "10 years ago",
        "State": "running",
        "Status": "Up 2 minutes",
        "Ports": "6379/tcp",
        "Names": "pensive_yonath",
        "Namespace": "pensive_yonath",
        "Network": "bridge",
        "Addresses": "172.17.0.2/16 (bridge)",
    }


def test_a_container_lists_its_way_out_and_what_is_in_its_namespace(
    open_report: OpenReport,
) -> None:
    opened = open_report()
    _click(opened.shape(REDIS))
    lists = _lists(opened)
    assert lists["Way out"] == [
        "netns pensive_yonath",
        "link eth0@if11",
        "link veth7f6daae@if10",
        "link docker0",
        "link eth0",
        "network bridge",
    ]
    assert "Leads here" not in lists
    assert [line.split()[0] for line in lists["Links"]] == ["pensive_yonath"]
    assert "172.17.0.2/16" in lists["Links"][0]
    assert len(lists["Routes"]) == 1
    assert "default" in lists["Routes"][0]


def test_a_bridge_lists_its_ports_and_what_leads_to_it(open_report: OpenReport) -> None:
    opened = open_report()
    _click(opened.shape("link/ip-10-0-0-5/docker0"))
    lists = _lists(opened)
    assert _told(opened)["Inet"].startswith("172.17.0.1/16")
    assert sorted(lists["Leads here"]) == [
        "link veth7f6daae@if10",
        "link vethc5d293a@if22",
        "network bridge",
    ]
    assert lists["Way out"] == ["link eth0"]
    assert len(lists["Bridge ports"]) == 2
    assert len(lists["Bridges"]) == 1
    assert len(lists["Forwarding database"]) == 2


KINDS = [
    ("docker0", "a.row[href='#link/ip-10-0-0-5/veth7f6daae'] text", "veth7f6daae@if10"),
    ("docker0", "a.own[href='#link/ip-10-0-0-5/docker0'] text", "docker0"),
    ("docker0", "a.own[href='#link/ip-10-0-0-5/eth0'] text", "eth0"),
    ("docker0", "a.container[href='#container/ip-10-0-0-5/mad_feynman'] text", "mad_feynman"),
    ("docker0", "g.own[data-node='netns/ip-10-0-0-5/@mad_feynman'] .pill + text", "mad_feynman"),
    ("mixed", "a.own[href='#link/web1/eth0.7'] text", "eth0.7@eth0"),
    ("mixed", "a.row[href='#container/web1/agent'] text", "agent"),
    ("mixed", "a.own[href='#netns/web1/@blue'] text", "blue"),
    ("mixed", "a.row[href='#link/web1/veth15'] text", "veth15@if14"),
    ("many", "a.container[href='#container/web1/app0-web-5'] text", "app0-web-5"),
    ("many", "a.row[href='#link/web1/@app0-web-5/eth0'] text", "eth0@if113"),
]


@pytest.mark.parametrize(("name", "shape", "title"), KINDS)
def test_a_click_on_whatever_is_drawn_tells_about_it(
    open_report: OpenReport, name: str, shape: str, title: str
) -> None:
    opened = open_report(name)
    opened.page.locator(f"svg {shape}").first.click()
    assert _title(opened) == title
    assert [f"#{node}" for node in _selected(opened)] == [opened.hash]


def test_a_click_on_a_cable_tells_about_its_inner_end(open_report: OpenReport) -> None:
    opened = open_report()
    x, y = opened.run(
        "() => { const line = document.querySelector('#c2');"
        " const at = line.getPointAtLength(line.getTotalLength() / 3);"
        " const { x, y } = new DOMPoint(at.x, at.y).matrixTransform(line.getScreenCTM());"
        " return [x, y] }"
    )
    opened.page.mouse.click(x, y)
    assert opened.hash == f"#{ETH0}"


def test_a_click_on_what_stands_for_many_tells_about_the_first(open_report: OpenReport) -> None:
    opened = open_report("many", options=Options(density="folded"))
    folded = opened.page.locator("svg .container[data-nodes]").first
    first = (folded.get_attribute("data-nodes") or "").split()[0]
    _click(folded)
    assert opened.hash == f"#{first}"
    assert _title(opened) == first.rpartition("/")[2]


def test_a_click_beside_all_things_changes_nothing(open_report: OpenReport) -> None:
    opened = open_report()
    _click(opened.shape(REDIS))
    opened.page.click("svg text.title")
    opened.page.click("svg .frame text")
    assert _title(opened) == "pensive_yonath"
    assert opened.hash == f"#{REDIS}"


def test_a_long_list_is_cut_and_says_so(open_report: OpenReport) -> None:
    opened = open_report("star")
    _click(opened.page.locator("svg a.own[href^='#link/web1/br-']").first)
    ports, leads = _lists(opened)["Bridge ports"], _lists(opened)["Leads here"]
    assert (len(ports), ports[-1]) == (21, "and 5 more")
    assert (len(leads), leads[-1]) == (21, "and 6 more"), "the ports, and the network"


def test_an_address_opens_what_it_names(open_report: OpenReport) -> None:
    opened = open_report(at=f"#{ETH0}")
    opened.details.wait_for()
    assert _title(opened) == "eth0@if11"
    assert _selected(opened) == [ETH0]
    assert opened.count("svg .chosen") == 1
    assert opened.shape(ETH0).is_visible()


def test_an_address_that_names_nothing_is_of_no_harm(open_report: OpenReport) -> None:
    for at in ("#nothing", "#%", "#%E0%A4%A", "#constructor"):
        opened = open_report(at=at)
        opened.run("new Promise((go) => setTimeout(go, 20))")
        assert opened.details.is_hidden()


ODD_NODES = [
    ids.make(ids.NodeId(NodeType.CONTAINER, ODD, f"pensive_yonath{ODD}")),
    ids.make(ids.NodeId(NodeType.LINK, ODD, f"docker0{ODD}")),
    ids.make(ids.NodeId(NodeType.LINK, ODD, "eth0", f"pensive_yonath{ODD}")),
]


@pytest.mark.parametrize("node", ODD_NODES)
def test_odd_names_are_found_again_by_their_address(open_report: OpenReport, node: str) -> None:
    opened = open_report("odd")
    _click(opened.shape(node))
    assert _selected(opened) == [node]
    title, address = _title(opened), opened.run("location.href")
    again = open_report("odd", at=address.partition("#")[1] + address.partition("#")[2])
    again.details.wait_for()
    assert _selected(again) == [node]
    assert _title(again) == title


@pytest.mark.parametrize("node", ODD_NODES)
def test_odd_names_are_lit_and_reached_from_their_rows(open_report: OpenReport, node: str) -> None:
    opened = open_report("odd")
    opened.row(node).locator("th a").click()
    assert _selected(opened) == [node]
    assert opened.count(f"svg .on:is([href={quoted('#' + node.replace('%', '%25'))}])") == 1


def test_harmful_names_are_found_again_by_their_address(open_report: OpenReport) -> None:
    opened = open_report("harmful")
    _click(opened.page.locator("svg a.container").first)
    (node,) = _selected(opened)
    address = opened.run("location.hash")
    again = open_report("harmful", at=address)
    again.details.wait_for()
    assert _selected(again) == [node]
    assert HARMFUL[:20] in _title(again)


def test_going_back_selects_what_was_selected_before(open_report: OpenReport) -> None:
    opened = open_report()
    _click(opened.shape(REDIS))
    _click(opened.shape("link/ip-10-0-0-5/docker0"))
    opened.page.go_back()
    assert _selected(opened) == [REDIS]
    assert _title(opened) == "pensive_yonath"
    opened.page.go_forward()
    assert _selected(opened) == ["link/ip-10-0-0-5/docker0"]


def test_going_back_to_where_nothing_was_selected_lets_go(open_report: OpenReport) -> None:
    opened = open_report()
    _click(opened.shape(REDIS))
    opened.page.hover("h1")
    opened.page.go_back()
    assert opened.hash == ""
    assert opened.details.is_hidden()
    assert opened.count("svg.lit, tr.chosen, svg .chosen") == 0


def test_the_same_thing_twice_is_one_step_back(open_report: OpenReport) -> None:
    opened = open_report()
    _click(opened.shape("link/ip-10-0-0-5/docker0"))
    _click(opened.shape(REDIS))
    _click(opened.shape(REDIS))
    opened.page.go_back()
    assert _selected(opened) == ["link/ip-10-0-0-5/docker0"]


@pytest.mark.parametrize("how", ["Escape", "Close"])
def test_a_selection_is_let_go(open_report: OpenReport, how: str) -> None:
    opened = open_report()
    _click(opened.shape(REDIS))
    if how == "Escape":
        opened.page.keyboard.press("Escape")
    else:
        opened.page.click("#details button:text-is('Close')")
        opened.page.hover("h1")
    assert opened.details.is_hidden()
    assert opened.hash == "#picture"
    assert opened.count("tr.chosen, svg .chosen") == 0


def test_enter_on_a_thing_brings_the_focus_to_its_details(open_report: OpenReport) -> None:
    opened = open_report()
    opened.shape(REDIS).press("Enter")
    assert opened.run("document.activeElement.textContent") == "pensive_yonath"


@pytest.mark.parametrize("how", ["Escape", "Close"])
def test_the_focus_returns_to_the_thing(open_report: OpenReport, how: str) -> None:
    opened = open_report()
    opened.shape(REDIS).press("Enter")
    if how == "Escape":
        opened.page.keyboard.press("Escape")
    else:
        opened.one("#details button:text-is('Close')").press("Enter")
    assert opened.run("document.activeElement.getAttribute('href')") == f"#{REDIS}"


def test_a_link_in_the_details_leads_on(open_report: OpenReport) -> None:
    opened = open_report()
    _click(opened.shape(REDIS))
    opened.page.click("#details a:text-is('docker0')")
    assert _title(opened) == "docker0"
    assert opened.hash == "#link/ip-10-0-0-5/docker0"
    opened.one("#details a:text-is('eth0')").press("Enter")
    assert opened.hash == "#link/ip-10-0-0-5/eth0"
    assert opened.run("document.activeElement.textContent") == "eth0"


def test_the_details_show_the_row(open_report: OpenReport) -> None:
    opened = open_report("compose")
    _click(opened.page.locator("svg a.row").nth(3))
    (node,) = _selected(opened)
    opened.page.click("#details button:text-is('Row in the table')")
    box = opened.row(node).bounding_box()
    assert box
    assert 0 <= box["y"] <= 1000 - box["height"]


def test_a_value_of_the_details_is_copied(open_report: OpenReport) -> None:
    opened = open_report()
    _click(opened.shape(REDIS))
    opened.page.click("#details button[aria-label='Copy Image']")
    assert opened.run("navigator.clipboard.readText()") == "redis"
    assert opened.one("#said").inner_text() == "Copied."


@pytest.mark.parametrize("table", ["containers", "links", "ports", "routes", "fdb"])
def test_a_row_leads_to_its_thing_in_the_picture(open_report: OpenReport, table: str) -> None:
    opened = open_report("compose")
    link = opened.page.locator(f"#{table} tbody th a").last
    shape = link.get_attribute("href") or ""
    link.click()
    box = opened.one(f"svg {shape}").bounding_box()
    assert box
    assert 0 < box["y"] < 1000
    assert opened.details.is_visible()
    assert opened.count(
        f"svg {shape} .chosen, svg {shape}.chosen, svg {shape} .on, svg {shape}.on"
    )


def test_details_of_an_earlier_thing_are_gone(open_report: OpenReport) -> None:
    opened = open_report()
    _click(opened.shape(REDIS))
    _click(opened.shape("link/ip-10-0-0-5/eth0"))
    assert opened.count("#details dl") == 1
    assert "pensive_yonath" not in " ".join(_told(opened).values())
