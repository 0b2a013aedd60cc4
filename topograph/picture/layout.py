"""View to picture: sizes, places, and the ways of the cables.

Each host is planned, cut into bands, placed and drawn; hosts stand one below
the other. Each step goes over all parts a fixed number of times.
"""

from typing import Final

from topograph.picture.band_drawing import draw_band
from topograph.picture.drawing import Picture
from topograph.picture.host_layout import HostLayout
from topograph.picture.legend import write_gaps, write_heading, write_legend
from topograph.picture.legible import legible
from topograph.picture.parts import Cable, View
from topograph.picture.sheet import Sheet
from topograph.picture.words import count

__all__ = ["lay_out"]

_MARGIN: Final = 44
_HOST_GAP: Final = 36
_NARROWEST: Final = 640
_MOST_NAMES: Final = 3
_MOST_LINES: Final = 50


def lay_out(view: View) -> Picture:
    """Return the picture of a view."""
    cables = _by_host(view)
    layouts = [
        HostLayout(host, cables[n], view.is_compact, _MARGIN) for n, host in enumerate(view.hosts)
    ]
    right = max([_MARGIN + _NARROWEST, *(layout.right for layout in layouts)])
    sheet, width, y = Sheet(), right - _MARGIN, _MARGIN // 2
    notes = [view.captured, count(len(view.gaps), "gap") if view.gaps else "", _folded(view)]
    if len(layouts) != 1:
        words = [*notes, "" if layouts else "nothing to show: no host was seen"]
        y = write_heading(sheet, (_MARGIN, y, width), _title(view), filter(None, words))
        y += _HOST_GAP // 2
    for layout in layouts:
        words = [*layout.host.caption, *(notes if len(layouts) == 1 else [])]
        y = write_heading(sheet, (_MARGIN, y, width), layout.host.name, filter(None, words))
        bottom = y
        for band, own in layout.place(y):
            draw_band(sheet, layout.host, band, own, layout.sizes)
            bottom = max(bottom, band.bottom)
        y = bottom + _HOST_GAP
    y = write_legend(sheet, (_MARGIN, y - _HOST_GAP // 3, width))
    y = write_gaps(sheet, (_MARGIN, y, width), view.gaps)
    return Picture(
        width=right + _MARGIN,
        height=y + _MARGIN // 2,
        title=legible(f"Network of {_title(view)}"),
        description=_description(view),
        texts=tuple(sheet.texts),
        signs=tuple(sheet.signs),
        boxes=tuple(sheet.boxes),
        cables=tuple(sheet.cables),
        lines=tuple(sheet.lines),
    )


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
    return f"{count(view.folded, 'card')} folded" if view.folded else ""


def _title(view: View) -> str:
    names = [host.name for host in view.hosts]
    more = f" and {len(names) - _MOST_NAMES:,} more" if len(names) > _MOST_NAMES else ""
    return ", ".join(names[:_MOST_NAMES]) + more or "no host"


def _description(view: View) -> str:
    """Return what the picture holds, for those who cannot see it."""
    lines = [" · ".join((host.name, *host.caption)) for host in view.hosts]
    lines = [*lines[:_MOST_LINES], view.captured]
    if view.gaps:
        lines += [f"Not observed ({len(view.gaps):,}):", *view.gaps[:_MOST_LINES]]
        more = len(view.gaps) - _MOST_LINES
        lines += [f"and {more:,} more"] if more > 0 else []
    return "\n".join(legible(line) for line in lines if line)
