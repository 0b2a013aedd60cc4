"""The order of addresses and prefixes: by number, IPv4 before IPv6."""

import ipaddress
from functools import lru_cache

__all__ = ["AddressOrder", "address_order"]

AddressOrder = tuple[int, int, int, str, str]


# The same prefixes stand in nearly every namespace.
@lru_cache(4096)
def address_order(text: str) -> AddressOrder:
    """Return what to sort an address, or a prefix, by.

    The word default comes first, and last what is no address.

    >>> sorted(["2001:db8::1", "192.0.2.10/32", "192.0.2.9", "default"], key=address_order)
    ['default', '192.0.2.9', '192.0.2.10/32', '2001:db8::1']
    """
    if text == "default":
        return 0, 0, 0, "", text
    address, _, length = text.partition("/")
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return 9, 0, 0, "", text
    # A length sorts as the number that it is, whatever somebody wrote there.
    return parsed.version, int(parsed), len(length), length, text
