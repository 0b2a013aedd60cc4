"""Finds parts of a view by what a person calls them."""

import topograph
from tests.golden import PROJECT
from tests.picture.geometry import texts_of
from topograph.facts import Snapshot
from topograph.graph import build_graph
from topograph.picture import Picture, View, lay_out, view
from topograph.picture.parts import Card, Panel, StackedLink

__all__ = ["card", "panel", "picture_of", "sample", "stacked", "view_of", "words_in"]


def sample(name: str) -> Snapshot:
    return topograph.load(PROJECT / "samples" / name / "recording.zip")


def view_of(facts: Snapshot) -> View:
    return view(build_graph(facts))


def picture_of(facts: Snapshot) -> Picture:
    return lay_out(view_of(facts))


def card(shown: View, name: str) -> Card:
    """Return the one card of a container, or of a namespace without one."""
    cards = [one for host in shown.hosts for one in host.cards]
    (found,) = (one for one in cards if name in (one.name, *(p.name for p in one.people)))
    return found


def panel(shown: View, name: str) -> Panel:
    """Return the one panel of a name, wherever it is."""
    panels = [one for host in shown.hosts for one in host.panels]
    panels += [one for host in shown.hosts for card in host.cards for one in card.panels]
    (found,) = (one for one in panels if one.name == name)
    return found


def stacked(shown: View, name: str) -> StackedLink:
    """Return the one box of a link at the left edge."""
    (found,) = (link for host in shown.hosts for link in host.stack if link.name == name)
    return found


def words_in(picture: Picture) -> list[str]:
    """Return every text of a picture."""
    found = [text.text for text in picture.texts]
    found += [text.text for box in picture.boxes for text in texts_of(box)]
    return found
