"""Apply a JSON patch, straight from RFC 6902 and RFC 6901, without looking at how one is made."""

import copy
from typing import Any

__all__ = ["patched"]


def patched(document: Any, operations: list[dict[str, Any]]) -> Any:
    """Return a document after operations; one that does not apply is an AssertionError."""
    holder = {"": copy.deepcopy(document)}
    for operation in operations:
        names = operation["path"].split("/")
        target: Any = holder
        for name in names[:-1]:
            target = target[place_in(target, name)]
        place = place_in(target, names[-1], is_new=operation["op"] == "add")
        match operation["op"]:
            case "remove":
                assert set(operation) == {"op", "path"}
                del target[place]
            case "add" if isinstance(target, list):
                target.insert(place, copy.deepcopy(operation["value"]))
            case "add":
                target[place] = copy.deepcopy(operation["value"])
            case "replace":
                target[place] = copy.deepcopy(operation["value"])
            case other:
                raise AssertionError(other)
    return holder[""]


def place_in(target: Any, name: str, *, is_new: bool = False) -> Any:
    """Return the index or the member that a part of a pointer means."""
    if isinstance(target, list):
        assert str(int(name)) == name
        assert 0 <= int(name) < len(target) + is_new
        return int(name)
    member = name.replace("~1", "/").replace("~0", "~")
    assert isinstance(target, dict)
    assert is_new or member in target
    return member
