"""What sos says of the commands that it ran (sos_reports/manifest.json)."""

from typing import Any, Final, NamedTuple

import msgspec

__all__ = ["Ran", "commands_of", "paths_of"]

_LATEST: Final = 1 << 33
"""Seconds since 1970: beyond that, a time is none."""
_LARGEST: Final = 16 << 20
"""Bytes, several times what there is on a large host: as objects it takes 25 times the room."""


class Ran(NamedTuple):
    """A command that sos ran, or wanted to run."""

    command: str
    path: str
    """Of its output; empty if there is none."""
    status: int
    """126 or 127 if the program is not there, 124 if its time was over."""
    is_truncated: bool = False
    """Whether only the end of a long output was kept."""
    started: float | None = None
    """Seconds since 1970; told by sos 4.2 and newer."""


def commands_of(data: bytes) -> list[Ran] | None:
    """Return the commands of all plugins; None if it is no manifest.

    What has another type than it has to have is left out.
    """
    plugins = _plugins(data)
    if not plugins:
        return None
    return [
        ran
        for plugin in plugins
        for one in _member(plugin, "commands", list)
        if (ran := _ran(one))
    ]


def paths_of(data: bytes) -> set[str]:
    """Return all files that a manifest speaks of, by their names in the sosreport."""
    found = {ran.path for ran in commands_of(data) or () if ran.path}
    for plugin in _plugins(data):
        for one in _member(plugin, "files", list):
            copied = _member(one, "files_copied", list)
            found |= {path for path in copied if isinstance(path, str)}
    return found


def _plugins(data: bytes) -> list[Any]:
    if len(data) > _LARGEST:
        return []
    try:
        whole = msgspec.json.decode(data)
    except (ValueError, RecursionError):
        return []
    report = _member(_member(whole, "components"), "report")
    return list(_member(report, "plugins").values())


def _ran(entry: Any) -> Ran | None:
    command = _member(entry, "exec", str)
    status = _member(entry, "return_code", int)
    started = _member(entry, "start_time", float)
    if not command:
        return None
    return Ran(
        command=command,
        path=_member(entry, "filepath", str),
        status=status,
        is_truncated=_member(entry, "truncated", bool),
        started=started if 0 < started < _LATEST else None,
    )


def _member(value: Any, name: str, kind: type = dict) -> Any:
    """Return a member of an object; an empty one of its kind if there is none."""
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, kind) else kind()
