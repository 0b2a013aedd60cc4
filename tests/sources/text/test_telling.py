import json

import pytest

from topograph.sources.text.cleaning import lines_of
from topograph.sources.text.telling import told_by
from topograph.sources.text.told import Output, Told

LO = "1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN"


def test_lines_that_were_cut_out_before_the_first_are_no_json() -> None:
    told = told_by(Output(lines_of(f"[...]\n{LO}\n".encode()), "notes.txt", ("ip", "addr")))
    assert (told.is_elided, [link.ifname for link in told.links]) == (True, ["lo"])


def test_json_that_is_cut_off_is_no_text() -> None:
    told = told_by(Output(lines_of(b'{"a": 1,\n'), "notes.txt", ("ip", "addr")))
    assert [line.number for line in told.unknown] == [1]


LINKS = [{"ifindex": 1, "ifname": "lo", "flags": ["LOOPBACK"], "mtu": 65536, "operstate": "UP"}]


def told_links(text: str, *argv: str, reader: str = "") -> list[str]:
    told = told_by(Output(lines_of(text.encode()), "notes.txt", argv, reader=reader))
    return [link.ifname for link in told.links]


def test_json_is_read_by_its_content_or_by_the_reader_that_knew_it() -> None:
    text = json.dumps(LINKS, indent=1)
    assert told_links(text, "ip", "-j", "addr") == ["lo"]
    assert told_links(text, reader="ip json links") == ["lo"]
    assert told_links(text, reader="ip json routes") == []


def test_json_may_be_an_object() -> None:
    text = '{"namespaces": [{"ns": 4026531840, "type": "net", "pid": 1, "nprocs": 2}]}'
    told = told_by(Output(lines_of(text.encode()), "notes.txt", ("lsns", "-J")))
    assert [netns.inode for netns in told.namespaces] == [4026531840]


def test_a_refusal_tells_why_and_nothing_else() -> None:
    text = "\n  bridge\tblue does not exist!\n"
    told = told_by(Output(lines_of(text.encode()), "notes.txt", ("brctl", "show")))
    assert told == Told(refusal="bridge blue does not exist!")


@pytest.mark.parametrize(("count", "is_refusal"), [(12, True), (13, False)])
def test_a_long_text_is_no_refusal(count: int, is_refusal: bool) -> None:
    text = "usage: brctl\n\n" + "word\n" * (count - 1)
    told = told_by(Output(lines_of(text.encode()), "notes.txt", ("brctl", "show")))
    assert bool(told.refusal) == is_refusal
    assert len(told.unknown) == (0 if is_refusal else count)


@pytest.mark.parametrize(
    "text",
    [
        "setns: Operation not permitted",
        "sh: brctl: not found",
        "can't open it",
        "open: Permission denied",
        "No such device",
    ],
)
def test_what_a_command_says_instead_is_a_refusal(text: str) -> None:
    assert told_by(Output(lines_of(text.encode()), "notes.txt", ("brctl", "show"))).refusal == text


def test_blank_lines_are_not_unknown() -> None:
    told = told_by(Output(lines_of(b'{"a":\n\n1}\n\n'), "notes.txt"))
    assert [line.number for line in told.unknown] == [1, 3]
