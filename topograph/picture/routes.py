"""Lead the cables through the lanes between the columns."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from topograph.picture.change_lines import change_mark
from topograph.picture.changes import DIM, tooltip_lines
from topograph.picture.drawing import DrawnCable, Line, Point
from topograph.picture.parts import Cable, CableKind, Row
from topograph.picture.sheet import Sheet, tooltip
from topograph.picture.spots import STACK, Anchor, BandSpot
from topograph.picture.style import Mark

__all__ = ["Aside", "draw_cable", "draw_stub", "draw_trunk", "spread_out"]

_STUB: Final = 30
_ASIDE: Final = 8
_STEP: Final = 6
"""Between two cables that leave one stacked link."""
_EDGE: Final = 12
"""What stays free above and below them."""
_BULGE: Final = 30
_BULGES: Final = 4
_BULGE_STEP: Final = 8


Aside = Mapping[tuple[str, tuple[str, str]], int]
"""How far below the middle of a stacked link a cable leaves it, by its key and those it joins."""


def spread_out(band: BandSpot, cables: Iterable[Cable]) -> Aside:
    """Return where cables leave the stacked links of a band that several of them leave."""
    leaving: defaultdict[str, list[tuple[int, int, tuple[str, str]]]] = defaultdict(list)
    for cable in cables:
        one, other = sorted(cable.ends, key=lambda key: band.anchors[key].column)
        far = band.anchors[other]
        if band.anchors[one].column < min(far.column, STACK // 2):
            # What turns down first leaves at the bottom, or it would cross the others.
            leaving[one].append((-far.column, far.y, cable.ends))
    found: dict[tuple[str, tuple[str, str]], int] = {}
    for spot in band.stack:
        ways = sorted(leaving[spot.link.key])
        step = min(_STEP, max(0, spot.height - 2 * _EDGE) // max(1, len(ways) - 1))
        for n, (_, _, ends) in enumerate(ways):
            found[spot.link.key, ends] = (2 * n - len(ways) + 1) * step // 2
    return found


def draw_cable(sheet: Sheet, cable: Cable, band: BandSpot, aside: Aside) -> None:
    """Draw a cable both of whose ends are in one band.

    Args:
        sheet: to draw on.
        cable: the cable.
        band: where its ends are.
        aside: how far from there it leaves a stacked link.
    """
    keys = sorted(cable.ends, key=lambda key: band.anchors[key].column)
    one, other = (_end(band.anchors[key], aside.get((key, cable.ends), 0)) for key in keys)
    if one.column == other.column:
        bulge = _BULGE + len(sheet.cables) % _BULGES * _BULGE_STEP
        path, ends = _bracket(one, other, bulge)
    else:
        path, ends = _across(one, other)
    inferred = f"inferred: {cable.inferred}" if cable.inferred else ""
    kind = "inferred" if inferred else str(cable.kind)
    if cable.folded and kind == CableKind.PEER:
        kind = "bundle"
    sheet.meanings.add(kind)
    number = sheet.next_cable()
    hue = _cable_ink(sheet, cable)
    sheet.cables.append(
        DrawnCable(
            id=number,
            edge=cable.edge,
            kind=kind,
            path=path,
            ends=ends,
            parts=tuple(sheet.ids[key] for key in keys),
            hue=hue,
            title=tooltip(
                *tooltip_lines(cable.change),
                f"{len(cable.folded):,} cables" if cable.folded else "",
                inferred,
            ),
            node=cable.node,
            folded=cable.folded,
            change=cable.change,
        )
    )
    if cable.change:
        sheet.meanings.add(f"change {cable.change.verb}")
    told_at = _told_at(one, other) if cable.change else -1
    for n, (anchor, place) in enumerate(zip((one, other), ends, strict=True)):
        if cable.change and n == told_at:
            sheet.sign(change_mark(cable.change.verb), place, hue, number)
        elif anchor.column > STACK // 2:
            is_socket = anchor.is_port or not anchor.column
            sheet.sign(Mark.SOCKET if is_socket else Mark.PLUG, place, hue, number)


def _told_at(one: Anchor, other: Anchor) -> int:
    """Return which end of a cable has the mark of its change: one where no other cable ends."""
    on_card = [anchor.column > 0 and not anchor.is_port for anchor in (one, other)]
    if True in on_card:
        return on_card.index(True)
    return int(other.column > STACK // 2)


def _cable_ink(sheet: Sheet, cable: Cable) -> int:
    if not sheet.is_diff:
        return cable.hue
    return cable.change.tone if cable.change else DIM


def _end(anchor: Anchor, aside: int) -> Anchor:
    return anchor._replace(y=anchor.y + aside) if aside else anchor


def draw_stub(sheet: Sheet, row: Row, anchor: Anchor) -> None:
    """Draw a loose end at a row whose other end was not seen, or is not shown."""
    to_right = anchor.column == 0
    start, edge = (anchor.right, anchor.after) if to_right else (anchor.left, anchor.column_left)
    end = edge + (_STUB if to_right else -_STUB)
    meaning = "loose" if row.gap else "cut"
    reason = f"other end not seen: {row.gap}" if row.gap else "other end not in this part"
    title, part = tooltip(f"{row.name}: {reason}"), sheet.ids[row.key]
    hue = sheet.line_ink(row.change) if sheet.is_diff else row.hue
    sheet.lines.append(Line("stub", f"M{start} {anchor.y}H{end}", hue, title, (part,)))
    mark = Mark.SOCKET if to_right else Mark.PLUG
    sheet.sign(mark, (start, anchor.y), hue, part)
    if row.gap:
        sheet.sign(Mark.LOOSE, (end, anchor.y), sheet.ink(row.change), part)
    sheet.meanings.add(meaning)


def draw_trunk(sheet: Sheet, sources: Mapping[str, Anchor], targets: Mapping[str, Anchor]) -> None:
    """Draw the way from the links with a default route to the panels that are routed there.

    Args:
        sheet: to draw on.
        sources: where the links are, by their keys.
        targets: where the panels are, by theirs.
    """
    if not sources or not targets:
        return
    starts, ends = list(sources.values()), list(targets.values())
    x = (ends[0].before + ends[0].column_left) // 2
    path, ys = "", [anchor.y for anchor in ends]
    for start in starts:
        # Cables leave a box above.
        y = start.y + (_ASIDE if start.column < 0 else 0)
        path += f"M{start.right if start.column < 0 else start.left} {y}H{x}"
        ys.append(y)
    path += f"M{x} {min(ys)}V{max(ys)}" if min(ys) < max(ys) else ""
    path += "".join(f"M{x} {anchor.y}H{anchor.left}" for anchor in ends)
    parts = tuple(sheet.ids[key] for key in (*sources, *targets))
    hue = sheet.ink(None)
    sheet.lines.append(Line("routed", path, hue, title="routed by the host", parts=parts))
    sheet.meanings.add("routed")


def _across(one: Anchor, other: Anchor) -> tuple[str, tuple[Point, Point]]:
    """Lead a cable from one column to a later one; the curve is in the lane before that."""
    ends = ((one.right, one.y), (other.left, other.y))
    if one.y == other.y:
        return f"M{one.right} {one.y}H{other.left}", ends
    lane, end = max(one.after, other.before), other.column_left
    middle = (lane + end) // 2
    path = f"M{one.right} {one.y}" + (f"H{lane}" if lane != one.right else "")
    path += f"C{middle} {one.y} {middle} {other.y} {end} {other.y}"
    return path + (f"H{other.left}" if end != other.left else ""), ends


def _bracket(one: Anchor, other: Anchor, bulge: int) -> tuple[str, tuple[Point, Point]]:
    """Lead a cable between two parts of one column, through the lane to the right of it."""
    edge = max(one.after, other.after)
    path = f"M{one.right} {one.y}" + (f"H{edge}" if edge != one.right else "")
    path += f"C{edge + bulge} {one.y} {edge + bulge} {other.y} {edge} {other.y}"
    path += f"H{other.right}" if edge != other.right else ""
    return path, ((one.right, one.y), (other.right, other.y))
