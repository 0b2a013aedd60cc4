"""What a picture is called, and what is said of it to those who cannot see it."""

from typing import Final

from topograph.picture.legible import legible
from topograph.picture.parts import View

__all__ = ["description_of", "heading_of", "title_of"]

_MOST_NAMES: Final = 3
_MOST_LINES: Final = 50


def heading_of(view: View) -> str:
    """Return the names of the hosts, or of the first of many."""
    names = [host.name for host in view.hosts]
    more = f" and {len(names) - _MOST_NAMES:,} more" if len(names) > _MOST_NAMES else ""
    return ", ".join(names[:_MOST_NAMES]) + more or "no host"


def title_of(view: View) -> str:
    """Return the title of the picture of a view, in one line."""
    what = "Changes in the network of" if view.is_diff else "Network of"
    return legible(f"{what} {heading_of(view)}")


def description_of(view: View) -> str:
    """Return what the picture of a view holds, in several lines."""
    hosts = [" · ".join((host.name, *host.caption)) for host in view.hosts]
    lines = [*_changes(view), *hosts[:_MOST_LINES], view.captured]
    lines += [f"A part of the whole: {view.part}"] if view.part else []
    if view.gaps:
        lines += [f"Not observed ({len(view.gaps):,}):", *view.gaps[:_MOST_LINES]]
        more = len(view.gaps) - _MOST_LINES
        lines += [f"and {more:,} more"] if more > 0 else []
    return "\n".join(legible(line) for line in lines if line)


def _changes(view: View) -> list[str]:
    """Return what differs, in words, before all else."""
    if not view.is_diff:
        return []
    number = len(view.changes)
    lines = [f"Changed ({number:,}):" if number else "Nothing has changed."]
    lines += view.changes[:_MOST_LINES]
    return lines + ([f"and {number - _MOST_LINES:,} more"] if number > _MOST_LINES else [])
