"""A diff as a picture: both sides in one, with what changed marked and the rest dim."""

from topograph.render.diff.subject import Subject
from topograph.render.svg import svg_file

__all__ = ["render"]


def render(subject: Subject) -> bytes:
    """Return the picture as an SVG file."""
    return svg_file(subject.picture, subject.options.theme)
