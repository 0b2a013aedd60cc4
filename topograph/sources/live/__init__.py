"""This host, read as it is: its namespaces over rtnetlink, its engines over their sockets."""

from topograph.facts import Snapshot
from topograph.sources.live.collection import collect_from
from topograph.sources.live.kernel import LiveReadings

__all__ = ["collect"]


def collect(record: str | None = None) -> Snapshot:
    """Read this host.

    Needs no privilege; what only root may see is then a gap of the snapshot.

    Args:
        record: path of a recording to write besides.

    Raises:
        OutputError: the recording cannot be written.
    """
    readings = LiveReadings()
    return collect_from(readings)
