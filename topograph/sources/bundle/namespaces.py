"""The outputs of the commands that ran in network namespaces, and what failed there."""

from collections.abc import Iterable, Iterator
from typing import Final

from topograph.facts import Gap
from topograph.sources.bundle.index import HOST, Bundle, Entry
from topograph.sources.bundle.listings import links
from topograph.sources.live.namespaces import netns_of
from topograph.sources.text.told import Line, Output

__all__ = ["failures", "outputs_of", "why_unread"]

_DOOR: Final = "own namespace"
_OTHERS: Final = ("lsns ", "ip netns ")
"""How commands begin that tell of other namespaces: see `numbers`."""
_BRIDGE: Final = ("fdb", "vlan")


def outputs_of(bundle: Bundle, inode: int, root: int, where: str) -> Iterator[Output]:
    """Yield what commands told of one namespace.

    Args:
        bundle: what the script wrote down.
        inode: of the namespace.
        root: inode of the namespace that the script ran in.
        where: what to call the bundle.
    """
    netns = "" if inode == root else f"inode:{inode}"
    asked = set()
    for entry in _entries(bundle, inode):
        asked |= {word for word in _BRIDGE if f" {word} " in entry.command}
        if _is_answer(entry):
            yield _output(entry, netns, f"{where}: {entry.file}")
    if any(" fdb " in entry.command for entry in _entries(bundle, root)):
        # There is a program that tells. As on a live host, it is not asked where there is neither
        # a bridge nor a tunnel.
        for word in _BRIDGE:
            if word not in asked:
                yield Output(lines=[], where=where, argv=("bridge", word, "show"), netns=netns)


def failures(bundle: Bundle, inodes: Iterable[int], source: str) -> Iterator[Gap]:
    """Yield a gap for each command that failed, once for all namespaces with one reason.

    Args:
        bundle: what the script wrote down.
        inodes: of the namespaces.
        source: of the gaps.
    """
    found: dict[tuple[str, str], list[int]] = {}
    for inode in inodes:
        for entry in _entries(bundle, inode):
            if not _is_answer(entry):
                found.setdefault((entry.command, _reason(entry)), []).append(inode)
    for (command, reason), where in found.items():
        what = f"`{command}` failed: {reason}"
        if len(where) > 1:
            what = f"`{command}` failed in {len(where)} namespaces: {reason}"
        subject = f"netns:{where[0]}" if len(where) == 1 else "host"
        yield Gap(source=source, subject=subject, what=what)


def why_unread(bundle: Bundle, inode: int, is_root: bool) -> Gap | None:
    """Return why a namespace could not be read; None if it was.

    Args:
        bundle: what the script wrote down.
        inode: of the namespace.
        is_root: whether it is the one that the script ran in, into which there is no door.
    """
    hint = ""
    if is_root:
        return None
    entry = bundle.find(f"inode:{inode}", _DOOR)
    user = bundle.find(HOST, "user")
    if entry is None and user is not None and user.output.strip() != "0":
        # No door was tried, since what leads there is out of sight.
        reason, hint = "only root may look there", "run the script as root"
    elif entry is None:
        reason = "nsenter is missing on the host"
        hint = "install it there, or give the namespace a name"
    elif entry.status:
        reason = _reason(entry)
        hint = "run the script as root" if "not permitted" in reason else ""
    elif inode not in map(netns_of, filter(None, links(entry.lines).values())):
        reason = "it has gone"
    else:
        return None
    what = f"the namespace could not be entered: {reason}"
    return Gap(source="rtnetlink", subject=f"netns:{inode}", what=what, hint=hint)


def _entries(bundle: Bundle, inode: int) -> Iterator[Entry]:
    for entry in bundle.about(f"inode:{inode}"):
        if entry.command != _DOOR and not entry.command.startswith(_OTHERS):
            yield entry


def _is_answer(entry: Entry) -> bool:
    """Tell whether a command said all that there is."""
    if entry.command == "sysctl":
        # Some of the files are not there, on some kernels.
        return bool(entry.output)
    has_no_ipv6 = " -6 " in entry.command and "not supported" in entry.complaint
    return entry.status == 0 or has_no_ipv6


def _output(entry: Entry, netns: str, where: str) -> Output:
    # The script asks for all that facts hold.
    argv = ("sysctl", "-a") if entry.command == "sysctl" else tuple(entry.command.split())
    # An empty list in JSON tells no more than an empty text, and not what it is a list of.
    lines = [] if entry.output.split() in (["[]"], ["[", "]"]) else entry.lines
    numbered = [Line(number, line) for number, line in enumerate(lines, 1)]
    return Output(lines=numbered, where=where, argv=argv, netns=netns)


def _reason(entry: Entry) -> str:
    return entry.complaint or f"it ended with status {entry.status}"
