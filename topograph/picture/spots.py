"""Places of parts: what the layout finds out, before anything is drawn."""

from dataclasses import dataclass, field
from typing import Final, NamedTuple

from topograph.picture.parts import Card, Panel, Row, StackedLink

__all__ = ["STACK", "Anchor", "BandSpot", "CardSpot", "Frame", "PanelSpot", "RowSpot", "StackSpot"]

STACK: Final = -100
"""The column of the uplinks; what stands on them has the next ones."""


class Anchor(NamedTuple):
    """Where a cable may end."""

    column: int
    left: int
    right: int
    """The edges of the part."""
    y: int
    before: int
    """Where the lane left of its column begins."""
    column_left: int
    """Where that lane ends."""
    after: int
    """Where the lane right of its column begins."""
    is_port: bool = False
    """Whether it is a row of a panel."""


class RowSpot(NamedTuple):
    """A row with its upper edge."""

    row: Row
    y: int


@dataclass(slots=True)
class PanelSpot:
    """A panel, or the part of it that is in one band."""

    panel: Panel
    x: int
    y: int
    width: int
    height: int = 0
    rows: list[RowSpot] = field(default_factory=list)


@dataclass(slots=True)
class CardSpot:
    """A card, or the part of a box that is in one band."""

    card: Card
    x: int
    y: int
    width: int
    height: int = 0
    rows: list[RowSpot] = field(default_factory=list)
    rest: int = 0
    """Upper edge of what is below its rows."""
    panels: list[PanelSpot] = field(default_factory=list)


@dataclass(slots=True)
class StackSpot:
    """The box of a link of the host; in all bands but the first only its name."""

    link: StackedLink
    x: int
    y: int
    width: int
    height: int
    is_tag: bool = False


@dataclass(slots=True)
class Frame:
    """The part of the host's own namespace that is in one band."""

    x: int
    y: int
    width: int
    height: int


@dataclass(slots=True)
class BandSpot:
    """All places in one band."""

    frame: Frame | None = None
    stack: list[StackSpot] = field(default_factory=list)
    panels: list[PanelSpot] = field(default_factory=list)
    cards: list[CardSpot] = field(default_factory=list)
    anchors: dict[str, Anchor] = field(default_factory=dict)
    number: tuple[int, int] = (1, 1)
    """Which band it is, and of how many."""
    parts: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Of panels and cards that several bands have."""
    bottom: int = 0
