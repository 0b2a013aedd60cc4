"""Draw all that has its place in one band."""

from collections import Counter

from topograph.picture.boxes import draw_frame, draw_panel, draw_stack
from topograph.picture.card_boxes import draw_card
from topograph.picture.drawing import Line
from topograph.picture.parts import Cable, Host
from topograph.picture.routes import Aside, draw_cable, draw_stub, draw_trunk, spread_out
from topograph.picture.sheet import Sheet
from topograph.picture.sizes import Sizes
from topograph.picture.spots import STACK, BandSpot
from topograph.picture.style import Mark

__all__ = ["draw_band"]

_OUTSIDE = 26


def draw_band(sheet: Sheet, host: Host, band: BandSpot, cables: list[Cable], sizes: Sizes) -> None:
    """Draw one band of a host."""
    frame = draw_frame(sheet, host, band.frame, band.number) if band.frame else ""
    for stacked in band.stack:
        draw_stack(sheet, stacked, frame)
    for panel in band.panels:
        draw_panel(sheet, panel, sizes, band, frame)
    for card in band.cards:
        draw_card(sheet, card, sizes, band)
    aside = spread_out(band, cables)
    _draw_ways_out(sheet, band, aside)
    for cable in cables:
        draw_cable(sheet, cable, band, aside)
    _draw_loose_ends(sheet, band)


def _draw_ways_out(sheet: Sheet, band: BandSpot, aside: Aside) -> None:
    """Draw the lines out of the host, and those to what is routed there."""
    lowest: Counter[str] = Counter()
    for (key, _), number in aside.items():
        lowest[key] = max(lowest[key], number)
    for spot in band.stack:
        anchor = band.anchors[spot.link.key]
        if band.frame and spot.link.is_uplink and not spot.is_tag and anchor.column == STACK:
            x, box = band.frame.x, sheet.ids[spot.link.key]
            path = f"M{x - _OUTSIDE} {anchor.y}H{anchor.left}"
            hue = sheet.line_ink(spot.link.change)
            sheet.lines.append(Line("outside", path, hue, parts=(box,)))
            sheet.sign(Mark.UPLINK, (x, anchor.y), hue, box)
    ways = {}
    for spot in band.stack:
        if spot.link.gateways:
            anchor = band.anchors[spot.link.key]
            ways[spot.link.key] = anchor._replace(y=anchor.y + lowest[spot.link.key])
    panels = [spot.panel for spot in band.panels]
    ways |= {panel.key: band.anchors[panel.key] for panel in panels if panel.gateways}
    routed = [panel.key for panel in panels if panel.is_routed and not panel.gateways]
    draw_trunk(sheet, ways, {key: band.anchors[key] for key in routed})


def _draw_loose_ends(sheet: Sheet, band: BandSpot) -> None:
    panels = [*band.panels, *(panel for card in band.cards for panel in card.panels)]
    rows = [spot for panel in panels for spot in panel.rows]
    for spot in (*rows, *(spot for card in band.cards for spot in card.rows)):
        if spot.row.gap or spot.row.is_cut:
            draw_stub(sheet, spot.row, band.anchors[spot.row.key])
