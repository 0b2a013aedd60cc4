"""The outputs of one sosreport, and the gaps where a command has none, or not all of it."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from topograph.facts import Gap
from topograph.sources.sos.commands import command_of, file_name, parse_command
from topograph.sources.sos.layout import base_of, is_wanted
from topograph.sources.sos.manifest import Ran
from topograph.sources.text.told import Line, Output

__all__ = ["find_outputs"]

_NOT_THERE: Final = (126, 127)
_TIME_IS_OVER: Final = 124
_NAMESPACE: Final = re.compile(r"sos_commands/networking/namespaces/([^/]+)/")
# Whatever sysctl could not read makes it fail, and all the rest is there.
_FAILS_IN_PART: Final = "sysctl"
# Several say who the host is, and that none did is told elsewhere.
_ARE_SPARE: Final = ("hostname", "hostnamectl", "uname", "date")
# Files as if somebody had printed them, and their readers.
_PRINTED: Final = {
    "etc/os-release": (("cat", "/etc/os-release"), "os-release"),
    "usr/lib/os-release": (("cat", "/etc/os-release"), "os-release"),
    "etc/hostname": (("cat", "/etc/hostname"), "hostname"),
}
_ARP: Final = (("cat", "/proc/net/arp"), "proc arp")
# sos clean writes an address that it knows no network of as if it were a network.
_CLEANED: Final = {
    "route": re.compile(r"(\b(?:via|src) [0-9a-fA-F.:]{2,45})/[0-9]{1,3}(?= |$)"),
    "neigh": re.compile(r"(^[0-9a-fA-F.:]{2,45})/[0-9]{1,3}(?= |$)"),
    "/proc/net/arp": re.compile(r"(^[0-9.]{7,15})/[0-9]{1,2}(?= |$)"),
}


def find_outputs(
    files: Mapping[str, bytes], ran: Iterable[Ran], root: str
) -> tuple[list[Output], list[Gap]]:
    """Return the outputs in a sosreport, and what is missing of them.

    Args:
        files: those that are wanted, by their names in the report.
        ran: the commands of the manifest; none if there is no manifest.
        root: what the report's folder is called in errors and gaps.
    """
    by_path = {one.path: one for one in ran if one.path}
    gaps = _absent(files, ran)
    found = []
    for name in sorted(files, key=_rank):
        output = _output(name, files[name], by_path.get(name), root)
        if output:
            found.append(output)
    return _best(found), gaps


def _rank(name: str) -> tuple[bool, str]:
    """Return the place of a file: of what two outputs tell, the later one counts.

    A container knows more of its networks than these know of it.
    """
    return "inspect_" in name and "network_inspect_" not in name, name


def _output(name: str, data: bytes, ran: Ran | None, root: str) -> Output | None:
    """Return what a file holds; None if it is no output, or that of a command that failed."""
    reader, is_partial = "", False
    if ran:
        argv, netns = parse_command(ran.command)
        is_partial = ran.is_truncated or ran.status != 0
        if ran.status not in (0, _TIME_IS_OVER) and argv[:1] != (_FAILS_IN_PART,):
            return None
    elif name.startswith(("sos_commands/", "sos_strings/")):
        folder = _NAMESPACE.match(name)
        argv, netns = command_of(base_of(name), folder[1] if folder else "")
        is_partial = name.startswith("sos_strings/")
    elif name in _PRINTED or name.endswith("/net/arp"):
        (argv, reader), netns = _PRINTED.get(name, _ARP), ""
    else:
        return None
    # An image is inspected as a container is.
    if not argv or (argv[1:2] == ("inspect",) and b'"NetworkSettings"' not in data):
        return None
    lines = _lines(data, argv)
    return Output(lines, root + name, argv, netns, reader=reader, is_partial=is_partial)


def _lines(data: bytes, argv: tuple[str, ...]) -> list[Line]:
    texts = data.decode(errors="replace").split("\n")
    if texts[-1] == "":
        texts.pop()
    cleaned = next((_CLEANED[word] for word in argv if word in _CLEANED), None)
    if cleaned:
        texts = [cleaned.sub(r"\1", text) for text in texts]
    return [Line(number, text.removesuffix("\r")) for number, text in enumerate(texts, 1)]


def _absent(files: Mapping[str, bytes], ran: Iterable[Ran]) -> list[Gap]:
    """Return a gap for each program that was not there, and for each command that failed."""
    gaps = []
    programs = set()
    for one in ran:
        argv, netns = parse_command(one.command)
        if not argv or argv[0] in _ARE_SPARE or not is_wanted(one.path or _path(one.command)):
            continue
        where = f" in the namespace {netns.removeprefix('name:')}" if netns else ""
        what, hint = f"`{' '.join(argv)}`{where}", ""
        if one.status in _NOT_THERE:
            programs.add(argv[0])
            continue
        if one.status == _TIME_IS_OVER:
            what, hint = f"{what} ran out of time", "run sos report with a longer --cmd-timeout"
        elif one.status:
            what = f"{what} failed with status {one.status}"
        elif one.is_truncated:
            what = f"the beginning of the output of {what} was not kept"
            hint = "run sos report with a larger --log-size"
        elif one.path not in files:
            what = f"the output of {what} is not in the archive"
        else:
            continue
        gaps.append(_gap(what, hint))
    gaps += [_gap(f"`{name}` was not installed", "") for name in sorted(programs)]
    return gaps


def _path(command: str) -> str:
    """Return where the output of a command would be, had it any."""
    base = file_name(command)
    plugin = "networking" if base.startswith(("ip_", "bridge_")) else base.partition("_")[0]
    return f"sos_commands/{plugin}/{base}"


def _gap(what: str, hint: str) -> Gap:
    return Gap(source="sos", subject="host", what=what, hint=hint)


def _best(outputs: list[Output]) -> list[Output]:
    """Return the outputs without those of which another one says more."""
    kinds = {(_kind(one.argv), one.netns) for one in outputs}
    return [
        one
        for one in outputs
        if not any((better, one.netns) in kinds for better in _BETTER.get(_kind(one.argv), ()))
    ]


def _kind(argv: tuple[str, ...]) -> str:
    """Return the command without what does not change the kind of its answer."""
    is_oneline = argv[:1] == ("ip",) and "-o" in argv
    words = [word for word in argv if word not in ("-d", "-s", "-o", "show", "list")]
    words[1:2] = [_LONG.get(word, word) for word in words[1:2]]
    return " ".join([*words, *(["-o"] if is_oneline else [])])


_LONG: Final = {"a": "address", "addr": "address", "l": "link", "r": "route", "n": "neigh"}
_BETTER: Final = {
    "ip address -o": ("ip address",),
    "ip -6 route table all": ("ip route table all",),
    "route -n": ("ip route table all", "ip route"),
    "ifconfig -a": ("ip address",),
    "cat /proc/net/arp": ("ip neigh",),
    "cat /etc/hostname": ("hostname",),
    "docker ps": ("docker ps -a",),
    "podman ps": ("podman ps -a",),
    "date": ("date --utc",),
}
"""Kinds of outputs, and those that say all of it and more."""
