"""The report where less is allowed: without scripts, under a server's policy, under its own."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from tests.report.opened import Opened, OpenReport
from tests.report.subjects import page_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

    Served = Callable[[str], Page]

pytestmark = pytest.mark.browser

JENKINS = "sandbox allow-same-origin; default-src 'none'; img-src 'self'; style-src 'self'"
"""What Jenkins sends along with artifacts that it serves."""

ADDRESS = "http://reports.example/report.html"
SHAPES = """[...document.querySelectorAll('svg :is(rect, path, circle)')].map((shape) => {
    const { x, y, width, height } = shape.getBBox(), style = getComputedStyle(shape);
    return [[x, y, width, height].map(Math.round),
        style.fill, style.fillOpacity, style.stroke, style.strokeWidth, style.strokeDasharray];
})"""
TEXTS = """[...document.querySelectorAll('svg text')].map((text) => {
    const { x, y, width, height } = text.getBBox();
    return { text: text.lastChild.data, x, y, width, height, fill: getComputedStyle(text).fill,
        end: text.getAttribute('text-anchor') === 'end' };
})"""


def _in_view(opened: Opened, selector: str) -> bool:
    """Tell whether an element is in the window; a page without scripts cannot be asked."""
    box, room = opened.page.locator(selector).first.bounding_box(), opened.page.viewport_size
    assert box
    assert room
    return box["y"] + box["height"] > 0 and box["y"] < room["height"]


# Without scripts


def test_without_scripts_all_can_be_read(open_report: OpenReport) -> None:
    page = open_report("mixed", java_script_enabled=False).page
    for selector in ("#unseen", "svg text.title", "#containers tbody th", "#gaps tbody th"):
        assert page.locator(selector).first.is_visible(), selector
    assert "could not be entered" in page.locator("#unseen").inner_text()


def test_without_scripts_no_tool_that_needs_one_is_shown(open_report: OpenReport) -> None:
    page = open_report("docker0", java_script_enabled=False).page
    assert not page.locator("#tools").is_visible()
    assert not page.locator(".hint").is_visible()
    assert not page.locator("#details").is_visible()
    page.click("details summary")
    assert page.locator("#markdown").is_visible()
    seen = [found for found in page.locator("button, input, select").all() if found.is_visible()]
    assert seen == []


def test_without_scripts_the_picture_leads_to_rows(open_report: OpenReport) -> None:
    opened = open_report("compose", java_script_enabled=False)
    for selector in ("svg a.container", "svg a.own", "svg a.row"):
        opened.page.locator(selector).last.locator("text").first.click()
        assert opened.count("tr:target") == 1
        assert _in_view(opened, "tr:target")
        assert (
            opened.page.locator("tr:target > *").first.evaluate(
                "(cell) => getComputedStyle(cell).backgroundColor"
            )
            == "rgb(254, 240, 138)"
        )
        opened.page.goto(opened.address + "#picture")


def test_without_scripts_rows_lead_to_the_picture(open_report: OpenReport) -> None:
    opened = open_report("compose", java_script_enabled=False)
    for table in ("containers", "links", "routes"):
        link = opened.page.locator(f"#{table} tbody th a").last
        shape = link.get_attribute("href") or ""
        link.click()
        assert opened.count(f"svg {shape}:target") == 1
        assert _in_view(opened, f"svg {shape}")


@pytest.mark.parametrize("name", ["odd", "harmful"])
def test_without_scripts_names_of_any_kind_lead_to_their_rows(
    open_report: OpenReport, name: str
) -> None:
    opened = open_report(name, java_script_enabled=False)
    for link in opened.page.locator("svg a").all():
        link.focus()
        opened.page.keyboard.press("Enter")
        opened.page.locator("tr:target").wait_for()
        assert opened.count("tr:target") == 1
        opened.page.goto(opened.address + "#picture")


def test_without_scripts_the_contents_lead_to_the_tables(open_report: OpenReport) -> None:
    opened = open_report("compose", java_script_enabled=False)
    opened.page.click("nav a:text-is('Links')")
    assert _in_view(opened, "#links h2")


# As an artifact of Jenkins


class Server:
    """A tab, and what a server answers whatever that asks for."""

    def __init__(self, page: "Page") -> None:
        self.page = page
        self.asked: list[str] = []
        self._body, self._headers = b"", {"Content-Type": "text/html"}
        page.route("**/*", self._answer)

    def _answer(self, route: "Route") -> None:
        self.asked.append(route.request.url)
        route.fulfill(body=self._body, headers=self._headers)

    def serve(self, body: bytes, policy: str = "") -> "Page":
        """Open a page that is served with a policy."""
        self._body = body
        self._headers["Content-Security-Policy"] = policy
        self.asked.clear()
        self.page.goto(ADDRESS)
        return self.page


@pytest.fixture(scope="module")
def server(browser: "Browser") -> Iterator[Server]:
    page = browser.new_context(viewport={"width": 1400, "height": 1000}).new_page()
    yield Server(page)
    page.context.close()


@pytest.fixture
def served(server: Server) -> "Served":
    """Return what opens a report as Jenkins serves it."""
    return lambda name: server.serve(page_of(name), JENKINS)


@pytest.mark.parametrize("name", ["docker0", "mixed"])
def test_shapes_are_in_place_and_in_colour_without_any_style(
    open_report: OpenReport, served: "Served", name: str
) -> None:
    plain = served(name)
    assert plain.evaluate("getComputedStyle(document.body).backgroundColor") == "rgba(0, 0, 0, 0)"
    usual, bare = open_report(name).run(SHAPES), plain.evaluate(SHAPES)
    assert bare == usual
    assert len(bare) > 20
    assert not [shape for shape in bare if "rgb(0, 0, 0)" in shape]


@pytest.mark.parametrize("name", ["docker0", "mixed"])
def test_texts_are_in_place_and_in_colour_without_any_style(
    open_report: OpenReport, served: "Served", name: str
) -> None:
    usual, bare = open_report(name).run(TEXTS), served(name).evaluate(TEXTS)
    assert [text["text"] for text in bare] == [text["text"] for text in usual]
    for one, other in zip(bare, usual, strict=True):
        side = one["width"] if one["end"] else 0
        assert one["x"] + side == pytest.approx(
            other["x"] + (other["width"] if other["end"] else 0), abs=1
        )
        assert one["y"] == pytest.approx(other["y"], abs=2)
        # Another font of the reader's may be a little wider.
        assert one["width"] == pytest.approx(other["width"], rel=0.15, abs=2)
        assert one["fill"] == other["fill"] != "rgb(0, 0, 0)"


def test_rows_and_the_picture_lead_to_each_other_under_a_servers_policy(served: "Served") -> None:
    page = served("docker0")
    page.locator("svg a.row text").first.click()
    assert page.locator("tr:target").count() == 1
    page.locator("tr:target th a").click()
    assert page.locator("svg :target").count() == 1


def test_tools_that_need_a_script_stay_hidden_under_a_servers_policy(served: "Served") -> None:
    page = served("docker0")
    assert not page.locator("#tools").is_visible()
    assert not page.locator(".hint").is_visible()
    assert page.locator("#snapshot a").is_visible()


# Under its own policy


def _with(extra: str) -> bytes:
    """Return a page into which somebody put something."""
    return page_of("docker0").replace(b"<main>", b"<main>" + extra.encode())


INJECTED = [
    ("a script", "<script>window.ran = 1</script>"),
    ("a handler", "<b id=x onclick='window.ran = 1'>x</b>"),
    ("a link that is a script", "<a id=x href='javascript:window.ran = 1'>x</a>"),
    ("an image", "<img src='/other.png' onerror='window.ran = 1'>"),
    ("a script from elsewhere", "<script src='/other.js'></script>"),
    ("a frame", "<iframe src='/other.html'></iframe>"),
    ("a style sheet", "<link rel=stylesheet href='/other.css'>"),
    ("a form", "<form id=f action='/other'><button id=x>x</button></form>"),
    ("another base", "<base href='http://other.example/'>"),
    ("an object", "<object data='/other.svg'></object>"),
]


@pytest.mark.parametrize("extra", [pytest.param(i[1], id=i[0]) for i in INJECTED])
def test_what_was_put_into_the_page_does_nothing(server: Server, extra: str) -> None:
    page = server.serve(_with(extra))
    page.evaluate("document.querySelector('#x')?.click()")
    page.wait_for_timeout(30)
    assert page.evaluate("window.ran") is None
    assert server.asked == [ADDRESS]
    assert page.evaluate("document.baseURI") == ADDRESS
    assert page.locator("html.live").count() == 1, "the script of the page still runs"


def test_a_style_put_into_the_page_does_nothing(server: Server) -> None:
    page = server.serve(_with("<style>h1{color:red!important}</style><p id=x style='color:red'>x"))
    for selector in ("h1", "#x"):
        colour = page.locator(selector).evaluate("(found) => getComputedStyle(found).color")
        assert colour == "rgb(15, 23, 42)"


def test_the_page_makes_no_code_of_text(server: Server) -> None:
    page = server.serve(page_of("docker0"))
    page.evaluate(
        "() => { const found = document.createElement('b');"
        " found.setAttribute('onclick', 'window.ran = 1');"
        " document.body.append(found); found.click() }"
    )
    assert page.evaluate("window.ran") is None
