"""Lift snapshots of older versions to the present one.

A step works on plain JSON objects, since the types of its time are gone. When
`facts.VERSION` rises, the step from the version before it joins `STEPS`, and a
file of that version joins the tests.
"""

from collections.abc import Callable, Sequence
from typing import Any, Final

from topograph.errors import MalformedSnapshot, UnsupportedVersion
from topograph.facts import VERSION

__all__ = ["STEPS", "Step", "migrate", "version_of"]

Step = Callable[[dict[str, Any]], dict[str, Any]]

STEPS: Final[tuple[Step, ...]] = ()
"""The first makes version 2 from version 1, and so on."""


def version_of(document: dict[str, Any], where: str) -> int:
    """Return the version that a snapshot states, if this program can read it.

    Raises:
        MalformedSnapshot: it states none.
        UnsupportedVersion: it is newer than `facts.VERSION`.
    """
    version = document.get("version")
    if type(version) is not int or version < 1:
        raise MalformedSnapshot(
            "expected a whole number from 1 up",
            where=f"{where}: $.version",
            hint="the file was changed by hand, or damaged",
        )
    if version > VERSION:
        raise UnsupportedVersion(
            f"version {version} was made by a newer topograph; this one reads up to {VERSION}",
            where=where,
            hint="update topograph",
        )
    return version


def migrate(
    document: dict[str, Any], version: int, steps: Sequence[Step] = STEPS
) -> dict[str, Any]:
    """Take a snapshot of some version through all steps that follow it."""
    for step in steps[version - 1 :]:
        document = step(document)
    return document
