"""Which reader reads the output of a command."""

import re
from collections.abc import Callable, Sequence
from typing import Final

from topograph.sources.text.commands.ip import parse_ip
from topograph.sources.text.commands.running import run_of

__all__ = ["READERS", "reader_of"]

_IP: Final = {
    "address": "ip address",
    "link": "ip address",
    "route": "ip route",
    "rule": "ip rule",
    "neigh": "ip neigh",
    "netns": "ip netns",
}
# In the order of bridge(8); True for those that are read.
_BRIDGE: Final = (("link", True), ("fdb", True), ("mdb", False), ("vlan", True))
_BRIDGE_LISTS: Final = ("show", "lst", "list")
_BRCTL: Final = ("show", "showmacs", "showstp")
_SYSCTL: Final = re.compile(r"[\w-]+[./][\w./*-]+")
_LINK: Final = re.compile(r"[^\s/=]{1,15}")
_INODE: Final = re.compile(r"[0-9]{1,20}")

# Options before the command of docker and podman that a value follows.
_ENGINE_VALUES: Final = frozenset(
    (
        *("-H", "--host", "-c", "--context", "--connection", "--config", "--identity", "-l"),
        *("--log-level", "--root", "--runroot", "--url", "--tlscacert", "--tlscert", "--tlskey"),
    )
)
_LISTS: Final = ("ls", "list", "ps")
_FORMAT: Final = re.compile(r"(?:-f|--format)(?:=(.*))?", re.DOTALL)
_PID: Final = re.compile(r"\{\{\s*\.State\.Pid\s*\}\}")
_JSON: Final = re.compile(r"\{\{\s*json \.\s*\}\}")
_DATE_FORMATS: Final = frozenset(
    (
        *("-u", "--utc", "-R", "--rfc-email", "-Is", "-Iseconds", "--iso-8601=seconds"),
        *("--rfc-3339=seconds", "-I"),
    )
)
_HOSTNAME_FORMS: Final = frozenset(("-f", "--fqdn", "--long", "-s", "--short"))

Words = Sequence[str]

READERS: Final = frozenset(
    (
        *_IP.values(),
        *(f"bridge {name}" for name, is_read in _BRIDGE if is_read),
        *(f"brctl {name}" for name in _BRCTL),
        *("docker inspect", "docker inspect pid", "docker network inspect", "docker network ls"),
        *("docker ps", "docker run", "docker version"),
        *("date", "hostname", "hostnamectl", "ifconfig", "lsns", "sysctl", "uname"),
    )
)
"""The names of all readers that a command has."""


def reader_of(argv: Sequence[str]) -> str | None:
    """Return the name of the reader of a command's output; None if there is none.

    A command that does something, or is no command but a sentence that begins with a name of
    one, has none. Whether the output is text or JSON does not matter.

    Args:
        argv: the command, without what leads it into a namespace.
    """
    words = list(argv[:200])
    if words and _base(words[0]) == "busybox" and parse_ip(words) is None:
        words = words[1:]
    if not words:
        return None
    program = _base(words[0])
    if program in ("ip", "busybox"):
        command = parse_ip(words)
        return _IP[command.object] if command else None
    read = PROGRAMS.get(program)
    return read(words[1:]) if read else None


def _bridge(words: Words) -> str | None:
    rest = _behind_options(words, ("-n", "-netns"))
    name, is_read = next(
        ((name, is_read) for name, is_read in _BRIDGE if rest and name.startswith(rest[0])),
        ("", False),
    )
    lists = len(rest) < 2 or any(name.startswith(rest[1]) for name in _BRIDGE_LISTS)
    return f"bridge {name}" if is_read and lists else None


def _brctl(words: Words) -> str | None:
    is_one = words[:1] and words[0] in _BRCTL and all(map(_LINK.fullmatch, words[1:]))
    needs_bridge = words[:1] and words[0] != "show"
    return f"brctl {words[0]}" if is_one and (len(words) == 2 or not needs_bridge) else None


def _ifconfig(words: Words) -> str | None:
    links = [word for word in words if not word.startswith("-")]
    return "ifconfig" if len(links) < 2 else None


def _engine(words: Words) -> str | None:
    at = 0
    while at < len(words) and words[at].startswith("-"):
        at += 2 if words[at] in _ENGINE_VALUES else 1
    command, *rest = words[at:] or [""]
    if command == "container" and rest:
        command, *rest = rest
        command = "ps" if command in _LISTS else command
    elif command in ("network", "image", "volume") and rest:
        what, *rest = rest
        if command != "network":
            return None
        command = "network ls" if what in _LISTS else f"network {what}"
    names = [word for word in rest if not word.startswith("-")]
    if command in ("inspect", "network inspect"):
        return _inspect(command, rest) if names else None
    if command in ("run", "create"):
        return "docker run" if command == "create" or run_of(rest).is_detached else None
    if command in ("ps", "network ls", "version"):
        takes_value = any(word.startswith("-") for word in rest)
        return f"docker {command}" if takes_value or not names else None
    return None


def _inspect(command: str, words: Words) -> str | None:
    """Return the reader of what is inspected, unless it is printed in a form of one's own."""
    for at, word in enumerate(words):
        if found := _FORMAT.fullmatch(word):
            form = found[1] if found[1] is not None else "".join(words[at + 1 : at + 2])
            if command == "inspect" and _PID.fullmatch(form):
                return "docker inspect pid"
            return f"docker {command}" if _JSON.fullmatch(form) else None
    return f"docker {command}"


def _lsns(words: Words) -> str | None:
    rest = _behind_options(words, ("-t", "--type", "-p", "--task", "-o", "--output"))
    return "lsns" if not rest or (len(rest) == 1 and _INODE.fullmatch(rest[0])) else None


def _sysctl(words: Words) -> str | None:
    rest = _behind_options(words, ("-r", "--pattern", "-p", "--load", "-w", "--write"))
    is_asking = bool(words) and all(map(_SYSCTL.fullmatch, rest))
    return "sysctl" if is_asking and "-w" not in words and "--write" not in words else None


def _date(words: Words) -> str | None:
    is_now = all(word.startswith("+") or word in _DATE_FORMATS for word in words)
    return "date" if is_now else None


def _uname(words: Words) -> str | None:
    return "uname" if all(word.startswith("-") for word in words) else None


def _hostname(words: Words) -> str | None:
    return "hostname" if set(words) <= _HOSTNAME_FORMS else None


def _hostnamectl(words: Words) -> str | None:
    return "hostnamectl" if set(words) <= {"status", "--no-pager"} else None


PROGRAMS: Final[dict[str, Callable[[Words], str | None]]] = {
    "bridge": _bridge,
    "brctl": _brctl,
    "ifconfig": _ifconfig,
    "docker": _engine,
    "podman": _engine,
    "lsns": _lsns,
    "sysctl": _sysctl,
    "date": _date,
    "uname": _uname,
    "hostname": _hostname,
    "hostnamectl": _hostnamectl,
}


def _behind_options(words: Words, valued: Sequence[str]) -> list[str]:
    """Return the words without options, wherever they stand, and without their values."""
    rest = []
    at = 0
    while at < len(words):
        if not words[at].startswith("-"):
            rest.append(words[at])
        at += 2 if words[at] in valued else 1
    return rest


def _base(path: str) -> str:
    return path.rpartition("/")[2]
