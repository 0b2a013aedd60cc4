"""This host, read as it is: its namespaces over rtnetlink, its engines over their sockets."""

from topograph.facts import Snapshot

__all__ = ["collect"]


def collect(record: str | None = None) -> Snapshot:
    """Read this host.

    Needs no privilege; what only root may see is then a gap of the snapshot.

    Args:
        record: path of a recording to write besides.

    Raises:
        OutputError: the recording cannot be written.
    """
    # A recording is replayed through this package too, and needs no kernel for it.
    from topograph.sources.live.collection import collect_from  # noqa: PLC0415
    from topograph.sources.live.kernel import LiveReadings  # noqa: PLC0415

    if record is None:
        return collect_from(LiveReadings())
    from topograph.snapshot.files import write_atomically  # noqa: PLC0415
    from topograph.sources.recording import Recorder  # noqa: PLC0415

    recorder = Recorder(LiveReadings())
    snapshot = collect_from(recorder)
    write_atomically(record, recorder.archive())
    return snapshot
