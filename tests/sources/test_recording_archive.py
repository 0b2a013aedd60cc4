"""Archives that are no recordings, or no sound ones."""

import io
import json
import zipfile
from typing import Any

import pytest

from tests.sources.recorded import SOUND, paper, zipped
from topograph.errors import MalformedSnapshot, UnsupportedVersion
from topograph.sources.recording import replay


@pytest.mark.parametrize("length", [0, 4, 30, len(SOUND) // 2, len(SOUND) - 1])
def test_an_archive_that_is_cut_short_is_refused(length: int) -> None:
    with pytest.raises(MalformedSnapshot, match=r"^host\.zip: not a sound recording"):
        replay(SOUND[:length], "host.zip")


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04" + bytes(100),
        SOUND[:80] + b"\xff" * 8 + SOUND[88:],
        zipped("{}", name="other.json"),
        zipped(b"\xff"),
        zipped("not JSON"),
        zipped("[" * 200_000),
        zipped("1" * 10_000),
    ],
)
def test_an_archive_of_something_else_is_refused(data: bytes) -> None:
    with pytest.raises(MalformedSnapshot, match="not a sound recording"):
        replay(data)


@pytest.mark.parametrize("text", ["[]", "{}", "null", '{"format": "topograph-snapshot"}'])
def test_other_json_is_no_recording(text: str) -> None:
    with pytest.raises(MalformedSnapshot, match="not a recording of topograph"):
        replay(zipped(text))


@pytest.mark.parametrize(
    ("members", "what"),
    [
        ({"version": "1"}, "without a version"),
        ({"version": float("inf")}, "without a version"),
        ({"version": None}, "without a version"),
        ({"answers": []}, "without answers"),
        ({"answers": {}}, "an incomplete recording: not in the recording"),
        ({"answers": {"now": {"errno": 5, "text": "Input/output error"}}}, "Input/output error"),
    ],
)
def test_a_recording_without_its_parts_is_refused(members: dict[str, Any], what: str) -> None:
    with pytest.raises(MalformedSnapshot, match=what):
        replay(paper(**members))


def test_a_newer_recording_is_refused_by_its_version() -> None:
    with pytest.raises(UnsupportedVersion, match="version 2, and this program reads up to 1"):
        replay(paper(version=2, answers=["of another shape"]))


def claiming(size: int, data: bytes = SOUND) -> bytes:
    """Return an archive whose directory says that its member expands to `size` bytes."""
    at = data.rindex(b"PK\x01\x02") + 24
    return data[:at] + size.to_bytes(4, "little") + data[at + 4 :]


def test_an_archive_that_would_expand_too_far_is_not_expanded() -> None:
    with pytest.raises(MalformedSnapshot, match="larger than 512 MiB"):
        replay(claiming((1 << 29) + 1))


def test_an_archive_is_not_expanded_beyond_what_it_claims() -> None:
    bomb = zipped(" " * (1 << 24))
    with pytest.raises(MalformedSnapshot, match="not a sound recording"):
        replay(claiming(100, bomb))


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_archive_is_only_expanded_in_ways_that_can_be_bounded(compression: int) -> None:
    whole = {"format": "topograph-recording", "version": 1, "answers": {}}
    with pytest.raises(MalformedSnapshot, match="not a recording of topograph"):
        replay(zipped(json.dumps(whole), compression=compression))


def test_an_archive_that_is_not_compressed_is_as_good() -> None:
    text = zipfile.ZipFile(io.BytesIO(SOUND)).read("recording.json")
    assert replay(zipped(text, compression=zipfile.ZIP_STORED)) == replay(SOUND)


def test_an_encrypted_archive_is_refused() -> None:
    at = SOUND.rindex(b"PK\x01\x02") + 8
    with pytest.raises(MalformedSnapshot, match="not a sound recording"):
        replay(SOUND[:at] + b"\1" + SOUND[at + 1 :])
