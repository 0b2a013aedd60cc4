"""Exact checks on a picture: what overlaps, what leaves its box, where cables end."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from topograph.picture import Picture, View
from topograph.picture.drawing import Box, Point, Sign, Text
from topograph.picture.parts import Host
from topograph.picture.style import CHANGE_MARKS, TEXTS, Mark

if TYPE_CHECKING:
    import networkx as nx

__all__ = [
    "STEPS",
    "bezier",
    "bounds",
    "doubled",
    "faults",
    "left_out",
    "points",
    "texts_of",
]

_CELL = 150
_DISCS = frozenset({*CHANGE_MARKS.values(), Mark.CHANGED})
# How far a letter reaches above and below its line, in hundredths of the size.
_ASCENT = 80
_DESCENT = 24
_NUMBERS = re.compile(r"-?\d+")
_COMMANDS = re.compile(r"([MHVC])([^MHVC]*)")
STEPS = 24
"""Pieces of a curve."""
# What the kernel puts into each namespace with the module of a tunnel.
_FALLBACK = re.compile("tunl0|sit0|ip6tnl0|gre0|gretap0|erspan0|ip_vti0|ip6_vti0|ip6gre0")


class Area(NamedTuple):
    name: str
    left: int
    top: int
    right: int
    bottom: int


def faults(picture: Picture, view: View) -> list[str]:
    """Return everything that is wrong with a picture, in words; empty if it is sound."""
    return [
        *_nesting(picture),
        *_overlaps(picture),
        *_texts(picture),
        *_signs(picture),
        *_ends(picture),
        *_ways(picture),
        *_completeness(picture, view),
    ]


def doubled(picture: Picture) -> list[str]:
    """Return the cables that run along another one, unless they come from one end."""
    ends = {cable.id: set(cable.ends) for cable in picture.cables}
    level = [
        Area(cable.id, piece.left, piece.top, piece.right, piece.top + 1)
        for cable in picture.cables
        for piece in pieces(cable.path)
        if piece.top == piece.bottom
    ]
    pairs = [(one, other) for one, other in overlapping(level) if one != other]
    return [f"{a} runs along {b}" for a, b in pairs if not ends[a] & ends[b]]


def left_out(graph: "nx.MultiDiGraph[str]", view: View) -> list[str]:
    """Return the nodes that are not shown, or shown twice, although each has to be once."""
    shown = Counter(node for host in view.hosts for node in _nodes_of(host))
    cards = [card for host in view.hosts for card in host.cards]
    shown.update(node for card in cards for p in card.people for node in p.folded or (p.node,))
    places = Counter(node for card in cards for node in card.folded or (card.node,))
    places.update(host.netns for host in view.hosts)
    found = []
    for node, attributes in graph.nodes(data=True):
        times = places[node] if attributes["type"] == "netns" else shown[node]
        is_wanted = attributes["type"] in ("container", "netns") or (
            attributes["type"] == "link" and not _is_unused(attributes)
        )
        if is_wanted and times != 1:
            found.append(f"{node} is shown {times} times")
    return found


def _nodes_of(host: Host) -> Iterator[str]:
    """Yield the node of each part once; a part with a second key has one for the box it is."""
    yield from (link.key for link in host.stack)
    panels = [*host.panels, *(panel for card in host.cards for panel in card.panels)]
    yield from (node for panel in panels for node in panel.folded or (panel.key,))
    for rows in (*(panel.rows for panel in panels), *(card.rows for card in host.cards)):
        yield from (node for row in rows for node in row.folded or (row.key,))


def _is_unused(link: dict[str, Any]) -> bool:
    if link["role"] == "loopback":
        return set(link["addresses"]) <= {"127.0.0.1/8", "::1/128"}
    return bool(_FALLBACK.fullmatch(link["ifname"])) and not (link["is_up"] or link["addresses"])


def area(box: Box) -> Area:
    return Area(box.id, box.x, box.y, box.x + box.width, box.y + box.height)


def bounds(text: Text) -> tuple[int, int, int, int]:
    """Return left, top, right and bottom of a text."""
    size, width = TEXTS[text.style].size, text.width
    left = text.x - width if text.is_end else text.x
    return left, text.y - size * _ASCENT // 100, left + width, text.y - (-size * _DESCENT // 100)


class Grid:
    """Finds which areas meet another one without a look at all of them."""

    def __init__(self, areas: Iterable[Area] = ()) -> None:
        self._cells: defaultdict[tuple[int, int], list[Area]] = defaultdict(list)
        for one in areas:
            self.add(one)

    def add(self, one: Area) -> None:
        for cell in _cells(one):
            self._cells[cell].append(one)

    def meeting(self, one: Area) -> Iterator[Area]:
        """Yield the areas that hold a point of this one inside; a line is an area as well."""
        for cell in _cells(one):
            for other in self._cells.get(cell, ()):
                if (
                    one.left < other.right
                    and other.left < one.right
                    and one.top < other.bottom
                    and other.top < one.bottom
                ):
                    yield other


def overlapping(areas: Iterable[Area]) -> Iterator[tuple[str, str]]:
    """Yield the names of areas that have a point in common which is on no edge."""
    grid = Grid()
    found: set[tuple[str, str]] = set()
    for one in areas:
        found.update((other.name, one.name) for other in grid.meeting(one))
        grid.add(one)
    yield from sorted(found)


def _cells(one: Area) -> Iterator[tuple[int, int]]:
    for column in range(one.left // _CELL, one.right // _CELL + 1):
        for line in range(one.top // _CELL, one.bottom // _CELL + 1):
            yield column, line


def points(path: str) -> list[Point]:
    """Return points on a path: its corners and ends, and some on each of its curves."""
    found: list[Point] = []
    for command, rest in _COMMANDS.findall(path):
        numbers = [int(n) for n in _NUMBERS.findall(rest)]
        x, y = found[-1] if found else (0, 0)
        match command:
            case "M":
                found.append((numbers[0], numbers[1]))
            case "H":
                found.append((numbers[0], y))
            case "V":
                found.append((x, numbers[0]))
            case "C":
                corners = [(x, y), *pairwise_of(numbers)]
                curve = (bezier(corners, n / STEPS) for n in range(1, STEPS + 1))
                found.extend((round(x), round(y)) for x, y in curve)
    return found


def pieces(path: str) -> Iterator[Area]:
    """Yield what a path runs through, piece by piece: straight ones whole, curves in steps."""
    for one in filter(None, path.split("M")):
        for (x, y), (end, low) in pairwise(points(f"M{one}")):
            yield Area("", min(x, end), min(y, low), max(x, end), max(y, low))


def pairwise_of(numbers: list[int]) -> list[Point]:
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def bezier(corners: Sequence[tuple[float, float]], t: float) -> tuple[float, float]:
    """Return a point on a cubic curve; `t` is 0 where that begins and 1 where it ends."""
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    x, y = (sum(w * c[axis] for w, c in zip(weights, corners, strict=True)) for axis in (0, 1))
    return x, y


def _nesting(picture: Picture) -> Iterator[str]:
    boxes = {box.id: box for box in picture.boxes}
    if len(boxes) != len(picture.boxes):
        yield "two boxes have one id"
    seen = set()
    for box in picture.boxes:
        seen.add(box.id)
        around = boxes[box.inside] if box.inside else None
        if around and not (around.id in seen and _is_within(area(box), area(around))):
            yield f"{box.id} leaves {around.id}"
        if not _is_within(area(box), Area("", 0, 0, picture.width, picture.height)):
            yield f"{box.id} leaves the picture"
        bottom = box.y + box.head
        for row in box.rows:
            if not (box.x <= row.x and row.x + row.width <= box.x + box.width):
                yield f"{row.id} is wider than {box.id}"
            if row.y < bottom:
                yield f"{row.id} overlaps what is above it in {box.id}"
            bottom = row.y + row.height
        if bottom > box.y + box.height:
            yield f"a row leaves {box.id}"
    ids = [row.id for box in picture.boxes for row in box.rows]
    if len(ids) != len(set(ids)):
        yield "two rows have one id"


def _overlaps(picture: Picture) -> Iterator[str]:
    frames = [area(box) for box in picture.boxes if not box.inside]
    inner = [area(box) for box in picture.boxes if not box.is_frame]
    for level in (frames, inner):
        yield from (f"boxes {one} and {other} overlap" for one, other in overlapping(level))
    texts = [*((f"text {text.text!r}", text) for text in picture.texts)]
    texts += [(f"{box.id} {text.text!r}", text) for box in picture.boxes for text in texts_of(box)]
    areas = [Area(f"{n} {name}", *bounds(text)) for n, (name, text) in enumerate(texts)]
    yield from (f"texts overlap: {one}, {other}" for one, other in overlapping(areas))
    outside = [Area(f"text {text.text!r}", *bounds(text)) for text in picture.texts]
    for one, other in overlapping([*outside, *frames]):
        yield f"{one} and {other} overlap"


def texts_of(box: Box) -> Iterator[Text]:
    """Yield all that is written in a box."""
    yield from box.texts
    yield from (text for person in box.people for text in person.texts)
    yield from (pill.text for pill in box.pills)
    yield from (text for row in box.rows for text in row.texts)


def _texts(picture: Picture) -> Iterator[str]:
    whole = Area("", 0, 0, picture.width, picture.height)
    for text in picture.texts:
        if not _is_within(Area("", *bounds(text)), whole):
            yield f"{text.text!r} leaves the picture"
    for box in picture.boxes:
        for text in texts_of(box):
            if not _is_within(Area("", *bounds(text)), area(box)):
                yield f"{text.text!r} leaves {box.id}"
        for row in box.rows:
            edge = Area("", row.x, row.y, row.x + row.width, row.y + row.height)
            for text in row.texts:
                if not _is_within(Area("", *bounds(text)), edge):
                    yield f"{text.text!r} leaves {row.id}"
        for pill in box.pills:
            edge = Area("", pill.x, pill.y, pill.x + pill.width, pill.y + pill.height)
            if not _is_within(Area("", *bounds(pill.text)), edge):
                yield f"{pill.text.text!r} leaves its pill in {box.id}"
            if not _is_within(edge, area(box)):
                yield f"a pill leaves {box.id}"


def _signs(picture: Picture) -> Iterator[str]:
    """Yield the marks that touch a text, or leave their box."""
    for box in picture.boxes:
        texts = Grid(Area(repr(text.text), *bounds(text)) for text in texts_of(box))
        for sign in _marks(box):
            half = 7 if sign.mark in _DISCS else 5
            mark = Area("", sign.x - half, sign.y - half, sign.x + half, sign.y + half)
            if not _is_within(mark, area(box)):
                yield f"a mark {sign.mark} leaves {box.id}"
            around = Area("", mark.left - 4, mark.top, mark.right + 4, mark.bottom)
            for text in texts.meeting(around):
                yield f"a mark {sign.mark} of {box.id} touches {text.name}"


def _marks(box: Box) -> Iterator[Sign]:
    yield from box.signs
    yield from (sign for person in box.people for sign in person.signs)
    yield from (sign for row in box.rows for sign in row.signs)


def _is_within(inner: Area, outer: Area) -> bool:
    return (
        outer.left <= inner.left
        and outer.top <= inner.top
        and inner.right <= outer.right
        and inner.bottom <= outer.bottom
    )


def _ends(picture: Picture) -> Iterator[str]:
    parts = {box.id: area(box) for box in picture.boxes}
    for box in picture.boxes:
        for row in box.rows:
            parts[row.id] = Area(row.id, row.x, row.y, row.x + row.width, row.y + row.height)
    for cable in picture.cables:
        way = points(cable.path)
        if (way[0], way[-1]) != cable.ends:
            yield f"{cable.id} is not drawn from end to end"
        if len({*cable.parts}) != 2:
            yield f"{cable.id} does not join two parts"
        for (x, y), part in zip(cable.ends, cable.parts, strict=True):
            here = parts.get(part)
            if here is None or x not in (here.left, here.right) or not here.top < y < here.bottom:
                yield f"{cable.id} does not end on {part}"


def _ways(picture: Picture) -> Iterator[str]:
    """Yield the cables and lines that pass below a box, or through what is written on a frame."""
    boxes = [area(box) for box in picture.boxes]
    frames = {box.id for box in picture.boxes if box.is_frame}
    home = {row.id: box for box in picture.boxes for row in box.rows}
    home |= {box.id: box for box in picture.boxes}
    written = [
        Area(f"text {text.text!r}", *bounds(text))
        for box in picture.boxes
        if box.is_frame
        for text in box.texts
    ]
    written += [Area(f"text {text.text!r}", *bounds(text)) for text in picture.texts]
    near = Grid([*boxes, *written])
    ways = [
        (c.id, c.path, {home[part].inside for part in c.parts if part in home})
        for c in picture.cables
    ]
    ways += [
        (line.path, line.path, frames)
        for line in picture.lines
        if line.kind in ("routed", "stub", "outside")
    ]
    for name, path, own in ways:
        below = {
            other.name for piece in pieces(path) for other in near.meeting(piece) if other.name
        }
        yield from (f"{name} passes below {other}" for other in sorted(below - own))


def _completeness(picture: Picture, view: View) -> Iterator[str]:
    if len(picture.cables) != len(view.cables):
        yield f"{len(picture.cables)} of {len(view.cables)} cables are drawn"
    drawn = sorted(row.key for box in picture.boxes for row in box.rows)
    shown = sorted(
        row.key
        for host in view.hosts
        for rows in (
            *(card.rows for card in host.cards),
            *(panel.rows for panel in host.panels),
            *(panel.rows for card in host.cards for panel in card.panels),
        )
        for row in rows
    )
    if drawn != shown:
        yield "not each row is drawn once"
    drawn_boxes = Counter((box.kind, box.node) for box in picture.boxes)
    for host in view.hosts:
        for card in host.cards:
            times = drawn_boxes["netns" if card.panels else "card", card.node]
            # A box with bridges may be cut into parts.
            if times != 1 and not (card.panels and times):
                yield f"{card.node} is drawn {times} times"
        parts = [("panel", panel.node) for panel in host.panels]
        parts += [("panel", panel.node) for card in host.cards for panel in card.panels]
        parts += [("stack", link.node) for link in host.stack]
        parts += [("host", host.netns)] if host.netns else []
        yield from (f"{node} is not drawn" for kind, node in parts if not drawn_boxes[kind, node])
