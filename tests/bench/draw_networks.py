"""The yardstick of a host with an engine: what a drawer of Docker networks usually does.

It stands for programs such as docker-network-graph: the high-level client of the
docker package lists the containers (one more request for each), the networks are
inspected one by one, and the graphviz package makes DOT of both.
"""

import sys

import docker
import graphviz  # type: ignore[import-untyped]


def draw() -> str:
    """Return the engine's containers and networks as DOT."""
    client = docker.from_env()
    drawing = graphviz.Graph(engine="sfdp", graph_attr={"splines": "true"})
    for network in client.networks.list():
        network.reload()
        subnets = [c.get("Subnet", "") for c in network.attrs["IPAM"]["Config"] or []]
        label = f"{network.name}|{network.attrs['Driver']}|{'|'.join(subnets)}"
        drawing.node(f"network_{network.id}", f"{{{label}}}", shape="record")
    for container in client.containers.list():
        endpoints = container.attrs["NetworkSettings"]["Networks"]
        ports = "|".join(f"<{e['EndpointID']}> {e['IPAddress']}" for e in endpoints.values())
        drawing.node(f"container_{container.id}", f"{{{container.name}|{ports}}}", shape="record")
        for endpoint in endpoints.values():
            drawing.edge(
                f"container_{container.id}:{endpoint['EndpointID']}",
                f"network_{endpoint['NetworkID']}",
            )
    client.close()
    return str(drawing.source)


if __name__ == "__main__":
    sys.stdout.write(draw())
