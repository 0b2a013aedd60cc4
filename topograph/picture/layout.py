"""View to picture: sizes, places, and the ways of the cables.

Each host is planned, cut into bands, placed and drawn; hosts stand side by side
as far as a page is wide. It takes about as long for each part however many there are.
"""

from itertools import islice
from typing import Final

from topograph.picture.band_drawing import draw_band
from topograph.picture.drawing import Picture
from topograph.picture.host_layout import NARROWEST, HostLayout
from topograph.picture.legend import write_gaps, write_heading, write_legend, write_unplaced
from topograph.picture.parts import Cable, View
from topograph.picture.sheet import Sheet
from topograph.picture.shelves import arrange, shelf_width
from topograph.picture.telling import description_of, heading_of, title_of
from topograph.picture.words import count

__all__ = ["lay_out"]

_MARGIN: Final = 44
_GAP: Final = 36
_HOST_GAP: Final = 72
_HEADING: Final = 90
"""What stands above each host, about."""
_CROWD: Final = 30
"""So many cards are a crowd, whose picture is to have the shape of a page."""


def lay_out(view: View) -> Picture:
    """Return the picture of a view."""
    cables = _by_host(view)
    layouts = [HostLayout(host, cables[n], view.is_compact) for n, host in enumerate(view.hosts)]
    shelves = _shelve(layouts, is_crowd=sum(len(h.cards) for h in view.hosts) >= _CROWD)
    widest = max([NARROWEST, *(_width(shelf) for shelf in shelves)])
    sheet, y = Sheet(is_diff=view.is_diff), _MARGIN // 2
    part = f"a part: {view.part}" if view.part else ""
    notes = [view.captured, count(len(view.gaps), "gap") if view.gaps else "", _folded(view), part]
    if len(layouts) != 1:
        words = [*notes, "" if layouts else "nothing to show: no host was seen"]
        y = write_heading(sheet, (_MARGIN, y, widest), heading_of(view), filter(None, words))
        y += _GAP // 2
    for shelf in shelves:
        y = _draw_shelf(sheet, shelf, y, notes if len(layouts) == 1 else []) + _GAP
    y = write_legend(sheet, (_MARGIN, y - _GAP // 3, widest))
    y = write_unplaced(sheet, (_MARGIN, y, widest), view.unplaced)
    y = write_gaps(sheet, (_MARGIN, y, widest), view.gaps)
    return Picture(
        width=widest + 2 * _MARGIN,
        height=y + _MARGIN // 2,
        title=title_of(view),
        description=description_of(view),
        texts=tuple(sheet.texts),
        signs=tuple(sheet.signs),
        boxes=tuple(sheet.boxes),
        cables=tuple(sheet.cables),
        lines=tuple(sheet.lines),
        is_diff=view.is_diff,
    )


def _draw_shelf(sheet: Sheet, shelf: list[HostLayout], top: int, notes: list[str]) -> int:
    """Draw hosts that stand side by side, and return where they end."""
    left, bottom = _MARGIN, top
    for layout in shelf:
        host = layout.host
        words = filter(None, [*host.caption, *notes])
        y = write_heading(sheet, (left, top, layout.width), host.name, words, host.change)
        for band, own in layout.place(left, y):
            draw_band(sheet, host, band, own, layout.sizes)
            bottom = max(bottom, band.bottom)
        left += layout.width + _HOST_GAP
    return bottom


def _shelve(layouts: list[HostLayout], *, is_crowd: bool) -> list[list[HostLayout]]:
    """Return the hosts that stand side by side."""
    if len(layouts) < 2:
        return [[layout] for layout in layouts]
    sizes = [(layout.width, layout.height() + _HEADING) for layout in layouts]
    rest = iter(layouts)
    return [list(islice(rest, n)) for n in arrange(sizes, _HOST_GAP, is_crowd=is_crowd)]


def _width(shelf: list[HostLayout]) -> int:
    return shelf_width([(layout.width, 0) for layout in shelf], _HOST_GAP)


def _by_host(view: View) -> list[list[Cable]]:
    """Return the cables of each host; none joins two of them."""
    host_of = {key: n for n, host in enumerate(view.hosts) for key in host.all_keys()}
    found: list[list[Cable]] = [[] for _ in view.hosts]
    for cable in view.cables:
        one, other = (host_of[key] for key in cable.ends)
        if one == other:
            found[one].append(cable)
    return found


def _folded(view: View) -> str:
    """Return how much of the view stands behind a count."""
    return f"{view.folded} folded" if view.folded else ""
