"""Tell the containers of a host from those that are kept only as a memory of them."""

from topograph.facts import Container
from topograph.graph.keys import container_key, is_task
from topograph.graph.running import is_stopped
from topograph.graph.wired import WiredHost

__all__ = ["present_containers"]


def present_containers(host: WiredHost) -> dict[str, Container]:
    """Return the containers by their unique names, without the past tasks of a service.

    Swarm keeps the containers of tasks that it replaced, exited, beside the one that took over.
    """
    containers = host.inventory.containers
    running = {
        container_key(container)
        for container in containers.values()
        if is_task(container) and not is_stopped(container)
    }
    if not running:
        return containers
    return {
        name: container
        for name, container in containers.items()
        if not (
            is_task(container) and is_stopped(container) and container_key(container) in running
        )
    }
