"""Read the column PORTS of `docker ps`: 0.0.0.0:8080->80/tcp, [::]:8000-8010->8000-8010/tcp."""

import re
from typing import Any, Final

__all__ = ["Budget", "ports_of"]

LAST_PORT: Final = 65535
MOST: Final = 4 * LAST_PORT

_PORT: Final = re.compile(
    r"(?:(?P<ip>[0-9.]{7,15}|\[[0-9a-fA-F:.]{2,45}\]|[0-9a-fA-F:.]{2,45}):"
    r"(?P<host>[0-9]{1,5})(?:-(?P<host_end>[0-9]{1,5}))?->)?"
    r"(?P<port>[0-9]{1,5})(?:-(?P<end>[0-9]{1,5}))?(?:/(?P<protocol>[a-z]{1,10}))?",
    re.ASCII,
)


class Budget:
    """How many ports an output may still tell of: a short range stands for many.

    Args:
        nowhere: the address that stands for none.
    """

    def __init__(self, nowhere: str = "") -> None:
        self.left = MOST
        self.nowhere = nowhere

    def spend(self, count: int) -> bool:
        """Take so many; return whether they were left."""
        self.left -= count
        return self.left >= 0


def ports_of(cell: str, budget: Budget) -> list[dict[str, Any]] | None:
    """Return the ports as the engine's API lists them (Ports); None if it is no such cell."""
    ports: list[dict[str, Any]] = []
    for one in cell.split(","):
        if not one.strip():
            continue
        found = _PORT.fullmatch(one.strip())
        listed = _listed(found, budget) if found else None
        if listed is None:
            return None
        ports += listed
    return ports


def _listed(found: re.Match[str], budget: Budget) -> list[dict[str, Any]] | None:
    first = int(found["port"])
    count = int(found["end"] or first) - first + 1
    host = int(found["host"] or 0)
    host_count = int(found["host_end"] or host) - host + 1
    if count < 1 or first + count - 1 > LAST_PORT or (host and host_count != count):
        return None
    if not budget.spend(count):
        return None
    common = {"Type": found["protocol"] or "tcp"}
    if found["ip"] and found["ip"] != budget.nowhere:
        common["IP"] = found["ip"].strip("[]")
    return [
        common | {"PrivatePort": first + n} | ({"PublicPort": host + n} if host else {})
        for n in range(count)
    ]
