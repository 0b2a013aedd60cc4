"""Know headings that are commands, as they stand above outputs in documents."""

import re
from typing import Final

from topograph.sources.text.commands.entering import split_command
from topograph.sources.text.commands.reader_names import reader_of

__all__ = ["heading_in", "is_command"]

_LONGEST: Final = 2000
"""Characters."""
_MAY_BE_HEADING: Final = re.compile(
    r"[\s=#*+<>:_`\[\]-]{0,40}(?:sudo )?(?:/\w{1,9}){0,4}/?"
    r"(?:ip|bridge|brctl|ifconfig|docker|podman|lsns|sysctl|nsenter|uname|hostname|hostnamectl"
    r"|ssh|kubectl|oc|lxc|incus|lxc-attach|pct|vagrant|minikube|docker-compose|nerdctl|crictl)\b"
)
# What is printed below is of a namespace that is not known.
_ELSEWHERE: Final = re.compile(r"(?:sudo )?[\w-]{2,20} .*\b(?:exec|attach|rsh|ssh)\b")
_ENDS_WITH_COMMAND: Final = re.compile(
    r"[ \"'](?:/\w{1,9}){0,4}/?(?:ip|bridge|brctl|ifconfig)(?: [\w -]{0,40})?[\"']?\Z"
)
_LONGEST_ELSEWHERE: Final = 300
_DECORATION: Final = " \t=#*+<>:_`[]-"


def heading_in(text: str) -> str:
    """Return the command that a line is, be it decorated or not; empty if it is none."""
    if len(text) > _LONGEST or not _MAY_BE_HEADING.match(text):
        return ""
    command = text.strip(_DECORATION)
    return command if is_command(command) or _leads_elsewhere(command) else ""


def is_command(text: str) -> bool:
    """Tell whether a text is a command whose output is read."""
    command = split_command(text)
    return command is not None and reader_of(command.argv) is not None


def _leads_elsewhere(text: str) -> bool:
    """Tell whether a line runs a command of ip or its like in a namespace that is not known."""
    if len(text) > _LONGEST_ELSEWHERE or not _ELSEWHERE.match(text):
        return False
    return _ENDS_WITH_COMMAND.search(text) is not None
