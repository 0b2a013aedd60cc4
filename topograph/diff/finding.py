"""What is found about one thing, before findings become the parts of one event."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple, Self

from topograph.diff.model import Change, Place, Thing, Verb
from topograph.facts import Gap

__all__ = ["Finding", "Token"]


class Token(NamedTuple):
    """A thing on one host, the same for both sides."""

    thing: Thing
    is_after: bool
    """Whether `id` is that of the side after; a thing on both sides goes by that."""
    id: Any


@dataclass(slots=True, eq=False)
class Finding:
    """One thing that was added, removed or changed."""

    verb: Verb
    thing: Thing
    key: str
    host: str
    before: Place | None = None
    after: Place | None = None
    changes: list[Change] = field(default_factory=list)
    token: Token | None = None
    """What others call it as their owner; None if nothing belongs to it."""
    owners: list[Token] = field(default_factory=list)
    """Whose event it is a part of: the first of these that something was found about."""
    follows: bool = False
    """Whether it only follows from what happened to its owner."""
    container: Token | None = None
    """The container it is a part of in any case, be it changed itself or not."""
    group: tuple[str, str] = ("", "")
    """Project and service of a container; project of a network."""
    gap: Gap | None = None
    """Why it cannot be told whether it is gone."""
    is_missing_after: bool = False
    """Which side the gap is on."""
    parts: list["Finding"] = field(default_factory=list)

    @classmethod
    def one_sided(
        cls, thing: Thing, key: str, host: str, place: Place, *, is_after: bool, **rest: Any
    ) -> Self:
        """Return what is found about a thing that is on one side only.

        Args:
            thing: what it is.
            key: its own.
            host: name of its host.
            place: where it is.
            is_after: which side it is on.
            rest: other fields.
        """
        return cls(
            verb=Verb.ADDED if is_after else Verb.REMOVED,
            thing=thing,
            key=key,
            host=host,
            before=None if is_after else place,
            after=place if is_after else None,
            **rest,
        )
