"""Mermaid itself, as GitHub sets it up, draws what we write and reads nothing into it.

The script is the one that a package for Python brings along: 11.16.0, as it was published.
"""

from collections.abc import Iterator
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from random import Random
from typing import Any

import pytest

import topograph
from tests.golden import PROJECT
from tests.hosts import many, snapshot
from tests.properties.strategies import HOSTILE
from tests.render.mermaid_reading import read
from tests.render.mixed_host import hostile, mixed
from tests.render.test_mermaid import docker0_by_chance, star
from topograph.facts import Snapshot
from topograph.picture.parts import (
    Cable,
    CableKind,
    Card,
    Host,
    Panel,
    Person,
    Row,
    State,
    View,
)
from topograph.render import Options, Subject, render
from topograph.render.mermaid import MOST_CHARACTERS, MOST_EDGES, mermaid_text

pytestmark = pytest.mark.browser

SCRIPT_SHA = "74d7c46dabca328c2294733910a8aa1ed0c37451776e8d5295da38a2b758fb9b"
SAMPLES = sorted(path.parent for path in PROJECT.glob("samples/*/recording.zip"))
ELEMENTS = {
    *("svg", "style", "g", "path", "rect", "circle", "polygon", "marker", "foreignObject"),
    *("defs", "filter", "feDropShadow", "linearGradient", "stop"),
    *("div", "span", "p", "b", "br", "small"),
}
TEXTS = [
    *HOSTILE,
    *("1. a", "1) a", "- a", "+ a", "# a", "* a", "> a", "| a |", "---", "===", "***"),
    *("`x`", "*x*", "**x**", "_x_", "__x__", "a_b_c", "~~x~~", "[a](b)", "![a](b)", "[a]: b"),
    *("http://a.b/c", "www.a.b", "a@b.cd", "<http://a.b>", "    code", "\\*x", "\\", "a\\"),
    *("a\\nb", "C:\\new", "fa:fa-ban", "alfa:fab-x y", "$$x^2$$", "$$\\href{javascript:x}{y}$$"),
    *(
        "&lt;img src=x onerror=alert(1)&gt;",
        "&#60;b&#62;",
        "#lt;b#gt;",
        "#60;",
        "#quot;",
        "&copy;",
    ),
    *('"', '"]', '"] --> n1["', "a]b[", "a)b(", "a}b{", "{{a}}", "a|b", "a;b", "a%%b", "%% a"),
    *("%%{init: {'theme': 'dark'}}%%", "---\ntitle: x\n---", "@{ shape: circle }", "a:::b"),
    *("end", "subgraph a", "graph TD", "flowchart", "click n1 href 'javascript:alert(1)'"),
    *("style n1 fill:#f00;x", "classDef a fill:#f00;", "class n1 a", "linkStyle 0 x:#0;"),
    *(
        "direction TB",
        "a direction  LR b",
        "accTitle: x",
        "a --> b",
        "a-.-b",
        "a --x b",
        "javascript:alert(1)",
    ),
    *("<style>*{display:none}</style>", "<!-- a", "<![CDATA[", "</foreignObject></svg><b>x"),
    *("<iframe src=//a.b>", "<a href=javascript:alert(1)>x</a>", "<svg/onload=alert(1)>"),
    *("\ufb02\xb0\xb060\xb6\xdf", "\ufb02\xb0lt\xb6\xdf", "Stra\xdfe", "\xb6\xdf", "c" * 253),
]

# Lines of labels are told apart by tags; what is compared are their words.
DRAW = """async (sources) => {
    const words = (box, selector) => [...box.querySelectorAll(selector)].map((found) => {
        for (const line of found.querySelectorAll('br')) line.replaceWith(' ');
        return found.textContent;
    });
    const drawn = [];
    for (const [n, source] of sources.entries()) {
        try {
            await mermaid.parse(source);
            const box = document.createElement('div');
            box.innerHTML = (await mermaid.render('chart' + n, source)).svg;
            const all = [...box.firstChild.querySelectorAll('*')];
            drawn.push({
                nodes: words(box, 'g.node .nodeLabel'),
                frames: words(box, 'g.cluster .nodeLabel'),
                edges: words(box, 'g.edgeLabels .edgeLabel .edgeLabel'),
                elements: [...new Set(all.map((found) => found.localName))],
                attributes: [...new Set(all.flatMap((found) => found.getAttributeNames()))],
                failure: '',
            });
        } catch (failure) {
            drawn.push({failure: String(failure)});
        }
    }
    return drawn;
}"""


class Drawer:
    """A page with Mermaid in it, and what it tried to do."""

    def __init__(self, browser: Any) -> None:
        self.tried: list[str] = []
        self._page = browser.new_page()
        self._page.on("dialog", lambda dialog: self.tried.append(dialog.message))
        self._page.on("request", lambda request: self.tried.append(request.url))
        self._page.on("pageerror", lambda error: self.tried.append(str(error)))
        self._page.set_content("<!DOCTYPE html><title>charts</title>")
        self._page.add_script_tag(path=script())
        self._page.evaluate("mermaid.initialize({startOnLoad: false, securityLevel: 'strict'})")

    def draw(self, *sources: str) -> list[dict[str, Any]]:
        """Return what can be read in each drawing, and what it is made of."""
        drawn: list[dict[str, Any]] = self._page.evaluate(DRAW, list(sources))
        return drawn

    def complaint(self, source: str) -> str:
        """Return why a chart is refused; nothing if it is not."""
        script = "(source) => mermaid.parse(source).then(() => '', String)"
        return str(self._page.evaluate(script, source))


@pytest.fixture(scope="module")
def drawer(browser: Any) -> Iterator[Drawer]:
    opened = Drawer(browser)
    yield opened
    assert opened.tried == []


def script() -> Path:
    package = find_spec("mermaidx")
    assert package
    assert package.origin
    return Path(package.origin).parent / "assets" / "mermaid.js"


def written(facts: Snapshot, theme: str = "auto") -> str:
    return render(Subject(facts, Options(theme=theme)), "mermaid").decode()


def squeezed(lines: list[str]) -> list[str]:
    """Return texts as a browser shows them: it makes one space of several."""
    return sorted(" ".join(line.split()) for line in lines)


def assert_drawn(drawer: Drawer, *sources: str) -> None:
    """See that each label is read as it was meant, and that nothing else was made of it."""
    for source, drawn in zip(sources, drawer.draw(*sources), strict=True):
        assert not drawn["failure"], source
        meant = read(source.encode())
        nodes, frames = ([" ".join(p) for p in x.values()] for x in (meant.nodes, meant.frames))
        assert squeezed(drawn["nodes"]) == squeezed(nodes)
        assert squeezed(drawn["frames"]) == squeezed(frames)
        assert squeezed(drawn["edges"]) == squeezed([edge.words for edge in meant.edges])
        assert set(drawn["elements"]) <= ELEMENTS
        assert not [a for a in drawn["attributes"] if a.startswith("on") or "href" in a]


def test_the_script_is_mermaid_as_it_was_published() -> None:
    assert sha256(script().read_bytes()).hexdigest() == SCRIPT_SHA


def test_it_draws_every_sample(drawer: Drawer) -> None:
    assert len(SAMPLES) >= 8
    assert_drawn(
        drawer, *(written(topograph.load(folder / "recording.zip")) for folder in SAMPLES)
    )


def test_it_draws_hosts_of_every_shape_and_size(drawer: Drawer) -> None:
    shapes = (mixed(), docker0_by_chance(), snapshot(), many(60, 3), many(1000, 10))
    assert_drawn(drawer, *map(written, shapes))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_draws_both_themes(drawer: Drawer, theme: str) -> None:
    assert_drawn(drawer, written(mixed(), theme=theme))


def test_it_reads_nothing_into_text_from_outside(drawer: Drawer) -> None:
    assert_drawn(drawer, *(little(TEXTS[n : n + 8]) for n in range(0, len(TEXTS), 8)))
    assert_drawn(drawer, *(written(hostile(text)) for text in TEXTS[::10]))


def test_it_reads_nothing_into_text_made_of_all_its_signs(drawer: Drawer) -> None:
    random = Random(7)
    signs = [*"\"'`*_~[](){}<>\\|$@#&;:%=+-.!/^ \n", "style", "classDef", "fa:fa-", "#35;", "&lt;"]
    signs += ["\ufb02\xb0", "\xb6\xdf", "br", "1. ", "\\n", "www.", "://", "a", "B", "7", "\u4e2d"]
    words = ["".join(random.choices(signs, k=random.randint(1, 12))) for _ in range(240)]
    assert_drawn(drawer, *(mermaid_text(star(0, *words[n : n + 40])) for n in range(0, 240, 40)))


def little(texts: list[str]) -> str:
    """Return a chart with each text wherever one can stand, in few nodes."""
    hosts, cables = zip(*(little_host(f"{n}", text) for n, text in enumerate(texts)), strict=True)
    return mermaid_text(View(hosts=hosts, cables=cables))


def little_host(key: str, text: str) -> tuple[Host, Cable]:
    port = Row(key=f"port{key}", node="", name=text, note=text)
    link = Row(key=f"link{key}", node="", name=text, addresses=(text,))
    twin = Row(key=f"twin{key}", node="", name="twin")
    panel = Panel(key=f"panel{key}", node="", name=text, label=text, rows=(port,))
    person = Person(node="", name=text, image=text, state=State.RUNNING, word=text)
    card = Card(key=f"card{key}", node="", people=(person,), rows=(link, twin), ports=(text,))
    host = Host(node=key, netns="", name=text, caption=(), panels=(panel,), cards=(card,))
    return host, Cable("", CableKind.PEER, (port.key, link.key))


def test_it_takes_as_many_edges_as_we_write_and_not_one_more(drawer: Drawer) -> None:
    most = mermaid_text(star(MOST_EDGES))
    edge = next(line for line in most.splitlines() if " ---" in line)
    assert not drawer.complaint(most)
    more = most.replace(edge, f"{edge}\n{edge}", 1)
    assert "Edge limit exceeded. 500 edges found" in drawer.complaint(more)


def test_it_reads_as_many_characters_as_we_write_and_not_one_more(drawer: Drawer) -> None:
    chart = mermaid_text(star(0)).split("\n---\n")[1]
    name = "x" * (MOST_CHARACTERS - len(chart) + 1)
    full = mermaid_text(star(0, name))
    drawn, refused = drawer.draw(full, full.replace("xx", "xxx", 1))
    assert name in drawn["nodes"]
    assert not [label for label in refused["nodes"] if "xx" in label]
