"""A policy rule in the words of `ip rule`."""

from collections.abc import Iterator
from typing import Final

from topograph.facts import Rule
from topograph.tables.ip_words import prefix_text, protocol_text, table_text, tos_text

__all__ = ["action_text", "selector_text"]

_WHOLE_MARK: Final = 0xFFFFFFFF
_UNSAID: Final = frozenset({None, "kernel", "unspec"})
"""Protocols that `ip rule` is silent on."""


def selector_text(rule: Rule) -> str:
    """Return which packets a rule is for.

    >>> selector_text(Rule(family=4, src="192.0.2.0/24", fwmark=1, invert=True))
    'not from 192.0.2.0/24 fwmark 0x1'
    """
    return " ".join(filter(None, _selector(rule)))


def action_text(rule: Rule) -> str:
    """Return what becomes of the packets.

    >>> action_text(Rule(family=4, table=254, suppress_prefixlen=0))
    'lookup main suppress_prefixlength 0'
    """
    return " ".join(_action(rule))


def _selector(rule: Rule) -> Iterator[str]:
    if rule.invert:
        yield "not"
    yield f"from {'all' if rule.src is None else prefix_text(rule.src, rule.family)}"
    if rule.dst is not None:
        yield f"to {prefix_text(rule.dst, rule.family)}"
    yield tos_text(rule.tos)
    if rule.fwmark is not None or rule.fwmask is not None:
        is_whole = rule.fwmask in (None, _WHOLE_MARK)
        yield f"fwmark {rule.fwmark or 0:#x}" + ("" if is_whole else f"/{rule.fwmask:#x}")
    if rule.iif is not None:
        yield f"iif {rule.iif}"
    if rule.oif is not None:
        yield f"oif {rule.oif}"
    if rule.uid_range is not None:
        yield "uidrange {}-{}".format(*rule.uid_range)
    if rule.ip_protocol is not None:
        yield f"ipproto {protocol_text(rule.ip_protocol)}"
    for word, ports in (("sport", rule.sport), ("dport", rule.dport)):
        if ports is not None:
            first, last = ports
            yield f"{word} {first}" if first == last else f"{word} {first}-{last}"


def _action(rule: Rule) -> Iterator[str]:
    if rule.l3mdev:
        yield "lookup [l3mdev-table]"
    if rule.table is not None:
        yield f"lookup {table_text(rule.table)}"
    if rule.suppress_prefixlen is not None:
        yield f"suppress_prefixlength {rule.suppress_prefixlen}"
    if rule.action == "goto":
        yield f"goto {'none' if rule.goto is None else rule.goto}"
    elif rule.action != "to_tbl":
        yield rule.action
    if rule.protocol not in _UNSAID:
        yield f"proto {rule.protocol}"
