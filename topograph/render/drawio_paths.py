"""Read the paths of cables and lines as points that draw.io leads its own lines by."""

from itertools import pairwise
from typing import Final

from topograph.picture.drawing import Point

__all__ = ["ways"]

_NUMBERS: Final = {"M": 2, "H": 1, "V": 1, "C": 6}


def ways(path: str) -> list[list[Point]]:
    """Return the points of each unbroken part of a path, the points that pull a curve among them.

    Args:
        path: in the language of SVG paths, absolute commands M, H, V and C only.

    >>> ways("M0 5H10C20 5 20 9 30 9M1 1V4")
    [[(0, 5), (10, 5), (20, 5), (20, 9), (30, 9)], [(1, 1), (1, 4)]]
    """
    found: list[list[Point]] = []
    for command, numbers in _commands(path):
        match command:
            case "M":
                found.append([(numbers[0], numbers[1])])
            case "H":
                found[-1].append((numbers[0], found[-1][-1][1]))
            case "V":
                found[-1].append((found[-1][-1][0], numbers[0]))
            case _:
                found[-1] += zip(numbers[::2], numbers[1::2], strict=True)
    return found


def _commands(path: str) -> list[tuple[str, list[int]]]:
    marked = "".join(f" {letter} " if letter in _NUMBERS else letter for letter in path)
    words = marked.split()
    starts = [n for n, word in enumerate(words) if word in _NUMBERS]
    return [
        (words[start], [int(word) for word in words[start + 1 : end]])
        for start, end in pairwise([*starts, len(words)])
    ]
