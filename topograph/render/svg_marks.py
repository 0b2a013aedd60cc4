"""The shapes of the marks in SVG, around a point in whole pixels."""

from topograph.picture.style import Mark

__all__ = ["shape_of"]


def shape_of(mark: Mark, x: int, y: int, more: str = "", sign: str = "") -> str:
    """Return the element of a mark, or two of them.

    Args:
        mark: the mark.
        x: the middle of it.
        y: the same from above.
        more: further attributes, with a space before each.
        sign: how that is painted which stands on the disc of a change.
    """
    match mark:
        case Mark.RUNNING | Mark.UPLINK:
            return f'<circle{more} cx="{x}" cy="{y}" r="5"/>'
        case Mark.SOCKET | Mark.PLUG:
            return f'<circle{more} cx="{x}" cy="{y}" r="4"/>'
        case Mark.STOPPED:
            path = f"M{x - 4} {y - 4}h8v8h-8z"
        case Mark.WAITING:
            path = f"M{x - 2} {y - 4}v8m5 0v-8"
        case Mark.UNKNOWN:
            path = f"M{x} {y - 5}l5 5l-5 5l-5 -5z"
        case Mark.LOOSE:
            path = f"M{x - 4} {y - 4}l8 8m0 -8l-8 8"
        case Mark.GATEWAY:
            path = f"M{x - 5} {y}l7 -4v3h3v2h-3v3z"
        case _:
            disc = f'<circle{more} cx="{x}" cy="{y}" r="7"/>'
            return f'{disc}<path {sign} d="{_on_disc(mark, x, y)}"/>'
    return f'<path{more} d="{path}"/>'


def _on_disc(mark: Mark, x: int, y: int) -> str:
    """Return the outline of what stands on the disc of a change."""
    match mark:
        case Mark.ADDED:
            return f"M{x - 1} {y - 4}v3h-3v2h3v3h2v-3h3v-2h-3v-3z"
        case Mark.REMOVED:
            return f"M{x - 4} {y - 1}v2h8v-2z"
        case Mark.MOVED:
            return f"M{x - 5} {y - 1}v2h4v3l6 -4l-6 -4v3z"
        case Mark.UNSEEN:
            dot = f"M{x - 1} {y + 3}v2h2v-2z"
            return f"M{x - 3} {y - 5}v3h2v-1h2v2h-2v3h2v-1h2v-6z{dot}"
        case _:
            return f"M{x - 1} {y - 5}v2h-2v2h2v2h2v-2h2v-2h-2v-2zM{x - 3} {y + 3}v2h6v-2z"
