"""The policy rules: `ip rule` in every namespace.

Each namespace has the same few rules from its birth. Those that all of them have are told once.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from topograph.facts import Netns
from topograph.graph.wired import WiredHost, WiredSnapshot
from topograph.tables.ip_words import family_text
from topograph.tables.rule_text import action_text, selector_text
from topograph.tables.table import Column, Row, TableMaker

__all__ = ["RULES"]

_Rule = tuple[str, str, str, str]
"""All cells but the namespace."""


def _rows(wired: WiredSnapshot) -> Iterator[Row]:
    for host in wired.hosts:
        read = [(netns, _rules(netns)) for netns in host.namespaces() if netns.rules]
        common = _common([rules for _, rules in read])
        for rule in common.elements():
            yield Row(host.name, "", (f"all {len(read)}", *rule))
        for netns, rules in read:
            yield from _own(host, netns, rules - common)


def _own(host: WiredHost, netns: Netns, rules: "Counter[_Rule]") -> Iterator[Row]:
    for rule in rules.elements():
        label = host.label(netns.inode)
        yield Row(host.name, host.ids.namespaces[netns.inode], (label, *rule))


def _rules(netns: Netns) -> "Counter[_Rule]":
    """Return the rules in the order that the kernel goes by, each with how often it is there."""
    # Of equal priorities that rule comes first that was added first: sorting keeps their order.
    return Counter(
        (family_text(rule.family), str(rule.priority), selector_text(rule), action_text(rule))
        for rule in sorted(netns.rules, key=lambda rule: (rule.family, rule.priority))
    )


def _common(read: "list[Counter[_Rule]]") -> "Counter[_Rule]":
    """Return what all namespaces have, if there are several."""
    if len(read) < 2:
        return Counter()
    common = read[0].copy()
    for rules in read[1:]:
        common &= rules
    return common


RULES: Final = TableMaker(
    name="rules",
    title="Rules",
    columns=(
        Column("namespace", "Namespace"),
        Column("family", "Family"),
        Column("priority", "Priority", align="right", names_row=True),
        Column("selector", "Selector"),
        Column("action", "Action"),
    ),
    find_rows=_rows,
)
