"""Tell by its state and its network mode whether a container has a namespace, and whose."""

from typing import Final

from topograph.facts import Container

__all__ = ["JOINS", "has_own_namespace", "is_stopped", "joins_another"]

JOINS: Final = "container:"
"""So begins the network mode of a container that uses another one's namespace."""

_STOPPED: Final = frozenset({"created", "exited", "dead"})


def is_stopped(container: Container) -> bool:
    """Tell whether a container has no namespace, since it does not run."""
    return container.state in _STOPPED


def joins_another(container: Container) -> bool:
    """Tell whether the container says that it uses another one's namespace."""
    return container.network_mode.startswith(JOINS)


def has_own_namespace(container: Container) -> bool:
    """Tell whether a container runs, and in a namespace with links of its own."""
    mode = container.network_mode
    return not (is_stopped(container) or joins_another(container) or mode in ("host", "none"))
