"""Turn the files of a sosreport into a snapshot."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Final

from topograph.errors import UnknownSource
from topograph.facts import Gap, Snapshot
from topograph.sources.sos.layout import MANIFEST
from topograph.sources.sos.manifest import Ran, commands_of
from topograph.sources.sos.outputs import find_outputs
from topograph.sources.text.told import Output

__all__ = ["snapshot_of_report"]

_ENGINES: Final = ("docker", "podman")
_HINT: Final = "run sos report with its plugins networking, docker, podman, kernel and host"


def snapshot_of_report(
    files: Mapping[str, bytes], times: Iterable[float], root: str, where: str
) -> Snapshot:
    """Return what the files of a sosreport tell of the host.

    Args:
        files: those that `layout.is_wanted`, by their names in the report.
        times: when they were written, in seconds since 1970.
        root: what the report's folder is called in errors and gaps.
        where: what to call the archive in errors.

    Raises:
        UnknownSource: no output of a command is among them.
    """
    from topograph.sources.text.assembling import assemble  # noqa: PLC0415
    from topograph.sources.text.known import Known  # noqa: PLC0415

    ran = commands_of(files[MANIFEST]) if MANIFEST in files else []
    outputs, gaps = find_outputs(files, ran or [], root)
    if not any(output.argv[0] in ("ip", "ifconfig", *_ENGINES) for output in outputs):
        what = "a sosreport without the network of the host"
        raise UnknownSource(what, where=where, hint=_HINT)
    if ran is None:
        what = f"{root}{MANIFEST} is damaged, so that no failure of a command is known"
        gaps.append(Gap(source="sos", subject="host", what=what))
    if any(output.argv[0] in _ENGINES for output in outputs):
        gaps.append(_UNSEEN)
    known = Known(
        source="sos",
        captured_at=_captured_at(ran or [], outputs, times),
        host=_identity(files),
        gaps=gaps,
    )
    return assemble(outputs, known)


_UNSEEN: Final = Gap(
    source="namespaces",
    subject="host",
    what="sos looks into the namespaces of `ip netns` only, so those of containers were not seen",
    hint="run topograph on the host",
)


def _captured_at(ran: Iterable[Ran], outputs: Iterable[Output], times: Iterable[float]) -> str:
    """Return when sos ran, in RFC 3339; empty if an output tells, or if nothing does."""
    started = min((one.started for one in ran if one.started), default=None)
    if started is None and not any(output.argv[:1] == ("date",) for output in outputs):
        # The clock of the host wrote these into the archive, in UTC.
        started = max(times, default=None)
    if started is None:
        return ""
    return datetime.fromtimestamp(started, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _identity(files: Mapping[str, bytes]) -> dict[str, str]:
    names = {"machine_id": "etc/machine-id", "boot_id": "proc/sys/kernel/random/boot_id"}
    found = {field: files.get(name, b"") for field, name in names.items()}
    return {
        field: data.decode().strip()
        for field, data in found.items()
        if len(data) < 64 and data.isascii() and data.strip()
    }
