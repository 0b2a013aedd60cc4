import io
import stat
import struct
import zipfile

import pytest

from tests.sources.archives.packed import contents_of_zip, zip_of
from topograph.errors import MalformedArchive
from topograph.sources.archives.budget import Budget, Limits
from topograph.sources.archives.recognising import is_zip

FILES = {"a/ip_addr": b"1: lo:\n", "empty": b"", "big": b"x" * 1_300_000}
SOUND = zip_of({"a": b"1" * 500, "b": b"2"})


def zip_with(name: str, mode: int = 0, data: bytes = b"1") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        info = zipfile.ZipInfo(name)
        info.external_attr = mode << 16
        archive.writestr(info, data)
    return packed.getvalue()


def with_directory(data: bytes, offset: int, value: bytes) -> bytes:
    """Return an archive whose first entry in the table of contents is changed."""
    at = data.index(b"PK\x01\x02") + offset
    return data[:at] + value + data[at + len(value) :]


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_the_files_of_a_zip_come_in_the_order_of_its_table(compression: int) -> None:
    data = zip_of(FILES, compression)
    assert is_zip(data[:4])
    assert list(contents_of_zip(data).items()) == list(FILES.items())


def test_an_empty_zip_holds_nothing() -> None:
    assert is_zip(zip_of({}))
    assert contents_of_zip(zip_of({})) == {}


def test_a_zip_of_the_newer_kind_is_read() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive, archive.open("a", "w", force_zip64=True) as file:
        file.write(b"1")
    assert contents_of_zip(packed.getvalue()) == {"a": b"1"}


def test_a_comment_and_something_before_the_archive_do_no_harm() -> None:
    packed = io.BytesIO(SOUND)
    with zipfile.ZipFile(packed, "a") as archive:
        archive.comment = b"of web1"
    assert set(contents_of_zip(b"#!/bin/sh\n" + packed.getvalue())) == {"a", "b"}


@pytest.mark.parametrize(
    ("name", "mode"),
    [("folder/", 0), ("link", stat.S_IFLNK), ("pipe", stat.S_IFIFO), ("disk", stat.S_IFBLK)],
)
def test_links_devices_pipes_and_folders_are_passed_over(name: str, mode: int) -> None:
    budget = Budget("host.zip")
    assert contents_of_zip(zip_with(name, mode), budget=budget) == {}
    assert budget.gaps() == []


@pytest.mark.parametrize("name", ["/etc/passwd", "../x", "a/../../x"])
def test_a_name_that_leads_out_is_left_out_and_told(name: str) -> None:
    budget = Budget("host.zip")
    assert contents_of_zip(zip_with(name), budget=budget) == {}
    [gap] = budget.gaps()
    assert gap.what == f"{name} was left out: its name leads out of the archive"


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_cannot_be_expanded_in_steps_is_left_out_and_told(compression: int) -> None:
    budget = Budget("host.zip")
    assert contents_of_zip(zip_of({"a": b"1"}, compression), budget=budget) == {}
    assert budget.gaps()[0].what.startswith("a was left out: compressed in another way")


def test_an_encrypted_archive_is_refused_by_the_name_of_a_member() -> None:
    with pytest.raises(MalformedArchive, match=r"^host.zip: a is encrypted; unpack it"):
        contents_of_zip(with_directory(SOUND, 8, b"\1"))


@pytest.mark.parametrize("length", [4, 30, len(SOUND) // 2, len(SOUND) - 1])
def test_a_zip_that_is_cut_short_is_refused(length: int) -> None:
    with pytest.raises(MalformedArchive, match="cut short or corrupt; copy it again"):
        contents_of_zip(SOUND[:length])


def test_a_member_with_a_wrong_sum_is_corrupt_and_named() -> None:
    data = zip_of({"a": b"1" * 500}, zipfile.ZIP_STORED).replace(b"111111", b"111211", 1)
    with pytest.raises(MalformedArchive, match="corrupt, in a; copy it again"):
        contents_of_zip(data)


def test_a_member_is_not_expanded_beyond_what_it_claims() -> None:
    bomb = zip_of({"a": b" " * (1 << 24)})
    with pytest.raises(MalformedArchive, match="corrupt, in a"):
        contents_of_zip(with_directory(bomb, 24, (100).to_bytes(4, "little")))


def test_members_that_overlap_are_refused() -> None:
    """One kernel of data that many entries point to: a bomb of the better kind."""
    whole = zip_of({"a": b"".join(struct.pack(">I", n * n) for n in range(5000))})
    start, end = whole.index(b"PK\x01\x02"), whole.index(b"PK\x05\x06")
    entries = whole[start:end] * 100
    tail = bytearray(whole[end:])
    struct.pack_into("<HHI", tail, 8, 100, 100, len(entries))
    with pytest.raises(MalformedArchive, match="overlap"):
        contents_of_zip(whole[:start] + entries + tail)


def test_a_table_of_contents_that_is_too_large_is_not_read() -> None:
    data = zip_of({f"{n:0100}": b"" for n in range(1000)})
    assert len(contents_of_zip(data, Limits(directory=150_000))) == 1000
    with pytest.raises(MalformedArchive, match="its table of contents is larger"):
        contents_of_zip(data, Limits(directory=140_000))


def test_too_many_members_are_refused() -> None:
    data = zip_of({str(n): b"" for n in range(10)})
    assert len(contents_of_zip(data, Limits(members=10))) == 10
    with pytest.raises(MalformedArchive, match="more than 9 files in it"):
        contents_of_zip(data, Limits(members=9))


def test_a_member_that_expands_too_far_is_refused() -> None:
    with pytest.raises(MalformedArchive, match="it expands to more than 1 MiB"):
        contents_of_zip(zip_of({"a": b" " * (3 << 20)}), Limits(expanded=1 << 20))


def test_a_member_without_a_name_is_corrupt() -> None:
    at = SOUND.index(b"PK\x01\x02")
    nameless = SOUND[: at + 28] + b"\0\0\1\0" + SOUND[at + 32 :]
    with pytest.raises(MalformedArchive, match="corrupt"):
        contents_of_zip(nameless)
