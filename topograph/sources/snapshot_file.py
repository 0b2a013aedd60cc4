"""A snapshot file as a source."""

from topograph.facts import Snapshot
from topograph.snapshot import decode
from topograph.snapshot.packing import is_packed, unpack

__all__ = ["is_snapshot", "snapshot_from_bytes"]


def is_snapshot(data: bytes) -> bool:
    """Tell whether data is JSON or compressed, and so meant to be a snapshot."""
    return is_packed(data) or data.lstrip()[:1] in (b"{", b"[")


def snapshot_from_bytes(data: bytes, where: str) -> Snapshot:
    """Return the snapshot that a file holds, compressed or not.

    Args:
        data: all of the file.
        where: what to call it in errors.

    Raises:
        SnapshotError: it is not a sound snapshot.
    """
    return decode(unpack(data, where), where)
