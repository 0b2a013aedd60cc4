"""The names of the files that namespaces are kept under: a person's, or an engine's."""

import re
from typing import Final

from topograph.facts import Netns

__all__ = ["file_names", "is_engine_name"]

# What Docker calls the files under /run/docker/netns: a sandbox by the start of its
# id, an overlay's hidden namespace by a counter and the start of the network's id.
_ENGINE_NAMES: Final = re.compile(r"[0-9a-f]{12}|\d+-[0-9a-z]{10}|lb_.+|ingress_sbox|default")


def file_names(netns: Netns) -> list[str]:
    """Return the names of a namespace without folders, those that a person gave first."""
    by_hand = sorted(
        (_is_engine_path(path), path.rpartition("/")[2] or path) for path in set(netns.names)
    )
    return [name for _, name in by_hand]


def is_engine_name(name: str) -> bool:
    """Tell whether Docker gives such names to its files under /run/docker/netns."""
    return _ENGINE_NAMES.fullmatch(name) is not None


def _is_engine_path(path: str) -> bool:
    folder, _, name = path.rpartition("/")
    return folder.endswith("/docker/netns") if folder else is_engine_name(name)
