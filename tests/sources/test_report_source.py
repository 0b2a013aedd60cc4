"""A report as a source: the page of a host gives the facts that it was made of."""

import io
from base64 import b64encode
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace

import topograph
from tests.golden import PROJECT
from tests.hosts import docker0, many, snapshot
from tests.render.mixed_host import hostile, mixed
from topograph.errors import MalformedSnapshot, UnknownSource
from topograph.facts import Container, Snapshot
from topograph.render import Options, Subject, render
from topograph.snapshot import encode
from topograph.snapshot.in_page import snapshot_link
from topograph.snapshot.packing import gzip_bytes, unpack
from topograph.sources import load, open_source, snapshot_file

SAMPLES = sorted(path.parent.name for path in PROJECT.glob("samples/*/recording.zip"))
LINK = snapshot_link(many(3))
"""Of another host."""


def report(facts: Snapshot) -> bytes:
    return render(Subject(facts), "html")


def opened(data: bytes) -> Snapshot:
    return open_source("-", stdin=io.BytesIO(data))


def refusal(data: bytes) -> str:
    with pytest.raises(MalformedSnapshot) as failure:
        opened(data)
    assert "\n" not in str(failure.value)
    return str(failure.value)


def with_data(data: bytes) -> bytes:
    """A report whose link holds other data."""
    page = report(docker0())
    packed = b64encode(data)
    return page.replace(snapshot_link(docker0()).partition(",")[2].encode(), packed)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_report_of_a_recorded_host_gives_its_snapshot(name: str) -> None:
    facts = topograph.load(PROJECT / "samples" / name / "recording.zip")
    assert opened(report(facts)) == facts


@pytest.mark.parametrize("facts", [snapshot(), mixed(), many(30, 3)])
def test_the_report_of_any_host_gives_its_snapshot(facts: Snapshot, tmp_path: Path) -> None:
    file = tmp_path / "whatever"
    file.write_bytes(report(facts))
    assert load(file) == open_source(str(file)) == facts


def test_a_report_of_what_was_read_from_a_report_is_the_same() -> None:
    page = report(docker0())
    assert report(opened(page)) == page


def test_members_that_nobody_knows_come_along() -> None:
    facts = replace(docker0(), extra={"news": [1]})
    assert opened(report(facts)) == facts


@pytest.mark.parametrize(
    "text",
    [
        "data-snapshot",
        " data-snapshot ",
        "a data-snapshot",
        LINK[:28],
        f'href="{LINK}"',
        f'" data-snapshot href="{LINK}"',
        f'<a data-snapshot class="button" download="x" href="{LINK}">',
        f'"><a data-snapshot href="{LINK}">',
        "</a></html><!DOCTYPE html>",
        "<!--",
        "-->",
    ],
)
def test_no_name_stands_in_for_the_snapshot(text: str) -> None:
    facts = hostile(text)
    assert opened(report(facts)) == facts


def test_names_side_by_side_do_not_stand_in_either() -> None:
    # Ids of folded siblings stand in one attribute, a blank between them.
    people = many(60, 1).hosts[0].containers
    named = [
        replace(person, names=[f"{('data-snapshot', 'href=', LINK[:28])[n % 3]}{n}"])
        for n, person in enumerate(people)
    ]
    facts = replace(many(60, 1), hosts=[replace(many(60, 1).hosts[0], containers=named)])
    for density in ("folded", "rows", "full"):
        assert opened(render(Subject(facts, Options(density=density)), "html")) == facts


def test_a_host_may_be_called_like_the_mark_of_the_link() -> None:
    facts = replace(docker0(), hosts=[replace(docker0().hosts[0], hostname="data-snapshot")])
    assert opened(report(facts)) == facts


CHANGES = {
    "line ends of mail": (b"\n", b"\r\n"),
    "a byte order mark": (b"<!DOCTYPE html>", b"\xef\xbb\xbf<!DOCTYPE html>"),
    "a note of where it was saved from": (
        b"<!DOCTYPE html>\n",
        b"<!DOCTYPE html>\n<!-- saved from url=(0014)about:internet -->\n",
    ),
    "a note before all": (b"<!DOCTYPE html>", b"<!-- scanned -->\n<!DOCTYPE html>"),
    "attributes with a value": (b"<a data-snapshot ", b'<a data-snapshot="" '),
    "an upper-case doctype": (b"<!DOCTYPE html>", b"<!DOCTYPE HTML>"),
    "no doctype": (b"<!DOCTYPE html>\n", b""),
    "a footer": (b"</html>", b"</html>\n<p>sent by a gateway</p>"),
    "elements of a browser": (b"<body>", b'<body class="live"><div hidden=""></div>'),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_page_that_was_saved_again_or_sent_by_mail_still_gives_it(change: str) -> None:
    page = report(docker0())
    changed = page.replace(*CHANGES[change])
    assert changed != page
    assert opened(changed) == docker0()


def test_lines_that_were_wrapped_on_the_way_still_give_it() -> None:
    lines = report(docker0()).split(b"\n")
    wrapped = [line[n : n + 990] for line in lines for n in range(0, len(line), 990)]
    assert opened(b"\r\n".join(wrapped)) == docker0()


@pytest.mark.parametrize(
    "options",
    [Options(only=("pensive_*",)), Options(hide=("veth",)), Options(around=("mad_feynman",))],
)
def test_a_report_about_a_part_says_that_it_holds_none(options: Options) -> None:
    page = render(Subject(docker0(), options), "html")
    assert refusal(page).startswith("stdin: a page without a snapshot; a report holds one unless")


def test_a_page_of_another_program_is_told_apart() -> None:
    said = "stdin: a page without a snapshot"
    assert refusal(b"<!DOCTYPE html><html><p>hello</p></html>").startswith(said)
    assert refusal(b"\n<HTML></html>\n").startswith(said)


def test_a_report_that_was_cut_short_says_so() -> None:
    page = report(docker0())
    link = page.index(b"<a data-snapshot")
    for length in (200, len(page) // 2, link, link + 200):
        assert refusal(page[:length]) == "stdin: cut short; the end of the page is missing"


def test_damage_in_the_link_is_told_in_a_line() -> None:
    page = report(docker0())
    place = page.index(b"base64,", page.index(b"<a data-snapshot")) + 200
    assert "gzip data" in refusal(page[:place] + b"AAAA" + page[place + 4 :])
    damaged = page[:place] + page[place + 1 :]
    assert refusal(damaged) == "stdin: the snapshot in the page is damaged; copy the file again"
    shorter = page[:place] + page[place + 400 :]
    assert refusal(shorter) in (
        "stdin: corrupt gzip data; copy the file again",
        "stdin: cut short: the gzip data has no end; copy the file again",
    )


def test_no_damage_in_the_link_gives_other_facts() -> None:
    page = report(docker0())
    start = page.index(b"base64,", page.index(b"<a data-snapshot")) + 7
    end = page.index(b'"', start)
    for place in range(start, end, 97):
        changed = page[:place] + (b"A" if page[place : place + 1] != b"A" else b"B")
        # The header of gzip has bytes that mean nothing: a time, a system.
        with suppress(MalformedSnapshot):
            assert opened(changed + page[place + 1 :]) == docker0()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "stdin: empty"),
        (gzip_bytes(b""), "stdin: empty"),
        (gzip_bytes(b"[1]"), "stdin: not a topograph snapshot"),
        (gzip_bytes(b"hello"), "stdin: not JSON"),
        (gzip_bytes(encode(docker0())[:-9]), "stdin: cut short"),
        (gzip_bytes(encode(docker0()))[:-9], "stdin: cut short: the gzip data has no end"),
        (gzip_bytes(encode(docker0()).replace(b'"version": 1', b'"version": 9')), "stdin: "),
    ],
)
def test_what_the_link_holds_is_judged_as_a_snapshot(data: bytes, said: str) -> None:
    with pytest.raises(topograph.TopographError) as failure:
        opened(with_data(data))
    assert str(failure.value).startswith(said)
    assert "\n" not in str(failure.value)


def test_a_link_that_expands_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    page = with_data(gzip_bytes(bytes(16 << 20), level=9))
    assert len(page) < 1 << 20
    monkeypatch.setattr(snapshot_file, "unpack", partial(unpack, limit=8 << 20))
    assert refusal(page) == "stdin: larger than 8 MiB; no snapshot is that large"


def test_a_page_is_not_taken_for_a_snapshot_and_the_other_way_round() -> None:
    facts = replace(docker0(), captured_at="<!DOCTYPE html>")
    assert opened(encode(facts)) == facts
    with pytest.raises(UnknownSource, match="reports"):
        opened(b"<svg></svg>")


def test_every_container_of_a_large_report_comes_back() -> None:
    facts = many(400, 4)
    found = opened(report(facts)).hosts[0].containers
    assert [type(person) for person in found] == [Container] * 400
    assert found == facts.hosts[0].containers
