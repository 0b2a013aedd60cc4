"""Publish the contract of snapshot files as a JSON Schema."""

import ast
import inspect
from typing import Any

import msgspec

from topograph import facts
from topograph.facts import FORMAT, VERSION, Snapshot

__all__ = ["schema"]


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the snapshots that this version writes.

    Unknown members are allowed everywhere: a newer topograph may add some.
    """
    published = msgspec.json.schema(Snapshot)
    texts = _descriptions()
    for name, definition in published["$defs"].items():
        # `extra` is our place for unknown members, it never stands in a file.
        del definition["properties"]["extra"]
        del definition["additionalProperties"]
        for member, text in texts.get(name, {}).items():
            definition["properties"][member]["description"] = text
    envelope = published["$defs"]["Snapshot"]["properties"]
    envelope["format"]["const"] = FORMAT
    envelope["version"]["const"] = VERSION
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "topograph snapshot",
        **published,
    }


def _descriptions() -> dict[str, dict[str, str]]:
    """Return the string below each attribute of the facts, which Python itself forgets."""
    texts: dict[str, dict[str, str]] = {}
    for node in ast.parse(inspect.getsource(facts)).body:
        if not isinstance(node, ast.ClassDef):
            continue
        for member, below in zip(node.body, node.body[1:], strict=False):
            match member, below:
                case (
                    ast.AnnAssign(target=ast.Name(id=name)),
                    ast.Expr(value=ast.Constant(value=str(text))),
                ) if name != "extra":
                    texts.setdefault(node.name, {})[name] = inspect.cleandoc(text)
    return texts
