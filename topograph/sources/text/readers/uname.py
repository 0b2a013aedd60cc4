"""Read `uname`."""

import re
from collections.abc import Sequence
from typing import Final

from topograph.sources.text.reader import TextReader
from topograph.sources.text.readers.lines import bare, read_lines
from topograph.sources.text.told import Line, Told

__all__ = ["UNAME"]

SHORT: Final = {
    "kernel-name": "s",
    "nodename": "n",
    "kernel-release": "r",
    "release": "r",
    "kernel-version": "v",
    "machine": "m",
    "processor": "p",
    "hardware-platform": "i",
    "operating-system": "o",
    "all": "a",
}
IN_ORDER: Final = "snrmpio"
"""The words in the order in which they are printed; v is several words, and not read."""
FIELDS: Final = {"n": "hostname", "r": "kernel", "m": "arch"}
SYSTEM: Final = ("GNU/Linux", "Linux")

_ALL: Final = re.compile(r"Linux (\S{1,64}) ([0-9]+\.[0-9]\S{0,100}) (#[0-9]\S{0,100} \S.*)")


def begins_uname(text: str) -> bool:
    """Tell whether a line is that of `uname -a`."""
    return text.startswith("Linux ") and _ALL.fullmatch(text.rstrip()) is not None


def read_uname(lines: Sequence[Line], argv: tuple[str, ...]) -> Told:
    """Read the line of `uname -a`, or of the options in the command."""
    told = Told()
    wanted = _wanted(argv)

    def take(text: str) -> bool:
        if found := _ALL.fullmatch(text.rstrip()):
            told.host |= {"hostname": found[1], "kernel": found[2]} | _arch(found[3])
            return True
        words = text.split()
        if not wanted or len(words) != len(wanted):
            return False
        told.host |= {
            FIELDS[one]: word for one, word in zip(wanted, words, strict=True) if one in FIELDS
        }
        return True

    return read_lines(lines, told, take)


def _wanted(argv: tuple[str, ...]) -> str:
    """Return the options of a command in the order in which their words are printed."""
    letters = set()
    for word in bare(argv)[1:]:
        if word.startswith("--"):
            letters.add(SHORT.get(word[2:], "?"))
        else:
            letters |= set(word.removeprefix("-")) if word.startswith("-") else {"?"}
    is_plain = letters <= set(IN_ORDER)
    return "".join(one for one in IN_ORDER if one in letters) if is_plain else ""


def _arch(version: str) -> dict[str, str]:
    """Return the machine: it stands at the end, up to three times, before the system's name."""
    words = version.split()
    if words[-1] in SYSTEM:
        words.pop()
    return {"arch": words[-1]} if len(words) > 1 else {}


UNAME: Final = TextReader("uname", begins_uname, read_uname)
