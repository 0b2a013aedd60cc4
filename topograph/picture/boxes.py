"""Draw the boxes: frames, panels, cards, stacked links, and the texts in them."""

from topograph.picture.change_lines import change_mark, write_change
from topograph.picture.changes import Change, tooltip_lines
from topograph.picture.drawing import Box, DrawnRow, Sign
from topograph.picture.parts import Host, Row, State
from topograph.picture.sheet import Lettering, Sheet, tooltip
from topograph.picture.sizes import (
    EDGE,
    GAP,
    LINE,
    PART,
    ROW,
    SIGN,
    Sizes,
    is_beside_name,
    panel_head,
    row_height,
    stack_lines,
)
from topograph.picture.spots import BandSpot, Frame, PanelSpot, RowSpot, StackSpot
from topograph.picture.style import Mark

__all__ = ["STATE_MARKS", "draw_frame", "draw_panel", "draw_rows", "draw_stack"]

_MAC_ROOM = 114
"""For the usual MAC of six bytes."""
_LINE_ROOM = 110
"""For an address of IPv4."""
_LABEL = 90
"""Room that the name of a panel leaves for what it serves."""

STATE_MARKS = {
    State.RUNNING: Mark.RUNNING,
    State.WAITING: Mark.WAITING,
    State.STOPPED: Mark.STOPPED,
    State.UNKNOWN: Mark.UNKNOWN,
}


def draw_frame(sheet: Sheet, host: Host, frame: Frame, part: tuple[int, int]) -> str:
    """Draw the host's own namespace, or a part of it, and return the id of its box."""
    change = host.netns_change
    letters, signs = Lettering(hue=sheet.ink(change)), list[Sign]()
    name = "host namespace" + (f", part {part[0]} of {part[1]}" if part[1] > 1 else "")
    left, right = frame.x + EDGE, frame.x + frame.width - EDGE
    left += letters.write(left, frame.y + 20, name, "label", right - left) + GAP
    write_change(sheet, letters, signs, (left, frame.y + 20, right - left), change)
    box = Box(
        id=sheet.next_box(),
        kind="host",
        node=host.netns or host.node,
        x=frame.x,
        y=frame.y,
        width=frame.width,
        height=frame.height,
        is_frame=True,
        texts=tuple(letters.texts),
        signs=tuple(signs),
        title=tooltip(*tooltip_lines(change)),
        change=change,
    )
    sheet.boxes.append(box)
    return box.id


def draw_panel(  # noqa: PLR0913 - a box has a place, a size and what is around it
    sheet: Sheet,
    spot: PanelSpot,
    sizes: Sizes,
    band: BandSpot,
    inside: str,
    *,
    around: Change | None = None,
) -> None:
    """Draw a panel, or a part of it."""
    panel = spot.panel
    letters, signs = Lettering(hue=sheet.ink(panel.change, around)), list[Sign]()
    part = "{}/{}".format(*band.parts[panel.key]) if panel.key in band.parts else ""
    low = _write_panel_head(letters, signs, spot, part)
    if signs:
        sheet.meanings.add("gateway")
    place = (spot.x + EDGE, low, spot.width - 2 * EDGE)
    write_change(sheet, letters, signs, place, panel.change)
    around = around if around and around.is_whole else panel.change
    sheet.ids[panel.key] = sheet.next_box()
    sheet.boxes.append(
        Box(
            id=sheet.next_box(),
            kind="panel",
            node=panel.node,
            x=spot.x,
            y=spot.y,
            width=spot.width,
            height=spot.height,
            hue=panel.hue,
            head=panel_head(panel),
            inside=inside,
            texts=tuple(letters.texts),
            signs=tuple(signs),
            rows=tuple(
                draw_rows(sheet, spot.rows, (spot.x, spot.width), (sizes.panel_names, 0), around)
            ),
            title=tooltip(*tooltip_lines(panel.change), *panel.details),
            folded=panel.folded,
            change=panel.change,
        )
    )


def _write_panel_head(letters: Lettering, signs: list[Sign], spot: PanelSpot, part: str) -> int:
    """Write all but what has changed, and return the base line for that."""
    panel = spot.panel
    left, right = spot.x + EDGE, spot.x + spot.width - EDGE
    room, end, y = right - left, right, spot.y + 19
    if part:
        end -= letters.write_end(right, y, part, "word", PART) + 6
    name_room = room - (_LABEL if panel.label else 0)
    used = letters.write(left, y, panel.name, "name", name_room, hue=panel.hue)
    letters.write_end(end, y, panel.label, "label", end - left - used - GAP)
    y += LINE + 1
    used = letters.write_end(right, y, panel.mac, "mac", room)
    for address in panel.addresses:
        letters.write(left, y, address, "mono", room - (used + GAP if used else 0))
        y, used = y + LINE, 0
    y += LINE if panel.mac and not panel.addresses else 0
    for gateway in panel.gateways:
        signs.append(Sign(Mark.GATEWAY, left + 4, y - 4, letters.hue))
        letters.write(left + SIGN, y, f"default via {gateway}", "label", room - SIGN)
        y += LINE
    return y


def draw_rows(
    sheet: Sheet,
    spots: list[RowSpot],
    place: tuple[int, int],
    columns: tuple[int, int],
    around: Change | None = None,
) -> list[DrawnRow]:
    """Draw rows, one below the other.

    Args:
        sheet: for their ids.
        spots: the rows with their places.
        place: left edge and width of all of them.
        columns: width of the column with the names of links, and how far from the left edge that
            begins, beyond the usual.
        around: the change of the box around them.
    """
    x, width = place
    names, indent = columns
    drawn = []
    for row, y in spots:
        ink = sheet.ink(row.change, around)
        letters, signs, left = Lettering(hue=ink), list[Sign](), x + EDGE + indent
        if row.state is not None:
            signs.append(Sign(STATE_MARKS[row.state], left + 4, y + 11, ink))
            sheet.meanings.add(f"state {row.state}")
            left += SIGN
        line = left, y + 15, x + width - EDGE
        end = _write_row(letters, row, line, names)
        room = _room_for_change(row, line, names, end)
        write_change(sheet, letters, signs, room, row.change)
        reason = f"other end not seen: {row.gap}" if row.gap else ""
        title = tooltip(*tooltip_lines(row.change), *row.details, reason)
        sheet.ids[row.key] = sheet.next_row()
        drawn.append(
            DrawnRow(
                id=sheet.ids[row.key],
                key=row.key,
                node=row.node,
                x=x,
                y=y,
                width=width,
                height=row_height(row),
                texts=tuple(letters.texts),
                signs=tuple(signs),
                title=title,
                folded=row.folded,
                change=row.change,
                indent=indent,
            )
        )
    return drawn


def _room_for_change(
    row: Row, line: tuple[int, int, int], names: int, end: int
) -> tuple[int, int, int]:
    """Return left edge, base line and room for what has changed of a row.

    Args:
        row: the row.
        line: left edge, base line and right edge of its first line.
        names: width of the column with the names of links.
        end: how far its first line is free.
    """
    left, y, right = line
    if is_beside_name(row):
        left += names + GAP
        return left, y, end - left
    return left, y + row_height(row) - ROW, right - left


def _write_row(letters: Lettering, row: Row, place: tuple[int, int, int], names: int) -> int:
    """Write all but what has changed, and return how far its first line is free."""
    left, y, right = place
    lines = [(address, "mono") for address in row.addresses]
    lines += [(row.note, "label")] if row.note else []
    beside = _LINE_ROOM + GAP if lines or is_beside_name(row) else 0
    # Others may be longer, as those of InfiniBand, and leave room for what stands beside them.
    reserved = names + GAP + beside
    mac = letters.write_end(right, y, row.mac, "mac", max(_MAC_ROOM, right - left - reserved))
    end = right - (mac + GAP if mac else 0)
    if not lines:
        room = names if is_beside_name(row) else end - left
        letters.write(left, y, row.name, "mono", room)
        return end
    # Names of containers are as long as people like, so they make no column.
    is_link = row.state is None
    used = letters.write(left, y, row.name, "mono", names if is_link else (end - left) * 6 // 10)
    start = left + (names if is_link else used) + GAP
    room = end - start
    for text, style in lines:
        letters.write(start, y, text, style, room)
        # Only the first line has the MAC beside it.
        y, room = y + LINE, right - start
    return end


def draw_stack(sheet: Sheet, spot: StackSpot, inside: str) -> None:
    """Draw the box of a link of the host, or the tag that stands for it in a further band."""
    link = spot.link
    letters, signs = Lettering(hue=sheet.ink(link.change)), list[Sign]()
    left, room = spot.x + EDGE, spot.width - 2 * EDGE
    if spot.is_tag:
        if link.change:
            mark, right = change_mark(link.change.verb), left + room
            signs.append(Sign(mark, right - 6, spot.y + spot.height // 2, link.change.tone))
            room -= SIGN
        letters.write(left, spot.y + 16, link.name, "line-name", room)
    else:
        used = letters.write(left, spot.y + 20, link.name, "name", room)
        end = spot.x + spot.width - EDGE
        letters.write_end(end, spot.y + 20, link.kind, "label", room - used - GAP)
        y = spot.y + 37
        ways = len(link.gateways)
        lines = list(stack_lines(link))
        for n, (text, style) in enumerate(lines):
            is_way = len(lines) - bool(link.note) - ways <= n < len(lines) - bool(link.note)
            if is_way:
                signs.append(Sign(Mark.GATEWAY, left + 4, y - 4, letters.hue))
                sheet.meanings.add("gateway")
            shift = SIGN if is_way else 0
            letters.write(left + shift, y, text, style, room - shift)
            y += LINE
        write_change(sheet, letters, signs, (left, y, room), link.change)
    sheet.ids[link.key] = sheet.next_box()
    sheet.boxes.append(
        Box(
            id=sheet.next_box(),
            kind="stack",
            node=link.node,
            x=spot.x,
            y=spot.y,
            width=spot.width,
            height=spot.height,
            inside=inside,
            texts=tuple(letters.texts),
            signs=tuple(signs),
            title=tooltip(
                *tooltip_lines(link.change),
                *link.details,
                f"other end not seen: {link.gap}" if link.gap else "",
            ),
            change=link.change,
        )
    )
