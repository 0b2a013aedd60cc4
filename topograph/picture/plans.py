"""What the layout finds out of a host before anything has a place."""

from collections import defaultdict
from dataclasses import dataclass, field

from topograph.picture.parts import Card

__all__ = ["Plan"]


@dataclass(slots=True)
class Plan:
    """What stands beside what on one host."""

    cards: dict[str, Card]
    """By key."""
    home: dict[str, str]
    """The card of each row or panel outside the host's own namespace; empty for those in it."""
    partners: defaultdict[str, list[str]]
    """What each part is cabled to."""
    column: dict[str, int]
    """Of each card."""
    beside: dict[str, str] = field(default_factory=dict)
    """The card that belongs to a row of a panel."""
    own_row: dict[str, str] = field(default_factory=dict)
    """For a card that belongs to a panel: its own row with that cable."""
    groups: list[list[str]] = field(default_factory=list)
    """Keys of cards that stay together, in the order of the panels that they belong to."""
    rank: dict[str, int] = field(default_factory=dict)
    """Where each card comes in the order of all cards."""
    panel_of: dict[str, str] = field(default_factory=dict)
    """The panel that holds a row, as far as it is in one."""
    ahead: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Cards that belong to no panel of column 0, by the panel before whose cards they stand."""
    behind: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """The same, by the panel after whose cards they stand."""
    hanging: frozenset[str] = frozenset()
    """Keys of the cards that are in no group, since they can be cut into parts."""
