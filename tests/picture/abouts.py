"""Checks that lines and ends of cables say what they are about, and say it truly."""

import re
from collections.abc import Iterator

from topograph.picture.change_lines import change_mark
from topograph.picture.changes import TONES
from topograph.picture.drawing import Box, DrawnRow, Line, Picture, Point
from topograph.picture.style import Mark

__all__ = ["about_faults", "shapes_of"]

_ENDS = frozenset({Mark.PLUG, Mark.SOCKET})


def shapes_of(picture: Picture) -> dict[str, Box | DrawnRow]:
    """Return the boxes and rows of a picture by their ids."""
    boxes = {box.id: box for box in picture.boxes}
    return boxes | {row.id: row for box in picture.boxes for row in box.rows}


def about_faults(picture: Picture) -> list[str]:
    """Return what is wrong: parts that are not there, not touched, not told or told twice."""
    shapes = shapes_of(picture)
    found: list[str] = []
    for line in picture.lines:
        found += _line_faults(line, shapes) if line.parts else []
        if not line.parts and any(_holds(box, p) for box in picture.boxes for p in _points(line)):
            found.append(f"{line.kind} at {line.path} is about nothing")
    cables = {cable.id: cable.ends for cable in picture.cables}
    changes = {cable.id: cable.change for cable in picture.cables}
    stubs = {
        line.parts[0]: _points(line)
        for line in picture.lines
        if line.kind == "stub" and line.parts
    }
    for sign in picture.signs:
        place = (sign.x, sign.y)
        if not sign.part:
            # The legend stands beside the boxes and shows each mark once; those of changes stand
            # beside the words about a host as well, and of what has no box.
            free = [one.mark for one in picture.signs if not one.part]
            in_box = any(_holds(box, place) for box in picture.boxes)
            if in_box or (free.count(sign.mark) > 1 and sign.hue not in TONES):
                found.append(f"{sign.mark} at {place} is the end of nothing")
        elif sign.part in cables:
            change = changes[sign.part]
            marks = {change_mark(change.verb)} if change else set()
            if place not in cables[sign.part] or sign.mark not in _ENDS | marks:
                found.append(f"{sign.mark} at {place} is no end of {sign.part}")
        elif sign.mark == Mark.UPLINK:
            found += [] if sign.part in shapes else [f"{sign.part} is not in the picture"]
        elif place not in stubs.get(sign.part, ()):
            found.append(f"{sign.mark} at {place} is no end of a stub of {sign.part}")
    ends = [(sign.part, sign.x, sign.y) for sign in picture.signs if sign.part]
    return found + [f"{end} is marked twice" for end in set(ends) if ends.count(end) > 1]


def _line_faults(line: Line, shapes: dict[str, Box | DrawnRow]) -> Iterator[str]:
    if len(set(line.parts)) < len(line.parts):
        yield f"{line.kind} names a part twice: {line.parts}"
    if line.kind in ("outside", "stub") and len(line.parts) != 1:
        yield f"{line.kind} is about {line.parts}"
    for part in line.parts:
        shape = shapes.get(part)
        if shape is None:
            yield f"{part} of {line.kind} is not in the picture"
        elif not any(
            x in (shape.x, shape.x + shape.width) and shape.y < y < shape.y + shape.height
            for x, y in _points(line)
        ):
            yield f"{line.kind} at {line.path} does not touch {part}"
    if line.kind == "routed" and len(line.parts) != line.path.count("H"):
        yield f"routed has {line.path.count('H')} ends and is about {line.parts}"


def _points(line: Line) -> list[Point]:
    """Return the ends of the straight pieces of a line."""
    found = []
    for x, y, far in re.findall(r"M(-?\d+) (-?\d+)H(-?\d+)", line.path):
        found += [(int(x), int(y)), (int(far), int(y))]
    return found


def _holds(box: Box, place: Point) -> bool:
    return box.x <= place[0] <= box.x + box.width and box.y <= place[1] <= box.y + box.height
