"""Find what is the same on both sides of a host: containers, networks, namespaces, links.

What survives a restart decides, and within one boot also what only lasts as long.
"""

from topograph.diff.matching.host_match import HostMatch
from topograph.diff.matching.namespaces import given_names
from topograph.diff.matching.pairing import lone, pair_off

__all__ = ["HostMatch", "given_names", "lone", "pair_off"]
