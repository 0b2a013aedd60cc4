import gzip
import io
import lzma
import zlib

import pytest

from tests.sources.archives.packed import PACKERS
from topograph.errors import MalformedArchive, MalformedSnapshot
from topograph.sources.archives.expanding import Expanded, find_compression

KINDS = [kind for kind in PACKERS if kind != "plain"]
TEXT = b"".join(b"%d: veth%x\n" % (n, n * n) for n in range(30_000))


def expanded(data: bytes) -> Expanded:
    compression = find_compression(data[:10])
    assert compression
    return Expanded(io.BytesIO(data), compression, "host.tar.x")


def read_by(stream: Expanded, size: int) -> bytes:
    chunks = []
    while chunk := stream.read(size):
        assert len(chunk) <= size
        chunks.append(chunk)
    return b"".join(chunks)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", [1000, 1 << 20])
def test_each_kind_is_expanded_in_small_steps(kind: str, size: int) -> None:
    assert read_by(expanded(PACKERS[kind](TEXT)), size) == TEXT


@pytest.mark.parametrize("kind", KINDS)
def test_a_step_is_no_larger_than_was_asked_for(kind: str) -> None:
    bomb = expanded(PACKERS[kind](bytes(50 << 20)))
    assert 0 < len(bomb.read(1000)) <= 1000


@pytest.mark.parametrize("kind", KINDS)
def test_pieces_in_a_row_are_one(kind: str) -> None:
    pack = PACKERS[kind]
    data = b"".join(map(pack, (b"one", b"", TEXT, b"four")))
    assert read_by(expanded(data), 4096) == b"one" + TEXT + b"four"


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_nothing(kind: str) -> None:
    assert expanded(PACKERS[kind](b"")).read(10) == b""


def test_zeros_at_the_end_fill_a_block() -> None:
    assert read_by(expanded(gzip.compress(TEXT) + bytes(100_000)), 4096) == TEXT


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("share", [0.0, 0.3, 0.99])
def test_what_is_cut_short_is_told(kind: str, share: float) -> None:
    packed = PACKERS[kind](TEXT)
    with pytest.raises(
        MalformedSnapshot, match=r"^host.tar.x: cut short: the \w+ data has no end"
    ):
        read_by(expanded(packed[: max(6, int(len(packed) * share))]), 4096)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_corrupt_is_told_with_the_error_of_the_reader(kind: str) -> None:
    packed = bytearray(PACKERS[kind](TEXT))
    for at in range(1000, 1100):
        packed[at] ^= 0xFF
    stream = expanded(bytes(packed))
    stream.error = MalformedArchive
    with pytest.raises(MalformedArchive, match=r"corrupt \w+ data; copy the file again"):
        read_by(stream, 4096)


@pytest.mark.parametrize("kind", KINDS)
def test_something_else_behind_it_is_corrupt(kind: str) -> None:
    with pytest.raises(MalformedSnapshot, match="corrupt"):
        read_by(expanded(PACKERS[kind](TEXT) + b"garbage " * 100), 4096)


def test_a_sum_that_does_not_fit_is_told() -> None:
    packed = bytearray(gzip.compress(TEXT))
    packed[-8] ^= 1
    with pytest.raises(MalformedSnapshot, match="corrupt gzip"):
        read_by(expanded(bytes(packed)), 4096)


@pytest.mark.parametrize("kind", KINDS)
def test_endless_empty_pieces_are_refused(kind: str) -> None:
    with pytest.raises(MalformedSnapshot, match="corrupt"):
        read_by(expanded(PACKERS[kind](b"x") * 1000), 4096)


def test_a_dictionary_that_fills_the_memory_is_refused() -> None:
    filters = [{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 30}]
    packed = lzma.compress(b"x", filters=filters)
    with pytest.raises(MalformedSnapshot, match="xz data takes more than 128 MiB of memory"):
        read_by(expanded(packed), 4096)


@pytest.mark.parametrize("data", [b"", b"\x1f", b"PK\x03\x04", b"{}", zlib.compress(b"x")])
def test_other_data_is_not_compressed(data: bytes) -> None:
    assert find_compression(data) is None


def test_zstandard_with_a_huge_window_is_no_corrupt_zstandard() -> None:
    frame = b"\x28\xb5\x2f\xfd\x00" + bytes([31 << 3]) + b"\x01\x00\x00"
    with pytest.raises(MalformedSnapshot, match="zstd data takes more than 128 MiB of memory"):
        expanded(frame).read(10)
