"""The report as a file: whole, true to the tables, harmless, and the same for the same facts."""

import json
import os
import re
import subprocess
import sys
from base64 import b64encode
from collections import Counter
from hashlib import sha256
from html import unescape
from random import Random
from urllib.parse import unquote

import pytest
from msgspec.structs import replace

from tests.golden import PROJECT
from tests.hosts import ROOT_INODE, docker0, hardware, many, snapshot
from tests.properties.strategies import HOSTILE, shuffled
from tests.render.mixed_host import hostile, mixed
from tests.render.page_reading import Element, Page
from topograph.facts import FdbEntry, Gap, Host, Netns, Snapshot
from topograph.graph import build_graph, ways_out
from topograph.render import Options, Subject, html, render
from topograph.render.html import MOST_ROWS
from topograph.render.report.places import elements_of
from topograph.render.report.things import HOMES, home_nodes, thing_index
from topograph.render.visible import visible_lines
from topograph.snapshot.in_page import snapshot_link
from topograph.tables import TABLES, make_tables

LOADING = {"link", "img", "iframe", "object", "embed", "base", "image", "use", "video", "audio"}
LOADING_ATTRIBUTES = {
    "src",
    "srcset",
    "style",
    "action",
    "formaction",
    "background",
    "poster",
    "data",
    "ping",
    "xlink:href",
    "http-equiv",
    "srcdoc",
    "target",
}
SVG_TAGS = {"svg", "title", "desc", "style", "rect", "g", "a", "path", "circle", "text"}
NAMES = [
    *filter(None, HOSTILE),
    "<img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "</script><script>alert(1)</script>",
    "</style><style>*{display:none}",
    "<!--",
    "-->",
    "</pre></details>",
    "' onload='alert(1)",
    "{{ 7 * 7 }}",
    "a\u034fb\u3164",
]


def page(facts: Snapshot, options: Options | None = None) -> Page:
    return Page(render(Subject(facts, options), "html").decode())


def said(page: Page, element: str) -> str:
    """Return what stands in an element, its blanks and line ends made one."""
    return " ".join(page.by_id[element].text.split())


def around_the_picture(page: Page) -> list[Element]:
    inside = set(page.one("svg").all())
    return [element for element in page.all() if element not in inside]


def test_the_page_is_one_document_with_the_picture_and_all_tables() -> None:
    found = page(docker0())
    assert found.data.startswith("<!DOCTYPE html>\n<html lang=")
    assert found.faults == []
    counts = Counter(element.tag for element in found.all())
    single = ("html", "head", "body", "header", "main", "nav", "h1", "figure", "svg")
    assert {tag: counts[tag] for tag in single} == dict.fromkeys(single, 1)
    sections = [section.attributes["id"] for section in found.one("main").all("section")]
    assert sections == ["picture", *TABLES, "snapshot"]
    assert counts["table"] == len(TABLES)


@pytest.mark.parametrize("facts", [docker0(), mixed(), hostile("a\tb\x1b"), many(5, 2)])
def test_each_row_and_cell_of_each_table_is_there(facts: Snapshot) -> None:
    found = page(facts)
    for table in make_tables(facts).values():
        titles = [column.title for column in table.columns]
        rows = [[visible_lines(cell).strip() for cell in row] for row in table.rows]
        head, *body = found.cells(table.name)
        assert head == titles
        assert body == rows if rows else len(body) == 1


def test_each_table_has_a_heading_with_its_count_and_a_name_for_those_who_hear() -> None:
    found = page(docker0())
    for table in make_tables(docker0()).values():
        section = found.by_id[table.name]
        assert section.attributes["class"] == "table"
        (heading,) = section.all("h2")
        assert heading.text.strip() == f"{table.title} {len(table.rows)}"
        assert section.one("table").attributes["aria-label"] == table.title
        (wide,) = section.all("div")
        assert (wide.attributes["role"], wide.attributes["tabindex"]) == ("region", "0")
        assert wide.attributes["aria-label"] == table.title


def test_the_contents_lead_to_each_part_and_count_the_rows() -> None:
    found = page(docker0())
    entries = {link.attributes["href"]: link for link in found.one("nav").all("a")}
    assert list(entries) == ["#picture", *(f"#{name}" for name in TABLES), "#snapshot"]
    counts = [span.text for span in found.one("nav").all("span")]
    tables = make_tables(docker0()).values()
    assert counts == [str(len(table.rows) or "none") for table in tables]


def test_heads_of_columns_and_rows_say_so() -> None:
    found, tables = page(docker0()), make_tables(docker0())
    for table in tables.values():
        section = found.by_id[table.name]
        heads = list(section.one("thead").all("th"))
        assert [head.attributes["scope"] for head in heads] == ["col"] * len(table.columns)
        names = [head.attributes["data-name"] for head in heads]
        assert names == [column.name for column in table.columns]
        for row in found.rows(table.name):
            named = [n for n, cell in enumerate(row.all("td", "th")) if cell.tag == "th"]
            wanted = [n for n, column in enumerate(table.columns) if column.names_row]
            assert named == (wanted if table.rows else [])
        scopes = {cell.attributes["scope"] for cell in section.one("tbody").all("th")}
        assert scopes <= {"row"}


def test_numbers_stand_to_the_right_and_so_do_their_heads() -> None:
    found = page(docker0())
    style = next(found.all("style")).text
    columns = [
        (table.name, n)
        for table in make_tables(docker0()).values()
        for n, column in enumerate(table.columns, 1)
        if column.align == "right"
    ]
    selectors = [f"#{name} td:nth-child({n})" for name, n in columns]
    assert style.endswith(f"}}{','.join(selectors)} {{ text-align: right; }}\n")
    heads = [
        (section, n)
        for section in TABLES
        for n, head in enumerate(found.by_id[section].one("thead").all("th"), 1)
        if head.attributes.get("class") == "n"
    ]
    assert heads == columns
    assert ("links", 13) in columns, "the MTU"


def test_long_cells_may_wrap_and_short_ones_may_not() -> None:
    found = page(hostile("x" * 61))
    cells = [c for c in found.by_id["links"].all("td") if c.attributes.get("class") == "w"]
    assert {cell.text.strip() for cell in cells} >= {"x" * 61}
    assert not [
        c
        for c in page(hostile("x" * 60)).all("td")
        if c.text.strip() == "x" * 60 and "class" in c.attributes
    ]


@pytest.mark.parametrize("facts", [docker0(), mixed(), many(60, 3), hostile("100%"), snapshot()])
def test_each_thing_has_an_address_in_the_page_and_each_only_one(facts: Snapshot) -> None:
    found, tables = page(facts), make_tables(facts)
    ids = found.values("id")
    assert len(ids) == len(set(ids))
    for name, table in tables.items():
        rows = found.rows(name)[: len(table.rows)]
        wanted = list(table.nodes) if name in HOMES else [""] * len(rows)
        assert [row.attributes.get("id", "") for row in rows] == wanted


@pytest.mark.parametrize("text", ["plain", *NAMES])
@pytest.mark.parametrize("density", ["full", "folded"])
def test_every_link_leads_to_a_place_in_the_page(text: str, density: str) -> None:
    found = page(hostile(text), Options(density=density))
    links = [element.attributes["href"] for element in found.all("a")]
    data = [link for link in links if not link.startswith("#")]
    assert data == [snapshot_link(hostile(text))]
    # A browser decodes once what stands behind the '#'.
    assert {unquote(link[1:]) for link in links if link not in data} <= set(found.by_id)


@pytest.mark.parametrize("facts", [mixed(), many(60, 3), many(400, 4)])
def test_the_picture_leads_to_the_rows_and_the_rows_to_the_picture(facts: Snapshot) -> None:
    found, subject = page(facts), Subject(facts)
    places = set(home_nodes(make_tables(facts).values()))
    shown = elements_of(subject.picture)
    inside = {link.attributes["href"] for link in found.one("svg").all("a")}
    assert {unquote(href[1:]) for href in inside} <= places
    for name in HOMES:
        for row in found.rows(name):
            node = row.attributes["id"]
            (head,) = row.all("th")
            hrefs = [link.attributes["href"] for link in head.all("a")]
            assert hrefs == ([f"#{shown[node]}"] if node in shown else []), node
    assert all(element in found.by_id for element in shown.values())


def test_rows_of_other_tables_lead_to_the_picture_too() -> None:
    found = page(docker0())
    for name in ("bridges", "ports", "fdb"):
        assert [row for row in found.rows(name) if list(row.all("a"))], name


@pytest.mark.parametrize("text", NAMES)
def test_text_from_outside_adds_no_tag_and_no_attribute(text: str) -> None:
    found, plain = page(hostile(text)), page(hostile("plain"))
    assert found.faults == []
    shapes = [
        [
            # A long cell may wrap.
            (element.tag, *(name for name in element.attributes if element.tag != "td"))
            for element in around_the_picture(one)
        ]
        for one in (found, plain)
    ]
    assert shapes[0] == shapes[1]
    drawn = list(found.one("svg").all())
    assert {element.tag for element in drawn} <= SVG_TAGS
    names = {name for element in plain.one("svg").all() for name in element.attributes}
    # What no font is known to hold is squeezed, as in a picture by itself.
    names |= {"textlength", "lengthadjust"}
    assert {name for element in drawn for name in element.attributes} <= names
    assert {name for cell in found.all("td") for name in cell.attributes} <= {"class", "colspan"}
    assert {c.attributes["class"] for c in found.all("td") if "class" in c.attributes} <= {"w"}


@pytest.mark.parametrize("text", ["\x1b[31mred", "a\u202eb", "nul\x00", "\ufeff", "a\x85b"])
def test_what_nobody_sees_becomes_visible(text: str) -> None:
    data = render(Subject(hostile(text)), "html").decode()
    assert not set(data) & set("\x1b\u202e\x00\ufeff\x85")


@pytest.mark.parametrize("facts", [mixed(), hostile("javascript:alert(1)")])
def test_nothing_is_loaded(facts: Snapshot) -> None:
    found = page(facts)
    assert not {element.tag for element in found.all()} & LOADING
    assert not {name for e in found.all() for name in e.attributes} & LOADING_ATTRIBUTES - {
        "http-equiv"
    }
    assert found.values("http-equiv") == ["Content-Security-Policy"]
    assert not [name for e in found.all() for name in e.attributes if name.startswith("on")]
    addresses = set(re.findall(r"\w+://[^\s\"'<]+", found.data))
    assert addresses <= {"http://www.w3.org/2000/svg", "unix:///run/docker.sock"}
    assert not [style for style in found.texts("style") if "url(" in style or "@import" in style]


def test_what_needs_the_script_is_hidden_without_it() -> None:
    found = page(docker0())
    live = [element for element in found.all() if "data-live" in element.attributes]
    assert len(live) >= 2
    assert all("hidden" in element.attributes for element in live)
    held = {e for element in live for e in (element, *element.all())}
    assert set(found.all("form", "input", "button", "output")) <= held
    assert "hidden" in found.by_id["details"].attributes


@pytest.mark.parametrize("options", [Options(), Options(theme="dark"), Options(theme="light")])
@pytest.mark.parametrize("facts", [docker0(), hostile("</script>")])
def test_the_policy_allows_the_styles_and_the_script_of_the_page_and_nothing_else(
    facts: Snapshot, options: Options
) -> None:
    found = page(facts, options)
    (given,) = [v for v in found.values("content") if v.startswith("default-src")]
    # In an SVG a browser reads entities in a style.
    styles = list(dict.fromkeys(unescape(style.text) for style in found.all("style")))
    assert len(styles) == (1 if options.theme == "light" else 2)
    _, script = found.all("script")
    assert given == (
        f"default-src 'none'; style-src {' '.join(map(quoted_hash, styles))}; "
        f"script-src {quoted_hash(script.text)}; base-uri 'none'; form-action 'none'"
    )


def quoted_hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@pytest.mark.parametrize("facts", [docker0(), mixed(), hostile("</script>"), snapshot()])
def test_the_page_tells_its_script_what_leads_where(facts: Snapshot) -> None:
    found = page(facts)
    data, script = found.all("script")
    assert data.attributes == {"type": "application/json", "id": "index"}
    assert script.attributes == {}
    tables = list(make_tables(facts).values())
    assert json.loads(data.text) == thing_index(tables, ways_out(build_graph(facts)))
    assert re.fullmatch(r'[\w":,\[\]{}-]*', data.text), "short, and no text from outside"
    rows = [element.attributes["id"] for element in found.all("tr") if "id" in element.attributes]
    assert rows == home_nodes(tables), "a thing goes by the number of its row"


def test_gaps_come_before_the_picture_and_are_told_plainly() -> None:
    found = page(mixed())
    told = found.data.index("Not everything could be seen")
    assert told < found.data.index("<svg")
    assert "The namespace could not be entered: operation not permitted." in said(found, "unseen")
    assert "run as root" in said(found, "unseen")
    assert said(page(docker0()), "unseen").startswith("No gaps")


def test_many_gaps_are_counted_above_and_all_in_the_table() -> None:
    gaps = [Gap(source="s", subject=f"netns:{n:03}", what="No.") for n in range(40)]
    found = page(snapshot(Host(hostname="h"), gaps=gaps))
    assert "netns:009 and 30 more" in said(found, "unseen")
    assert "netns:010" not in said(found, "unseen")
    assert len(found.rows("gaps")) == 40
    assert [a.attributes["href"] for a in found.by_id["unseen"].all("a")] == ["#gaps"]


def test_the_head_says_which_host_when_and_by_what() -> None:
    found = page(docker0())
    assert found.texts("h1") == ["ip-10-0-0-5"]
    assert next(found.all("title")).text == "ip-10-0-0-5 · topograph"
    assert found.texts("time") == ["2026-11-24T09:30:00Z"]
    assert "4.4.0-38-generic x86_64" in found.texts("dd")
    assert "by topograph 0." in " ".join(found.one("header").text.split())


def test_several_hosts_are_told_apart() -> None:
    found = page(snapshot(*(Host(hostname=f"h{n}") for n in range(5))))
    assert found.texts("h1") == ["h0, h1, h2 and 2 more"]
    assert found.texts("h2")[:5] == ["h0", "h1", "h2", "h3", "h4"]
    assert page(snapshot(*(Host(hostname=f"h{n}") for n in range(3)))).texts("h1") == [
        "h0, h1, h2"
    ]
    assert page(snapshot()).texts("h1") == ["no host"]


def test_what_could_not_be_asked_is_not_seen_rather_than_none() -> None:
    gap = Gap(source="engine", subject="engine:x", what="Away.", host="web1")
    host = Host(hostname="web1")
    of_engines = {"containers", "networks", "published"}
    for gaps, said_of_them in (([], "none"), ([gap], "not seen")):
        found = page(snapshot(host, gaps=gaps))
        for name in set(TABLES) - {"gaps"}:
            (row,) = found.rows(name)
            (cell,) = row.all("td")
            assert cell.text.strip() == (said_of_them if name in of_engines else "none")
            assert int(cell.attributes["colspan"]) == len(found.cells(name)[0])
        counts = [span.text for span in found.one("nav").all("span")]
        assert counts.count(said_of_them) >= len(of_engines)


def test_what_text_did_not_tell_is_not_seen_rather_than_none() -> None:
    netns = Netns(inode=-1, root=True, untold=["fdb", "routes"])
    found = page(snapshot(Host(hostname="web1", namespaces=[netns])))
    said = {
        name: next(iter(found.rows(name)[0].all("td"))).text.strip()
        for name in ("routes", "rules", "fdb", "neighbours")
    }
    assert said == {"routes": "not seen", "rules": "none", "fdb": "not seen", "neighbours": "none"}


def test_the_summary_stands_in_the_page_to_be_copied() -> None:
    for facts in (docker0(), hostile("</pre><b>")):
        found = page(facts)
        assert found.by_id["markdown"].text == render(Subject(facts), "md").decode()
        assert found.by_id["markdown"].tag == "pre"


def test_what_the_options_leave_out_is_in_no_table() -> None:
    found = page(docker0(), Options(only=("pensive_*",)))
    assert "mad_feynman" not in found.data
    assert "This is a part of it: " in found.one("header").text
    assert "This is a part of it" not in page(docker0()).data


@pytest.mark.parametrize("theme", ["auto", "light", "dark"])
def test_the_theme_is_fixed_or_the_readers(theme: str) -> None:
    found = page(docker0(), Options(theme=theme))
    assert found.one("html").attributes["data-theme"] == theme
    assert ("light dark" if theme == "auto" else theme) in found.values("content")


@pytest.mark.graphviz
def test_the_picture_may_be_laid_out_by_graphviz() -> None:
    found = page(docker0(), Options(layout="dot"))
    assert found.faults == []
    assert list(found.one("figure").all("svg"))
    assert "<?xml" not in found.data
    assert "<!DOCTYPE svg" not in found.data
    assert len(found.values("id")) == len(found.by_id)
    assert found.by_id["link/ip-10-0-0-5/docker0"].tag == "tr"
    hrefs = {unquote(href[1:]) for href in found.values("href") if href.startswith("#")}
    assert hrefs <= set(found.by_id)


def test_no_moment_and_no_tool_leave_no_empty_words() -> None:
    found = page(replace(docker0(), captured_at="", tool=""))
    assert "Network topology." in found.one("header").text
    assert found.texts("time") == []


def forwarded(entries: int) -> Snapshot:
    """A host whose one link knows so many addresses."""
    fdb = [FdbEntry(link=2, mac=f"02:00:00:{n:06x}") for n in range(entries)]
    nic = hardware(2, "eth0", "00:00:5e:00:53:01")
    return snapshot(
        Host(
            hostname="web1",
            namespaces=[Netns(inode=ROOT_INODE, root=True, links=[nic], fdb=fdb)],
        )
    )


@pytest.mark.parametrize("entries", [MOST_ROWS, MOST_ROWS + 1])
def test_a_table_of_very_many_rows_is_cut_and_says_so(entries: int) -> None:
    assert MOST_ROWS == 10_000
    found = page(forwarded(entries))
    assert len(found.rows("fdb")) == MOST_ROWS
    assert f"{entries}" in found.texts("h2")[1 + list(TABLES).index("fdb")]
    cut = [e for e in found.by_id["fdb"].all("p") if e.attributes.get("class") == "cut"]
    assert [" ".join(e.text.split()) for e in cut] == (
        [
            "Only the first 10,000 of 10,001 rows are here. All are in the snapshot: save it, "
            "and run topograph show --table fdb on it."
        ]
        if entries > MOST_ROWS
        else []
    )


def test_a_page_whose_tables_are_cut_is_still_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "MOST_ROWS", 3)
    found = page(docker0())
    tables = make_tables(docker0())
    for name, table in tables.items():
        assert len(found.rows(name)) == max(1, min(3, len(table.rows)))
    hrefs = {unquote(href[1:]) for href in found.values("href") if href.startswith("#")}
    assert hrefs <= set(found.by_id)
    counts = [span.text for span in found.one("nav").all("span")]
    assert counts == [str(len(table.rows) or "none") for table in tables.values()]
    index = json.loads(found.by_id["index"].text)
    things = [e for e in found.all("tr") if "id" in e.attributes]
    assert len(index["out"]) == len(things)
    assert {n for ends in index["out"] for n in ends} <= set(range(len(things)))


def test_a_part_whose_tables_are_cut_promises_no_snapshot(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(html, "MOST_ROWS", 3)
    found = page(docker0(), Options(only=("pensive_*",)))
    (cut,) = [
        " ".join(e.text.split())
        for e in found.by_id["links"].all("p")
        if e.attributes.get("class") == "cut"
    ]
    assert re.fullmatch(r"Only the first 3 of \d rows are here\.", cut)


def test_a_table_says_what_is_not_in_it_on_purpose() -> None:
    found, tables = page(docker0()), make_tables(docker0())
    notes = {
        name: [e.text for e in found.by_id[name].all("p") if e.attributes.get("class") == "note"]
        for name in TABLES
    }
    assert notes == {name: [table.note] * bool(table.note) for name, table in tables.items()}
    assert notes["fdb"]


@pytest.mark.parametrize("facts", [docker0(), mixed(), many(1), many(10)])
@pytest.mark.parametrize("theme", ["auto", "dark"])
def test_a_picture_that_is_higher_than_wide_goes_on_an_upright_page(
    facts: Snapshot, theme: str
) -> None:
    picture = Subject(facts).picture
    stage = page(facts, Options(theme=theme)).by_id["stage"]
    assert stage.attributes.get("class") == ("tall" if picture.height > picture.width else None)


def test_there_are_pictures_of_both_shapes() -> None:
    wide, tall = Subject(docker0()).picture, Subject(many(10)).picture
    assert wide.width > wide.height
    assert tall.width < tall.height


NAMED = {
    "web1": "web1",
    "web1.example.com": "web1.example.com",
    "a b/c": "a-b-c",
    "../../etc/passwd": "etc-passwd",
    ".hidden": "hidden",
    "-rf": "rf",
    "C:\\x": "C-x",
    "...": "snapshot",
    "": "snapshot",
    "网络": "snapshot",
    "a网b": "a-b",
    'a"><b>': "a-b",
    "a\x00b\u202ec": "a-b-c",
    "under_score": "under_score",
    "data-snapshot": "data-snapshot",
    "x" * 253: "x" * 200,
    "y" * 199 + ".z": "y" * 199,
}


@pytest.mark.parametrize("hostname", NAMED)
def test_the_snapshot_is_a_link_that_saves_it_under_the_name_of_the_host(hostname: str) -> None:
    facts = replace(docker0(), hosts=[replace(docker0().hosts[0], hostname=hostname)])
    found = page(facts)
    (link,) = [element for element in found.all("a") if "download" in element.attributes]
    assert link.attributes == {
        "data-snapshot": "",
        "class": "button",
        "download": f"{NAMED[hostname]}.json.gz",
        "href": snapshot_link(facts),
    }
    assert link.text == f"Save {NAMED[hostname]}.json.gz"


@pytest.mark.parametrize("hosts", [0, 2, 30])
def test_the_snapshot_of_no_host_or_of_several_has_a_name_of_its_own(hosts: int) -> None:
    found = page(snapshot(*(Host(hostname=f"h{n}") for n in range(hosts))))
    assert found.values("download") == ["snapshot.json.gz"]


@pytest.mark.parametrize("options", [Options(only=("pensive_*",)), Options(hide=("veth",))])
def test_a_report_about_a_part_holds_no_snapshot_and_says_so(options: Options) -> None:
    found = page(docker0(), options)
    assert found.values("download") == found.values("data-snapshot") == []
    assert "base64," not in found.data
    assert "so the snapshot is not in it" in said(found, "snapshot")
    assert not [href for href in found.values("href") if not href.startswith("#")]


@pytest.mark.parametrize("facts", [docker0(), mixed(), many(20, 3)])
def test_the_same_facts_give_the_same_bytes_in_whatever_order_they_come(facts: Snapshot) -> None:
    data = render(Subject(facts), "html").decode()
    assert render(Subject(facts), "html").decode() == data
    for seed in range(3):
        mixed_up = shuffled(facts, Random(seed))
        again = render(Subject(mixed_up), "html").decode()
        # The snapshot itself is kept as it came.
        assert again.replace(snapshot_link(mixed_up), snapshot_link(facts)) == data


def test_the_hashes_of_a_process_do_not_count() -> None:
    code = (
        "import hashlib\n"
        "from tests.hosts import many\n"
        "from topograph.render import Subject, render\n"
        "print(hashlib.sha256(render(Subject(many(60, 4)), 'html')).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(PROJECT)},
            cwd=PROJECT,
            capture_output=True,
            check=True,
        ).stdout
        for seed in "123"
    }
    assert len(found) == 1
