"""Compare what is told of a host as a whole, and its engines."""

from collections.abc import Iterator
from typing import Final

from topograph.diff.context import Context
from topograph.diff.fields import UNSEEN, changes_between, telling
from topograph.diff.finding import Finding
from topograph.diff.model import Place, Thing, Verb
from topograph.facts import Engine
from topograph.graph.ids import join
from topograph.graph.keys import host_key

__all__ = ["compare_engines", "compare_host"]

_FIELDS: Final = ("hostname", "os", "kernel", "arch")
_ENGINE_FIELDS: Final = ("name", "version", "api_version")


def compare_host(context: Context) -> Iterator[Finding]:
    """Yield what is found about the host itself."""
    match = context.match
    old, new = match.before.inventory.host, match.after.inventory.host
    before, after = (
        {name: UNSEEN if name in host.untold else getattr(host, name) for name in _FIELDS}
        for host in (old, new)
    )
    changes = changes_between(Thing.HOST, before, after, context.selection)
    verb = Verb.CHANGED
    if old.boot_id and new.boot_id and old.boot_id != new.boot_id:
        verb = Verb.REBOOTED
    elif any(change.field == "hostname" for change in changes):
        verb = Verb.RENAMED
    elif any(change.field == "kernel" for change in changes):
        verb = Verb.UPGRADED
    if verb is Verb.REBOOTED and not context.selection.keeps(Thing.HOST, "boot_id"):
        verb = Verb.CHANGED
    if changes or verb is Verb.REBOOTED:
        yield Finding(
            verb=verb,
            thing=Thing.HOST,
            key=host_key(new),
            host=context.host,
            before=Place(name=old.hostname, node=match.before.ids.host),
            after=Place(name=new.hostname, node=match.after.ids.host),
            changes=changes,
        )


def compare_engines(context: Context) -> Iterator[Finding]:
    """Yield what is found about the engines: one is known by its socket."""
    hosts = [context.side(is_after).inventory.host for is_after in (False, True)]
    # In text an engine may tell its version, and not where it listens.
    is_nameless = any(not engine.socket for host in hosts for engine in host.engines)
    old, new = (
        {(engine.name if is_nameless else engine.socket): engine for engine in host.engines}
        for host in hosts
    )
    for socket in sorted({*old, *new}):
        if socket in old and socket in new:
            yield from _changed(context, old[socket], new[socket])
        else:
            is_after = socket in new
            engine = (new if is_after else old)[socket]
            yield context.lone(
                Thing.ENGINE,
                _key(engine),
                _place(context, engine, is_after),
                is_after=is_after,
                changes=telling(
                    {"version": engine.version, "socket": engine.socket},
                    ("version", "socket"),
                    is_after=is_after,
                ),
                gap=context.hidden[not is_after].engine(engine.socket, "engines"),
            )


def _changed(context: Context, old: Engine, new: Engine) -> Iterator[Finding]:
    # What only one side tells is no change: text tells no version of an API.
    before, after = (
        {n: getattr(engine, n) or UNSEEN for n in _ENGINE_FIELDS} for engine in (old, new)
    )
    changes = changes_between(Thing.ENGINE, before, after, context.selection)
    if changes:
        is_upgrade = any(change.field == "version" for change in changes)
        yield Finding(
            verb=Verb.UPGRADED if is_upgrade else Verb.CHANGED,
            thing=Thing.ENGINE,
            key=_key(new),
            host=context.host,
            before=_place(context, old, False),
            after=_place(context, new, True),
            changes=changes,
        )


def _key(engine: Engine) -> str:
    return f"engine/{join(engine.socket)}"


def _place(context: Context, engine: Engine, is_after: bool) -> Place:
    return Place(name=engine.name, node=context.side(is_after).ids.host)
