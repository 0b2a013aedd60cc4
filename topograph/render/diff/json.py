"""A diff as JSON, for a program; `topograph schema diff` describes it."""

from typing import Any

import msgspec

from topograph.diff.model import Diff
from topograph.diff.schema import ALWAYS
from topograph.render.diff.subject import Subject
from topograph.snapshot.json_text import indented, sorted_json

__all__ = ["document_of", "render"]


def render(subject: Subject) -> bytes:
    """Return a diff as JSON: sorted members, one space of indent, one trailing newline."""
    document = document_of(subject.diff)
    if subject.options.patch is not None:
        document["patch"] = subject.options.patch
    return indented(sorted_json(document))


def document_of(diff: Diff) -> dict[str, Any]:
    """Return a diff as plain objects."""
    document: dict[str, Any] = msgspec.to_builtins(diff, str_keys=True)
    # What says which format it is, and the lists that every reader walks along.
    return {name: getattr(diff, name) for name in ALWAYS} | document
