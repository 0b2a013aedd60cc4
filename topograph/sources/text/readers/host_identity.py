"""Read what says who the host is: `hostnamectl`, `hostname`, os-release."""

import re
from collections.abc import Sequence
from typing import Final

from topograph.sources.text.reader import TextReader, never
from topograph.sources.text.readers.lines import bare, read_lines
from topograph.sources.text.told import Line, Told

__all__ = ["HOSTNAME", "HOSTNAMECTL", "OS_RELEASE"]

ARCHITECTURES: Final = {
    "x86-64": "x86_64",
    "arm64": "aarch64",
    "ppc64-le": "ppc64le",
    "riscv64": "riscv64",
    "s390x": "s390x",
}
"""As systemd spells those whose name in `uname` is beyond doubt."""
LINUX: Final = "Linux "
NAMING: Final = frozenset({"-s", "--short", "-f", "--fqdn", "--long"})
"""Options of `hostname` with which it still prints a name."""

_PAIR: Final = re.compile(r"\s*([A-Z][A-Za-z /]{1,40}): (.*)")
_ID: Final = re.compile(r"[0-9a-f]{32}")
_HOSTNAME: Final = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,62}[A-Za-z0-9_])?")
_VARIABLE: Final = re.compile(r"([A-Z][A-Z0-9_]{0,60})=(.*)")


def begins_hostnamectl(text: str) -> bool:
    """Tell whether a line is the first of `hostnamectl`."""
    return text.lstrip().startswith("Static hostname: ")


def begins_os_release(text: str) -> bool:
    """Tell whether a line is the name of an operating system."""
    return text.startswith("PRETTY_NAME=")


def read_hostnamectl(lines: Sequence[Line], argv: tuple[str, ...]) -> Told:
    """Read what `hostnamectl` prints; the transient hostname is the one that the kernel has."""
    told = Told()
    transient = ""

    def take(text: str) -> bool:
        nonlocal transient
        found = _PAIR.fullmatch(text)
        if found is None:
            return False
        value = found[2].strip()
        if found[1] == "Transient hostname" and _HOSTNAME.fullmatch(value):
            transient = value
        else:
            told.host |= _fact(found[1], value)
        return True

    read_lines(lines, told, take)
    if transient:
        told.host["hostname"] = transient
    return told


def read_hostname(lines: Sequence[Line], argv: tuple[str, ...]) -> Told:
    """Read the one word of `hostname` and of /etc/hostname, unless an option asks for another."""
    told = Told()
    command = bare(argv)
    is_name = command[:1] == ("cat",) or (command[:1] == ("hostname",) and _names(command))

    def take(text: str) -> bool:
        name = text.strip()
        if not is_name or told.host or not _HOSTNAME.fullmatch(name):
            return False
        told.host["hostname"] = name
        return True

    return read_lines(lines, told, take)


def _names(command: tuple[str, ...]) -> bool:
    """Tell whether the options, if any, ask for the name in one of its forms."""
    return set(command[1:]) <= NAMING


def read_os_release(lines: Sequence[Line], argv: tuple[str, ...]) -> Told:
    """Read os-release(5)."""
    told = Told()

    def take(text: str) -> bool:
        found = _VARIABLE.fullmatch(text.strip())
        if found and found[1] == "PRETTY_NAME":
            told.host["os"] = found[2].strip().strip("\"'")
        return found is not None or text.startswith("#")

    return read_lines(lines, told, take)


def _fact(label: str, value: str) -> dict[str, str]:
    if label == "Static hostname" and _HOSTNAME.fullmatch(value):
        return {"hostname": value}
    if label == "Machine ID" and _ID.fullmatch(value):
        return {"machine_id": value}
    if label == "Boot ID" and _ID.fullmatch(value):
        # The kernel writes it with dashes.
        return {
            "boot_id": "-".join((value[:8], value[8:12], value[12:16], value[16:20], value[20:]))
        }
    if label == "Operating System" and value:
        return {"os": value}
    if label == "Kernel" and value.startswith(LINUX):
        return {"kernel": value.removeprefix(LINUX)}
    if label == "Architecture" and value in ARCHITECTURES:
        return {"arch": ARCHITECTURES[value]}
    return {}


HOSTNAMECTL: Final = TextReader("hostnamectl", begins_hostnamectl, read_hostnamectl)
HOSTNAME: Final = TextReader("hostname", never, read_hostname)
OS_RELEASE: Final = TextReader("os-release", begins_os_release, read_os_release)
