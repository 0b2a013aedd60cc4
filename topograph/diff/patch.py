"""What makes of one JSON document another, as operations of RFC 6902.

Small for a small change, as long as the elements of a list can be told apart; see `kept_places`.
There are only `add`, `remove` and `replace`, each at its place when its turn comes.
"""

from collections.abc import Iterator
from typing import Any, Final

from topograph.diff.kept_places import kept_places, same

__all__ = ["Operation", "json_patch"]

Operation = dict[str, Any]

# What is nested deeper is replaced whole: each level costs frames of Python's stack.
_DEEPEST: Final = 100


def json_patch(before: Any, after: Any) -> list[Operation]:
    """Return operations that, applied in their order, make `after` of `before`.

    Args:
        before: plain objects as a JSON decoder gives them.
        after: the same; numbers that JSON writes in two ways, such as 1 and 1.0, are two.
    """
    return list(_operations(before, after, "", 0))


def _operations(before: Any, after: Any, path: str, depth: int) -> Iterator[Operation]:
    if depth < _DEEPEST:
        if isinstance(before, dict) and isinstance(after, dict):
            yield from _of_objects(before, after, path, depth)
            return
        if isinstance(before, list) and isinstance(after, list):
            yield from _of_lists(before, after, path, depth)
            return
    if not same(before, after):
        yield {"op": "replace", "path": path, "value": after}


def _of_objects(
    before: dict[str, Any], after: dict[str, Any], path: str, depth: int
) -> Iterator[Operation]:
    for name in sorted(before.keys() | after.keys()):
        place = f"{path}/{_escaped(name)}"
        if name not in after:
            yield {"op": "remove", "path": place}
        elif name not in before:
            yield {"op": "add", "path": place, "value": after[name]}
        elif before[name] is not after[name]:
            yield from _operations(before[name], after[name], place, depth + 1)


def _of_lists(before: list[Any], after: list[Any], path: str, depth: int) -> Iterator[Operation]:
    """Yield the operations from the front to the end, so that each finds those before it done."""
    old, new = 0, 0
    # The last pair is none: it stands for the ends of both lists.
    for kept_old, kept_new in [*kept_places(before, after), (len(before), len(after))]:
        gone, come = kept_old - old, after[new:kept_new]
        both = min(gone, len(come))
        for n in range(both):
            yield {"op": "replace", "path": f"{path}/{new + n}", "value": come[n]}
        for _ in range(both, gone):
            yield {"op": "remove", "path": f"{path}/{new + both}"}
        for n in range(both, len(come)):
            yield {"op": "add", "path": f"{path}/{new + n}", "value": come[n]}
        # One comparison here spares the walk through most elements.
        if kept_old < len(before) and not same(before[kept_old], after[kept_new]):
            place = f"{path}/{kept_new}"
            yield from _operations(before[kept_old], after[kept_new], place, depth + 1)
        old, new = kept_old + 1, kept_new + 1


def _escaped(name: str) -> str:
    """Return a name as a part of a JSON pointer (RFC 6901)."""
    return name.replace("~", "~0").replace("/", "~1")
