import gzip
import time
from base64 import b64decode, b64encode
from contextlib import suppress

import msgspec
import pytest

from tests.hosts import docker0, many
from topograph.errors import MalformedSnapshot
from topograph.snapshot import decode, encode
from topograph.snapshot.in_page import is_page, snapshot_link, snapshot_of_page

HEAD = "data:application/gzip;base64,"
LINK = snapshot_link(docker0())


def page(link: str = LINK, before: str = "", after: str = "", attributes: str = "") -> bytes:
    anchor = f'<a data-snapshot{attributes} class="button" download="h.json.gz" href="{link}">Save'
    return f"<!DOCTYPE html>\n<html>{before}<p>{anchor}</a>{after}</html>\n".encode()


def found(data: bytes) -> bytes:
    return gzip.decompress(snapshot_of_page(data, "x"))


@pytest.mark.parametrize(
    "start",
    [
        "<!DOCTYPE html>",
        "<!doctype HTML>",
        "<!DOCTYPE html\n>",
        "<html>",
        "<HTML lang='en'>",
        "\ufeff<!DOCTYPE html>",
        "\r\n\t <!DOCTYPE html>",
        "<!-- saved from url=(0020)https://example.com/ -->\r\n<!DOCTYPE html>",
        "<!----><!-- two > of\nthem --> <html>",
        "\ufeff <!-- one --><html>",
    ],
)
def test_a_page_is_known_by_its_start(start: str) -> None:
    assert is_page(f"{start}<p>".encode())


@pytest.mark.parametrize(
    "start",
    [
        "",
        "<",
        "<p>",
        "<htmlx>",
        "<!doctype htmlish>",
        "html",
        "<svg>",
        '<?xml version="1.0"?><svg>',
        "a<html>",
        "<!-- <html> -->",
        "<!-- <html>",
        "{}",
    ],
)
def test_what_starts_otherwise_is_no_page(start: str) -> None:
    assert not is_page(start.encode())


def test_the_link_is_a_data_url_with_the_facts_in_gzip() -> None:
    assert LINK.startswith(HEAD)
    data = b64decode(LINK.removeprefix(HEAD), validate=True)
    assert decode(gzip.decompress(data), "x") == docker0()


def test_the_link_holds_no_time_no_name_and_no_blanks() -> None:
    data = b64decode(LINK.removeprefix(HEAD))
    assert (data[3], data[4:8]) == (0, bytes(4))
    text = gzip.decompress(data)
    assert text == msgspec.json.format(encode(docker0()), indent=-1)
    assert b"\n" not in text


def test_the_link_is_as_short_as_gzip_makes_it() -> None:
    text = msgspec.json.format(encode(many(50, 5)), indent=-1)
    data = b64decode(snapshot_link(many(50, 5)).removeprefix(HEAD))
    assert len(data) == min(len(gzip.compress(text, level)) for level in range(10))


def test_what_was_put_into_a_page_comes_out_of_it() -> None:
    assert decode(found(page()), "x") == docker0()


@pytest.mark.parametrize(
    "attributes",
    ["", '=""', ' title="it"', '="" title="a=b; href=1"', ' tabindex=0 title="it"', "\n"],
)
def test_a_browser_may_have_written_the_link_anew(attributes: str) -> None:
    assert decode(found(page(attributes=attributes)), "x") == docker0()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r\n ", "\n\t"])
def test_what_passes_a_page_on_may_wrap_its_lines(end: str) -> None:
    wrapped = end.join(LINK[start : start + 76] for start in range(0, len(LINK), 76))
    # The head itself stands in the first line.
    assert decode(found(page(wrapped)), "x") == docker0()


OTHER = f"{HEAD}{b64encode(gzip.compress(b'other')).decode()}"


@pytest.mark.parametrize(
    "text",
    [
        "data-snapshot",
        f'href="{OTHER}"',
        f'&lt;a data-snapshot class="button" href="{OTHER}"&gt;',
        f'<a class="button" title="data-snapshot " href="{OTHER}">',
        f'<a id="b1" href="{OTHER}">data-snapshot</a>',
        f'<a data-snapshots href="{OTHER.replace("gzip", "zip")}">',
        f'<b data-snapshot href="{OTHER}">',
        "<a data-snapshot><a data-snapshot",
    ],
)
def test_only_the_link_counts_wherever_else_its_words_stand(text: str) -> None:
    assert decode(found(page(before=text)), "x") == docker0()
    assert decode(found(page(after=text)), "x") == docker0()
    with pytest.raises(MalformedSnapshot, match="x: a page without a snapshot"):
        snapshot_of_page(f"<html>{text}</html>".encode(), "x")


def test_a_page_that_holds_none_says_when_it_would() -> None:
    with pytest.raises(MalformedSnapshot) as failure:
        snapshot_of_page(b"<html>part</html> \r\n", "report.html")
    assert str(failure.value) == (
        "report.html: a page without a snapshot; a report holds one unless it is about a part "
        "(--only, --hide, --around) or about a diff"
    )


def test_a_page_cut_anywhere_before_the_end_of_the_link_is_cut_short() -> None:
    data = page()
    end = data.index(b'">Save')
    for length in (10, data.index(b"<a "), data.index(b"base64,") + 7, end // 2, end):
        with pytest.raises(MalformedSnapshot) as failure:
            snapshot_of_page(data[:length], "x")
        assert str(failure.value) == "x: cut short; the end of the page is missing"


def test_a_page_cut_behind_the_link_still_gives_its_snapshot() -> None:
    data = page()
    assert decode(found(data[: data.index(b">Save")]), "x") == docker0()


@pytest.mark.parametrize("base64", ["A", "H4sIA", "AA=A", "AAAA=A", "AAA=A"])
def test_base64_that_cannot_be_is_damage(base64: str) -> None:
    with pytest.raises(MalformedSnapshot) as failure:
        snapshot_of_page(page(HEAD + base64), "x")
    assert str(failure.value) == "x: the snapshot in the page is damaged; copy the file again"


@pytest.mark.parametrize(
    "part",
    [
        b"<a ",
        b"<a data-snapshot ",
        b'<a data-snapshot href="data:application/gzip;base64,',
        b'<a data-snapshot x="" ',
        b'<a data-snapshot x="',
        b' data-snapshot href="',
        b'href="data:application/gzip;base64,',
        b'" "',
        b"data-snapshot ",
        b"AAAA",
    ],
)
@pytest.mark.parametrize("start", [b"<html>", b"<html><a data-snapshot "])
def test_the_time_grows_no_faster_than_the_page(part: bytes, start: bytes) -> None:
    data = start + part * (4_000_000 // len(part))
    begun = time.perf_counter()
    with suppress(MalformedSnapshot):
        snapshot_of_page(data, "x")
    # The square of so many would be an hour.
    assert time.perf_counter() - begun < 2


@pytest.mark.parametrize("part", [b"<!---->", b"<!-- ", b" ", b"-->", b"<!-- -->\n"])
def test_looking_at_a_start_takes_no_longer_than_reading_it(part: bytes) -> None:
    begun = time.perf_counter()
    assert not is_page(b"<!-- -->" + part * (4_000_000 // len(part)))
    assert time.perf_counter() - begun < 2
