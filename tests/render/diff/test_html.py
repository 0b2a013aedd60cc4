"""The report of a diff as a file: all of it, harmless, and each change and its place joined."""

import gzip
import json
import re
from base64 import b64decode
from functools import cache
from html import unescape
from urllib.parse import unquote

import pytest
from msgspec.structs import replace

import topograph
from tests.diff.build_diff import change as field
from tests.diff.build_diff import changed, diff, entry, hostile_diff
from tests.golden import PROJECT
from tests.hosts import docker0, many
from tests.properties.die import HOSTILE
from tests.render.diff.compared import rendered
from tests.render.diff.events import maintenance
from tests.render.mixed_host import hostile
from tests.render.page_reading import Element, Page
from tests.render.test_html import LOADING, LOADING_ATTRIBUTES, SVG_TAGS, quoted_hash
from topograph.diff import compare
from topograph.diff.marking import entry_id
from topograph.diff.model import Diff, Thing, Unknown, Verb
from topograph.facts import Gap, Snapshot
from topograph.render.diff import Options, Subject, html, render
from topograph.render.diff.md import diff_markdown
from topograph.render.visible import visible

SAMPLES = sorted(path.parent.name for path in PROJECT.glob("samples/diff/*/before.json"))
THEMES = ("auto", "dark", "light")
TEXTS = [*filter(None, HOSTILE), "</script><script>alert(1)</script>", "</style>", "<!--"]


@cache
def subject(name: str, options: Options | None = None) -> Subject:
    folder = PROJECT / "samples/diff" / name
    before, after = (topograph.load(folder / f"{side}.json") for side in ("before", "after"))
    return Subject(compare(before, after, names=("before.json", "after.json")), options)


@cache
def page(name: str, options: Options | None = None) -> Page:
    return Page(render(subject(name, options), "html").decode())


def page_of(found: Diff) -> Page:
    """Return the page of a diff without a graph."""
    return Page(rendered(found, "html"))


def pages(before: Snapshot, after: Snapshot, names: tuple[str, str] = ("", "")) -> Page:
    return Page(render(Subject(compare(before, after, names=names)), "html").decode())


def harmed(text: str) -> Page:
    """Return the page of a host in which each name is this text, and some of it changed."""
    before = hostile(text)
    (host,) = before.hosts
    people = [replace(one, image=f"{text}{n}") for n, one in enumerate(host.containers[1:])]
    gap = Gap(source="engine", subject="host", what=text, hint=text)
    after = replace(before, hosts=[replace(host, containers=people)], gaps=[*before.gaps, gap])
    return pages(before, after, names=(text, text))


def words(element: Element) -> str:
    return " ".join(element.text.split())


def events(found: Page) -> list[Element]:
    """Return the lines of the list of changes."""
    lists = [ul for ul in found.all("ul") if ul.attributes.get("class") == "events"]
    return [li for ul in lists for li in ul.children if isinstance(li, Element)]


def places(found: Page) -> list[str]:
    """Return where the links into the picture lead."""
    links = [link for link in found.all("a") if link.attributes.get("class") == "place"]
    return [link.attributes["href"][1:] for link in links]


# The whole


def test_the_page_is_one_document_with_the_changes_first() -> None:
    found = page("container-moved")
    assert found.data.startswith("<!DOCTYPE html>\n<html lang=")
    assert found.faults == []
    sections = [section.attributes["id"] for section in found.one("main").all("section")]
    assert sections == ["changes", "picture", "data"]
    assert found.texts("h1") == ["Changes in the network of web1"]
    assert next(found.all("title")).text == "Changes in the network of web1 · topograph"
    links = [link.attributes["href"] for link in found.one("nav").all("a")]
    assert links == ["#changes", "#picture", "#data"]


def test_the_head_says_which_two_sides_and_how_much_differs() -> None:
    found = page("container-moved")
    assert [words(side) for side in found.all("dd")] == [
        "before.json, captured at 2026-11-26T10:02:47Z, of web1",
        "after.json, captured at 2026-11-26T10:02:50Z, of web1",
    ]
    assert "1 changed" in found.texts("p")
    assert words(found.one("nav")) == "Changes 1 Picture Data"


def test_what_was_left_out_is_said() -> None:
    assert "Left out: txqlen." in page_of(maintenance()).texts("p")


def test_an_event_is_told_with_what_it_took_along_below_it() -> None:
    (event,) = events(page("container-moved"))
    assert event.attributes["class"] == "changed"
    assert words(event.one("strong")) == "container web moved from network frontend to backend"
    (parts,) = (child for child in event.children if getattr(child, "tag", "") == "ul")
    assert isinstance(parts, Element)
    lines = [child for child in parts.children if isinstance(child, Element)]
    assert [words(line).partition(" ")[0] for line in lines] == [*("+container", "−container"),
        *("+link", "−link", "+link", "−link"), "±default"]  # fmt: skip
    assert words(lines[-1]) == (
        "±default route in web changed gateway 198.51.100.1 → 198.51.100.129 link eth0 → eth1"
    )
    marks = [mark.attributes["class"] for mark in event.all("span")]
    assert marks == ["mark changed", *["mark added", "mark removed"] * 3, "mark changed"]


def test_names_are_code_and_our_words_are_not() -> None:
    (event,) = events(page("container-moved"))
    assert [code.text for code in event.one("strong").all("code")] == [
        "web", "frontend", "backend",
    ]  # fmt: skip


def test_no_difference_is_said_in_words() -> None:
    found = page("unchanged")
    assert "No difference between before.json and after.json." in found.texts("p")
    assert events(found) == []
    assert words(found.one("nav")) == "Changes 0 Picture Data"


def test_what_was_not_observed_has_a_section_of_its_own() -> None:
    found = page("gap")
    assert words(found.one("nav")) == "Changes 0 Not observed 2 Picture Data"
    told = words(found.by_id["unseen"])
    assert "?not observed after: the namespace could not be entered: Permission denied;" in told
    assert "?link eth0 in db seen before only" in told
    assert "No difference in what could be observed on both sides." in found.texts("p")
    assert {mark.attributes["class"] for mark in found.by_id["unseen"].all("span")} == {
        "mark unknown"
    }
    assert "unseen" not in page("mtu").by_id


# Changes and their places


@pytest.mark.parametrize("name", SAMPLES)
def test_each_entry_has_its_place_in_the_list_once(name: str) -> None:
    found = page(name)
    ids = found.values("id")
    assert len(ids) == len(set(ids))
    wanted = [entry_id(n) for n, _ in enumerate(subject(name).diff.entries, 1)]
    assert sorted(one for one in ids if one.startswith("change-")) == sorted(wanted)
    held = [e for event in events(found) for e in (event, *event.all()) if "id" in e.attributes]
    assert {e.attributes["id"] for e in held} == set(wanted)


def test_those_that_are_told_at_once_have_their_places_too() -> None:
    mtu = [changed(Thing.LINK, f"veth{n}", field("mtu", 1500, 1450)) for n in range(30)]
    (event,) = events(page_of(diff(*mtu)))
    ids = [event.attributes["id"]]
    ids += [span.attributes["id"] for span in event.all("span") if "id" in span.attributes]
    assert ids == [entry_id(n) for n in range(1, 31)]


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("density", ["auto", "full", "folded"])
def test_changes_and_their_places_lead_to_each_other(name: str, density: str) -> None:
    found = page(name, Options(density=density))
    inside = {e.attributes["id"] for e in found.one("svg").all() if "id" in e.attributes}
    assert set(places(found)) <= inside
    told = {one for event in events(found) for one in _ids(event)}
    for shape in found.one("svg").all():
        entries = shape.attributes.get("data-entry", "").split()
        if entries and shape.tag == "a":
            assert shape.attributes["href"] == f"#{entries[0]}"
        assert set(entries) <= told
    assert {link.attributes["href"][1:] for link in found.one("svg").all("a")} <= told
    drawn = {one for value in found.values("data-entry") for one in value.split()}
    leading = {one for event in events(found) for one in _ids(event) if list(event.all("a"))}
    assert drawn == leading


def _ids(event: Element) -> list[str]:
    held = (event, *event.all("span"))
    return [e.attributes["id"] for e in held if "id" in e.attributes]


def test_each_of_several_routes_leads_to_the_box_of_its_namespace() -> None:
    found = page("route-change")
    (frame,) = {*places(found)}
    assert len(places(found)) == 3
    assert found.by_id[frame].attributes["data-entry"] == "change-1 change-2 change-3"


def test_a_link_into_the_picture_says_of_what_to_those_who_hear_it() -> None:
    (link,) = (a for a in page("container-moved").all("a") if a.attributes.get("class") == "place")
    assert link.text == "in the picture"
    assert link.attributes["aria-label"] == (
        "container web moved from network frontend to backend: in the picture"
    )


def test_every_link_within_the_page_leads_to_something() -> None:
    for name in SAMPLES:
        links = [link[1:] for link in page(name).values("href") if link.startswith("#")]
        assert {unquote(link) for link in links} <= set(page(name).by_id)


def test_of_very_many_events_the_first_are_told_and_the_rest_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    events_of = [
        entry(Verb.CHANGED, Thing.LINK, f"veth{n}", field("mtu", 1500, n)) for n in range(9)
    ]
    monkeypatch.setattr(html, "MOST_EVENTS", 9)
    assert "more, which are in the" not in page_of(diff(*events_of)).data
    monkeypatch.setattr(html, "MOST_EVENTS", 7)
    found = page_of(diff(*events_of))
    assert len(events(found)) == 7
    (cut,) = (p for p in found.all("p") if p.attributes.get("class") == "cut")
    assert words(cut) == "And 2 more, which are in the data."
    assert words(found.one("nav")) == "Changes 9 Picture Data"
    assert found.faults == []


def test_what_is_not_told_is_drawn_and_leads_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "MOST_EVENTS", 1)
    found = Page(render(subject("mtu"), "html").decode())
    assert [link.attributes["href"] for link in found.one("svg").all("a")] == ["#change-1"]
    drawn = set(found.values("data-entry"))
    assert "change-2" in drawn
    assert not [link for link in places(found) if link not in found.by_id]


# Nothing from outside does harm


@pytest.mark.parametrize("text", TEXTS)
def test_text_from_outside_adds_no_tag_and_no_attribute(text: str) -> None:
    found, plain = harmed(text), harmed("plain")
    assert found.faults == []
    assert {e.tag for e in found.one("svg").all()} <= SVG_TAGS
    known = {(e.tag, name) for e in plain.all() for name in e.attributes}
    known |= {("text", "textlength"), ("text", "lengthadjust"), ("a", "aria-label")}
    assert {(e.tag, name) for e in found.all() for name in e.attributes} <= known
    assert not set(found.data) & set("\x1b\u202e\x00\ufeff\x85")


@pytest.mark.parametrize("text", TEXTS)
def test_text_from_outside_stays_text_wherever_a_diff_has_it(text: str) -> None:
    found, plain = page_of(hostile_diff(text)), page_of(hostile_diff("plain"))
    assert found.faults == []
    assert {e.tag for e in found.all()} <= {e.tag for e in plain.all()}
    assert len(list(found.all("script"))) == len(list(found.all("style"))) - 1 == 1
    assert visible(text).strip() in found.one("h1").text
    assert not set(found.data) & set("\x1b\u202e\x00\ufeff\x85")


@pytest.mark.parametrize("text", TEXTS)
def test_names_of_sources_and_words_of_gaps_are_quoted(text: str) -> None:
    unknown = Unknown(side="after", host="web1", what=text, hint=text)
    found = page_of(replace(hostile_diff(text), unknown=[unknown], entries=[]))
    assert visible(text).strip() in next(found.all("dd")).text
    assert found.by_id["unseen"].text.count(visible(text).strip()) >= 2


@pytest.mark.parametrize("found", [page("gap"), page_of(hostile_diff("javascript:alert(1)"))])
def test_nothing_is_loaded(found: Page) -> None:
    assert not {element.tag for element in found.all()} & LOADING
    names = {name for e in found.all() for name in e.attributes}
    assert not names & LOADING_ATTRIBUTES - {"http-equiv"}
    assert not [name for name in names if name.startswith("on")]
    assert found.values("http-equiv") == ["Content-Security-Policy"]
    links = [link for link in found.values("href") if not link.startswith("#")]
    assert [link.partition(",")[0] for link in links] == ["data:application/gzip;base64"]
    addresses = set(re.findall(r"\w+://[^\s\"'<]+", found.data))
    assert addresses <= {
        "http://www.w3.org/2000/svg",
        "unix:///run/docker.sock:",
        "unix:///run/docker.sock,",
    }
    assert not [style for style in found.texts("style") if "url(" in style or "@import" in style]


@pytest.mark.parametrize("theme", THEMES)
def test_the_policy_allows_the_styles_and_the_script_of_the_page_and_nothing_else(
    theme: str,
) -> None:
    for found in (page("scale", Options(theme=theme)), harmed("</script>")):
        (given,) = [v for v in found.values("content") if v.startswith("default-src")]
        styles = list(dict.fromkeys(unescape(style.text) for style in found.all("style")))
        assert given == (
            f"default-src 'none'; style-src {' '.join(map(quoted_hash, styles))}; "
            f"script-src {quoted_hash(found.one('script').text)}; "
            "base-uri 'none'; form-action 'none'"
        )


def test_what_needs_the_script_is_hidden_without_it() -> None:
    found = page("scale")
    live = [element for element in found.all() if "data-live" in element.attributes]
    assert {e.attributes.get("id") for e in live} == {"copy", "tools", None}
    assert all("hidden" in element.attributes for element in live)
    held = {e for element in live for e in (element, *element.all())}
    assert set(found.all("form", "input", "button", "output")) <= held


# Themes, data, and the same again


@pytest.mark.parametrize("theme", THEMES)
def test_the_page_has_the_theme_that_was_asked_for(theme: str) -> None:
    found = page("mtu", Options(theme=theme))
    assert found.one("html").attributes["data-theme"] == theme
    assert found.values("content").count("light dark" if theme == "auto" else theme) == 1
    assert ("prefers-color-scheme:dark" in found.one("svg").text) == (theme == "auto")


@pytest.mark.parametrize("name", ["scale", "gap", "unchanged"])
def test_the_data_are_those_of_the_json(name: str) -> None:
    (link,) = (a for a in page(name).all("a") if "download" in a.attributes)
    assert link.attributes["download"] == "diff.json.gz"
    packed = b64decode(link.attributes["href"].partition(",")[2], validate=True)
    assert gzip.decompress(packed) == render(subject(name), "json")


def test_the_patch_is_in_the_data_if_it_was_asked_for() -> None:
    found = Page(rendered(diff(), "html", Options(patch=[{"op": "remove", "path": "/hosts/0"}])))
    packed = found.by_id["data"].one("a").attributes["href"].partition(",")[2]
    assert json.loads(gzip.decompress(b64decode(packed)))["patch"] == [
        {"op": "remove", "path": "/hosts/0"}
    ]


@pytest.mark.parametrize("found", [maintenance(), hostile_diff("</pre><b>`*|")])
def test_the_markdown_to_paste_is_that_of_the_format(found: Diff) -> None:
    assert page_of(found).by_id["markdown"].text == diff_markdown(found)


def test_the_same_sides_give_the_same_bytes() -> None:
    after = replace(docker0(), hosts=[replace(docker0().hosts[0], kernel="5.0")])
    first, again = (render(Subject(compare(docker0(), after)), "html") for _ in range(2))
    assert first == again


def test_a_large_diff_is_a_small_file() -> None:
    data = render(Subject(compare(many(300, 10), many(200, 10))), "html")
    assert len(data) < 1_000_000


def test_what_the_other_side_of_a_service_had_is_drawn_once() -> None:
    found = page("scale")
    drawn = [value for value in found.values("data-entry") if value == "change-1"]
    assert len(drawn) > 3
    assert places(found) == [next(
        e.attributes["id"] for e in found.one("svg").all() if "container" in
        e.attributes.get("class", "") and e.attributes.get("data-entry") == "change-1"
    )]  # fmt: skip
