"""Sets facts beside what another program told about the same things."""

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from msgspec import Struct

__all__ = ["differences_by_key", "differences_in_any_order", "plain"]


def plain(value: Any) -> Any:
    """Return a fact as dictionaries and lists, with the fields that hold their default."""
    if isinstance(value, Struct):
        names = (name for name in value.__struct_fields__ if name != "extra")
        return {name: plain(getattr(value, name)) for name in names}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value


def like(told: Any, actual: Any) -> Any:
    """Return `actual` without the fields that `told` is silent on."""
    if isinstance(told, dict) and isinstance(actual, dict):
        return {name: like(told[name], actual.get(name, "(no such field)")) for name in told}
    if isinstance(told, list) and isinstance(actual, list) and told:
        return [like(told[min(place, len(told) - 1)], one) for place, one in enumerate(actual)]
    return actual


def differences_by_key(
    where: str, key: str, told: Sequence[dict[str, Any]], actual: Sequence[dict[str, Any]]
) -> list[str]:
    """Return one line per attribute that differs, for things that have a name."""
    lines = []
    told_by_key = {one[key]: one for one in told}
    actual_by_key = {one[key]: one for one in actual}
    for name in sorted(told_by_key.keys() | actual_by_key.keys(), key=str):
        if name not in actual_by_key or name not in told_by_key:
            side = "is missing" if name in told_by_key else "is told by nobody else"
            lines.append(f"{where}: {key} {name} {side}")
            continue
        seen = like(told_by_key[name], actual_by_key[name])
        lines += attribute_lines(f"{where}: {key} {name}", told_by_key[name], seen)
    return lines


def attribute_lines(where: str, told: Any, seen: Any) -> list[str]:
    if isinstance(told, dict) and isinstance(seen, dict):
        return [
            line
            for name in told
            for line in attribute_lines(f"{where}: {name}", told[name], seen[name])
        ]
    if told == seen:
        return []
    return [f"{where}: {json.dumps(told)} was told, the fact says {json.dumps(seen)}"]


def differences_in_any_order(
    where: str, told: Sequence[dict[str, Any]], actual: Sequence[dict[str, Any]]
) -> list[str]:
    """Return one line per thing that only one side has, for things without a name."""
    seen = [like(told[0], one) if told else one for one in actual]
    told_count = Counter(json.dumps(one, sort_keys=True) for one in told)
    seen_count = Counter(json.dumps(one, sort_keys=True) for one in seen)
    lines = [f"{where}: told only: {one}" for one in sorted((told_count - seen_count).elements())]
    lines += [f"{where}: fact only: {one}" for one in sorted((seen_count - told_count).elements())]
    return lines
