"""Read `sysctl`, and `grep . /proc/sys/net/...` and `cat` of one of these files."""

import re
from collections.abc import Sequence
from typing import Final

from topograph.sources.text.reader import TextReader
from topograph.sources.text.readers.lines import bare, positional, read_lines, whole
from topograph.sources.text.told import Line, Told

__all__ = ["SYSCTL"]

KNOWN: Final = frozenset(
    (
        *("ipv4.ip_forward", "ipv4.conf.all.rp_filter", "ipv4.conf.all.proxy_arp"),
        *("ipv6.conf.all.forwarding", "bridge.bridge-nf-call-arptables"),
        *("bridge.bridge-nf-call-ip6tables", "bridge.bridge-nf-call-iptables"),
    )
)
FILES: Final = "/proc/sys/"

_SETTING: Final = re.compile(r"([a-z0-9_]{1,40}[./][^\s=]{1,200})\s*=(.*)")
_FILE: Final = re.compile(r"/proc/sys/([^\s:]{1,200}):\s?(.*)")
# One setting that is not there, while the others are answered.
_MISSING: Final = re.compile(
    r"sysctl: .*|error: .* is an unknown key|"
    r"(?:cat|grep): .*: (?:No such file|Permission denied).*"
)
_BEGINS: Final = re.compile(r"(?:net\.[a-z0-9_]{1,20}\.\S{1,200} = ?|/proc/sys/net/\S{1,200}:)")


def begins_sysctl(text: str) -> bool:
    """Tell whether a line is a setting of the network."""
    return _BEGINS.match(text) is not None


def read_sysctl(lines: Sequence[Line], argv: tuple[str, ...]) -> Told:
    """Read settings; of those that the facts do not hold only the form is looked at.

    Values without a name, as of `sysctl -n` and `cat`, are those of the names in the command.
    """
    words = [_name(word) for word in positional(argv)]
    told = Told(complete={"sysctls"} if argv and _are_all(argv) else set())
    unnamed = iter(words)

    def take(text: str) -> bool:
        if _MISSING.fullmatch(text):
            return True
        found = _FILE.fullmatch(text) or _SETTING.fullmatch(text)
        if found:
            _keep(told, _name(found[1]), found[2])
            return True
        if not words or whole(text.strip()) is None:
            return False
        name = next(unnamed, "")
        _keep(told, name, text)
        return bool(name)

    return read_lines(lines, told, take)


def _are_all(argv: tuple[str, ...]) -> bool:
    options = [word for word in bare(argv)[1:] if word.startswith("-")]
    return not positional(argv) and options in (["-a"], ["-A"], ["--all"])


def _name(text: str) -> str:
    """Return a name with dots; with slashes a dot is part of the name of a link."""
    path = text.removeprefix(FILES)
    if "/" in path.partition(".")[0]:
        path = path.translate({ord("/"): ".", ord("."): "/"})
    return path


def _keep(told: Told, name: str, value: str) -> None:
    short, number = name.removeprefix("net."), whole(value.strip())
    if name.startswith("net.") and short in KNOWN and number is not None:
        told.sysctls[short] = number


SYSCTL: Final = TextReader("sysctl", begins_sysctl, read_sysctl)
