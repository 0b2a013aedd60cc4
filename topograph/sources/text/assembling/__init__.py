"""Turn what the outputs of hosts told into facts: names into numbers, parts into wholes.

Nothing is concluded here. Two outputs speak of one link if they call it by one
name in one namespace, of one container if the id of one is the start of the
other's, of one namespace if they give it one name, inode or process.
"""

from topograph.sources.text.assembling.assemble import assemble
from topograph.sources.text.assembling.missing import cut, place_of

__all__ = ["assemble", "cut", "place_of"]
