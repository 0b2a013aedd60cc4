"""Publish the contract of a diff in JSON as a JSON Schema."""

from typing import Any

from topograph.diff import model
from topograph.diff.model import FORMAT, VERSION, Diff
from topograph.snapshot.described import described_schema

__all__ = ["ALWAYS", "schema"]

ALWAYS = ("format", "version", "before", "after", "entries", "unknown")
"""Members of the outermost object that are there even if they say nothing."""


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the diffs that this version writes."""
    constants = {"format": FORMAT, "version": VERSION}
    published = described_schema(Diff, model, "topograph diff", constants)
    published["$defs"]["Diff"]["required"] = list(ALWAYS)
    return published
