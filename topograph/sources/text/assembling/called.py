"""The containers by what outputs call them: a name, an id, or the start of one."""

from bisect import bisect_left
from collections.abc import Iterable

from topograph.facts import Container

__all__ = ["Called"]


class Called:
    """Finds containers.

    Args:
        containers: of which the first is meant where several are called so.
    """

    def __init__(self, containers: Iterable[Container]) -> None:
        self._all = list(containers)
        self._places: dict[str, int] = {}
        for place, container in enumerate(self._all):
            for name in container.names:
                self._places.setdefault(name, place)
        self._ids = sorted((one.id, place) for place, one in enumerate(self._all))
        self._known: dict[str, Container | None] = {}

    def find(self, called: str) -> Container | None:
        """Return the first container that has a name, or whose id begins so."""
        if called not in self._known:
            self._known[called] = self._find(called)
        return self._known[called]

    def _find(self, called: str) -> Container | None:
        places = [self._places[called]] if called in self._places else []
        at = bisect_left(self._ids, (called, -1)) if called else len(self._ids)
        while at < len(self._ids) and self._ids[at][0].startswith(called):
            places.append(self._ids[at][1])
            at += 1
        return self._all[min(places)] if places else None
