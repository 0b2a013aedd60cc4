"""Read who the host is: name, ids, operating system, kernel."""

from typing import Final

from msgspec import Struct

from topograph.sources.live.readings import Readings

__all__ = ["HostIdentity", "read_host_identity"]

OS_RELEASE: Final = ("/etc/os-release", "/usr/lib/os-release")


class HostIdentity(Struct):
    """What tells one host from another."""

    hostname: str
    machine_id: str | None
    boot_id: str | None
    os: str
    kernel: str
    arch: str


def read_host_identity(readings: Readings) -> HostIdentity:
    """Return who the host is; what cannot be read is empty."""
    return HostIdentity(
        hostname=_line(readings, "/proc/sys/kernel/hostname") or "localhost",
        machine_id=_line(readings, "/etc/machine-id") or None,
        boot_id=_line(readings, "/proc/sys/kernel/random/boot_id") or None,
        os=_pretty_name(readings),
        kernel=_line(readings, "/proc/sys/kernel/osrelease"),
        arch=_line(readings, "/proc/sys/kernel/arch"),
    )


def _line(readings: Readings, path: str) -> str:
    try:
        return readings.read(path).decode("utf-8", "replace").strip()
    except OSError:
        return ""


def _pretty_name(readings: Readings) -> str:
    """Return PRETTY_NAME of os-release(5)."""
    for path in OS_RELEASE:
        for line in _line(readings, path).splitlines():
            name, _, value = line.partition("=")
            if name == "PRETTY_NAME":
                return value.strip().strip("\"'")
    return ""
