"""A plain comparison: containers by name and links by name; enough to try the formats on."""

from dataclasses import dataclass
from typing import Any

import msgspec

from topograph.diff.model import Change, Diff, Entry, Moment, Place, Thing, Unknown, Verb
from topograph.errors import DiffError
from topograph.facts import Host, Snapshot

__all__ = ["Comparison", "Options", "compare"]


@dataclass(frozen=True)
class Options:
    all_fields: bool = False
    ignore: tuple[str, ...] = ()
    across_hosts: bool = False


@dataclass(frozen=True)
class Comparison:
    before: Snapshot
    after: Snapshot
    diff: Diff


def compare(
    before: Snapshot,
    after: Snapshot,
    options: Options = Options(),
    names: tuple[str, str] = ("before", "after"),
) -> Comparison:
    hosts = [[host.hostname for host in side.hosts] for side in (before, after)]
    if hosts[0] != hosts[1] and not options.across_hosts:
        raise DiffError("not the same host", where=names[1], hint="use --across-hosts")
    entries = [
        entry
        for old, new in zip(before.hosts, after.hosts, strict=True)
        for entry in entries_of(old, new, options)
    ]
    unknown = [
        Unknown(side=side, host=gap.host or hosts[0][0], what=gap.what, hint=gap.hint)
        for side, snapshot in (("before", before), ("after", after))
        for gap in snapshot.gaps
    ]
    moments = [
        Moment(source=name, captured_at=side.captured_at, tool=side.tool, hosts=found)
        for name, side, found in zip(names, (before, after), hosts, strict=True)
    ]
    diff = Diff(
        before=moments[0],
        after=moments[1],
        entries=entries,
        unknown=unknown,
        all_fields=options.all_fields,
        ignored=list(options.ignore),
    )
    return Comparison(before, after, diff)


def entries_of(old: Host, new: Host, options: Options) -> list[Entry]:
    found = []
    for thing, sides in (
        (Thing.CONTAINER, [{c.names[0]: c for c in host.containers} for host in (old, new)]),
        (Thing.LINK, [{k.ifname: k for k in host.namespaces[0].links} for host in (old, new)]),
    ):
        for name in sorted({*sides[0], *sides[1]}):
            pair = [msgspec.to_builtins(side[name]) if name in side else {} for side in sides]
            places = [Place(name=name) if side else None for side in pair]
            changes = [] if None in places else changes_of(pair[0], pair[1], options)
            if None not in places and not changes:
                continue
            verb = Verb.CHANGED if changes else Verb.ADDED if not pair[0] else Verb.REMOVED
            found.append(
                Entry(
                    verb=verb,
                    thing=thing,
                    key=name,
                    host=new.hostname,
                    before=places[0],
                    after=places[1],
                    changes=changes,
                )
            )
    return found


def changes_of(old: dict[str, Any], new: dict[str, Any], options: Options) -> list[Change]:
    return [
        Change(field=name, before=old.get(name), after=new.get(name))
        for name in sorted({*old, *new} - {*options.ignore})
        if old.get(name) != new.get(name)
    ]
