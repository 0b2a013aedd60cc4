"""Read the two sides of a comparison, and say of which one something is wrong."""

from typing import TYPE_CHECKING, Final

import click

from topograph.errors import TopographError

if TYPE_CHECKING:
    from topograph.facts import Snapshot

__all__ = ["SIDES", "name_of", "read_sides", "two_sides"]

SIDES: Final = ("before", "after")


def two_sides(sources: tuple[str, ...]) -> tuple[str, str]:
    """Return the source of each side; that of AFTER is this host if left out.

    Raises:
        click.UsageError: there are more than two, or both can be read only once.
    """
    from topograph.sources import is_live  # noqa: PLC0415

    if not sources:
        raise click.UsageError("missing argument 'BEFORE'")
    if len(sources) > len(SIDES):
        raise click.UsageError("there are two sides, BEFORE and AFTER")
    before, after = sources if len(sources) == len(SIDES) else (*sources, "live")
    if is_live(before) and is_live(after):
        raise click.UsageError("both sides are this host: name a snapshot for BEFORE")
    if before == after == "-":
        raise click.UsageError("both sides are stdin, which can be read only once")
    return before, after


def read_sides(before: str, after: str) -> "tuple[Snapshot, Snapshot]":
    """Return both snapshots.

    Raises:
        TopographError: one of them cannot be read; it begins with which.
    """
    return _read(before, SIDES[0]), _read(after, SIDES[1])


def name_of(source: str) -> str:
    """Return what to call a source."""
    from topograph.sources import is_live  # noqa: PLC0415

    return "live" if is_live(source) else "stdin" if source == "-" else source


def _read(source: str, side: str) -> "Snapshot":
    from topograph.sources import open_source  # noqa: PLC0415

    try:
        return open_source(source)
    except TopographError as error:
        error.where = f"{side}: {error.where}" if error.where else side
        raise
