"""Collect a snapshot from the readings of a host, live or recorded."""

import gc

from msgspec.structs import asdict, replace

from topograph.facts import FORMAT, VERSION, Host, Snapshot
from topograph.sources.live.container_processes import with_processes
from topograph.sources.live.drivers import add_drivers
from topograph.sources.live.engine import start_asking
from topograph.sources.live.halves import is_large, read_both_halves, start_other_half
from topograph.sources.live.host import read_host_identity
from topograph.sources.live.namespace_reader import NamespaceReader
from topograph.sources.live.namespaces import find_namespaces
from topograph.sources.live.readings import Readings
from topograph.version import __version__

__all__ = ["collect_from"]


def collect_from(readings: Readings) -> Snapshot:
    """Return what the readings tell about one host."""
    was_collecting = gc.isenabled()
    # Facts hold no cycles, and there are many of them.
    gc.disable()
    try:
        return _collect(readings)
    finally:
        if was_collecting:
            gc.enable()


def _collect(readings: Readings) -> Snapshot:
    captured_at = readings.now()
    if is_large(readings):
        search = find_namespaces(readings)
        other_half = start_other_half(readings, search)
        pending = start_asking(readings)
    else:
        # Sent first and read last: the engines work while the kernel is read.
        pending = start_asking(readings)
        search = find_namespaces(readings)
        other_half = None
    reader = NamespaceReader(readings, search.own, search.namespaces)
    namespaces = read_both_halves(reader, search, other_half)
    namespaces = reader.number(namespaces)
    namespaces[0] = add_drivers(readings, namespaces[0])
    engines, containers, networks, engine_gaps = pending.result()
    host = Host(
        **asdict(read_host_identity(readings)),
        namespaces=namespaces,
        engines=engines,
        containers=with_processes(readings, search.processes, containers),
        networks=networks,
    )
    gaps = (*search.gaps, *reader.gaps, *engine_gaps)
    return Snapshot(
        format=FORMAT,
        version=VERSION,
        captured_at=captured_at,
        tool=f"topograph {__version__}",
        hosts=[host],
        gaps=[replace(gap, host=host.hostname) for gap in gaps],
    )
