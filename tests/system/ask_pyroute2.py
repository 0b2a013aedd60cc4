"""Prints what pyroute2 reads in the network namespace that this is run in, as JSON."""

import json
import sys
from typing import Any

from pyroute2 import IPRoute  # type: ignore[import-untyped]


def simple(value: Any) -> Any:
    """Turn a message into dictionaries: its header's fields and, in `attrs`, its attributes.

    An attribute that comes more than once becomes a list.
    """
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, list | tuple):
        return [simple(one) for one in value]
    if not isinstance(value, dict):
        return value
    attributes: dict[str, Any] = {}
    for slot in value.get("attrs", ()):
        attributes.setdefault(slot[0], []).append(simple(slot[1]))
    fields = {name: simple(one) for name, one in value.items() if name not in HIDDEN}
    if "attrs" in value:
        fields["attrs"] = {n: one[0] if len(one) == 1 else one for n, one in attributes.items()}
    return fields


HIDDEN = {"attrs", "header", "event"}

if __name__ == "__main__":
    with IPRoute() as kernel:
        answer = {
            "links": [simple(message) for message in kernel.get_links()],
            "addresses": [simple(message) for message in kernel.get_addr()],
            "routes": [simple(message) for message in kernel.get_routes()],
            "rules": [simple(m) for family in (2, 10) for m in kernel.get_rules(family=family)],
            "neighbours": [simple(message) for message in kernel.get_neighbours()],
        }
    json.dump(answer, sys.stdout)
