"""Mark in a graph what a diff tells of its nodes.

A marked node has an attribute `change`, a mapping with `verb`, `words` (short, may be empty),
`title` (several lines) and `entry` (the places of its events in the list of changes, with
spaces between them).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from topograph.diff.model import Diff, Entry, Thing, Verb
from topograph.diff.words import details, headline, tell, unknown_words
from topograph.diff.words.sentence import plain

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["UNKNOWN", "change_of", "entry_id", "mark"]

UNKNOWN: Final = "unknown"
"""The verb of what was not observed on one side."""

_OWN: Final = frozenset({Thing.HOST, Thing.CONTAINER, Thing.NETWORK, Thing.NETNS, Thing.LINK})
"""Things that are nodes themselves; others belong to one."""
_WHOLE: Final = (Verb.ADDED, Verb.REMOVED)
_MOST_WORDS: Final = 8
"""So much is told of what belongs to a node, and of more the number."""
_MOST_LINES: Final = 100
"""No reader of a title wants more, and a node may have thousands of routes."""


def entry_id(number: int) -> str:
    """Return what an event is called in a page; counted from 1 in the order of the diff."""
    return f"change-{number}"


def change_of(verb: str, words: str = "", title: str = "", entry: str = "") -> dict[str, str]:
    """Return the attribute `change` of a node."""
    return {"verb": verb, "words": words, "title": title, "entry": entry}


@dataclass(slots=True)
class _Mark:
    """What is told of one node so far."""

    verb: Verb = Verb.CHANGED
    is_own: bool = False
    """Whether an entry is about the node itself: the first of them says what became of it."""
    own: str = ""
    """What has changed of the node itself."""
    others: list[str] = field(default_factory=list)
    """What has changed of what belongs to it."""
    lines: list[str] = field(default_factory=list)
    entries: dict[str, None] = field(default_factory=dict)
    """In order."""

    def add(self, entry: Entry, where: str) -> None:
        """Tell of an entry, which is the event at this place of the list or a part of it."""
        told, said = headline(entry), [plain(words) for words in details(entry)]
        if entry.thing in _OWN and not self.is_own:
            self.is_own, self.verb = True, entry.verb
            self.own = "" if entry.verb in _WHOLE else ", ".join(_behind_verb(entry, said))
        # The container says itself which networks it is on.
        is_said = entry.thing is Thing.ENDPOINT and entry.verb in _WHOLE
        if entry.thing not in _OWN and not is_said:
            self.others.append(_as_other(entry, said))
        self.lines += [told, *said] if len(self.lines) < _MOST_LINES else []
        self.entries[where] = None

    def attribute(self) -> dict[str, str]:
        """Return it as a node of the graph has it."""
        # Of what came or went, or is elsewhere now, all that belongs to it did.
        others = self.others if self.verb is Verb.CHANGED else []
        rest = len(others) - _MOST_WORDS
        words = [self.own, *others[:_MOST_WORDS], f"and {rest:,} more" if rest > 0 else ""]
        return change_of(
            self.verb.value,
            ", ".join(filter(None, words)),
            "\n".join(self.lines),
            " ".join(self.entries),
        )


def _as_other(entry: Entry, said: list[str]) -> str:
    """Return what is told of a thing that is no node, at the node it belongs to."""
    if entry.verb is Verb.CHANGED and said:
        return f"{plain(tell(entry).about)} {', '.join(said)}"
    return headline(entry)


def _behind_verb(entry: Entry, said: list[str]) -> list[str]:
    """Return what stands behind the verb of a node itself."""
    if entry.verb is Verb.RENAMED and entry.before is not None:
        return [f"was {entry.before.name}", *said]
    happened = plain(tell(entry).happened).strip()
    if entry.verb is Verb.MOVED:
        return [happened.removeprefix("moved "), *said]
    # Stopped, set down, connected to: what people have a verb for.
    return [happened, *said] if entry.verb is Verb.CHANGED and happened != entry.verb else said


def mark(graph: "nx.MultiDiGraph[str]", diff: Diff, names: Mapping[str, str]) -> None:
    """Mark what changed, and what was not observed on one side.

    Args:
        graph: of both sides.
        diff: what differs.
        names: what each node before is called in the graph.
    """
    marks: dict[str, _Mark] = {}
    for number, entry in enumerate(diff.entries, 1):
        for part in _all_parts(entry):
            if (node := _node(part, names)) in graph:
                marks.setdefault(node, _Mark()).add(part, entry_id(number))
    for node, found in marks.items():
        graph.nodes[node]["change"] = found.attribute()
    for unknown in diff.unknown:
        why = plain(unknown_words(unknown))
        said = change_of(UNKNOWN, f"not observed {unknown.side}", why)
        for entry in unknown.hidden:
            for part in _all_parts(entry):
                if part.thing in _OWN and (node := _node(part, names)) in graph:
                    graph.nodes[node]["change"] = dict(said)


def _all_parts(entry: Entry) -> Iterator[Entry]:
    yield entry
    for part in entry.parts:
        yield from _all_parts(part)


def _node(entry: Entry, names: Mapping[str, str]) -> str:
    if entry.after is not None and entry.after.node:
        return entry.after.node
    return names.get(entry.before.node, "") if entry.before is not None else ""
