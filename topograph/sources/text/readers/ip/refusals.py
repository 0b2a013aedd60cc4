"""What `ip` prints instead of an answer, or before it gives up in the middle of one."""

import re
from typing import Final

from topograph.sources.text.told import Told

__all__ = ["add_refusal"]

_REFUSAL: Final = re.compile(
    r"Cannot (?:open network namespace|find device|send dump request|open netlink socket)\b.*"
    r"|setting the network namespace .*"
    r'|Device "[^"]*" does not exist\.'
    r"|RTNETLINK answers: .*"
    r"|Error: .*"
    r"|Dump (?:terminated|was interrupted and may be inconsistent\.)"
    r'|(?:Object|Command|Option) "[^"]*" is unknown, try "ip.*'
    r"|ip: (?:invalid argument|can't find device|ioctl|RTNETLINK answers|applet not found).*"
    r"|(?:[\w./-]{1,40}: )?(?:line [0-9]{1,9}: )?ip: (?:command )?not found"
)
_LONGEST: Final = 500


def add_refusal(told: Told, text: str) -> bool:
    """Tell whether a line is a refusal; the first of an output is kept."""
    stripped = text.strip()
    if len(stripped) > _LONGEST or not _REFUSAL.fullmatch(stripped):
        return False
    told.refusal = told.refusal or stripped
    return True
