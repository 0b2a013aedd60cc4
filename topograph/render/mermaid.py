"""The wiring as a Mermaid flowchart, to paste into a ticket or a page in Markdown.

Each host is a frame; uplinks, bridges and cards are nodes in it, and cables are
edges that bear the name of the port. Nodes are numbered: no name from outside
is ever anything but the text of a label.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from topograph.errors import RenderError
from topograph.picture.parts import (
    NEUTRAL,
    Cable,
    CableKind,
    Card,
    Host,
    Panel,
    StackedLink,
    State,
    View,
)
from topograph.render.mermaid_labels import (
    cable_words,
    card_lines,
    link_lines,
    note_lines,
    panel_lines,
    places,
)
from topograph.render.mermaid_style import Colours
from topograph.render.mermaid_text import bold, label, small
from topograph.render.subject import Subject

__all__ = ["MOST_CHARACTERS", "MOST_EDGES", "mermaid_text", "render"]

MOST_CHARACTERS: Final = 50_000
"""Mermaid refuses more, unless the page around it allows that; GitHub does not."""
MOST_EDGES: Final = 500

_FEWER: Final = "draw less with --around or --only, or siblings as one with --density folded"
_STANDS_ON: Final = "stroke-dasharray:9 3"
_ROUTED: Final = "stroke-dasharray:2 4,stroke-width:1.2px"


def render(subject: Subject) -> bytes:
    """Return the flowchart.

    Raises:
        RenderError: it is so large that Mermaid would refuse it.
    """
    return mermaid_text(subject.view, subject.options.theme).encode()


def mermaid_text(view: View, theme: str = "auto") -> str:
    """Return a view as a Mermaid flowchart.

    Args:
        view: what is shown.
        theme: light, dark, or auto for whatever the reader has.

    Raises:
        RenderError: it is so large that Mermaid would refuse it.
    """
    colours = Colours(theme)
    chart = "\n".join(["flowchart LR", *_Flowchart(view, colours).lines(), ""])
    # Mermaid measures what is below the front matter, in JavaScript's characters.
    _check(len(chart.encode("utf-16-le")) // 2, MOST_CHARACTERS, "characters")
    return "\n".join([*colours.front_matter(), chart])


def _check(number: int, most: int, things: str) -> None:
    if number > most:
        what = f"{number:,} {things} are more than the {most:,} that Mermaid draws"
        raise RenderError(what, where="mermaid", hint=_FEWER)


class _Flowchart:
    """One view on its way to Mermaid."""

    def __init__(self, view: View, colours: Colours) -> None:
        self._view = view
        self._colours = colours
        self._places = places(view)
        self._cables: list[Cable] = []
        self._loops: defaultdict[str, list[str]] = defaultdict(list)
        """What is said of the cables that do not leave a part."""
        for cable in view.cables:
            one, other = (self._places[key].part for key in cable.ends)
            if one == other:
                self._loops[one].append(cable_words(cable, self._places))
            else:
                self._cables.append(cable)
        self._cabled = {key for cable in view.cables for key in cable.ends}
        self._ids: dict[str, str] = {}
        """Of the nodes, by the keys of their parts."""
        self._count = 0
        self._edges: list[str] = []
        self._members: defaultdict[str, list[str]] = defaultdict(list)
        self._strokes: defaultdict[str, list[int]] = defaultdict(list)

    def lines(self) -> Iterator[str]:
        """Yield the lines below the first."""
        for host in self._view.hosts:
            yield from self._host(host)
        for lines in note_lines(self._view):
            yield self._node("", f"[{label(*lines)}]", "note")
        for cable in self._cables:
            self._cable(cable)
        _check(len(self._edges), MOST_EDGES, "edges")
        yield from self._edges
        yield from self._colours.class_lines(self._members)
        for style, edges in sorted(self._strokes.items()):
            yield f"  linkStyle {','.join(map(str, edges))} {style}"

    def _host(self, host: Host) -> Iterator[str]:
        parts: list[StackedLink | Panel] = [*host.stack, *host.panels]
        ways = [part for part in parts if part.gateways]
        for gateway in dict.fromkeys(g for part in ways for g in part.gateways):
            shape = f"([{label(bold(gateway), small('default gateway'))}])"
            yield self._node(f"{host.name}:{gateway}", shape, "outside")
        yield from self._frame(label(bold(host.name)), self._inside(host))
        for part in ways:
            for gateway in part.gateways:
                self._edge(f"{host.name}:{gateway}", part.key)
        for panel in host.panels:
            if panel.is_routed and not panel.gateways:
                for part in ways:
                    self._edge(part.key, panel.key, "-.-", "routed", style=_ROUTED)

    def _inside(self, host: Host) -> Iterator[str]:
        for link in host.stack:
            yield self._node(link.key, f"([{label(*link_lines(link))}])", "link")
        yield from map(self._panel, host.panels)
        for card in host.cards:
            yield from self._card(card)
        if not (host.stack or host.panels or host.cards):
            yield self._node("", f"[{label(bold('nothing was seen of it'))}]", "note")

    def _panel(self, panel: Panel) -> str:
        lines = panel_lines(panel, self._cabled, self._loops[panel.key])
        kind = "link" if panel.hue == NEUTRAL else f"hue{panel.hue}"
        return self._node(panel.key, f"[{label(*lines)}]", kind)

    def _card(self, card: Card) -> Iterator[str]:
        if not card.panels:
            yield self._plain_card(card)
            return
        title = label(bold(card.people[0].name if card.people else card.name))
        yield from self._frame(title, self._nested(card))

    def _nested(self, card: Card) -> Iterator[str]:
        if card.people or card.rows:
            yield self._plain_card(card)
        yield from map(self._panel, card.panels)

    def _plain_card(self, card: Card) -> str:
        loops = self._loops[card.key]
        lines = card_lines(card, loops, is_compact=self._view.is_compact)
        is_idle = bool(card.people) and all(p.state is State.STOPPED for p in card.people)
        return self._node(card.key, f"({label(*lines)})", "stopped" if is_idle else "card")

    def _cable(self, cable: Cable) -> None:
        one, other = sorted(cable.ends, key=lambda key: self._places[key].column)
        line = "-.-" if cable.inferred else "===" if cable.folded else "---"
        words = cable_words(cable, self._places)
        ends = self._places[one].part, self._places[other].part
        style = f"stroke:{self._colours.stroke(cable.hue)}"
        style += f",{_STANDS_ON}" if cable.kind is CableKind.LOWER else ""
        self._edge(*ends, line, words, style=style)

    def _edge(
        self, one: str, other: str, line: str = "---", words: str = "", *, style: str = ""
    ) -> None:
        told = f"|{label(small(words))}|" if words else ""
        if style:
            self._strokes[style].append(len(self._edges))
        self._edges.append(f"  {self._ids[one]} {line}{told} {self._ids[other]}")

    def _node(self, key: str, shape: str, kind: str) -> str:
        self._ids[key] = self._next_id(kind)
        return f"  {self._ids[key]}{shape}"

    def _frame(self, title: str, lines: Iterator[str]) -> Iterator[str]:
        yield f"  subgraph {self._next_id('frame')}[{title}]"
        yield from lines
        yield "  end"

    def _next_id(self, kind: str) -> str:
        self._count += 1
        self._members[kind].append(f"n{self._count}")
        return f"n{self._count}"
