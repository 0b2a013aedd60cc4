"""The command that a file holds the output of, from the manifest or from the file's name."""

import re
import shlex
from typing import Final

__all__ = ["command_of", "file_name", "parse_command"]

_INSIDE: Final = ("ip", "netns", "exec")
_FOLDER: Final = re.compile(r"/(?:usr/)?s?bin/")
# The name of a namespace may have a _ itself: what follows it is a command that we know.
_NAMESPACED: Final = re.compile(r"ip_netns_exec_(.+?)_((?:ip_(?:-\w+?_)*[a-z]|sysctl_-a).*)")
_ONE_NAME: Final = re.compile(
    r"((?:docker|podman)(?:_network)?_inspect|brctl_(?:showmacs|showstp))_(.+)"
)


def parse_command(command: str) -> tuple[tuple[str, ...], str]:
    """Return the words of a command line, and the namespace that it was run in.

    Returns:
        The command without what leads it into a namespace; the namespace as `Output.netns`.
    """
    try:
        words = tuple(shlex.split(command))
    except ValueError:
        words = tuple(command.split())
    if words:
        words = (words[0].rpartition("/")[2], *words[1:])
    if words[:3] == _INSIDE and len(words) > 4:
        return words[4:], f"name:{words[3]}"
    return words, ""


def command_of(base: str, folder: str = "") -> tuple[tuple[str, ...], str]:
    """Return the same from the name of a file, as far as it goes.

    Args:
        base: the name without its folder.
        folder: the one of a namespace, if it is in one: namespaces/NAME.
    """
    if folder and base.startswith(start := f"ip_netns_exec_{folder}_"):
        return command_of(base[len(start) :])[0], f"name:{folder}"
    if inside := _NAMESPACED.fullmatch(base):
        return command_of(inside[2])[0], f"name:{inside[1]}"
    if named := _ONE_NAME.fullmatch(base):
        return (*named[1].split("_"), named[2]), ""
    return tuple(base.split("_")), ""


def file_name(command: str) -> str:
    """Return how sos names the file with the output of a command."""
    name = _FOLDER.sub("", command, count=1) if command.startswith("/") else command
    return re.sub(r"[^\w\-./]+", "_", name).replace("/", ".").strip(" ._-")
