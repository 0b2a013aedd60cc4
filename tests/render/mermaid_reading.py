"""Reads a Mermaid flowchart back, as far as we write the language; anything else is an error."""

import re
from dataclasses import dataclass, field

__all__ = ["Chart", "Edge", "read"]

_LABEL = r'"(?P<label>[^"\n]*)"'
_NODE = re.compile(rf"  (?P<id>n\d+)(?P<open>\(\[|\[|\(){_LABEL}(?P<close>\]\)|\]|\))")
_FRAME = re.compile(rf"  subgraph (?P<id>n\d+)\[{_LABEL}\]")
_EDGE = re.compile(rf"  (?P<one>n\d+) (?P<line>---|===|-\.-)(?:\|{_LABEL}\|)? (?P<other>n\d+)")
_CLASS_DEF = re.compile(r"  classDef (?P<name>\w+) (?P<look>[\w#:,. -]+)")
_CLASS = re.compile(r"  class (?P<ids>n\d+(?:,n\d+)*) (?P<name>\w+)")
_LINK_STYLE = re.compile(r"  linkStyle (?P<edges>\d+(?:,\d+)*) (?P<look>[\w#:,. -]+)")
_CLOSES = {"[": "]", "(": ")", "([": "])"}
_CODE = re.compile("\ufb02#176;\xb0(\\d+)\xb6#223;|#(\\d+);")
_TAG = re.compile(r"<(?:/?b|/?small|br/)>")
# What Mermaid or the HTML in it would take for something else than text.
_ACTIVE = re.compile(
    r"[<>&\"`*\\\[\]~$@|%;\ufb02]|#|style|classdef|direction|fab?:fa-|://", re.IGNORECASE
)


@dataclass(frozen=True)
class Edge:
    one: str
    other: str
    line: str
    words: str
    look: str = ""


@dataclass
class Chart:
    """What a flowchart says; nodes and frames by their ids."""

    front: list[str]
    nodes: dict[str, list[str]] = field(default_factory=dict)
    """Lines of each label."""
    frames: dict[str, list[str]] = field(default_factory=dict)
    inside: dict[str, str] = field(default_factory=dict)
    """The frame around a node or a frame."""
    edges: list[Edge] = field(default_factory=list)
    classes: dict[str, str] = field(default_factory=dict)
    """The class of each node and frame."""
    looks: dict[str, str] = field(default_factory=dict)

    def named(self, name: str) -> str:
        """Return the id of the only node whose first line is this."""
        (found,) = (node for node, lines in self.nodes.items() if lines[0] == name)
        return found

    def lines(self, name: str) -> list[str]:
        """Return the label of that node."""
        return self.nodes[self.named(name)]

    def words(self, one: str, other: str) -> list[str]:
        """Return what the edges from one node to another say."""
        ends = (self.named(one), self.named(other))
        return [edge.words for edge in self.edges if (edge.one, edge.other) == ends]

    def texts(self) -> list[str]:
        """Return the lines of all labels."""
        parts = [*self.nodes.values(), *self.frames.values()]
        return [line for lines in parts for line in lines] + [edge.words for edge in self.edges]


def read(data: bytes) -> Chart:
    """Return what is written; fail at the first line that is not of the few forms we write."""
    text = data.decode()
    assert text.endswith("\n")
    lines = text.removesuffix("\n").split("\n")
    assert lines[0] == "---"
    end = lines.index("---", 1)
    assert lines[end + 1] == "flowchart LR"
    chart, around = Chart(front=lines[1:end]), list[str]()
    looks: dict[int, str] = {}
    for line in lines[end + 2 :]:
        if line == "  end":
            around.pop()
        elif found := _FRAME.fullmatch(line):
            _place(chart, chart.frames, found["id"], found["label"], around)
            around.append(found["id"])
        elif found := _NODE.fullmatch(line):
            assert found["close"] == _CLOSES[found["open"]], line
            _place(chart, chart.nodes, found["id"], found["label"], around)
        elif found := _EDGE.fullmatch(line):
            words = " ".join(_read_label(found["label"])) if found["label"] else ""
            chart.edges.append(Edge(found["one"], found["other"], found["line"], words))
        elif found := _CLASS_DEF.fullmatch(line):
            chart.looks[found["name"]] = found["look"]
        elif found := _CLASS.fullmatch(line):
            assert found["name"] in chart.looks, line
            chart.classes |= dict.fromkeys(found["ids"].split(","), found["name"])
        else:
            found = _LINK_STYLE.fullmatch(line)
            assert found, line
            looks |= {int(edge): found["look"] for edge in found["edges"].split(",")}
    assert not around
    chart.edges = [
        Edge(e.one, e.other, e.line, e.words, looks.pop(n, "")) for n, e in enumerate(chart.edges)
    ]
    assert not looks
    assert {end for edge in chart.edges for end in (edge.one, edge.other)} <= set(chart.nodes)
    return chart


def _place(
    chart: Chart, into: dict[str, list[str]], key: str, label: str, around: list[str]
) -> None:
    assert key not in chart.nodes
    assert key not in chart.frames
    into[key] = _read_label(label)
    if around:
        chart.inside[key] = around[-1]


def _read_label(label: str) -> list[str]:
    assert label.startswith(("<b>", "<small>")), label
    return [_read_line(line) for line in label.split("<br/>")]


def _read_line(line: str) -> str:
    text = _TAG.sub("", line)
    assert not _ACTIVE.search(_CODE.sub("", text)), line
    return _CODE.sub(lambda found: chr(int(found[1] or found[2])), text)
