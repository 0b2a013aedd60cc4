"""Counts how often lines cross, in our pictures and in those of Graphviz alike."""

import json
import subprocess
from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import inf

from tests.picture.geometry import STEPS, bezier, points
from topograph.picture import Picture

__all__ = ["crossings", "lines_of_dot", "lines_of_picture"]

Place = tuple[float, float]
Line = list[Place]
_CELL = 120
_CABLES = ("peer", "lower")


def crossings(lines: Iterable[Line], enough: float = inf) -> int:
    """Return how many pairs of lines cross. Lines that only begin at one place do not.

    Args:
        lines: corners of each.
        enough: the count may stop there.
    """
    grid: dict[tuple[int, int], list[tuple[int, Place, Place]]] = {}
    lines = list(lines)
    found: set[tuple[int, int]] = set()
    for number, line in enumerate(lines):
        if len(found) >= enough:
            break
        for piece in pairwise(line):
            for cell in _cells(*piece):
                for other, *its in grid.get(cell, ()):
                    if (
                        other != number
                        and (other, number) not in found
                        and _cross(*piece, its[0], its[1])
                        and not _begin_together(line, lines[other], piece, (its[0], its[1]))
                    ):
                        found.add((other, number))
                grid.setdefault(cell, []).append((number, *piece))
    return len(found)


def lines_of_picture(picture: Picture) -> list[Line]:
    """Return the way of each cable."""
    return [[(float(x), float(y)) for x, y in points(cable.path)] for cable in picture.cables]


def lines_of_dot(source: str) -> list[Line]:
    """Return the ways of the same cables where Graphviz's dot places them.

    An edge from a port to its bridge is none: we draw no line for it.
    """
    made = subprocess.run(
        ["dot", "-Tjson"], input=source.encode(), capture_output=True, check=True
    )
    edges = json.loads(made.stdout).get("edges", [])
    return [_spline(e["pos"]) for e in edges if e.get("class", "").split(" ")[0] in _CABLES]


def _spline(pos: str) -> Line:
    """Return points on a spline; an arrow's tip (s,x,y or e,x,y) belongs to it."""
    first: Line = []
    last: Line = []
    corners: Line = []
    for word in pos.split():
        *kind, x, y = word.split(",")
        place = (float(x), float(y))
        (first if kind == ["s"] else last if kind == ["e"] else corners).append(place)
    line = [*first, corners[0]]
    for n in range(0, len(corners) - 1, 3):
        line += (bezier(corners[n : n + 4], step / STEPS) for step in range(1, STEPS + 1))
    return [*line, *last]


def _cells(one: Place, other: Place) -> Iterator[tuple[int, int]]:
    (x, end), (y, low) = (
        sorted((int(a // _CELL), int(b // _CELL))) for a, b in zip(one, other, strict=True)
    )
    yield from ((column, line) for column in range(x, end + 1) for line in range(y, low + 1))


def _cross(a: Place, b: Place, c: Place, d: Place) -> bool:
    return _side(a, c, d) != _side(b, c, d) and _side(c, a, b) != _side(d, a, b)


def _side(place: Place, begin: Place, end: Place) -> bool:
    """Tell on which side of a line a place is; one on the line counts for one of the sides."""
    turned = (end[0] - begin[0]) * (place[1] - begin[1])
    return turned - (end[1] - begin[1]) * (place[0] - begin[0]) >= 0


def _begin_together(
    one: Line, other: Line, piece: tuple[Place, Place], its: tuple[Place, Place]
) -> bool:
    common = {one[0], one[-1]} & {other[0], other[-1]}
    return bool(common & set(piece) & set(its))
