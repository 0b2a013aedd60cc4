import io
import tarfile
from collections.abc import Callable

import pytest

from tests.sources.archives.packed import contents_of_tar, tar_of
from topograph.errors import MalformedArchive
from topograph.sources.archives.budget import Budget, Limits
from topograph.sources.archives.recognising import is_tar
from topograph.sources.archives.tars import walk_tar

FILES = {"a/ip_addr": b"1: lo:\n", "empty": b"", "big": b"x" * 1_300_000}
LONG = "a/" * 60 + "b" * 120


def member(name: str, kind: bytes, **fields: object) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type = kind
    for field, value in fields.items():
        setattr(info, field, value)
    return info


def header(data: bytes, change: Callable[[bytearray], None]) -> bytes:
    """Return an archive whose first header is changed, with the right sum again."""
    block = bytearray(data[:512])
    change(block)
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    return bytes(block) + data[512:]


@pytest.mark.parametrize("format_", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_the_files_of_a_tar_come_in_their_order(format_: int) -> None:
    data = tar_of(FILES, format_=format_)
    assert is_tar(data[:512])
    assert list(contents_of_tar(data).items()) == list(FILES.items())


def test_a_tar_without_a_magic_number_is_known_by_its_sum() -> None:
    def age(block: bytearray) -> None:
        block[257:500] = bytes(243)

    data = header(tar_of({"file": b"text"}, format_=tarfile.USTAR_FORMAT), age)
    assert is_tar(data[:512])
    assert contents_of_tar(data) == {"file": b"text"}


def test_a_sum_of_signed_bytes_is_one_too() -> None:
    data = bytearray(tar_of({"é": b""}, format_=tarfile.GNU_FORMAT))
    data[148:156] = b" " * 8
    data[148:156] = b"%06o\0 " % sum(byte - 256 * (byte > 127) for byte in data[:512])
    assert is_tar(bytes(data[:512]))


@pytest.mark.parametrize(
    "data", [b"", b"\0" * 512, b"x" * 512, b"{" + b" " * 511, tar_of(FILES)[:511]]
)
def test_other_data_is_no_tar(data: bytes) -> None:
    assert not is_tar(data)


@pytest.mark.parametrize("format_", [tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_a_long_name_is_read_in_both_spellings(format_: int) -> None:
    data = tar_of({LONG: b"1", "next": b"2"}, format_=format_)
    assert contents_of_tar(data) == {LONG: b"1", "next": b"2"}


def test_a_name_that_is_no_text_is_readable_all_the_same() -> None:
    data = header(tar_of({"xx": b"1"}), lambda block: block.__setitem__(0, 0xFF))
    assert contents_of_tar(data) == {"\ufffdx": b"1"}


def test_of_a_name_that_comes_twice_both_are_told() -> None:
    twice = tar_of({"a": b"1"})[:1024] + tar_of({"a": b"2"})
    budget = Budget("host.tar")
    read = [budget.keep(one) for one in walk_tar(io.BytesIO(twice), budget)]
    assert read == [b"1", b"2"]


def test_a_member_that_nobody_reads_is_passed_over() -> None:
    walk = walk_tar(io.BytesIO(tar_of(FILES)), Budget("host.tar"))
    assert [(one.name, one.size) for one in walk] == [(n, len(data)) for n, data in FILES.items()]


def test_a_member_that_is_half_read_is_passed_over() -> None:
    walk = walk_tar(io.BytesIO(tar_of(FILES)), Budget("host.tar"))
    assert [one.read(3) for one in walk] == [b"1: ", b"", b"xxx"]


def test_the_time_of_a_member_is_told() -> None:
    [one] = walk_tar(io.BytesIO(tar_of({"a": b""})), Budget("host.tar"))
    assert one.mtime == 1_700_000_000


def test_links_devices_and_pipes_are_passed_over_in_silence() -> None:
    others = [
        member("link", tarfile.SYMTYPE, linkname="/etc/shadow"),
        # A hard link may state the size of what it is linked to, without holding it.
        member("hard", tarfile.LNKTYPE, linkname="a"),
        member("pipe", tarfile.FIFOTYPE),
        member("disk", tarfile.BLKTYPE, devmajor=8),
        member("tty", tarfile.CHRTYPE, devmajor=4),
        member("folder", tarfile.DIRTYPE),
    ]
    budget = Budget("host.tar")
    data = tar_of({"a": b"1"}, *others)
    assert contents_of_tar(data, budget=budget) == {"a": b"1"}
    assert budget.gaps() == []


def test_a_hard_link_that_states_a_size_holds_nothing() -> None:
    link = tar_of({}, member("hard", tarfile.LNKTYPE, linkname="a"), format_=tarfile.USTAR_FORMAT)
    sized = header(link, lambda block: block.__setitem__(slice(124, 136), b"00000001000\0"))
    assert contents_of_tar(sized[:512] + tar_of({"a": b"1"})) == {"a": b"1"}


@pytest.mark.parametrize("name", ["/etc/passwd", "../x", "a/../../x", "a/.."])
def test_a_name_that_leads_out_is_left_out_and_told(name: str) -> None:
    budget = Budget("host.tar")
    assert contents_of_tar(tar_of({name: b"1", "b": b"2"}), budget=budget) == {"b": b"2"}
    [gap] = budget.gaps()
    assert gap.what == f"{name} was left out: its name leads out of the archive"


def test_empty_parts_and_dots_are_taken_out_of_a_name() -> None:
    assert contents_of_tar(tar_of({"./a//./b": b"1"})) == {"a/b": b"1"}


def test_a_sparse_file_is_left_out_with_what_belongs_to_it() -> None:
    def spread(block: bytearray) -> None:
        block[156:157] = tarfile.GNUTYPE_SPARSE
        block[482] = 1

    first = header(tar_of({"holes": b"data"}, format_=tarfile.GNU_FORMAT), spread)
    more, last = bytearray(512), bytearray(512)
    more[504] = 1
    data = first[:512] + more + last + first[512:1024] + tar_of({"b": b"2"})
    budget = Budget("host.tar")
    assert contents_of_tar(data, budget=budget) == {"b": b"2"}
    assert [gap.what for gap in budget.gaps()] == ["holes was left out: a sparse file"]


def test_a_sparse_file_of_pax_is_left_out() -> None:
    info = member("holes", tarfile.REGTYPE, pax_headers={"GNU.sparse.major": "1"})
    budget = Budget("host.tar")
    assert contents_of_tar(tar_of({}, info), budget=budget) == {}
    assert len(budget.gaps()) == 1


def test_headers_of_pax_may_speak_of_all_members() -> None:
    packed = io.BytesIO()
    with tarfile.open(
        fileobj=packed, mode="w", format=tarfile.PAX_FORMAT, pax_headers={"mtime": "1234.5"}
    ) as archive:
        archive.addfile(tarfile.TarInfo("a"))
    [one] = walk_tar(io.BytesIO(packed.getvalue()), Budget("host.tar"))
    assert one.mtime == 1234


@pytest.mark.parametrize("kind", [tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.GNUTYPE_LONGNAME])
def test_a_header_that_is_too_large_is_not_read(kind: bytes) -> None:
    data = bytearray(tar_of({}, member("x", kind, size=1 << 40), format_=tarfile.GNU_FORMAT))
    with pytest.raises(MalformedArchive, match=r"^host.tar: a corrupt tar archive"):
        contents_of_tar(bytes(data))


@pytest.mark.parametrize(
    "records",
    [
        b"x",
        b"5 a=b\n",
        b"99999999 path=a\n",
        b"0 path=a\n",
        b"7 path\n",
        b"8 path=a\n",
        b"\0" * 512,
    ],
)
def test_records_that_do_not_add_up_are_corrupt(records: bytes) -> None:
    info = member("x", tarfile.XHDTYPE, size=len(records))
    data = tar_of({}, info, format_=tarfile.USTAR_FORMAT)[:512] + records.ljust(512, b"\0")
    with pytest.raises(MalformedArchive, match="corrupt"):
        contents_of_tar(data + tar_of({"a": b""}))


@pytest.mark.parametrize("size", ["-5", "x", "1" * 5000])
def test_a_size_that_is_no_number_is_corrupt(size: str) -> None:
    info = member("a", tarfile.REGTYPE, pax_headers={"size": size})
    with pytest.raises(MalformedArchive, match="corrupt"):
        contents_of_tar(tar_of({}, info))


def test_a_negative_size_is_corrupt() -> None:
    data = header(
        tar_of({"a": b""}), lambda block: block.__setitem__(slice(124, 136), b"\xff" * 12)
    )
    with pytest.raises(MalformedArchive, match="corrupt"):
        contents_of_tar(data)


def test_a_header_with_a_wrong_sum_is_corrupt_and_says_behind_what() -> None:
    data = bytearray(tar_of({"a": b"1", "b": b"2"}, format_=tarfile.GNU_FORMAT))
    data[1024] ^= 1
    with pytest.raises(MalformedArchive, match=r"a corrupt tar archive, after a; copy it again"):
        contents_of_tar(bytes(data))


SHORT = tar_of({"a": b"1" * 600, "b": b"2"}, format_=tarfile.GNU_FORMAT)
END = 512 + 1024 + 512 + 512


@pytest.mark.parametrize("length", [0, 1, 511, 512, 513, 1535, 1536, 2048, 2049, END, END + 511])
def test_a_tar_that_is_cut_short_is_refused_wherever_it_was_cut(length: int) -> None:
    with pytest.raises(MalformedArchive, match="cut short"):
        contents_of_tar(SHORT[:length])


def test_what_follows_the_end_is_not_looked_at() -> None:
    assert len(contents_of_tar(SHORT[: END + 512])) == 2
    assert len(contents_of_tar(SHORT + b"garbage")) == 2


def test_too_many_members_are_refused_links_included() -> None:
    links = [member(f"l{n}", tarfile.SYMTYPE, linkname="a") for n in range(10)]
    data = tar_of({}, *links)
    assert contents_of_tar(data, Limits(members=10)) == {}
    with pytest.raises(MalformedArchive, match="more than 9 files in it; unpack it"):
        contents_of_tar(data, Limits(members=9))


def test_a_tar_that_expands_too_far_is_refused_before_its_end() -> None:
    class Endless(io.RawIOBase):
        """A header of a member of 8 GiB, and zeros from then on."""

        first = tar_of({"zeros": b""}, format_=tarfile.GNU_FORMAT)

        def read(self, size: int | None = -1) -> bytes:
            head, Endless.first = self.first[:512], b""
            return head or bytes(size or 0)

    def grow(block: bytearray) -> None:
        block[124:136] = b"77777777777\0"

    Endless.first = header(Endless.first, grow)
    walk = walk_tar(Endless(), Budget("host.tar", Limits(expanded=32 << 20)))
    with pytest.raises(MalformedArchive, match="it expands to more than 32 MiB"):
        list(walk)
