"""Guess which ends of veth pairs belong together where no output told their numbers.

Old versions of `ip` do not tell IFLA_LINK, `ifconfig` and `brctl` not even the
ifindex, and an engine neither. What is left are traces: a number that one end
tells, a MAC that a bridge learned, numbers that follow each other, and at last
that only two ends are left. A trace that fits several ends proves nothing:
they stay loose, and say so.
"""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from typing import Final

from topograph.graph.guessing.loose_ends import LooseEnds, Pair
from topograph.graph.inventory import Inventory, LinkKey
from topograph.graph.peers import Pairs
from topograph.graph.schema import inferred

__all__ = ["guess_peers"]

Trace = Callable[[LooseEnds], Iterable[tuple[Pair, str]]]
"""Yields pairs, each with the reason to believe in it."""

_SPARE: Final = 2
"""So many links may have gone from a namespace that gave its own numbers."""
_DOCKER_VETH: Final = re.compile(r"veth[0-9a-f]{7}")


def guess_peers(inventory: Inventory, pairs: Pairs, masters: dict[LinkKey, LinkKey]) -> None:
    """Join ends whose numbers were not told, as far as a trace leads from one to the other.

    Args:
        inventory: the facts.
        pairs: what the numbers told; what is found is added.
        masters: the bridge of each port.
    """
    ends = LooseEnds(inventory, pairs, masters)
    if not ends.are_worth_a_look:
        return
    traces: tuple[Trace, ...] = (_numbers, _learned_macs, _consecutive_numbers, _elimination)
    for trace in traces:
        for pair, reason in list(trace(ends)):
            pairs.join(pair.outer, pair.inner, inferred(reason))
            ends.forget(pair)
            for end in pair:
                pairs.loose.pop(end, None)
    for key, why in ends.left():
        pairs.loose[key] = why


def _numbers(ends: LooseEnds) -> Iterator[tuple[Pair, str]]:
    """Pair by the number that one of both ends tells."""
    outer = {key.ifindex: key for key in ends.outer if key.ifindex > 0}
    candidates: dict[Pair, str] = {}
    named: dict[int, list[LinkKey]] = {}
    for key, link in ends.outer.items():
        if link.iflink is not None and link.iflink > 0:
            named.setdefault(link.iflink, []).append(key)
    for key, link in ends.inner.items():
        if link.iflink is None and key.ifindex > 0:
            for far in named.get(key.ifindex, ()):
                why = f"{ends.outer[far].ifname} names ifindex {key.ifindex} as its other end"
                candidates[Pair(far, key)] = why
        elif link.iflink in outer and ends.outer[outer[link.iflink]].iflink is None:
            why = f"{link.ifname} names ifindex {link.iflink} as its other end"
            candidates[Pair(outer[link.iflink], key)] = why
    for pair in ends.unique(candidates):
        yield pair, candidates[pair] + ", and only these fit"


def _learned_macs(ends: LooseEnds) -> Iterator[tuple[Pair, str]]:
    """Pair by the MACs that bridges learned behind their ports."""
    root = ends.inventory.root
    behind: dict[str, set[LinkKey]] = {}
    heard: dict[LinkKey, set[str]] = {}
    for entry in ends.inventory.namespaces[root].fdb if root is not None else ():
        key = LinkKey(root or 0, entry.link)
        if not entry.is_local and key in ends.outer:
            behind.setdefault(entry.mac.lower(), set()).add(key)
            heard.setdefault(key, set()).add(entry.mac.lower())
    candidates = [
        Pair(port, key)
        for key, link in ends.inner.items()
        for port in behind.get((link.mac or "").lower(), ())
        if ends.fits(port, key)
    ]
    for pair in ends.unique(candidates):
        if not ends.is_at_home(pair) and (len(heard[pair.outer]) > 1 or ends.has_nested):
            # There is a bridge behind the port, and the one that was heard may be behind that.
            continue
        mac = ends.inner[pair.inner].mac
        yield pair, f"the bridge learned the MAC {mac} behind {ends.outer[pair.outer].ifname}"


def _consecutive_numbers(ends: LooseEnds) -> Iterator[tuple[Pair, str]]:
    """Pair numbers that follow each other: the kernel makes both ends of a pair at once."""
    outer = {key.ifindex: key for key, link in ends.outer.items() if _is_unnamed(key, link.iflink)}
    inner: dict[int, list[LinkKey]] = {}
    for key, link in ends.inner.items():
        if _is_unnamed(key, link.iflink):
            inner.setdefault(key.ifindex, []).append(key)
    for run in _runs(sorted({*outer, *inner})):
        choices = []
        for step in (1, -1):
            fitting = (
                Pair(outer[number + step], key)
                for number in run
                for key in inner.get(number, ())
                if number + step in outer
                and _may_follow(ends, outer[number + step], key, inner, outer)
            )
            choices.append(ends.unique(fitting))
        after, before = choices
        # Docker makes the end of the host with the other as its peer, which gets its number first.
        is_docker = all(_is_docker(ends, pair.outer) for pair in after)
        if len(after) == len(before) and not is_docker:
            continue
        for pair in after if len(after) >= len(before) else before:
            near, far = pair.inner.ifindex, pair.outer.ifindex
            yield pair, f"their ifindexes {near} and {far} are consecutive, as those of a pair are"


def _may_follow(
    ends: LooseEnds,
    outer: LinkKey,
    inner: LinkKey,
    by_number: Mapping[int, list[LinkKey]],
    numbers: Container[int],
) -> bool:
    """Tell whether the numbers of two ends may follow each other because they are a pair."""
    pair, number, is_docker = Pair(outer, inner), inner.ifindex, _is_docker(ends, outer)
    if not ends.fits(outer, inner) or (is_docker and outer.ifindex < number):
        return False
    # A namespace counts up from 1 by itself; what comes from the root keeps its number.
    own = len(ends.inventory.links_of[inner.inode]) + (0 if is_docker else _SPARE)
    if number <= own:
        return False
    if ends.is_at_home(pair):
        return True
    # A pair may have been made here and moved away, both of its ends.
    is_between = any(
        other != inner for n in (number - 1, number + 1) for other in by_number.get(n, ())
    )
    if is_between or ends.has_nested:
        return False
    return is_docker or 2 * number - outer.ifindex not in numbers


def _is_docker(ends: LooseEnds, outer: LinkKey) -> bool:
    return _DOCKER_VETH.fullmatch(ends.outer[outer].ifname) is not None


def _elimination(ends: LooseEnds) -> Iterator[tuple[Pair, str]]:
    """Pair the only two ends that are left on a bridge."""
    if ends.has_unseen:
        # Theirs may be any that seems to be left.
        return
    for pair in ends.unique(ends.candidates()):
        if ends.is_at_home(pair):
            bridge = ends.bridge_of(pair.outer)
            where = f" on {bridge}" if bridge else ""
            yield pair, f"by elimination: no other ends{where} are left without their pair"


def _is_unnamed(key: LinkKey, iflink: int | None) -> bool:
    return key.ifindex > 0 and iflink is None


def _runs(numbers: list[int]) -> Iterator[list[int]]:
    run: list[int] = []
    for number in numbers:
        if run and number != run[-1] + 1:
            yield run
            run = []
        run.append(number)
    if run:
        yield run
