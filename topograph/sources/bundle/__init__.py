"""A host on which topograph is not installed: what a script of POSIX sh wrote down there.

capture.sh, script     the script, which runs commands that only read and writes one tar
index                  which file of it is the output of which command
listings               what `ls` and `grep` printed about many files at once
readings               answers to the questions of a live collection, out of these files
engine_answers         what `docker` printed, in the shape of the engine's API
namespaces, numbers    what `ip`, `bridge` and `lsns` printed in each namespace
snapshot               all of it together
"""

from collections.abc import Mapping

from topograph.facts import Snapshot
from topograph.sources.bundle.index import is_bundle

__all__ = ["is_bundle", "snapshot_of_bundle"]


def snapshot_of_bundle(members: Mapping[str, bytes], where: str) -> Snapshot:
    """Return the snapshot of the host that a bundle was captured on.

    Args:
        members: the files of the bundle, by name.
        where: what to call the bundle in errors.

    Raises:
        MalformedSnapshot: it is no bundle, or too little of one.
        UnknownSource: it is several.
        UnsupportedVersion: a newer script wrote it.
    """
    # Who only asks whether it is one needs no readers.
    from topograph.sources.bundle.snapshot import snapshot_of  # noqa: PLC0415

    return snapshot_of(members, where)
