"""Order the cards of a host so that few cables cross.

Cards stand in the order of the panels that they belong to. On one panel, those
with another cable upwards come first and those with one downwards last. What is
joined to a far part of the host only stands before or after the cards of a panel
that the far part also reaches.
"""

from collections import Counter

from topograph.picture.parts import Host
from topograph.picture.plans import Plan

__all__ = ["rank_cards"]

_Spans = dict[str, tuple[int, int]]
"""The places of the first and the last panel beside whose cards each far part stands."""


def rank_cards(made: Plan, host: Host) -> None:
    """Find the place of each card in the order of all.

    Args:
        made: a plan with columns, and with the row that belongs to each card.
        host: what it is of.
    """
    place = _places(host)
    spans = _spans(made, place)
    _follow(made, place, spans)
    _rank(made, place, spans)


def _places(host: Host) -> dict[str, int]:
    """Return the place of each panel in the order of all."""
    place: dict[str, int] = {}
    for panels in (host.panels, *(card.panels for card in host.cards)):
        for panel in panels:
            place[panel.key] = len(place)
    return place


def _follow(made: Plan, place: dict[str, int], spans: _Spans) -> None:
    """Find a place for the cards that are joined to a far part of the host only."""
    endings = Counter(high for _, high in spans.values())
    number = {key: n for n, key in enumerate(made.cards)}
    names = {n: key for key, n in place.items()}
    for far, (low, high) in spans.items():
        another_ends_here = endings[low] > (high == low)
        found = (made.behind if another_ends_here else made.ahead)[names[low]]
        ends = [row.key for panel in made.cards[far].panels for row in panel.rows]
        near = {made.home[p] for end in ends for p in made.partners.get(end, ())}
        found += sorted(near - made.own_row.keys(), key=number.__getitem__)


def _spans(made: Plan, place: dict[str, int]) -> _Spans:
    """Return the first and last panel of column 0 beside whose cards each far part stands."""
    beside = {card: made.panel_of[row] for row, card in made.beside.items()}
    spans = {}
    for far, card in made.cards.items():
        if card.is_host:
            ends = [row.key for panel in card.panels for row in panel.rows]
            near = {made.home[p] for end in ends for p in made.partners.get(end, ())}
            places = [place[beside[key]] for key in near if key in beside]
            if places:
                spans[far] = min(places), max(places)
    return spans


def _rank(made: Plan, place: dict[str, int], spans: _Spans) -> None:
    """Order the cards by their panels; on one panel those with cables upwards come first."""
    beside = {card: row for row, card in made.beside.items()}
    begin, end = ({span[n] for span in spans.values() if span[0] < span[1]} for n in (0, 1))
    followers = {
        key: (place[panel], turn)
        for turn, found in ((-2, made.ahead), (2, made.behind))
        for panel, keys in found.items()
        for key in keys
    }

    def turn_to(partner: str, own: int) -> int:
        """Return on which side of its panel a card has what it is joined to."""
        home = made.home[partner]
        if home not in spans:
            return place[made.panel_of[partner]] - own
        # Beside a panel where one far part ends and another begins, each has its own cards.
        low, high = spans[home]
        return (own == low and own in end) - (own == high and own in begin and low < high)

    def order(numbered: tuple[int, str]) -> tuple[int, int, int]:
        number, key = numbered
        if key in followers:
            return *followers[key], number
        if key not in beside:
            return len(place), 0, number
        own = place[made.panel_of[beside[key]]]
        turns = [
            turn_to(partner, own)
            for row in made.cards[key].rows
            for partner in made.partners.get(row.key, ())
            if partner in made.panel_of
            and (made.home[partner] in spans or made.home[partner] == made.home[beside[key]])
        ]
        total = sum(turns)
        return own, (total > 0) - (total < 0), number

    made.rank = {key: n for n, (_, key) in enumerate(sorted(enumerate(made.cards), key=order))}
