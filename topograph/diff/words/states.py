"""Word a change that people have a verb for: stopped, paused, set down."""

from collections.abc import Callable
from typing import Any, Final

from topograph.diff.model import Entry, Thing

__all__ = ["state_phrase"]

# By what it is now, then by what it was; None stands for all else.
_STATES: Final[dict[str, dict[str | None, str]]] = {
    "running": {"paused": "resumed", "restarting": "runs again", None: "started"},
    "exited": {None: "stopped"},
    "paused": {None: "paused"},
    "dead": {None: "died"},
    "restarting": {None: "keeps restarting"},
}
_HEALTH: Final = {"healthy": "is healthy", "unhealthy": "is unhealthy"}


def state_phrase(entry: Entry) -> tuple[str, str] | None:
    """Return the verb for the first change that has one, and the field that it tells of."""
    for field, words in _FIELDS.get(entry.thing, {}).items():
        for change in entry.changes:
            if change.field == field:
                phrase = words(change.before, change.after)
                if phrase:
                    return phrase, field
    return None


def _state(before: Any, after: Any) -> str:
    words = _STATES.get(after, {}) if isinstance(after, str) else {}
    return words.get(before if isinstance(before, str) else None) or words.get(None, "")


def _health(_: Any, after: Any) -> str:
    return _HEALTH.get(after, "") if isinstance(after, str) else ""


def _up(_: Any, after: Any) -> str:
    return "set up" if after is True else "set down"


def _carrier(_: Any, after: Any) -> str:
    if not isinstance(after, bool):
        return ""
    return "got its carrier" if after else "lost its carrier"


_FIELDS: Final[dict[Thing, dict[str, Callable[[Any, Any], str]]]] = {
    Thing.CONTAINER: {"state": _state, "health": _health},
    Thing.LINK: {"is_up": _up, "carrier": _carrier},
}
