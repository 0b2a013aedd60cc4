"""The addresses that engines are asked at."""

from typing import Final

__all__ = ["UNIX", "socket_path"]

UNIX: Final = "unix://"


def socket_path(address: str) -> str | None:
    """Return the path of a Unix socket's address; None if the address is of another kind."""
    return address.removeprefix(UNIX) if address.startswith(UNIX) else None
