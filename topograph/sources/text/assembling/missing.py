"""Say in the words of people what the outputs did not tell."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from topograph.facts import Gap, Host, Netns
from topograph.sources.text.told import Line

__all__ = ["cut", "gaps_of_host", "gaps_of_lines", "gaps_of_namespaces", "place_of"]

_COMMANDS: Final = {
    "links": ("some of the links", "ip -d addr"),
    "routes": ("routes", "ip route show table all"),
    "rules": ("rules", "ip rule, ip -6 rule"),
    "neighbours": ("neighbours", "ip neigh"),
    "fdb": ("forwarding databases", "bridge fdb"),
    "sysctls": ("settings", "sysctl -a"),
    "kinds": ("kinds of links", "ip -d link"),
    "all": ("its links", "ip -d addr"),
}
"""What may be missing of a namespace, and what tells it."""
_ENGINE: Final = {
    "containers": ("containers", "docker ps -a, docker inspect"),
    "networks": ("networks", "docker network ls, docker network inspect"),
}
_MUCH: Final = 3
_MOST_NAMES: Final = 5
_ASK_FOR_ALL: Final = "what `topograph capture-script` prints asks for all of it"
_WORDS: Final = 3
_WORD: Final = 24


def gaps_of_namespaces(host: Host, source: str) -> Iterator[Gap]:
    """Yield one gap for all namespaces of a host of which the same was not told."""
    by_missing: dict[tuple[str, ...], list[Netns]] = {}
    owners = {one.netns: one.names[0] for one in reversed(host.containers) if one.names}
    for netns in host.namespaces:
        if missing := tuple(_missing(netns)):
            by_missing.setdefault(missing, []).append(netns)
    for missing, group in by_missing.items():
        words = ", ".join(_COMMANDS[name][0] for name in missing)
        commands = ", ".join(f"`{_COMMANDS[name][1]}`" for name in missing)
        yield Gap(
            source=source,
            subject="host",
            what=f"not told of {_names(group, owners)}: {words}",
            hint=_ASK_FOR_ALL if len(missing) > _MUCH else f"add the output of {commands}",
        )


def _missing(netns: Netns) -> Iterator[str]:
    if not netns.links:
        yield "all"
        return
    yield from (name for name in _COMMANDS if name in netns.untold)
    if any("kind" in link.untold and link.link_type != "loopback" for link in netns.links):
        yield "kinds"


def _names(group: Sequence[Netns], owners: Mapping[int | None, str]) -> str:
    named = sorted(
        owners.get(netns.inode) or min(netns.names)
        for netns in group
        if not netns.root and (netns.inode in owners or netns.names)
    )
    names = ["the host's own namespace"] if any(netns.root for netns in group) else []
    names += named[:_MOST_NAMES]
    if rest := len(group) - len(names):
        noun = "namespace" if rest == 1 else "namespaces"
        names.append(f"{rest} more" if names else f"{rest} {noun} without a name")
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def gaps_of_host(host: Host) -> Iterator[Gap]:
    """Yield what was not told of the engine of a host."""
    missing = [_ENGINE[name] for name in _ENGINE if name in host.untold]
    if missing:
        words = " and ".join(word for word, _ in missing)
        commands = ", ".join(f"`{command}`" for _, command in missing)
        yield Gap(
            source="engine",
            subject="host",
            what=f"not all {words} of an engine were told",
            hint=f"add the output of {commands}",
        )


def gaps_of_lines(lines: Iterable[Line], where: str, source: str) -> Iterator[Gap]:
    """Yield a gap for each run of lines that nobody understood."""
    for run in _runs(lines):
        shown = cut(run[0].text)
        if len(run) == 1:
            what = f"a line was not understood: {shown}"
        else:
            what = f"{len(run)} lines were not understood, the first: {shown}"
        yield Gap(source=source, subject=place_of(run, where), what=what)


def place_of(lines: Iterable[Line], where: str) -> str:
    """Return where lines are: FILE:3-5,9."""
    return f"{where}:{','.join(map(_span, _runs(lines)))}"


def cut(text: str) -> str:
    """Return the first words of a text, without values: they may be secrets."""
    words = text.split()
    shown = [word.partition("=")[0][:_WORD] for word in words[:_WORDS]]
    return " ".join(shown) + ("" if shown == words else " …")


def _runs(lines: Iterable[Line]) -> Iterator[list[Line]]:
    run: list[Line] = []
    for line in lines:
        if run and line.number != run[-1].number + 1:
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _span(run: Sequence[Line]) -> str:
    return f"{run[0].number}-{run[-1].number}" if len(run) > 1 else str(run[0].number)
