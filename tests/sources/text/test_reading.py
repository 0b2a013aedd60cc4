"""How much text is read, and what is told of the rest."""

import io

import pytest

from topograph.errors import MalformedArchive, UnknownSource
from topograph.sources import open_source
from topograph.sources.text.reading import READ_COMMANDS, snapshot_of_files

LO = "1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN"
TEXT = f"{LO}\n".encode()


def unread(**files: bytes) -> list[tuple[str, str]]:
    """The gaps about what is in some files before anything is made of it."""
    gaps = snapshot_of_files(files.items(), "notes").gaps
    assert all(gap.host == "" for gap in gaps if gap.source == "text" and gap.subject != "host")
    return [(gap.subject, gap.what) for gap in gaps if gap.subject.partition(":")[0] in files]


def test_what_is_not_read_is_a_gap_with_its_place() -> None:
    text = f"From: a\n\n$ ip addr\n{LO}\n$ iptables -t KEY=1 -L\nChain\n\nx\n"
    nobodys = "lines that are no output of a command that topograph reads"
    assert unread(a=text.encode()) == [
        ("a:1-2", nobodys),
        ("a:6-8", "the output of `iptables \u2026` is not read"),
    ]


def test_what_is_around_code_blocks_is_a_gap_without_its_text() -> None:
    text = f"One\n\ntwo\n```\n$ ip addr\n{LO}\n```\nthree\n"
    assert unread(a=text.encode()) == [("a", "3 lines around the code blocks are not read")]


def test_a_file_that_is_no_text_is_a_gap() -> None:
    found = unread(a=b"\x7fELF\0", b=f"$ ip addr\n{LO}\n".encode())
    assert found == [("a", "a file that is no text is not read")]


def test_files_without_any_output_are_refused_with_what_is_read() -> None:
    with pytest.raises(UnknownSource) as caught:
        snapshot_of_files([("a", b"hello\n")], "notes")
    assert str(caught.value) == (
        f"notes: nothing in it that topograph reads; it reads what {READ_COMMANDS} print,"
        " with or without the commands themselves"
    )


@pytest.mark.parametrize("more", [b"\n" * 300_000, b"x" * (32 << 20)])
def test_more_text_than_fits_into_memory_is_refused(more: bytes) -> None:
    with pytest.raises(MalformedArchive, match=r"^x: more than 32 MiB or 300,000 lines of text"):
        snapshot_of_files([("a", TEXT), ("b", more)], "x")


def test_a_file_without_an_end_is_refused_when_it_cannot_be_text_any_more() -> None:
    class Endless(io.RawIOBase):
        taken = 0

        def read(self, size: int = -1, /) -> bytes:
            self.taken += size
            return b"x" * size

    stream = Endless()
    with pytest.raises(UnknownSource, match="larger than 64 MiB, and no snapshot"):
        open_source("-", stdin=stream)  # type: ignore[arg-type]
    assert stream.taken < 70 << 20


def test_what_follows_an_option_of_an_unread_command_is_not_told() -> None:
    text = b"$ ip addr\n" + TEXT + b"$ sshpass -p hunter2 ssh root@web1\nx\n$ uptime now\ny\n"
    assert [gap.what for gap in snapshot_of_files([("a", text)], "x").gaps][:2] == [
        "the output of `sshpass …` is not read",
        "the output of `uptime now` is not read",
    ]
