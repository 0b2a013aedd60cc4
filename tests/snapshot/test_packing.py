import gzip
import io

import pytest

from tests.hosts import many
from topograph.errors import MalformedSnapshot
from topograph.snapshot import encode
from topograph.snapshot.packing import gzip_bytes, is_packed, pack, read_all, unpack

DATA = b'{"format": "topograph-snapshot"}' * 100
SUFFIXES = (".json.gz", ".json.zst")


@pytest.mark.parametrize("suffix", [".json", "", ".gzip", *SUFFIXES])
def test_data_survives_compression(suffix: str) -> None:
    assert unpack(pack(DATA, f"host{suffix}"), "x") == DATA


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_suffix_compresses(suffix: str) -> None:
    packed = pack(DATA, f"host{suffix}")
    assert is_packed(packed)
    assert len(packed) < len(DATA) / 5


def test_other_suffixes_do_not_compress() -> None:
    assert pack(DATA, "host.json") == DATA
    assert not is_packed(DATA)


def test_gzip_holds_neither_time_nor_name() -> None:
    packed = pack(DATA, "host.json.gz")
    assert packed[3] == 0, "flags: no name"
    assert packed[4:8] == bytes(4), "no time"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_same_data_gives_the_same_bytes(suffix: str) -> None:
    assert pack(DATA, f"one{suffix}") == pack(DATA, f"two{suffix}")


@pytest.mark.parametrize("level", [1, 6, 9])
def test_gzip_bytes_are_gzip_of_that_level_without_name_and_time(level: int) -> None:
    packed = gzip_bytes(DATA, level)
    assert gzip.decompress(packed) == DATA
    assert packed[:3] == b"\x1f\x8b\x08"
    assert packed[3:8] == bytes(5), "neither flags nor time"
    assert packed[8] == {1: 4, 6: 0, 9: 2}[level], "said to be fast, usual, or small"
    assert packed[10:] == gzip.compress(DATA, level, mtime=0)[10:]


def test_gzip_bytes_have_the_usual_level_as_the_suffix_has() -> None:
    data = encode(many(20, 2))
    assert gzip_bytes(data) == gzip_bytes(data, 6) == pack(data, "host.json.gz")
    assert len({gzip_bytes(data, level) for level in (5, 6, 7)}) == 3
    assert gzip.decompress(gzip_bytes(b"")) == b""


def test_gzip_of_several_members_is_read_whole() -> None:
    assert unpack(gzip.compress(b"one ") + gzip.compress(b"two"), "x") == b"one two"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_compressed_data_without_its_end_is_refused(suffix: str) -> None:
    packed = pack(DATA, f"host{suffix}")
    for length in (5, len(packed) // 2, len(packed) - 1):
        with pytest.raises(MalformedSnapshot, match="x: cut short"):
            unpack(packed[:length], "x")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_damage_anywhere_in_compressed_data_is_never_a_traceback(suffix: str) -> None:
    packed = pack(DATA, f"host{suffix}")
    refused = 0
    for position in range(len(packed)):
        damaged = bytearray(packed)
        damaged[position] ^= 0x10
        try:
            unpack(bytes(damaged), "x")
        except MalformedSnapshot:
            refused += 1
    assert refused > len(packed) / 2


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_small_file_that_expands_without_end_is_refused(suffix: str) -> None:
    bomb = pack(bytes(8 << 20), f"bomb{suffix}")
    assert len(bomb) < 1 << 16
    with pytest.raises(MalformedSnapshot, match="x: larger than 4 MiB"):
        unpack(bomb, "x", limit=4 << 20)


def test_a_stream_is_read_up_to_its_limit() -> None:
    assert read_all(io.BytesIO(b"12345"), "x", limit=5) == b"12345"
    with pytest.raises(MalformedSnapshot, match="larger"):
        read_all(io.BytesIO(b"123456"), "x", limit=5)
