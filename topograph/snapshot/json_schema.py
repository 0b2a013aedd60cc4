"""Publish the contract of snapshot files as a JSON Schema."""

from typing import Any

from topograph import facts
from topograph.facts import FORMAT, VERSION, Snapshot
from topograph.snapshot.described import described_schema

__all__ = ["schema"]


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the snapshots that this version writes."""
    constants = {"format": FORMAT, "version": VERSION}
    published = described_schema(Snapshot, facts, "topograph snapshot", constants)
    for definition in published["$defs"].values():
        # `extra` is our place for unknown members, it never stands in a file.
        del definition["properties"]["extra"]
    return published
