"""Whatever the mouse or the focus is on, its whole way from container to uplink is lit."""

import pytest

from tests.report.expected import lit_shapes, way_of
from tests.report.opened import Opened, OpenReport
from topograph.render import Options

pytestmark = pytest.mark.browser

LIT = (
    "[...document.querySelectorAll('svg .on')]"
    ".map((lit) => lit.id || lit.parentNode.id).filter((id) => /^[brpc]\\d+$/.test(id))"
)
OPACITIES = """(selector) => [...document.querySelectorAll(selector)].map((found) =>
    Number(getComputedStyle(found).opacity))"""
SHAPES = "svg :is(.own, .row, .container, [data-parts][id])"
REDIS = "container/ip-10-0-0-5/pensive_yonath"
THINGS = [
    ("docker0", REDIS),
    ("docker0", "link/ip-10-0-0-5/@mad_feynman/eth0"),
    ("docker0", "link/ip-10-0-0-5/veth7f6daae"),
    ("docker0", "link/ip-10-0-0-5/docker0"),
    ("docker0", "link/ip-10-0-0-5/eth0"),
    ("mixed", "container/web1/sidecar"),
    ("mixed", "link/web1/@web/eth1"),
    ("mixed", "link/web1/@1-0123456789/vxlan0"),
    ("macvlan", "link/edge1/eth0"),
    ("macvlan", "container/edge1/camera"),
    ("swarm", "container/node1/api"),
    ("many", "container/web1/app0-web-5"),
]


def _lit(opened: Opened) -> set[str]:
    return set(opened.run(LIT))


def test_the_way_of_a_container_is_its_link_the_far_end_the_bridge_and_the_uplink(
    open_report: OpenReport,
) -> None:
    opened = open_report("docker0")
    opened.shape(REDIS).hover()
    assert opened.run(
        "[...document.querySelectorAll('svg a.on')].map((lit) => lit.getAttribute('href'))"
    ) == [
        "#link/ip-10-0-0-5/eth0",
        "#link/ip-10-0-0-5/docker0",
        "#link/ip-10-0-0-5/veth7f6daae",
        f"#{REDIS}",
        "#link/ip-10-0-0-5/@pensive_yonath/eth0",
    ]
    assert opened.run(
        "[...document.querySelectorAll('svg [id].on[data-parts]')].map((lit) => lit.dataset.parts)"
    ) == ["r2 r4"]


@pytest.mark.parametrize(("name", "node"), THINGS)
def test_the_mouse_lights_the_whole_way(open_report: OpenReport, name: str, node: str) -> None:
    opened = open_report(name)
    opened.shape(node).locator("text").first.hover()
    assert _lit(opened) == lit_shapes(opened.subject, way_of(opened.subject, node))
    assert len(_lit(opened)) > 1


@pytest.mark.parametrize(("name", "node"), THINGS)
def test_the_focus_lights_the_whole_way(open_report: OpenReport, name: str, node: str) -> None:
    opened = open_report(name)
    opened.shape(node).focus()
    assert _lit(opened) == lit_shapes(opened.subject, way_of(opened.subject, node))


def test_what_is_not_on_the_way_is_dimmed(open_report: OpenReport) -> None:
    opened = open_report("docker0")
    assert set(opened.run(OPACITIES, SHAPES)) == {1}
    opened.shape(REDIS).hover()
    assert set(opened.run(OPACITIES, f"{SHAPES}:is(.on)")) == {1}
    assert set(opened.run(OPACITIES, f"{SHAPES}:not(.on)")) == {0.3}
    assert opened.count(f"{SHAPES}:not(.on)") == 5, "the other card, its rows and its cable"


def test_marks_at_the_ends_of_cables_go_with_them(open_report: OpenReport) -> None:
    opened = open_report("docker0")
    opened.shape(REDIS).hover()
    assert opened.run(
        "[...document.querySelectorAll('svg circle.on')].map((mark) => mark.dataset.parts)"
    ) == ["c2", "c2", "b2"]


def test_a_cable_lights_what_its_inner_end_lights(open_report: OpenReport) -> None:
    opened = open_report("docker0")
    opened.one("#c2").hover(force=True)
    node = "link/ip-10-0-0-5/@pensive_yonath/eth0"
    assert _lit(opened) == lit_shapes(opened.subject, way_of(opened.subject, node))


def test_leaving_with_the_mouse_brings_all_back(open_report: OpenReport) -> None:
    opened = open_report("docker0")
    opened.shape(REDIS).hover()
    assert opened.count("svg.lit") == 1
    opened.page.hover("h1")
    assert opened.count("svg.lit, svg .on") == 0
    assert set(opened.run(OPACITIES, SHAPES)) == {1}


def test_empty_ground_lights_nothing(open_report: OpenReport) -> None:
    opened = open_report("docker0")
    opened.shape(REDIS).hover()
    opened.page.hover("svg text.title")
    assert opened.count("svg.lit, svg .on") == 0


def test_leaving_with_the_focus_brings_all_back(open_report: OpenReport) -> None:
    opened = open_report("docker0")
    opened.shape(REDIS).focus()
    assert opened.count("svg.lit") == 1
    opened.one("#find").focus()
    assert opened.count("svg.lit, svg .on") == 0


def test_a_look_elsewhere_ends_at_the_way_of_what_is_selected(open_report: OpenReport) -> None:
    opened = open_report("docker0")
    opened.shape(REDIS).click()
    chosen = _lit(opened)
    opened.shape("container/ip-10-0-0-5/mad_feynman").hover()
    assert _lit(opened) != chosen
    opened.page.hover("h1")
    assert _lit(opened) == chosen


def test_a_row_that_stands_for_many_lights_the_way_of_the_first_of_them(
    open_report: OpenReport,
) -> None:
    opened = open_report("many", options=Options(density="folded"))
    folded = opened.page.locator("svg .container[data-nodes]").first
    folded.locator("text").first.hover()
    first = (folded.get_attribute("data-nodes") or "").split()[0]
    assert _lit(opened) == lit_shapes(opened.subject, way_of(opened.subject, first))
