"""Describe the members of a JSON Schema by the strings that stand below them in the source."""

import ast
import inspect
from types import ModuleType
from typing import Any, Final

import msgspec

__all__ = ["DIALECT", "described_schema"]

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def described_schema(
    kind: type[msgspec.Struct], module: ModuleType, title: str, constants: dict[str, Any]
) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a type.

    Unknown members are allowed everywhere: a newer topograph may add some.

    Args:
        kind: what a file holds.
        module: where that and all types in it stand.
        title: what to call such a file.
        constants: members of `kind` that have one value only.
    """
    published = msgspec.json.schema(kind)
    texts = _descriptions(module)
    for name, definition in published["$defs"].items():
        definition.pop("additionalProperties", None)
        for member, text in texts.get(name, {}).items():
            if member in definition.get("properties", ()):
                definition["properties"][member]["description"] = text
    for member, value in constants.items():
        published["$defs"][kind.__name__]["properties"][member]["const"] = value
    return {"$schema": DIALECT, "title": title, **published}


def _descriptions(module: ModuleType) -> dict[str, dict[str, str]]:
    """Return the string below each attribute of a module's types, which Python itself forgets."""
    texts: dict[str, dict[str, str]] = {}
    for node in ast.parse(inspect.getsource(module)).body:
        if not isinstance(node, ast.ClassDef):
            continue
        for member, below in zip(node.body, node.body[1:], strict=False):
            match member, below:
                case (
                    ast.AnnAssign(target=ast.Name(id=name)),
                    ast.Expr(value=ast.Constant(value=str(text))),
                ):
                    texts.setdefault(node.name, {})[name] = inspect.cleandoc(text)
    return texts
