"""Which files of a sosreport are read, by their names.

sos names a file like the command: without the folder of the program, each run of characters other
than letters, digits, `_ . - /` as one `_`, and each slash as a dot. Newer versions (4.3) keep what
they saw in a namespace in a folder of its own.
"""

import re
from typing import Final

__all__ = ["MANIFEST", "base_of", "is_wanted", "probable_root", "root_of"]

MANIFEST: Final = "sos_reports/manifest.json"
"""Since sos 4.0."""

_OPTIONS: Final = r"(?:_-[A-Za-z0-9]+)*"
_IP: Final = (
    rf"ip{_OPTIONS}_(?:a|addr|address|l|link|r|route|rule|n|neigh|neighbou?r)"
    r"(?:_show|_list|_ls)?(?:_table_all|_nud_noarp)?"
)
_BY_PLUGIN: Final = {
    "networking": [
        *(_IP, r"ip_netns(?:_list|_show)?", rf"ip_netns_exec_.+_(?:{_IP}|sysctl_-a)"),
        rf"bridge{_OPTIONS}_(?:link|fdb|vlan)(?:_show|_list)?",
        *(r"brctl_show(?:macs_.+|stp_.+)?", r"route_-n", r"ifconfig_-a"),
    ],
    "docker": [r"docker_(?:ps(?:_-a)?|network_ls|version|(?:network_)?inspect_.+)"],
    "podman": [r"podman_(?:ps(?:_-a)?|network_ls|version|(?:network_)?inspect_.+)"],
    "kernel": [r"sysctl_-a", r"uname_-a"],
    "host": [r"hostname", r"hostnamectl(?:_status)?"],
    "date": [r"date(?:_--utc)?"],
    # Before sos 3.9 for what came from everywhere.
    "general": [r"hostname", r"date", r"uname_-a"],
}
# What is in a folder: an image is inspected like a container, users have engines of their own.
_IN: Final = r"(?:(?!images/|volumes/|users/)[^/]+/)*"
_COMMANDS: Final = "|".join(
    rf"{plugin}/{_IN}(?:{'|'.join(names)})" for plugin, names in _BY_PLUGIN.items()
)
_FILES: Final = (
    r"etc/os-release|usr/lib/os-release|etc/machine-id|etc/hostname"
    r"|proc/sys/kernel/random/boot_id|proc/[0-9]+/net/arp"
)
_WANTED: Final = re.compile(
    rf"{re.escape(MANIFEST)}|{_FILES}"
    rf"|sos_commands/(?:{_COMMANDS})(?:\.[0-9])?|sos_strings/(?:{_COMMANDS})\.tailed"
)
_ROOT: Final = re.compile(r"((?:[^/]+/)*?)(?:sos_commands|sos_reports|sos_strings|sos_logs)/")
_NAMED: Final = re.compile(r"((?:[^/]+/)*?sosreport-[^/]+/)")


def root_of(name: str) -> str | None:
    """Return the folder that is a sosreport, as far as the name of one file in it tells.

    Returns:
        With a slash at its end; empty if it is the archive itself; None if nothing tells.
    """
    found = _ROOT.match(name)
    return found[1] if found else None


def probable_root(name: str) -> str | None:
    """Return the same, also by what such folders are usually called."""
    found = _ROOT.match(name) or _NAMED.match(name)
    return found[1] if found else None


def is_wanted(name: str) -> bool:
    """Tell whether a file is read; its name counts from the folder that is the sosreport."""
    return _WANTED.fullmatch(name) is not None


def base_of(name: str) -> str:
    """Return the command in the name of a file, with `_` between its words."""
    base = name.rpartition("/")[2]
    if name.startswith("sos_strings/"):
        return base.removesuffix(".tailed")
    return re.sub(r"\.[0-9]\Z", "", base)
