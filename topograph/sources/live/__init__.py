"""This host, read as it is: its namespaces over rtnetlink, its engines over their sockets."""

from topograph.facts import Snapshot
from topograph.snapshot.files import write_atomically
from topograph.sources.live.collection import collect_from
from topograph.sources.live.kernel import LiveReadings
from topograph.sources.recording import Recorder

__all__ = ["collect"]


def collect(record: str | None = None) -> Snapshot:
    """Read this host.

    Needs no privilege; what only root may see is then a gap of the snapshot.

    Args:
        record: path of a recording to write besides.

    Raises:
        OutputError: the recording cannot be written.
    """
    if record is None:
        return collect_from(LiveReadings())
    recorder = Recorder(LiveReadings())
    snapshot = collect_from(recorder)
    write_atomically(record, recorder.archive())
    return snapshot
