"""Reads `ip addr` and `ip link`, of iproute2 and of busybox, with any of -d, -s, -o and -br."""

import re
from collections.abc import Sequence
from typing import Any, Final

from topograph.sources.text.commands.ip import IpCommand, parse_ip, selection_of
from topograph.sources.text.reader import TextReader, is_ellipsis, without_remark
from topograph.sources.text.readers.ip.inet import (
    add_lifetimes,
    address_members,
    has_address,
)
from topograph.sources.text.readers.ip.link_lines import (
    brief_members,
    continued,
    head_members,
    kind_members,
    link_line_members,
    starts_brief,
    starts_head,
)
from topograph.sources.text.readers.ip.links import DETAILS, link_from_members
from topograph.sources.text.readers.ip.refusals import add_refusal
from topograph.sources.text.readers.ip.words import name
from topograph.sources.text.told import Line, Told

__all__ = ["IP_ADDRESS", "complete_lists", "tells_all_addresses"]

_ONE_ADDRESS: Final = re.compile(r"([0-9]{1,10}): ([^\s:]{1,64})\s+(inet6? .*)")
_BRIDGE_PORT: Final = re.compile(r" state (?:disabled|listening|learning|forwarding|blocking)\b")
_MORE: Final = re.compile(r"\\(?=\s)")
_COUNTS: Final = re.compile(r"[0-9.KMGTi\s]+")
_ELLIPSES: Final = ("...", "…", "[...]", "[…]")

# Lines about something that is no fact: a virtual function, a program of XDP.
_PASSED_OVER: Final = ("vf", "prog/xdp", "prog/xdpgeneric", "prog/xdpdrv", "prog/xdpoffload")
_COUNT_TITLES: Final = ("RX:", "TX:", "RX", "TX")
_LINK_KEYWORDS: Final = ("dev", "master", "vrf", "type", "group")
_ADDRESS_KEYWORDS: Final = ("to", "scope", "label", "proto")
_ADDRESS_WORDS: Final = frozenset(
    (
        *("permanent", "dynamic", "secondary", "primary", "tentative", "deprecated", "dadfailed"),
        *("temporary", "home", "mngtmpaddr", "nodad", "optimistic", "noprefixroute", "autojoin"),
        "stable-privacy",
    )
)


def begins(text: str) -> bool:
    """Tell whether a link begins here; `bridge link` begins alike, but tells a port's state."""
    if starts_head(text):
        # With -o, what ip tells of a port follows behind a backslash.
        head = text[:1000].partition("\\")[0]
        return not text[0].isspace() and not _BRIDGE_PORT.search(head)
    return _ONE_ADDRESS.match(text) is not None or starts_brief(text)


def read(lines: Sequence[Line], argv: tuple[str, ...]) -> Told:
    """Return the links that `ip addr` or `ip link` shows."""
    command = parse_ip(argv)
    reading = _Reading(command)
    for line in lines:
        if not reading.take(line.text.rstrip("\r")):
            reading.told.unknown.append(line)
    return reading.finish()


IP_ADDRESS: Final = TextReader("ip address", begins, read)


def tells_all_addresses(command: IpCommand | None) -> bool:
    """Tell whether a link without addresses in the answer to a command has none."""
    if command is None:
        return True
    chosen = selection_of(command.words, (*_LINK_KEYWORDS, *_ADDRESS_KEYWORDS))
    return (
        command.object == "address"
        and command.family is None
        and chosen.values.keys().isdisjoint(_ADDRESS_KEYWORDS)
        and not any(word.removeprefix("-") in _ADDRESS_WORDS for word in chosen.rest)
    )


def complete_lists(command: IpCommand | None) -> set[str]:
    """Return the lists of which nothing is missing in the whole answer to a command."""
    if command is None or command.family is not None or set(command.words) - {"novf"}:
        return set()
    if command.object == "link":
        return {"links"}
    if "oneline" in command.options and "brief" not in command.options:
        # A link without addresses has no line.
        return {"addresses"}
    return {"links", "addresses"}


class _Reading:
    """The links of an output, while its lines are read."""

    def __init__(self, command: IpCommand | None) -> None:
        self.told = Told()
        self._command = command
        self._links: list[dict[str, Any]] = []
        self._now: dict[str, Any] = {}
        """The link that lines belong to."""
        self._cut: set[int] = set()
        """Where in `_links` those are that lines are missing of."""
        self._cut_short: set[int] = set()
        """Where those are of which a line itself is cut."""
        self._address: dict[str, Any] = {}
        self._awaits_kind = False
        self._is_cut_out = False
        """Whether the first line of the link is missing, so that others may be, too."""
        self._has_details = command is not None and "details" in command.options
        self._awaits_counts = False

    def take(self, text: str) -> bool:
        """Read a line; tell whether it was understood."""
        if "\\" not in text and not text.lstrip().startswith("alias"):
            text = without_remark(text)
        words = text.split()
        if not words:
            return True
        if words[-1] in _ELLIPSES or (len(words) == 1 and is_ellipsis(text)):
            self.told.is_elided = True
            is_understood = len(words) == 1 or self._take(text, words[:-1])
            cut = self._cut if len(words) == 1 else self._cut_short
            cut.add(len(self._links) - 1)
            return is_understood
        is_understood = self._take(text, words)
        if not is_understood and not text[0].isspace() and " mtu " in text:
            # What follows is of a link that nobody can name.
            self._begin_nothing()
        return is_understood

    def _take(self, text: str, words: list[str]) -> bool:
        first = words[0]
        if first == "valid_lft":
            if len(words) != 4 or words[1] != "forever" or words[3] != "forever":
                add_lifetimes(self._address, words)
            return bool(self._now)
        if first in ("inet", "inet6"):
            return self._add_address(words)
        if first[-1] == ":" and (first[0].isdigit() or (words[1:2] and words[1][0] == "<")):
            return self._take_head(text)
        awaits_counts, self._awaits_counts = self._awaits_counts, False
        if awaits_counts and _COUNTS.fullmatch(text):
            return True
        if not text[0].isspace() and (self._add_brief(text) or add_refusal(self.told, text)):
            return True
        return bool(self._now) and self._add_detail(text, words)

    def _take_head(self, text: str) -> bool:
        """Begin a link; with -o, the rest of it stands on the same line behind backslashes."""
        head, *rest = _MORE.split(text) if "\\" in text else (text,)
        members = None if _BRIDGE_PORT.search(head, 0, 1000) else head_members(head)
        if members is not None:
            self._begin(members)
        elif (found := _ONE_ADDRESS.match(head)) is not None:
            if self._now.get("ifindex") != found[1]:
                self._begin({"ifindex": found[1], "ifname": found[2], "addr_info": []})
            if not self._add_address(found[3].split()):
                return False
        else:
            return False
        understood = [self._take(part, part.split()) for part in rest if not part.isspace()]
        return all(understood)

    def _begin(self, members: dict[str, Any]) -> None:
        self._now = members
        self._links.append(members)
        self._address = {}
        self._awaits_kind = self._is_cut_out = False

    def _begin_nothing(self) -> None:
        self._now, self._address = {}, {}

    def _add_address(self, words: list[str]) -> bool:
        ifname = self._now.get("ifname", "")
        found = address_members(words, ifname)
        if found is None:
            return False
        label = found.get("label", "")
        if label and not (ifname and label.startswith(ifname)) and "link_type" not in self._now:
            # Of another link, whose first line somebody cut out, as grep does; but a label may
            # be any word, too, and ip -4 leaves the line with link/ out by itself.
            if self._now and self._command is not None and self._command.family is not None:
                return False
            self._begin({"ifname": label.partition(":")[0], "addr_info": []})
            self._is_cut_out = True
        elif not self._now or (self._is_cut_out and not label):
            return False
        elif not has_address(found):
            # Somebody put x in its place: the link has one.
            self._cut.add(len(self._links) - 1)
            return False
        self._now.setdefault("addr_info", []).append(found)
        self._address = found
        return True

    def _add_detail(self, text: str, words: list[str]) -> bool:
        first = words[0]
        if first.startswith("link/") and "link_type" in self._now:
            # Each link has one: the first line of this one is missing.
            self._begin_nothing()
            return False
        if first.startswith("link/"):
            self._now |= link_line_members(words)
            self._awaits_kind = True
        elif first == "alias":
            self._now["ifalias"] = text.strip().removeprefix("alias").lstrip()
        elif first == "altname" and len(words) == 2:
            self._now.setdefault("altnames", []).append(words[1])
        elif first in _COUNT_TITLES:
            self._awaits_counts = True
        elif first not in _PASSED_OVER and not (not self._address and continued(self._now, words)):
            return self._add_kind(text, words)
        return True

    def _add_kind(self, text: str, words: list[str]) -> bool:
        if not self._awaits_kind:
            return False
        # A line that is not indented is one of ip's only if its word is known.
        has_details = self._has_details or "promiscuity" in self._now
        has_details = has_details and text[0].isspace()
        found = kind_members(words, has_details, self._now.setdefault("linkinfo", {}))
        if found is not None:
            self._now |= found
            return True
        # A kind may go on below, deeper.
        return bool(self._now["linkinfo"]) and text.expandtabs().startswith("     ")

    def _add_brief(self, text: str) -> bool:
        found = brief_members(text)
        if found is not None:
            self._begin(found)
            self._now = {}
        return found is not None

    def finish(self) -> Told:
        """Return what all the lines told."""
        told = self.told
        all_addresses = tells_all_addresses(self._command) and (
            self._command is not None or any(found.get("addr_info") for found in self._links)
        )
        for at, found in enumerate(self._links):
            covers_addresses = all_addresses and "linkmode" not in found
            if self._command is None and "link_type" not in found:
                covers_addresses = False
            if covers_addresses:
                found.setdefault("addr_info", [])
            link = link_from_members(found, covers_addresses)
            if link is None:
                continue
            if (netns := name(found.get("link_netns"))) is not None:
                # Where the namespace has a name, ip prints that in place of its number.
                told.link_netns[link.ifname] = f"name:{netns}"
                link.covers -= {"link_nsid"}
            if found.get("link_type") in ("ether", "infiniband") and "address" not in found:
                link.covers -= {"mac"}
            if at in self._cut:
                link.covers -= DETAILS | {"addresses"}
            if at in self._cut_short:
                link.covers = frozenset()
                if "txqlen" not in found:
                    link.fields.pop("txqlen", None)
            told.links.append(link)
        is_whole = not told.is_elided and not told.refusal
        if is_whole and all(line.text[:1].isspace() for line in told.unknown):
            told.complete |= complete_lists(self._command)
        return told
