"""Whatever becomes of an archive on its way: a snapshot, or an error in one line."""

import io
import lzma
import tarfile

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sources.archives.packed import PACKERS, tar_of, zip_of
from topograph.errors import TopographError
from topograph.sources import open_source

FILES = {
    "sosreport-web1/sos_commands/networking/ip_-d_address": b"1: lo: <UP> mtu 65536\n" * 30,
    "sosreport-web1/etc/os-release": b"PRETTY_NAME=Linux\n",
    "sosreport-web1/sos_reports/manifest.json": b"{}",
    "a/" * 60 + "b" * 120: b"text",
}
LINK = tarfile.TarInfo("sosreport-web1/date")
LINK.type, LINK.linkname = tarfile.SYMTYPE, "sos_commands/date/date"
TARS = [
    pack(tar_of(FILES, LINK, format_=format_))
    for format_ in (tarfile.GNU_FORMAT, tarfile.PAX_FORMAT)
    for pack in PACKERS.values()
]
ARCHIVES = [*TARS, zip_of(FILES), zip_of({"recording.json": b"{}"})]


def opened(data: bytes) -> None:
    complaint = complaint_about(data)
    assert complaint == "" or complaint.startswith("stdin: ")
    assert "\n" not in complaint


def complaint_about(data: bytes) -> str:
    try:
        open_source("-", stdin=io.BytesIO(data))
    except TopographError as error:
        return str(error)
    return ""


@given(st.sampled_from(ARCHIVES), st.data())
def test_an_archive_whose_bytes_are_changed(archive: bytes, draw: st.DataObject) -> None:
    data = bytearray(archive)
    for _ in range(draw.draw(st.integers(1, 4))):
        data[draw.draw(st.integers(0, len(data) - 1))] = draw.draw(st.integers(0, 255))
    opened(bytes(data))


@given(st.sampled_from(ARCHIVES), st.data())
def test_an_archive_that_is_cut_or_joined(archive: bytes, draw: st.DataObject) -> None:
    start, end = sorted(draw.draw(st.integers(0, len(archive))) for _ in range(2))
    opened(archive[:start] + archive[end:] + draw.draw(st.sampled_from(ARCHIVES))[:end])


@settings(max_examples=300)
@given(st.integers(0, 511), st.binary(min_size=1, max_size=16), st.sampled_from([0, 512, 1024]))
def test_a_header_that_is_changed_and_has_the_right_sum(at: int, new: bytes, start: int) -> None:
    data = bytearray(tar_of(FILES, LINK))
    data[start + at : start + at + len(new)] = new
    block = data[start : start + 512]
    block[148:156] = b" " * 8
    data[start + 148 : start + 156] = b"%06o\0 " % sum(block)
    opened(bytes(data))


@given(st.binary(max_size=2000), st.sampled_from([b"", *(one[:300] for one in ARCHIVES)]))
def test_anything_at_all(data: bytes, head: bytes) -> None:
    opened(head + data)


@given(st.binary(max_size=400))
def test_anything_at_all_in_xz(data: bytes) -> None:
    opened(lzma.compress(data))
