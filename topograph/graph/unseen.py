"""Which hosts may have containers and networks that nobody told us of."""

from typing import TYPE_CHECKING

from topograph.graph.schema import NodeType

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["UnseenEngines"]


class UnseenEngines:
    """The hosts of which an engine could not be asked.

    Args:
        graph: as `build_graph` makes it.
    """

    def __init__(self, graph: "nx.MultiDiGraph[str]") -> None:
        gaps = graph.graph.get("gaps", ())
        self._told = {gap["host"] for gap in gaps if gap["source"] == "engine"}
        # A gap bears the name that the host gives itself, which two hosts may have in common.
        self._names = {
            attributes["host"]: attributes["name"]
            for _, attributes in graph.nodes(data=True)
            if attributes["type"] == NodeType.HOST
        }

    def hide(self, host: str, found: int) -> bool:
        """Tell whether there may be some of what engines tell, although none was found.

        Args:
            host: its name in the graph.
            found: how many containers, networks or engines of it are known.
        """
        return not found and not self._told.isdisjoint(("", self._names.get(host, host)))
